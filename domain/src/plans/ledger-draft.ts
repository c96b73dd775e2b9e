import { type Amount, dayInWords, formatAmount } from '../kernel/index.ts'
import { LEDGER_FIELDS } from './starter-templates.ts'

/** How the ledger sees where an account is heading. */
export type LedgerOutlook = 'growing' | 'flat' | 'declining' | 'at_risk' | 'too_little_history'

/** What the invoice ledger knows of an account or its group; unknown is null. Never costs or margins. */
export interface LedgerKnowledge {
  readonly currency: string
  /** The months told of and those of the year before, "2025-11". */
  readonly period: {
    readonly from: string
    readonly to: string
    readonly beforeFrom: string
    readonly beforeTo: string
  }
  readonly netRevenue: Amount | null
  readonly netRevenueBefore: Amount | null
  /** Change of net revenue as a fraction, 0.25 for a quarter more. */
  readonly growth: number | null
  readonly outlook: { readonly class: LedgerOutlook; readonly months: number; readonly change: number | null } | null
  readonly productMix: readonly {
    readonly name: string | null
    readonly netRevenue: Amount | null
    readonly share: number | null
  }[]
  /** Companies that were added up; 1 for an account alone. */
  readonly companies: number
}

export interface LedgerSentence {
  /** The field it is the answer to. */
  readonly fieldKey: string
  readonly label: string
  readonly content: string
}

/** Product lines named in a plan's first draft. */
export const DRAFTED_PRODUCT_LINES = 5

const OUTLOOKS: Readonly<Record<LedgerOutlook, string>> = {
  growing: 'Growing',
  flat: 'Flat: neither growth nor decline beyond chance',
  declining: 'Declining',
  at_risk: 'At risk of being lost: they have bought later or less than they used to',
  too_little_history: 'Too little history to tell',
}

/**
 * First statements of a plan, out of the invoice ledger: net revenue of the last two years with its change, where it is
 * heading, and the five product lines bought most with their shares. Money is rounded to whole units of the currency,
 * shares and changes to a percent. What is not known makes no statement; an account that never bought makes none at all.
 */
export function draftFromLedger(known: LedgerKnowledge): readonly LedgerSentence[] {
  return [...revenueSentence(known), ...trendSentence(known), ...mixSentence(known)]
}

function revenueSentence(known: LedgerKnowledge): readonly LedgerSentence[] {
  const { netRevenue, netRevenueBefore, period, currency } = known
  if (netRevenue === null || (netRevenue === 0n && (netRevenueBefore ?? 0n) === 0n)) return []
  const now = `Net revenue ${span(period.from, period.to)}: ${money(netRevenue, currency)}`
  const before =
    netRevenueBefore === null
      ? ''
      : `; ${span(period.beforeFrom, period.beforeTo)}: ${money(netRevenueBefore, currency)}`
  const change = known.growth === null ? '' : ` (${signedPercent(known.growth)})`
  const whole = known.companies > 1 ? ` Sum over ${known.companies} companies of the group.` : ''
  const content = `${now}${before}${change}.${whole}`
  return [{ fieldKey: LEDGER_FIELDS.netRevenue, label: 'What they buy from us', content }]
}

function trendSentence({ outlook }: LedgerKnowledge): readonly LedgerSentence[] {
  if (outlook === null) return []
  const change = outlook.change === null ? '' : ` (${signedPercent(outlook.change)})`
  const content = `${OUTLOOKS[outlook.class]}${change}, by ${outlook.months} months of invoices.`
  return [{ fieldKey: LEDGER_FIELDS.trend, label: 'Where it is heading', content }]
}

function mixSentence({ productMix, currency }: LedgerKnowledge): readonly LedgerSentence[] {
  const lines = productMix
    .flatMap(({ name, netRevenue, share }) =>
      name === null || netRevenue === null || netRevenue <= 0n ? [] : [{ name, netRevenue, share }],
    )
    .toSorted((one, other) => (one.netRevenue < other.netRevenue ? 1 : one.netRevenue > other.netRevenue ? -1 : 0))
    .slice(0, DRAFTED_PRODUCT_LINES)
    .map(({ name, netRevenue, share }) => {
      const part = share === null ? '' : ` (${Math.round(share * 100)} %)`
      return `${name}: ${money(netRevenue, currency)}${part}`
    })
  if (lines.length === 0) return []
  return [{ fieldKey: LEDGER_FIELDS.productMix, label: 'What they buy most', content: lines.join('\n') }]
}

function span(from: string, to: string): string {
  return `${dayInWords(from)} to ${dayInWords(to)}`
}

function money(amount: Amount, currency: string): string {
  return `${formatAmount(amount, 0).replace(/\B(?=(\d{3})+$)/g, ',')} ${currency}`
}

function signedPercent(fraction: number): string {
  const percent = Math.round(fraction * 100)
  return `${percent > 0 ? '+' : ''}${percent} %`
}
