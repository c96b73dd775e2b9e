import { type ColumnView, type DataColumn, usualView } from '../kit/table/columns.ts'

/** Columns in the address: the ids of those shown, in order. */
export function readColumns<Row>(written: string | undefined, columns: readonly DataColumn<Row>[]): ColumnView {
  const usual = usualView(columns)
  if (written === undefined) return usual
  const known = new Set(usual.order)
  const shown = written.split(',').filter((id) => known.has(id))
  const first = usual.order.slice(0, 1)
  const order = [...new Set([...first, ...shown, ...usual.order])]
  return { order, hidden: order.filter((id) => !shown.includes(id) && !first.includes(id)) }
}

/** The choice as text; nothing where it is the usual one. */
export function writeColumns<Row>(view: ColumnView, columns: readonly DataColumn<Row>[]): string | undefined {
  const shownOf = (choice: ColumnView) => choice.order.filter((id) => !choice.hidden.includes(id)).join(',')
  const written = shownOf(view)
  return written === shownOf(usualView(columns)) ? undefined : written
}
