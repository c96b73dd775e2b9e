import type { RuleRunRecord } from '@mainstay/contract/plans-rules'
import { sql } from 'kysely'
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { seesPart } from '../actions/action-store.ts'
import { findRule } from './rule-store.ts'
import type { HitOutcome, PlanRuleRunTable } from './tables.ts'

const SORT = '-ran'
const HITS_SHOWN = 50

interface RunRow {
  readonly id: string
  readonly ran_at: Date
  readonly at: string
  readonly cause: PlanRuleRunTable['cause']
}

interface HitRow {
  readonly run_id: string
  readonly plan_id: string
  readonly plan_title: string
  readonly account_id: string
  readonly code: string
  readonly name: string
  readonly title: string
  readonly outcome: HitOutcome
  readonly action_id: string | null
  readonly count: number
  readonly place: number
}

/** The runs of a rule, the latest first; of what they matched, only what stands in plans whose actions the reader sees. */
export async function listRuleRuns(
  scope: ReadScope,
  input: { readonly id: string; readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ rows: RuleRunRecord[]; nextCursor: string | null; total: number }> {
  const rule = await findRule(scope, input.id)
  const after = decodeCursor(input.cursor, SORT, ['moment', 'uuid'])
  const ofRule = sql`u.workspace_id = ${scope.workspaceId} and u.rule_id = ${rule.id}`
  const beyond = after === null ? sql`` : sql`and (u.ran_at, u.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
  const { rows } = await sql<RunRow>`
    select u.id, u.ran_at, u.ran_at::text as at, u.cause from mainstay.plan_rule_run u
    where ${ofRule} ${beyond} order by u.ran_at desc, u.id desc limit ${input.limit + 1}`.execute(scope.db)
  const { rows: counts } = await sql<{ total: number }>`
    select count(*)::integer as total from mainstay.plan_rule_run u where ${ofRule}`.execute(scope.db)
  const page = rows.slice(0, input.limit)
  const hits = await hitsOf(
    scope,
    page.map(({ id }) => id),
  )
  const last = page.at(-1)
  return {
    rows: page.map((row) => present(row, hits.get(row.id) ?? [])),
    nextCursor: rows.length > input.limit && last ? encodeCursor(SORT, [last.at, last.id]) : null,
    total: counts[0]?.total ?? 0,
  }
}

/** By run: every outcome with how often it came, and the first ones of it. */
async function hitsOf(scope: ReadScope, runIds: readonly string[]): Promise<ReadonlyMap<string, HitRow[]>> {
  if (runIds.length === 0) return new Map()
  const { rows } = await sql<HitRow>`
    select x.* from (
      select h.run_id, h.plan_id, pl.title as plan_title, h.account_id, a.code, a.name, h.title, h.outcome, h.action_id,
        count(*) over (partition by h.run_id, h.outcome)::integer as count,
        row_number() over (partition by h.run_id order by h.outcome <> 'made', h.outcome, pl.title, h.id)::integer as place,
        row_number() over (partition by h.run_id, h.outcome order by pl.title, h.id) = 1 as is_first
      from mainstay.plan_rule_hit h
      join mainstay.plan pl on pl.workspace_id = h.workspace_id and pl.id = h.plan_id
      join mainstay.account a on a.workspace_id = h.workspace_id and a.id = h.account_id
      where h.workspace_id = ${scope.workspaceId} and h.run_id = any(${[...runIds]}::uuid[])
        and (${seesPart(scope, 'actions')} or h.outcome = 'no_actions_part')) x
    where x.place <= ${HITS_SHOWN} or x.is_first order by x.run_id, x.place`.execute(scope.db)
  return Map.groupBy(rows, ({ run_id }) => run_id)
}

function present(row: RunRow, hits: readonly HitRow[]): RuleRunRecord {
  const counts = new Map(hits.map(({ outcome, count }) => [outcome, count]))
  const made = counts.get('made') ?? 0
  const skipped = [...counts].flatMap(([reason, count]) => (reason === 'made' ? [] : [{ reason, count }]))
  return {
    id: row.id,
    ranAt: row.ran_at.toISOString(),
    cause: row.cause,
    matched: made + skipped.reduce((sum, { count }) => sum + count, 0),
    made,
    skipped,
    hits: hits
      .filter(({ place }) => place <= HITS_SHOWN)
      .map((hit) => ({
        plan: {
          id: hit.plan_id,
          title: hit.plan_title,
          account: { id: hit.account_id, code: hit.code, name: hit.name },
        },
        title: hit.title,
        outcome: hit.outcome,
        actionId: hit.action_id,
      })),
  }
}
