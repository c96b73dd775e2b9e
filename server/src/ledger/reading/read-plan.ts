import { type FieldType, type ImportKindKey, importKind } from '@mainstay/domain/ledger'
import type { ColumnReading, FileInspection } from './inspection.ts'

/** One column of the file that goes into the staging table. */
export interface PlannedColumn {
  readonly position: number
  readonly header: string
  readonly field: string
  readonly type: FieldType
  readonly isRequired: boolean
  readonly maximum: number | null
  readonly reading: ColumnReading
}

/** How a file is read and staged. */
export interface ReadPlan {
  readonly path: string
  readonly name: string
  readonly byteLimit: number
  readonly encoding: string
  readonly delimiter: string | null
  readonly quote: string | null
  readonly sheet: string | null
  readonly headerRow: number
  readonly kind: ImportKindKey
  readonly columns: readonly PlannedColumn[]
  readonly attributes: readonly { readonly position: number; readonly name: string }[]
}

const MAXIMA: Readonly<Record<string, number>> = { customer_name: 300, product_name: 500, month: 10 }

export interface FilePlace {
  readonly path: string
  readonly name: string
  readonly byteLimit: number
}

/** Turns what is known about a file into what its reader has to do. */
export function planReading(place: FilePlace, kind: ImportKindKey, inspection: FileInspection): ReadPlan {
  const fields = new Map(importKind(kind).fields.map((field) => [field.key, field]))
  const columns = inspection.columns.flatMap((column): PlannedColumn[] => {
    const field = column.target.kind === 'field' ? fields.get(column.target.field) : undefined
    if (!field) return []
    return [
      {
        position: column.position,
        header: column.header,
        field: field.key,
        type: field.type,
        isRequired: field.isRequired && field.derivedFrom === null,
        maximum: MAXIMA[field.key] ?? null,
        reading: column.reading,
      },
    ]
  })
  const attributes = inspection.columns.flatMap((column) =>
    column.target.kind === 'attribute' ? [{ position: column.position, name: column.target.name }] : [],
  )
  const { encoding, delimiter, quote, sheet, headerRow } = inspection
  return { ...place, encoding, delimiter, quote, sheet, headerRow, kind, columns, attributes }
}

/** SQL type in which a staged field is kept. */
export function stagedType(type: FieldType): string {
  if (type === 'decimal' || type === 'integer' || type === 'percent') return 'numeric'
  if (type === 'date' || type === 'month') return 'date'
  return 'text collate "C"'
}
