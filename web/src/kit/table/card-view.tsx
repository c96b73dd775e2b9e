import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { reachable, roles } from '../layout/roles.ts'
import { AppLink } from '../routing/app-link.tsx'
import type { DataColumn } from './columns.ts'
import { useNextPage } from './grid-view.tsx'
import classes from './table.module.css'
import type { DataTableProps } from './table-props.ts'

const CARD_HEIGHT = 92
const CARDS_AHEAD = 6
const MOST_FIELDS = 4

function Fields<Row>({ row, columns }: { row: Row; columns: readonly DataColumn<Row>[] }) {
  return (
    <dl className={classes.cardFields}>
      {columns.map((column) => (
        <div key={column.id}>
          <dt>{column.header}</dt>
          <dd>{(column.cardCell ?? column.cell)(row)}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The table on a narrow screen: a list of cards with the few fields that matter. */
export function CardView<Row>(props: DataTableProps<Row> & { readonly shown: readonly DataColumn<Row>[] }) {
  const { label, rows, columns, shown, rowKey, rowHref, onOpenRow, total, paging } = props
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => CARD_HEIGHT,
    overscan: CARDS_AHEAD,
  })
  const drawn = virtual.getVirtualItems()
  useNextPage(paging, drawn.at(-1)?.index ?? 0, rows.length)
  const [head] = columns
  const marked = columns.filter((column) => column.isOnCard && column !== head)
  const fields = (marked.length > 0 ? marked : shown.filter((column) => column !== head)).slice(0, MOST_FIELDS)

  return (
    <section ref={scroller} className={classes.scroller} {...reachable} aria-label={label}>
      <div {...roles.list} className={classes.rows} style={{ height: virtual.getTotalSize() }}>
        {drawn.map((item) => {
          const row = rows[item.index]
          if (row === undefined || !head) return null
          return (
            <div
              key={rowKey(row)}
              {...{ ...roles.listItem, 'aria-setsize': total ?? rows.length, 'aria-posinset': item.index + 1 }}
              className={classes.card}
              style={{ top: item.start, height: CARD_HEIGHT }}
            >
              {rowHref ? (
                <AppLink className={classes.cardTitle} href={rowHref(row)}>
                  {head.cell(row)}
                </AppLink>
              ) : (
                <button type="button" className={classes.cardTitle} onClick={() => onOpenRow?.(row)}>
                  {head.cell(row)}
                </button>
              )}
              <Fields row={row} columns={fields} />
            </div>
          )
        })}
      </div>
    </section>
  )
}
