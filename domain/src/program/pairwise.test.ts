import { describe, expect, test } from 'vitest'
import {
  combinePairwise,
  type PairwiseJudgement,
  type PairwiseMatrix,
  pairsOf,
  pairwiseFaults,
  pairwiseMatrix,
} from './index.ts'

const ITEMS = ['margin', 'growth', 'fit']

function judged(...list: [string, string, number][]): PairwiseJudgement[] {
  return list.map(([item, against, value]) => ({ item, against, value }))
}

const COMPLETE = judged(['margin', 'growth', 2], ['margin', 'fit', 4], ['growth', 'fit', 2])

function matrixOf(judgements: PairwiseJudgement[]): PairwiseMatrix {
  const result = pairwiseMatrix(ITEMS, judgements)
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}

describe('comparing criteria in pairs', () => {
  test('each pair is compared once, and the mirror follows by itself', () => {
    expect(matrixOf(COMPLETE)).toEqual({
      items: ITEMS,
      values: [
        [1, 2, 4],
        [0.5, 1, 2],
        [0.25, 0.5, 1],
      ],
    })
  })

  test('the comparison may be given the other way round', () => {
    const turned = judged(['growth', 'margin', 0.5], ['fit', 'margin', 1 / 4], ['growth', 'fit', 2])
    expect(matrixOf(turned).values).toEqual(matrixOf(COMPLETE).values)
  })

  test('a comparison given both ways is accepted when the two mirror each other', () => {
    expect(pairwiseFaults(ITEMS, [...COMPLETE, ...judged(['fit', 'margin', 0.25])])).toEqual([])
  })

  test('an incomplete set is refused with the pairs that lack', () => {
    expect(pairwiseMatrix(ITEMS, judged(['margin', 'growth', 2]))).toEqual({
      ok: false,
      refusal: { code: 'program/pairwise-incomplete', detail: { missing: 2, pairs: 'margin / fit, growth / fit' } },
    })
  })

  test('of many missing pairs the first ten are named and all are counted', () => {
    const items = ['a', 'b', 'c', 'd', 'e', 'f']
    const result = pairwiseMatrix(items, [])
    expect(result.ok).toBe(false)
    if (result.ok) return
    expect(result.refusal.detail.missing).toBe(15)
    expect(String(result.refusal.detail.pairs).split(', ')).toHaveLength(10)
  })

  test.each([
    ['a value above nine', judged(['margin', 'growth', 10]), 'program/pairwise-value-out-of-range'],
    ['a value below a ninth', judged(['margin', 'growth', 0.1]), 'program/pairwise-value-out-of-range'],
    ['nought', judged(['margin', 'growth', 0]), 'program/pairwise-value-out-of-range'],
    ['a negative value', judged(['margin', 'growth', -3]), 'program/pairwise-value-out-of-range'],
    ['no number', judged(['margin', 'growth', Number.NaN]), 'program/pairwise-value-out-of-range'],
    ['an endless value', judged(['margin', 'growth', Number.POSITIVE_INFINITY]), 'program/pairwise-value-out-of-range'],
    ['an unknown item', judged(['margin', 'luck', 2]), 'program/pairwise-item-unknown'],
    ['an item against itself', judged(['fit', 'fit', 1]), 'program/pairwise-item-with-itself'],
    [
      'two comparisons that contradict',
      judged(['margin', 'growth', 2], ['growth', 'margin', 2]),
      'program/pairwise-not-reciprocal',
    ],
  ])('%s is a fault', (_, judgements, code) => {
    const codes = pairwiseFaults(ITEMS, judgements).map((fault) => fault.code)
    expect(codes.filter((one) => one !== 'program/pairwise-pair-missing')).toEqual([code])
    expect(pairwiseMatrix(ITEMS, judgements)).toMatchObject({
      ok: false,
      refusal: { code: 'program/pairwise-invalid' },
    })
  })

  test('a ninth itself is on the scale, although it cannot be written exactly', () => {
    expect(pairwiseFaults(['a', 'b'], judged(['a', 'b', 1 / 9]))).toEqual([])
    expect(pairwiseFaults(['a', 'b'], judged(['a', 'b', 0.1111111111]))).toEqual([])
  })

  test('one item alone and an item twice cannot be compared', () => {
    expect(pairwiseFaults(['margin'], []).map(({ code }) => code)).toEqual(['program/pairwise-too-few-items'])
    expect(pairwiseFaults(['margin', 'margin'], []).map(({ code }) => code)).toContain(
      'program/pairwise-item-duplicate',
    )
  })

  test('names with commas, quotes or slashes are never mistaken for each other', () => {
    const items = ['a","b', 'a', 'b","c', 'c']
    const complete = pairsOf(items).map(([item, against]) => ({ item, against, value: 3 }))
    expect(pairwiseFaults(items, complete)).toEqual([])
    expect(pairwiseFaults(items, complete.slice(1))).toEqual([
      { code: 'program/pairwise-pair-missing', item: 'a","b', against: 'a' },
    ])
  })
})

describe('the comparisons of a group', () => {
  test('three times and a third are, together, the same', () => {
    const one = matrixOf(judged(['margin', 'growth', 3], ['margin', 'fit', 4], ['growth', 'fit', 2]))
    const other = matrixOf(judged(['margin', 'growth', 1 / 3], ['margin', 'fit', 1], ['growth', 'fit', 8]))
    const result = combinePairwise([one, other])
    expect(result.ok && result.value.values[0]?.[1]).toBeCloseTo(1, 12)
    expect(result.ok && result.value.values[0]?.[2]).toBeCloseTo(2, 12)
    expect(result.ok && result.value.values[1]?.[2]).toBeCloseTo(4, 12)
  })

  test('a group of one says what that one says', () => {
    const result = combinePairwise([matrixOf(COMPLETE)])
    expect(result.ok && result.value.values.flat().map((value) => Number(value.toFixed(12)))).toEqual(
      matrixOf(COMPLETE).values.flat(),
    )
  })

  test('a group of nobody is refused', () => {
    expect(combinePairwise([])).toMatchObject({ ok: false, refusal: { code: 'program/pairwise-no-judges' } })
  })

  test('members who compared other criteria, or in another order, are refused by their number', () => {
    const other = { items: ['growth', 'margin', 'fit'], values: matrixOf(COMPLETE).values }
    expect(combinePairwise([matrixOf(COMPLETE), other])).toEqual({
      ok: false,
      refusal: { code: 'program/pairwise-different-items', detail: { judge: 2 } },
    })
  })
})
