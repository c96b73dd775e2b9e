import { type CellState, cellKey, fillFromLedger, type SalesMark } from '@mainstay/domain/plans'
import type { WriteScope } from '../../platform/use-case.ts'
import { type CellPlace, contentOf, EMPTY_CELL } from './cell-store.ts'
import { readGridSales } from './sales.ts'
import { applyWrites, type CellChange, type OpenGrid, openGrid } from './write-cells.ts'

interface FillCall {
  readonly planId: string
  readonly overwrite: 'nothing_of_people' | 'state_of_people'
}

interface FillAnswer extends Omit<CellChange, 'changeId'> {
  readonly changeId: string | null
  readonly owned: number
  readonly lapsed: number
  readonly kept: { unitId: string; offeringId: string; ledgerState: CellState }[]
  readonly unitsWithoutCompany: number
  readonly offeringsWithoutLine: number
}

/** Fills the grid from the ledger and says what it did. */
export async function fillCells(scope: WriteScope, input: FillCall): Promise<FillAnswer> {
  return fillGrid(scope, await openGrid(scope, input.planId), input.overwrite)
}

/** The same for a grid that is open already. */
export async function fillGrid(
  scope: WriteScope,
  grid: OpenGrid,
  overwrite: FillCall['overwrite'],
): Promise<FillAnswer> {
  const { sales } = await readGridSales(scope, [...grid.units, ...grid.offerings])
  const fill = fillFromLedger([...sales.values()] satisfies SalesMark[], standingCells(grid), overwrite)
  const told = {
    owned: fill.set.filter(({ state }) => state === 'owned').length,
    lapsed: fill.set.filter(({ state }) => state === 'lapsed').length,
    kept: [...fill.kept],
    unitsWithoutCompany: grid.units.filter((unit) => unit.unit_account_id === null).length,
    offeringsWithoutLine: grid.offerings.filter((offering) => offering.product_line_id === null).length,
  }
  if (fill.set.length === 0) return { changeId: null, cells: [], emptied: [], ...told }
  const writes = fill.set.map(({ state, ...place }) => ({
    ...place,
    content: { ...contentAt(grid, place), state, state_by: 'ledger' as const },
  }))
  return { ...(await applyWrites(scope, grid, writes)), ...told }
}

/** Cells of rows and columns that are there; those taken out rest. */
function standingCells({ units, offerings, standing }: OpenGrid) {
  const there = new Set([...units, ...offerings].map(({ id }) => id))
  return [...standing.values()].flatMap((row) =>
    row.removed_at === null && there.has(row.unit_id) && there.has(row.offering_id)
      ? [{ unitId: row.unit_id, offeringId: row.offering_id, state: row.state, stateBy: row.state_by }]
      : [],
  )
}

function contentAt({ standing }: OpenGrid, place: CellPlace) {
  const row = standing.get(cellKey(place))
  return row && row.removed_at === null ? contentOf(row) : EMPTY_CELL
}
