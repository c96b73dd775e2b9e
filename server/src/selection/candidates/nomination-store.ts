import type { nomination } from '@mainstay/contract/selection-candidates'
import { sql } from 'kysely'
import type { z } from 'zod'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import type {} from './tables.ts'

export type NominationAnswer = z.infer<typeof nomination>

export interface NominationFilter {
  readonly id?: string
  readonly state?: 'open' | 'answered' | undefined
  readonly accountId?: string | undefined
  readonly before?: readonly (string | number | null)[] | null
  readonly limit: number
  readonly today: string
}

interface NominationRow {
  readonly id: string
  readonly nominated_key: string
  readonly account_id: string
  readonly code: string
  readonly name: string
  readonly reason: string
  readonly nominated_by: string
  readonly nominator_name: string
  readonly nominated_at: Date
  readonly score: number | null
  readonly rank: number | null
  readonly tier: string | null
  readonly answer: 'taken_up' | 'declined' | null
  readonly decider_name: string | null
  readonly note: string | null
  readonly answered_at: Date | null
  readonly version: number
}

export interface ListedNomination {
  readonly row: NominationAnswer
  readonly keys: readonly string[]
}

/** Nominations of accounts the actor may see, newest first, with where each account stands now. */
export async function selectNominations(scope: ReadScope, filter: NominationFilter): Promise<ListedNomination[]> {
  const [nominatedAt, id] = filter.before ?? []
  const { rows } = await sql<NominationRow>`
    select n.id, n.nominated_at::text as nominated_key, a.id as account_id, a.code, a.name, n.reason, n.nominated_by, n.nominator_name,
      n.nominated_at, s.score, s.rank, t.tier, n.answer, n.decider_name, n.note, n.answered_at, n.version
    from mainstay.nomination n
    join mainstay.account a on a.workspace_id = n.workspace_id and a.id = n.account_id
    left join mainstay.criteria_set c on c.workspace_id = n.workspace_id and c.status = 'published'
    left join mainstay.account_score s on s.workspace_id = n.workspace_id and s.criteria_set_id = c.id and s.account_id = n.account_id
    left join mainstay.tiers_on(${filter.today}::date) t on t.account_id = n.account_id
    where ${conditions(scope, filter)}
      ${filter.before ? sql`and (n.nominated_at, n.id) < (${nominatedAt}::timestamptz, ${id}::uuid)` : sql``}
    order by n.nominated_at desc, n.id desc limit ${filter.limit}`.execute(scope.db)
  return rows.map((row) => ({ row: present(row, scope.actor.id), keys: [row.nominated_key, row.id] }))
}

export async function countNominations(scope: ReadScope, filter: NominationFilter): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::integer as total from mainstay.nomination n where ${conditions(scope, filter)}`.execute(scope.db)
  return rows[0]?.total ?? 0
}

export async function findNomination(scope: ReadScope, id: string, today: string): Promise<NominationAnswer> {
  const [found] = await selectNominations(scope, { id, limit: 1, today })
  if (!found) throw new Refused('http/not-found')
  return found.row
}

/** Nominations nobody has answered yet, by account. */
export async function readOpenNominations(
  scope: ReadScope,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, { id: string; nominatorName: string; nominatedAt: string }>> {
  const rows = await scope.db
    .selectFrom('mainstay.nomination as n')
    .select(['n.account_id', 'n.id', 'n.nominator_name', 'n.nominated_at'])
    .where('n.workspace_id', '=', scope.workspaceId)
    .where('n.answer', 'is', null)
    .where('n.account_id', '=', sql<string>`any(${[...accountIds]}::bigint[])`)
    .execute()
  return new Map(
    rows.map(({ account_id, id, nominator_name, nominated_at }) => [
      account_id,
      { id, nominatorName: nominator_name, nominatedAt: nominated_at.toISOString() },
    ]),
  )
}

function conditions(scope: ReadScope, { id, state, accountId }: NominationFilter) {
  return sql.join(
    [
      sql`n.workspace_id = ${scope.workspaceId}`,
      ...(id === undefined ? [] : [sql`n.id = ${id}`]),
      ...(accountId === undefined ? [] : [sql`n.account_id = ${accountId}`]),
      ...(state === undefined ? [] : [state === 'open' ? sql`n.answer is null` : sql`n.answer is not null`]),
    ],
    sql` and `,
  )
}

function present(row: NominationRow, readerId: string): NominationAnswer {
  return {
    id: row.id,
    account: { id: row.account_id, code: row.code, name: row.name },
    reason: row.reason,
    nominatorName: row.nominator_name,
    isOwn: row.nominated_by === readerId,
    nominatedAt: row.nominated_at.toISOString(),
    score: row.score,
    rank: row.rank,
    tier: row.tier,
    answer:
      row.answer === null || row.answered_at === null
        ? null
        : {
            kind: row.answer,
            deciderName: row.decider_name ?? '',
            note: row.note ?? '',
            answeredAt: row.answered_at.toISOString(),
          },
    version: row.version,
  }
}
