import { randomUUID } from 'node:crypto'
import type { NewOwner, PlanAction } from '@mainstay/contract/plans-actions'
import { setNeeds } from '@mainstay/domain/plans'
import { type Insertable, sql } from 'kysely'
import { orRefuse, Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { requireCause } from '../causes.ts'
import { keepCause, lockPlan, requirePart, type StoredPlan } from '../plan-store.ts'
import { type ActionValues, findAction, findActions, lockAction, updateAction } from './action-store.ts'
import { finishChange, planToWork, recordChange } from './open-part.ts'
import { ownerValues } from './owner.ts'
import { presentAction } from './present-action.ts'
import type { PlanActionTable } from './tables.ts'

/** Most actions that a plan holds; more than anybody does, and few enough to be read at once. */
const ACTION_LIMIT = 2_000

type Repeat = NonNullable<PlanAction['repeat']>

export interface NewAction {
  readonly title: string
  readonly details: string
  readonly startsOn: string | null
  readonly dueOn: string | null
  readonly owner: NewOwner | null
  readonly customerOwner: string
  readonly objectiveId: string | null
  readonly keyResultId: string | null
  readonly repeat: Repeat | null
  readonly cause: PlanAction['cause']
}

export async function createAction(
  scope: WriteScope,
  input: NewAction & { readonly planId: string },
  today: string,
): Promise<PlanAction> {
  const plan = await planToWork(scope, input.planId)
  await guardActionCount(scope, plan, 1)
  const id = randomUUID()
  const { objectiveId, keyResultId } = await checkedLinks(scope, plan, input)
  await insertAction(scope, plan, {
    id,
    title: input.title,
    details: input.details,
    starts_on: input.startsOn,
    due_on: input.dueOn,
    ...(await ownerValues(scope, input.owner)),
    customer_owner: input.customerOwner,
    objective_id: objectiveId,
    key_result_id: keyResultId,
    ...repeatValues(input.repeat, input.dueOn),
  })
  if (input.cause) {
    const { kind, id: causeId } = input.cause
    await requireCause(scope, plan, input.cause)
    await keepCause(scope, plan, { cause_kind: kind, cause_id: causeId, effect_kind: 'action', effect_id: id })
  }
  const after = await findAction(scope, plan, id)
  await recordChange(scope, { action: 'added', plan, before: null, after })
  return presentAction(after, today)
}

type NewValues = Pick<PlanActionTable, 'id' | 'title'> &
  Partial<Omit<Insertable<PlanActionTable>, 'workspace_id' | 'plan_id' | 'account_id' | 'created_by'>>

/** Puts an action into a plan; what is not given is empty. */
export async function insertAction(scope: WriteScope, plan: StoredPlan, values: NewValues): Promise<void> {
  await scope.db
    .insertInto('mainstay.plan_action')
    .values({
      details: '',
      state: 'planned',
      state_reason: '',
      evidence: '',
      starts_on: null,
      due_on: null,
      done_on: null,
      owner_kind: null,
      owner_person_id: null,
      owner_name: null,
      owner_function: '',
      customer_owner: '',
      objective_id: null,
      key_result_id: null,
      repeat_every: null,
      repeat_unit: null,
      repeat_anchor: null,
      repeated_from: null,
      snoozed_until: null,
      snooze_reason: '',
      removed_at: null,
      ...values,
      workspace_id: scope.workspaceId,
      plan_id: plan.id,
      account_id: plan.accountId,
      created_by: scope.actor.id,
    })
    .execute()
}

/** Refuses more actions than a plan holds. */
export async function guardActionCount(scope: WriteScope, plan: StoredPlan, more: number): Promise<void> {
  const { total } = await scope.db
    .selectFrom('mainstay.plan_action as a')
    .select((builder) => builder.fn.countAll<string>().as('total'))
    .where('a.workspace_id', '=', scope.workspaceId)
    .where('a.plan_id', '=', plan.id)
    .where('a.removed_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (Number(total) + more > ACTION_LIMIT) throw new Refused('plans/too-many-actions', { limit: ACTION_LIMIT })
}

type Links = Pick<NewAction, 'objectiveId' | 'keyResultId'>

/** What an action serves, in this plan: a key result brings its objective with it. */
export async function checkedLinks(scope: WriteScope, plan: StoredPlan, links: Links): Promise<Links> {
  if (links.objectiveId === null && links.keyResultId === null) return links
  await requirePart(scope, plan, 'objectives')
  const keyResult = links.keyResultId === null ? null : await objectiveOfKeyResult(scope, plan, links.keyResultId)
  const objectiveId = links.objectiveId ?? keyResult
  if (objectiveId === null || (keyResult !== null && keyResult !== objectiveId)) refuseLink('keyResultId')
  const row = await scope.db
    .selectFrom('mainstay.plan_objective as o')
    .select('o.id')
    .where('o.workspace_id', '=', scope.workspaceId)
    .where('o.plan_id', '=', plan.id)
    .where('o.id', '=', objectiveId)
    .where('o.removed_at', 'is', null)
    .executeTakeFirst()
  if (!row) refuseLink('objectiveId')
  return { ...links, objectiveId }
}

async function objectiveOfKeyResult(scope: WriteScope, plan: StoredPlan, id: string): Promise<string> {
  const row = await scope.db
    .selectFrom('mainstay.plan_key_result as k')
    .select('k.objective_id')
    .where('k.workspace_id', '=', scope.workspaceId)
    .where('k.plan_id', '=', plan.id)
    .where('k.id', '=', id)
    .where('k.removed_at', 'is', null)
    .executeTakeFirst()
  return row?.objective_id ?? refuseLink('keyResultId')
}

function refuseLink(path: string): never {
  const message = 'is not in this plan'
  throw new Refused('plans/action-link-elsewhere', {}, [{ path, code: 'plans/action-link-elsewhere', message }])
}

function repeatValues(repeat: Repeat | null, anchor: string | null) {
  return {
    repeat_every: repeat?.every ?? null,
    repeat_unit: repeat?.unit ?? null,
    repeat_anchor: repeat ? anchor : null,
  }
}

type ActionChange = { readonly [Field in keyof Omit<NewAction, 'cause'>]?: NewAction[Field] | undefined } & {
  readonly evidence?: string | undefined
}

/** Changes what is said of an action; what is missing stays. */
export async function changeAction(
  scope: WriteScope,
  input: ActionChange & { readonly planId: string; readonly id: string },
  today: string,
): Promise<PlanAction> {
  const plan = await planToWork(scope, input.planId)
  const before = await lockAction(scope, plan, { id: input.id, wants: 'there' })
  const stands = { every: before.repeat_every, unit: before.repeat_unit }
  const standing = stands.every !== null && stands.unit !== null ? { every: stands.every, unit: stands.unit } : null
  const repeat = input.repeat === undefined ? standing : input.repeat
  const isRhythmNew = input.repeat !== undefined || input.dueOn !== undefined
  const dueOn = input.dueOn === undefined ? before.due_on : input.dueOn
  await updateAction(scope, before.id, {
    ...(input.title === undefined ? {} : { title: input.title }),
    ...(input.details === undefined ? {} : { details: input.details }),
    ...(input.startsOn === undefined ? {} : { starts_on: input.startsOn }),
    ...(input.dueOn === undefined ? {} : { due_on: input.dueOn }),
    ...(input.owner === undefined ? {} : await ownerValues(scope, input.owner)),
    ...(input.customerOwner === undefined ? {} : { customer_owner: input.customerOwner }),
    ...(input.evidence === undefined ? {} : { evidence: input.evidence }),
    ...(await changedLinks(scope, { plan, input, before: before.objective_id })),
    ...(isRhythmNew ? repeatValues(repeat, dueOn) : {}),
  })
  return finishChange(scope, { action: 'changed', plan, before }, today)
}

interface LinkChange {
  readonly plan: StoredPlan
  readonly input: ActionChange
  readonly before: string | null
}

/** Another objective without a word on the key result clears the key result: it belonged to the one before. */
async function changedLinks(scope: WriteScope, { plan, input, before }: LinkChange): Promise<ActionValues> {
  if (input.objectiveId === undefined && input.keyResultId === undefined) return {}
  const isMoved = input.objectiveId !== undefined && input.objectiveId !== before
  const objectiveId = input.objectiveId === undefined ? (input.keyResultId ? null : before) : input.objectiveId
  const keyResultId = input.keyResultId ?? null
  if (input.keyResultId === undefined && !isMoved) return {}
  const links = await checkedLinks(scope, plan, { objectiveId, keyResultId })
  return { objective_id: links.objectiveId, key_result_id: links.keyResultId }
}

/** Says what must be over before an action; a circle is refused by name. */
export async function setActionNeeds(
  scope: WriteScope,
  input: { readonly planId: string; readonly id: string; readonly needs: readonly string[] },
  today: string,
): Promise<PlanAction> {
  // Two who close a circle from two sides at once must see each other.
  await lockPlan(scope, input.planId)
  const plan = await planToWork(scope, input.planId)
  const before = await lockAction(scope, plan, { id: input.id, wants: 'there' })
  const titles = new Map(
    (await findActions(scope, plan, input.needs)).flatMap((row) => (row.removed_at ? [] : [[row.id, row.title]])),
  )
  if (input.needs.some((id) => !titles.has(id))) throw new Refused('plans/action-need-elsewhere')
  const standing = await needsOfPlan(scope, plan)
  const titleOf = (id: string) => titles.get(id) ?? standing.titles.get(id) ?? before.title
  const needs = orRefuse(setNeeds(before.id, input.needs, { needs: standing.needs, titleOf }))
  await replaceNeeds(scope, { plan, id: before.id, needs })
  await updateAction(scope, before.id, {})
  const more = { needs: needs.map(titleOf) }
  return finishChange(scope, { action: 'needs-set', plan, before, more }, today)
}

async function replaceNeeds(
  scope: WriteScope,
  { plan, id, needs }: { readonly plan: StoredPlan; readonly id: string; readonly needs: readonly string[] },
): Promise<void> {
  await scope.db
    .deleteFrom('mainstay.plan_action_need as d')
    .where('d.workspace_id', '=', scope.workspaceId)
    .where('d.action_id', '=', id)
    .execute()
  if (needs.length === 0) return
  const row = { workspace_id: scope.workspaceId, plan_id: plan.id, account_id: plan.accountId, action_id: id }
  await scope.db
    .insertInto('mainstay.plan_action_need')
    .values(needs.map((needs_id) => ({ ...row, needs_id })))
    .execute()
}

/** Needs of every action, removed ones too: they may be put back. */
async function needsOfPlan(scope: WriteScope, plan: StoredPlan) {
  const { rows } = await sql<{ action_id: string; needs_id: string; title: string }>`
    select d.action_id, d.needs_id, a.title from mainstay.plan_action_need d
    join mainstay.plan_action a on a.workspace_id = d.workspace_id and a.id = d.action_id
    where d.workspace_id = ${scope.workspaceId} and d.plan_id = ${plan.id}`.execute(scope.db)
  const needs = new Map<string, string[]>()
  for (const row of rows) needs.set(row.action_id, [...(needs.get(row.action_id) ?? []), row.needs_id])
  return { needs, titles: new Map(rows.map((row) => [row.action_id, row.title])) }
}
