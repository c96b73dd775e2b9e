import type { RowFaultCode } from '@mainstay/domain/ledger'
import { type CellReader, cellReader, NULL_TEXT } from './cell-reader.ts'
import type { PlannedColumn, ReadPlan } from './read-plan.ts'

/** Numbers in place of the codes of a column. A code without a number is a fault, or nothing where no fault is named. */
export interface CodeNumbers {
  readonly numbers: ReadonlyMap<string, string>
  readonly fault: RowFaultCode | null
}

/** How rows are written when they go straight into their table: as COPY text, in the order of its columns. */
export interface DirectRows {
  /** The columns that no field gives, before all others. */
  readonly constants: string
  readonly codes: Readonly<Record<string, CodeNumbers>>
  /** What stands in place of an empty cell. */
  readonly defaults: Readonly<Record<string, string>>
}

/** How a row begins and how its cells are read. */
export interface RowWriting {
  readonly constants: string | null
  readonly readers: readonly CellReader[]
}

/** Rows for the staging table begin with their line; direct ones with their constants. */
export function rowWriting(plan: ReadPlan, direct: DirectRows | null): RowWriting {
  if (!direct) return { constants: null, readers: plan.columns.map(cellReader) }
  return { constants: direct.constants, readers: plan.columns.map((column) => directReader(column, direct)) }
}

function directReader(column: PlannedColumn, direct: DirectRows): CellReader {
  const reader = cellReader(column)
  const codes = direct.codes[column.field]
  if (codes) return numberReader(reader, codes)
  const substitute = direct.defaults[column.field]
  if (substitute === undefined) return reader
  return {
    ...reader,
    plain: null,
    read: (text) => {
      const value = reader.read(text)
      return value === NULL_TEXT ? substitute : value
    },
  }
}

function numberReader(reader: CellReader, { numbers, fault }: CodeNumbers): CellReader {
  const missing = fault === null ? NULL_TEXT : ''
  return {
    column: reader.column,
    plain: null,
    read: (text) => {
      // Most cells hold the code as it is stored.
      const number = numbers.get(text)
      if (number !== undefined) return number
      const value = reader.read(text)
      if (value === '' || value === NULL_TEXT) return value
      return numbers.get(value.includes('\\') ? value.replaceAll('\\\\', '\\') : value) ?? missing
    },
    explain: (text) => (fault !== null && reader.read(text) !== '' ? fault : reader.explain(text)),
  }
}
