import { type Amount, degraded, type Figure, insufficient, known, monthOfDate } from '@mainstay/domain/kernel'
import type { AddOnShares, AssignedScore } from '@mainstay/domain/selection'
import { sql } from 'kysely'
import { amountOf, readLedgerMonths } from '../../economics/index.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { type DefaultFigures, findDefaultFigures } from '../scoring/evidence-store.ts'
import type { ScorecardScheme } from './scheme.ts'
import type {} from './tables.ts'

/** What the ledger and people tell of one group. */
export interface CohortAccount {
  readonly accountId: string
  readonly profit: Figure<Amount>
  readonly productLines: number
  /** Companies in the group, whoever may see them. */
  readonly companies: number
}

export interface CohortEvidence {
  readonly figures: DefaultFigures | null
  /** Months the ledger reaches back from the last that counts. */
  readonly months: number
  readonly productLines: number
  readonly accounts: readonly CohortAccount[]
  readonly assigned: ReadonlyMap<string, readonly AssignedScore[]>
  readonly values: ReadonlyMap<string, readonly number[]>
  readonly addOns: ReadonlyMap<string, AddOnShares>
}

/** Everything the scorecards of a workspace rest on, over all accounts. */
export async function loadCohort(scope: ReadScope, scheme: ScorecardScheme): Promise<CohortEvidence> {
  const figures = await findDefaultFigures(scope)
  const ledger = await readLedgerMonths(scope)
  return {
    figures,
    months: ledger && figures ? monthOfDate(figures.lastDay) - ledger.first + 1 : 0,
    productLines: await countProductLines(scope),
    accounts: await loadAccounts(scope, figures?.id ?? null),
    assigned: await loadAssigned(scope),
    values: await loadValues(scope, scheme.valueCriteria),
    addOns: figures ? await loadAddOns(scope, figures.id, scheme) : new Map(),
  }
}

/** All that a stored answer hangs on; it changes whenever any of it does. */
export async function cohortMark(scope: ReadScope, day: string): Promise<string> {
  const { rows } = await sql<{ mark: string }>`
    select concat_ws(':',
      (select concat(f.id, f.computed_at) from mainstay.figure_set f
        where f.workspace_id = ${scope.workspaceId} and f.is_default and f.basis = 'group' order by f.computed_at desc limit 1),
      (select max(s.version) from mainstay.scorecard_scheme s where s.workspace_id = ${scope.workspaceId}),
      (select max(p.id) from mainstay.profitability_score p where p.workspace_id = ${scope.workspaceId}),
      (select max(j.id) from mainstay.judgement j where j.workspace_id = ${scope.workspaceId}),
      (select max(d.id) from mainstay.tier_decision d where d.workspace_id = ${scope.workspaceId}),
      (select count(*) from mainstay.account a where a.workspace_id = ${scope.workspaceId}),
      ${day}::text) as mark`.execute(scope.db)
  return rows[0]?.mark ?? ''
}

async function countProductLines(scope: ReadScope): Promise<number> {
  const { rows } = await sql<{ lines: number }>`
    select count(*)::integer as lines from mainstay.product_line l where l.workspace_id = ${scope.workspaceId}`.execute(
    scope.db,
  )
  return rows[0]?.lines ?? 0
}

interface AccountRow {
  readonly id: string
  readonly companies: number
  readonly contribution: string | null
  readonly gross_margin: string | null
  readonly product_lines: number | null
}

async function loadAccounts(scope: ReadScope, figureSetId: string | null): Promise<CohortAccount[]> {
  const { rows } = await sql<AccountRow>`
    select g.id, g.companies, f.contribution, f.gross_margin, f.product_lines
    from (select a.group_id as id, count(*)::integer as companies from mainstay.account a
      where a.workspace_id = ${scope.workspaceId} group by a.group_id) g
    left join mainstay.account_figure f on f.workspace_id = ${scope.workspaceId}
      and f.figure_set_id = ${figureSetId}::uuid and f.account_id = g.id
    order by g.id`.execute(scope.db)
  return rows.map((row) => ({
    accountId: row.id,
    profit: profitOf(row),
    productLines: row.product_lines ?? 0,
    companies: row.companies,
  }))
}

/** Net contribution; where nobody has counted what serving takes, gross margin, marked as such. */
function profitOf({ contribution, gross_margin }: AccountRow): Figure<Amount> {
  if (contribution !== null) return known(amountOf(contribution))
  if (gross_margin !== null) return degraded(amountOf(gross_margin), 'selection/gross-margin-stands-in')
  return insufficient('selection/not-measured')
}

async function loadAssigned(scope: ReadScope): Promise<ReadonlyMap<string, readonly AssignedScore[]>> {
  const { rows } = await sql<{ account_id: string; person_id: string; score: number }>`
    select distinct on (p.account_id, p.person_id) p.account_id, p.person_id, p.score
    from mainstay.profitability_score p where p.workspace_id = ${scope.workspaceId}
    order by p.account_id, p.person_id, p.id desc`.execute(scope.db)
  const byAccount = new Map<string, AssignedScore[]>()
  for (const { account_id, person_id, score } of rows) {
    const list = byAccount.get(account_id) ?? []
    list.push({ raterId: person_id, score })
    byAccount.set(account_id, list)
  }
  return byAccount
}

/** The latest level of every person on the chosen criteria; one that was settled replaces those before it. */
async function loadValues(
  scope: ReadScope,
  criteria: readonly string[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  if (criteria.length === 0) return new Map()
  const { rows } = await sql<{ group_id: string; score: number }>`
    with given as (
      select a.group_id, j.criterion_key, j.person_id, j.score, j.judged_on, j.id,
        max(j.id) filter (where j.is_settlement) over (partition by a.group_id, j.criterion_key) as settled
      from mainstay.judgement j
      join mainstay.account a on a.workspace_id = j.workspace_id and a.id = j.account_id
      where j.workspace_id = ${scope.workspaceId} and j.criterion_key = any(${[...criteria]}::text[])
    )
    select distinct on (g.group_id, g.criterion_key, g.person_id) g.group_id, g.score from given g
    where g.settled is null or g.id >= g.settled
    order by g.group_id, g.criterion_key, g.person_id, g.judged_on desc, g.id desc`.execute(scope.db)
  const byGroup = new Map<string, number[]>()
  for (const { group_id, score } of rows) {
    const list = byGroup.get(group_id) ?? []
    list.push(score)
    byGroup.set(group_id, list)
  }
  return byGroup
}

interface AddOnRow {
  readonly group_id: string
  readonly upsell: number
  readonly support: number
  readonly renewable: number
  readonly renewed: number
}

/**
 * Upsell and support: the lines chosen for it that were bought in the twelve months, of all those chosen. Renewals: the
 * lines chosen for it that were bought again, of those bought in the twelve months before; unknown where none was.
 */
async function loadAddOns(
  scope: ReadScope,
  figureSetId: string,
  { addOnLines }: ScorecardScheme,
): Promise<ReadonlyMap<string, AddOnShares>> {
  const { upsell, supportSubscriptions, renewals } = addOnLines
  const all = [...new Set([...upsell, ...supportSubscriptions, ...renewals])]
  if (all.length === 0) return new Map()
  const { rows } = await sql<AddOnRow>`
    with bought as (
      select a.group_id, m.product_line_id as line, bool_or(m.month >= s.from_month) as now, bool_or(m.month < s.from_month) as before
      from mainstay.figure_set s
      join mainstay.account_month m on m.workspace_id = s.workspace_id and m.product_line_id = any(${all}::bigint[])
        and m.month between s.from_month - interval '12 months' and s.to_month
      join mainstay.account a on a.workspace_id = m.workspace_id and a.id = m.account_id
      where s.workspace_id = ${scope.workspaceId} and s.id = ${figureSetId} and m.net_revenue_transaction > 0
      group by a.group_id, m.product_line_id
    )
    select b.group_id,
      count(*) filter (where b.now and b.line = any(${[...upsell]}::bigint[]))::integer as upsell,
      count(*) filter (where b.now and b.line = any(${[...supportSubscriptions]}::bigint[]))::integer as support,
      count(*) filter (where b.before and b.line = any(${[...renewals]}::bigint[]))::integer as renewable,
      count(*) filter (where b.before and b.now and b.line = any(${[...renewals]}::bigint[]))::integer as renewed
    from bought b group by b.group_id`.execute(scope.db)
  const shareOf = (bought: number, of: readonly string[]) => (of.length === 0 ? null : bought / new Set(of).size)
  return new Map(
    rows.map((row) => [
      row.group_id,
      {
        upsell: shareOf(row.upsell, upsell),
        supportSubscriptions: shareOf(row.support, supportSubscriptions),
        renewals: row.renewable === 0 ? null : row.renewed / row.renewable,
      },
    ]),
  )
}
