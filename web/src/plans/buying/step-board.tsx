import { useMemo } from 'react'
import { Panel } from '../../kit/layout/panel.tsx'
import classes from './buying.module.css'
import { linesOf } from './fit-rules.ts'
import { MapLines } from './map-lines.tsx'
import { type StepBoardProps, StepColumn } from './step-column.tsx'
import { text } from './text.ts'
import { useStepDeeds } from './use-step-deeds.ts'

const words = text.board

/** Their milestones on the left, our steps on the right, and lines between what serves what. */
export function StepBoard({ planId, purchase, mayChange, onOpen, onMap }: StepBoardProps) {
  const deeds = useStepDeeds(planId)
  const lines = useMemo(() => linesOf(purchase), [purchase])
  const shared = { planId, purchase, mayChange, deeds, onOpen, onMap }
  const kinds = (['mapped', 'done', 'crossing'] as const).filter((kind) => lines.some((line) => line.kind === kind))
  return (
    <Panel title={words.title}>
      <div className={classes.board}>
        <StepColumn {...shared} side="customer" steps={purchase.customerSteps} others={purchase.ourSteps} />
        <MapLines lines={lines} />
        <StepColumn {...shared} side="ours" steps={purchase.ourSteps} others={purchase.customerSteps} />
      </div>
      <div className={classes.hidden} role="status">
        {deeds.announced}
      </div>
      <div className={classes.below}>
        {kinds.length > 0 ? (
          <ul className={classes.legend} aria-label={words.legend}>
            {kinds.map((kind) => (
              <li key={kind}>
                <svg width="26" height="8" aria-hidden="true">
                  <line className={classes.line} data-kind={kind} x1="0" y1="4" x2="26" y2="4" />
                </svg>
                {words.lines[kind]}
              </li>
            ))}
          </ul>
        ) : null}
        {mayChange ? <p className={classes.muted}>{words.keys}</p> : null}
      </div>
    </Panel>
  )
}
