import { parseAmount } from '@mainstay/domain/kernel'
import { listOf, NO_TIER, type PortfolioFilter } from '../queries/portfolio-filter.ts'
import type { FigureColumns, ScoreColumns } from './figure-columns.ts'
import { compareMoney, splitAmount } from './money-column.ts'
import type { TextColumn } from './text-column.ts'

/** What a filter reads beside itself. */
export interface FilterSources {
  readonly figures: FigureColumns
  readonly scores: ScoreColumns | null
  /** The tier of every account that is in one, where the filter asks for tiers. */
  readonly tiers: ReadonlyMap<string, string> | null
}

/** 1 at the position of every account that the filter leaves: the conditions of `conditionsOf` over columns. */
export function maskOf(sources: FilterSources, filter: PortfolioFilter): Uint8Array {
  const { figures, scores } = sources
  const mask =
    filter.buyingOnly === false ? new Uint8Array(figures.count).fill(1) : figures.isBuying.slice(0, figures.count)
  keepTexts(mask, figures.texts.outlook, filter.outlooks)
  keepTexts(mask, figures.texts.segment, filter.segments)
  keepTexts(mask, figures.texts.country, filter.countries)
  keepTexts(mask, figures.texts.unit, filter.units)
  keepAmounts(mask, figures, filter)
  keepTiers(mask, sources, filter.tiers)
  const { scoreFrom, losesMoney } = filter
  if (scoreFrom !== undefined) keep(mask, (position) => (scores?.score[position] ?? Number.NaN) >= scoreFrom)
  if (losesMoney !== undefined) {
    const profit = profitSign(figures)
    keep(mask, losesMoney ? (position) => profit(position) < 0 : (position) => profit(position) >= 0)
  }
  keepWords(mask, figures, filter.query)
  return mask
}

function keep(mask: Uint8Array, isKept: (position: number) => boolean): void {
  for (let position = 0; position < mask.length; position++)
    if (mask[position] === 1 && !isKept(position)) mask[position] = 0
}

/** Keeps only some accounts, or drops them. */
function keepAccounts(
  mask: Uint8Array,
  figures: FigureColumns,
  accounts: { ids: Iterable<string>; kept: 0 | 1 },
): void {
  const listed = new Uint8Array(mask.length)
  for (const id of accounts.ids) {
    const position = figures.positionOf.get(Number(id))
    if (position !== undefined) listed[position] = 1
  }
  keep(mask, (position) => listed[position] === accounts.kept)
}

/** The words as accounts are searched by, among the copies of their texts that the figures hold. */
function keepWords(mask: Uint8Array, { searchText }: FigureColumns, query: string | undefined): void {
  if (!query) return
  const words = query.toLowerCase()
  keep(mask, (position) => searchText[position]?.includes(words) ?? false)
}

function keepTexts(mask: Uint8Array, { codes, codeOf, texts }: TextColumn, wanted: string | undefined): void {
  if (wanted === undefined) return
  const isWanted = new Uint8Array(texts.length)
  for (const text of listOf(wanted)) {
    const code = codeOf.get(text)
    if (code !== undefined) isWanted[code] = 1
  }
  keep(mask, (position) => isWanted[codes[position] ?? -1] === 1)
}

/** Few accounts are in a tier: the others are all but those. */
function keepTiers(mask: Uint8Array, { figures, tiers }: FilterSources, filter: string | undefined): void {
  if (filter === undefined || tiers === null) return
  const wanted = listOf(filter)
  const isOutWanted = wanted.includes(NO_TIER)
  const ids = [...tiers].filter(([, tier]) => wanted.includes(tier) !== isOutWanted).map(([accountId]) => accountId)
  keepAccounts(mask, figures, { ids, kept: isOutWanted ? 0 : 1 })
}

function keepAmounts(mask: Uint8Array, figures: FigureColumns, filter: PortfolioFilter): void {
  const net = figures.money.net_revenue
  const isKnown = (position: number) => !Number.isNaN(net.units[position] ?? Number.NaN)
  const bound = (text: string | undefined, fits: (difference: number) => boolean) => {
    if (text === undefined) return
    const amount = splitAmount(parseAmount(text) ?? 0n)
    keep(mask, (position) => isKnown(position) && fits(compareMoney(net, position, amount)))
  }
  bound(filter.netRevenueFrom, (difference) => difference >= 0)
  bound(filter.netRevenueTo, (difference) => difference <= 0)
}

/** Below zero for accounts that lose money, by contribution where it is known, else by gross margin; no number for unknown ones. */
function profitSign({ money: { contribution, gross_margin } }: FigureColumns): (position: number) => number {
  return (position) => {
    const column = Number.isNaN(contribution.units[position] ?? Number.NaN) ? gross_margin : contribution
    const units = column.units[position] ?? Number.NaN
    return units === 0 ? (column.parts[position] ?? 0) : units
  }
}
