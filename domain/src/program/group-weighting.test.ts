import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  FAR_OFF,
  GROUP_RANDOM_INDEX,
  type GroupReading,
  groupWeights,
  pairsOf,
  type RandomIndexTable,
  readWeights,
  type WeightAnswers,
  type WeightReading,
} from './index.ts'

const KEYS = ['a', 'b', 'c']

function reading(answers: WeightAnswers, keys: readonly string[] = KEYS): WeightReading {
  const result = readWeights(keys, answers)
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}

function group(...members: readonly WeightReading[]): GroupReading {
  const result = groupWeights(members.map((one, index) => ({ personId: `p${index}`, reading: one })))
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}

function direct(...points: readonly number[]): WeightAnswers {
  return { method: 'direct', weights: points.map((value, index) => ({ key: KEYS[index] ?? '?', value })) }
}

/** Comparisons of every pair, in the order of the pairs. */
function compared(values: readonly number[], table: RandomIndexTable = 'saaty_2005'): WeightAnswers {
  const comparisons = pairsOf(KEYS).map(([item, against], index) => ({ item, against, value: values[index] ?? 1 }))
  return { method: 'pairwise', comparisons, table }
}

const round = (values: readonly { readonly share: number }[]) => values.map(({ share }) => Number(share.toFixed(6)))

describe('what one person says', () => {
  test('comes in the order of the criteria, whatever order it was given in', () => {
    const weights = [
      { key: 'c', value: 20 },
      { key: 'a', value: 50 },
      { key: 'b', value: 30 },
    ]
    expect(reading({ method: 'direct', weights })).toEqual({
      shares: [
        { key: 'a', share: 0.5 },
        { key: 'b', share: 0.3 },
        { key: 'c', share: 0.2 },
      ],
      comparisons: null,
    })
  })

  test('swings count against the most valuable one', () => {
    const weights = [
      { key: 'a', value: 100 },
      { key: 'b', value: 60 },
      { key: 'c', value: 40 },
    ]
    expect(round(reading({ method: 'swing', weights }).shares)).toEqual([0.5, 0.3, 0.2])
  })

  test('comparisons bring their consistency and the table it rests on', () => {
    const { shares, comparisons } = reading(compared([2, 4, 2], 'donegan_dodd_1991'))
    expect(round(shares)).toEqual([0.571429, 0.285714, 0.142857])
    expect(comparisons?.priorities).toMatchObject({ isConsistent: true, randomIndexTable: 'donegan_dodd_1991' })
  })

  test('comparisons that contradict each other are read all the same, and marked', () => {
    expect(reading(compared([3, 1 / 3, 3])).comparisons?.priorities.isConsistent).toBe(false)
  })

  test.each([
    ['nothing at all', direct(), 'program/no-weights', {}],
    ['a criterion left out', direct(50, 30), 'program/weights-for-other-criteria', { key: 'c' }],
    [
      'a criterion that is no longer there',
      {
        method: 'direct',
        weights: ['a', 'b', 'c', 'gone'].map((key) => ({ key, value: 25 })),
      },
      'program/weights-for-other-criteria',
      { key: 'gone' },
    ],
    [
      'points that do not add up',
      direct(50, 30, 10),
      'program/weights-do-not-add-up',
      { sum: 90, total: 100, difference: -10 },
    ],
    [
      'a pair not compared',
      { method: 'pairwise', comparisons: [{ item: 'a', against: 'b', value: 2 }], table: 'saaty_2005' },
      'program/pairwise-incomplete',
      { missing: 2, pairs: 'a / c, b / c' },
    ],
  ] as const)('%s is refused with what it is about', (_, answers, code, detail) => {
    expect(readWeights(KEYS, answers as WeightAnswers)).toEqual({ ok: false, refusal: { code, detail } })
  })

  test('more criteria than the table covers are refused with where it ends', () => {
    const keys = Array.from('abcdefghijk')
    const comparisons = pairsOf(keys).map(([item, against]) => ({ item, against, value: 1 }))
    expect(readWeights(keys, { method: 'pairwise', comparisons, table: 'saaty_classic' })).toMatchObject({
      ok: false,
      refusal: { code: 'program/no-random-index', detail: { items: 11, most: 10 } },
    })
  })
})

describe('what a group says', () => {
  test('who compares is combined by the geometric mean: three times and a third meet at the same', () => {
    const result = group(reading(compared([3, 3, 1])), reading(compared([1 / 3, 1 / 3, 1])))
    expect(round(result.shares)).toEqual([0.333333, 0.333333, 0.333333])
    expect(result.comparisons?.consistencyRatio).toBeCloseTo(0, 10)
    expect(result.shares[0]?.lowest).toBeCloseTo(1 / 7, 6)
    expect(result.shares[0]?.highest).toBeCloseTo(0.6, 6)
  })

  test('the mean of the two members would have said otherwise', () => {
    const mean = (0.6 + 1 / 7) / 2
    expect(Math.abs(mean - 1 / 3)).toBeGreaterThan(0.03)
  })

  test('who gives points is combined by the plain mean', () => {
    const result = group(reading(direct(60, 30, 10)), reading(direct(20, 30, 50)))
    expect(round(result.shares)).toEqual([0.4, 0.3, 0.3])
    expect(result.comparisons).toBeNull()
    expect(result.reasons).toEqual([])
  })

  test('in a mixed group the common matrix counts once for each who compared', () => {
    const result = group(
      reading(compared([3, 3, 1])),
      reading(compared([1 / 3, 1 / 3, 1])),
      reading(direct(60, 20, 20)),
    )
    expect(result.shares[0]?.share).toBeCloseTo((2 / 3 + 0.6) / 3, 10)
  })

  test('the ratio of the group goes by the table all chose, else by the one with a name for it', () => {
    const same = group(reading(compared([2, 4, 2], 'saaty_classic')), reading(compared([3, 3, 1], 'saaty_classic')))
    expect(same.comparisons?.randomIndexTable).toBe('saaty_classic')
    const differing = group(reading(compared([2, 4, 2], 'saaty_classic')), reading(compared([3, 3, 1])))
    expect(differing.comparisons?.randomIndexTable).toBe(GROUP_RANDOM_INDEX)
  })

  test('the distance is the part of the weight that lies elsewhere', () => {
    const result = group(reading(direct(60, 20, 20)), reading(direct(40, 40, 20)), reading(direct(10, 10, 80)))
    expect(result.distances.map((one) => Number(one.toFixed(6)))).toEqual([0.233333, 0.2, 0.4])
    expect(result.distances.filter((one) => one > FAR_OFF + 1e-9)).toHaveLength(2)
  })

  test('one person is no group, and nobody is refused', () => {
    expect(group(reading(direct(60, 20, 20))).reasons).toEqual(['program/one-person-weighs'])
    expect(groupWeights([])).toMatchObject({ ok: false, refusal: { code: 'program/no-one-weighs' } })
  })

  test('members who weighed other criteria are refused', () => {
    const other = readWeights(['a', 'b'], {
      method: 'direct',
      weights: ['a', 'b'].map((key) => ({ key, value: 50 })),
    })
    if (!other.ok) throw new Error('refused')
    const result = groupWeights([
      { personId: 'p', reading: reading(direct(60, 20, 20)) },
      { personId: 'q', reading: other.value },
    ])
    expect(result).toMatchObject({ ok: false, refusal: { detail: { personId: 'q' } } })
  })

  test('by law: the shares add up to one, and a group of one mind has that mind', () => {
    const points = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 30 }))
    const steps = fc.tuple(...[1, 2, 3].map(() => fc.integer({ min: 1, max: 9 })))
    fc.assert(
      fc.property(points, steps, fc.integer({ min: 1, max: 4 }), ([a, b], values, times) => {
        const mixed = group(reading(direct(a, b, 100 - a - b)), reading(compared(values)))
        expect(mixed.shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 10)
        const one = reading(compared(values))
        const many = group(...Array.from({ length: times }, () => one))
        many.shares.forEach(({ share }, index) => {
          expect(share).toBeCloseTo(one.shares[index]?.share ?? 0, 9)
        })
      }),
    )
  })
})
