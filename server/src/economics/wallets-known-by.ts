import { sql } from 'kysely'
import type { ReadScope } from '../platform/use-case.ts'
import { rateOfDay } from './fact-store.ts'
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
 * its categories, converted at the rate of the day of the estimate.
 */
export async function walletsKnownBy(
  scope: ReadScope,
  ask: { readonly day: string; readonly basis: 'company' | 'group' },
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
        from mainstay.wallet_estimate i where i.workspace_id = ${scope.workspaceId} and i.estimated_on <= ${ask.day}::date) g
      join mainstay.account a on a.workspace_id = ${scope.workspaceId} and a.id = g.account_id
      where g.year = g.latest) w
    group by w.subject_id`.execute(scope.db)
  return new Map(rows.map(({ subject, ...wallet }) => [subject, wallet]))
}
