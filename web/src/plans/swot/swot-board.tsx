import { SWOT_KINDS } from '@mainstay/domain/plans'
import { useCallback, useMemo, useState } from 'react'
import { PasteDialog } from './paste-dialog.tsx'
import { Quadrant } from './quadrant.tsx'
import classes from './swot.module.css'
import { text } from './text.ts'
import type { SwotItem, SwotKind, SwotMark, SwotViewpoint } from './types.ts'

export interface SwotBoardProps {
  readonly planId: string
  readonly viewpoint: SwotViewpoint
  readonly items: readonly SwotItem[]
  /** Only items that stand out like this, or all. */
  readonly mark: SwotMark | null
  readonly mayWrite: boolean
  readonly onOpen: (item: SwotItem) => void
}

interface Shelf {
  readonly living: readonly SwotItem[]
  readonly settled: readonly SwotItem[]
}

function shelve(items: readonly SwotItem[], mark: SwotMark | null): ReadonlyMap<SwotKind, Shelf> {
  return new Map(
    SWOT_KINDS.map((kind) => {
      const own = items.filter((item) => item.kind === kind)
      const living = own.filter((item) => item.settled === null && (mark === null || item.marks.includes(mark)))
      return [kind, { living, settled: mark === null ? own.filter((item) => item.settled !== null) : [] }]
    }),
  )
}

const NOTHING: Shelf = { living: [], settled: [] }

/** The four quadrants of a viewpoint. */
export function SwotBoard({ planId, viewpoint, items, mark, mayWrite, onOpen }: SwotBoardProps) {
  const [pasting, setPasting] = useState<{ readonly kind: SwotKind; readonly lines: string } | null>(null)
  const shelves = useMemo(() => shelve(items, mark), [items, mark])
  const onPaste = useCallback((kind: SwotKind, lines: string) => setPasting({ kind, lines }), [])
  const empty = viewpoint === 'customer' ? text.empty : text.emptyOfUs
  return (
    <div className={classes.board}>
      {SWOT_KINDS.map((kind) => (
        <Quadrant
          key={kind}
          planId={planId}
          viewpoint={viewpoint}
          kind={kind}
          {...(shelves.get(kind) ?? NOTHING)}
          emptyNote={mark === null ? empty[kind] : text.nothingMarked}
          mayWrite={mayWrite}
          onOpen={onOpen}
          onPaste={onPaste}
        />
      ))}
      {pasting ? (
        <PasteDialog
          planId={planId}
          viewpoint={viewpoint}
          kind={pasting.kind}
          firstLines={pasting.lines}
          present={items.filter((item) => item.kind === pasting.kind).map((item) => item.text)}
          onClose={() => setPasting(null)}
        />
      ) : null}
    </div>
  )
}
