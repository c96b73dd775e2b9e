import type { SampleEvent } from '@mainstay/demo'
import type { WriteScope } from '../../platform/use-case.ts'
import { moveActionTo } from '../actions/move-action.ts'
import { takeSnapshot } from '../history/read-history.ts'
import { closeObjective } from '../objectives/write-objectives.ts'
import { enterReading } from '../objectives/write-readings.ts'
import { momentOf } from './sample-actor.ts'
import type { SampleTask } from './sample-task.ts'
import type { WrittenAims } from './write-aims.ts'

/** Plays day by day what has happened since the plan was written, each deed on its own day. */
export async function playEvents(scope: WriteScope, task: SampleTask, aims: WrittenAims): Promise<void> {
  for (const event of task.plan.events) await playEvent(scope, { planId: task.header.id, aims, event })
}

interface Play {
  readonly planId: string
  readonly aims: WrittenAims
  readonly event: SampleEvent
}

async function playEvent(scope: WriteScope, { planId, aims, event }: Play): Promise<void> {
  const { on } = event
  const day = { now: momentOf(on), today: on }
  if (event.kind === 'snapshot') {
    await takeSnapshot(scope, { planId, reason: event.reason }, day.now)
    return
  }
  const id = subjectOf(aims, event)
  if (id === undefined) return
  if (event.kind === 'reading') {
    const { value, note } = event
    await enterReading(scope, { planId, id, on, value, note, corrects: null, ...day })
  } else if (event.kind === 'end_objective') {
    await closeObjective(scope, { planId, id, grade: null, reason: event.reason, ...day })
  } else {
    const { state, reason, evidence } = event
    await moveActionTo(scope, { planId, id, state, reason, ...(evidence === '' ? {} : { evidence }) }, on)
  }
}

function subjectOf(aims: WrittenAims, event: Exclude<SampleEvent, { kind: 'snapshot' }>): string | undefined {
  if (event.kind === 'reading') return aims.keyResults.get(event.keyResultKey)
  if (event.kind === 'move') return aims.actions.get(event.actionKey)
  return aims.objectives.get(event.objectiveKey)
}
