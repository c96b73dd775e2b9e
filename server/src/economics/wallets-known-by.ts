import { type RawBuilder, sql } from 'kysely'
import type { ReadScope } from '../platform/use-case.ts'
import { rateOfDay } from './fact-store.ts'
import { type FigureGroups, groupedAccounts } from './figure-groups.ts'
import { subjectOf } from './figure-set-store.ts'

/** What was thought on a day that an account spends in all; amounts as the database writes them. */
export interface WalletKnownBy {
  readonly low: string | null
  readonly base: string | null
  readonly high: string | null
  /** The oldest of the estimates it is made of: what it ages from. */
  readonly estimatedOn: string
  /** The youngest of them: the day on which all of it was known. */
  readonly knownOn: string
}

/**
 * Wallets as they were known on a day, by subject: each company's latest year among the estimates made by then, over all
 * its categories, converted at the rate of the day of the estimate. Of an estimate that was replaced, the one written
 * down by the day holds; where all were written down later, the first, as `asKnownOn` of the domain says.
 */
export async function walletsKnownBy(
  scope: ReadScope,
  ask: { readonly day: string; readonly basis: 'company' | 'group'; readonly groupsOf?: FigureGroups | undefined },
): Promise<ReadonlyMap<string, WalletKnownBy>> {
  const { rows } = await sql<WalletKnownBy & { subject: string }>`
    select w.subject_id as subject, ${sql.join(
      ['low', 'base', 'high'].map((name) =>
        sql.raw(`case when bool_and(w.rate is not null) then sum(round(w.${name} * w.rate, 10)) end as ${name}`),
      ),
    )},
      min(w.estimated_on) as "estimatedOn", max(w.estimated_on) as "knownOn"
    from (
      select ${subjectOf(ask.basis)} as subject_id, coalesce(g.low, g.base) as low, g.base, coalesce(g.high, g.base) as high, g.estimated_on,
        case when g.currency = ${scope.actor.reportingCurrency} then 1 else ${rateOfDay(scope.workspaceId, sql.raw('g.currency'), sql.raw('g.estimated_on'))} end as rate
      from (
        select i.account_id, i.year, i.low, i.base, i.high, i.currency, i.estimated_on, max(i.year) over (partition by i.account_id) as latest
        from (${estimatesKnownOn(scope, ask.day)}) i) g
      join ${groupedAccounts(ask.groupsOf)} a on a.workspace_id = ${scope.workspaceId} and a.id = g.account_id
      where g.year = g.latest) w
    group by w.subject_id`.execute(scope.db)
  return new Map(rows.map(({ subject, ...wallet }) => [subject, wallet]))
}

/** Every estimate by company, year and category, as it was known on a day. */
function estimatesKnownOn(scope: ReadScope, day: string): RawBuilder<unknown> {
  const { workspaceId } = scope
  const columns = sql.raw('account_id, year, category, low, base, high, currency, estimated_on')
  return sql`
    select distinct on (v.account_id, v.year, v.category) ${columns} from (
      select n.*, i.applied_at, i.applied_on <= greatest(${day}::date, min(i.applied_on) over (partition by n.account_id, n.year, n.category)) as is_held
      from (
        select ${columns}, import_number from mainstay.wallet_estimate w where w.workspace_id = ${workspaceId}
        union all
        select b.account_id, b.year, b.category, b.low, b.base, b.high, b.currency, b.estimated_on, b.import_number
        from mainstay.ledger_change c cross join lateral jsonb_populate_record(null::mainstay.wallet_estimate, c.before) b
        where c.workspace_id = ${workspaceId} and c.kind = 'wallet_estimates') n
      left join lateral (
        select m.applied_at from mainstay.import m where m.workspace_id = ${workspaceId} and m.number = n.import_number) m on true
      cross join lateral (select coalesce(m.applied_at, '-infinity') as applied_at, coalesce((m.applied_at at time zone 'UTC')::date, '-infinity') as applied_on) i
      where n.estimated_on <= ${day}::date) v
    where v.is_held
    order by v.account_id, v.year, v.category, v.applied_at desc, v.import_number desc nulls last`
}
