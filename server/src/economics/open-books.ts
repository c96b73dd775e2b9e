import { type RawBuilder, sql } from 'kysely'
import { countMoved, groupsOn } from '../accounts/index.ts'
import { rowsKnownOn } from '../ledger/index.ts'
import type { ReadScope, WriteScope } from '../platform/use-case.ts'
import { firstOfMonth, serviceMonths } from './fact-store.ts'
import { dailyAmounts } from './span-figures.ts'

/** Lays the books as they stood on a day out in temporary tables. Prices, product lines and rates are those of now. */
export async function openBooksOf(scope: WriteScope, day: string): Promise<void> {
  await sql`create temporary table known_group on commit drop as select g.id, g.group_id from (${groupsOn(scope, day)}) g`.execute(
    scope.db,
  )
  await restateLines(scope, day)
  await restateCounts(scope, day)
  await sql`analyze known_group, known_account_month, known_account_service_month, restated_account_month, restated_account_service_month`.execute(
    scope.db,
  )
}

async function restateLines(scope: WriteScope, day: string): Promise<void> {
  const { workspaceId } = scope
  const same = sql.raw('k.invoice_no = l.invoice_no and k.line_no = l.line_no')
  const month = firstOfMonth('l.invoice_date')
  await sql`create temporary table known_line on commit drop as ${rowsKnownOn(scope, 'invoice_lines', day)}`.execute(
    scope.db,
  )
  await sql`analyze known_line`.execute(scope.db)
  await sql`
    create temporary table restated_account_month on commit drop as
    select l.account_id, ${month} as month from pg_temp.known_line l
    union
    select l.account_id, ${month} from mainstay.invoice_line l join pg_temp.known_line k on ${same} where l.workspace_id = ${workspaceId}`.execute(
    scope.db,
  )
  const columns = sql.raw('l.account_id, l.product_id, l.currency, l.invoice_date, l.net_amount, l.cost_amount')
  const lines = sql`(
    select ${columns} from mainstay.invoice_line l
    join pg_temp.restated_account_month r on r.account_id = l.account_id and r.month = ${month}
    where l.workspace_id = ${workspaceId} and not exists (select 1 from pg_temp.known_line k where ${same})
    union all select ${columns} from pg_temp.known_line l where l.invoice_date <= ${day}::date)`
  await sql`
    create temporary table known_account_month on commit drop as
    select ${workspaceId}::integer as workspace_id, l.account_id, ${month} as month, l.product_line_id, sum(l.lines)::integer as lines,
      sum(l.lines_without_rate)::integer as lines_without_rate, sum(l.net) as net_revenue, sum(l.costed) as net_revenue_costed, sum(l.cost) as cost_of_goods
    from (${dailyAmounts(scope, lines)}) l group by 2, 3, 4`.execute(scope.db)
}

async function restateCounts(scope: WriteScope, day: string): Promise<void> {
  const { workspaceId } = scope
  const month = firstOfMonth('c.month')
  await sql`create temporary table known_count on commit drop as ${rowsKnownOn(scope, 'activity_counts', day)}`.execute(
    scope.db,
  )
  await sql`
    create temporary table restated_account_service_month on commit drop as
    select distinct c.account_id, ${month} as month from pg_temp.known_count c`.execute(scope.db)
  const columns = sql.raw(`${workspaceId}::integer as workspace_id, c.account_id, c.activity_code, c.month, c.quantity`)
  const counts = sql`(
    select ${columns} from mainstay.activity_count c
    join pg_temp.restated_account_service_month r on r.account_id = c.account_id and r.month = ${month}
    where c.workspace_id = ${workspaceId} and not exists (select 1 from pg_temp.known_count k
      where k.account_id = c.account_id and k.activity_code = c.activity_code and k.month = c.month)
    union all select ${columns} from pg_temp.known_count c)`
  await sql`
    create temporary table known_account_service_month on commit drop as ${serviceMonths(scope, counts)}`.execute(
    scope.db,
  )
}

/** What the books of a day say otherwise than they do now. */
export interface BooksChange {
  /** Companies that belonged to another group. */
  readonly movedCompanies: number
  readonly correctedLines: number
  readonly correctedCounts: number
}

/** How the books stood otherwise on a day, counting what is dated up to then: by what they said, or by what they say now. */
export async function changesSince(scope: ReadScope, day: string): Promise<BooksChange> {
  return {
    movedCompanies: await countMoved(scope, day),
    correctedLines: await countRows(
      scope,
      sql`(${rowsKnownOn(scope, 'invoice_lines', day)}) r
        left join mainstay.invoice_line l on l.workspace_id = ${scope.workspaceId} and l.invoice_no = r.invoice_no and l.line_no = r.line_no
        where least(r.invoice_date, l.invoice_date) <= ${day}::date`,
    ),
    // The month is part of what a count is told apart by: no correction moves it.
    correctedCounts: await countRows(
      scope,
      sql`(${rowsKnownOn(scope, 'activity_counts', day)}) r where r.month <= ${day}::date`,
    ),
  }
}

async function countRows(scope: ReadScope, source: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ rows: string }>`select count(*) as rows from ${source}`.execute(scope.db)
  return Number(rows[0]?.rows ?? 0)
}
