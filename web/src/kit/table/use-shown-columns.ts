import { columnOrderingFeature, columnVisibilityFeature, tableFeatures, useTable } from '@tanstack/react-table'
import { useMemo } from 'react'
import { type ColumnView, type DataColumn, usualView } from './columns.ts'

const features = tableFeatures({ columnVisibilityFeature, columnOrderingFeature })
/** Rows come page by page from the server and are drawn by the virtual list; the table model only keeps the columns. */
const NO_ROWS: object[] = []

/** The columns to draw, in the reader's order, without the hidden ones. Columns a view does not know come last. */
export function useShownColumns<Row>(
  columns: readonly DataColumn<Row>[],
  view: ColumnView | undefined,
): readonly DataColumn<Row>[] {
  const definitions = useMemo(() => columns.map(({ id, header }) => ({ id, header })), [columns])
  const state = useMemo(() => {
    const { order, hidden } = view ?? usualView(columns)
    return { columnOrder: [...order], columnVisibility: Object.fromEntries(hidden.map((id) => [id, false])) }
  }, [columns, view])
  const table = useTable({ features, columns: definitions, data: NO_ROWS, state })
  const shown = table.getVisibleLeafColumns().map((column) => column.id)
  const byId = new Map(columns.map((column) => [column.id, column]))
  return shown.flatMap((id) => byId.get(id) ?? [])
}
