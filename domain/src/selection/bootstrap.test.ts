import { describe, expect, it, vi } from 'vitest'
import { type RandomSource, seededRandom } from '../kernel/index.ts'
import {
  bootstrapDifference,
  bootstrapMean,
  bootstrapPairedDifference,
  bootstrapRatio,
  type Estimate,
  FEWEST_FOR_INTERVAL,
} from './index.ts'
import { normalQuantile, rankCorrelationInterval, reachOf } from './intervals.ts'
import { drawNormal } from './weight-draws.ts'

// Many repetitions: a busy machine may take longer than the usual five seconds.
vi.setConfig({ testTimeout: 30_000 })

function normals(random: RandomSource, count: number, mean = 0): number[] {
  return Array.from({ length: count }, () => mean + drawNormal(random))
}

/** In how many of the samples the interval holds the truth. */
function coverage(
  samples: number,
  draw: (random: RandomSource, seed: number) => Estimate | null,
  truth: number,
): number {
  let held = 0
  for (let seed = 1; seed <= samples; seed += 1) {
    const estimate = draw(seededRandom(seed * 7919), seed)
    if (estimate && estimate.low <= truth && truth <= estimate.high) held += 1
  }
  return held / samples
}

describe('bootstrap intervals', () => {
  it('of a mean lie where the standard error puts them', () => {
    const values = normals(seededRandom(4), 200, 5)
    const estimate = bootstrapMean(values, { seed: 1, draws: 4000 }).value
    const mean = values.reduce((sum, value) => sum + value, 0) / 200
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 199)
    expect(estimate?.value).toBeCloseTo(mean, 10)
    expect(Math.abs((estimate?.low ?? 0) - (mean - (1.645 * deviation) / Math.sqrt(200)))).toBeLessThan(0.02)
    expect(Math.abs((estimate?.high ?? 0) - (mean + (1.645 * deviation) / Math.sqrt(200)))).toBeLessThan(0.02)
    expect(estimate?.level).toBe(0.9)
  })

  it('hold the true mean in about nine of ten samples', () => {
    const draw = (random: RandomSource, seed: number) =>
      bootstrapMean(normals(random, 40, 2), { seed, draws: 400 }).value
    const share = coverage(300, draw, 2)
    expect(share).toBeGreaterThan(0.85)
    expect(share).toBeLessThan(0.95)
  })

  it('hold the true mean of amounts with a long tail nearly as often', () => {
    const draw = (random: RandomSource, seed: number) =>
      bootstrapMean(
        normals(random, 60).map((value) => Math.exp(value)),
        { seed, draws: 400 },
      ).value
    const share = coverage(300, draw, Math.exp(0.5))
    // Of such amounts no interval from 60 accounts keeps its promise in full; it is 0.83 over many samples.
    expect(share).toBeGreaterThan(0.77)
    expect(share).toBeLessThan(0.95)
  })

  it('of a difference hold the true difference in about nine of ten samples', () => {
    const draw = (random: RandomSource, seed: number) =>
      bootstrapDifference(normals(random, 30, 1), normals(random, 50, 0), { seed, draws: 400 }).value
    const share = coverage(300, draw, 1)
    expect(share).toBeGreaterThan(0.85)
    expect(share).toBeLessThan(0.95)
  })

  it('of a ratio of sums hold the true ratio in about nine of ten samples', () => {
    const draw = (random: RandomSource, seed: number) =>
      bootstrapRatio(
        normals(random, 50).map((value) => {
          const before = Math.exp(value / 2)
          return [before * Math.exp(0.3 * drawNormal(random) - 0.045), before] as const
        }),
        { seed, draws: 400 },
      ).value
    const share = coverage(300, draw, 1)
    expect(share).toBeGreaterThan(0.83)
    expect(share).toBeLessThan(0.96)
  })

  it('are narrower for pairs that resemble each other than for two groups apart', () => {
    const random = seededRandom(8)
    const pairs = normals(random, 60, 10).map((value) => [value + 0.1 * drawNormal(random) + 0.2, value] as const)
    const paired = bootstrapPairedDifference(pairs, { seed: 1 }).value
    const apart = bootstrapDifference(
      pairs.map(([one]) => one),
      pairs.map(([, other]) => other),
      { seed: 1 },
    ).value
    expect(paired?.value).toBeCloseTo(apart?.value ?? 0, 10)
    expect(paired?.low).toBeGreaterThan(0.15)
    expect((apart?.high ?? 0) - (apart?.low ?? 0)).toBeGreaterThan(5 * ((paired?.high ?? 0) - (paired?.low ?? 0)))
  })

  it('are refused under ten accounts', () => {
    const few = Array.from({ length: FEWEST_FOR_INTERVAL - 1 }, (_, index) => index)
    expect(bootstrapMean(few, { seed: 1 })).toMatchObject({
      value: null,
      status: 'insufficient_data',
      reasons: ['selection/too-few-for-interval'],
    })
    expect(bootstrapDifference([...few, 1], few, { seed: 1 }).value).toBeNull()
    expect(bootstrapMean([...few, 9], { seed: 1 }).value).not.toBeNull()
    expect(bootstrapMean([], { seed: 1 }).value).toBeNull()
  })

  it('do not exist for a ratio to nothing', () => {
    const nothing = Array.from({ length: 20 }, () => [5, 0] as const)
    expect(bootstrapRatio(nothing, { seed: 1 })).toMatchObject({ status: 'not_applicable' })
    const onlyOne = nothing.map((pair, index) => (index === 0 ? ([5, 1] as const) : pair))
    expect(bootstrapRatio(onlyOne, { seed: 1 }).value).toBeNull()
  })

  it('shrink to the value when all accounts are equal', () => {
    expect(bootstrapMean(new Array<number>(30).fill(4), { seed: 1 }).value).toEqual({
      value: 4,
      low: 4,
      high: 4,
      level: 0.9,
    })
  })

  it('are the same for the same seed, differ for another, and widen with the level', () => {
    const values = normals(seededRandom(4), 50)
    const one = bootstrapMean(values, { seed: 1 }).value
    expect(bootstrapMean(values, { seed: 1 }).value).toEqual(one)
    expect(bootstrapMean(values, { seed: 2 }).value).not.toEqual(one)
    const wide = bootstrapMean(values, { seed: 1, level: 0.99 }).value
    expect(wide?.low).toBeLessThan(one?.low ?? 0)
    expect(wide?.high).toBeGreaterThan(one?.high ?? 0)
  })

  it('lean to the side of the long tail', () => {
    const values = normals(seededRandom(6), 40).map((value) => Math.exp(1.2 * value))
    const { value, low, high } = bootstrapMean(values, { seed: 1 }).value ?? { value: 0, low: 0, high: 0 }
    expect(high - value).toBeGreaterThan(value - low)
  })
})

describe('intervals from the normal distribution', () => {
  it('use its published quantiles', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959964, 6)
    expect(normalQuantile(0.5)).toBeCloseTo(0, 10)
    expect(normalQuantile(0.001)).toBeCloseTo(-3.090232, 6)
    expect(reachOf(0.9)).toBeCloseTo(1.644854, 6)
  })

  it('of a rank correlation hold the value, stay within one, and say how surprising it is', () => {
    const { low, high, p } = rankCorrelationInterval(0.5, 103)
    // Fisher's z of 0.5 is 0.5493; the standard error √(1.06/100) = 0.10296.
    expect(low).toBeCloseTo(Math.tanh(0.549306 - 1.644854 * 0.102956), 5)
    expect(high).toBeCloseTo(Math.tanh(0.549306 + 1.644854 * 0.102956), 5)
    expect(p).toBeLessThan(1e-6)
    expect(rankCorrelationInterval(0, 50).p).toBeCloseTo(1, 10)
    expect(rankCorrelationInterval(1, 50).high).toBeLessThanOrEqual(1)
    expect(rankCorrelationInterval(-1, 50).low).toBeGreaterThanOrEqual(-1)
  })
})
