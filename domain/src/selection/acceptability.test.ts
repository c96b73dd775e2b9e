import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { seededRandom } from '../kernel/index.ts'
import { type CutQuestion, createAcceptability, rankMatrix, type WeightSpace } from './index.ts'
import { wilsonInterval } from './intervals.ts'
import { drawWeights } from './weight-draws.ts'

// Many repetitions: a busy machine may take longer than the usual five seconds.
vi.setConfig({ testTimeout: 30_000 })

const UNKNOWN = Number.NaN
const EVERY: WeightSpace = { kind: 'every_mixture' }

function question(columns: readonly (readonly number[])[], changes: Partial<CutQuestion> = {}): CutQuestion {
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
    weights: columns.map(() => 1),
    minimumConfidence: 0,
    places: 1,
    ...changes,
  }
}

function acceptabilityOf(asked: CutQuestion, draws: number, space: WeightSpace = EVERY, seed = 7) {
  const run = createAcceptability(asked, { seed, space })
  run.run(draws)
  return run.result()
}

function shuffled(count: number, seed: number): number[] {
  const random = seededRandom(seed)
  const order = Array.from({ length: count }, (_, index) => index)
  for (let index = count - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1))
    const held = order[index] ?? 0
    order[index] = order[other] ?? 0
    order[other] = held
  }
  return order
}

describe('rank acceptability', () => {
  it('with two criteria gives each account the part of the weights in which it leads', () => {
    // 80 w + 20 (1 - w) leads 50 w + 60 (1 - w) from w = 4/7 on; w is spread evenly from 0 to 1.
    const { insideShare, low, high, meanRank } = acceptabilityOf(
      question([
        [80, 50],
        [20, 60],
      ]),
      20_000,
    )
    expect(Math.abs((insideShare[0] ?? 0) - 3 / 7)).toBeLessThan(0.011)
    expect(low[0]).toBeLessThan(3 / 7)
    expect(high[0]).toBeGreaterThan(3 / 7)
    expect(Math.abs((meanRank[0] ?? 0) - (1 + 4 / 7))).toBeLessThan(0.011)
  })

  it('with three criteria and a favourite each gives each a third', () => {
    const { insideShare } = acceptabilityOf(
      question([
        [90, 0, 0],
        [0, 90, 0],
        [0, 0, 90],
      ]),
      20_000,
    )
    for (const share of insideShare) expect(Math.abs(share - 1 / 3)).toBeLessThan(0.011)
  })

  it('weighs what two of three criteria share as often as the weights say', () => {
    // The first leads when the third weight is below one half: three quarters of the triangle of weights.
    const { insideShare } = acceptabilityOf(
      question([
        [60, 0],
        [60, 0],
        [0, 60],
      ]),
      20_000,
    )
    expect(Math.abs((insideShare[0] ?? 0) - 3 / 4)).toBeLessThan(0.011)
  })

  it('puts an account that is better in everything inside every time, and nobody behind a gate', () => {
    const open = question([
      [90, 50, 99],
      [80, 40, 99],
    ])
    const gated = { ...open, matrix: { ...open.matrix, gates: Uint8Array.of(0, 0, 2) } }
    const { insideShare, rankedShare, meanRank, low, high } = acceptabilityOf(gated, 300)
    expect([...insideShare]).toEqual([1, 0, 0])
    expect([...rankedShare]).toEqual([1, 1, 0])
    expect([...meanRank]).toEqual([1, 2, Number.NaN])
    expect([low[1], high[0]]).toEqual([0, 1])
  })

  it('counts an account as ranked only where enough of the weight drawn is evidenced', () => {
    // Evidenced by the first criterion only: enough when its weight is at least three tenths.
    const asked = question(
      [
        [90, 10],
        [UNKNOWN, 10],
      ],
      { minimumConfidence: 0.3 },
    )
    const { rankedShare, insideShare } = acceptabilityOf(asked, 20_000)
    expect(Math.abs((rankedShare[0] ?? 0) - 0.7)).toBeLessThan(0.011)
    expect(insideShare[0]).toBe(rankedShare[0])
  })

  it('draws around the chosen weights when asked, closer with more concentration', () => {
    const asked = question(
      [
        [80, 50],
        [20, 60],
      ],
      { weights: [3, 1] },
    )
    const wide = acceptabilityOf(asked, 4_000, { kind: 'around_chosen', concentration: 4 }).insideShare[0] ?? 0
    const close = acceptabilityOf(asked, 4_000, { kind: 'around_chosen', concentration: 100 }).insideShare[0] ?? 0
    // The share of the first weight drawn is Beta(3, 1), so below 4/7 with probability (4/7)^3.
    expect(Math.abs(wide - (1 - (4 / 7) ** 3))).toBeLessThan(0.02)
    expect(close).toBeGreaterThan(0.99)
  })

  it('leaves criteria of weight 0 out', () => {
    const { insideShare } = acceptabilityOf(
      question(
        [
          [80, 50],
          [20, 60],
        ],
        { weights: [1, 0] },
      ),
      100,
    )
    expect([...insideShare]).toEqual([1, 0])
  })

  it('gives the same bits for the same seed, however the draws are sliced, and others for another', () => {
    const random = seededRandom(3)
    const asked = question(
      Array.from({ length: 4 }, () => Array.from({ length: 60 }, () => random() * 100)),
      { places: 10 },
    )
    const sliced = createAcceptability(asked, { seed: 9, space: EVERY })
    for (const draws of [1, 20, 0, 79]) sliced.run(draws)
    const whole = acceptabilityOf(asked, 100, EVERY, 9)
    expect(sliced.drawn()).toBe(100)
    expect(sliced.result()).toEqual(whole)
    expect(acceptabilityOf(asked, 100, EVERY, 10).insideShare).not.toEqual(whole.insideShare)
  })

  it('answers before the first draw that nothing is known yet', () => {
    const { draws, insideShare, low, high } = acceptabilityOf(question([[80, 50]]), 0)
    expect(draws).toBe(0)
    expect([...insideShare, ...low, ...high]).toEqual([0, 0, 0, 0, 1, 1])
  })

  it.each([
    ['no account', question([[], []]), []],
    ['one account', question([[50]]), [1]],
    [
      'equal accounts: the first of them',
      question(
        [
          [50, 50, 50],
          [20, 20, 20],
        ],
        { places: 2 },
      ),
      [1, 1, 0],
    ],
    [
      'more places than accounts',
      question(
        [
          [50, 60],
          [20, 20],
        ],
        { places: 5 },
      ),
      [1, 1],
    ],
    [
      'no places',
      question(
        [
          [50, 60],
          [20, 20],
        ],
        { places: 0 },
      ),
      [0, 0],
    ],
    ['no evidence at all', question([[UNKNOWN, UNKNOWN]], { places: 1 }), [0, 0]],
  ])('has an answer for %s', (_, asked, expected) => {
    expect([...acceptabilityOf(asked, 50).insideShare]).toEqual(expected)
  })
})

describe('laws of rank acceptability', () => {
  const anyQuestion = fc
    .record({ accounts: fc.integer({ min: 1, max: 15 }), criteria: fc.integer({ min: 1, max: 4 }) })
    .chain(({ accounts, criteria }) => {
      const cell = fc.oneof(
        { arbitrary: fc.double({ min: 0, max: 100, noNaN: true }), weight: 5 },
        fc.constant(UNKNOWN),
      )
      const column = fc.array(cell, { minLength: accounts, maxLength: accounts })
      return fc.record({
        columns: fc.array(column, { minLength: criteria, maxLength: criteria }),
        places: fc.integer({ min: 0, max: 8 }),
        minimumConfidence: fc.constantFrom(0, 0.4),
      })
    })
    .map(({ columns, ...changes }) => question(columns, changes))

  it('the shares add up to the places taken, and ranks lie between the first and the last', () => {
    fc.assert(
      fc.property(anyQuestion, (asked) => {
        const { insideShare, rankedShare, meanRank } = acceptabilityOf(asked, 40)
        const places = insideShare.reduce((sum, share) => sum + share, 0)
        const ranked = rankedShare.reduce((sum, share) => sum + share, 0)
        expect(places).toBeLessThanOrEqual(Math.min(asked.places, ranked) + 1e-9)
        if (asked.minimumConfidence === 0) expect(places).toBeCloseTo(Math.min(asked.places, ranked), 9)
        for (const rank of meanRank) {
          if (!Number.isNaN(rank)) expect(rank >= 1 && rank <= asked.matrix.accounts).toBe(true)
        }
      }),
      { numRuns: 100 },
    )
  })

  it('one draw is the ranking under the weights drawn', () => {
    fc.assert(
      fc.property(anyQuestion, fc.integer(), (asked, seed) => {
        const weights = new Float64Array(asked.weights.length)
        drawWeights(
          seededRandom(seed),
          asked.weights.map(() => 1),
          weights,
        )
        const { order, standing } = rankMatrix(asked.matrix, weights, asked.minimumConfidence)
        const first = [...order].filter((account) => standing[account] === 0).slice(0, asked.places)
        const { insideShare } = acceptabilityOf(asked, 1, EVERY, seed)
        const inside = [...insideShare.entries()].filter(([, share]) => share === 1).map(([account]) => account)
        expect(inside).toEqual(first.sort((one, other) => one - other))
      }),
      { numRuns: 200 },
    )
  })

  it('does not depend on the order of the accounts', () => {
    const random = seededRandom(11)
    const columns = Array.from({ length: 3 }, () => Array.from({ length: 40 }, () => random() * 100))
    const order = shuffled(40, 4)
    const one = acceptabilityOf(question(columns, { places: 8 }), 200)
    const moved = columns.map((points) => order.map((account) => points[account] ?? 0))
    const other = acceptabilityOf(question(moved, { places: 8 }), 200)
    expect([...other.insideShare]).toEqual(order.map((account) => one.insideShare[account]))
    expect([...other.meanRank]).toEqual(order.map((account) => one.meanRank[account]))
  })

  it('weights drawn add up to one, on average to the parameters’ shares', () => {
    const random = seededRandom(21)
    const parameters = [0.5, 1, 2.5, 0]
    const means = [0, 0, 0, 0]
    const weights = new Float64Array(4)
    for (let draw = 0; draw < 20_000; draw += 1) {
      drawWeights(random, parameters, weights)
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12)
      weights.forEach((weight, index) => {
        means[index] = (means[index] ?? 0) + weight / 20_000
      })
    }
    parameters.forEach((parameter, index) => {
      expect(Math.abs((means[index] ?? 0) - parameter / 4)).toBeLessThan(0.006)
    })
  })
})

describe('the interval of a share', () => {
  it('is Wilson’s, at nine in ten', () => {
    // 8 of 10: (0.8 + z²/20 ± z √(0.016 + z²/400)) / (1 + z²/10) with z = 1.6449.
    expect(wilsonInterval(8, 10).low).toBeCloseTo(0.5407, 3)
    expect(wilsonInterval(8, 10).high).toBeCloseTo(0.9314, 3)
  })

  it('reaches the end only when every draw says the same', () => {
    expect(wilsonInterval(0, 50).low).toBe(0)
    expect(wilsonInterval(50, 50).high).toBe(1)
    expect(wilsonInterval(50, 50).low).toBeCloseTo(50 / (50 + 1.644854 ** 2), 6)
  })
})
