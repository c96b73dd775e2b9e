import type { Month } from '@mainstay/domain/kernel'
import { type OutcomeColumn, type OutcomeMeasure, typicalGrowthOf } from '@mainstay/domain/selection'
import { sql } from 'kysely'
import { spanFigures } from '../../economics/index.ts'
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
  /** Net revenue of the last known year. */
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

/** Loads the money of the year known, of what is known of the year before it, and of the months after. */
export async function loadPastMoney(scope: ReadScope, past: Past, accounts: AccountPositions): Promise<PastMoney> {
  const { known, history } = past
  const load = (from: Month, to: Month) => loadSpan(scope, past, { from, to, accounts })
  const before = await load(known - YEAR_MONTHS + 1, known)
  const isOver = history.monthsAfter >= history.horizonMonths
  const after = isOver ? await load(known + 1, known + history.horizonMonths) : null
  return {
    spend: before.amounts.net_revenue,
    outcomes: after ? outcomesOf(before, after) : [],
    trend: await loadTrend(past, before.amounts.net_revenue, load),
    hasLeft: after ? after.hasLines.map((has) => 1 - has) : new Uint8Array(accounts.count),
  }
}

/** Net revenue first: the verdict is of the first. A measure that nobody knows before or after is left out. */
function outcomesOf(before: SpanMoney, after: SpanMoney): readonly OutcomeColumn[] {
  return MEASURES.filter((measure) => before.known.has(measure) && after.known.has(measure)).map((measure) => ({
    measure,
    before: before.amounts[measure],
    after: after.amounts[measure],
  }))
}

/** Where the ledger does not reach back two years, the months that there are before the last one stand for their year. */
async function loadTrend(
  { known, history }: Past,
  year: Float64Array,
  load: (from: Month, to: Month) => Promise<SpanMoney>,
): Promise<Float64Array> {
  const months = Math.min(YEAR_MONTHS, history.monthsBefore - YEAR_MONTHS)
  if (months < 1) return new Float64Array(year.length)
  const earlier = (await load(known - YEAR_MONTHS - months + 1, known - YEAR_MONTHS)).amounts.net_revenue
  return year.map((amount, account) => typicalGrowthOf(earlier[account] ?? Number.NaN, amount))
}

async function loadSpan(
  scope: ReadScope,
  past: Past,
  ask: { readonly from: Month; readonly to: Month; readonly accounts: AccountPositions },
): Promise<SpanMoney> {
  const { count, positionOf } = ask.accounts
  const days = daysOf(ask.from, ask.to)
  const figures = spanFigures(scope, { ...days, basis: 'group', ledger: past.ledger })
  const { rows } = await sql<MoneyRow>`
    select f.account_id, f.net::float8 as net_revenue, f.margin::float8 as gross_margin, f.contribution::float8 as contribution
    from (${figures}) f`.execute(scope.db)
  const amounts = {
    net_revenue: new Float64Array(count),
    gross_margin: new Float64Array(count),
    contribution: new Float64Array(count),
  }
  const hasLines = new Uint8Array(count)
  const known = new Set<OutcomeMeasure>()
  const perYear = YEAR_MONTHS / (ask.to - ask.from + 1)
  for (const row of rows) {
    const position = positionOf.get(row.account_id)
    if (position === undefined) continue
    hasLines[position] = 1
    for (const measure of MEASURES) {
      const amount = row[measure]
      if (amount !== null) known.add(measure)
      amounts[measure][position] = amount === null ? Number.NaN : amount * perYear
    }
  }
  return { amounts, hasLines, known }
}
