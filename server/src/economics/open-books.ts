import { sql } from 'kysely'
import { countMoved, groupsOn } from '../accounts/index.ts'
import { type KnownKind, rowsKnownOn } from '../ledger/index.ts'
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
    union all select ${columns} from pg_temp.known_line l)`
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

/** How the books stood otherwise on a day, counting what is dated up to then. */
export async function changesSince(scope: ReadScope, day: string): Promise<BooksChange> {
  return {
    movedCompanies: await countMoved(scope, day),
    correctedLines: await countCorrected(scope, { kind: 'invoice_lines', date: 'invoice_date', day }),
    correctedCounts: await countCorrected(scope, { kind: 'activity_counts', date: 'month', day }),
  }
}

async function countCorrected(
  scope: ReadScope,
  { kind, date, day }: { readonly kind: KnownKind; readonly date: string; readonly day: string },
): Promise<number> {
  const { rows } = await sql<{ rows: string }>`
    select count(*) as rows from (${rowsKnownOn(scope, kind, day)}) r where r.${sql.raw(date)} <= ${day}::date`.execute(
    scope.db,
  )
  return Number(rows[0]?.rows ?? 0)
}
