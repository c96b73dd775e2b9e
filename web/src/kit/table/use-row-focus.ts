import { type KeyboardEvent, useState } from 'react'

export interface RowFocusOptions {
  readonly rowCount: number
  /** Rows that one screen holds, for page up and down. */
  readonly pageSize: number
  readonly onFocusRow: (index: number) => void
  readonly onOpen: (index: number) => void
  readonly onSelect: (index: number) => void
}

export interface RowFocus {
  readonly focused: number
  readonly setFocused: (index: number) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

function stepOf(key: string, pageSize: number): number | null {
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return 1
    case 'ArrowUp':
    case 'k':
      return -1
    case 'PageDown':
      return pageSize
    case 'PageUp':
      return -pageSize
    case 'Home':
      return Number.NEGATIVE_INFINITY
    case 'End':
      return Number.POSITIVE_INFINITY
    default:
      return null
  }
}

/** Hands on the keyboard: one row has the focus, keys move it, open it and select it. */
export function useRowFocus({ rowCount, pageSize, onFocusRow, onOpen, onSelect }: RowFocusOptions): RowFocus {
  const [focused, setFocused] = useState(-1)

  const move = (step: number) => {
    const next = Math.min(rowCount - 1, Math.max(0, (focused < 0 && step > 0 ? -1 : focused) + step))
    setFocused(next)
    onFocusRow(next)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    // Keys inside a cell's own control (a button, a field) belong to that control.
    if (event.target !== event.currentTarget || event.metaKey || event.ctrlKey || event.altKey || rowCount === 0) return
    const step = stepOf(event.key, Math.max(1, pageSize))
    if (step !== null) {
      event.preventDefault()
      move(step)
    } else if (event.key === 'Enter' && focused >= 0) {
      event.preventDefault()
      onOpen(focused)
    } else if (event.key === ' ' && focused >= 0) {
      event.preventDefault()
      onSelect(focused)
    }
  }

  return { focused: Math.min(focused, rowCount - 1), setFocused, onKeyDown }
}
