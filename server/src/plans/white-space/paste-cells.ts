import { type CellWish, WHITE_SPACE_CELLS_AT_ONCE } from '@mainstay/contract/plans-white-space'
import { type CellContent, cellKey, type PastedCell, type PasteFault, readPastedGrid } from '@mainstay/domain/plans'
import { presentMoney } from '../../economics/index.ts'
import { type FieldFault, Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import type { CellPlace } from './cell-store.ts'
import { type CellChange, type OpenGrid, openGrid, writeWishes } from './write-cells.ts'

interface PasteCall {
  readonly planId: string
  readonly rows: readonly (readonly string[])[]
  readonly start: CellPlace | null
  readonly seen: readonly (CellPlace & { readonly version: number })[]
}

/** Faults told one by one; a block that is wrong throughout needs no two thousand sentences. */
const TOLD_FAULTS = 100

/** Writes a block out of a spreadsheet, all or none. */
export async function pasteCells(scope: WriteScope, input: PasteCall): Promise<CellChange> {
  const grid = await openGrid(scope, input.planId)
  const { cells, faults } = readPastedGrid({ ...headingsOf(grid), rows: input.rows, start: input.start })
  if (faults.length > 0) {
    throw new Refused('plans/paste-refused', { faults: faults.length }, faults.slice(0, TOLD_FAULTS).map(toldFault))
  }
  if (cells.length === 0) throw new Refused('plans/paste-empty')
  if (cells.length > WHITE_SPACE_CELLS_AT_ONCE) {
    throw new Refused('plans/paste-too-large', { cells: cells.length, most: WHITE_SPACE_CELLS_AT_ONCE })
  }
  const seen = new Map(input.seen.map((cell) => [cellKey(cell), cell.version]))
  return writeWishes(
    scope,
    grid,
    cells.map((cell) => wishOf(cell, seen.get(cellKey(cell)) ?? 0)),
  )
}

function headingsOf({ units, offerings }: OpenGrid) {
  return { units, offerings }
}

function wishOf({ unitId, offeringId, content }: PastedCell, version: number): CellWish {
  return { unitId, offeringId, version, ...writtenOf(content) }
}

function writtenOf({ potential, ...same }: CellContent): Partial<CellWish> {
  if (!potential) return same
  const text = (amount: bigint | null) => (amount === null ? null : presentMoney(amount))
  return { ...same, potential: { low: text(potential.low), base: text(potential.base), high: text(potential.high) } }
}

const WAYS_OUT: Readonly<Record<PasteFault['code'], string>> = {
  'plans/cell-unreadable':
    'is no state. Write owned, lapsed, competitor, open, not needed or unknown, then what is known besides, parted by semicolons.',
  'plans/competitor-too-long': 'names a competitor with more than 200 characters. Shorten it.',
  'plans/potential-out-of-order': 'is no potential: write low/base/high in this order, none below 0, or one number.',
  'plans/number-unreadable': 'is no number. Write it as 120000, 1.2m or 520k.',
  'plans/number-ambiguous': 'can be read as two numbers. Write it without thousands signs.',
  'plans/unit-unknown': 'is no unit of this grid. Add it as a unit first, or write it as it stands there.',
  'plans/offering-unknown': 'is no offering of this grid. Add it as an offering first, or write it as it stands there.',
  'plans/heading-twice': 'stands twice. Keep one of the two.',
  'plans/beyond-grid': 'lies beyond the grid. Paste further left or up, or add units and offerings first.',
}

function toldFault({ row, column, value, code }: PasteFault): FieldFault {
  const shown = value.length > 60 ? `${value.slice(0, 59)}…` : value
  return {
    path: `rows.${row - 1}.${column - 1}`,
    code,
    message: `Row ${row}, column ${column}: “${shown}” ${WAYS_OUT[code]}`,
  }
}
