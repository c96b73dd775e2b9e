import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { known, notApplicable } from '../kernel/index.ts'
import { measuredAnchors } from '../program/index.ts'
import { aCriterion, aSet } from './fixtures.ts'
import { backTest, buildAsOfMatrix, dayOfDate, FutureEvidenceError, NOTHING_KNOWN } from './index.ts'

const ROOT = resolve(import.meta.dirname, '../../..')
const SHARED = process.env.MAINSTAY_SHARED_DATA ?? join(ROOT, '../shared/data')
const FOLDER = join(SHARED, 'adventureworks')
const isThere = existsSync(FOLDER)
if (!isThere) console.warn(`Skipped: no bicycle maker's ledger in ${FOLDER}`)

const AS_OF = '2012-11-29'

interface Past {
  net: [earlier: number, before: number, after: number]
  margin: [earlier: number, before: number, after: number]
  lastKnown: string | null
}

function rows(file: string): string[][] {
  const [, ...lines] = readFileSync(join(FOLDER, file), 'utf8').trim().split(/\r?\n/)
  return lines.map((line) => line.split(','))
}

/** Net revenue and margin of every customer in the two years up to the day and the year after, in dollars of the day. */
function pasts(): Past[] {
  const rates = new Map(rows('fx_rates.csv').map(([date, currency, rate]) => [`${date} ${currency}`, Number(rate)]))
  const byCustomer = new Map<string, Past>()
  for (const [, , date = '', customer = '', , , , , net, cost, , currency] of rows('invoice_lines.csv')) {
    const past = byCustomer.get(customer) ?? { net: [0, 0, 0], margin: [0, 0, 0], lastKnown: null }
    byCustomer.set(customer, past)
    const rate = rates.get(`${date} ${currency}`) ?? 1
    const span = date > AS_OF ? 2 : date > '2011-11-29' ? 1 : 0
    past.net[span] += Number(net) * rate
    past.margin[span] += (Number(net) - Number(cost)) * rate
    if (date <= AS_OF && date > (past.lastKnown ?? '')) past.lastKnown = date
  }
  return [...byCustomer.values()]
}

describe.skipIf(!isThere)('criteria tested on a real reseller ledger, as of 2012-11-29 against the year after', () => {
  const customers = isThere ? pasts() : []
  const criteriaSet = aSet({
    criteria: [
      aCriterion({
        key: 'size',
        isSizeCriterion: true,
        source: { kind: 'measured', measure: 'net_revenue_12m' },
        anchors: measuredAnchors([0, 0], [1_000_000, 100]),
      }),
      aCriterion({
        key: 'margin',
        source: { kind: 'measured', measure: 'gross_margin_rate' },
        anchors: measuredAnchors([-0.2, 0], [0.4, 100]),
      }),
      aCriterion({ key: 'growth', anchors: measuredAnchors([-1, 0], [2, 100]) }),
    ],
    minimumConfidence: 0.5,
  })
  const evidence = customers.map(({ net: [earlier, before], margin, lastKnown }, index) => {
    const figures = {
      net_revenue_12m: known(before),
      gross_margin_rate: before > 0 ? known(margin[1] / before) : notApplicable('no-revenue'),
      growth_12m: earlier > 0 ? known(before / earlier - 1) : notApplicable('no-revenue-before'),
    }
    const measures = Object.fromEntries(Object.entries(figures).map(([key, figure]) => [key, { figure, asOf: AS_OF }]))
    const knownOn = lastKnown === null ? {} : { size: lastKnown, margin: lastKnown, growth: lastKnown }
    return {
      evidence: { accountId: `${index}`, measures: lastKnown === null ? {} : measures, judgements: [] },
      knownOn,
    }
  })
  const column = (read: (past: Past) => number) => Float64Array.from(customers, read)
  const question = {
    asOf: AS_OF,
    history: { monthsBefore: 23, monthsAfter: 12, horizonMonths: 12 as const },
    set: {
      matrix: buildAsOfMatrix(criteriaSet, evidence, AS_OF),
      weights: [0, 1, 1],
      minimumConfidence: 0.5,
      places: 40,
    },
    start: {
      spend: column(({ net, lastKnown }) => (lastKnown === null ? Number.NaN : net[1])),
      trend: column(({ net }) => (net[0] > 0 && net[1] > 0 ? Math.log(net[1] / net[0]) : Number.NaN)),
      knownOn: Int32Array.from(customers, ({ lastKnown }) => (lastKnown ? dayOfDate(lastKnown) : NOTHING_KNOWN)),
    },
    chosen: null,
    outcomes: [
      { measure: 'net_revenue' as const, before: column(({ net }) => net[1]), after: column(({ net }) => net[2]) },
      {
        measure: 'gross_margin' as const,
        before: column(({ margin }) => margin[1]),
        after: column(({ margin }) => margin[2]),
      },
    ],
    hasLeft: Uint8Array.from(customers, ({ net }) => (net[2] === 0 ? 1 : 0)),
    setsTested: 1,
    seed: 1,
  }

  test('forty picks of those known by then are held against the largest, matched accounts and chance', () => {
    const found = backTest(question)
    expect(found.picks).toHaveLength(40)
    expect(found.candidates).toBeLessThan(635)
    expect(found.candidates).toBeGreaterThan(300)
    expect(found.comparisons.map(({ against }) => against)).toEqual(['largest', 'matched', 'chance'])
    expect(found.left).toBeGreaterThan(0)
    expect(['better', 'worse', 'no_difference_shown']).toContain(found.verdict)
    expect(found.criteria.map(({ accounts }) => accounts >= 30)).toEqual([true, true, true])
  })

  test('the sums held against each other are those of the ledger', () => {
    const [revenue] = backTest(question).comparisons.find(({ against }) => against === 'chance')?.measures ?? []
    const candidates = customers.filter(({ lastKnown }) => lastKnown !== null)
    expect(revenue?.others.before).toBeCloseTo(
      candidates.reduce((sum, { net }) => sum + net[1], 0),
      2,
    )
    expect(revenue?.others.after).toBeCloseTo(
      candidates.reduce((sum, { net }) => sum + net[2], 0),
      2,
    )
  })

  test('one invoice of the year after among the evidence stops the test', () => {
    const leaking = evidence.map((own, index) =>
      index === 7 ? { ...own, knownOn: { ...own.knownOn, growth: '2012-11-30' } } : own,
    )
    const set = { ...question.set, matrix: buildAsOfMatrix(criteriaSet, leaking, AS_OF) }
    expect(() => backTest({ ...question, set })).toThrow(FutureEvidenceError)
  })
})
