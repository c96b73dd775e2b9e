import type { definitionResults, definitionSide } from '@mainstay/contract/program-record'
import {
  degraded,
  type Figure,
  firstDay,
  formatMonth,
  insufficient,
  known,
  lastDay,
  type MonthSpan,
  monthOfDate,
} from '@mainstay/domain/kernel'
import { addDays, compareDefinitions, type DefinitionChange } from '@mainstay/domain/program'
import { sql } from 'kysely'
import type { z } from 'zod'
import { amountOf, presentFigure, readLedgerSpan, spanFigures } from '../../economics/index.ts'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import {
  type DefinitionAnswer,
  oneOf,
  presentDefinition,
  readDefinitions,
  ruleDefinitionOf,
  selectDefinitions,
} from './definition-store.ts'

type Side = z.infer<typeof definitionSide>
const YEAR_MONTHS = 12

export async function listDefinitions(scope: ReadScope, today: string): Promise<{ rows: DefinitionAnswer[] }> {
  const rows = await readDefinitions(scope)
  return { rows: rows.map((row) => presentDefinition(rows, row, today)) }
}

export async function readDefinition(scope: ReadScope, id: string, today: string): Promise<DefinitionAnswer> {
  const rows = await readDefinitions(scope)
  return presentDefinition(rows, oneOf(rows, id), today)
}

/** Two published versions, or a version and a draft that has its numbers, field by field. */
export async function compareVersions(
  scope: ReadScope,
  ask: { readonly id: string; readonly before: string },
): Promise<{ rows: DefinitionChange[] }> {
  const rows = await readDefinitions(scope)
  const [before, after] = [oneOf(rows, ask.before), oneOf(rows, ask.id)].map(ruleDefinitionOf)
  if (!before || !after) throw new Refused('http/not-found')
  return { rows: compareDefinitions(before, after).map(tidyChange) }
}

/** Numbers of an unfinished draft are not given yet. */
function tidyChange(change: DefinitionChange): DefinitionChange {
  const given = (text: string | null) => (text === null || /^(NaN|-)/.test(text) ? null : text)
  if (!change.field.startsWith('investment.')) return change
  const [before, after] = [given(change.before), given(change.after)]
  const isGiven = Number.isFinite(change.difference)
  const kind = before === after ? 'same' : before === null ? 'added' : after === null ? 'removed' : 'changed'
  return { ...change, before, after, kind, difference: isGiven ? change.difference : null }
}

/**
 * The key accounts of the day before a version took effect with what they brought in the twelve whole months before, and
 * those of the latest day of its first year with what they brought since; over the accounts the actor may see.
 */
export async function readResults(
  scope: ReadScope,
  id: string,
  today: string,
): Promise<z.infer<typeof definitionResults>> {
  const row = await selectDefinitions(scope).where('d.id', '=', id).executeTakeFirst()
  if (!row) throw new Refused('http/not-found')
  if (row.effective_date === null) throw new Refused('program/definition-not-published')
  const start = monthOfDate(row.effective_date)
  const end = start + YEAR_MONTHS - 1
  const before = { from: start - YEAR_MONTHS, to: start - 1 }
  const onLast = [today, lastDay(end)].sort()[0] ?? today
  return {
    before: await readSide(scope, before, addDays(row.effective_date, -1)),
    since: row.effective_date > today ? null : await readSide(scope, { from: start, to: end }, onLast),
  }
}

async function readSide(scope: ReadScope, span: MonthSpan, onDate: string): Promise<Side> {
  const { rows: tiers } = await sql<{ tier: string; accounts: number }>`
    select t.tier, count(*)::integer as accounts from mainstay.tiers_on(${onDate}::date) t
    group by t.tier order by t.tier`.execute(scope.db)
  const { rows: overrides } = await sql<{ count: number }>`
    select count(*)::integer as count from mainstay.tier_decision d
    where d.workspace_id = ${scope.workspaceId} and d.override_id is not null
      and d.effective_date between ${firstDay(span.from)}::date and ${[lastDay(span.to), onDate].sort()[0]}::date`.execute(
    scope.db,
  )
  return {
    onDate,
    from: formatMonth(span.from),
    to: formatMonth(span.to),
    keyAccounts: tiers.reduce((sum, { accounts }) => sum + accounts, 0),
    tiers,
    ...(await readMoney(scope, span, onDate)),
    overrides: overrides[0]?.count ?? 0,
  }
}

/** Sums over the key accounts of a day; accounts whose money is unknown are said, not guessed. */
async function readMoney(
  scope: ReadScope,
  span: MonthSpan,
  onDate: string,
): Promise<Pick<Side, 'months' | 'netRevenue' | 'contribution'>> {
  const ledger = await readLedgerSpan(scope)
  const from = Math.max(span.from, ledger ? monthOfDate(ledger.from) : span.from)
  const to = Math.min(span.to, ledger ? monthOfDate(ledger.to) : span.to)
  if (!ledger || from > to) {
    const none = presentFigure(insufficient<bigint>('program/no-months'))
    return { months: 0, netRevenue: none, contribution: none }
  }
  const days = { from: firstDay(from), to: lastDay(to), ledger }
  const groups = spanFigures(scope, { ...days, basis: 'group' })
  const companies = spanFigures(scope, { ...days, basis: 'company' })
  const { rows } = await sql<{ net: string; contribution: string; netUnknown: number; contributionUnknown: number }>`
    select coalesce(sum(f.net), 0)::text as net, coalesce(sum(f.contribution), 0)::text as contribution,
      count(*) filter (where f.account_id is not null and f.net is null)::integer as "netUnknown",
      count(*) filter (where f.account_id is not null and f.contribution is null)::integer as "contributionUnknown"
    from (${keyAccountsOn(scope, onDate)}) k
    left join (${groups}) g on k.is_group and g.account_id = k.account_id
    left join (${companies}) c on not k.is_group and c.account_id = k.account_id
    cross join lateral (select coalesce(g.account_id, c.account_id) as account_id, coalesce(g.net, c.net) as net,
      coalesce(g.contribution, c.contribution) as contribution) f`.execute(scope.db)
  const sums = rows[0] ?? { net: '0', contribution: '0', netUnknown: 0, contributionUnknown: 0 }
  return {
    months: to - from + 1,
    netRevenue: presentFigure(sumOf(sums.net, sums.netUnknown)),
    contribution: presentFigure(sumOf(sums.contribution, sums.contributionUnknown)),
  }
}

/** The key accounts of a day; a company within a group that is key itself counts with its group alone. */
function keyAccountsOn(scope: ReadScope, day: string) {
  return sql`
    with held as materialized (select t.account_id from mainstay.tiers_on(${day}::date) t)
    select a.id as account_id, a.group_id = a.id as is_group from held h
    join mainstay.account a on a.workspace_id = ${scope.workspaceId} and a.id = h.account_id
    where a.group_id = a.id or a.group_id not in (select o.account_id from held o)`
}

function sumOf(text: string, unknown: number): Figure<bigint> {
  return unknown === 0 ? known(amountOf(text)) : degraded(amountOf(text), 'program/accounts-without-figure')
}
