import type { Figure } from '@mainstay/domain/kernel'
import { letterOfState } from '@mainstay/domain/plans'
import { memo } from 'react'
import { PercentText } from '../../kit/figures/percent-text.tsx'
import { formatDate, formatMonthSpan } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatMoneyCompact } from '../../kit/format/money.ts'
import { roles } from '../../kit/layout/roles.ts'
import { text } from './text.ts'
import type { Offering, Sale, Unit, WhiteSpaceCell } from './types.ts'
import classes from './white-space.module.css'

export interface GridRowProps {
  readonly row: number
  readonly unit: Unit
  readonly offerings: readonly Offering[]
  readonly cells: readonly (WhiteSpaceCell | undefined)[]
  readonly sales: readonly (Sale | undefined)[]
  readonly penetration: Figure
  /** Column in which the keyboard stands, -1 for the heading; null in all other rows. */
  readonly activeColumn: number | null
  /** Columns of the marked block; null in rows outside of it. */
  readonly from: number | null
  readonly to: number | null
}

export function cellId(row: number, column: number): string {
  return `white-space-${row}-${column}`
}

/** What a cell says, in words. */
export function cellWords(cell: WhiteSpaceCell | undefined, locale: string | undefined): string {
  const state = cell?.state ?? 'unknown'
  const named = cell?.competitor ? text.byCompetitor(text.states[state], cell.competitor) : text.states[state]
  const base = cell?.potential.base
  const valued = base ? text.withPotential(named, formatMoneyCompact(base, { locale })) : named
  return cell && cell.led.length > 0 ? text.ledTo(valued, cell.led.length) : valued
}

interface CellProps {
  readonly id: string
  readonly column: number
  readonly cell: WhiteSpaceCell | undefined
  readonly sale: Sale | undefined
  readonly label: string
  readonly isActive: boolean
  readonly isMarked: boolean
}

/** When what lapsed was bought last: by the day, or by the month where no invoice says more. */
function lastBought(sale: Sale, locale: string | undefined): string {
  return sale.lastInvoiceOn === null
    ? formatMonthSpan(sale.lastMonth, sale.lastMonth, locale)
    : formatDate(sale.lastInvoiceOn, locale)
}

/** The line below the letter: who supplies it, what it is worth, or when they bought it last. */
function smallWords(cell: WhiteSpaceCell | undefined, sale: Sale | undefined, locale: string | undefined): string {
  if (cell?.state === 'competitor' && cell.competitor) return cell.competitor
  const base = cell?.potential.base
  if (base) return formatMoneyCompact(base, { locale })
  return cell?.state === 'lapsed' && sale ? formatMonthSpan(sale.lastMonth, sale.lastMonth, locale) : ''
}

function Cell({ id, column, cell, sale, label, isActive, isMarked }: CellProps) {
  const locale = useLocale()
  const state = cell?.state ?? 'unknown'
  const said = cellWords(cell, locale)
  const words = state === 'lapsed' && sale ? text.lastBought(said, lastBought(sale, locale)) : said
  const marks = { ...roles.cell, 'aria-selected': isMarked }
  return (
    <td
      id={id}
      aria-label={`${label}: ${words}`}
      {...marks}
      title={words}
      className={classes.cell}
      data-state={state}
      data-active={isActive || undefined}
      data-marked={isMarked || undefined}
      data-column={column}
    >
      <span className={classes.letter}>{state === 'unknown' && !cell ? '' : letterOfState(state)}</span>
      {cell?.led.length ? <span className={classes.led}>→</span> : null}
      <span className={classes.small}>{smallWords(cell, sale, locale)}</span>
    </td>
  )
}

function RowOfGrid({ row, unit, offerings, cells, sales, penetration, activeColumn, from, to }: GridRowProps) {
  return (
    <tr data-row={row}>
      <th
        scope="row"
        id={cellId(row, -1)}
        aria-label={`${text.heading.units(unit.name)}. ${text.headingOpen}`}
        className={classes.rowHead}
        data-active={activeColumn === -1 || undefined}
        data-column={-1}
        title={unit.account ? `${unit.name} · ${unit.account.code}` : unit.name}
      >
        {unit.name}
      </th>
      {offerings.map((offering, column) => (
        <Cell
          key={offering.id}
          id={cellId(row, column)}
          column={column}
          cell={cells[column]}
          sale={sales[column]}
          label={`${unit.name}, ${offering.name}`}
          isActive={activeColumn === column}
          isMarked={from !== null && to !== null && column >= from && column <= to}
        />
      ))}
      <td {...roles.cell} className={classes.total}>
        {penetration.value === null ? '' : <PercentText fraction={penetration} decimals={0} />}
      </td>
    </tr>
  )
}

function isSame(before: GridRowProps, after: GridRowProps): boolean {
  return (
    before.unit === after.unit &&
    before.offerings === after.offerings &&
    before.activeColumn === after.activeColumn &&
    before.from === after.from &&
    before.to === after.to &&
    before.row === after.row &&
    before.penetration.value === after.penetration.value &&
    before.sales === after.sales &&
    before.cells.every((cell, column) => cell === after.cells[column])
  )
}

/** One unit with its cells; drawn anew only when something in it has changed. */
export const GridRow = memo(RowOfGrid, isSame)
