import type { ReactNode } from 'react'
import type { CsvCell } from '../data/csv.ts'
import { reachable } from '../layout/roles.ts'
import classes from './charts.module.css'

export interface ChartTableRow {
  readonly key: string
  /** As shown, formatted. */
  readonly cells: readonly ReactNode[]
  /** As exported: numbers as numbers. */
  readonly values: readonly CsvCell[]
  /** Given where a mark of the chart can be opened. */
  readonly selectId?: string
}

export interface ChartTableData {
  readonly columns: readonly { readonly header: string; readonly align?: 'start' | 'end' }[]
  readonly rows: readonly ChartTableRow[]
}

const MOST_ROWS = 500

export interface ChartTableProps {
  readonly label: string
  readonly data: ChartTableData
  readonly height: number
  readonly onSelect?: ((id: string) => void) | undefined
}

/** The same data as the picture, as a table; what can be clicked there is a button here. */
export function ChartTable({ label, data, height, onSelect }: ChartTableProps) {
  return (
    <section className={classes.tableBox} style={{ height }} {...reachable} aria-label={label}>
      <table className={classes.table}>
        <thead>
          <tr>
            {data.columns.map((column) => (
              <th key={column.header} scope="col" data-align={column.align}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.rows.slice(0, MOST_ROWS).map((row) => (
            <tr key={row.key}>
              {row.cells.map((cell, position) => (
                <td key={data.columns[position]?.header ?? position} data-align={data.columns[position]?.align}>
                  {position === 0 && row.selectId !== undefined && onSelect ? (
                    <button type="button" className={classes.tableButton} onClick={() => onSelect(row.selectId ?? '')}>
                      {cell}
                    </button>
                  ) : (
                    cell
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
