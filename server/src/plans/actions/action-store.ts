import type { MyAction } from '@mainstay/contract/plans-my-work'
import type { ActionFacts, ActionState } from '@mainstay/domain/plans'
import { answersForEveryPlan } from '@mainstay/domain/plans'
import { type RawBuilder, type Selectable, sql, type Updateable } from 'kysely'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import type { StoredPlan } from '../plan-store.ts'
import type { PlanActionTable } from './tables.ts'

/** An action as stored, with what is told beside it. */
export interface ActionRow extends Selectable<PlanActionTable> {
  readonly owner_status: string | null
  readonly objective_title: string | null
  readonly key_result_title: string | null
  readonly plan_title: string
  readonly account_code: string
  readonly account_name: string
  readonly needs: MyAction['needs']
  readonly cause_kind: NonNullable<MyAction['cause']>['kind'] | null
  readonly cause_id: string | null
}

export type Condition = RawBuilder<unknown>

const OWN_COLUMNS = sql.raw(
  `a.id, a.plan_id, a.account_id, a.title, a.details, a.state, a.state_reason, a.evidence, a.starts_on, a.due_on, a.done_on,
  a.owner_kind, a.owner_person_id, a.owner_function, a.customer_owner, a.objective_id, a.key_result_id, a.repeat_every,
  a.repeat_unit, a.repeat_anchor, a.repeated_from, a.snoozed_until, a.snooze_reason, a.version, a.created_by, a.created_at,
  a.updated_at, a.removed_at`,
)

/** What conditions and columns may speak of: `a` the action, `pl` its plan, `c` the account, `m` the owner's membership. */
const SOURCES = sql`
  mainstay.plan_action a
  join mainstay.plan pl on pl.workspace_id = a.workspace_id and pl.id = a.plan_id
  join mainstay.account c on c.workspace_id = a.workspace_id and c.id = a.account_id
  left join mainstay.membership m on m.workspace_id = a.workspace_id and m.person_id = a.owner_person_id`

/** Whether the reader may see a part of the plan `pl`: sections for the inner team are hidden from all others. */
export function seesPart(scope: ReadScope, part: 'actions' | 'objectives'): Condition {
  const { id, role } = scope.actor
  const seesAll = answersForEveryPlan(role)
  return sql`exists (select 1 from jsonb_array_elements(pl.sections) s where s->>'part' = ${part}
    and (${seesAll} or s->>'audience' is distinct from 'inner' or exists (
      select 1 from mainstay.plan_person n where n.workspace_id = pl.workspace_id and n.plan_id = pl.id
        and n.person_id = ${id} and n.is_inner and n.removed_at is null)))`
}

interface Selection {
  readonly where: readonly Condition[]
  readonly order?: Condition
  readonly limit?: number
}

/** Actions under these conditions, the earliest due first; those without a date come last. */
export async function selectActions(scope: ReadScope, { where, order, limit }: Selection): Promise<ActionRow[]> {
  const seesObjectives = seesPart(scope, 'objectives')
  const { rows } = await sql<ActionRow>`
    select ${OWN_COLUMNS}, coalesce(p.name, a.owner_name) as owner_name, m.status as owner_status,
      case when ${seesObjectives} then o.title end as objective_title,
      case when ${seesObjectives} then k.title end as key_result_title,
      pl.title as plan_title, c.code as account_code, c.name as account_name, coalesce(w.needs, '[]') as needs,
      u.cause_kind, u.cause_id
    from ${SOURCES}
    left join identity.person p on p.id = m.person_id
    left join mainstay.plan_objective o on o.workspace_id = a.workspace_id and o.id = a.objective_id and o.removed_at is null
    left join mainstay.plan_key_result k on k.workspace_id = a.workspace_id and k.id = a.key_result_id and k.removed_at is null
    left join lateral (
      select jsonb_agg(jsonb_build_object('id', b.id, 'title', b.title, 'state', b.state) order by b.due_on, b.id) as needs
      from mainstay.plan_action_need d
      join mainstay.plan_action b on b.workspace_id = d.workspace_id and b.id = d.needs_id and b.removed_at is null
      where d.workspace_id = a.workspace_id and d.action_id = a.id) w on true
    left join lateral (
      select e.cause_kind, e.cause_id from mainstay.plan_cause e
      where e.workspace_id = a.workspace_id and e.effect_id = a.id and e.effect_kind = 'action'
      order by (e.cause_kind = 'rule') desc, e.created_at, e.cause_id limit 1) u on true
    where ${sql.join([sql`a.workspace_id = ${scope.workspaceId}`, ...where], sql` and `)}
    order by ${order ?? sql`a.due_on, a.id`} ${limit === undefined ? sql`` : sql`limit ${limit}`}`.execute(scope.db)
  return rows
}

export async function countActions(scope: ReadScope, where: readonly Condition[]): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::integer as total from ${SOURCES}
    where ${sql.join([sql`a.workspace_id = ${scope.workspaceId}`, ...where], sql` and `)}`.execute(scope.db)
  return rows[0]?.total ?? 0
}

export const isInPlan = (planId: string): Condition => sql`a.plan_id = ${planId}`
export const IS_THERE: Condition = sql`a.removed_at is null`
export const IS_OPEN: Condition = sql`a.state in ('planned', 'in_progress', 'blocked')`

/** Actions of a plan by id, removed ones too. */
export async function findActions(scope: ReadScope, plan: StoredPlan, ids: readonly string[]): Promise<ActionRow[]> {
  return selectActions(scope, { where: [isInPlan(plan.id), sql`a.id = any(${[...ids]}::uuid[])`] })
}

export async function findAction(scope: ReadScope, plan: StoredPlan, id: string): Promise<ActionRow> {
  const [row] = await findActions(scope, plan, [id])
  if (!row) throw new Refused('http/not-found')
  return row
}

/** Locks actions in the order of their ids, so that two who change many of them wait instead of blocking each other. */
export async function lockActions(scope: WriteScope, plan: StoredPlan, ids: readonly string[]): Promise<ActionRow[]> {
  await sql`select a.id from mainstay.plan_action a
    where a.workspace_id = ${scope.workspaceId} and a.plan_id = ${plan.id} and a.id = any(${[...ids]}::uuid[])
    order by a.id for update`.execute(scope.db)
  return findActions(scope, plan, ids)
}

/** One action for a change, at the version the caller saw. */
export async function lockAction(
  scope: WriteScope,
  plan: StoredPlan,
  { id, wants }: { readonly id: string; readonly wants: 'there' | 'removed' },
): Promise<ActionRow> {
  const [row] = await lockActions(scope, plan, [id])
  if (!row) throw new Refused('http/not-found')
  scope.expectVersion(row.version)
  if (wants === 'there' && row.removed_at !== null) throw new Refused('plans/removed')
  if (wants === 'removed' && row.removed_at === null) throw new Refused('plans/not-removed')
  return row
}

export type ActionValues = Omit<
  Updateable<PlanActionTable>,
  'workspace_id' | 'id' | 'plan_id' | 'account_id' | 'version'
>

/** Keeps a change and counts the version on. */
export async function updateAction(scope: WriteScope, id: string, values: ActionValues): Promise<void> {
  await scope.db
    .updateTable('mainstay.plan_action as a')
    .set({ ...values, version: sql`a.version + 1`, updated_at: sql`now()` })
    .where('a.workspace_id', '=', scope.workspaceId)
    .where('a.id', '=', id)
    .execute()
}

/** Takes rows out in one statement, or puts them back, each with the next version. */
export async function moveRows(scope: WriteScope, ids: readonly string[], removedAt: Date | null): Promise<void> {
  await scope.db
    .updateTable('mainstay.plan_action as a')
    .set({ removed_at: removedAt, version: sql`a.version + 1`, updated_at: sql`now()` })
    .where('a.workspace_id', '=', scope.workspaceId)
    .where('a.id', 'in', [...ids])
    .execute()
}

/** What the rules need to know of an action. */
export function factsOf(row: ActionRow): ActionFacts & { readonly state: ActionState } {
  const hasLeft = row.owner_kind === 'member' && row.owner_status !== 'active'
  return {
    state: row.state,
    startsOn: row.starts_on,
    dueOn: row.due_on,
    doneOn: row.done_on,
    owner: row.owner_kind === null ? 'nobody' : hasLeft ? 'left' : 'named',
  }
}
