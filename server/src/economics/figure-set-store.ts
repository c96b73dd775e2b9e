import { firstDay } from '@mainstay/domain/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { ReadScope, WriteScope } from '../platform/use-case.ts'
import { booksOf } from './books.ts'
import { rateOfDay } from './fact-store.ts'
import { type FigureQuestion, firstGathered, monthDates } from './period.ts'

/** Quarters, counted back from the end of the period, shown as a small picture of each account's past. */
export const QUARTERS_SHOWN = 12
export const MONTHS_PER_QUARTER = 3
/** On-demand answers kept beside the computed-in-advance ones. */
const KEPT_ON_DEMAND = 24

/** What a figure holds, in the order in which it is computed. */
const FIGURE_COLUMNS = sql.raw(`account_id, code, sort_name, search_text, segment, unit, city, country,
  net_revenue, net_revenue_before, gross_margin, gross_margin_before, gross_margin_rate, costed_share,
  cost_to_serve, contribution, contribution_rate, growth, lines, lines_without_rate, active_months, product_lines,
  first_month, last_month, wallet_low, wallet_base, wallet_high, wallet_estimated_on, wallet_share, outlook, outlook_change`)

/** The account a row of facts counts for: itself, or the top of its group. */
export function subjectOf(basis: FigureQuestion['basis']): RawBuilder<unknown> {
  return basis === 'group' ? sql.raw('a.group_id') : sql.raw('a.id')
}

/**
 * Amount columns of a fact in reporting currency: at the rate of each day, or both periods at one fixed rate for each
 * currency, its average over the days of the current period for which there is a rate.
 */
export function amountOf(question: FigureQuestion, name: string): RawBuilder<unknown> {
  return question.rates === 'day'
    ? sql.raw(`m.${name}`)
    : sql.raw(`case when m.${name}_transaction = 0 then 0 else round(m.${name}_transaction * fixed.rate, 10) end`)
}

/** Lines of a fact that could not be converted. */
export function linesWithoutRate(question: FigureQuestion): RawBuilder<unknown> {
  return question.rates === 'day'
    ? sql.raw('m.lines_without_rate')
    : sql.raw('case when fixed.rate is null and m.net_revenue_transaction <> 0 then m.lines else 0 end')
}

/** Joins the fixed rates where the question wants them. */
export function fixedRateJoin(scope: ReadScope, question: FigureQuestion): RawBuilder<unknown> {
  if (question.rates === 'day') return sql``
  const dates = monthDates(question)
  return sql`left join lateral (
    select case when m.currency = ${scope.actor.reportingCurrency} then 1 else (
      select avg(e.rate) from mainstay.exchange_rate e where e.workspace_id = m.workspace_id and e.currency = m.currency
        and e.rate_date >= ${dates.from}::date and e.rate_date < ${dates.to}::date + interval '1 month') end as rate) fixed on true`
}

/** Claims the question; null when somebody else has answered it for this state of the ledger. */
export async function claimFigureSet(
  scope: WriteScope,
  question: FigureQuestion,
  facts: { readonly id: string; readonly revision: string; readonly isDefault: boolean },
): Promise<string | null> {
  const dates = monthDates(question)
  await sql`
    delete from mainstay.figure_set s where s.workspace_id = ${scope.workspaceId} and s.ledger_revision <> ${facts.revision}::bigint
      and s.basis = ${question.basis} and s.rates = ${question.rates} and s.comparison = ${question.comparison}
      and s.from_month = ${dates.from}::date and s.to_month = ${dates.to}::date and s.known_on is not distinct from ${question.knownOn}::date`.execute(
    scope.db,
  )
  const { rows } = await sql<{ id: string }>`
    insert into mainstay.figure_set (workspace_id, id, basis, rates, comparison, from_month, to_month, known_on, ledger_revision, is_default)
    values (${scope.workspaceId}, ${facts.id}, ${question.basis}, ${question.rates}, ${question.comparison}, ${dates.from}::date, ${dates.to}::date, ${question.knownOn}::date, ${facts.revision}::bigint, ${facts.isDefault})
    on conflict (workspace_id, basis, rates, comparison, from_month, to_month, known_on) do nothing returning id`.execute(
    scope.db,
  )
  return rows[0]?.id ?? null
}

/** Removes answers that nobody will ask for again: to an earlier ledger, or the oldest of too many. */
export async function dropStaleSets(scope: WriteScope, revision: string): Promise<void> {
  await sql`
    delete from mainstay.figure_set s where s.workspace_id = ${scope.workspaceId} and (s.ledger_revision <> ${revision}::bigint
      or s.id in (select o.id from mainstay.figure_set o where o.workspace_id = ${scope.workspaceId} and not o.is_default
        order by o.computed_at desc offset ${sql.lit(KEPT_ON_DEMAND)}))`.execute(scope.db)
}

/**
 * Computes the level of every account or group, also of those that bought nothing, into a temporary table. A sum over a
 * month with lines that could not be converted is unknown. A margin is shown as `marginKnowledge` of the domain allows;
 * in a degraded one, lines without cost count as earning nothing.
 */
export async function gatherLevels(scope: WriteScope, question: FigureQuestion): Promise<void> {
  const dates = monthDates(question)
  const { workspaceId } = scope
  const books = booksOf(question)
  const sums = (name: string, from: string, to: string) => sql`
    case when coalesce(bool_or(s.lines_without_rate > 0) filter (where s.month between ${from}::date and ${to}::date), false) then null
      else coalesce(sum(s.${sql.raw(name)}) filter (where s.month between ${from}::date and ${to}::date), 0) end`
  const now = (name: string) => sums(name, dates.from, dates.to)
  const before = (name: string) => sums(name, dates.beforeFrom, dates.beforeTo)
  const isNow = sql`s.month between ${dates.from}::date and ${dates.to}::date`
  await sql`drop table if exists pg_temp.subject_level`.execute(scope.db)
  await sql`
    create temporary table subject_level on commit drop as
    with money as (
      select s.subject_id, ${now('net')} as net, ${before('net')} as net_before, ${now('costed')} as costed, ${now('cost')} as cost,
        ${before('costed')} as costed_before, ${before('cost')} as cost_before,
        coalesce(sum(s.lines) filter (where ${isNow}), 0) as lines, coalesce(sum(s.lines_without_rate) filter (where ${isNow}), 0) as lines_without_rate,
        count(*) filter (where ${isNow}) as active_months
      from subject_month s where s.month between ${firstDay(Math.min(question.beforeFrom, question.from))}::date and ${dates.to}::date
      group by s.subject_id
    ), range as (
      select f.subject_id, count(*) as product_lines from (
        select distinct ${subjectOf(question.basis)} as subject_id, m.product_line_id from ${books.facts} m
        join ${books.accounts} a on a.workspace_id = m.workspace_id and a.id = m.account_id
        where m.workspace_id = ${workspaceId} and m.month between ${dates.from}::date and ${dates.to}::date and m.product_line_id is not null) f
      group by f.subject_id
    ), span as (
      select e.subject_id, min(e.first_month) as first_month, max(e.last_month) as last_month from (
        select s.subject_id, min(s.month) as first_month, max(s.month) as last_month from subject_month s group by 1
        union all
        select ${subjectOf(question.basis)}, min(m.month), max(m.month) from ${books.facts} m
        join ${books.accounts} a on a.workspace_id = m.workspace_id and a.id = m.account_id
        where m.workspace_id = ${workspaceId} and m.month < ${firstDay(firstGathered(question))}::date group by 1) e
      group by e.subject_id
    ), service as (${serviceCosts(scope, question)}
    ), service_known as (
      select exists (select 1 from ${books.service} v where v.workspace_id = ${workspaceId} and v.month between ${dates.from}::date and ${dates.to}::date) as is_known
    ), wallet as (${walletSums(scope, question)}
    )
    select a.id, a.code, lower(a.name) as sort_name, a.search_text, a.segment, a.unit, a.city, a.country,
      ${netOf('money.net')} as net, ${netOf('money.net_before')} as net_before,
      ${marginOf({ net: 'money.net', costed: 'money.costed', cost: 'money.cost' })} as margin,
      ${marginOf({ net: 'money.net_before', costed: 'money.costed_before', cost: 'money.cost_before' })} as margin_before,
      case when money.net > 0 then 1 - abs(money.net - money.costed) / money.net end as costed_share,
      case when service_known.is_known then case when service.subject_id is null then 0 else service.cost end end as cost_to_serve,
      coalesce(money.lines, 0) as lines, coalesce(money.lines_without_rate, 0) as lines_without_rate, coalesce(money.active_months, 0) as active_months,
      coalesce(range.product_lines, 0) as product_lines, span.first_month, span.last_month,
      wallet.low, wallet.base, wallet.high, wallet.estimated_on
    from ${books.accounts} a
    cross join service_known
    left join money on money.subject_id = a.id
    left join range on range.subject_id = a.id
    left join span on span.subject_id = a.id
    left join service on service.subject_id = a.id
    left join wallet on wallet.subject_id = a.id
    where a.workspace_id = ${workspaceId} ${question.basis === 'group' ? sql`and a.group_id = a.id` : sql``}`.execute(
    scope.db,
  )
}

/** Keeps the figures: levels as gathered last, with where each is heading as judged last. */
export async function insertFigures(scope: WriteScope, question: FigureQuestion, setId: string): Promise<void> {
  const { workspaceId } = scope
  await sql`
    insert into mainstay.account_figure (workspace_id, figure_set_id, ${FIGURE_COLUMNS})
    select ${workspaceId}, ${setId}, f.id, f.code, f.sort_name, f.search_text, f.segment, f.unit, f.city, f.country,
      f.net, f.net_before, f.margin, f.margin_before, case when f.net > 0 then (f.margin / f.net)::float8 end, f.costed_share::float8,
      f.cost_to_serve, f.margin - f.cost_to_serve, case when f.net > 0 then ((f.margin - f.cost_to_serve) / f.net)::float8 end,
      case when f.net_before > 0 then ((f.net - f.net_before) / f.net_before)::float8 end,
      f.lines, f.lines_without_rate, f.active_months, f.product_lines, f.first_month, f.last_month,
      f.low, f.base, f.high, f.estimated_on,
      case when f.base > 0 and f.net * ${yearly(question)} <= f.base then (f.net * ${yearly(question)} / f.base)::float8 end, judged.outlook, judged.change
    from subject_level f left join judged_outlook judged on judged.account_id = f.id`.execute(scope.db)
}

/** Keeps what lists never sort by: the last quarters and the reasons of the outlook. */
export async function insertDetails(scope: WriteScope, setId: string): Promise<void> {
  await sql`
    insert into mainstay.account_figure_detail (workspace_id, figure_set_id, account_id, quarters, outlook_evidence)
    select ${scope.workspaceId}, ${setId}, j.account_id, j.quarters, j.evidence from judged_outlook j order by j.account_id`.execute(
    scope.db,
  )
}

/** Keeps which group every company counted for in figures of a day, for what is read beside them. */
export async function keepGroups(scope: WriteScope, setId: string): Promise<void> {
  await sql`
    insert into mainstay.figure_set_group (workspace_id, figure_set_id, account_id, group_id)
    select ${scope.workspaceId}, ${setId}, g.id, g.group_id from pg_temp.known_group g`.execute(scope.db)
}

/** Whether any company belongs to another; where none does, every group is one company. */
export async function hasGroups(scope: ReadScope): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select 1 from mainstay.account a where a.workspace_id = ${scope.workspaceId} and a.group_id <> a.id) as found`.execute(
    scope.db,
  )
  return rows[0]?.found ?? false
}

/** Lets a set answer with the figures, details and totals of another, which says the same. */
export async function shareFigures(scope: WriteScope, from: string, setId: string): Promise<void> {
  await sql`
    update mainstay.figure_set s set figures_of = o.id, totals = o.totals from mainstay.figure_set o
    where s.workspace_id = ${scope.workspaceId} and s.id = ${setId} and o.workspace_id = s.workspace_id and o.id = ${from}`.execute(
    scope.db,
  )
}

/** Brings the sum of a period to a year, the span wallets are estimated for. */
export function yearly(question: FigureQuestion): RawBuilder<unknown> {
  return sql.raw(`(12.0 / ${question.to - question.from + 1})`)
}

/** No lines at all is a known zero; lines that could not be converted are unknown. */
function netOf(column: string): RawBuilder<unknown> {
  return sql.raw(`case when money.subject_id is null then 0 else ${column} end`)
}

/** The rule of `marginKnowledge` in SQL; a test holds the two together. */
export function marginOf({ net, costed, cost }: { net: string; costed: string; cost: string }): RawBuilder<unknown> {
  return sql.raw(`case when money.subject_id is null then 0
    when ${net} = ${costed} then ${net} - ${cost}
    when ${net} > 0 and (${net} - abs(${net} - ${costed})) * 100 >= ${net} * 95 then ${costed} - ${cost} end`)
}

function serviceCosts(scope: ReadScope, question: FigureQuestion): RawBuilder<unknown> {
  const dates = monthDates(question)
  const books = booksOf(question)
  return sql`select ${subjectOf(question.basis)} as subject_id,
      case when bool_and(v.cost is not null or v.quantity = 0) then coalesce(sum(v.cost), 0) end as cost
    from ${books.service} v
    join ${books.accounts} a on a.workspace_id = v.workspace_id and a.id = v.account_id
    where v.workspace_id = ${scope.workspaceId} and v.month between ${dates.from}::date and ${dates.to}::date group by 1`
}

/** Wallet of each company's latest year, over all its categories, converted at the rate of the day of the estimate. */
export function walletSums(scope: ReadScope, question: FigureQuestion): RawBuilder<unknown> {
  return sql`select w.subject_id, ${sql.join(['low', 'base', 'high'].map((name) => sql.raw(`case when bool_and(w.rate is not null) then sum(round(w.${name} * w.rate, 10)) end as ${name}`)))},
      min(w.estimated_on) as estimated_on
    from (
      select ${subjectOf(question.basis)} as subject_id, coalesce(g.low, g.base) as low, g.base, coalesce(g.high, g.base) as high, g.estimated_on,
        case when g.currency = ${scope.actor.reportingCurrency} then 1 else ${rateOfDay(scope.workspaceId, sql.raw('g.currency'), sql.raw('g.estimated_on'))} end as rate
      from (
        select i.account_id, i.year, i.low, i.base, i.high, i.currency, i.estimated_on, max(i.year) over (partition by i.account_id) as latest
        from mainstay.wallet_estimate i where i.workspace_id = ${scope.workspaceId}) g
      join mainstay.account a on a.workspace_id = ${scope.workspaceId} and a.id = g.account_id
      where g.year = g.latest) w
    group by w.subject_id`
}
