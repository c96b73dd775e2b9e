import type { CauseReference } from '@mainstay/contract/plans-objectives'
import type { SampleCause } from '@mainstay/demo'
import type { WriteScope } from '../../platform/use-case.ts'
import { createAction, setActionNeeds } from '../actions/write-action.ts'
import { createObjective } from '../objectives/write-objectives.ts'
import { addSwotItems } from '../swot/write-items.ts'
import { momentOf } from './sample-actor.ts'
import { hasPart, type SampleTask } from './sample-task.ts'

type Ids = ReadonlyMap<string, string>

/** What was written, by the keys of the sample. */
export interface WrittenAims {
  readonly swot: Ids
  readonly objectives: Ids
  readonly keyResults: Ids
  readonly actions: Ids
}

/** Writes SWOT, objectives and actions, each with what led to it. */
export async function writeAims(scope: WriteScope, task: SampleTask): Promise<WrittenAims> {
  const swot = await writeSwot(scope, task)
  const { objectives, keyResults } = await writeObjectives(scope, task, swot)
  const aims = { swot, objectives, keyResults, actions: new Map<string, string>() }
  return { ...aims, actions: await writeActions(scope, task, aims) }
}

async function writeSwot(scope: WriteScope, { plan, header, today }: SampleTask): Promise<Ids> {
  if (plan.swot.length === 0 || !hasPart(header, 'swot')) return new Map()
  const wishes = plan.swot.map(({ key: _key, ...item }) => item)
  const { items } = await addSwotItems(scope, { planId: header.id, items: wishes }, today)
  return new Map(plan.swot.flatMap(({ key }, index) => pairOf(key, items[index]?.id)))
}

function pairOf(key: string, id: string | undefined): [string, string][] {
  return id === undefined ? [] : [[key, id]]
}

/** Null where what led to it is in no part of the plan. */
function causeOf(cause: SampleCause | null, swot: Ids): CauseReference | null {
  if (cause === null) return null
  if (cause.kind === 'swot') {
    const id = swot.get(cause.key)
    return id === undefined ? null : { kind: 'swot_item', id }
  }
  const internal = swot.get(cause.internalKey)
  const external = swot.get(cause.externalKey)
  return internal && external ? { kind: 'tows_pair', id: `${internal}:${external}` } : null
}

async function writeObjectives(scope: WriteScope, { plan, header, today }: SampleTask, swot: Ids) {
  const objectives = new Map<string, string>()
  const keyResults = new Map<string, string>()
  if (!hasPart(header, 'objectives')) return { objectives, keyResults }
  for (const { key, cause, keyResults: results, ...objective } of plan.objectives) {
    const written = await createObjective(scope, {
      planId: header.id,
      ...objective,
      kind: 'quantitative',
      cause: causeOf(cause, swot),
      keyResults: results.map(({ key: _key, ...result }) => ({ ...result, direction: null, weight: 1 })),
      now: momentOf(plan.begunOn),
      today,
    })
    objectives.set(key, written.id)
    for (const [index, result] of results.entries()) {
      const id = written.keyResults[index]?.id
      if (id !== undefined) keyResults.set(result.key, id)
    }
  }
  return { objectives, keyResults }
}

async function writeActions(scope: WriteScope, { plan, header, today }: SampleTask, aims: WrittenAims): Promise<Ids> {
  const ids = new Map<string, string>()
  if (!hasPart(header, 'actions')) return ids
  const planId = header.id
  for (const { key, objectiveKey, keyResultKey, needs: _needs, cause, ...action } of plan.actions) {
    const links = {
      objectiveId: aims.objectives.get(objectiveKey ?? '') ?? null,
      keyResultId: aims.keyResults.get(keyResultKey ?? '') ?? null,
      cause: causeOf(cause, aims.swot),
    }
    ids.set(key, (await createAction(scope, { planId, ...action, ...links }, today)).id)
  }
  for (const { key, needs } of plan.actions) {
    const id = ids.get(key)
    const wanted = needs.flatMap((need) => ids.get(need) ?? [])
    if (id !== undefined && wanted.length > 0) await setActionNeeds(scope, { planId, id, needs: wanted }, today)
  }
  return ids
}
