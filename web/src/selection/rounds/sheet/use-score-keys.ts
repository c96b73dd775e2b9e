import { type RefObject, useEffect, useRef } from 'react'
import type { CellPlace } from './sheet-cells.ts'

export interface ScoreKeys {
  readonly accountIds: readonly string[]
  readonly criterionKeys: readonly string[]
  readonly focus: CellPlace | null
  readonly onMove: (place: CellPlace) => void
  /** 1 to 5, 0 for no basis to judge, null to clear. */
  readonly onAnswer: (answer: number | null) => void
  readonly onComment: () => void
  readonly onUndo: () => void
  readonly onPaste: (written: string) => void
}

const PAGE_ROWS = 10

/** Where a key leads: rows and columns to go, from where one stands. */
const MOVES: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-PAGE_ROWS, 0],
  PageDown: [PAGE_ROWS, 0],
  Home: [0, Number.NEGATIVE_INFINITY],
  End: [0, Number.POSITIVE_INFINITY],
}

function within(index: number, length: number): number {
  return Math.min(Math.max(index, 0), length - 1)
}

function moved(keys: ScoreKeys, [rows, columns]: readonly [number, number]): CellPlace | null {
  const { accountIds, criterionKeys, focus } = keys
  const row = within(accountIds.indexOf(focus?.accountId ?? '') + rows, accountIds.length)
  const column = within(criterionKeys.indexOf(focus?.criterionKey ?? '') + columns, criterionKeys.length)
  const [accountId, criterionKey] = [accountIds[row], criterionKeys[column]]
  return accountId === undefined || criterionKey === undefined ? null : { accountId, criterionKey }
}

/** What a key means in the grid; false when it means nothing here. */
function press(event: KeyboardEvent, keys: ScoreKeys): boolean {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') {
    keys.onUndo()
    return true
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  const move = MOVES[event.key]
  const place = move && moved(keys, move)
  if (place) keys.onMove(place)
  else if (/^[0-5]$/.test(event.key)) keys.onAnswer(Number(event.key))
  else if (event.key === '-') keys.onAnswer(0)
  else if (event.key === 'Delete' || event.key === 'Backspace') keys.onAnswer(null)
  else if (event.key === 'Enter') keys.onComment()
  else return false
  return true
}

/** Makes a grid of scores work by keyboard and takes what is pasted into it. */
export function useScoreKeys(grid: RefObject<HTMLElement | null>, keys: ScoreKeys): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const element = grid.current
    if (!element) return
    const onKey = (event: KeyboardEvent) => {
      if (press(event, latest.current)) event.preventDefault()
    }
    const onPaste = (event: ClipboardEvent) => {
      event.preventDefault()
      latest.current.onPaste(event.clipboardData?.getData('text/plain') ?? '')
    }
    element.addEventListener('keydown', onKey)
    element.addEventListener('paste', onPaste)
    return () => {
      element.removeEventListener('keydown', onKey)
      element.removeEventListener('paste', onPaste)
    }
  }, [grid])
}
