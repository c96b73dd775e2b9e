import { type Amount, type Figure, known } from '@mainstay/domain/kernel'
import { type CellFacts, cellKey, type NamedCell } from '@mainstay/domain/plans'
import { amountOf } from '../../economics/index.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import type { StoredPlan } from '../plan-store.ts'
import { type CellRow, EMPTY_CELL, keyOf, readCells } from './cell-store.ts'
import { type HeadingRow, readHeadings } from './heading-store.ts'
import { type GridSales, readGridSales } from './sales.ts'

/** The white space of one plan as it is stored, with what the ledger says about it. */
export interface Grid {
  readonly units: readonly HeadingRow[]
  readonly offerings: readonly HeadingRow[]
  /** Written cells of headings that are there. */
  readonly cells: ReadonlyMap<string, CellRow>
  readonly sales: GridSales
}

export async function loadGrid(scope: ReadScope, plan: StoredPlan): Promise<Grid> {
  const headings = await readHeadings(scope, [plan.id])
  const there = new Set(headings.map(({ id }) => id))
  const cells = await readCells(scope, [plan.id])
  return {
    units: headings.filter(({ axis }) => axis === 'units'),
    offerings: headings.filter(({ axis }) => axis === 'offerings'),
    cells: new Map(
      cells.filter((row) => there.has(row.unit_id) && there.has(row.offering_id)).map((row) => [keyOf(row), row]),
    ),
    sales: await readGridSales(scope, headings),
  }
}

/** Gross margin of an offering: as people typed it, else as the ledger has it with this customer. */
export function marginOf(
  grid: Grid,
  offering: HeadingRow,
): { rate: number | null; from: 'people' | 'ledger' | 'none' } {
  if (offering.margin_rate !== null) return { rate: offering.margin_rate, from: 'people' }
  const rate = grid.sales.marginRates.get(offering.id)
  return rate === undefined ? { rate: null, from: 'none' } : { rate, from: 'ledger' }
}

function oursOf(grid: Grid, unit: HeadingRow, offering: HeadingRow): Figure<Amount> | null {
  if (grid.sales.span === null || unit.unit_account_id === null || offering.product_line_id === null) return null
  return grid.sales.sales.get(cellKey({ unitId: unit.id, offeringId: offering.id }))?.net ?? known(0n)
}

function amountOrNull(text: string | null): Amount | null {
  return text === null ? null : amountOf(text)
}

/** What is known of one place in the grid, written or not. */
export function factsAt(grid: Grid, unit: HeadingRow, offering: HeadingRow): CellFacts {
  const row = grid.cells.get(cellKey({ unitId: unit.id, offeringId: offering.id })) ?? EMPTY_CELL
  return {
    state: row.state,
    potential: {
      low: amountOrNull(row.potential_low),
      base: amountOrNull(row.potential_base),
      high: amountOrNull(row.potential_high),
    },
    needProbability: row.need_probability,
    winProbability: row.win_probability,
    marginRate: marginOf(grid, offering).rate,
    ours: oursOf(grid, unit, offering),
  }
}

/**
 * Every place of the grid under a name that other grids give it too, where both know the company or the product line; but
 * for those of these keys.
 */
export function namedCells(grid: Grid, without: ReadonlySet<string> = new Set()): NamedCell[] {
  return grid.units.flatMap((unit) =>
    grid.offerings.flatMap((offering) =>
      without.has(cellKey({ unitId: unit.id, offeringId: offering.id }))
        ? []
        : [{ key: nameOf(unit, offering), facts: factsAt(grid, unit, offering) }],
    ),
  )
}

function nameOf(unit: HeadingRow, offering: HeadingRow): string {
  const row = unit.unit_account_id === null ? `unit ${unit.id}` : `company ${unit.unit_account_id}`
  const column =
    offering.product_line_id === null ? `offering ${offering.name_key}` : `line ${offering.product_line_id}`
  return `${row} ${column}`
}
