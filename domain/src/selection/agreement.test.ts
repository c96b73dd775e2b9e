import { describe, expect, test } from 'vitest'
import { type AgreementMetric, krippendorffAlpha, type Ratings, ratingTable, readAgreement } from './index.ts'
import { aScore } from './round-fixtures.ts'

const NONE = null

// The data of the usual worked example: three observers, fifteen units, many gaps.
const PUBLISHED: Ratings = [
  [NONE, NONE, NONE, NONE, NONE, 3, 4, 1, 2, 1, 1, 3, 3, NONE, 3],
  [1, NONE, 2, 1, 3, 3, 4, 3, NONE, NONE, NONE, NONE, NONE, NONE, NONE],
  [NONE, NONE, 2, 1, 3, 4, 4, NONE, 2, 1, 1, 3, 3, NONE, 4],
]

describe('the published example', () => {
  test.each([
    ['nominal', 0.691358],
    ['ordinal', 0.806721],
    ['interval', 0.810845],
    ['ratio', 0.808944],
  ] satisfies [AgreementMetric, number][])('by the %s metric alpha is %f, to six places', (metric, alpha) => {
    expect(krippendorffAlpha(PUBLISHED, metric).alpha.value).toBeCloseTo(alpha, 6)
  })

  test('units with a single rating, or none, count nothing', () => {
    expect(krippendorffAlpha(PUBLISHED, 'ordinal')).toMatchObject({ raters: 3, units: 12, pairableRatings: 26 })
    const without = PUBLISHED.map((row) => row.filter((_, unit) => ![0, 1, 13].includes(unit)))
    expect(krippendorffAlpha(without, 'ordinal').alpha.value).toBe(krippendorffAlpha(PUBLISHED, 'ordinal').alpha.value)
  })
})

describe('what an alpha means', () => {
  test.each([
    [1, 'rely'],
    [0.8, 'rely'],
    [0.799, 'tentative'],
    [0.667, 'tentative'],
    [0.666, 'discuss'],
    [0, 'discuss'],
    [-0.4, 'discuss'],
  ])('%f: %s', (alpha, reading) => {
    expect(readAgreement(alpha)).toBe(reading)
  })

  test('raters who turn the scale upside down agree worse than by chance', () => {
    const agreement = krippendorffAlpha(
      [
        [1, 2, 3, 4, 5],
        [5, 4, 3, 2, 1],
      ],
      'interval',
    )
    expect(agreement.alpha.value).toBeLessThan(-0.5)
    expect(agreement.reading).toBe('discuss')
  })

  test('on ordered levels a near miss counts less than a far one', () => {
    const near = [
      [1, 2, 3, 4, 5, 3],
      [1, 2, 3, 4, 5, 4],
    ]
    const far = [
      [1, 2, 3, 4, 5, 1],
      [1, 2, 3, 4, 5, 5],
    ]
    const alpha = (ratings: Ratings): number => krippendorffAlpha(ratings, 'ordinal').alpha.value ?? Number.NaN
    expect(alpha(near)).toBeGreaterThan(alpha(far))
  })
})

describe('when agreement cannot be told', () => {
  test('one rater agrees with nobody', () => {
    const agreement = krippendorffAlpha([[1, 2, 3, 4, 5, 5]], 'ordinal')
    expect(agreement).toMatchObject({
      alpha: { value: null, status: 'insufficient_data', reasons: ['selection/one-rater'] },
      reading: null,
      raters: 1,
    })
  })

  test('a second rater who scored nothing is no second rater', () => {
    const agreement = krippendorffAlpha(
      [
        [1, 2, 3, 4, 5],
        [NONE, NONE, NONE, NONE, NONE],
      ],
      'ordinal',
    )
    expect(agreement.alpha.reasons).toEqual(['selection/one-rater'])
  })

  test('four accounts in common are too few, five will do', () => {
    const four = [
      [1, 2, 3, 4, 5],
      [1, 2, 3, 5, NONE],
    ]
    expect(krippendorffAlpha(four, 'ordinal').alpha.reasons).toEqual(['selection/fewer-than-five-common-units'])
    const five = four.map((row) => row.map((value) => value ?? 4))
    expect(krippendorffAlpha(five, 'ordinal').alpha.status).toBe('ok')
  })

  test('when everybody gave the same score, nothing shows that they can tell accounts apart', () => {
    const agreement = krippendorffAlpha(
      [
        [3, 3, 3, 3, 3],
        [3, 3, 3, 3, 3],
      ],
      'ordinal',
    )
    expect(agreement.alpha).toEqual({ value: null, status: 'not_applicable', reasons: ['selection/all-equal'] })
    expect(agreement).toMatchObject({ reading: null, observed: 0, expected: 0 })
  })

  test('the ratio metric takes no negative ratings, the interval metric does', () => {
    const ratings = [
      [-1, 2, 3, 4, 5],
      [-1, 2, 3, 4, 4],
    ]
    expect(krippendorffAlpha(ratings, 'ratio').alpha.reasons).toEqual(['selection/ratio-of-negative-ratings'])
    expect(krippendorffAlpha(ratings, 'interval').alpha.status).toBe('ok')
  })

  test('an empty table is no table', () => {
    expect(krippendorffAlpha([], 'nominal').alpha.value).toBeNull()
  })
})

describe('the table of a criterion', () => {
  test('holds raters by accounts, with gaps where somebody had no basis to judge or gave no score', () => {
    const table = ratingTable(
      [
        aScore({ score: 2 }),
        aScore({ raterId: 'fay', score: null }),
        aScore({ raterId: 'fay', accountId: 'south', score: 4 }),
        aScore({ criterionKey: 'credit', score: 5 }),
      ],
      'fit',
    )
    expect(table).toEqual({
      raterIds: ['sam', 'fay'],
      accountIds: ['north', 'south'],
      ratings: [
        [2, null],
        [null, 4],
      ],
    })
  })

  test('a hundred raters and a thousand accounts are counted at once', () => {
    const ratings = Array.from({ length: 100 }, (_, rater) =>
      Array.from({ length: 1000 }, (__, unit) => 1 + ((unit * 7 + (rater % 3 === 0 ? 1 : 0)) % 5)),
    )
    expect(krippendorffAlpha(ratings, 'ordinal').pairableRatings).toBe(100_000)
  })
})
