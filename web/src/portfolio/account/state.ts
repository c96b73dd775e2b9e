import { z } from 'zod'
import { type Question, questionQuery, questionState } from '../../economics/index.ts'
import { paths } from '../../paths.ts'

export const TABS = ['overview', 'economics', 'score', 'lines', 'history'] as const
export type Tab = (typeof TABS)[number]

const day = z.iso.date().optional()

/** The account page in the address: the period, the open tab, and the filters of its invoice lines. */
export const accountState = questionState.extend({
  tab: z.enum(TABS).default('overview'),
  lineFrom: day,
  lineTo: day,
  productLine: z.coerce.string().optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  order: z.enum(['-date', 'date', '-net', 'net', 'margin']).default('-date'),
  /** The figure whose lines are shown. */
  of: z.string().optional(),
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
