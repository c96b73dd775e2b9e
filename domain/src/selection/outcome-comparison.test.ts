import { describe, expect, it, vi } from 'vitest'
import { seededRandom } from '../kernel/index.ts'
import { compareWithChance } from './chance-comparison.ts'
import { compareGroups, comparePairs, groupOutcome, type OutcomeColumn } from './index.ts'
import { drawNormal } from './weight-draws.ts'

// Many repetitions: a busy machine may take longer than the usual five seconds.
vi.setConfig({ testTimeout: 30_000 })

const SETTING = { seed: 3, draws: 400 }

function column(before: readonly number[], after: readonly number[]): OutcomeColumn {
  return { measure: 'net_revenue', before: Float64Array.from(before), after: Float64Array.from(after) }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index)
}

/** Accounts of unequal size; the first `risers` grow by 30 %, the others not at all, both by some chance. */
function planted(accounts: number, risers: number, seed = 1): OutcomeColumn {
  const random = seededRandom(seed)
  const before = range(0, accounts).map(() => 1000 * Math.exp(0.5 * drawNormal(random)))
  const after = before.map((amount, account) => amount * ((account < risers ? 1.3 : 1) + 0.1 * drawNormal(random)))
  return column(before, after)
}

describe('what became of a group', () => {
  it('is the sums, the change per account, the growth of the sums and the growth of the typical account', () => {
    expect(groupOutcome(column([100, 300, 50], [200, 150, 999]), [0, 1])).toEqual({
      accounts: 2,
      unknown: 0,
      before: 400,
      after: 350,
      changePerAccount: { value: -25, status: 'ok', reasons: [] },
      growth: { value: -0.125, status: 'ok', reasons: [] },
      typicalGrowth: { value: expect.closeTo((2 / 3 - 2 / 3) / 2, 12), status: 'ok', reasons: [] },
    })
  })

  it('counts an account that left with nought, and one that is unknown not at all', () => {
    const outcome = groupOutcome(column([100, 100, 100], [0, 100, Number.NaN]), [0, 1, 2])
    expect(outcome).toMatchObject({ accounts: 2, unknown: 1, before: 200, after: 100 })
    expect(outcome.growth.value).toBe(-0.5)
    expect(outcome.typicalGrowth.value).toBe(-1)
  })

  it('has no growth from nothing, and nothing at all without accounts', () => {
    expect(groupOutcome(column([0, -5], [10, 10]), [0, 1]).growth.status).toBe('not_applicable')
    const nobody = groupOutcome(column([1], [1]), [])
    expect([nobody.changePerAccount.value, nobody.growth.value, nobody.typicalGrowth.value]).toEqual([null, null, null])
  })
})

describe('two groups side by side', () => {
  it('are told apart when they grow differently, in every measure of growth', () => {
    const found = compareGroups(planted(80, 40), { picks: range(0, 40), others: range(40, 80) }, SETTING)
    expect(found.growth.difference.value?.value).toBeCloseTo(0.3, 1)
    expect(found.growth.verdict).toBe('better')
    expect(found.typicalGrowth.verdict).toBe('better')
    expect(found.change.verdict).toBe('better')
    expect(found.beats).toBeNull()
  })

  it('turn better into worse when they change places', () => {
    const found = compareGroups(planted(80, 40), { picks: range(40, 80), others: range(0, 40) }, SETTING)
    expect([found.change.verdict, found.growth.verdict, found.typicalGrowth.verdict]).toEqual([
      'worse',
      'worse',
      'worse',
    ])
  })

  it('are not told apart when they are alike, and differ by exactly nought when they are the same', () => {
    const alike = compareGroups(planted(80, 0), { picks: range(0, 40), others: range(40, 80) }, SETTING)
    expect(alike.growth.verdict).toBe('no_difference_shown')
    const same = compareGroups(planted(80, 40), { picks: range(0, 40), others: range(0, 40) }, SETTING)
    expect(same.growth.difference.value).toEqual({ value: 0, low: 0, high: 0, level: 0.9 })
    expect(same.growth.verdict).toBe('no_difference_shown')
  })

  it('are compared more sharply the more accounts they share', () => {
    const width = (others: number[]) => {
      const { value } = compareGroups(planted(120, 0), { picks: range(0, 40), others }, SETTING).growth.difference
      return (value?.high ?? 0) - (value?.low ?? 0)
    }
    expect(width(range(30, 70))).toBeGreaterThan(width(range(10, 50)))
    expect(width(range(10, 50))).toBeGreaterThan(width(range(2, 42)))
  })

  it('are not compared when one of them is too small', () => {
    const found = compareGroups(planted(80, 40), { picks: range(0, 40), others: range(70, 79) }, SETTING)
    expect(found.growth.verdict).toBe('no_conclusion')
    expect(found.growth.difference.reasons).toEqual(['selection/too-few-for-interval'])
    expect(compareGroups(planted(80, 40), { picks: range(0, 40), others: [] }, SETTING).change.verdict).toBe(
      'no_conclusion',
    )
  })

  it('hold the true difference in about nine of ten pasts', () => {
    let held = 0
    for (let seed = 1; seed <= 200; seed += 1) {
      const { value } = compareGroups(
        planted(80, 40, seed * 31),
        { picks: range(0, 40), others: range(40, 80) },
        { seed, draws: 300 },
      ).growth.difference
      if (value && value.low <= 0.3 && value.high >= 0.3) held += 1
    }
    expect(held / 200).toBeGreaterThan(0.83)
    expect(held / 200).toBeLessThan(0.96)
  })
})

describe('pairs', () => {
  it('are drawn whole, so that what befalls both cancels out', () => {
    const random = seededRandom(6)
    const shared = range(0, 40).map(() => 100 + 40 * drawNormal(random))
    const before = new Array<number>(80).fill(1000)
    const after = [
      ...shared.map((own) => 1050 + own + drawNormal(random)),
      ...shared.map((own) => 1000 + own + drawNormal(random)),
    ]
    const pairs = range(0, 40).map((account) => [account, account + 40] as const)
    const paired = comparePairs(column(before, after), pairs, SETTING).change.difference.value
    expect(paired?.value).toBeCloseTo(50, 0)
    expect((paired?.high ?? 0) - (paired?.low ?? 0)).toBeLessThan(2)
  })

  it('count only where both outcomes are known', () => {
    const outcomes = column([100, 100, 100, 100], [120, Number.NaN, 100, 100])
    const found = comparePairs(
      outcomes,
      [
        [0, 2],
        [1, 3],
      ],
      SETTING,
    )
    expect([found.picks.accounts, found.others.accounts]).toEqual([1, 1])
    expect(found.picks.after).toBe(120)
    expect(found.change.verdict).toBe('no_conclusion')
  })
})

describe('picks against drawing lots', () => {
  it('beat nearly all draws when they are the ones that grow', () => {
    const found = compareWithChance(planted(200, 40), { picks: range(0, 40), candidates: range(0, 200) }, SETTING)
    expect(found.growth.verdict).toBe('better')
    expect(found.beats?.growth).toBe(1)
    expect(found.others.accounts).toBe(200)
    expect(found.growth.difference.value?.value).toBeCloseTo(0.24, 1)
  })

  it('beat about half of the draws when they were drawn by lot themselves', () => {
    const found = compareWithChance(planted(200, 0), { picks: range(0, 40), candidates: range(0, 200) }, SETTING)
    expect(found.growth.verdict).toBe('no_difference_shown')
    expect(found.beats?.typicalGrowth).toBeGreaterThan(0.02)
    expect(found.beats?.typicalGrowth).toBeLessThan(0.98)
  })

  it('call luck better in at most about one of twenty pasts', () => {
    let better = 0
    for (let seed = 1; seed <= 200; seed += 1) {
      const groups = { picks: range(0, 30), candidates: range(0, 120) }
      if (compareWithChance(planted(120, 0, seed * 17), groups, { seed, draws: 200 }).growth.verdict === 'better')
        better += 1
    }
    expect(better / 200).toBeLessThan(0.1)
  })

  it('cannot be told from chance when there are nearly none, or no start', () => {
    const few = compareWithChance(planted(50, 0), { picks: range(0, 9), candidates: range(0, 50) }, SETTING)
    expect([few.growth.verdict, few.beats?.growth]).toEqual(['no_conclusion', null])
    const nothing = column(new Array<number>(50).fill(0), new Array<number>(50).fill(5))
    const groups = { picks: range(0, 20), candidates: range(0, 50) }
    expect(compareWithChance(nothing, groups, SETTING).growth.difference.status).toBe('not_applicable')
  })
})
