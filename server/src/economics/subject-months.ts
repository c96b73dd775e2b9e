import { finished } from 'node:stream/promises'
import { firstDay } from '@mainstay/domain/kernel'
import { type RawBuilder, sql } from 'kysely'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import type { WriteScope } from '../platform/use-case.ts'
import { booksOf } from './books.ts'
import { bySorting } from './fact-store.ts'
import { amountOf, fixedRateJoin, linesWithoutRate, subjectOf } from './figure-set-store.ts'
import { type FigureQuestion, firstGathered } from './period.ts'

/** Sums the facts once per subject and month, into a temporary table that figures and outlooks are computed from. */
export async function gatherSubjectMonths(scope: WriteScope, question: FigureQuestion): Promise<void> {
  const books = booksOf(question)
  const facts = sql`${books.facts} m join ${books.accounts} a on a.workspace_id = m.workspace_id and a.id = m.account_id`
  await gather(scope, question, { facts, subject: subjectOf(question.basis) })
  await countMonths(scope)
}

/** The same by company, from a table that holds the facts of some companies. Other months may be added afterwards. */
export async function gatherCompanyMonths(scope: WriteScope, question: FigureQuestion, table: string): Promise<void> {
  await gather(scope, question, { facts: sql`${sql.raw(table)} m`, subject: sql.raw('m.account_id') })
}

async function gather(
  scope: WriteScope,
  question: FigureQuestion,
  { facts, subject }: { readonly facts: RawBuilder<unknown>; readonly subject: RawBuilder<unknown> },
): Promise<void> {
  const amount = (name: string) => amountOf(question, name)
  await sql`drop table if exists pg_temp.subject_month`.execute(scope.db)
  const gathered = sql`
    create temporary table subject_month on commit drop as
    select ${subject} as subject_id, m.month, sum(m.lines)::integer as lines,
      sum(${linesWithoutRate(question)})::integer as lines_without_rate,
      case when sum(${linesWithoutRate(question)}) = 0 then sum(${amount('net_revenue')}) end as net,
      case when sum(${linesWithoutRate(question)}) = 0 then sum(${amount('net_revenue_costed')}) end as costed,
      case when sum(${linesWithoutRate(question)}) = 0 then sum(${amount('cost_of_goods')}) end as cost
    from ${facts}
    ${fixedRateJoin(scope, question)}
    where m.workspace_id = ${scope.workspaceId} and m.month between ${firstDay(firstGathered(question))}::date and ${firstDay(question.to)}::date
    group by 1, 2`
  await bySorting(scope, () => gathered.execute(scope.db))
}

/**
 * Adds the months that one connection gathered to those of another. Where that one does not take them, the rest is read for
 * nothing: a connection in the middle of a copy that nobody reads cannot even end its transaction.
 */
export async function addSubjectMonths(from: WriteScope, to: WriteScope): Promise<void> {
  const source = from.client.query(copyTo('copy pg_temp.subject_month to stdout (format binary)'))
  const target = to.client.query(copyFrom('copy pg_temp.subject_month from stdin (format binary)'))
  const read = finished(source).catch((error: Error) => {
    target.destroy(error)
    throw error
  })
  const written = finished(target).catch((error: Error) => {
    source.unpipe(target)
    source.resume()
    throw error
  })
  source.pipe(target)
  for (const end of await Promise.allSettled([read, written])) if (end.status === 'rejected') throw end.reason
}

/** Lets what reads the months be planned by how many there are. */
export async function countMonths(scope: WriteScope): Promise<void> {
  await sql`analyze subject_month (subject_id, month)`.execute(scope.db)
}

/** Adds the months of companies, as gathered last, up by group. */
export async function groupSubjectMonths(scope: WriteScope): Promise<void> {
  await sql`alter table pg_temp.subject_month rename to company_month`.execute(scope.db)
  await sql`
    create temporary table subject_month on commit drop as
    select a.group_id as subject_id, m.month, sum(m.lines)::integer as lines, sum(m.lines_without_rate)::integer as lines_without_rate,
      case when sum(m.lines_without_rate) = 0 then sum(m.net) end as net,
      case when sum(m.lines_without_rate) = 0 then sum(m.costed) end as costed,
      case when sum(m.lines_without_rate) = 0 then sum(m.cost) end as cost
    from company_month m join mainstay.account a on a.workspace_id = ${scope.workspaceId} and a.id = m.subject_id
    group by 1, 2`.execute(scope.db)
  await sql`drop table pg_temp.company_month`.execute(scope.db)
  await countMonths(scope)
}
