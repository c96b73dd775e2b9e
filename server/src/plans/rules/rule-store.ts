import type { PlanRule } from '@mainstay/contract/plans-rules'
import { type RuleOwner, ruleInWords } from '@mainstay/domain/plans/rules'
import { type RawBuilder, type Selectable, sql, type Updateable } from 'kysely'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import { seesPart } from '../actions/action-store.ts'
import type { PlanRuleTable } from './tables.ts'

export const RULES_QUEUE = 'plan-rules'

/** A rule as stored, with the name and standing of the member it names, and how much it has made. */
export interface RuleRow extends Selectable<PlanRuleTable> {
  readonly owner_name: string | null
  readonly owner_status: string | null
  readonly made: number
}

/** Rules under a condition on `r`, by name; what they made is counted in plans whose actions the reader sees. */
async function selectRules(scope: ReadScope, condition: RawBuilder<unknown>): Promise<RuleRow[]> {
  const { rows } = await sql<RuleRow>`
    select r.id, r.name, r.trigger_kind, r.trigger_days, r.title, r.details, r.due_in_days, r.owner_kind, r.owner_person_id,
      r.status, r.content_number, r.tested_number, r.tested_on, r.tested_by_name, r.active_since, r.last_ran_on, r.version,
      r.created_by_name, r.created_at, r.updated_at, r.removed_at, n.name as owner_name, m.status as owner_status,
      (select count(*)::integer from mainstay.plan_rule_hit h
        join mainstay.plan pl on pl.workspace_id = h.workspace_id and pl.id = h.plan_id
        where h.workspace_id = r.workspace_id and h.rule_id = r.id and h.outcome = 'made'
          and ${seesPart(scope, 'actions')}) as made
    from mainstay.plan_rule r
    left join mainstay.membership m on m.workspace_id = r.workspace_id and m.person_id = r.owner_person_id
    left join identity.person n on n.id = m.person_id
    where r.workspace_id = ${scope.workspaceId} and ${condition} order by lower(r.name), r.id`.execute(scope.db)
  return rows
}

export function standingRules(scope: ReadScope): Promise<RuleRow[]> {
  return selectRules(scope, sql`r.removed_at is null`)
}

export async function findRule(scope: ReadScope, id: string): Promise<RuleRow> {
  const [row] = await selectRules(scope, sql`r.id = ${id}`)
  if (!row) throw new Refused('http/not-found')
  return row
}

/** A rule for a change, at the version the caller saw. */
export async function lockRule(scope: WriteScope, id: string): Promise<RuleRow> {
  const row = await holdRule(scope, id)
  if (!row) throw new Refused('http/not-found')
  scope.expectVersion(row.version)
  return row
}

/** Holds a rule, so that it runs once at a time and is not changed meanwhile; null where there is none. */
export async function holdRule(scope: WriteScope, id: string): Promise<RuleRow | null> {
  const held = await scope.db
    .selectFrom('mainstay.plan_rule as r')
    .select('r.id')
    .where('r.workspace_id', '=', scope.workspaceId)
    .where('r.id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return held ? findRule(scope, id) : null
}

export type RuleValues = Omit<Updateable<PlanRuleTable>, 'workspace_id' | 'id' | 'version'>

export async function updateRule(scope: WriteScope, row: RuleRow, values: RuleValues): Promise<RuleRow> {
  await scope.db
    .updateTable('mainstay.plan_rule as r')
    .set({ ...values, version: row.version + 1, updated_at: sql`now()` })
    .where('r.workspace_id', '=', scope.workspaceId)
    .where('r.id', '=', row.id)
    .execute()
  return findRule(scope, row.id)
}

export function presentRule(row: RuleRow): PlanRule {
  const hasLeft = row.owner_kind === 'member' && row.owner_status !== 'active'
  return {
    id: row.id,
    name: row.name,
    trigger: triggerOf(row),
    action: {
      title: row.title,
      details: row.details,
      dueInDays: row.due_in_days,
      owner: { kind: row.owner_kind, personId: row.owner_person_id, name: row.owner_name, hasLeft },
    },
    status: row.status,
    sentence: ruleInWords(triggerOf(row), { title: row.title, dueInDays: row.due_in_days, owner: ownerOf(row) }),
    isTested: row.tested_number === row.content_number,
    testedOn: row.tested_on,
    testedByName: row.tested_by_name,
    activeSince: row.active_since,
    lastRanOn: row.last_ran_on,
    made: row.made,
    isRemoved: row.removed_at !== null,
    version: row.version,
  }
}

export function triggerOf(row: Pick<RuleRow, 'trigger_kind' | 'trigger_days'>) {
  return { kind: row.trigger_kind, days: row.trigger_days }
}

function ownerOf(row: RuleRow): RuleOwner {
  return row.owner_kind === 'member' ? { kind: 'member', name: row.owner_name ?? '' } : { kind: row.owner_kind }
}
