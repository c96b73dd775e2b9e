import { CELL_STATES, letterOfState } from '@mainstay/domain/plans'
import { type KeyboardEvent, useState } from 'react'
import type { Block } from './grid-model.ts'
import type { CellState } from './types.ts'

/** A place in the grid; row or column -1 are the headings. */
export interface Position {
  readonly row: number
  readonly column: number
}

const STATE_OF_LETTER: ReadonlyMap<string, CellState> = new Map(
  CELL_STATES.map((state) => [letterOfState(state), state]),
)
const PAGE_ROWS = 10

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high)
}

/** Where a key leads from a place; null for keys that do not move. */
function moved(key: string, from: Position, size: Position): Position | null {
  const to = ({ row, column }: Position) => ({
    row: clamp(row, -1, size.row - 1),
    column: clamp(column, -1, size.column - 1),
  })
  switch (key) {
    case 'ArrowUp':
      return to({ ...from, row: from.row - 1 })
    case 'ArrowDown':
      return to({ ...from, row: from.row + 1 })
    case 'ArrowLeft':
      return to({ ...from, column: from.column - 1 })
    case 'ArrowRight':
      return to({ ...from, column: from.column + 1 })
    case 'PageUp':
      return to({ ...from, row: Math.max(from.row - PAGE_ROWS, 0) })
    case 'PageDown':
      return to({ ...from, row: from.row + PAGE_ROWS })
    case 'Home':
      return { ...from, column: 0 }
    case 'End':
      return { ...from, column: size.column - 1 }
    default:
      return null
  }
}

export interface GridKeys {
  readonly onState: (block: Block, state: CellState) => void
  readonly onOpen: (at: Position) => void
  readonly onUndo: () => void
}

/** Moving, marking and typing in the grid, which is one stop for the Tab key. */
export function useGridKeys(size: Position, { onState, onOpen, onUndo }: GridKeys) {
  const [active, setActive] = useState<Position>({ row: 0, column: 0 })
  const [anchor, setAnchor] = useState<Position>(active)
  const block: Block = {
    top: Math.max(0, Math.min(active.row, anchor.row)),
    left: Math.max(0, Math.min(active.column, anchor.column)),
    bottom: Math.max(active.row, anchor.row),
    right: Math.max(active.column, anchor.column),
  }
  const goTo = (place: Position, isMarking: boolean) => {
    const target = isMarking ? { row: Math.max(place.row, 0), column: Math.max(place.column, 0) } : place
    setActive(target)
    if (!isMarking) setAnchor(target)
  }
  const isCell = active.row >= 0 && active.column >= 0
  const onKeyDown = (event: KeyboardEvent) => {
    const hasModifier = event.ctrlKey || event.metaKey || event.altKey
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') {
      event.preventDefault()
      return onUndo()
    }
    if (hasModifier) return
    const target = moved(event.key, active, size)
    if (target) {
      event.preventDefault()
      return goTo(target, event.shiftKey)
    }
    const state = event.key === 'Delete' ? 'unknown' : STATE_OF_LETTER.get(event.key.toLowerCase())
    if (event.key === 'Enter' || event.key === 'F2') {
      event.preventDefault()
      onOpen(active)
    } else if (state && isCell) {
      event.preventDefault()
      onState(block, state)
    }
  }
  return { active, block, isCell, goTo, onKeyDown }
}
