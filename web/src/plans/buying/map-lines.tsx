import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import classes from './buying.module.css'
import type { MapLine } from './fit-rules.ts'

/** How wide the room between the columns is drawn, whatever it is on the screen. */
const WIDTH = 100

interface Drawn extends MapLine {
  readonly from: number
  readonly to: number
}

export interface MapLinesProps {
  readonly lines: readonly MapLine[]
}

/** The step that is pointed at or has the focus: its lines stand out. The cards themselves need not be drawn anew for it. */
function useLitStep(gutter: RefObject<HTMLDivElement | null>): string | null {
  const [litId, setLit] = useState<string | null>(null)
  useEffect(() => {
    const board = gutter.current?.parentElement
    const light = ({ target }: Event) => {
      const card = target instanceof Element ? target.closest<HTMLElement>('[data-step]') : null
      setLit(card?.dataset.step ?? null)
    }
    const dim = () => setLit(null)
    board?.addEventListener('pointerover', light)
    board?.addEventListener('focusin', light)
    board?.addEventListener('pointerleave', dim)
    board?.addEventListener('focusout', dim)
    return () => {
      board?.removeEventListener('pointerover', light)
      board?.removeEventListener('focusin', light)
      board?.removeEventListener('pointerleave', dim)
      board?.removeEventListener('focusout', dim)
    }
  }, [gutter])
  return litId
}

function centersOf(board: HTMLElement): ReadonlyMap<string, number> {
  const { top } = board.getBoundingClientRect()
  return new Map(
    [...board.querySelectorAll<HTMLElement>('[data-step]')].map((card) => {
      const box = card.getBoundingClientRect()
      return [card.dataset.step ?? '', box.top - top + box.height / 2]
    }),
  )
}

/** Where the cards of both columns beside the gutter stand, measured anew whenever one of them moves or grows. */
function useCenters(gutter: RefObject<HTMLDivElement | null>, lines: readonly MapLine[]) {
  const [centers, setCenters] = useState<ReadonlyMap<string, number>>(new Map())
  const key = lines.map(({ milestoneId, stepId }) => `${milestoneId} ${stepId}`).join(',')
  // biome-ignore lint/correctness/useExhaustiveDependencies: other lines may stand at other places, though nothing has grown
  useLayoutEffect(() => {
    const element = gutter.current?.parentElement
    if (!element) return
    const measure = () => {
      const next = centersOf(element)
      setCenters((known) => (isSame(known, next) ? known : next))
    }
    measure()
    if (typeof ResizeObserver === 'undefined') return
    const sizes = new ResizeObserver(measure)
    const observe = () => {
      sizes.disconnect()
      sizes.observe(element)
      for (const card of element.querySelectorAll('[data-step]')) sizes.observe(card)
      measure()
    }
    observe()
    const cards = new MutationObserver(observe)
    cards.observe(element, { childList: true, subtree: true })
    return () => {
      sizes.disconnect()
      cards.disconnect()
    }
  }, [gutter, key])
  return centers
}

function isSame(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): boolean {
  return one.size === other.size && [...one].every(([id, place]) => other.get(id) === place)
}

/** The lines between both columns. What they say stands in words on the cards, so they are for the eye alone. */
export function MapLines({ lines }: MapLinesProps) {
  const gutter = useRef<HTMLDivElement>(null)
  const litId = useLitStep(gutter)
  const centers = useCenters(gutter, lines)
  const drawn = lines.flatMap((line): Drawn[] => {
    const from = centers.get(line.milestoneId)
    const to = centers.get(line.stepId)
    return from === undefined || to === undefined ? [] : [{ ...line, from, to }]
  })
  const height = Math.max(1, ...drawn.flatMap(({ from, to }) => [from, to])) + 1
  const isLit = ({ milestoneId, stepId }: MapLine) => litId === milestoneId || litId === stepId
  return (
    <div className={classes.gutter} ref={gutter} aria-hidden>
      <svg aria-hidden="true" viewBox={`0 0 ${WIDTH} ${height}`} preserveAspectRatio="none" style={{ height }}>
        {drawn.map((line) => (
          <path
            key={`${line.milestoneId} ${line.stepId}`}
            className={classes.line}
            data-kind={line.kind}
            data-lit={litId === null ? undefined : isLit(line)}
            vectorEffect="non-scaling-stroke"
            d={`M0 ${line.from} C${WIDTH / 2} ${line.from} ${WIDTH / 2} ${line.to} ${WIDTH} ${line.to}`}
          />
        ))}
      </svg>
    </div>
  )
}
