import { describe, expect, it } from 'vitest'
import {
  type CutQuestion,
  createAcceptability,
  type EdgeReason,
  edgeAccounts,
  firmnessOf,
  leaveOneCriterionOut,
} from './index.ts'

function question(columns: readonly (readonly number[])[], weights: readonly number[], places: number): CutQuestion {
  return {
    matrix: {
      accounts: columns[0]?.length ?? 0,
      columns: columns.map((points, index) => ({
        key: `c${index}`,
        points: Float64Array.from(points),
        strength: null,
      })),
      gates: null,
    },
    weights,
    minimumConfidence: 0,
    places,
  }
}

/** The second and third are close at the cut: 51 and 50, and change sides at a share of 23/44, under three points more. */
const close = question(
  [
    [90, 40, 60, 5],
    [80, 62, 40, 10],
  ],
  [1, 1],
  2,
)

function codesOf(reasons: readonly EdgeReason[]): string[] {
  return reasons.map(({ code }) => code)
}

describe('accounts on the edge', () => {
  it('are those a plausible change of one weight moves, on both sides of the cut', () => {
    const edge = edgeAccounts(close, { firmness: firmnessOf(close) })
    expect(edge.map(({ account, isInside }) => ({ account, isInside }))).toEqual([
      { account: 1, isInside: true },
      { account: 2, isInside: false },
    ])
    expect(edge[0]?.reasons).toEqual(
      expect.arrayContaining([
        { code: 'selection/moves-with-weight', key: 'c0', direction: 'more', change: expect.closeTo(0.05, 12) },
        { code: 'selection/moves-with-weight', key: 'c1', direction: 'less', change: expect.closeTo(-0.05, 12) },
      ]),
    )
    const first = edge[0]?.reasons.find(({ code }) => code === 'selection/first-to-move')
    expect(first).toMatchObject({ key: 'c0', share: expect.closeTo(22 / 42, 12), change: expect.closeTo(1 / 42, 12) })
  })

  it('are none where only an implausible change would move anybody', () => {
    const far = question(
      [
        [90, 70, 40, 5],
        [80, 72, 70, 10],
      ],
      [1, 1],
      2,
    )
    expect(edgeAccounts(far, { firmness: firmnessOf(far) })).toEqual([])
  })

  it('are those most draws of weights put elsewhere, or cannot decide on', () => {
    const run = createAcceptability(close, { seed: 1, space: { kind: 'every_mixture' } })
    run.run(500)
    const acceptability = run.result()
    const edge = edgeAccounts(close, { firmness: firmnessOf(close), acceptability })
    const undecided = edge.filter(({ reasons }) => codesOf(reasons).includes('selection/undecided-over-weights'))
    expect(undecided.map(({ account }) => account)).toEqual([1, 2])
    expect(acceptability.insideShare[0]).toBe(1)
  })

  it('marks an account outside that hardly any weights but the chosen keep out', () => {
    const acceptability = {
      ...createAcceptability(close, { seed: 1, space: { kind: 'every_mixture' } }).result(),
      draws: 20,
      insideShare: Float64Array.of(1, 1, 0.95, 0.95),
    }
    const edge = edgeAccounts(close, { firmness: firmnessOf(close), acceptability })
    expect(edge.find(({ account }) => account === 3)).toEqual({
      account: 3,
      isInside: false,
      reasons: [{ code: 'selection/undecided-over-weights', insideShare: 0.95 }],
    })
  })

  it('are not told from weights before any were drawn', () => {
    const acceptability = createAcceptability(close, { seed: 1, space: { kind: 'every_mixture' } }).result()
    const firmness = firmnessOf(close)
    expect(edgeAccounts(close, { firmness, acceptability })).toEqual(edgeAccounts(close, { firmness }))
  })

  it('are those that hang on one criterion or one rater', () => {
    const edge = edgeAccounts(close, {
      firmness: { inside: [], criteria: [], smallest: null },
      withoutCriterion: leaveOneCriterionOut(close),
      withoutRater: [
        {
          key: 'ana',
          judgedAccounts: 3,
          fallsOut: [0],
          comesIn: [3],
          rankCorrelation: { value: null, status: 'insufficient_data', reasons: [] },
        },
      ],
    })
    const reasonsOf = (account: number) => codesOf(edge.find((one) => one.account === account)?.reasons ?? [])
    expect(reasonsOf(0)).toEqual(['selection/moves-without-rater'])
    expect(reasonsOf(1)).toContain('selection/moves-without-criterion')
    expect(reasonsOf(2)).toContain('selection/moves-without-criterion')
    expect(reasonsOf(3)).toEqual(['selection/moves-without-rater'])
  })

  it('cannot take more weight from a criterion than it has', () => {
    const light = question(
      [
        [100, 0],
        [50, 50.5],
      ],
      [1, 99],
      1,
    )
    const [first] = edgeAccounts(light, { firmness: firmnessOf(light) })
    const lighter = first?.reasons.find(
      (reason) => reason.code === 'selection/moves-with-weight' && reason.key === 'c0' && reason.direction === 'less',
    )
    expect(lighter).toMatchObject({ change: expect.closeTo(-0.01, 12) })
  })

  it('do not exist in a set with one criterion, nor in an empty list', () => {
    const single = question([[90, 40]], [1], 1)
    const empty = question([[], []], [1, 1], 1)
    expect(edgeAccounts(single, { firmness: firmnessOf(single) })).toEqual([])
    expect(edgeAccounts(empty, { firmness: firmnessOf(empty) })).toEqual([])
  })
})
