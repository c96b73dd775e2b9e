import type { tierDecision } from '@mainstay/contract/selection-tiers'
import type { TierDecision } from '@mainstay/domain/selection'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { ReadScope, WriteScope } from '../platform/use-case.ts'
import type {} from './tables.ts'

export type DecisionAnswer = z.infer<typeof tierDecision>

interface DecisionRow {
  readonly account_id: string
  readonly tier: string
  readonly effective_date: string
  readonly expires_on: string | null
}

/** A decision as the rules see it; reason and decider do not matter to them once it is taken. Listed in the order taken. */
export function ruleDecisionOf(row: DecisionRow): TierDecision {
  return {
    accountId: row.account_id,
    tier: row.tier,
    reason: '',
    deciderId: '',
    effectiveDate: row.effective_date,
    expiresOn: row.expires_on,
    decidedAt: '',
    overCapacityReason: null,
  }
}

/** All decisions about accounts that ever were in a tier, whoever may see them. */
export async function decisionsTouching(scope: ReadScope, tier: string): Promise<TierDecision[]> {
  const { rows } = await sql<DecisionRow>`
    select d.account_id, d.tier, d.effective_date, d.expires_on from mainstay.decisions_touching_tier(${tier}) d order by d.id`.execute(
    scope.db,
  )
  return rows.map(ruleDecisionOf)
}

/** All decisions about each of these accounts, in the order taken. */
export async function decisionHistories(
  scope: ReadScope,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, readonly TierDecision[]>> {
  const { rows } = await sql<DecisionRow>`
    select d.account_id, d.tier, d.effective_date, d.expires_on from mainstay.tier_decision d
    where d.workspace_id = ${scope.workspaceId} and d.account_id = any(${accountIds}::bigint[])
    order by d.id`.execute(scope.db)
  return Map.groupBy(rows.map(ruleDecisionOf), ({ accountId }) => accountId)
}

/** What is kept beside a decision: how things stood when it was taken. */
export interface DecisionFacts {
  readonly previousTier: string
  readonly decidedAt: Date
  readonly overrideId: string | null
  readonly proposedTier: string | null
  readonly followsScores: boolean | null
  readonly insteadAccountId: string | null
}

export async function insertDecision(scope: WriteScope, decision: TierDecision, facts: DecisionFacts): Promise<string> {
  const score = await scope.db
    .selectFrom('mainstay.account_score as s')
    .innerJoin('mainstay.criteria_set as c', (join) =>
      join.onRef('c.workspace_id', '=', 's.workspace_id').onRef('c.id', '=', 's.criteria_set_id'),
    )
    .select(['s.criteria_set_id', 's.score', 's.rank'])
    .where('s.workspace_id', '=', scope.workspaceId)
    .where('s.account_id', '=', decision.accountId)
    .where('c.status', '=', 'published')
    .executeTakeFirst()
  const row = await scope.db
    .insertInto('mainstay.tier_decision')
    .values({
      workspace_id: scope.workspaceId,
      account_id: decision.accountId,
      tier: decision.tier,
      previous_tier: facts.previousTier,
      reason: decision.reason,
      over_capacity_reason: decision.overCapacityReason,
      decider_id: decision.deciderId,
      decider_name: scope.actor.name,
      effective_date: decision.effectiveDate,
      expires_on: decision.expiresOn,
      decided_at: facts.decidedAt,
      criteria_set_id: score?.criteria_set_id ?? null,
      score: score?.score ?? null,
      rank: score?.rank ?? null,
      override_id: facts.overrideId,
      proposed_tier: facts.proposedTier,
      follows_scores: facts.followsScores,
      instead_account_id: facts.insteadAccountId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export interface DecisionFilter {
  readonly ids?: readonly string[]
  readonly accountId?: string | undefined
  readonly tier?: string | undefined
  readonly before?: string | null
  readonly limit: number
  readonly today: string
}

/** Decisions the actor may see, newest first, with whether each holds today. */
export async function selectDecisions(scope: ReadScope, filter: DecisionFilter): Promise<DecisionAnswer[]> {
  const { rows } = await sql<StoredDecision>`
    select d.id, a.id as account_id, a.code, a.name, d.tier, d.previous_tier, d.reason, d.over_capacity_reason, d.decider_name,
      d.effective_date, d.expires_on, d.override_id, d.follows_scores, d.proposed_tier, d.decided_at, d.score, d.rank,
      case when d.effective_date > ${filter.today}::date then 'planned'
        when d.id = (select h.id from mainstay.tier_decision h
          where h.workspace_id = d.workspace_id and h.account_id = d.account_id and h.effective_date <= ${filter.today}::date
            and (h.expires_on is null or ${filter.today}::date <= h.expires_on)
          order by h.effective_date desc, h.id desc limit 1) then 'current'
        else 'past' end as status
    from mainstay.tier_decision d
    join mainstay.account a on a.workspace_id = d.workspace_id and a.id = d.account_id
    where ${conditions(scope, filter)} ${filter.before ? sql`and d.id < ${filter.before}::bigint` : sql``}
    order by d.id desc limit ${filter.limit}`.execute(scope.db)
  return rows.map(presentDecision)
}

export async function countDecisions(scope: ReadScope, filter: DecisionFilter): Promise<number> {
  const { rows } = await sql<{ total: string }>`
    select count(*) as total from mainstay.tier_decision d where ${conditions(scope, filter)}`.execute(scope.db)
  return Number(rows[0]?.total ?? 0)
}

function conditions(scope: ReadScope, filter: DecisionFilter) {
  return sql.join(
    [
      sql`d.workspace_id = ${scope.workspaceId}`,
      ...(filter.ids ? [sql`d.id = any(${filter.ids}::bigint[])`] : []),
      ...(filter.accountId === undefined ? [] : [sql`d.account_id = ${filter.accountId}`]),
      ...(filter.tier === undefined ? [] : [sql`d.tier = ${filter.tier}`]),
    ],
    sql` and `,
  )
}

interface StoredDecision extends DecisionRow {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly previous_tier: string
  readonly reason: string
  readonly over_capacity_reason: string | null
  readonly decider_name: string
  readonly override_id: string | null
  readonly follows_scores: boolean | null
  readonly proposed_tier: string | null
  readonly decided_at: Date
  readonly score: number | null
  readonly rank: number | null
  readonly status: DecisionAnswer['status']
}

function presentDecision(row: StoredDecision): DecisionAnswer {
  return {
    id: row.id,
    account: { id: row.account_id, code: row.code, name: row.name },
    tier: row.tier,
    previousTier: row.previous_tier,
    reason: row.reason,
    overCapacityReason: row.over_capacity_reason,
    status: row.status,
    deciderName: row.decider_name,
    effectiveDate: row.effective_date,
    expiresOn: row.expires_on,
    overrideId: row.override_id,
    followsScores: row.follows_scores,
    proposedTier: row.proposed_tier,
    decidedAt: row.decided_at.toISOString(),
    score: row.score,
    rank: row.rank,
  }
}
