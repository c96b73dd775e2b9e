import { describe, expect, it, vi } from 'vitest'
import { type BackTestQuestion, type BackTestReason, backTest, backTestSteps, compareSets } from './index.ts'
import { type Planting, plantHistory } from './planted-history.fixture.ts'

// Many repetitions: a busy machine may take longer than the usual five seconds.
vi.setConfig({ testTimeout: 30_000 })

function test(changes: Partial<Planting>, asked: Partial<BackTestQuestion> = {}) {
  return backTest({ ...plantHistory(changes).question, draws: 300, ...asked })
}

function codes(reasons: readonly BackTestReason[]): string[] {
  return reasons.map(({ code }) => code)
}

function rival(found: ReturnType<typeof backTest>, against: string) {
  return found.comparisons.find((comparison) => comparison.against === against)
}

const BY_SIZE = { weights: [1, 0, 0] } as const
const BY_FIT = { weights: [0, 1, 0] } as const

describe('a past in which size predicts nothing', () => {
  const found = test({ ...BY_SIZE, accounts: 3000, places: 150, seed: 4 })

  it('is reported so: of size, of starting spend, and of the picks', () => {
    expect(found.criteria.find(({ key }) => key === 'size')?.verdict).toBe('predicts_nothing')
    expect(found.startingSpend?.verdict).toBe('predicts_nothing')
    expect(rival(found, 'chance')?.verdict).toBe('no_difference_shown')
    expect(found.verdict).toBe('no_difference_shown')
  })

  it('shows that picking by size is picking the largest', () => {
    expect(rival(found, 'largest')).toMatchObject({ shared: 150, verdict: 'no_difference_shown' })
  })

  it('falls back on chance, and says why, when most of the largest have nobody alike', () => {
    expect(found.verdictAgainst).toBe('chance')
    expect(codes(found.reasons)).toEqual(
      expect.arrayContaining(['selection/regression-to-the-mean', 'selection/picks-without-match']),
    )
  })
})

describe('a past in which fit predicts growth', () => {
  const found = test({ ...BY_FIT, fitEffect: 0.8, accounts: 3000, places: 200, seed: 4 })

  it('is found out: fit predicts growth, and nothing else does', () => {
    expect(found.criteria.map(({ key, verdict }) => [key, verdict])).toEqual([
      ['size', 'predicts_nothing'],
      ['fit', 'predicts_growth'],
      ['noise', 'predicts_nothing'],
    ])
  })

  it('shows the picks better than matched accounts, chance and the largest, by about what was planted', () => {
    expect(found).toMatchObject({ verdict: 'better', verdictAgainst: 'matched' })
    expect(found.comparisons.map(({ against, verdict }) => [against, verdict])).toEqual([
      ['largest', 'better'],
      ['matched', 'better'],
      ['chance', 'better'],
    ])
    // Picks have a fit of nearly one: growth by 0.95 e^(0.37 + 0.03) - 1; the others 0.95 e^0.03 sinh(0.4)/0.4 - 1 on average.
    const growth = rival(found, 'chance')?.measures[0]?.picks.growth.value ?? 0
    expect(Math.abs(growth - (0.95 * Math.exp(0.37 + 0.03125) - 1))).toBeLessThan(0.12)
  })

  it('speaks of accounts still matched in spend and trend', () => {
    expect(found.matching?.isBalanced).toBe(true)
    expect(rival(found, 'matched')?.accounts).toBeGreaterThan(180)
  })
})

describe('a past in which the lucky of one year fall back in the next', () => {
  const found = test({ ...BY_SIZE, passingLuck: 0.6, accounts: 3000, places: 150, seed: 4 })

  it('shows the largest worse than chance, which is regression to the mean, and says so', () => {
    expect(found.startingSpend?.verdict).toBe('predicts_decline')
    expect(rival(found, 'chance')?.verdict).toBe('worse')
    expect(codes(found.reasons)).toContain('selection/regression-to-the-mean')
  })

  it('takes it out by matching: accounts as large at the start fall back as far', () => {
    const byNoise = test({ weights: [0.5, 0, 1], passingLuck: 0.6, accounts: 3000, places: 150, seed: 4 })
    expect(rival(byNoise, 'matched')?.verdict).toBe('no_difference_shown')
    expect(byNoise.verdictAgainst).toBe('matched')
  })
})

describe('coverage over many pasts', () => {
  it('the interval against chance holds nought, and that against matched accounts too, in about nine of ten', () => {
    let matched = 0
    let matchedHeld = 0
    let chanceHeld = 0
    for (let seed = 1; seed <= 200; seed += 1) {
      const found = test({ weights: [0, 0, 1], accounts: 300, places: 40, seed: seed * 101 }, { draws: 200 })
      const holds = (against: string) => {
        const estimate = rival(found, against)?.measures[0]?.typicalGrowth.difference.value
        return estimate ? Number(estimate.low <= 0 && estimate.high >= 0) : null
      }
      chanceHeld += holds('chance') ?? 0
      matched += holds('matched') === null ? 0 : 1
      matchedHeld += holds('matched') ?? 0
    }
    expect(matched).toBe(200)
    for (const share of [matchedHeld / 200, chanceHeld / 200]) {
      expect(share).toBeGreaterThan(0.83)
      expect(share).toBeLessThan(0.97)
    }
  })

  it('the interval of growth against the largest holds the planted difference in at least eight of ten', () => {
    let held = 0
    for (let seed = 1; seed <= 200; seed += 1) {
      const { question, expectedFactor } = plantHistory({
        ...BY_FIT,
        fitEffect: 0.5,
        accounts: 200,
        places: 40,
        seed: seed * 7,
      })
      const { spend } = question.start
      const expectedGrowth = (accounts: readonly number[]) => {
        const before = accounts.reduce((sum, account) => sum + (spend[account] ?? 0), 0)
        return (
          accounts.reduce((sum, account) => sum + (spend[account] ?? 0) * (expectedFactor[account] ?? 0), 0) / before
        )
      }
      const largest = [...spend.keys()].sort((one, other) => (spend[other] ?? 0) - (spend[one] ?? 0)).slice(0, 40)
      const found = backTest({ ...question, draws: 300 })
      const truth = expectedGrowth(found.picks) - expectedGrowth(largest)
      const estimate = rival(found, 'largest')?.measures[0]?.growth.difference.value
      if (estimate && estimate.low <= truth && truth <= estimate.high) held += 1
    }
    expect(held / 200).toBeGreaterThan(0.8)
  })
})

describe('what a back-test refuses to conclude', () => {
  it('anything about months that are not over: it says how many there are and how many it takes', () => {
    const { question } = plantHistory()
    const found = backTest({ ...question, history: { monthsBefore: 24, monthsAfter: 14, horizonMonths: 24 } })
    expect(found).toMatchObject({ verdict: 'no_conclusion', verdictAgainst: null, comparisons: [], criteria: [] })
    expect(found.reasons).toEqual([{ code: 'selection/horizon-not-over', found: 14, needed: 24 }])
    expect(found.picks).toHaveLength(60)
  })

  it.each([
    [
      'fewer than twenty picks',
      { places: 19, accounts: 400 },
      {},
      { code: 'selection/too-few-picks', found: 19, needed: 20 },
    ],
    [
      'fewer than two candidates to a place',
      { places: 60, accounts: 119 },
      {},
      { code: 'selection/too-few-candidates', found: 119, needed: 120 },
    ],
    [
      'less than a year before',
      {},
      { history: { monthsBefore: 11, monthsAfter: 14, horizonMonths: 12 as const } },
      { code: 'selection/history-too-short', found: 11, needed: 12 },
    ],
  ])('%s, though it shows the figures', (_, planting, asked, reason) => {
    const found = test({ ...BY_FIT, fitEffect: 3, ...planting }, asked)
    expect(found.verdict).toBe('no_conclusion')
    expect(found.reasons).toContainEqual(reason)
    expect(found.comparisons.every(({ verdict }) => verdict === 'no_conclusion')).toBe(true)
    expect(rival(found, 'chance')?.measures[0]?.picks.growth.value).not.toBeNull()
  })

  it('a rival of a handful of accounts', () => {
    const found = test({}, { chosen: { accounts: [1, 2, 3], knownOn: ['2012-01-01', '2012-01-01', '2011-05-05'] } })
    expect(rival(found, 'chosen')).toMatchObject({
      verdict: 'no_conclusion',
      reasons: [{ code: 'selection/rival-too-small', found: 3, needed: 10 }],
    })
    expect(found.verdict).not.toBe('no_conclusion')
  })

  it('growth from nothing', () => {
    const { question } = plantHistory()
    const nothing = new Float64Array(600)
    const outcomes = [{ measure: 'net_revenue' as const, before: nothing, after: nothing }]
    const found = backTest({ ...question, outcomes, draws: 100 })
    expect(found.verdict).toBe('no_conclusion')
    expect(codes(found.reasons)).toContain('selection/growth-undefined')
  })

  it('an empty company, a set without evidence, and a question without outcomes', () => {
    const empty = test({ accounts: 0 })
    expect([empty.verdict, empty.picks.length, empty.candidates]).toEqual(['no_conclusion', 0, 0])
    const { question } = plantHistory()
    const columns = question.set.matrix.columns.map((column) => ({
      ...column,
      points: column.points.map(() => Number.NaN),
    }))
    const blind = backTest({
      ...question,
      set: { ...question.set, matrix: { ...question.set.matrix, columns } },
      draws: 100,
    })
    expect([blind.verdict, blind.picks.length]).toEqual(['no_conclusion', 0])
    const silent = backTest({ ...question, outcomes: [], draws: 100 })
    expect([silent.verdict, silent.startingSpend]).toEqual(['no_conclusion', null])
  })
})

describe('how a back-test counts', () => {
  it('accounts that left count with nought after, not as unknown', () => {
    const { question } = plantHistory({ leaving: 0.3 })
    const found = backTest({ ...question, draws: 100 })
    const chance = rival(found, 'chance')?.measures[0]
    expect(found.left).toBe(question.hasLeft.reduce((sum, mark) => sum + mark, 0))
    expect(found.left).toBeGreaterThan(120)
    expect(chance?.others).toMatchObject({ accounts: 600, unknown: 0 })
    expect(chance?.others.growth.value).toBeLessThan(-0.15)
  })

  it('the more sets were tried on a past, the wider the intervals, and the number is named', () => {
    const one = test({ ...BY_FIT, fitEffect: 0.3 })
    const ten = test({ ...BY_FIT, fitEffect: 0.3 }, { setsTested: 10 })
    const width = (found: typeof one) => {
      const estimate = rival(found, 'matched')?.measures[0]?.growth.difference.value
      return (estimate?.high ?? 0) - (estimate?.low ?? 0)
    }
    expect([one.level, ten.level]).toEqual([expect.closeTo(0.9, 12), expect.closeTo(0.99, 12)])
    expect(width(ten)).toBeGreaterThan(1.2 * width(one))
    expect(ten.reasons).toContainEqual({ code: 'selection/several-sets-tested', found: 10, level: ten.level })
    expect(codes(one.reasons)).not.toContain('selection/several-sets-tested')
    expect(test({}, { setsTested: 1000 }).level).toBe(0.995)
  })

  it('says when the typical account did better though the sums cannot show it', () => {
    const found = test({ ...BY_FIT, fitEffect: 0.4, seed: 4 })
    expect(found).toMatchObject({ verdict: 'no_difference_shown', verdictAgainst: 'matched' })
    expect(found.reasons).toContainEqual({ code: 'selection/typical-account-differs', verdict: 'better' })
  })

  it('gives every outcome its own comparison, and the same answer for the same seed', () => {
    const { question } = plantHistory({ ...BY_FIT, fitEffect: 0.4 })
    const [revenue] = question.outcomes
    if (!revenue) throw new Error('the planted past has an outcome')
    const margin = {
      measure: 'gross_margin' as const,
      before: revenue.before.map((amount) => amount / 3),
      after: revenue.after,
    }
    const asked = { ...question, outcomes: [revenue, margin], draws: 100 }
    const found = backTest(asked)
    expect(found.comparisons.map(({ measures }) => measures.map(({ measure }) => measure))).toEqual(
      found.comparisons.map(() => ['net_revenue', 'gross_margin']),
    )
    expect(backTest(asked)).toEqual(found)
  })
})

describe('two sets side by side', () => {
  const { question } = plantHistory({ ...BY_FIT, fitEffect: 0.8, accounts: 2000, places: 150 })
  const bySize = { ...question.set, weights: [1, 0, 0] }

  it('show the one that picks what grows', () => {
    const found = compareSets({ ...question, draws: 300 }, bySize)
    expect(found.verdict).toBe('better')
    expect(found.shared).toBeLessThan(40)
    expect(compareSets({ ...question, set: bySize, draws: 300 }, question.set).verdict).toBe('worse')
  })

  it('are equal when they pick the same', () => {
    const found = compareSets(question, { ...question.set, weights: [0, 2, 0] })
    expect(found).toMatchObject({ shared: 150, verdict: 'no_difference_shown' })
    expect(found.measures[0]?.change.difference.value).toEqual({
      value: 0,
      low: 0,
      high: 0,
      level: expect.closeTo(0.9, 12),
    })
  })

  it('are not judged before the months are over', () => {
    const early = { ...question, history: { monthsBefore: 24, monthsAfter: 3, horizonMonths: 12 as const } }
    expect(compareSets(early, bySize)).toMatchObject({
      verdict: 'no_conclusion',
      measures: [],
      reasons: [{ code: 'selection/horizon-not-over', found: 3, needed: 12 }],
    })
  })
})

describe('a test taken step by step', () => {
  const { question } = plantHistory({ accounts: 300, places: 30, seed: 4 })

  it('tells how far it is, always further, and ends with the same answer', () => {
    const steps = backTestSteps({ ...question, draws: 100 })
    const shares: number[] = []
    let step = steps.next()
    while (!step.done) {
      shares.push(step.value)
      step = steps.next()
    }
    expect(step.value).toEqual(backTest({ ...question, draws: 100 }))
    expect(shares.length).toBeGreaterThan(4)
    expect(shares).toEqual([...shares].sort((one, other) => one - other))
    expect(new Set(shares).size).toBe(shares.length)
    expect(shares[0]).toBe(0)
    expect(shares.at(-1)).toBeCloseTo(1, 12)
  })
})
