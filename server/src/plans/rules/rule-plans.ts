import type { PlanSection } from '@mainstay/contract/plans'
import type { CauseReference } from '@mainstay/contract/plans-objectives'
import { fillRuleTitle, type RuleDays, type RuleSubject } from '@mainstay/domain/plans/rules'
import { type RawBuilder, sql } from 'kysely'
import type { ReadScope } from '../../platform/use-case.ts'
import type { StoredPlan } from '../plan-store.ts'

/** A plan a rule may act on, with when it lived. */
export interface RulePlan extends StoredPlan {
  readonly accountCode: string
  readonly accountName: string
  /** Tiers are decided for the head of the group. */
  readonly groupId: string
  readonly begunOn: string
  readonly closedOn: string | null
}

/** Something a rule may act on, as it is found in the database. */
export interface FoundSubject extends RuleSubject {
  readonly plan: RulePlan
  /** How it is called in the action; without its own words where the action is seen by more people than the thing. */
  readonly itemTitle: string
  readonly cause: CauseReference | null
  readonly objectiveId: string | null
  readonly keyResultId: string | null
}

/** What finding subjects takes: the plans by id, the day, and the days the rule counts. */
export interface RuleSearch {
  readonly scope: ReadScope
  readonly plans: ReadonlyMap<string, RulePlan>
  readonly today: string
  readonly days: number
}

interface PlanRow {
  readonly id: string
  readonly account_id: string
  readonly parent_id: string | null
  readonly scope: string
  readonly title: string
  readonly status: StoredPlan['status']
  readonly sections: readonly PlanSection[]
  readonly version: number
  readonly code: string
  readonly name: string
  readonly group_id: string
  readonly begun_on: string
  readonly closed_on: string | null
}

interface PlanWish {
  /** Closed plans as well, as far as they were open on this day or later; null: none. */
  readonly closedSince: string | null
  /** Only plans of one group. */
  readonly groupId?: string | undefined
}

/** Plans the actor may see, in the order of their ids, in which they are locked as well. */
export async function rulePlans(scope: ReadScope, wish: PlanWish): Promise<ReadonlyMap<string, RulePlan>> {
  const closed = wish.closedSince === null ? sql`` : sql`or p.closed_on >= ${wish.closedSince}::date`
  const group = wish.groupId === undefined ? sql`` : sql`and a.group_id = ${wish.groupId}`
  const { rows } = await sql<PlanRow>`
    select p.id, p.account_id, p.parent_id, p.scope, p.title, p.status, p.sections, p.version, a.code, a.name, a.group_id,
      (p.created_at at time zone 'UTC')::date as begun_on, p.closed_on
    from mainstay.plan p join mainstay.account a on a.workspace_id = p.workspace_id and a.id = p.account_id
    where p.workspace_id = ${scope.workspaceId} and (p.status <> 'closed' ${closed}) ${group}
    order by p.id`.execute(scope.db)
  return new Map(rows.map((row) => [row.id, planOf(row)]))
}

function planOf(row: PlanRow): RulePlan {
  const {
    account_id: accountId,
    parent_id: parentId,
    code,
    name,
    group_id: groupId,
    begun_on,
    closed_on,
    ...same
  } = row
  return {
    ...same,
    accountId,
    parentId,
    accountCode: code,
    accountName: name,
    groupId,
    begunOn: begun_on,
    closedOn: closed_on,
  }
}

/** Ids of the plans, for a condition on a column. */
export function ofPlans(search: RuleSearch, column: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`${column} = any(${[...search.plans.keys()]}::uuid[])`
}

export function lifeOf(plan: RulePlan): RuleDays {
  return { from: plan.begunOn, until: plan.closedOn }
}

/** The title of the action a rule makes of a subject. */
export function titleOf(rule: { readonly title: string }, { plan, itemTitle }: FoundSubject): string {
  return fillRuleTitle(rule.title, { account: plan.accountName, plan: plan.title, item: itemTitle })
}

const OPENNESS = { inner: 0, plan: 1, customer: 2 } as const
const NOT_FOR_EVERYBODY = 'something that stands in the plan'

/** Where a thing stands: in a part, in one section, or open to all who see the plan. */
export type Place = { readonly part: PlanSection['part'] } | { readonly sectionKey: string } | 'plan'

/** Whether a plan has the part or section at all. */
export function hasPlace(plan: RulePlan, place: Place): boolean {
  return place === 'plan' || sectionsAt(plan, place).length > 0
}

/**
 * The title of a thing where it may be said in the action: everybody who reads the action must be able to read the thing.
 * Otherwise what the inner team keeps to itself would stand in a list for all, or before the customer.
 */
export function sayable(plan: RulePlan, place: Place, title: string): string {
  const ofThing = place === 'plan' ? OPENNESS.plan : openness(sectionsAt(plan, place))
  return openness(plan.sections.filter(({ part }) => part === 'actions')) <= ofThing ? title : NOT_FOR_EVERYBODY
}

function sectionsAt(plan: RulePlan, place: Exclude<Place, 'plan'>): readonly PlanSection[] {
  return plan.sections.filter((section) =>
    'part' in place ? section.part === place.part : section.key === place.sectionKey,
  )
}

function openness(sections: readonly PlanSection[]): number {
  return Math.max(0, ...sections.map(({ audience }) => OPENNESS[audience]))
}
