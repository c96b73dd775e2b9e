import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { scoreSpreads } from './index.ts'
import { aScore, scoresFrom } from './round-fixtures.ts'

describe('how scores lie apart', () => {
  test('every account and criterion has its mean, median, range and standard deviation', () => {
    const scores = scoresFrom({ ann: [1], bob: [4], cem: [5], dan: [null] })
    expect(scoreSpreads(scores)).toEqual([
      {
        accountId: 'a0',
        criterionKey: 'fit',
        raters: 3,
        abstained: 1,
        mean: 10 / 3,
        median: 4,
        lowest: 1,
        highest: 5,
        range: 4,
        standardDeviation: expect.closeTo(Math.sqrt(13 / 3), 12),
      },
    ])
  })

  test('a single rater has no standard deviation', () => {
    expect(scoreSpreads([aScore()])[0]).toMatchObject({ raters: 1, range: 0, standardDeviation: null })
  })

  test('an account for which everybody had no basis to judge has no spread', () => {
    expect(scoreSpreads([aScore({ score: null }), aScore({ raterId: 'fay', score: null })])).toEqual([])
    expect(scoreSpreads([])).toEqual([])
  })

  test('criteria are kept apart, and so are ids that only look alike when glued together', () => {
    const scores = [
      aScore({ accountId: 'a', criterionKey: 'b|c' }),
      aScore({ accountId: 'a|b', criterionKey: 'c', score: 5 }),
    ]
    expect(scoreSpreads(scores).map(({ range }) => range)).toEqual([0, 0])
  })
})

test('by law: the mean and the median lie between the lowest and the highest, in any order of the raters', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 9 }), (values) => {
      const scores = values.map((score, index) => aScore({ raterId: `r${index}`, score }))
      const [spread] = scoreSpreads(scores)
      const [turned] = scoreSpreads([...scores].reverse())
      if (!spread) throw new Error('no spread')
      for (const middle of [spread.mean, spread.median]) {
        expect(middle).toBeGreaterThanOrEqual(spread.lowest)
        expect(middle).toBeLessThanOrEqual(spread.highest)
      }
      expect(turned?.median).toBe(spread.median)
      expect(turned?.mean).toBeCloseTo(spread.mean, 12)
    }),
  )
})
