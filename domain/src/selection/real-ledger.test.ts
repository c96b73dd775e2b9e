import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { known, notApplicable } from '../kernel/index.ts'
import { assignTiers, starterCriteriaSet, starterTierScheme } from '../program/index.ts'
import { type AccountEvidence, buildScoreMatrix, rankAccounts, rankMatrix, scoreAccount, spendBias } from './index.ts'

const ROOT = resolve(import.meta.dirname, '../../..')
const SHARED = process.env.MAINSTAY_SHARED_DATA ?? join(ROOT, '../shared/data')
const FOLDER = join(SHARED, 'adventureworks')
const isThere = existsSync(FOLDER)
if (!isThere) console.warn(`Skipped: no bicycle maker's ledger in ${FOLDER}`)

const TODAY = '2013-11-30'

interface Year {
  net: number
  cost: number
  before: number
  lines: Set<string>
}

function rows(file: string): string[][] {
  const [, ...lines] = readFileSync(join(FOLDER, file), 'utf8').trim().split(/\r?\n/)
  return lines.map((line) => line.split(','))
}

/** The last twelve months of every customer and the twelve before, in dollars at the average rate of the day. */
function lastYear(): Map<string, Year> {
  const rates = new Map(rows('fx_rates.csv').map(([date, currency, rate]) => [`${date} ${currency}`, Number(rate)]))
  const lineOf = new Map(rows('products.csv').map((cells) => [cells[0] ?? '', cells.at(-4) ?? '']))
  const years = new Map<string, Year>()
  for (const cells of rows('invoice_lines.csv')) {
    const [, , date = '', customer = '', product = ''] = cells
    const rate = rates.get(`${date} ${cells[11]}`) ?? 1
    const year = years.get(customer) ?? { net: 0, cost: 0, before: 0, lines: new Set() }
    years.set(customer, year)
    if (date >= '2012-12-01') {
      year.net += Number(cells[8]) * rate
      year.cost += Number(cells[9]) * rate
      year.lines.add(lineOf.get(product) ?? '')
    } else if (date >= '2011-12-01') year.before += Number(cells[8]) * rate
  }
  return years
}

function evidenceFrom([accountId, year]: [string, Year]): AccountEvidence {
  const { net, cost, before, lines } = year
  const margin = net > 0 ? known((net - cost) / net) : notApplicable('no-revenue')
  const growth = before > 0 ? known(net / before - 1) : notApplicable('no-revenue-before')
  return {
    accountId,
    measures: {
      contribution_rate: { figure: margin, asOf: TODAY },
      growth_12m: { figure: growth, asOf: TODAY },
      product_breadth: { figure: known(lines.size), asOf: TODAY },
    },
    judgements: [],
  }
}

describe.skipIf(!isThere)('the starter criteria on a real reseller ledger', () => {
  const set = starterCriteriaSet('set')
  const years = isThere ? [...lastYear()] : []
  const accounts = years.map(evidenceFrom)
  const spend = Float64Array.from(years, ([, year]) => year.net)
  const weights = set.criteria.map(({ weight }) => weight)
  const matrix = buildScoreMatrix(set, accounts, TODAY)
  const ranking = rankMatrix(matrix, weights, set.minimumConfidence)

  test('all 635 buying accounts have a place in the ranking; those who bought within two years come first', () => {
    expect(ranking.order.length).toBe(635)
    const bought = years.filter(([, year]) => year.net > 0 || year.before > 0).length
    expect(bought).toBeGreaterThan(480)
    expect(ranking.standing.filter((standing) => standing === 0).length).toBe(bought)
  })

  test('an account without purchases within two years is not ranked by what little is known', () => {
    years.forEach(([, year], index) => {
      expect(ranking.standing[index]).toBe(year.net > 0 || year.before > 0 ? 0 : 1)
    })
  })

  test('the fast ranking and the explained one name the same accounts in the same order', () => {
    const explained = rankAccounts(accounts.map((evidence) => scoreAccount(set, evidence, TODAY)))
    expect([...ranking.order].map((index) => accounts[index]?.accountId)).toEqual(
      explained.map(({ accountId }) => accountId),
    )
  })

  test('size does not decide, and no weight lies on it', () => {
    const isSize = set.criteria.map((criterion) => criterion.isSizeCriterion)
    const { minimumConfidence } = set
    const bias = spendBias({ matrix, weights, isSize, spend, minimumConfidence, places: 10 })
    expect(bias.sizeWeightShare).toBe(0)
    expect(Math.abs(bias.rankCorrelation.value ?? 1)).toBeLessThan(0.8)
    expect(bias.warnings).toEqual([])
  })

  test('of the ten largest customers those that lose money are not among the ten best', () => {
    const bySpend = [...spend.keys()].sort((one, other) => (spend[other] ?? 0) - (spend[one] ?? 0)).slice(0, 10)
    const losing = bySpend.filter((index) => (years[index]?.[1].cost ?? 0) > (years[index]?.[1].net ?? 0))
    const best = new Set(ranking.order.slice(0, 10))
    expect(losing.length).toBeGreaterThan(0)
    expect(losing.filter((index) => best.has(index))).toEqual([])
  })

  test('a first proposal of tiers stays within the places and leaves most accounts out', () => {
    const ranked = [...ranking.order].map((index) => ({
      accountId: accounts[index]?.accountId ?? '',
      score: ranking.standing[index] === 0 ? (ranking.scores[index] ?? null) : null,
      currentTier: null,
    }))
    const proposals = assignTiers(ranked, starterTierScheme())
    const placed = proposals.filter(({ proposedTier }) => proposedTier !== null)
    expect(placed.length).toBeGreaterThan(0)
    expect(placed.length).toBeLessThanOrEqual(70)
  })
})
