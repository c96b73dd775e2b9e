import { randomUUID } from 'node:crypto'
import type { KeyResultChange, NewKeyResult } from '@mainstay/contract/plans-objective-routes'
import { KEY_RESULT_LIMIT, type KeyResult } from '@mainstay/contract/plans-objectives'
import { Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import type { StoredPlan } from '../plan-store.ts'
import { keyResultColumns, requireSight } from './key-result-columns.ts'
import { fedMeasureOf, isOfMargins } from './key-result-figures.ts'
import {
  insertKeyResults,
  type KeyResultRow,
  keyResultPlaces,
  lockKeyResult,
  lockObjective,
  standingObjective,
  updateKeyResult,
} from './objective-store.ts'
import { readKeyResult } from './read-objectives.ts'
import { writeValue } from './values.ts'
import { type ObjectiveCall, openObjectives } from './write-objectives.ts'

/** Adds a key result to an objective that is open. */
export async function createKeyResult(scope: WriteScope, input: ObjectiveCall & NewKeyResult): Promise<KeyResult> {
  const plan = await openObjectives(scope, input.planId)
  const objective = await lockObjective(scope, plan, input.id)
  if (objective.removed_at !== null) throw new Refused('plans/removed')
  requireOpen(objective)
  const { standing, next } = await keyResultPlaces(scope, objective.id)
  if (standing >= KEY_RESULT_LIMIT) throw new Refused('plans/key-results-full', { limit: KEY_RESULT_LIMIT })
  const columns = keyResultColumns(scope, input)
  const id = randomUUID()
  await insertKeyResults(scope, plan, [
    {
      id,
      objective_id: objective.id,
      ...columns,
      position: next,
      created_at: input.now,
      updated_at: input.now,
      removed_at: null,
    },
  ])
  const after = auditedOf({ id, objective_id: objective.id, ...columns })
  await record(scope, plan, { deed: 'created', before: null, after })
  return readKeyResult(scope, plan, { id, asOf: input.today })
}

/** Changes what a key result says. Readings stay; where it is fed from now on, typed ones no longer count. */
export async function changeKeyResult(scope: WriteScope, input: ObjectiveCall & KeyResultChange): Promise<KeyResult> {
  const { plan, row } = await openKeyResult(scope, input)
  if (row.removed_at !== null) throw new Refused('plans/removed')
  const measure = fedMeasureOf(row)
  const hasMoved = input.start !== undefined || input.target !== undefined
  const kept = row.start_value === row.target_value && !hasMoved ? row.direction : null
  const columns = keyResultColumns(scope, {
    title: input.title ?? row.title,
    kind: input.kind ?? row.kind,
    direction: input.direction ?? kept,
    ambition: input.ambition ?? row.ambition,
    weight: input.weight ?? row.weight,
    unit: input.unit ?? row.unit,
    start: input.start ?? writeValue(row.start_value),
    target: input.target ?? writeValue(row.target_value),
    measure: input.measure ?? (measure === null ? { kind: 'typed' } : { kind: 'fed', ...measure }),
  })
  await updateKeyResult(scope, row.id, { ...columns, updated_at: input.now })
  await record(scope, plan, {
    deed: 'changed',
    before: auditedOf(row),
    after: auditedOf({ id: row.id, objective_id: row.objective_id, ...columns }),
  })
  return readKeyResult(scope, plan, { id: row.id, asOf: input.today })
}

/** Takes a key result out with its readings. It is kept, and can be put back. */
export async function removeKeyResult(scope: WriteScope, input: ObjectiveCall): Promise<KeyResult> {
  const { plan, row } = await openKeyResult(scope, input)
  if (row.removed_at !== null) throw new Refused('plans/removed')
  await updateKeyResult(scope, row.id, { removed_at: input.now, updated_at: input.now })
  await record(scope, plan, { deed: 'removed', before: auditedOf(row), after: null })
  return readKeyResult(scope, plan, { id: row.id, asOf: input.today })
}

export async function putBackKeyResult(scope: WriteScope, input: ObjectiveCall): Promise<KeyResult> {
  const { plan, row } = await openKeyResult(scope, input)
  if (row.removed_at === null) throw new Refused('plans/not-removed')
  await updateKeyResult(scope, row.id, { removed_at: null, updated_at: input.now })
  await record(scope, plan, { deed: 'restored', before: null, after: auditedOf(row) })
  return readKeyResult(scope, plan, { id: row.id, asOf: input.today })
}

/** A key result for a change, in the version that the caller saw. What is of margins is for those who see them. */
async function openKeyResult(scope: WriteScope, input: ObjectiveCall) {
  const plan = await openObjectives(scope, input.planId)
  const row = await lockKeyResult(scope, plan, input.id)
  if (row.fed_source !== null) requireSight(scope, row.fed_source)
  requireOpen(await standingObjective(scope, plan, row.objective_id))
  scope.expectVersion(row.version)
  return { plan, row }
}

/** What has been closed or dropped is told as it was; it is taken up again first. */
export function requireOpen(objective: { readonly status: string }): void {
  if (objective.status !== 'open') throw new Refused('plans/objective-state', { status: objective.status })
}

type Audited = Omit<KeyResultRow, 'position' | 'version' | 'created_at' | 'updated_at' | 'removed_at'>

/** Start and target of margins are not written where people read them who may not see margins. */
function auditedOf(row: Audited): Record<string, unknown> {
  const values = isOfMargins(row) ? {} : { start: writeValue(row.start_value), target: writeValue(row.target_value) }
  return {
    id: row.id,
    objectiveId: row.objective_id,
    title: row.title,
    kind: row.kind,
    ambition: row.ambition,
    weight: row.weight,
    unit: row.unit,
    ...values,
    source: row.fed_source,
  }
}

interface Recorded {
  readonly deed: 'created' | 'changed' | 'removed' | 'restored'
  readonly before: Record<string, unknown> | null
  readonly after: Record<string, unknown> | null
}

async function record(scope: WriteScope, plan: StoredPlan, { deed, before, after }: Recorded): Promise<void> {
  await scope.record({
    action: `plans.key-result-${deed}`,
    subjectType: 'plan',
    subjectId: plan.id,
    accountId: plan.accountId,
    before,
    after,
  })
}
