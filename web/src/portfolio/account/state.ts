import * as z from 'zod/mini'
import { type Question, questionQuery, questionState } from '../../economics/index.ts'
import { paths } from '../../paths.ts'

export const TABS = ['overview', 'economics', 'score', 'lines', 'history'] as const
export type Tab = (typeof TABS)[number]

const day = z.optional(z.iso.date())

/** The account page in the address: the period, the open tab, and the filters of its invoice lines. */
export const accountState = z.extend(questionState, {
  tab: z._default(z.enum(TABS), 'overview'),
  lineFrom: day,
  lineTo: day,
  productLine: z.optional(z.coerce.string()),
  currency: z.optional(z.string().check(z.regex(/^[A-Z]{3}$/))),
  order: z._default(z.enum(['-date', 'date', '-net', 'net', 'margin']), '-date'),
  /** The figure whose lines are shown. */
  of: z.optional(z.string()),
})
export type AccountState = z.infer<typeof accountState>

export interface LinesAsked {
  readonly lineFrom?: string | undefined
  readonly lineTo?: string | undefined
  readonly productLine?: string | undefined
  readonly order?: AccountState['order'] | undefined
  readonly of?: string | undefined
}

/** The tab of an account under the same period. */
export function tabHref(accountId: string, question: Question, tab: Tab): string {
  const query = questionQuery(question, { tab: tab === 'overview' ? undefined : tab })
  return `${paths.account(accountId)}${query === '' ? '' : `?${query}`}`
}

/** The invoice lines behind a figure. */
export function linesHref(accountId: string, question: Question, asked: LinesAsked): string {
  const { lineFrom, lineTo, productLine, order, of } = asked
  return `${paths.account(accountId)}?${questionQuery(question, { tab: 'lines', lineFrom, lineTo, productLine, order, of })}`
}
