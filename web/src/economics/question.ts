import { formatMonth, parseMonth } from '@mainstay/domain/kernel'
import { z } from 'zod'

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)

/** The question behind every figure, as the address keeps it; what is not asked for is the last twelve months. */
export const questionState = z.object({
  from: month.optional(),
  to: month.optional(),
  comparison: z.enum(['previous_year', 'previous_period']).default('previous_year'),
  rates: z.enum(['day', 'constant']).default('day'),
  basis: z.enum(['company', 'group']).default('group'),
})
export type Question = z.infer<typeof questionState>

/** The question for a request: a span only when both ends are given. */
export function askedQuestion(question: Question) {
  const { from, to, comparison, rates, basis } = question
  return from !== undefined && to !== undefined ? { from, to, comparison, rates, basis } : { comparison, rates, basis }
}

/** The question for a link, without what is usual anyway. */
export function questionQuery(question: Question, more: Readonly<Record<string, string | undefined>> = {}): string {
  const usual = questionState.parse({})
  const asked: Readonly<Record<string, string | undefined>> = {
    from: question.from,
    to: question.to,
    comparison: question.comparison === usual.comparison ? undefined : question.comparison,
    rates: question.rates === usual.rates ? undefined : question.rates,
    basis: question.basis === usual.basis ? undefined : question.basis,
    ...more,
  }
  const given = Object.entries(asked).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return new URLSearchParams(given).toString()
}

/** Every month from one to another, the newest first. */
export function monthsBetween(first: string, last: string): string[] {
  const start = parseMonth(first)
  const end = parseMonth(last)
  if (start === null || end === null) return []
  return Array.from({ length: Math.max(0, end - start + 1) }, (_, index) => formatMonth(end - index))
}
