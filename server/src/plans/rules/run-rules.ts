import { randomUUID } from 'node:crypto'
import { type RuleVerdict, ruleKey, runRule, thingKey } from '@mainstay/domain/plans/rules'
import { addDays } from '@mainstay/domain/program'
import { sql } from 'kysely'
import type { AreaContext } from '../../platform/area.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { findAction } from '../actions/action-store.ts'
import { recordChange } from '../actions/open-part.ts'
import { insertAction } from '../actions/write-action.ts'
import { tellPeople } from '../notices/tell.ts'
import { keepCause } from '../plan-store.ts'
import { findSubjects } from './find-subjects.ts'
import { type FoundSubject, type RulePlan, rulePlans, titleOf } from './rule-plans.ts'
import { holdRule, type RuleRow, triggerOf } from './rule-store.ts'
import type { HitOutcome, PlanRuleRunTable } from './tables.ts'

/** What a rule passed over is kept for so many days; what it made is kept for good. */
const PASSED_OVER_DAYS = 60
/** The same as for actions that people add. */
const ACTIONS_MOST = 2_000

export interface RunWish {
  readonly ruleId: string
  readonly cause: PlanRuleRunTable['cause']
  /** Only plans of this group, of which a tier was decided. */
  readonly groupId?: string | undefined
  readonly now: Date
  readonly today: string
}

interface Run extends RunWish {
  readonly id: string
  readonly rule: RuleRow
}

interface Hit {
  readonly subject: FoundSubject
  readonly title: string
  readonly outcome: HitOutcome
  readonly actionId: string | null
  /** The member who got it. */
  readonly ownerId: string | null
}

const NOT_MADE = { actionId: null, ownerId: null } as const

/**
 * Runs a rule once, in one transaction: everything it matches, what it makes and what it passes over. Whoever comes second
 * waits for the first and finds what that one made. A daily run that has been done today is not done again.
 */
export async function runPlanRule(area: AreaContext, scope: WriteScope, wish: RunWish): Promise<number> {
  const rule = await holdRule(scope, wish.ruleId)
  if (rule?.status !== 'on') return 0
  if (wish.cause === 'daily' && rule.last_ran_on !== null && rule.last_ran_on >= wish.today) return 0
  const plans = await openPlans(scope, wish)
  const { kind, days } = triggerOf(rule)
  const subjects = await findSubjects(kind, { scope, plans, today: wish.today, days: days ?? 0 })
  const known = await readMade(scope, rule.id)
  const verdicts = runRule(subjects, { today: wish.today, activeSince: rule.active_since ?? wish.today, ...known })
  const run: Run = { ...wish, id: randomUUID(), rule }
  const hits = await act(scope, run, verdicts)
  if (wish.cause === 'daily' || hits.length > 0) await keepRun(scope, run, hits)
  await tellOwners(area, scope, hits)
  if (wish.cause === 'daily') await endDay(scope, run)
  return hits.filter(({ outcome }) => outcome === 'made').length
}

/** Plans that are open now and stay so until the run has ended. */
async function openPlans(scope: WriteScope, { groupId }: RunWish): Promise<ReadonlyMap<string, RulePlan>> {
  const plans = await rulePlans(scope, { closedSince: null, groupId })
  const { rows } = await sql<{ id: string }>`
    select p.id from mainstay.plan p
    where p.workspace_id = ${scope.workspaceId} and p.id = any(${[...plans.keys()]}::uuid[]) and p.status <> 'closed'
    order by p.id for share`.execute(scope.db)
  return new Map(rows.flatMap(({ id }) => plans.get(id) ?? []).map((plan) => [plan.id, plan]))
}

async function readMade(scope: WriteScope, ruleId: string) {
  const { rows } = await sql<{ plan_id: string; subject: string; occasion: string; is_open: boolean }>`
    select h.plan_id, h.subject, h.occasion,
      a.removed_at is null and a.state in ('planned', 'in_progress', 'blocked') as is_open
    from mainstay.plan_rule_hit h
    join mainstay.plan_action a on a.workspace_id = h.workspace_id and a.id = h.action_id
    where h.workspace_id = ${scope.workspaceId} and h.rule_id = ${ruleId} and h.outcome = 'made'`.execute(scope.db)
  const keyed = rows.map(({ plan_id: planId, subject, occasion, is_open }) => ({ planId, subject, occasion, is_open }))
  return {
    made: new Set(keyed.map(ruleKey)),
    open: new Set(keyed.filter((row) => row.is_open).map(thingKey)),
  }
}

async function act(scope: WriteScope, run: Run, verdicts: readonly RuleVerdict<FoundSubject>[]): Promise<Hit[]> {
  const room = await roomIn(scope, verdicts)
  const owners = await ownersFor(scope, run.rule, verdicts)
  const hits: Hit[] = []
  for (const { subject, outcome } of verdicts) {
    const title = titleOf(run.rule, subject)
    const { plan } = subject
    const left = room.get(plan.id) ?? ACTIONS_MOST
    if (outcome !== 'make') hits.push({ subject, title, outcome, ...NOT_MADE })
    else if (plan.sections.every(({ part }) => part !== 'actions')) {
      hits.push({ subject, title, outcome: 'no_actions_part', ...NOT_MADE })
    } else if (left <= 0) hits.push({ subject, title, outcome: 'plan_full', ...NOT_MADE })
    else {
      room.set(plan.id, left - 1)
      const owner = owners.get(plan.id) ?? NOBODY
      const actionId = await makeAction(scope, run, { subject, title, owner })
      hits.push({ subject, title, outcome: 'made', actionId, ownerId: owner.owner_person_id })
    }
  }
  return hits
}

/** Whoever got something to do in a plan hears of it once a run, however much it is, where they may see the actions. */
async function tellOwners(area: AreaContext, scope: WriteScope, hits: readonly Hit[]): Promise<void> {
  const given = new Map<RulePlan, Set<string>>()
  for (const { subject, ownerId } of hits) {
    if (ownerId !== null) given.set(subject.plan, (given.get(subject.plan) ?? new Set()).add(ownerId))
  }
  for (const [plan, ownerIds] of given) {
    const place = { part: 'actions', sectionKey: null } as const
    const happening = { kind: 'action_given', namedIds: [...ownerIds], ownerIds: [], reach: 'named' } as const
    await tellPeople(area, scope, { plan, happening: { ...happening, place, commentId: null } })
  }
}

interface OwnerColumns {
  readonly owner_kind: 'member' | 'colleague' | null
  readonly owner_person_id: string | null
  readonly owner_name: string | null
  readonly owner_function: string
}

const NOBODY: OwnerColumns = { owner_kind: null, owner_person_id: null, owner_name: null, owner_function: '' }

interface Making {
  readonly subject: FoundSubject
  readonly title: string
  readonly owner: OwnerColumns
}

async function makeAction(scope: WriteScope, run: Run, { subject, title, owner }: Making): Promise<string> {
  const { plan, cause, objectiveId, keyResultId } = subject
  const id = randomUUID()
  await insertAction(scope, plan, {
    id,
    title,
    details: run.rule.details,
    due_on: addDays(run.today, run.rule.due_in_days),
    ...owner,
    objective_id: objectiveId,
    key_result_id: keyResultId,
  })
  const effect = { effect_kind: 'action', effect_id: id } as const
  await keepCause(scope, plan, { cause_kind: 'rule', cause_id: run.rule.id, ...effect })
  if (cause) await keepCause(scope, plan, { cause_kind: cause.kind, cause_id: cause.id, ...effect })
  const more = { rule: run.rule.name }
  await recordChange(scope, { action: 'added', plan, before: null, after: await findAction(scope, plan, id), more })
  return id
}

async function roomIn(scope: WriteScope, verdicts: readonly RuleVerdict<FoundSubject>[]): Promise<Map<string, number>> {
  const ids = plansOf(verdicts)
  const { rows } = await sql<{ plan_id: string; total: number }>`
    select a.plan_id, count(*)::integer as total from mainstay.plan_action a
    where a.workspace_id = ${scope.workspaceId} and a.plan_id = any(${ids}::uuid[]) and a.removed_at is null
    group by 1`.execute(scope.db)
  return new Map(rows.map(({ plan_id, total }) => [plan_id, ACTIONS_MOST - total]))
}

/** Whoever gets the actions, by plan. Where there is nobody, actions are made without an owner, and that stands out. */
async function ownersFor(
  scope: WriteScope,
  rule: RuleRow,
  verdicts: readonly RuleVerdict<FoundSubject>[],
): Promise<ReadonlyMap<string, OwnerColumns>> {
  const ids = plansOf(verdicts)
  const { owner_kind: kind, owner_name: name, owner_person_id: personId } = rule
  if (kind === 'member') {
    if (personId === null || name === null || rule.owner_status !== 'active') return new Map()
    const owner: OwnerColumns = { ...NOBODY, owner_kind: 'member', owner_person_id: personId, owner_name: name }
    return new Map(ids.map((id) => [id, owner]))
  }
  const { rows } = await (kind === 'accountable' ? accountablePeople(scope, ids) : accountManagers(scope, ids))
  return new Map(
    rows.map((row) => {
      if (row.is_active)
        return [row.plan_id, { ...NOBODY, owner_kind: 'member', owner_person_id: row.person_id, owner_name: row.name }]
      if (row.person_id !== null) return [row.plan_id, NOBODY]
      return [row.plan_id, { ...NOBODY, owner_kind: 'colleague', owner_name: row.name, owner_function: row.function }]
    }),
  )
}

interface OwnerRow {
  readonly plan_id: string
  readonly person_id: string | null
  readonly name: string
  readonly function: string
  readonly is_active: boolean
}

function accountablePeople(scope: WriteScope, planIds: string[]) {
  return sql<OwnerRow>`
    select n.plan_id, n.person_id, coalesce(i.name, n.name) as name, n.function, coalesce(m.status = 'active', false) as is_active
    from mainstay.plan_person n
    left join mainstay.membership m on m.workspace_id = n.workspace_id and m.person_id = n.person_id
    left join identity.person i on i.id = m.person_id
    where n.workspace_id = ${scope.workspaceId} and n.plan_id = any(${planIds}::uuid[]) and n.duty = 'accountable'
      and n.removed_at is null`.execute(scope.db)
}

function accountManagers(scope: WriteScope, planIds: string[]) {
  return sql<OwnerRow>`
    select distinct on (p.id) p.id as plan_id, t.person_id, i.name, '' as function, true as is_active
    from mainstay.plan p
    join mainstay.account_team_member t
      on t.workspace_id = p.workspace_id and t.account_id = p.account_id and t.duty = 'account_manager'
    join mainstay.membership m on m.workspace_id = t.workspace_id and m.person_id = t.person_id and m.status = 'active'
    join identity.person i on i.id = t.person_id
    where p.workspace_id = ${scope.workspaceId} and p.id = any(${planIds}::uuid[])
    order by p.id, t.since, t.person_id`.execute(scope.db)
}

function plansOf(verdicts: readonly RuleVerdict<FoundSubject>[]): string[] {
  return [...new Set(verdicts.filter(({ outcome }) => outcome === 'make').map(({ subject }) => subject.planId))]
}

async function keepRun(scope: WriteScope, run: Run, hits: readonly Hit[]): Promise<void> {
  await scope.db
    .insertInto('mainstay.plan_rule_run')
    .values({ workspace_id: scope.workspaceId, id: run.id, rule_id: run.rule.id, ran_at: run.now, cause: run.cause })
    .execute()
  const rows = hits.map(({ subject, title, outcome, actionId }) => ({
    id: randomUUID(),
    plan_id: subject.planId,
    account_id: subject.plan.accountId,
    subject: subject.subject,
    occasion: subject.occasion,
    title,
    outcome,
    action_id: actionId,
  }))
  await sql`
    insert into mainstay.plan_rule_hit (workspace_id, id, run_id, rule_id, plan_id, account_id, subject, occasion, title, outcome, action_id)
    select ${scope.workspaceId}::integer, h.id, ${run.id}::uuid, ${run.rule.id}::uuid, h.plan_id, h.account_id, h.subject,
      h.occasion, h.title, h.outcome, h.action_id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as h(id uuid, plan_id uuid, account_id bigint, subject text,
      occasion text, title text, outcome text, action_id uuid)`.execute(scope.db)
}

/** Notes that the day is done, and lets go of what was passed over long ago. */
async function endDay(scope: WriteScope, { rule, today, now }: Run): Promise<void> {
  await scope.db
    .updateTable('mainstay.plan_rule as r')
    .set({ last_ran_on: today })
    .where('r.workspace_id', '=', scope.workspaceId)
    .where('r.id', '=', rule.id)
    .execute()
  const until = new Date(now.getTime() - PASSED_OVER_DAYS * 86_400_000)
  await sql`delete from mainstay.plan_rule_hit h using mainstay.plan_rule_run u
    where h.workspace_id = ${scope.workspaceId} and h.rule_id = ${rule.id} and h.outcome <> 'made'
      and u.workspace_id = h.workspace_id and u.id = h.run_id and u.ran_at < ${until}`.execute(scope.db)
  await scope.announce({ topic: 'plans.rule-ran', subjectType: 'plan_rule', subjectId: rule.id })
}
