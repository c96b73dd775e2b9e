import { degraded, type Figure, insufficient, known, notApplicable } from '@mainstay/domain/kernel'
import { sql } from 'kysely'
import { amountOf, type FigureSet, moneyText, presentFigure, presentMoney } from '../../economics/index.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { type AmountSource, amountsOfSet } from './whale-curve.ts'

export const TOP_COUNTS = [1, 5, 10, 20] as const
const LISTED_ACCOUNTS = 20
const FEW_ACCOUNTS = 10
/** Points of the Lorenz curve that are drawn. */
const LORENZ_POINTS = 200

interface ConcentrationRow {
  readonly accounts: number
  readonly unknown: number
  readonly negative: number
  readonly total: string
  readonly hhi: number | null
  readonly for80: number | null
  readonly gini: number | null
  readonly tops: (string | null)[]
}

export interface Concentration {
  readonly accounts: number
  readonly total: bigint
  readonly topShares: readonly { readonly accounts: number; readonly share: Figure }[]
  readonly accountsFor80: Figure
  readonly hhi: Figure
  readonly effectiveAccounts: Figure
  readonly gini: Figure
  readonly giniCorrected: Figure
}

/** Dependence on the few, in SQL by the rules of the domain's `topShares`, `accountsForShare`, `herfindahlIndex` and `gini`. */
export async function readConcentration(scope: ReadScope, source: AmountSource): Promise<Concentration> {
  const tops = TOP_COUNTS.map((count) => `coalesce(sum(r.amount) filter (where r.rank <= ${count}), 0)::text`)
  const { rows } = await sql<ConcentrationRow>`
    with ranked as (
      select v.amount, row_number() over w as rank, sum(v.amount) over (w rows unbounded preceding) as cumulative,
        count(*) over () as accounts, sum(v.amount) over () as total
      from (${source}) v where v.amount is not null window w as (order by v.amount desc, v.account_id)
    )
    select count(*)::integer as accounts, (select count(*) from (${source}) v where v.amount is null)::integer as unknown,
      count(*) filter (where r.amount < 0)::integer as negative, coalesce(max(r.total), 0)::text as total,
      sum(power((r.amount / nullif(r.total, 0))::float8, 2)) as hhi,
      min(r.rank) filter (where r.cumulative * 5 >= r.total * 4)::integer as for80,
      (sum((r.accounts + 1 - 2 * r.rank) * r.amount) / nullif(max(r.accounts * r.total), 0))::float8 as gini,
      array[${sql.raw(tops.join(', '))}] as tops
    from ranked r`.execute(scope.db)
  const [row] = rows
  if (!row) throw new Error('an aggregate without grouping gave no row')
  return judge(row)
}

function judge(row: ConcentrationRow): Concentration {
  const total = amountOf(row.total)
  const doubts = row.unknown > 0 ? ['economics/rate-missing'] : []
  const index = (value: number | null): Figure => {
    if (row.accounts < 2) return insufficient('economics/too-few-accounts')
    if (row.negative > 0) return notApplicable('economics/negative-values')
    if (total <= 0n || value === null) return notApplicable('economics/total-not-positive')
    const reasons = [...doubts, ...(row.accounts < FEW_ACCOUNTS ? ['economics/few-accounts'] : [])]
    return reasons.length > 0 ? degraded(value, ...reasons) : known(value)
  }
  const share = (top: string | null): Figure => {
    if (total <= 0n) return notApplicable('economics/total-not-positive')
    const value = Number(amountOf(top ?? '0')) / Number(total)
    const reasons = [...doubts, ...(row.negative > 0 ? ['economics/negative-values'] : [])]
    return reasons.length > 0 ? degraded(value, ...reasons) : known(value)
  }
  return {
    accounts: row.accounts,
    total,
    topShares: TOP_COUNTS.map((accounts, place) => ({ accounts, share: share(row.tops[place] ?? null) })),
    accountsFor80: index(row.for80),
    hhi: index(row.hhi),
    effectiveAccounts: index(row.hhi ? 1 / row.hhi : null),
    gini: index(row.gini),
    giniCorrected: index(row.gini === null ? null : (row.gini * row.accounts) / (row.accounts - 1)),
  }
}

interface TopRow {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly net: string
  readonly contribution: string | null
}

/** How much hangs on how few: the screen's answer. */
export async function readConcentrationPage(scope: ReadScope, set: FigureSet) {
  const found = await readConcentration(scope, amountsOfSet(scope, set, 'net_revenue'))
  const { rows } = await sql<TopRow>`
    select f.account_id as id, f.code, a.name, f.net_revenue::text as net, coalesce(f.contribution, f.gross_margin)::text as contribution
    from mainstay.account_figure f
    join mainstay.account a on a.workspace_id = f.workspace_id and a.id = f.account_id
    where f.workspace_id = ${scope.workspaceId} and f.figure_set_id = ${set.id} and f.lines > 0 and f.net_revenue is not null
    order by f.net_revenue desc, f.account_id limit ${sql.lit(LISTED_ACCOUNTS)}`.execute(scope.db)
  return {
    period: set.period,
    accounts: found.accounts,
    topShares: found.topShares.map(({ accounts, share }) => ({ accounts, share: share.value })),
    accountsFor80: found.accountsFor80.value,
    herfindahlIndex: found.hhi.value,
    effectiveAccounts: found.effectiveAccounts.value,
    top: rows.map((row) => ({
      id: row.id,
      code: row.code,
      name: row.name,
      netRevenue: presentMoney(amountOf(row.net)),
      share: found.total > 0n ? Number(amountOf(row.net)) / Number(found.total) : null,
      contribution: moneyText(row.contribution),
    })),
  }
}

/** Inequality of net revenue, with the curve where it means something. */
export async function readLorenz(scope: ReadScope, set: FigureSet) {
  const source = amountsOfSet(scope, set, 'net_revenue')
  const found = await readConcentration(scope, source)
  const answer = {
    period: set.period,
    gini: presentFigure(found.gini),
    giniCorrected: presentFigure(found.giniCorrected),
    accounts: found.accounts,
  }
  if (found.gini.value === null) return { ...answer, points: [] }
  const { rows } = await sql<{ accounts: number; amount: number }>`
    select (k.rank::float8 / k.accounts) as accounts, (k.cumulative / k.total)::float8 as amount from (
      select row_number() over w as rank, sum(v.amount) over (w rows unbounded preceding) as cumulative, count(*) over () as accounts, sum(v.amount) over () as total
      from (${source}) v where v.amount is not null window w as (order by v.amount, v.account_id desc)) k
    where k.rank = k.accounts or k.rank % greatest(1, k.accounts / ${sql.lit(LORENZ_POINTS)}) = 0 order by k.rank`.execute(
    scope.db,
  )
  const points = rows.map((row) => ({ accountsShare: row.accounts, amountShare: row.amount }))
  return { ...answer, points: [{ accountsShare: 0, amountShare: 0 }, ...points] }
}
