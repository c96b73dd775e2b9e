import type { Month, MonthSpan } from '../kernel/index.ts'
import type { CellState } from './white-space.ts'

/** A company of the ledger and the one above it. */
export interface Company {
  readonly id: string
  readonly parentId: string | null
}

/** A row of the grid; without a company where it only has a name. */
export interface UnitOfGrid {
  readonly id: string
  readonly accountId: string | null
}

/**
 * The unit that each company's purchases count for: the nearest one at or above the company. So a purchase counts once,
 * whether the grid has only the head office, each subsidiary, or some of them. Companies with no unit above them are left
 * out.
 */
export function unitOfCompanies(
  companies: readonly Company[],
  units: readonly UnitOfGrid[],
): ReadonlyMap<string, string> {
  const parents = new Map(companies.map(({ id, parentId }) => [id, parentId]))
  const own = new Map(units.flatMap(({ id, accountId }) => (accountId === null ? [] : [[accountId, id] as const])))
  const found = new Map<string, string>()
  for (const { id } of companies) {
    const unit = nearestUnit(id, parents, own)
    if (unit !== null) found.set(id, unit)
  }
  return found
}

function nearestUnit(
  companyId: string,
  parents: ReadonlyMap<string, string | null>,
  own: ReadonlyMap<string, string>,
): string | null {
  const seen = new Set<string>()
  let current: string | null = companyId
  while (current !== null && !seen.has(current)) {
    const unit = own.get(current)
    if (unit !== undefined) return unit
    seen.add(current)
    current = parents.get(current) ?? null
  }
  return null
}

/** A cell as it stands before the ledger is asked. */
export interface StandingCell {
  readonly unitId: string
  readonly offeringId: string
  readonly state: CellState
  readonly stateBy: 'people' | 'ledger'
}

/** What the ledger knows of a unit and an offering. */
export interface SalesMark {
  readonly unitId: string
  readonly offeringId: string
  readonly state: SoldState
}

/** What a cell is of which the ledger knows a purchase. */
export type SoldState = 'owned' | 'lapsed'

/**
 * What a purchase makes of a cell: owned where the last month in which the unit bought the offering lies within the twelve
 * months that end with the last month of the ledger; lapsed where it lies before them, however long ago: what was bought
 * once is white space that we know how to win. A month in which more was returned than bought is no purchase. The twelve
 * months are the ones that every figure of an account is of.
 */
export function stateOfSales(lastBought: Month, twelveMonths: MonthSpan): SoldState {
  return lastBought >= twelveMonths.from ? 'owned' : 'lapsed'
}

/** What filling from the ledger would do. */
export interface LedgerFill {
  readonly set: readonly { readonly unitId: string; readonly offeringId: string; readonly state: CellState }[]
  /** Cells where people say otherwise, left as they are. */
  readonly kept: readonly { readonly unitId: string; readonly offeringId: string; readonly ledgerState: CellState }[]
}

/**
 * Fills cells from the ledger: owned or lapsed as `stateOfSales` has it. Unknown cells and those that an earlier fill has
 * written are brought up to date; one that the ledger no longer knows becomes unknown. What people have judged stays and
 * is named, unless they ask to overwrite it.
 */
export function fillFromLedger(
  sales: readonly SalesMark[],
  standing: readonly StandingCell[],
  overwrite: 'nothing_of_people' | 'state_of_people',
): LedgerFill {
  const cells = new Map(standing.map((cell) => [cellKey(cell), cell]))
  const sold = new Set(sales.map(cellKey))
  const set: LedgerFill['set'][number][] = []
  const kept: LedgerFill['kept'][number][] = []
  for (const { unitId, offeringId, state } of sales) {
    const cell = cells.get(cellKey({ unitId, offeringId }))
    if (cell?.state === state) continue
    const isJudged = cell !== undefined && cell.stateBy === 'people' && cell.state !== 'unknown'
    if (isJudged && overwrite === 'nothing_of_people') kept.push({ unitId, offeringId, ledgerState: state })
    else set.push({ unitId, offeringId, state })
  }
  for (const { unitId, offeringId, state, stateBy } of standing) {
    const isForgotten = stateBy === 'ledger' && state !== 'unknown' && !sold.has(cellKey({ unitId, offeringId }))
    if (isForgotten) set.push({ unitId, offeringId, state: 'unknown' })
  }
  return { set, kept }
}

/** Name of a cell that both sides of the wire use: the unit's id and the offering's. */
export function cellKey({ unitId, offeringId }: { readonly unitId: string; readonly offeringId: string }): string {
  return `${unitId}:${offeringId}`
}
