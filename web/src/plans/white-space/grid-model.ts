import { amountToNumber, degraded, type Figure, insufficient, known, parseAmount } from '@mainstay/domain/kernel'
import {
  type CellContent,
  type CellFacts,
  cellKey,
  penetration,
  type WhiteSpaceTotals,
  whiteSpaceTotals,
  writeCellText,
} from '@mainstay/domain/plans'
import { blankCell } from './blank-cell.ts'
import type { CellPlace, CellState, Offering, Sale, Unit, WhiteSpaceCell, WhiteSpacePart } from './types.ts'

/** The grid as the page works with it: cells and sales by their place. */
export interface GridModel {
  readonly part: WhiteSpacePart
  readonly cells: ReadonlyMap<string, WhiteSpaceCell>
  readonly sales: ReadonlyMap<string, Sale>
}

export function modelOf(part: WhiteSpacePart): GridModel {
  return {
    part,
    cells: new Map(part.cells.map((cell) => [cellKey(cell), cell])),
    sales: new Map(part.sales.map((sale) => [cellKey(sale), sale])),
  }
}

export function placeOf(unit: { readonly id: string }, offering: { readonly id: string }): CellPlace {
  return { unitId: unit.id, offeringId: offering.id }
}

function amountOrNull(text: string | null) {
  return text === null ? null : parseAmount(text)
}

function oursOf({ part, sales }: GridModel, unit: Unit, offering: Offering): CellFacts['ours'] {
  if (part.ledger === null || unit.account === null || offering.productLine === null) return null
  const sale = sales.get(cellKey(placeOf(unit, offering)))
  if (!sale) return known(0n)
  const net = amountOrNull(sale.netRevenue)
  return net === null ? insufficient('economics/rate-missing') : known(net)
}

function factsAt(model: GridModel, unit: Unit, offering: Offering): CellFacts {
  const cell = model.cells.get(cellKey(placeOf(unit, offering)))
  const potential = cell?.potential
  return {
    state: cell?.state ?? 'unknown',
    potential: {
      low: amountOrNull(potential?.low ?? null),
      base: amountOrNull(potential?.base ?? null),
      high: amountOrNull(potential?.high ?? null),
    },
    needProbability: cell?.needProbability ?? null,
    winProbability: cell?.winProbability ?? null,
    marginRate: offering.marginRate,
    ours: oursOf(model, unit, offering),
  }
}

/** The same sums as the server's, so that what was just typed counts at once. */
export function totalsOf(model: GridModel, units: readonly Unit[], offerings: readonly Offering[]): WhiteSpaceTotals {
  return whiteSpaceTotals(units.flatMap((unit) => offerings.map((offering) => factsAt(model, unit, offering))))
}

/** Owned of what they buy or could buy, over some rows and columns. */
export function penetrationOf(model: GridModel, units: readonly Unit[], offerings: readonly Offering[]): Figure {
  const states = units.flatMap((unit) =>
    offerings.map((offering) => ({ state: model.cells.get(cellKey(placeOf(unit, offering)))?.state ?? 'unknown' })),
  )
  return penetration(states)
}

/** A figure of money as a number, for showing only. */
export function moneyFigure(figure: WhiteSpaceTotals['ours']) {
  const { value, status, reasons } = figure
  if (value === null) return { value: null, status, reasons }
  return status === 'degraded' ? degraded(amountToNumber(value), ...reasons) : known(amountToNumber(value))
}

/** What a cell says, as a spreadsheet takes it and gives it back. */
export function cellContent(cell: WhiteSpaceCell | undefined): CellContent {
  if (!cell) return {}
  const { low, base, high } = cell.potential
  return {
    state: cell.state,
    ...(cell.competitor === null ? {} : { competitor: cell.competitor }),
    ...(cell.competitorShare === null ? {} : { competitorShare: cell.competitorShare }),
    ...(cell.renewalOn === null ? {} : { renewalOn: cell.renewalOn }),
    ...(base === null
      ? {}
      : { potential: { low: amountOrNull(low), base: amountOrNull(base), high: amountOrNull(high) } }),
  }
}

/** A rectangle of places, by row and column, both ends included. */
export interface Block {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** The texts of a block, row by row. */
export function blockTexts({ part, cells }: GridModel, { top, left, bottom, right }: Block): string[][] {
  return part.units
    .slice(top, bottom + 1)
    .map((unit) =>
      part.offerings
        .slice(left, right + 1)
        .map((offering) => writeCellText(cellContent(cells.get(cellKey(placeOf(unit, offering)))))),
    )
}

/** The whole grid with its headings, for a spreadsheet. */
export function wholeTexts(model: GridModel): { header: string[]; rows: string[][] } {
  const { units, offerings } = model.part
  const all = { top: 0, left: 0, bottom: units.length - 1, right: offerings.length - 1 }
  const body = blockTexts(model, all)
  return {
    header: ['', ...offerings.map(({ name }) => name)],
    rows: units.map((unit, index) => [unit.name, ...(body[index] ?? [])]),
  }
}

/** A cell as it looks before the server has answered. */
export function writtenCell(known: WhiteSpaceCell | undefined, place: CellPlace, state: CellState): WhiteSpaceCell {
  return { ...(known ?? blankCell(place)), state, writtenBy: 'people' }
}
