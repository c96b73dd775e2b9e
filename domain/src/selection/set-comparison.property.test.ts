import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reasonsAgainst } from './back-test-limits.ts'
import { levelFor, withLeavers } from './back-test-question.ts'
import { compareGroups, type OutcomeColumn } from './index.ts'

const anyPast = fc.array(fc.tuple(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 0, max: 2000 })), {
  minLength: 30,
  maxLength: 40,
})

function columnOf(past: readonly (readonly [number, number])[]): OutcomeColumn {
  return {
    measure: 'contribution',
    before: Float64Array.from(past, ([before]) => before),
    after: Float64Array.from(past, ([, after]) => after),
  }
}

describe('laws of comparing two groups', () => {
  const picks = Array.from({ length: 15 }, (_, index) => index)
  const others = Array.from({ length: 15 }, (_, index) => index + 10)

  it('the difference is that of the two outcomes, and turns its sign when they change places', () => {
    fc.assert(
      fc.property(anyPast, (past) => {
        const one = compareGroups(columnOf(past), { picks, others }, { seed: 1, draws: 60 })
        const other = compareGroups(columnOf(past), { picks: others, others: picks }, { seed: 1, draws: 60 })
        for (const key of ['change', 'growth', 'typicalGrowth'] as const) {
          const value = one[key].difference.value?.value ?? Number.NaN
          expect(value).toBeCloseTo(-(other[key].difference.value?.value ?? Number.NaN), 8)
        }
        expect(one.growth.difference.value?.value).toBeCloseTo(
          (one.picks.growth.value ?? 0) - (one.others.growth.value ?? 0),
          8,
        )
        expect(one.picks).toEqual(other.others)
      }),
      { numRuns: 60 },
    )
  })

  it('money counted in cents gives the same growth, and a hundred times the change', () => {
    fc.assert(
      fc.property(anyPast, (past) => {
        const inCents = past.map(([before, after]) => [before * 100, after * 100] as const)
        const one = compareGroups(columnOf(past), { picks, others }, { seed: 1, draws: 60 })
        const other = compareGroups(columnOf(inCents), { picks, others }, { seed: 1, draws: 60 })
        expect(other.growth.difference.value?.low).toBeCloseTo(one.growth.difference.value?.low ?? 0, 9)
        expect(other.change.difference.value?.high).toBeCloseTo(100 * (one.change.difference.value?.high ?? 0), 4)
      }),
      { numRuns: 60 },
    )
  })

  it('the verdict on change stays when every account gets the same amount of money on top', () => {
    fc.assert(
      fc.property(anyPast, fc.integer({ min: 0, max: 500 }), (past, gift) => {
        const richer = past.map(([before, after]) => [before, after + gift] as const)
        const one = compareGroups(columnOf(past), { picks, others }, { seed: 1, draws: 60 })
        const other = compareGroups(columnOf(richer), { picks, others }, { seed: 1, draws: 60 })
        expect(other.change.difference.value?.value).toBeCloseTo(one.change.difference.value?.value ?? 0, 7)
        const ends = [one.change.difference.value?.low ?? 0, one.change.difference.value?.high ?? 0]
        // An end at nought itself may fall to either side by rounding.
        if (ends.every((end) => Math.abs(end) > 1e-6)) expect(other.change.verdict).toBe(one.change.verdict)
      }),
      { numRuns: 60 },
    )
  })
})

describe('what stands against a conclusion', () => {
  const enough = {
    history: { monthsBefore: 12, monthsAfter: 12, horizonMonths: 12 },
    places: 20,
    picks: 20,
    candidates: 40,
  } as const

  it('is nothing with a year before, the months over, twenty picks and two candidates to a place', () => {
    expect(reasonsAgainst(enough)).toEqual([])
  })

  it('is named one by one, each with what was found and what it takes', () => {
    const history = { monthsBefore: 11, monthsAfter: 23, horizonMonths: 24 } as const
    expect(reasonsAgainst({ history, places: 20, picks: 19, candidates: 39 })).toEqual([
      { code: 'selection/horizon-not-over', found: 23, needed: 24 },
      { code: 'selection/history-too-short', found: 11, needed: 12 },
      { code: 'selection/too-few-picks', found: 19, needed: 20 },
      { code: 'selection/too-few-candidates', found: 39, needed: 40 },
    ])
  })

  it('grows with the number of sets tried: the level rises and never reaches one', () => {
    expect([0, 1, 2, 5, 10_000].map(levelFor)).toEqual([
      expect.closeTo(0.9, 12),
      expect.closeTo(0.9, 12),
      expect.closeTo(0.95, 12),
      expect.closeTo(0.98, 12),
      0.995,
    ])
  })
})

describe('accounts that left', () => {
  it('count with nought, also where the outcome was unknown, and leave the column given as it was', () => {
    const column = columnOf([
      [10, 20],
      [10, 20],
      [10, 20],
    ])
    column.after[1] = Number.NaN
    column.after[2] = Number.NaN
    const counted = withLeavers(column, Uint8Array.of(0, 1, 0))
    expect([...counted.after]).toEqual([20, 0, Number.NaN])
    expect([...column.after]).toEqual([20, Number.NaN, Number.NaN])
  })
})
