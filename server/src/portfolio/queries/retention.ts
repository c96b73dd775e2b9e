import { degraded, type Figure, insufficient, known, notApplicable } from '@mainstay/domain/kernel'
import { type RawBuilder, sql } from 'kysely'
import { amountOf, type FigureSet, presentFigure, presentMoney } from '../../economics/index.ts'
import type { ReadScope } from '../../platform/use-case.ts'

/** Pairs of net revenue before and now by account; null when unknown. Columns account_id, before, after. */
export type PairSource = RawBuilder<unknown>

/** Most lost accounts named in an answer; the count tells of all. */
const NAMED_LOST = 200
const UNKNOWN_LIMIT = 0.05

interface RetentionRow {
  readonly cohort: number
  readonly lost: number
  readonly negative: number
  readonly unknown: number
  readonly pairs: number
  readonly start: string
  readonly end: string
  readonly cohort_start: string
  readonly cohort_end: string
  readonly kept: string
  readonly lost_amount: string
  readonly contraction: string
  readonly expansion: string
  readonly won: string
}

export interface RetentionFigures {
  readonly cohort: number
  readonly lost: number
  readonly nrr: Figure
  readonly grr: Figure
  readonly logoChurn: Figure
  readonly bridge: readonly { readonly key: string; readonly amount: bigint }[]
}

export function pairsOfSet(scope: ReadScope, set: FigureSet): PairSource {
  return sql`select f.account_id, f.net_revenue_before as before, f.net_revenue as after from mainstay.account_figure f
    where f.workspace_id = ${scope.workspaceId} and f.figure_set_id = ${set.id}`
}

/** Retention and the growth bridge in SQL, by the rules of the domain's `retention` and `growthBridge`. */
export async function readRetentionFigures(scope: ReadScope, source: PairSource): Promise<RetentionFigures> {
  const sum = (what: string, when: string, name: string) =>
    sql.raw(`coalesce(sum(${what}) filter (where ${when}), 0)::text as ${name}`)
  const { rows } = await sql<RetentionRow>`
    select count(*) filter (where v.before > 0)::integer as cohort, count(*) filter (where v.before > 0 and v.after <= 0)::integer as lost,
      count(*) filter (where v.before > 0 and v.after < 0)::integer as negative,
      count(*) filter (where v.before is null or v.after is null)::integer as unknown, count(*)::integer as pairs,
      ${sum('v.before', 'v.after is not null', 'start')}, ${sum('v.after', 'v.before is not null', '"end"')},
      ${sum('v.before', 'v.before > 0 and v.after is not null', 'cohort_start')}, ${sum('v.after', 'v.before > 0', 'cohort_end')},
      ${sum('greatest(0, least(v.before, v.after))', 'v.before > 0 and v.after is not null', 'kept')},
      ${sum('v.after - v.before', 'v.before > 0 and v.after <= 0', 'lost_amount')},
      ${sum('v.after - v.before', 'v.before <= 0 and v.after > 0', 'won')},
      ${sum('v.after - v.before', 'v.after < v.before and not (v.before > 0 and v.after <= 0)', 'contraction')},
      ${sum('v.after - v.before', 'v.after > v.before and not (v.before <= 0 and v.after > 0)', 'expansion')}
    from (${source}) v`.execute(scope.db)
  const [row] = rows
  if (!row) throw new Error('an aggregate without grouping gave no row')
  return judge(row)
}

function judge(row: RetentionRow): RetentionFigures {
  const rate = (part: number, whole: number, doubts: readonly string[]): Figure => {
    if (row.cohort === 0 || whole <= 0) return notApplicable('economics/no-starting-cohort')
    if (row.unknown > row.pairs * UNKNOWN_LIMIT) return insufficient('economics/rate-missing')
    const reasons = [...doubts, ...(row.unknown > 0 ? ['economics/rate-missing'] : [])]
    return reasons.length > 0 ? degraded(part / whole, ...reasons) : known(part / whole)
  }
  const negative = row.negative > 0 ? ['economics/negative-after'] : []
  const start = Number(amountOf(row.cohort_start))
  return {
    cohort: row.cohort,
    lost: row.lost,
    nrr: rate(Number(amountOf(row.cohort_end)), start, negative),
    grr: rate(Number(amountOf(row.kept)), start, negative),
    logoChurn: rate(row.lost, row.cohort, []),
    bridge: [
      { key: 'start', amount: amountOf(row.start) },
      { key: 'lost_accounts', amount: amountOf(row.lost_amount) },
      { key: 'contraction', amount: amountOf(row.contraction) },
      { key: 'expansion', amount: amountOf(row.expansion) },
      { key: 'new_accounts', amount: amountOf(row.won) },
      { key: 'end', amount: amountOf(row.end) },
    ],
  }
}

/** Who of last period's accounts bought nothing now, the largest first. */
export async function readLostAccounts(scope: ReadScope, source: PairSource, limit: number) {
  const { rows } = await sql<{ id: string; code: string; name: string; before: string }>`
    select v.account_id as id, a.code, a.name, v.before::text as before from (${source}) v
    join mainstay.account a on a.workspace_id = ${scope.workspaceId} and a.id = v.account_id
    where v.before > 0 and v.after <= 0 order by v.before desc, v.account_id limit ${limit}`.execute(scope.db)
  return rows
}

/** Net and gross retention, lost accounts and the bridge: the screen's answer. */
export async function readRetention(scope: ReadScope, set: FigureSet) {
  const source = pairsOfSet(scope, set)
  const found = await readRetentionFigures(scope, source)
  const lost = await readLostAccounts(scope, source, NAMED_LOST)
  return {
    period: set.period,
    cohort: found.cohort,
    nrr: presentFigure(found.nrr),
    grr: presentFigure(found.grr),
    logoChurn: presentFigure(found.logoChurn),
    lost: lost.map(({ before, ...account }) => ({ ...account, netRevenueBefore: presentMoney(amountOf(before)) })),
    lostCount: found.lost,
    bridge: found.bridge.map(({ key, amount }) => ({ key, amount: presentMoney(amount) })),
  }
}
