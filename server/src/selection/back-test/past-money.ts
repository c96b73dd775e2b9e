import type { Month } from '@mainstay/domain/kernel'
import { type OutcomeColumn, type OutcomeMeasure, typicalGrowthOf } from '@mainstay/domain/selection'
import { sql } from 'kysely'
import { type FigureSet, spanFigures } from '../../economics/index.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { daysOf, type Past, YEAR_MONTHS } from './past.ts'

/** Accounts of a back-test by position. */
export interface AccountPositions {
  readonly count: number
  readonly positionOf: ReadonlyMap<string, number>
}

/** Money of one span of months per account and year; NaN unknown, 0 for accounts that bought nothing in it. */
interface SpanMoney {
  readonly amounts: Readonly<Record<OutcomeMeasure, Float64Array>>
  readonly hasLines: Uint8Array
  /** Measures that are known of at least one account. */
  readonly known: ReadonlySet<OutcomeMeasure>
}

/** How accounts stood on the day and what became of them. */
export interface PastMoney {
  /** Net revenue of the last known year, as it was known. */
  readonly spend: Float64Array
  readonly outcomes: readonly OutcomeColumn[]
  /** Growth of the last known year over the months known before it. */
  readonly trend: Float64Array
  readonly hasLeft: Uint8Array
}

interface MoneyRow {
  readonly account_id: string
  readonly net_revenue: number | null
  readonly gross_margin: number | null
  readonly contribution: number | null
}

const MEASURES = ['net_revenue', 'gross_margin', 'contribution'] as const satisfies readonly OutcomeMeasure[]

interface MoneyQuestion {
  readonly past: Past
  /** The figures of the year known, from the books as they stood on the day. */
  readonly figures: FigureSet
  readonly accounts: AccountPositions
}

/**
 * Loads how accounts stood, as it was known on the day, and what became of them, as it is known now: companies that
 * were one group on the day stay one afterwards, and a corrected line counts as corrected on both sides.
 */
export async function loadPastMoney(scope: ReadScope, question: MoneyQuestion): Promise<PastMoney> {
  const { past, accounts } = question
  const { known, history } = past
  const start = await loadStart(scope, question)
  if (history.monthsAfter < history.horizonMonths) {
    return { ...start, outcomes: [], hasLeft: new Uint8Array(accounts.count) }
  }
  const before = await loadSpan(scope, question, { from: known - YEAR_MONTHS + 1, to: known })
  const after = await loadSpan(scope, question, { from: known + 1, to: known + history.horizonMonths })
  return { ...start, outcomes: outcomesOf(before, after), hasLeft: after.hasLines.map((has) => 1 - has) }
}

/** Where the ledger does not reach back two years, the months that there are before the last one stand for their year. */
async function loadStart(
  scope: ReadScope,
  { past, figures, accounts }: MoneyQuestion,
): Promise<Pick<PastMoney, 'spend' | 'trend'>> {
  const months = Math.min(YEAR_MONTHS, past.history.monthsBefore - YEAR_MONTHS)
  const spend = new Float64Array(accounts.count)
  const trend = new Float64Array(accounts.count)
  const { rows } = await sql<{ account_id: string; now: number | null; before: number | null }>`
    select f.account_id, f.net_revenue::float8 as now, f.net_revenue_before::float8 as before from mainstay.account_figure f
    where f.workspace_id = ${scope.workspaceId} and f.figure_set_id = ${figures.id}`.execute(scope.db)
  for (const row of rows) {
    const position = accounts.positionOf.get(row.account_id)
    if (position === undefined) continue
    const year = row.now ?? Number.NaN
    spend[position] = year
    if (months >= 1) trend[position] = typicalGrowthOf(((row.before ?? Number.NaN) * YEAR_MONTHS) / months, year)
  }
  return { spend, trend }
}

/** Net revenue first: the verdict is of the first. A measure that nobody knows before or after is left out. */
function outcomesOf(before: SpanMoney, after: SpanMoney): readonly OutcomeColumn[] {
  return MEASURES.filter((measure) => before.known.has(measure) && after.known.has(measure)).map((measure) => ({
    measure,
    before: before.amounts[measure],
    after: after.amounts[measure],
  }))
}

async function loadSpan(
  scope: ReadScope,
  { past, figures: known, accounts }: MoneyQuestion,
  ask: { readonly from: Month; readonly to: Month },
): Promise<SpanMoney> {
  const { count, positionOf } = accounts
  const groupsOf = { id: known.id, knownOn: known.question.knownOn }
  const figures = spanFigures(scope, { ...daysOf(ask.from, ask.to), basis: 'group', ledger: past.ledger, groupsOf })
  const { rows } = await sql<MoneyRow>`
    select f.account_id, f.net::float8 as net_revenue, f.margin::float8 as gross_margin, f.contribution::float8 as contribution
    from (${figures}) f`.execute(scope.db)
  const amounts = {
    net_revenue: new Float64Array(count),
    gross_margin: new Float64Array(count),
    contribution: new Float64Array(count),
  }
  const hasLines = new Uint8Array(count)
  const measured = new Set<OutcomeMeasure>()
  const perYear = YEAR_MONTHS / (ask.to - ask.from + 1)
  for (const row of rows) {
    const position = positionOf.get(row.account_id)
    if (position === undefined) continue
    hasLines[position] = 1
    for (const measure of MEASURES) {
      const amount = row[measure]
      if (amount !== null) measured.add(measure)
      amounts[measure][position] = amount === null ? Number.NaN : amount * perYear
    }
  }
  return { amounts, hasLines, known: measured }
}
