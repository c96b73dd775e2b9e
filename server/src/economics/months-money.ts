import { firstDay, type Month, monthOfDate } from '@mainstay/domain/kernel'
import { sql } from 'kysely'
import type { ReadScope } from '../platform/use-case.ts'
import { marginOf } from './figure-set-store.ts'

/** Whole months of one group's money, both ends included. */
export interface MonthsQuestion {
  readonly groupId: string
  readonly from: Month
  readonly to: Month
}

/** What a group brought in those months, as decimals; unknown is null, no invoice at all is 0. */
export interface MonthsMoney {
  readonly net: string | null
  readonly margin: string | null
  readonly contribution: string | null
}

const NOTHING_KNOWN: MonthsMoney = { net: null, margin: null, contribution: null }

/**
 * Net revenue, gross margin and contribution of a few groups over months of their own each, at the rates of the days, in
 * the order asked. Sums only the companies that the reader may see. Where nobody has counted what serving takes,
 * contribution is unknown.
 */
export async function readMonthsMoney(scope: ReadScope, questions: readonly MonthsQuestion[]): Promise<MonthsMoney[]> {
  if (questions.length === 0) return []
  const { workspaceId } = scope
  const { rows } = await sql<MonthsMoney>`
    with ask as (
      select q.n, q.group_id, q.from_month, q.to_month from unnest(
        ${questions.map(({ groupId }) => groupId)}::bigint[], ${questions.map(({ from }) => firstDay(from))}::date[],
        ${questions.map(({ to }) => firstDay(to))}::date[]) with ordinality as q(group_id, from_month, to_month, n)
    ), sums as (
      select ask.n, count(m.lines) as months, coalesce(sum(m.lines_without_rate), 0) as lines_without_rate, sum(m.net_revenue) as net,
        sum(m.net_revenue_costed) as costed, sum(m.cost_of_goods) as cost
      from ask
      join mainstay.account a on a.workspace_id = ${workspaceId} and a.group_id = ask.group_id
      left join mainstay.account_month m on m.workspace_id = a.workspace_id and m.account_id = a.id
        and m.month between ask.from_month and ask.to_month
      group by ask.n
    ), money as (
      select s.n, case when s.months > 0 then s.n end as subject_id, case when s.months = 0 then 0 when s.lines_without_rate = 0 then s.net end as net,
        case when s.lines_without_rate = 0 then s.costed end as costed, case when s.lines_without_rate = 0 then s.cost end as cost
      from sums s
    ), service as (
      select ask.n, case when count(v.quantity) = 0 then 0 when bool_and(v.cost is not null or v.quantity = 0) then coalesce(sum(v.cost), 0) end as cost
      from ask
      join mainstay.account a on a.workspace_id = ${workspaceId} and a.group_id = ask.group_id
      left join mainstay.account_service_month v on v.workspace_id = a.workspace_id and v.account_id = a.id
        and v.month between ask.from_month and ask.to_month
      group by ask.n
    ), read as (
      select money.n, money.net, ${marginOf({ net: 'money.net', costed: 'money.costed', cost: 'money.cost' })} as margin from money
    )
    select read.net, read.margin, case when known.is_known then read.margin - service.cost end as contribution
    from ask
    cross join lateral (select exists (select 1 from mainstay.account_service_month v
      where v.workspace_id = ${workspaceId} and v.month between ask.from_month and ask.to_month) as is_known) known
    left join read on read.n = ask.n
    left join service on service.n = ask.n
    order by ask.n`.execute(scope.db)
  return questions.map((_, index) => rows[index] ?? NOTHING_KNOWN)
}

/** First month of the ledger, and the last that the usual figures cover; null before there are any. */
export interface LedgerMonths {
  readonly first: Month
  readonly last: Month
}

export async function readLedgerMonths(scope: ReadScope): Promise<LedgerMonths | null> {
  const { rows } = await sql<{ first: string; last: string }>`
    select l.first_date as first, s.to_month as last from mainstay.ledger_state l
    join mainstay.figure_set s on s.workspace_id = l.workspace_id and s.is_default and s.basis = 'group'
    where l.workspace_id = ${scope.workspaceId} and l.first_date is not null
    order by s.computed_at desc limit 1`.execute(scope.db)
  const row = rows[0]
  return row ? { first: monthOfDate(row.first), last: monthOfDate(row.last) } : null
}
