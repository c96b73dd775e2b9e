import type { whalePoint } from '@mainstay/contract/portfolio'
import { type Amount, amountToNumber, type FigureStatus } from '@mainstay/domain/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { amountOf, type FigureSet, presentMoney } from '../../economics/index.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { checkMeasure, type MeasureName, measureColumn, usualMeasure } from './measures.ts'

/** Points a curve is drawn with; the turning points come on top. */
const DRAWN_POINTS = 300

/** A row of accounts with an amount each: what a curve is drawn over. Columns account_id and amount, null when unknown. */
export type AmountSource = RawBuilder<unknown>

/** Amounts of every account that bought in the period. */
export function amountsOfSet(scope: ReadScope, set: FigureSet, measure: MeasureName): AmountSource {
  return sql`select f.account_id, ${measureColumn(measure)} as amount from mainstay.account_figure f
    where f.workspace_id = ${scope.workspaceId} and f.figure_set_id = ${set.id} and f.lines > 0`
}

interface CurveRow {
  readonly accounts: number
  readonly unknown: number
  readonly total: string
  readonly turnover: string
  readonly peak_rank: number
  readonly peak_amount: string
  readonly losing: number
  readonly losses: string
}

export interface Curve {
  readonly accounts: number
  readonly accountsUnknown: number
  readonly total: Amount
  readonly peak: { readonly rank: number; readonly amount: Amount; readonly share: number | null }
  readonly lossMaking: { readonly accounts: number; readonly amount: Amount }
  readonly status: FigureStatus
  readonly reasons: readonly string[]
}

/** The whale curve's key figures in SQL, by the rules of `whaleCurve` of the domain; a test holds the two together. */
export async function readCurve(scope: ReadScope, source: AmountSource): Promise<Curve> {
  const { rows } = await sql<CurveRow>`
    select count(v.amount)::integer as accounts, (count(*) - count(v.amount))::integer as unknown,
      coalesce(sum(v.amount), 0)::text as total, coalesce(sum(abs(v.amount)), 0)::text as turnover,
      count(*) filter (where v.amount > 0)::integer as peak_rank, coalesce(sum(v.amount) filter (where v.amount > 0), 0)::text as peak_amount,
      count(*) filter (where v.amount < 0)::integer as losing, coalesce(sum(v.amount) filter (where v.amount < 0), 0)::text as losses
    from (${source}) v`.execute(scope.db)
  const [row] = rows
  if (!row) throw new Error('an aggregate without grouping gave no row')
  const total = amountOf(row.total)
  const peak = amountOf(row.peak_amount)
  const doubts = [
    ...(row.unknown > 0 ? ['economics/contribution-unknown'] : []),
    ...(row.accounts < FEW_ACCOUNTS ? ['economics/few-accounts'] : []),
  ]
  const obstacle = shareObstacle(total, amountOf(row.turnover))
  return {
    accounts: row.accounts,
    accountsUnknown: row.unknown,
    total,
    peak: { rank: row.peak_rank, amount: peak, share: obstacle ? null : amountToNumber(peak) / amountToNumber(total) },
    lossMaking: { accounts: row.losing, amount: amountOf(row.losses) },
    status: row.accounts === 0 ? 'insufficient_data' : doubts.length > 0 ? 'degraded' : 'ok',
    reasons: [...doubts, ...(obstacle ? [obstacle] : [])],
  }
}

const FEW_ACCOUNTS = 5

function shareObstacle(total: Amount, turnover: Amount): string | null {
  if (total <= 0n) return 'economics/total-not-positive'
  return total * 100n > turnover ? null : 'economics/total-near-zero'
}

export interface CurvePoint {
  readonly rank: number
  readonly account_id: string
  readonly code: string
  readonly name: string
  readonly amount: string
  readonly cumulative: string
}

/** The curve's points from the best account to the worst; thinned ones keep both ends, the peak and the crossing of zero. */
export async function readCurvePoints(
  scope: ReadScope,
  source: AmountSource,
  density: 'every' | 'drawn',
): Promise<CurvePoint[]> {
  const kept =
    density === 'every'
      ? sql``
      : sql`where r.rank = 1 or r.rank = r.accounts or r.rank % greatest(1, r.accounts / ${sql.lit(DRAWN_POINTS)}) = 0
          or r.is_peak or r.sign <> r.sign_before or r.sign <> r.sign_after`
  const { rows } = await sql<CurvePoint>`
    with ranked as (
      select v.account_id, v.amount, row_number() over w as rank, sum(v.amount) over (w rows unbounded preceding) as cumulative, count(*) over () as accounts
      from (${source}) v where v.amount is not null window w as (order by v.amount desc, v.account_id)
    ), signed as (
      select k.*, sign(k.cumulative) as sign, lag(sign(k.cumulative), 1, sign(k.cumulative)) over o as sign_before,
        lead(sign(k.cumulative), 1, sign(k.cumulative)) over o as sign_after, k.amount > 0 and lead(k.amount, 1, 0) over o <= 0 as is_peak
      from ranked k window o as (order by k.rank)
    )
    select r.rank::integer, r.account_id, a.code, a.name, r.amount::text, r.cumulative::text
    from (select r.* from signed r ${kept}) r
    join mainstay.account a on a.workspace_id = ${scope.workspaceId} and a.id = r.account_id
    order by r.rank`.execute(scope.db)
  return rows
}

/** The whale curve of the portfolio screen. */
export async function readWhaleCurve(scope: ReadScope, set: FigureSet, asked: MeasureName | undefined) {
  const { measure, reasons } = asked ? { measure: asked, reasons: [] } : usualMeasure(set)
  checkMeasure(scope, measure)
  const source = amountsOfSet(scope, set, measure)
  const curve = await readCurve(scope, source)
  const points = await readCurvePoints(scope, source, 'drawn')
  const isKnown = curve.accounts > 0
  return {
    period: set.period,
    measure,
    status: curve.status,
    reasons: [...reasons, ...curve.reasons],
    accounts: curve.accounts,
    accountsUnknown: curve.accountsUnknown,
    total: isKnown ? presentMoney(curve.total) : null,
    peak: isKnown ? { ...curve.peak, amount: presentMoney(curve.peak.amount) } : null,
    lossMaking: { accounts: curve.lossMaking.accounts, amount: presentMoney(curve.lossMaking.amount) },
    points: points.map(presentPoint),
  }
}

function presentPoint(point: CurvePoint): z.infer<typeof whalePoint> {
  return {
    rank: point.rank,
    accountId: point.account_id,
    code: point.code,
    name: point.name,
    amount: presentMoney(amountOf(point.amount)),
    cumulative: presentMoney(amountOf(point.cumulative)),
  }
}
