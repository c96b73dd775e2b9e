import { useLayoutEffect, useRef } from 'react'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import classes from './buying.module.css'
import { QuickAdd } from './quick-add.tsx'
import { StepCard } from './step-card.tsx'
import { text } from './text.ts'
import type { BuyingSide, BuyingStep, Purchase } from './types.ts'
import type { StepDeeds } from './use-step-deeds.ts'

const words = text.board

/** What both columns know of the purchase. */
export interface StepBoardProps {
  readonly planId: string
  readonly purchase: Purchase
  readonly mayChange: boolean
  readonly onOpen: (step: BuyingStep) => void
  readonly onMap: (step: BuyingStep) => void
}

export interface StepColumnProps extends StepBoardProps {
  readonly side: BuyingSide
  readonly steps: readonly BuyingStep[]
  /** Of the other side, in their order. */
  readonly others: readonly BuyingStep[]
  readonly deeds: StepDeeds
}

/** So long after a move the focus is taken for lost by it, and not for left on purpose. */
const MOVING_MILLISECONDS = 3_000

/** A step that is put elsewhere in its list loses the focus: it is given back to what had it. */
function useFocusAfterMove(steps: readonly BuyingStep[]) {
  const moved = useRef<{ readonly at: number; readonly element: Element | null } | null>(null)
  const order = steps.map(({ id }) => id).join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus is lost when the order changes
  useLayoutEffect(() => {
    const { current } = moved
    if (current === null || performance.now() - current.at > MOVING_MILLISECONDS) return
    if (document.activeElement === document.body && current.element instanceof HTMLElement) current.element.focus()
  }, [order])
  return () => {
    moved.current = { at: performance.now(), element: document.activeElement }
  }
}

/** One side in its order, with a line at the end to add to it. */
export function StepColumn(props: StepColumnProps) {
  const { planId, purchase, side, steps, others, mayChange, deeds, onOpen, onMap } = props
  const locale = useLocale()
  const keepFocus = useFocusAfterMove(steps)
  const write = (count: number) => formatNumber(count, { locale })
  const done = steps.filter(({ doneOn }) => doneOn !== null).length
  const move = (step: BuyingStep, by: 1 | -1) => {
    keepFocus()
    void deeds.move(step, by)
  }
  return (
    <div className={classes.column} data-side={side}>
      <h3 className={classes.columnTitle}>
        {words.columns[side]} <span className={classes.facts}>{words.done(write(done), write(steps.length))}</span>
      </h3>
      {steps.length === 0 ? <p className={classes.muted}>{words.empty[side]}</p> : null}
      <ol className={classes.steps} aria-label={words.columns[side]}>
        {steps.map((step, place) => (
          <StepCard
            key={step.id}
            planId={planId}
            step={step}
            place={place + 1}
            others={others}
            mayChange={mayChange}
            onOpen={onOpen}
            onMap={onMap}
            onTick={(isDone) => void deeds.tick(step, isDone)}
            onMove={(by) => move(step, by)}
          />
        ))}
      </ol>
      {mayChange ? <QuickAdd planId={planId} purchaseId={purchase.id} side={side} /> : null}
    </div>
  )
}
