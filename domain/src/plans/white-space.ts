import { addFigures, type ByWalletBound, multiplyAmount, shareOfWallet } from '../economics/index.ts'
import { type Amount, degraded, type Figure, insufficient, known, ratioOfAmounts } from '../kernel/index.ts'

/**
 * What stands between a buying unit and an offering: they buy it from us; did once; buy it from a competitor; need it and
 * have not bought it; do not need it; we do not know.
 */
export const CELL_STATES = ['owned', 'lapsed', 'competitor', 'open', 'not_needed', 'unknown'] as const
export type CellState = (typeof CELL_STATES)[number]

/** An estimate with its lowest and highest bound, each of which may be missing. */
export interface Bounds {
  readonly low: Amount | null
  readonly base: Amount | null
  readonly high: Amount | null
}

/** What is known of one cell of the white space. */
export interface CellFacts {
  readonly state: CellState
  /** What the unit spends, or would spend, on the offering in a year, with whomever. */
  readonly potential: Bounds
  readonly needProbability: number | null
  readonly winProbability: number | null
  /** Gross margin of the offering as a fraction. */
  readonly marginRate: number | null
  /** Our net revenue of the last twelve months; null where the ledger cannot tell. */
  readonly ours: Figure<Amount> | null
}

/** What the cells of a row, a column or a whole grid add up to. */
export interface WhiteSpaceTotals {
  readonly counts: Readonly<Record<CellState, number>>
  readonly penetration: Figure
  readonly weightedPenetration: Figure
  readonly walletCells: number
  readonly wallet: Bounds
  readonly ours: Figure<Amount>
  readonly shareOfWallet: ByWalletBound<number>
  readonly expectedRevenue: Figure<Amount>
  readonly expectedMargin: Figure<Amount>
  readonly withoutExpectation: number
}

/** What a unit buys or could buy: the denominator of penetration. What it does not need is no market, unknown is apart. */
const MARKET: ReadonlySet<CellState> = new Set(['owned', 'lapsed', 'competitor', 'open'])
/** What it could buy from us and does not. */
const WHITE: ReadonlySet<CellState> = new Set(['lapsed', 'competitor', 'open'])

/** Whether the cell is one that we could still win. */
export function isWhite(state: CellState): boolean {
  return WHITE.has(state)
}

/**
 * Everything that a set of cells adds up to; each cell of the set once, unwritten ones as unknown. Penetration, share of
 * wallet and expected value say why they are unknown where they are.
 */
export function whiteSpaceTotals(cells: readonly CellFacts[]): WhiteSpaceTotals {
  return {
    counts: countStates(cells),
    penetration: penetration(cells),
    weightedPenetration: weightedPenetration(cells),
    ...walletOf(cells),
    ...expectedWhiteSpace(cells),
  }
}

function countStates(cells: readonly CellFacts[]): Record<CellState, number> {
  const counts = { owned: 0, lapsed: 0, competitor: 0, open: 0, not_needed: 0, unknown: 0 }
  for (const { state } of cells) counts[state] += 1
  return counts
}

/**
 * Penetration = owned / (owned + lapsed + competitor + open), counting cells. What is not needed leaves the denominator;
 * what is unknown is reported apart. Unknown when nothing is judged yet.
 */
export function penetration(cells: readonly Pick<CellFacts, 'state'>[]): Figure {
  const market = cells.filter(({ state }) => MARKET.has(state))
  if (market.length === 0) return insufficient('plans/nothing-judged')
  return known(market.filter(({ state }) => state === 'owned').length / market.length)
}

/**
 * Penetration by money instead of cells: base potential of what is owned / base potential of owned, lapsed, competitor and
 * open. Cells without potential are left out, which makes the figure doubtful; unknown when no cell has any.
 */
export function weightedPenetration(cells: readonly CellFacts[]): Figure {
  const market = cells.filter(({ state }) => MARKET.has(state))
  const weighed = market.filter(({ potential }) => potential.base !== null)
  const sumOf = (part: readonly CellFacts[]) => part.reduce((sum, { potential }) => sum + (potential.base ?? 0n), 0n)
  const share = ratioOfAmounts(sumOf(weighed.filter(({ state }) => state === 'owned')), sumOf(weighed))
  if (share === null) return insufficient('plans/potential-missing')
  return weighed.length < market.length ? degraded(share, 'plans/potential-missing') : known(share)
}

function walletOf(
  cells: readonly CellFacts[],
): Pick<WhiteSpaceTotals, 'walletCells' | 'wallet' | 'ours' | 'shareOfWallet'> {
  const told = cells.filter(({ ours, potential }) => ours !== null && potential.base !== null)
  const wallet = {
    low: sumBound(told, 'low'),
    base: sumBound(told, 'base'),
    high: sumBound(told, 'high'),
  }
  const ours: Figure<Amount> =
    told.length === 0
      ? insufficient('plans/potential-missing')
      : addFigures(...told.flatMap((cell) => (cell.ours === null ? [] : [cell.ours])))
  return { walletCells: told.length, wallet, ours, shareOfWallet: walletShare(ours, wallet) }
}

function sumBound(cells: readonly CellFacts[], bound: keyof Bounds): Amount | null {
  if (cells.length === 0) return null
  let sum = 0n
  for (const { potential } of cells) {
    const amount = potential[bound]
    if (amount === null) return null
    sum += amount
  }
  return sum
}

/**
 * Our sales / what the customer spends, for the low, base and high estimate of the same cells. Above 1 the estimate is
 * wrong, and the figure says so instead of being cut off.
 */
export function walletShare(ours: Figure<Amount>, wallet: Bounds): ByWalletBound<number> {
  if (ours.value === null) {
    const unknown: Figure = insufficient(...ours.reasons)
    return { low: unknown, base: unknown, high: unknown }
  }
  return shareOfWallet({ ourNet: ours.value, ...wallet }).share
}

/**
 * What the white space is expected to bring in a year: sum over lapsed, competitor and open cells of base potential *
 * chance that they need it * chance that we win it; times the margin of the offering for the margin. Cells without
 * potential or a chance are left out and counted, which makes the figure doubtful; unknown when no cell has all three.
 */
export function expectedWhiteSpace(
  cells: readonly CellFacts[],
): Pick<WhiteSpaceTotals, 'expectedRevenue' | 'expectedMargin' | 'withoutExpectation'> {
  const white = cells.filter(({ state }) => WHITE.has(state))
  const expectations = white.flatMap((cell) => {
    const revenue = expectedRevenueOf(cell)
    return revenue === null ? [] : [{ revenue, marginRate: cell.marginRate }]
  })
  const withoutExpectation = white.length - expectations.length
  const priced = expectations.flatMap(({ revenue, marginRate }) =>
    marginRate === null ? [] : [multiplyAmount(revenue, marginRate)],
  )
  const revenue = expectations.map((expectation) => expectation.revenue)
  const missing = withoutExpectation > 0 ? ['plans/expectation-incomplete'] : []
  return {
    expectedRevenue: sumWithDoubts(revenue, missing),
    expectedMargin: sumWithDoubts(priced, priced.length < revenue.length ? ['plans/margin-missing'] : missing),
    withoutExpectation,
  }
}

/** Base potential * both chances of one cell; null where one of the three is missing or the cell is not white. */
export function expectedRevenueOf({ state, potential, needProbability, winProbability }: CellFacts): Amount | null {
  if (!WHITE.has(state) || potential.base === null || needProbability === null || winProbability === null) return null
  return multiplyAmount(potential.base, needProbability * winProbability)
}

function sumWithDoubts(amounts: readonly Amount[], doubts: readonly string[]): Figure<Amount> {
  if (amounts.length === 0) return insufficient(...(doubts.length > 0 ? doubts : ['plans/no-white-space']))
  const sum = amounts.reduce((total, amount) => total + amount, 0n)
  return doubts.length > 0 ? degraded(sum, ...doubts) : known(sum)
}

/** Whether the bounds stand in order, none below 0: low <= base <= high, as far as they are given. */
export function isOrdered({ low, base, high }: Bounds): boolean {
  const given = [low, base, high].filter((bound) => bound !== null)
  return given.every((bound, index) => bound >= (given[index - 1] ?? 0n))
}

/** A cell of a grid under a name that it has in every grid which knows the same unit and offering. */
export interface NamedCell {
  readonly key: string
  readonly facts: CellFacts
}

/**
 * The cells of several plans, each unit and offering once, so that nothing is counted twice. A cell that is judged comes
 * before one that is unknown, and the plan further down before the one above: it is nearer to the unit. Between plans of one
 * depth the first in order decides.
 */
export function countOnce(
  grids: readonly { readonly depth: number; readonly cells: readonly NamedCell[] }[],
): CellFacts[] {
  const chosen = new Map<string, CellFacts>()
  for (const { cells } of grids.toSorted((left, right) => right.depth - left.depth)) {
    for (const { key, facts } of cells) {
      const known = chosen.get(key)
      if (known === undefined || (known.state === 'unknown' && facts.state !== 'unknown')) chosen.set(key, facts)
    }
  }
  return [...chosen.values()]
}
