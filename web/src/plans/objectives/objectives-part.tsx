import { Button } from '@mantine/core'
import { useState } from 'react'
import { registerReasons } from '../../kit/figures/reasons.ts'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { StateEmpty } from '../../kit/states/states.tsx'
import type { PartProps } from '../part-props.ts'
import { useObjectives } from './api/objective-queries.ts'
import { ImportDialog } from './import-dialog.tsx'
import { MakeObjectiveDialog } from './make-objective-dialog.tsx'
import { ObjectiveCard } from './objective-card.tsx'
import classes from './objectives.module.css'
import { text } from './text.ts'
import { type PlanObjective, shownFigures } from './types.ts'

registerReasons(text.reasons)

/** Objectives of the plan, the open ones first, each with its key results. */
export function ObjectivesPart({ plan, mayWrite }: PartProps) {
  const objectives = useObjectives(plan.id)
  const [opened, setOpened] = useState<'add' | 'import' | null>(null)
  const close = () => setOpened(null)
  const add = mayWrite ? (
    <div className={classes.barButtons}>
      <Button onClick={() => setOpened('import')}>{text.import.open}</Button>
      <Button variant="filled" onClick={() => setOpened('add')}>
        {text.add}
      </Button>
    </div>
  ) : null
  return (
    <>
      <QueryGate query={objectives}>
        {({ objectives: all, asOf }) =>
          all.length === 0 ? (
            <StateEmpty
              title={text.empty}
              sentence={mayWrite ? text.emptyMay : text.emptyMayNot}
              {...(add ? { action: add } : {})}
            />
          ) : (
            <div className={classes.page}>
              <div className={classes.bar}>
                <Summary objectives={all} />
                {add}
              </div>
              <ObjectiveLists planId={plan.id} objectives={all} today={asOf} mayWrite={mayWrite} />
            </div>
          )
        }
      </QueryGate>
      {opened === 'add' ? <MakeObjectiveDialog planId={plan.id} onClose={close} /> : null}
      {opened === 'import' ? <ImportDialog planId={plan.id} onClose={close} /> : null}
    </>
  )
}

interface ListsProps {
  readonly planId: string
  readonly objectives: readonly PlanObjective[]
  readonly today: string
  readonly mayWrite: boolean
}

function ObjectiveLists({ planId, objectives, today, mayWrite }: ListsProps) {
  const open = objectives.filter(({ status }) => status === 'open')
  const ended = objectives.filter(({ status }) => status !== 'open')
  const card = (objective: PlanObjective) => (
    <ObjectiveCard key={objective.id} planId={planId} objective={objective} today={today} mayWrite={mayWrite} />
  )
  return (
    <>
      {open.length === 0 ? <p className={classes.muted}>{text.noneOpen}</p> : null}
      {open.length > 0 ? (
        <ul className={classes.list} aria-label={text.list}>
          {open.map(card)}
        </ul>
      ) : null}
      {ended.length > 0 ? (
        <details className={classes.ended} open={open.length === 0}>
          <summary>{`${text.ended} (${ended.length})`}</summary>
          <ul className={classes.list} aria-label={text.ended}>
            {ended.map(card)}
          </ul>
        </details>
      ) : null}
    </>
  )
}

/** How the open objectives stand, in one line. */
function Summary({ objectives }: { readonly objectives: readonly PlanObjective[] }) {
  const open = objectives.filter(({ status }) => status === 'open')
  const paces = open.map((objective) => shownFigures(objective)?.pace ?? null)
  const count = (pace: string) => paces.filter((one) => one === pace).length
  const unread = open.filter((objective) => {
    const figures = shownFigures(objective)
    return figures !== null && figures.grade === null && figures.keyResults > 0
  }).length
  const noOwner = open.filter(({ owner }) => owner === null).length
  const { summary } = text
  const parts: readonly (readonly [number, (count: number) => string])[] = [
    [count('on_track'), summary.on_track],
    [count('at_risk'), summary.at_risk],
    [count('off_track'), summary.off_track],
    [unread, summary.unread],
    [noOwner, summary.noOwner],
  ]
  return (
    <p className={classes.summary}>
      <span>{summary.open(open.length)}</span>
      {parts.map(([number, write]) => (number > 0 ? <span key={write(number)}>{write(number)}</span> : null))}
    </p>
  )
}
