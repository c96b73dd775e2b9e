import { type AccountEconomics, lineName } from '../../economics/index.ts'
import { reasonText } from '../../kit/figures/reasons.ts'
import { formatCompact, formatNumber, formatPercent } from '../../kit/format/number.ts'
import type { Fact } from './fact.ts'
import { text } from './text.ts'

const words = text.changed
const MOST_FALLS = 2
const MOST_RISES = 2
/** A move smaller than this share of the account's sales is not worth a line. */
const LEAST_SHARE = 0.01
const LEAST_POINTS = 0.005

type MixRow = AccountEconomics['productMix'][number]

export interface ChangeContext {
  readonly locale: string | undefined
  readonly lineHref: (productLine: string) => string
  readonly scoreHref: string
}

function amountOf(value: string | null): number {
  return value === null ? 0 : Number(value)
}

function lineFact(row: MixRow, { locale, lineHref }: ChangeContext): Fact {
  const before = amountOf(row.netRevenueBefore)
  const now = amountOf(row.netRevenue)
  const name = lineName(row)
  const share = before > 0 ? formatPercent(Math.abs(now / before - 1), { locale, decimals: 0 }) : ''
  const title =
    before <= 0
      ? words.first(name)
      : now <= 0
        ? words.gone(name)
        : now < before
          ? words.fell(name, share)
          : words.rose(name, share)
  return {
    key: `line-${name}`,
    tone: now < before ? 'loss' : 'gain',
    title,
    detail:
      before <= 0 ? words.noneBefore : words.from(formatCompact(before, { locale }), formatCompact(now, { locale })),
    amount: now - before,
    href: row.productLine === null ? undefined : lineHref(row.productLine),
  }
}

/** Product lines that moved most: the two largest falls, the two largest rises. */
function lineFacts(economics: AccountEconomics, context: ChangeContext): Fact[] {
  const scale = Math.max(amountOf(economics.netRevenue.value), amountOf(economics.netRevenueBefore.value), 1)
  const moved = economics.productMix
    .map((row) => ({ row, change: amountOf(row.netRevenue) - amountOf(row.netRevenueBefore) }))
    .filter(({ change }) => Math.abs(change) >= scale * LEAST_SHARE)
    .toSorted((one, other) => one.change - other.change)
  const falls = moved.filter(({ change }) => change < 0).slice(0, MOST_FALLS)
  const rises = moved.filter(({ change }) => change > 0).slice(-MOST_RISES)
  return [...falls, ...rises].map(({ row }) => lineFact(row, context))
}

/** The margin rate of a span of months; null where a month's margin is not known. */
export function marginRate(months: AccountEconomics['months'], from: string, to: string): number | null {
  const within = months.filter(({ month }) => month >= from && month <= to)
  if (within.length === 0 || within.some((month) => month.netRevenue !== null && month.grossMargin === null))
    return null
  const net = within.reduce((sum, month) => sum + amountOf(month.netRevenue), 0)
  return net > 0 ? within.reduce((sum, month) => sum + amountOf(month.grossMargin), 0) / net : null
}

function marginFact({ months, period }: AccountEconomics, locale: string | undefined): Fact[] {
  const before = marginRate(months, period.beforeFrom, period.beforeTo)
  const now = marginRate(months, period.from, period.to)
  if (before === null || now === null || Math.abs(now - before) < LEAST_POINTS) return []
  const points = formatNumber(Math.abs(now - before) * 100, { locale, decimals: 1 })
  return [
    {
      key: 'margin',
      tone: now < before ? 'loss' : 'gain',
      title: now < before ? words.marginFell(points) : words.marginRose(points),
      detail: words.from(formatPercent(before, { locale }), formatPercent(now, { locale })),
    },
  ]
}

const OUTLOOK_TONE = { growing: 'gain', flat: 'neutral', declining: 'loss', at_risk: 'loss' } as const

function outlookFact({ outlook }: AccountEconomics): Fact[] {
  if (outlook === null || outlook.class === 'too_little_history' || outlook.class === 'flat') return []
  return [{ key: 'outlook', tone: OUTLOOK_TONE[outlook.class], title: reasonText(outlook.reasons.slice(0, 2)) }]
}

/** What changed against the period before, from facts alone: product lines, margin, outlook. */
export function whatChanged(economics: AccountEconomics, context: ChangeContext): Fact[] {
  return [...lineFacts(economics, context), ...marginFact(economics, context.locale), ...outlookFact(economics)]
}
