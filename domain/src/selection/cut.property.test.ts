import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nthLargest } from './cut.ts'
import { accountsInside, markTopScores, rankedScores, sharesOf } from './index.ts'
import type { ScoreMatrix } from './rank.ts'

const score = fc.oneof(
  { arbitrary: fc.double({ min: 0, max: 100, noNaN: true }), weight: 3 },
  { arbitrary: fc.constantFrom(0, 50, 100), weight: 3 },
  { arbitrary: fc.constant(Number.NaN), weight: 1 },
)
const known = fc.array(fc.oneof(fc.double({ noNaN: true }), fc.constantFrom(0, 1, 2)), { minLength: 1, maxLength: 60 })

describe('who has a place', () => {
  it('are the highest scores, equal ones by index, found without sorting', () => {
    fc.assert(
      fc.property(fc.array(score, { maxLength: 60 }), fc.integer({ min: 0, max: 70 }), (scores, places) => {
        const sorted = [...scores.keys()]
          .filter((account) => !Number.isNaN(scores[account]))
          .sort((one, other) => (scores[other] ?? 0) - (scores[one] ?? 0) || one - other)
          .slice(0, places)
        const marks = markTopScores(Float64Array.from(scores), places)
        expect([...marks.keys()].filter((account) => marks[account] === 1)).toEqual(sorted.sort((a, b) => a - b))
      }),
      { numRuns: 300 },
    )
  })

  it('leaves the scores as they were', () => {
    const scores = Float64Array.of(3, 1, Number.NaN, 2)
    markTopScores(scores, 2)
    expect([...scores]).toEqual([3, 1, Number.NaN, 2])
  })

  it('gives more places to those who had one and to others besides', () => {
    fc.assert(
      fc.property(fc.array(score, { maxLength: 40 }), fc.integer({ min: 0, max: 40 }), (scores, places) => {
        const few = markTopScores(Float64Array.from(scores), places)
        const more = markTopScores(Float64Array.from(scores), places + 3)
        few.forEach((mark, account) => {
          expect(more[account]).toBeGreaterThanOrEqual(mark)
        })
      }),
    )
  })

  it('never is an account behind a gate, or with too little of the weight evidenced', () => {
    const matrix: ScoreMatrix = {
      accounts: 4,
      columns: [
        { key: 'a', points: Float64Array.of(90, 80, Number.NaN, 10), strength: null },
        { key: 'b', points: Float64Array.of(90, 80, 99, 10), strength: Float64Array.of(1, 0.5, 1, 1) },
      ],
      gates: Uint8Array.of(1, 0, 0, 2),
    }
    const question = { matrix, weights: [2, 2], minimumConfidence: 0.7, places: 4 }
    expect([...accountsInside(question)]).toEqual([0, 1, 0, 0])
    expect([...rankedScores(question)]).toEqual([Number.NaN, 80, Number.NaN, Number.NaN])
    expect([...accountsInside({ ...question, minimumConfidence: 0.5 })]).toEqual([0, 1, 1, 0])
  })
})

describe('the n-th largest', () => {
  it('is the one a sorted list shows, for any order and any number of equals', () => {
    fc.assert(
      fc.property(known, fc.double({ min: 0, max: 1, noNaN: true }), (values, share) => {
        const n = 1 + Math.floor(share * (values.length - 1))
        const sorted = values.toSorted((one, other) => other - one)
        expect(nthLargest(Float64Array.from(values), values.length, n)).toBe(sorted[n - 1])
      }),
      { numRuns: 300 },
    )
  })

  it('looks at the first cells only, and is out of reach when nobody has a place', () => {
    expect(nthLargest(Float64Array.of(1, 2, 99), 2, 1)).toBe(2)
    expect(nthLargest(Float64Array.of(1, 2), 2, 0)).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('shares of the weight', () => {
  it('add up to one and keep the proportions', () => {
    expect(sharesOf([1, 3])).toEqual([0.25, 0.75])
    expect(sharesOf([0, 0])).toEqual([0, 0])
    expect(sharesOf([])).toEqual([])
  })
})
