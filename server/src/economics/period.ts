import type { period, periodQuery } from '@mainstay/contract/economics'
import {
  firstDay,
  formatMonth,
  type Month,
  monthOfDate,
  parseMonth,
  shiftSpan,
  spanEnding,
} from '@mainstay/domain/kernel'
import type { z } from 'zod'
import { Refused } from '../platform/refusal.ts'

export interface PeriodInput extends z.input<typeof periodQuery> {
  /** Answers from the books as they stood on a day; without it, as they stand. */
  readonly knownOn?: string | null | undefined
}
export type Period = z.infer<typeof period>

/** The question behind every figure, with every month settled. */
export interface FigureQuestion {
  readonly from: Month
  readonly to: Month
  readonly beforeFrom: Month
  readonly beforeTo: Month
  readonly comparison: 'previous_year' | 'previous_period'
  readonly rates: 'day' | 'constant'
  readonly basis: 'company' | 'group'
  /** The day whose books are asked; null for the books as they stand. */
  readonly knownOn: string | null
}

export const YEAR_MONTHS = 12
const LONGEST_MONTHS = 120

/** Settles a question: without months, the twelve that end with the month of the last invoice. */
export function settleQuestion(input: PeriodInput, lastInvoiceDate: string): FigureQuestion {
  const asked = { from: monthOrNull(input.from), to: monthOrNull(input.to) }
  const to = asked.to ?? Math.max(monthOfDate(lastInvoiceDate), asked.from ?? 0)
  const span = asked.from === null ? spanEnding(to, YEAR_MONTHS) : { from: asked.from, to }
  const length = span.to - span.from + 1
  if (length < 1 || length > LONGEST_MONTHS) throw new Refused('economics/period-invalid')
  const comparison = input.comparison ?? 'previous_year'
  const before = shiftSpan(span, comparison === 'previous_year' ? YEAR_MONTHS : length)
  return {
    ...span,
    beforeFrom: before.from,
    beforeTo: before.to,
    comparison,
    rates: input.rates ?? 'day',
    basis: input.basis ?? 'group',
    knownOn: input.knownOn ?? null,
  }
}

function monthOrNull(text: string | undefined): Month | null {
  return text === undefined ? null : parseMonth(text)
}

/** Months of history that the outlook is judged by. */
export const OUTLOOK_MONTHS = 60

/** The first month that is gathered for a question; facts of earlier ones tell only since when an account buys. */
export function firstGathered(question: FigureQuestion): Month {
  return Math.min(question.beforeFrom, question.from, question.to - OUTLOOK_MONTHS + 1)
}

/** True for the question the browser opens with; its answers are computed in advance. */
export function isDefaultQuestion(question: FigureQuestion, lastInvoiceDate: string): boolean {
  const usual = settleQuestion({ basis: question.basis }, lastInvoiceDate)
  return (
    usual.from === question.from &&
    usual.to === question.to &&
    question.rates === 'day' &&
    question.knownOn === null &&
    question.comparison === 'previous_year'
  )
}

/** The months of a question as dates of their first days, as the tables keep them. */
export function monthDates(question: FigureQuestion) {
  return {
    from: firstDay(question.from),
    to: firstDay(question.to),
    beforeFrom: firstDay(question.beforeFrom),
    beforeTo: firstDay(question.beforeTo),
  }
}

/** The question as the wire shows it. */
export function presentPeriod(
  question: FigureQuestion,
  facts: { readonly currency: string; readonly ledgerRevision: number; readonly lastInvoiceDate: string | null },
): Period {
  return {
    from: formatMonth(question.from),
    to: formatMonth(question.to),
    beforeFrom: formatMonth(question.beforeFrom),
    beforeTo: formatMonth(question.beforeTo),
    comparison: question.comparison,
    rates: question.rates,
    basis: question.basis,
    ...facts,
  }
}
