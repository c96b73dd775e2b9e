import { describe, expect, it } from 'vitest'
import type { CutQuestion } from './cut.ts'
import { evidencedWeights, listSituation } from './list-situation.ts'

const NONE = Number.NaN

function list(columns: readonly (readonly number[])[], rest: Partial<Omit<CutQuestion, 'matrix'>> = {}): CutQuestion {
  const accounts = columns[0]?.length ?? 0
  return {
    matrix: {
      accounts,
      columns: columns.map((points, index) => ({
        key: `criterion-${index}`,
        points: Float64Array.from(points),
        strength: null,
      })),
      gates: null,
    },
    weights: columns.map(() => 50),
    minimumConfidence: 0.5,
    places: 1,
    ...rest,
  }
}

describe('what kind of list it is', () => {
  it('is contested when more accounts are ranked than there are places', () => {
    const question = list([
      [80, 60, 40],
      [10, 90, 30],
    ])
    expect(listSituation(question)).toEqual({ situation: 'contested', ranked: 3, inside: 1 })
  })

  it('names what is lacking, the first thing first', () => {
    expect(listSituation(list([[], []])).situation).toBe('no_accounts')
    expect(
      listSituation(
        list([
          [NONE, NONE],
          [NONE, NONE],
        ]),
      ).situation,
    ).toBe('nobody_ranked')
    const two = [
      [80, 60],
      [10, 90],
    ]
    expect(listSituation(list(two, { places: 0 }))).toEqual({ situation: 'no_places', ranked: 2, inside: 0 })
    expect(listSituation(list(two, { places: 2 }))).toEqual({ situation: 'everybody_in', ranked: 2, inside: 2 })
    expect(listSituation(list(two, { places: 9 }))).toEqual({ situation: 'everybody_in', ranked: 2, inside: 2 })
    expect(listSituation(list(two, { weights: [100, 0] })).situation).toBe('one_criterion')
  })

  it('takes scores that differ by rounding alone for equal', () => {
    const question = list([
      [50, 50 + 1e-12, 50],
      [50, 50, 50],
    ])
    expect(listSituation(question).situation).toBe('all_equal')
    const apart = list([
      [50, 51, 50],
      [50, 50, 50],
    ])
    expect(listSituation(apart).situation).toBe('contested')
  })

  it('counts neither accounts with too little evidence nor those behind a gate', () => {
    const question = list([
      [80, 60, 40, 20],
      [10, NONE, 30, 90],
    ])
    const gated = { ...question, matrix: { ...question.matrix, gates: Uint8Array.of(2, 0, 0, 0) } }
    expect(listSituation({ ...gated, minimumConfidence: 0.6 })).toEqual({
      situation: 'contested',
      ranked: 2,
      inside: 1,
    })
    expect(listSituation({ ...gated, minimumConfidence: 0.6, places: 2 }).situation).toBe('everybody_in')
  })

  it('is a list of nobody when no weight is above 0', () => {
    expect(listSituation(list([[80, 60]], { weights: [0] })).situation).toBe('nobody_ranked')
  })
})

describe('the weights worth trying out', () => {
  it('leave out criteria on which nobody has evidence, and keep those on which one account has', () => {
    const question = list(
      [
        [80, 60],
        [NONE, NONE],
        [NONE, 30],
      ],
      { weights: [50, 30, 20] },
    )
    expect(evidencedWeights(question)).toEqual([50, 0, 20])
  })

  it('are all of them when nothing is evidenced, or no weight is left', () => {
    expect(evidencedWeights(list([[NONE], [NONE]], { weights: [70, 30] }))).toEqual([70, 30])
    expect(evidencedWeights(list([[80], [NONE]], { weights: [0, 30] }))).toEqual([0, 30])
  })
})
