import { agesOf, HIGH_FROM_SCORE, periodLabel } from '@mainstay/domain/plans'
import {
  daysBefore,
  daysLasting,
  daysWithin,
  quietDays,
  type RuleDays,
  type RuleTriggerKind,
} from '@mainstay/domain/plans/rules'
import { sql } from 'kysely'
import { readTierScheme } from '../../program/index.ts'
import { findResults } from './find-results.ts'
import { type FoundSubject, hasPlace, lifeOf, ofPlans, type Place, type RuleSearch, sayable } from './rule-plans.ts'

const TITLE_LENGTH = 160

interface Finding {
  readonly planId: string
  readonly subject: string
  readonly occasion?: string
  readonly title: string
  readonly place: Place
  readonly days: readonly RuleDays[]
  readonly isEvent?: boolean
  readonly cause?: FoundSubject['cause']
  readonly objectiveId?: string
  readonly keyResultId?: string
}

/** Everything a rule of this kind may act on, with the days on which what it waits for is the case. */
export async function findSubjects(kind: RuleTriggerKind, search: RuleSearch): Promise<FoundSubject[]> {
  const findings = search.plans.size === 0 ? [] : await FINDERS[kind](search)
  return findings.flatMap((finding) => {
    const plan = search.plans.get(finding.planId)
    if (!plan || !hasPlace(plan, finding.place)) return []
    const days = daysWithin(finding.days, lifeOf(plan))
    // What happened before the plan was begun is no news to it.
    const isOld = finding.isEvent === true && finding.days.some(({ from }) => from < plan.begunOn)
    if (days.length === 0 || isOld) return []
    const { planId, subject, occasion = '', isEvent = false, cause = null, place, title } = finding
    const { objectiveId = null, keyResultId = null } = finding
    const itemTitle = sayable(plan, place, title)
    return [{ plan, planId, subject, occasion, isEvent, cause, itemTitle, objectiveId, keyResultId, days }]
  })
}

const FINDERS: Readonly<Record<RuleTriggerKind, (search: RuleSearch) => Promise<Finding[]>>> = {
  period_ends: findPeriods,
  action_due: findActions,
  renewal_near: findRenewals,
  swot_unanswered: findSwotItems,
  result_red: (search) => findResults(search, 'red'),
  result_stalled: (search) => findResults(search, 'stalled'),
  tier_changed: findTierChanges,
  statement_doubtful: findStatements,
  plan_untouched: findQuietPlans,
}

async function findPeriods(search: RuleSearch): Promise<Finding[]> {
  const { rows } = await sql<{ plan_id: string; number: number; starts_on: string; ends_on: string }>`
    select d.plan_id, d.number, d.starts_on, d.ends_on from mainstay.plan_period d
    where d.workspace_id = ${search.scope.workspaceId} and ${ofPlans(search, sql`d.plan_id`)}
    order by d.plan_id, d.number`.execute(search.scope.db)
  return rows.map((row) => ({
    planId: row.plan_id,
    subject: `period ${row.number}`,
    title: periodLabel({ startsOn: row.starts_on, endsOn: row.ends_on }),
    place: 'plan',
    days: daysBefore(row.ends_on, search.days, null),
  }))
}

interface ActionFact {
  readonly plan_id: string
  readonly id: string
  readonly title: string
  readonly due_on: string
  readonly begun_on: string
  readonly over_on: string | null
}

/** Actions that rules made are left out: a rule that answered its own would never come to an end. */
async function findActions(search: RuleSearch): Promise<Finding[]> {
  const { rows } = await sql<ActionFact>`
    select a.plan_id, a.id, a.title, a.due_on, (a.created_at at time zone 'UTC')::date as begun_on,
      coalesce(a.done_on, case when a.state = 'dropped' then (a.updated_at at time zone 'UTC')::date end) as over_on
    from mainstay.plan_action a
    where a.workspace_id = ${search.scope.workspaceId} and ${ofPlans(search, sql`a.plan_id`)}
      and a.removed_at is null and a.due_on is not null and not exists (
        select 1 from mainstay.plan_cause c
        where c.workspace_id = a.workspace_id and c.effect_id = a.id and c.cause_kind = 'rule')
    order by a.plan_id, a.due_on, a.id`.execute(search.scope.db)
  return rows.map((row) => ({
    planId: row.plan_id,
    subject: row.id,
    title: row.title,
    place: { part: 'actions' },
    days: daysWithin(daysBefore(row.due_on, search.days, row.over_on), { from: row.begun_on, until: null }),
  }))
}

interface RenewalFact {
  readonly plan_id: string
  readonly cell: string
  readonly title: string
  readonly renewal_on: string
}

async function findRenewals(search: RuleSearch): Promise<Finding[]> {
  const { rows } = await sql<RenewalFact>`
    select c.plan_id, c.unit_id || ':' || c.offering_id as cell, c.renewal_on,
      offering.name || ' · ' || unit.name || coalesce(' (' || c.competitor || ')', '') as title
    from mainstay.white_space_cell c
    join mainstay.white_space_heading unit
      on unit.workspace_id = c.workspace_id and unit.id = c.unit_id and unit.removed_at is null
    join mainstay.white_space_heading offering
      on offering.workspace_id = c.workspace_id and offering.id = c.offering_id and offering.removed_at is null
    where c.workspace_id = ${search.scope.workspaceId} and ${ofPlans(search, sql`c.plan_id`)}
      and c.removed_at is null and c.state = 'competitor' and c.renewal_on is not null
    order by c.plan_id, c.renewal_on, cell`.execute(search.scope.db)
  return rows.map((row) => ({
    planId: row.plan_id,
    subject: row.cell,
    occasion: row.renewal_on,
    title: row.title,
    place: { part: 'white_space' },
    days: daysBefore(row.renewal_on, search.days, null),
    cause: { kind: 'white_space_cell', id: row.cell },
  }))
}

interface SwotFact {
  readonly plan_id: string
  readonly id: string
  readonly title: string
  readonly since: string
  readonly over_on: string | null
}

/** High since it was last judged anew; until it is settled, or something that still stands came of it or of a pair with it. */
async function findSwotItems(search: RuleSearch): Promise<Finding[]> {
  const { workspaceId, db } = search.scope
  const ids = [...search.plans.keys()]
  const { rows } = await sql<SwotFact>`
    with judged as (
      select e.after ->> 'itemId' as item_id, max(e.at) as at from mainstay.audit_entry e
      where e.workspace_id = ${workspaceId} and e.subject_type = 'plan' and e.subject_id = any(${ids}::text[])
        and e.action = 'plans.swot-item-changed'
        and (e.before -> 'impact', e.before -> 'confidence') is distinct from (e.after -> 'impact', e.after -> 'confidence')
      group by 1
    ), answered as (
      select named.item_id, min(c.created_at) as at from mainstay.plan_cause c
      cross join lateral unnest(string_to_array(c.cause_id, ':')) as named(item_id)
      where c.workspace_id = ${workspaceId} and ${ofPlans(search, sql`c.plan_id`)} and c.cause_kind in ('swot_item', 'tows_pair')
        and (exists (select 1 from mainstay.plan_objective o where o.workspace_id = c.workspace_id and o.id = c.effect_id
            and o.removed_at is null and o.status <> 'dropped')
          or exists (select 1 from mainstay.plan_action a where a.workspace_id = c.workspace_id and a.id = c.effect_id
            and a.removed_at is null and a.state <> 'dropped'))
      group by 1
    )
    select i.plan_id, i.id, left(i.content, ${TITLE_LENGTH}) as title,
      (greatest(i.created_at, j.at) at time zone 'UTC')::date as since,
      least(i.settled_on, (w.at at time zone 'UTC')::date) as over_on
    from mainstay.swot_item i
    left join judged j on j.item_id = i.id::text
    left join answered w on w.item_id = i.id::text
    where i.workspace_id = ${workspaceId} and ${ofPlans(search, sql`i.plan_id`)} and i.removed_at is null
      and i.impact * i.confidence >= ${HIGH_FROM_SCORE}
    order by i.plan_id, since, i.id`.execute(db)
  return rows.map((row) => ({
    planId: row.plan_id,
    subject: row.id,
    title: row.title,
    place: { part: 'swot' },
    days: daysLasting(row.since, search.days, row.over_on),
    cause: { kind: 'swot_item', id: row.id },
  }))
}

interface TierFact {
  readonly account_id: string
  readonly day: string
  readonly tier: string
}

/** Days on which the tier of an account became another, by a decision or because one had run out. */
async function findTierChanges(search: RuleSearch): Promise<Finding[]> {
  const groups = [...new Set([...search.plans.values()].map(({ groupId }) => groupId))]
  const on = (day: ReturnType<typeof sql>) => sql`coalesce((
    select d.tier from mainstay.tier_decision d
    where d.workspace_id = c.workspace_id and d.account_id = c.account_id and d.effective_date <= ${day}
      and (d.expires_on is null or ${day} <= d.expires_on)
    order by d.effective_date desc, d.id desc limit 1), 'out')`
  const { rows } = await sql<TierFact>`
    with changed as (
      select d.workspace_id, d.account_id, d.effective_date as day from mainstay.tier_decision d
      where d.workspace_id = ${search.scope.workspaceId} and d.account_id = any(${groups}::bigint[])
      union select d.workspace_id, d.account_id, d.expires_on + 1 from mainstay.tier_decision d
      where d.workspace_id = ${search.scope.workspaceId} and d.account_id = any(${groups}::bigint[]) and d.expires_on is not null
    ), standing as (
      select c.account_id, c.day, ${on(sql`c.day`)} as tier, ${on(sql`c.day - 1`)} as before from changed c
      where c.day <= ${search.today}::date)
    select s.account_id, s.day, s.tier from standing s where s.tier <> s.before order by s.day, s.account_id`.execute(
    search.scope.db,
  )
  const names = await tierNames(search)
  const byGroup = Map.groupBy(rows, ({ account_id }) => account_id)
  return [...search.plans.values()].flatMap((plan) =>
    (byGroup.get(plan.groupId) ?? []).map((row) => ({
      planId: plan.id,
      subject: 'tier',
      occasion: row.day,
      title: names.get(row.tier) ?? row.tier,
      place: 'plan' as const,
      days: [{ from: row.day, until: null }],
      isEvent: true,
    })),
  )
}

async function tierNames({ scope }: RuleSearch): Promise<ReadonlyMap<string, string>> {
  const { tiers } = await readTierScheme(scope)
  return new Map([...tiers.map(({ key, name }) => [key, name] as const), ['out', 'no tier']])
}

interface StatementFact {
  readonly plan_id: string
  readonly id: string
  readonly title: string
  readonly section_key: string
  readonly as_of: string
  readonly is_confirmed: boolean
}

async function findStatements(search: RuleSearch): Promise<Finding[]> {
  const { rows } = await sql<StatementFact>`
    select s.plan_id, s.id, left(s.content, ${TITLE_LENGTH}) as title, s.section_key, s.as_of, s.is_confirmed
    from mainstay.plan_statement s
    where s.workspace_id = ${search.scope.workspaceId} and ${ofPlans(search, sql`s.plan_id`)} and s.removed_at is null
    order by s.plan_id, s.as_of, s.id`.execute(search.scope.db)
  return rows.flatMap((row) => {
    const section = search.plans.get(row.plan_id)?.sections.find(({ key }) => key === row.section_key)
    const ages = agesOf({ asOf: row.as_of, isConfirmed: row.is_confirmed }, section?.freshMonths ?? null)
    if (ages === null) return []
    return {
      planId: row.plan_id,
      subject: row.id,
      occasion: row.as_of,
      title: row.title,
      place: { sectionKey: row.section_key },
      days: [{ from: ages.doubtfulFrom, until: null }],
      cause: { kind: 'statement', id: row.id },
    }
  })
}

/** Touched is a plan on which people have changed something; what rules do to it does not count. */
async function findQuietPlans(search: RuleSearch): Promise<Finding[]> {
  const ids = [...search.plans.keys()]
  const { rows } = await sql<{ plan_id: string; day: string }>`
    select e.subject_id as plan_id, (e.at at time zone 'UTC')::date as day from mainstay.audit_entry e
    where e.workspace_id = ${search.scope.workspaceId} and e.subject_type = 'plan' and e.subject_id = any(${ids}::text[])
      and e.actor_kind <> 'system' and e.action <> 'plans.stance'
    group by 1, 2`.execute(search.scope.db)
  const touches = Map.groupBy(rows, ({ plan_id }) => plan_id)
  return [...search.plans.values()].flatMap((plan) => {
    const days = (touches.get(plan.id) ?? []).map(({ day }) => day).filter((day) => day <= search.today)
    return quietDays([plan.begunOn, ...days], search.days).map(({ since, ...quiet }) => ({
      planId: plan.id,
      subject: 'plan',
      occasion: since,
      title: plan.title,
      place: 'plan' as const,
      days: [quiet],
    }))
  })
}
