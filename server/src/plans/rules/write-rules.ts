import { randomUUID } from 'node:crypto'
import type { EndingOf } from '@mainstay/contract/audit'
import type { PlanRule, RuleContent } from '@mainstay/contract/plans-rules'
import { checkRule } from '@mainstay/domain/plans/rules'
import { sql } from 'kysely'
import { Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { orRefuseField } from '../refuse-field.ts'
import { activeMemberName } from '../team/team-store.ts'
import {
  findRule,
  lockRule,
  presentRule,
  RULES_QUEUE,
  type RuleRow,
  type RuleValues,
  updateRule,
} from './rule-store.ts'

/** Most rules of a workspace; more than anybody keeps an eye on. */
const RULE_LIMIT = 100

const FIELD_OF = {
  'plans/rule-days': 'trigger.days',
  'plans/rule-due-days': 'action.dueInDays',
  'plans/rule-placeholder': 'action.title',
} as const

export async function createRule(scope: WriteScope, input: RuleContent): Promise<PlanRule> {
  const values = await valuesOf(scope, input)
  await lockNames(scope)
  await refuseTakenName(scope, input.name, null)
  await guardCount(scope)
  const id = randomUUID()
  await scope.db
    .insertInto('mainstay.plan_rule')
    .values({
      ...values,
      workspace_id: scope.workspaceId,
      id,
      status: 'draft',
      tested_number: null,
      tested_on: null,
      tested_by_name: null,
      active_since: null,
      last_ran_on: null,
      created_by_name: scope.actor.name,
      removed_at: null,
    })
    .execute()
  return finish(scope, { deed: 'drafted', before: null, after: await findRule(scope, id) })
}

/** What a rule says is changed only while it is off: it is to be tested as it will run. */
export async function changeRule(scope: WriteScope, input: RuleContent & { readonly id: string }): Promise<PlanRule> {
  const values = await valuesOf(scope, input)
  await lockNames(scope)
  const before = await lockStanding(scope, input.id)
  if (before.status === 'on') throw new Refused('plans/rule-on')
  await refuseTakenName(scope, input.name, before.id)
  const after = await updateRule(scope, before, { ...values, content_number: before.content_number + 1 })
  return finish(scope, { deed: 'changed', before, after })
}

/** Switched on, it runs at once in the background, and then every day. */
export async function switchRule(
  scope: WriteScope,
  input: { readonly id: string; readonly isOn: boolean },
  today: string,
): Promise<PlanRule> {
  const before = await lockStanding(scope, input.id)
  if (!input.isOn) {
    if (before.status !== 'on') throw new Refused('plans/rule-not-on')
    return finish(scope, { deed: 'switched-off', before, after: await updateRule(scope, before, OFF) })
  }
  if (before.status === 'on') throw new Refused('plans/rule-on-already')
  if (before.tested_number !== before.content_number) throw new Refused('plans/rule-untested')
  if (before.owner_kind === 'member' && before.owner_status !== 'active') throw new Refused('plans/rule-member-left')
  const after = await updateRule(scope, before, { status: 'on', active_since: today, last_ran_on: null })
  await scope.enqueue(RULES_QUEUE, {})
  return finish(scope, { deed: 'switched-on', before, after })
}

const OFF: RuleValues = { status: 'off', active_since: null }

export async function removeRule(scope: WriteScope, id: string, now: Date): Promise<PlanRule> {
  const before = await lockStanding(scope, id)
  const off = before.status === 'on' ? OFF : {}
  return finish(scope, {
    deed: 'removed',
    before,
    after: await updateRule(scope, before, { ...off, removed_at: now }),
  })
}

export async function restoreRule(scope: WriteScope, id: string): Promise<PlanRule> {
  await lockNames(scope)
  const before = await lockRule(scope, id)
  if (before.removed_at === null) throw new Refused('plans/not-removed')
  await refuseTakenName(scope, before.name, before.id)
  await guardCount(scope)
  return finish(scope, { deed: 'put-back', before, after: await updateRule(scope, before, { removed_at: null }) })
}

export async function lockStanding(scope: WriteScope, id: string): Promise<RuleRow> {
  const row = await lockRule(scope, id)
  if (row.removed_at !== null) throw new Refused('plans/removed')
  return row
}

async function valuesOf(scope: WriteScope, input: RuleContent) {
  const { name, trigger, action } = orRefuseField(checkRule({ ...input, action: namedOwner(input.action) }), FIELD_OF)
  const { owner } = input.action
  if (owner.kind === 'member') await activeMemberName(scope, owner.personId)
  return {
    name,
    trigger_kind: trigger.kind,
    trigger_days: trigger.days,
    title: action.title,
    details: input.action.details,
    due_in_days: action.dueInDays,
    owner_kind: owner.kind,
    owner_person_id: owner.kind === 'member' ? owner.personId : null,
  }
}

/** The rules of writing do not ask who the member is. */
function namedOwner(action: RuleContent['action']) {
  const owner = action.owner.kind === 'member' ? { kind: 'member' as const, name: '' } : action.owner
  return { ...action, owner }
}

/** Two who name rules at once wait for each other; the index would refuse the second in words of the database. */
async function lockNames(scope: WriteScope): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('plan rules'), ${scope.workspaceId})`.execute(scope.db)
}

async function refuseTakenName(scope: WriteScope, name: string, exceptId: string | null): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select r.id from mainstay.plan_rule r
    where r.workspace_id = ${scope.workspaceId} and lower(r.name) = lower(${name}) and r.removed_at is null
      and r.id is distinct from ${exceptId}::uuid limit 1`.execute(scope.db)
  if (rows.length === 0) return
  const code = 'plans/rule-name-taken'
  throw new Refused(code, {}, [{ path: 'name', code, message: 'Another rule has this name.' }])
}

async function guardCount(scope: WriteScope): Promise<void> {
  const { total } = await scope.db
    .selectFrom('mainstay.plan_rule as r')
    .select((builder) => builder.fn.countAll<string>().as('total'))
    .where('r.workspace_id', '=', scope.workspaceId)
    .where('r.removed_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (Number(total) >= RULE_LIMIT) throw new Refused('plans/rules-full', { limit: RULE_LIMIT })
}

interface Deed {
  readonly deed: EndingOf<'plans.rule-'>
  readonly before: RuleRow | null
  readonly after: RuleRow
}

async function finish(scope: WriteScope, { deed, before, after }: Deed): Promise<PlanRule> {
  await recordRule(scope, { deed, before, after })
  return presentRule(after)
}

export async function recordRule(scope: WriteScope, { deed, before, after }: Deed): Promise<void> {
  await scope.record({
    action: `plans.rule-${deed}`,
    subjectType: 'plan_rule',
    subjectId: after.id,
    before: before && audited(before),
    after: audited(after),
  })
}

function audited(row: RuleRow): Record<string, unknown> {
  const { name, status } = row
  return { name, status, says: presentRule(row).sentence }
}
