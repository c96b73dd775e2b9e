import { randomUUID } from 'node:crypto'
import type { NewObjective, ObjectiveChange } from '@mainstay/contract/plans-objective-routes'
import { OBJECTIVE_LIMIT, type PlanObjective } from '@mainstay/contract/plans-objectives'
import { checkDates, finalGrade, type ObjectiveStep, stepObjective } from '@mainstay/domain/plans'
import { Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { requireCause } from '../causes.ts'
import { keepCause, openPlanForWork, requirePart, type StoredPlan } from '../plan-store.ts'
import { orRefuseField } from '../refuse-field.ts'
import { keyResultColumns } from './key-result-columns.ts'
import { isOfMargins } from './key-result-figures.ts'
import {
  countObjectives,
  insertKeyResults,
  insertObjective,
  lockObjective,
  type ObjectiveRow,
  selectKeyResults,
  updateObjective,
} from './objective-store.ts'
import { ownerColumns } from './owner.ts'
import { computedGrade, readObjective } from './read-objectives.ts'

/** Moment and business day of a call. */
export interface Clock {
  readonly now: Date
  readonly today: string
}

type CreateCall = NewObjective & Clock & { readonly planId: string }

/** Adds an objective with its key results, and keeps what led to it. */
export async function createObjective(scope: WriteScope, input: CreateCall): Promise<PlanObjective> {
  const plan = await openObjectives(scope, input.planId)
  const { startsOn, endsOn } = orRefuseField(checkDates(input), DATE_FIELDS)
  const present = await countObjectives(scope, plan)
  if (present >= OBJECTIVE_LIMIT) throw new Refused('plans/objectives-full', { limit: OBJECTIVE_LIMIT })
  if (input.cause) await requireCause(scope, plan, input.cause)
  const results = input.keyResults.map((result, index) => keyResultColumns(scope, result, `keyResults.${index}.`))
  const id = randomUUID()
  await insertObjective(scope, plan, {
    id,
    title: input.title,
    why: input.why,
    kind: input.kind,
    ambition: input.ambition,
    ...(await ownerColumns(scope, input.owner)),
    starts_on: startsOn,
    ends_on: endsOn,
    ...FRESH_OBJECTIVE,
    created_at: input.now,
    updated_at: input.now,
  })
  await insertKeyResults(
    scope,
    plan,
    results.map((columns, index) => ({
      id: randomUUID(),
      objective_id: id,
      ...columns,
      position: index + 1,
      created_at: input.now,
      updated_at: input.now,
      removed_at: null,
    })),
  )
  const { cause } = input
  if (cause) {
    await keepCause(scope, plan, {
      cause_kind: cause.kind,
      cause_id: cause.id,
      effect_kind: 'objective',
      effect_id: id,
    })
  }
  const { title, why, ambition } = input
  await record(scope, plan, {
    deed: 'created',
    before: null,
    after: { id, title, why, ambition, startsOn, endsOn, cause, keyResults: results.map((result) => result.title) },
  })
  return readObjective(scope, plan, { id, asOf: input.today })
}

/** What is not said of an objective that is new. */
export const FRESH_OBJECTIVE = {
  status: 'open',
  ended_on: null,
  ended_by_name: null,
  end_reason: '',
  final_grade: null,
  removed_at: null,
} as const

const DATE_FIELDS = {
  'plans/dates-wrong-way-round': 'endsOn',
  'plans/objective-too-long': 'endsOn',
} as const

/** Which objective of which plan, and when. */
export type ObjectiveCall = Clock & { readonly planId: string; readonly id: string }

/** Changes what an objective says; what it was closed or dropped with stays as it was. */
export async function changeObjective(
  scope: WriteScope,
  input: ObjectiveCall & ObjectiveChange,
): Promise<PlanObjective> {
  const { plan, row } = await openObjective(scope, input)
  if (row.status !== 'open') throw new Refused('plans/objective-state', { status: row.status })
  const span = { startsOn: input.startsOn ?? row.starts_on, endsOn: input.endsOn ?? row.ends_on }
  orRefuseField(checkDates(span), DATE_FIELDS)
  const owner = input.owner === undefined ? ownerOf(row) : await ownerColumns(scope, input.owner)
  const values = {
    title: input.title ?? row.title,
    why: input.why ?? row.why,
    kind: input.kind ?? row.kind,
    ambition: input.ambition ?? row.ambition,
    ...owner,
    starts_on: span.startsOn,
    ends_on: span.endsOn,
  }
  await updateObjective(scope, row.id, { ...values, updated_at: input.now })
  const after = { ...row, ...values }
  await record(scope, plan, { deed: 'changed', before: auditedOf(row), after: auditedOf(after) })
  return readObjective(scope, plan, { id: row.id, asOf: input.today })
}

/** Closes an objective with the grade of its key results, or the one given, and what was learned. */
export async function closeObjective(
  scope: WriteScope,
  input: ObjectiveCall & { readonly grade: number | null; readonly reason: string },
): Promise<PlanObjective> {
  return end(scope, input, async (plan, row) => {
    const computed = await computedGrade(scope, plan, { objective: row, asOf: input.today })
    return {
      step: 'close',
      grade: orRefuseField(finalGrade(input.grade, computed), { 'plans/grade-needed': 'grade' }),
    }
  })
}

/** Gives an objective up, with the reason. */
export async function dropObjective(
  scope: WriteScope,
  input: ObjectiveCall & { readonly reason: string },
): Promise<PlanObjective> {
  return end(scope, input, async () => ({ step: 'drop', grade: null }))
}

/** Takes up an objective again that was closed or dropped; its final grade is forgotten. */
export async function reopenObjective(scope: WriteScope, input: ObjectiveCall): Promise<PlanObjective> {
  return end(scope, { ...input, reason: '' }, async () => ({ step: 'reopen', grade: null }))
}

interface FormerEnding {
  readonly status: 'closed' | 'dropped'
  readonly endedOn: string
  readonly endedByName: string
  readonly reason: string
  readonly grade: number | null
}

/** Ends an objective as it had been before it was taken up again: on that day, by that person, with that grade. */
export async function endObjectiveAgain(
  scope: WriteScope,
  input: ObjectiveCall & FormerEnding,
): Promise<PlanObjective> {
  const { plan, row } = await openObjective(scope, input)
  if (row.status !== 'open') throw new Refused('plans/objective-state', { status: row.status })
  const { status, endedOn, endedByName, reason, grade } = input
  await updateObjective(scope, row.id, {
    status,
    ended_on: endedOn,
    ended_by_name: endedByName,
    end_reason: reason,
    final_grade: grade,
    updated_at: input.now,
  })
  const isHidden = await hasMargins(scope, plan, row.id)
  await record(scope, plan, {
    deed: status,
    before: { id: row.id, title: row.title, status: row.status },
    after: { id: row.id, title: row.title, status, reason, ...(isHidden ? {} : { grade }) },
  })
  return readObjective(scope, plan, { id: row.id, asOf: input.today })
}

interface Ending {
  readonly step: ObjectiveStep
  readonly grade: number | null
}

async function end(
  scope: WriteScope,
  input: ObjectiveCall & { readonly reason: string },
  decide: (plan: StoredPlan, row: ObjectiveRow) => Promise<Ending>,
): Promise<PlanObjective> {
  const { plan, row } = await openObjective(scope, input)
  const { step, grade } = await decide(plan, row)
  const status = orRefuseField(stepObjective(row.status, step), {})
  const isOpen = status === 'open'
  await updateObjective(scope, row.id, {
    status,
    ended_on: isOpen ? null : input.today,
    ended_by_name: isOpen ? null : scope.actor.name,
    end_reason: input.reason,
    final_grade: grade,
    updated_at: input.now,
  })
  const isHidden = await hasMargins(scope, plan, row.id)
  await record(scope, plan, {
    deed: ({ close: 'closed', drop: 'dropped', reopen: 'reopened' } as const)[step],
    before: { id: row.id, title: row.title, status: row.status },
    after: { id: row.id, title: row.title, status, reason: input.reason, ...(isHidden ? {} : { grade }) },
  })
  return readObjective(scope, plan, { id: row.id, asOf: input.today })
}

/** A grade of margins is not written where people read it who may not see them. */
async function hasMargins(scope: WriteScope, plan: StoredPlan, objectiveId: string): Promise<boolean> {
  const rows = await selectKeyResults(scope, plan).where('k.objective_id', '=', objectiveId).execute()
  return rows.some(isOfMargins)
}

/** Takes an objective out with all that belongs to it. It is kept, and can be put back. */
export async function removeObjective(scope: WriteScope, input: ObjectiveCall): Promise<PlanObjective> {
  const { plan, row } = await openObjective(scope, input)
  await updateObjective(scope, row.id, { removed_at: input.now, updated_at: input.now })
  await record(scope, plan, { deed: 'removed', before: auditedOf(row), after: null })
  return readObjective(scope, plan, { id: row.id, asOf: input.today })
}

export async function putBackObjective(scope: WriteScope, input: ObjectiveCall): Promise<PlanObjective> {
  const plan = await openObjectives(scope, input.planId)
  const row = await lockObjective(scope, plan, input.id)
  scope.expectVersion(row.version)
  if (row.removed_at === null) throw new Refused('plans/not-removed')
  await updateObjective(scope, row.id, { removed_at: null, updated_at: input.now })
  await record(scope, plan, { deed: 'restored', before: null, after: auditedOf(row) })
  return readObjective(scope, plan, { id: row.id, asOf: input.today })
}

/** A plan whose objectives the actor may work on. */
export async function openObjectives(scope: WriteScope, planId: string): Promise<StoredPlan> {
  const plan = await openPlanForWork(scope, planId)
  await requirePart(scope, plan, 'objectives')
  return plan
}

/** An objective for a change, in the version that the caller saw. */
async function openObjective(scope: WriteScope, input: ObjectiveCall) {
  const plan = await openObjectives(scope, input.planId)
  const row = await lockObjective(scope, plan, input.id)
  scope.expectVersion(row.version)
  if (row.removed_at !== null) throw new Refused('plans/removed')
  return { plan, row }
}

function ownerOf(row: ObjectiveRow) {
  const { owner_kind, owner_person_id, owner_name, owner_function } = row
  return { owner_kind, owner_person_id, owner_name, owner_function }
}

function auditedOf(row: ObjectiveRow): Record<string, unknown> {
  return {
    id: row.id,
    title: row.title,
    why: row.why,
    kind: row.kind,
    ambition: row.ambition,
    owner: row.owner_name,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
  }
}

interface Recorded {
  readonly deed: 'created' | 'changed' | 'closed' | 'dropped' | 'reopened' | 'removed' | 'restored'
  readonly before: Record<string, unknown> | null
  readonly after: Record<string, unknown> | null
}

async function record(scope: WriteScope, plan: StoredPlan, { deed, before, after }: Recorded): Promise<void> {
  await scope.record({
    action: `plans.objective-${deed}`,
    subjectType: 'plan',
    subjectId: plan.id,
    accountId: plan.accountId,
    before,
    after,
  })
}
