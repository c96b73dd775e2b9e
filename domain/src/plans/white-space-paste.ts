import { type DecimalFormat, detectDecimalFormat } from '../ledger/index.ts'
import { type CellContent, type CellTextFault, numbersIn, readCellText } from './white-space-text.ts'

/** A row or column of the grid, in its order. */
export interface GridHeading {
  readonly id: string
  readonly name: string
}

/** A block out of a spreadsheet and where it is put. */
export interface PasteInput {
  /** Texts row by row. */
  readonly rows: readonly (readonly string[])[]
  readonly units: readonly GridHeading[]
  readonly offerings: readonly GridHeading[]
  /** Upper left cell; null where the block brings its headings: offerings in the first row, units in the first column. */
  readonly start: { readonly unitId: string; readonly offeringId: string } | null
}

/** What is wrong with one cell of the block. Row and column count from 1, as a spreadsheet does. */
export interface PasteFault {
  readonly row: number
  readonly column: number
  readonly value: string
  readonly code:
    | CellTextFault
    | 'plans/unit-unknown'
    | 'plans/offering-unknown'
    | 'plans/heading-twice'
    | 'plans/beyond-grid'
    | 'plans/number-ambiguous'
}

/** One cell that the block speaks of. */
export interface PastedCell {
  readonly unitId: string
  readonly offeringId: string
  readonly content: CellContent
}

/** All cells of the block, or everything that is wrong with it: nothing is taken over in part. */
export interface PasteReading {
  readonly cells: readonly PastedCell[]
  readonly faults: readonly PasteFault[]
}

interface Place {
  readonly at: number
  readonly id: string
}

/**
 * Reads a block out of a spreadsheet into cells of the grid. With headings, units and offerings are found by their names,
 * whatever the order; without, the block lies right and down of a cell. Empty cells say nothing. Every fault is told with
 * row, column and value: names that the grid does not have or that stand twice, what reaches beyond the grid, texts that
 * say nothing, and numbers that can be read in two ways ("1.234"), which are never guessed.
 */
export function readPastedGrid(input: PasteInput): PasteReading {
  const faults: PasteFault[] = []
  const body = input.start === null ? input.rows.slice(1).map((row) => row.slice(1)) : input.rows
  const format = decimalFormatOf(body)
  const places = input.start === null ? placesByName(input, faults) : placesFrom(input, input.start, faults)
  const cells: PastedCell[] = []
  for (const unit of places.units) {
    for (const offering of places.offerings) {
      const value = input.rows[unit.at]?.[offering.at] ?? ''
      const where = { row: unit.at + 1, column: offering.at + 1, value }
      const read = format === null ? readAmbiguous(value) : readCellText(value, format)
      if (!read.ok) faults.push({ ...where, code: read.code })
      else if (Object.keys(read.content).length > 0)
        cells.push({ unitId: unit.id, offeringId: offering.id, content: read.content })
    }
  }
  return faults.length > 0 ? { cells: [], faults: inOrder(faults) } : { cells, faults: [] }
}

function inOrder(faults: readonly PasteFault[]): readonly PasteFault[] {
  return faults.toSorted((left, right) => left.row - right.row || left.column - right.column)
}

const PLAIN: DecimalFormat = { decimal: '.', group: ',' }

/** How the block writes numbers; null where its numbers can be read in two ways. */
function decimalFormatOf(rows: readonly (readonly string[])[]): DecimalFormat | null {
  const detection = detectDecimalFormat(rows.flatMap((row) => row.flatMap(numbersIn)))
  if (detection.kind === 'none') return PLAIN
  return detection.kind === 'certain' ? detection.format : null
}

function readAmbiguous(value: string) {
  const isNumber = numbersIn(value).length > 0
  return isNumber ? { ok: false as const, code: 'plans/number-ambiguous' as const } : readCellText(value, PLAIN)
}

function placesFrom(
  { rows, units, offerings }: PasteInput,
  start: { readonly unitId: string; readonly offeringId: string },
  faults: PasteFault[],
): { units: Place[]; offerings: Place[] } {
  const top = units.findIndex(({ id }) => id === start.unitId)
  const left = offerings.findIndex(({ id }) => id === start.offeringId)
  const width = Math.max(0, ...rows.map((row) => row.length))
  if (top < 0 || left < 0) {
    faults.push({ row: 1, column: 1, value: rows[0]?.[0] ?? '', code: 'plans/beyond-grid' })
    return { units: [], offerings: [] }
  }
  const rowsOutside = rows.length - (units.length - top)
  const columnsOutside = width - (offerings.length - left)
  if (rowsOutside > 0) faults.push(outside(rows, rows.length - rowsOutside, 0))
  if (columnsOutside > 0) faults.push(outside(rows, 0, width - columnsOutside))
  return {
    units: units.slice(top, top + rows.length).map(({ id }, at) => ({ at, id })),
    offerings: offerings.slice(left, left + width).map(({ id }, at) => ({ at, id })),
  }
}

function outside(rows: readonly (readonly string[])[], row: number, column: number): PasteFault {
  return { row: row + 1, column: column + 1, value: rows[row]?.[column] ?? '', code: 'plans/beyond-grid' }
}

function placesByName(
  { rows, units, offerings }: PasteInput,
  faults: PasteFault[],
): { units: Place[]; offerings: Place[] } {
  const down = rows.map((row, at) => ({ at, value: row[0] ?? '', row: at + 1, column: 1 })).slice(1)
  const across = (rows[0] ?? []).map((value, at) => ({ at, value, row: 1, column: at + 1 })).slice(1)
  return {
    units: placesOf(down, units, { unknown: 'plans/unit-unknown', faults }),
    offerings: placesOf(across, offerings, { unknown: 'plans/offering-unknown', faults }),
  }
}

interface Named {
  readonly at: number
  readonly value: string
  readonly row: number
  readonly column: number
}

function placesOf(
  named: readonly Named[],
  headings: readonly GridHeading[],
  report: { readonly unknown: PasteFault['code']; readonly faults: PasteFault[] },
): Place[] {
  const ids = new Map(headings.map(({ id, name }) => [nameKey(name), id]))
  const used = new Set<string>()
  return named.flatMap(({ at, value, row, column }) => {
    const id = ids.get(nameKey(value))
    const code = id === undefined ? report.unknown : used.has(id) ? ('plans/heading-twice' as const) : null
    if (id !== undefined && code === null) {
      used.add(id)
      return [{ at, id }]
    }
    if (code !== null) report.faults.push({ row, column, value, code })
    return []
  })
}

/** Names that differ only in case, accents' spelling or spaces are the same to whoever types them. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase()
}

/** Whether a block brings its headings: its first row names an offering, or its first column a unit. */
export function hasHeadings({ rows, units, offerings }: Omit<PasteInput, 'start'>): boolean {
  if (rows.length < 2 || (rows[0]?.length ?? 0) < 2) return false
  const known = (headings: readonly GridHeading[]) => new Set(headings.map(({ name }) => nameKey(name)))
  const columns = known(offerings)
  const lines = known(units)
  const isNamed = (set: ReadonlySet<string>, text: string | undefined) => text !== undefined && set.has(nameKey(text))
  return (
    (rows[0] ?? []).slice(1).some((text) => isNamed(columns, text)) ||
    rows.slice(1).some(([text]) => isNamed(lines, text))
  )
}
