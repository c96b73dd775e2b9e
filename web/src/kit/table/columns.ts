import type { ReactNode } from 'react'

/** One column of a `DataTable`. */
export interface DataColumn<Row> {
  readonly id: string
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  /** Pixels; the least width where `grow` is given. */
  readonly width: number
  /** Share of the room that is left over; one growing column keeps the table from ending in the middle. */
  readonly grow?: number
  /** Numbers stand at the end (right), words at the start. */
  readonly align?: 'start' | 'end'
  /** The server can sort by it; `id` is the name it knows. */
  readonly sortable?: boolean
  /** First click sorts downwards for numbers (default for `align: 'end'`). */
  readonly firstSort?: 'ascending' | 'descending'
  /** Longer explanation of the heading. */
  readonly description?: string
  /** Cannot be hidden or moved; the first column never can. */
  readonly isFixed?: boolean
  /** Hidden until the user asks for it. */
  readonly isHiddenAtFirst?: boolean
  /** Shown on the card of a narrow screen; three or four are enough. */
  readonly isOnCard?: boolean
  /** A narrower form of the cell for the card. */
  readonly cardCell?: (row: Row) => ReactNode
}

/** The reader's choice of columns; keep it in a saved view, the address or the settings. */
export interface ColumnView {
  readonly order: readonly string[]
  readonly hidden: readonly string[]
}

/** The choice before anybody chose. */
export function usualView<Row>(columns: readonly DataColumn<Row>[]): ColumnView {
  return {
    order: columns.map((column) => column.id),
    hidden: columns.filter((column) => column.isHiddenAtFirst).map((column) => column.id),
  }
}

/** Moves a column one place; the first column stays where it is. */
export function moveColumn(view: ColumnView, id: string, step: 1 | -1): ColumnView {
  const from = view.order.indexOf(id)
  const to = from + step
  if (from < 1 || to < 1 || to >= view.order.length) return view
  const order = [...view.order]
  order.splice(from, 1)
  order.splice(to, 0, id)
  return { ...view, order }
}

/** Shows a hidden column or hides a shown one. */
export function toggleColumn(view: ColumnView, id: string): ColumnView {
  const hidden = view.hidden.includes(id) ? view.hidden.filter((other) => other !== id) : [...view.hidden, id]
  return { ...view, hidden }
}

/** Grid template of the shown columns, and the width below which the table scrolls sideways. */
export function columnTemplate<Row>(columns: readonly DataColumn<Row>[]): { template: string; minWidth: number } {
  const template = columns.map((column) =>
    column.grow ? `minmax(${column.width}px, ${column.grow}fr)` : `${column.width}px`,
  )
  return { template: template.join(' '), minWidth: columns.reduce((sum, column) => sum + column.width, 0) }
}
