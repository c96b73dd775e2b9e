import { firstDay, lastDay } from '@mainstay/domain/kernel'
import { OUT_OF_PROGRAM } from '@mainstay/domain/program'
import { OUTCOME_MEASURES, type OutcomeMeasure, type ProgramOutcome } from '@mainstay/domain/selection'
import { sql } from 'kysely'
import { readLedgerSpan, spanFigures } from '../../economics/index.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { readCurrentTiers } from '../scoring/book-cache.ts'
import type { MonthSpan, ProgramSpans } from './spans.ts'

const YEAR_MONTHS = 12

/** All that the question rests on, by position of the account. */
export interface GatheredResult {
  readonly accountIds: readonly string[]
  readonly keyAccounts: readonly number[]
  readonly others: readonly number[]
  readonly joinedLater: number
  /** Key accounts whose decision was written down only after the day. */
  readonly decidedAfterwards: number
  readonly outcomes: readonly ProgramOutcome[]
  readonly spend: Float64Array
  readonly earlierSpend: Float64Array
  /** Share of an account's scores that came from outside sales; NaN where nobody of a named function scored. */
  readonly shareOutsideSales: Float64Array
}

interface SpanAmounts {
  readonly amounts: Readonly<Record<OutcomeMeasure, Float64Array>>
  readonly known: ReadonlySet<OutcomeMeasure>
}

/** Loads who was key on the day, what every account brought in the spans, and who scored it. */
export async function gatherResult(
  scope: ReadScope,
  since: string,
  spans: ProgramSpans & { readonly hasEarlier: boolean },
): Promise<GatheredResult> {
  const accountIds = await loadAccountIds(scope)
  const positionOf = new Map(accountIds.map((id, position) => [id, position]))
  const atStart = await readCurrentTiers(scope, since)
  const atEnd = await readCurrentTiers(scope, lastDay(spans.after.to))
  const stayedOut = (id: string) => !atStart.has(id) && !atEnd.has(id)
  const load = (span: MonthSpan) => loadAmounts(scope, span, positionOf)
  const before = await load(spans.before)
  const after = await load(spans.after)
  const earlier = spans.hasEarlier ? await load(spans.earlier) : null
  const unknown = new Float64Array(accountIds.length).fill(Number.NaN)
  return {
    accountIds,
    keyAccounts: accountIds.flatMap((id, position) => (atStart.has(id) ? [position] : [])),
    others: accountIds.flatMap((id, position) => (stayedOut(id) ? [position] : [])),
    joinedLater: accountIds.filter((id) => !atStart.has(id) && atEnd.has(id)).length,
    decidedAfterwards: await countDecidedAfterwards(scope, since),
    outcomes: OUTCOME_MEASURES.filter((measure) => before.known.has(measure) && after.known.has(measure)).map(
      (measure) => ({
        measure,
        before: before.amounts[measure],
        after: after.amounts[measure],
        earlier: earlier?.amounts[measure] ?? unknown,
      }),
    ),
    spend: before.amounts.net_revenue,
    earlierSpend: earlier?.amounts.net_revenue ?? unknown,
    shareOutsideSales: await loadShares(scope, { positionOf, until: lastDay(spans.after.to) }),
  }
}

async function countDecidedAfterwards(scope: ReadScope, day: string): Promise<number> {
  const { rows } = await sql<{ accounts: number }>`
    select count(*)::integer as accounts from (
      select distinct on (d.account_id) d.tier, d.decided_at from mainstay.tier_decision d
      where d.workspace_id = ${scope.workspaceId} and d.effective_date <= ${day}::date
        and (d.expires_on is null or ${day}::date <= d.expires_on)
      order by d.account_id, d.effective_date desc, d.id desc) held
    where held.tier <> ${OUT_OF_PROGRAM} and (held.decided_at at time zone 'UTC')::date > ${day}::date`.execute(
    scope.db,
  )
  return rows[0]?.accounts ?? 0
}

async function loadAccountIds(scope: ReadScope): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select a.id from mainstay.account a where a.workspace_id = ${scope.workspaceId} and a.group_id = a.id
    order by a.id`.execute(scope.db)
  return rows.map(({ id }) => id)
}

interface AmountRow {
  readonly account_id: string
  readonly net_revenue: number | null
  readonly gross_margin: number | null
  readonly contribution: number | null
}

/** Money of a span per account and year; 0 for who bought nothing in it, NaN where it is not known. */
async function loadAmounts(
  scope: ReadScope,
  { from, to }: MonthSpan,
  positionOf: ReadonlyMap<string, number>,
): Promise<SpanAmounts> {
  const days = { from: firstDay(from), to: lastDay(to) }
  const ledger = (await readLedgerSpan(scope)) ?? days
  const { rows } = await sql<AmountRow>`
    select f.account_id, f.net::float8 as net_revenue, f.margin::float8 as gross_margin, f.contribution::float8 as contribution
    from (${spanFigures(scope, { ...days, basis: 'group', ledger })}) f`.execute(scope.db)
  const empty = () => new Float64Array(positionOf.size)
  const amounts = { net_revenue: empty(), gross_margin: empty(), contribution: empty() }
  const known = new Set<OutcomeMeasure>()
  const perYear = YEAR_MONTHS / (to - from + 1)
  for (const row of rows) {
    const position = positionOf.get(row.account_id)
    if (position === undefined) continue
    for (const measure of OUTCOME_MEASURES) {
      const amount = row[measure]
      if (amount !== null) known.add(measure)
      amounts[measure][position] = amount === null ? Number.NaN : amount * perYear
    }
  }
  return { amounts, known }
}

/** Whoever scored in a round did so for a function; sales is the one called so. */
async function loadShares(
  scope: ReadScope,
  { positionOf, until }: { readonly positionOf: ReadonlyMap<string, number>; readonly until: string },
): Promise<Float64Array> {
  const { rows } = await sql<{ group_id: string; share: number }>`
    select a.group_id, avg(case when lower(btrim(r.function)) = 'sales' then 0 else 1 end)::float8 as share
    from mainstay.judgement j
    join mainstay.scoring_round_rater r on r.workspace_id = j.workspace_id and r.round_id = j.round_id and r.person_id = j.person_id
    join mainstay.account a on a.workspace_id = j.workspace_id and a.id = j.account_id
    where j.workspace_id = ${scope.workspaceId} and not j.is_settlement and j.judged_on <= ${until}::date
    group by a.group_id`.execute(scope.db)
  const shares = new Float64Array(positionOf.size).fill(Number.NaN)
  for (const { group_id, share } of rows) {
    const position = positionOf.get(group_id)
    if (position !== undefined) shares[position] = share
  }
  return shares
}
