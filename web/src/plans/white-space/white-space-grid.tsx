import { cellKey } from '@mainstay/domain/plans'
import {
  type ClipboardEvent,
  type CSSProperties,
  type MouseEvent,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
} from 'react'
import { PercentText } from '../../kit/figures/percent-text.tsx'
import { roles } from '../../kit/layout/roles.ts'
import { clipboardRows } from '../shared/read-amount.ts'
import { type Block, blockTexts, type GridModel, penetrationOf, placeOf } from './grid-model.ts'
import { cellId, GridRow } from './grid-row.tsx'
import { text } from './text.ts'
import type { CellPlace, CellState, Unit, WhiteSpaceAxis, WhiteSpacePart } from './types.ts'
import { type Position, useGridKeys } from './use-grid-keys.ts'
import classes from './white-space.module.css'

export interface WhiteSpaceGridProps {
  readonly model: GridModel
  readonly mayWrite: boolean
  readonly onStates: (places: readonly CellPlace[], state: CellState) => void
  readonly onOpenCell: (place: CellPlace) => void
  readonly onOpenHeading: (axis: WhiteSpaceAxis, id: string) => void
  readonly onPaste: (rows: string[][], at: CellPlace) => void
  readonly onUndo: () => void
  /** The grid was empty before: whoever began it goes on in it. */
  readonly hasBegun?: boolean
}

/** Units down, offerings across: one stop for Tab, arrows inside, a letter for each state. */
export function WhiteSpaceGrid(props: WhiteSpaceGridProps) {
  const { model, mayWrite } = props
  const { units, offerings } = model.part
  const placesOf = (block: Block) =>
    units
      .slice(block.top, block.bottom + 1)
      .flatMap((unit) => offerings.slice(block.left, block.right + 1).map((offering) => placeOf(unit, offering)))
  const open = ({ row, column }: Position) => {
    const unit = units[row]
    const offering = offerings[column]
    if (unit && offering) props.onOpenCell(placeOf(unit, offering))
    else if (unit) props.onOpenHeading('units', unit.id)
    else if (offering) props.onOpenHeading('offerings', offering.id)
  }
  const keys = useGridKeys(
    { row: units.length, column: offerings.length },
    {
      onState: (block, state) => (mayWrite ? props.onStates(placesOf(block), state) : undefined),
      onOpen: open,
      onUndo: props.onUndo,
    },
  )
  const { active, block, isCell } = keys
  const clipboard = useClipboard(props, keys)
  useActiveInSight(active)
  const grid = useRef<HTMLTableElement>(null)
  useEffect(() => {
    // What had the focus, the button that began it, is gone.
    const isLost = document.activeElement === null || document.activeElement === document.body
    if (props.hasBegun && isLost) grid.current?.focus({ preventScroll: true })
  }, [props.hasBegun])
  const onClick = (event: MouseEvent) => {
    const target = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-column]') : null
    const row = target?.closest<HTMLElement>('[data-row]')
    if (!target || !row) return
    const place = { row: Number(row.dataset.row), column: Number(target.dataset.column) }
    const isSecond = place.row === active.row && place.column === active.column && !event.shiftKey
    keys.goTo(place, event.shiftKey)
    if (isSecond || place.row < 0 || place.column < 0) open(place)
  }
  const gridAria = {
    ...roles.grid,
    'aria-multiselectable': true,
    'aria-activedescendant': cellId(active.row, active.column),
  }
  return (
    <div className={classes.scroll}>
      <table
        ref={grid}
        {...gridAria}
        className={classes.grid}
        {...columnsOf(offerings)}
        aria-label={text.gridLabel}
        onKeyDown={keys.onKeyDown}
        onClick={onClick}
        {...clipboard}
      >
        <GridHead model={model} activeColumn={active.row === -1 ? active.column : null} />
        <tbody>
          <GridRows model={model} active={active} block={isCell ? block : null} />
        </tbody>
        <GridFoot model={model} />
      </table>
    </div>
  )
}

/** Longer words than this are turned upright instead of making every column wide; on a narrow screen, sooner. */
const LONGEST_LYING = 13
const LONGEST_LYING_NARROW = 8
/** A letter is narrower than a digit, which is what a column is measured in. */
const DIGITS_OF_LETTER = 0.9

/** How wide columns are: as wide as the longest word of a heading, for words are not broken. */
function columnsOf(offerings: WhiteSpacePart['offerings']) {
  const words = offerings.flatMap(({ name }) => name.split(/[\s/-]+/)).map(({ length }) => length)
  const longest = words.reduce((most, length) => Math.max(most, length), LONGEST_LYING_NARROW)
  const style: CSSProperties & Record<'--longest', string> = {
    '--longest': `${Number((longest * DIGITS_OF_LETTER).toFixed(1))}ch`,
  }
  if (longest <= LONGEST_LYING_NARROW) return { style }
  return { style, 'data-turned': longest > LONGEST_LYING ? 'always' : 'narrow' }
}

function useClipboard({ model, mayWrite, onPaste }: WhiteSpaceGridProps, keys: ReturnType<typeof useGridKeys>) {
  const { block, isCell } = keys
  return {
    onCopy: (event: ClipboardEvent) => {
      if (!isCell) return
      event.preventDefault()
      const rows = blockTexts(model, block)
      event.clipboardData.setData('text/plain', rows.map((row) => row.join('\t')).join('\n'))
    },
    onPaste: (event: ClipboardEvent) => {
      const unit = model.part.units[block.top]
      const offering = model.part.offerings[block.left]
      if (!mayWrite || !unit || !offering) return
      event.preventDefault()
      const rows = clipboardRows(event.clipboardData.getData('text/plain'))
      if (rows.length > 0) onPaste(rows, placeOf(unit, offering))
    },
  }
}

/** How far to scroll so that what begins and ends there is in sight; 0 when it is. */
function overlap(before: number, after: number): number {
  return before < 0 ? before : Math.max(after, 0)
}

/** The place of the keyboard stays in sight; not before it has moved, so that opening the page does not scroll it. */
function useActiveInSight({ row, column }: Position): void {
  const last = useRef(cellId(row, column))
  useEffect(() => {
    const id = cellId(row, column)
    if (last.current === id) return
    last.current = id
    const cell = document.getElementById(id)
    const box = cell?.closest<HTMLElement>(`.${classes.scroll}`)
    const corner = document.getElementById(cellId(-1, -1))
    if (!cell || !box || !corner || cell === corner) return
    // Only the box of the grid scrolls, and headings that stay in place cover nothing.
    const [place, frame, covered] = [cell, box, corner].map((element) => element.getBoundingClientRect())
    if (!place || !frame || !covered) return
    if (row >= 0) box.scrollTop += overlap(place.top - frame.top - covered.height, place.bottom - frame.bottom)
    if (column >= 0) box.scrollLeft += overlap(place.left - frame.left - covered.width, place.right - frame.right)
  }, [row, column])
}

function GridHead({ model, activeColumn }: { readonly model: GridModel; readonly activeColumn: number | null }) {
  return (
    <thead>
      <tr data-row={-1}>
        <th scope="col" id={cellId(-1, -1)} className={classes.corner} data-active={activeColumn === -1 || undefined}>
          {text.unitColumn}
        </th>
        {model.part.offerings.map((offering, column) => (
          <th
            key={offering.id}
            scope="col"
            id={cellId(-1, column)}
            aria-label={`${text.heading.offerings(offering.name)}. ${text.headingOpen}`}
            className={classes.columnHead}
            data-active={activeColumn === column || undefined}
            data-column={column}
            title={offering.name}
          >
            <span>{offering.name}</span>
          </th>
        ))}
        <th scope="col" className={classes.totalHead}>
          {text.penetration}
        </th>
      </tr>
    </thead>
  )
}

interface GridRowsProps {
  readonly model: GridModel
  readonly active: Position
  readonly block: Block | null
}

const NO_SALES: readonly undefined[] = []

function GridRows({ model, active, block }: GridRowsProps) {
  const { units, offerings } = model.part
  const counted = useDeferredValue(model)
  const shares = useMemo(
    () => new Map(counted.part.units.map((unit) => [unit.id, penetrationOf(counted, [unit], counted.part.offerings)])),
    [counted],
  )
  // What was sold stays while states are typed.
  const { sales } = model.part
  const salesOf = useMemo(() => {
    const known = new Map(sales.map((sale) => [cellKey(sale), sale]))
    const rowOf = (unit: Unit) => offerings.map((offering) => known.get(cellKey(placeOf(unit, offering))))
    return new Map(units.map((unit) => [unit.id, rowOf(unit)]))
  }, [units, offerings, sales])
  return units.map((unit, row) => {
    const isMarked = block !== null && row >= block.top && row <= block.bottom
    return (
      <GridRow
        key={unit.id}
        row={row}
        unit={unit}
        offerings={offerings}
        cells={offerings.map((offering) => model.cells.get(cellKey(placeOf(unit, offering))))}
        sales={salesOf.get(unit.id) ?? NO_SALES}
        penetration={shares.get(unit.id) ?? { value: null, status: 'insufficient_data', reasons: [] }}
        activeColumn={active.row === row ? active.column : null}
        from={isMarked ? block.left : null}
        to={isMarked ? block.right : null}
      />
    )
  })
}

function GridFoot({ model }: { readonly model: GridModel }) {
  const counted = useDeferredValue(model)
  const shares = useMemo(
    () =>
      counted.part.offerings.map((offering) => ({
        id: offering.id,
        name: offering.name,
        share: penetrationOf(counted, counted.part.units, [offering]),
      })),
    [counted],
  )
  return (
    <tfoot>
      <tr>
        <th scope="row" className={classes.rowHead}>
          {text.penetration}
        </th>
        {shares.map(({ id, name, share }) => (
          <td key={id} {...roles.cell} className={classes.total} aria-label={text.penetrationOf(name)}>
            {share.value === null ? '' : <PercentText fraction={share} decimals={0} />}
          </td>
        ))}
        <td {...roles.cell} className={classes.total} />
      </tr>
    </tfoot>
  )
}
