import { sql } from 'kysely'
import type { ReadScope } from '../../platform/use-case.ts'

export interface ExceptionRow {
  readonly id: string
  readonly account_id: string
  readonly code: string
  readonly name: string
  readonly tier: string
  readonly reason: string
  readonly override_id: string | null
  readonly asker_name: string | null
  readonly decider_name: string
  readonly effective_date: string
  readonly known_on: string
  readonly expires_on: string | null
  readonly instead_id: string | null
  readonly instead_code: string | null
  readonly instead_name: string | null
}

/** Decisions that gave a place by an override or against the scores. */
function isException(scope: ReadScope) {
  return sql`d.workspace_id = ${scope.workspaceId} and d.tier <> 'out' and (d.override_id is not null or not d.follows_scores)`
}

/** The day from which a decision held and was taken: one written down for an earlier day was no choice of that day. */
const KNOWN_ON = sql.raw("greatest(d.effective_date, (d.decided_at at time zone 'UTC')::date)")

/** Exceptions that gave a place, newest first, with the account that was next by the scores where the actor may see it. */
export async function selectExceptions(
  scope: ReadScope,
  page: { readonly before: string | null; readonly limit: number },
): Promise<ExceptionRow[]> {
  const { rows } = await sql<ExceptionRow>`
    select d.id, d.account_id, a.code, a.name, d.tier, d.reason, d.override_id, o.asker_name, d.decider_name, d.effective_date,
      ${KNOWN_ON} as known_on, d.expires_on, i.id as instead_id, i.code as instead_code, i.name as instead_name
    from mainstay.tier_decision d
    join mainstay.account a on a.workspace_id = d.workspace_id and a.id = d.account_id
    left join mainstay.tier_override o on o.workspace_id = d.workspace_id and o.id = d.override_id
    left join mainstay.account i on i.workspace_id = d.workspace_id and i.id = d.instead_account_id
    where ${isException(scope)} ${page.before === null ? sql`` : sql`and d.id < ${page.before}::bigint`}
    order by d.id desc limit ${page.limit}`.execute(scope.db)
  return rows
}

export async function countExceptions(scope: ReadScope): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::integer as total from mainstay.tier_decision d where ${isException(scope)}`.execute(scope.db)
  return rows[0]?.total ?? 0
}

/** An account's first place by an exception, or its first by the scores. */
export interface PickRow {
  readonly account_id: string
  /** The day from which it held and was taken. */
  readonly known_on: string
  readonly is_exception: boolean
}

/** Every account picked since it is known what the scores proposed: once as an exception, once by the scores. */
export async function selectPicks(scope: ReadScope): Promise<PickRow[]> {
  const { rows } = await sql<PickRow>`
    select distinct on (p.account_id, p.is_exception) p.account_id, p.known_on, p.is_exception from (
      select d.account_id, ${KNOWN_ON} as known_on, d.id, d.override_id is not null or not d.follows_scores as is_exception
      from mainstay.tier_decision d
      where d.workspace_id = ${scope.workspaceId} and d.tier <> 'out' and (d.override_id is not null or d.follows_scores is not null)) p
    order by p.account_id, p.is_exception, p.known_on, p.id`.execute(scope.db)
  return rows
}
