import { formatMonth, parseMonth } from '@mainstay/domain/kernel'
import * as z from 'zod/mini'

const month = z.optional(z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/)))

/** The question behind every figure, as the address keeps it; what is not asked for is the last twelve months. */
export const questionState = z.object({
  from: month,
  to: month,
  comparison: z._default(z.enum(['previous_year', 'previous_period']), 'previous_year'),
  rates: z._default(z.enum(['day', 'constant']), 'day'),
  basis: z._default(z.enum(['company', 'group']), 'group'),
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
