import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { benjaminiHochberg } from '../economics/index.ts'
import { seededRandom } from '../kernel/index.ts'
import { FEWEST_FOR_PREDICTION, predictiveStrengths, symmetricGrowthOf, typicalGrowthOf } from './index.ts'
import { rankCorrelationInterval } from './intervals.ts'
import { drawNormal } from './weight-draws.ts'

function noise(count: number, seed: number): Float64Array {
  const random = seededRandom(seed)
  return Float64Array.from({ length: count }, () => drawNormal(random))
}

describe('growth that counts everybody', () => {
  it('runs from -2 for an account that left to 2 for a new one', () => {
    const growth = symmetricGrowthOf(Float64Array.of(100, 0, 100, 100, 0), Float64Array.of(0, 50, 100, 300, 0))
    expect([...growth]).toEqual([-2, 2, 0, 1, Number.NaN])
    expect(typicalGrowthOf(0, 0)).toBe(0)
  })

  it('is unknown where one side is', () => {
    expect([...symmetricGrowthOf(Float64Array.of(Number.NaN, 1), Float64Array.of(1, Number.NaN))]).toEqual([
      Number.NaN,
      Number.NaN,
    ])
  })

  it('turns its sign when before and after change places', () => {
    const amount = fc.double({ min: -1e6, max: 1e6, noNaN: true })
    fc.assert(
      fc.property(amount, amount, (before, after) => {
        expect(typicalGrowthOf(before, after)).toBeCloseTo(-typicalGrowthOf(after, before), 12)
        expect(Math.abs(typicalGrowthOf(before, after))).toBeLessThanOrEqual(2 + 1e-12)
      }),
    )
  })
})

describe('what a criterion says of later growth', () => {
  it('finds the one that predicts growth among several that do not', () => {
    const growth = noise(500, 1)
    const told = noise(500, 2).map((value, account) => value + 0.5 * (growth[account] ?? 0))
    const against = noise(500, 3).map((value, account) => value - 0.5 * (growth[account] ?? 0))
    const strengths = predictiveStrengths(
      [
        { key: 'told', values: told },
        { key: 'against', values: against },
        ...[11, 12, 13, 14].map((seed) => ({ key: `noise${seed}`, values: noise(500, seed) })),
      ],
      growth,
    )
    expect(strengths.map(({ verdict }) => verdict).slice(0, 2)).toEqual(['predicts_growth', 'predicts_decline'])
    for (const { verdict } of strengths.slice(2)) expect(['predicts_nothing', 'not_shown']).toContain(verdict)
  })

  it('says surely nothing only where the interval leaves no room for more', () => {
    const [many] = predictiveStrengths([{ key: 'size', values: noise(3000, 5) }], noise(3000, 6))
    const [few] = predictiveStrengths([{ key: 'size', values: noise(60, 5) }], noise(60, 6))
    expect(many?.verdict).toBe('predicts_nothing')
    expect(few?.verdict).toBe('not_shown')
    expect((few?.correlation.value?.high ?? 0) - (few?.correlation.value?.low ?? 0)).toBeGreaterThan(0.3)
  })

  it('calls a link negligible, however surely it is above nought, when it is surely that small', () => {
    const growth = noise(60_000, 1)
    const hardly = noise(60_000, 2).map((value, account) => value + 0.04 * (growth[account] ?? 0))
    const [strength] = predictiveStrengths([{ key: 'hardly', values: hardly }], growth)
    expect(strength?.adjustedP).toBeLessThan(0.001)
    expect(strength?.verdict).toBe('predicts_nothing')
  })

  it('adjusts for the number of criteria asked about, by Benjamini and Hochberg', () => {
    const growth = noise(200, 1)
    const predictors = Array.from({ length: 6 }, (_, index) => ({
      key: `c${index}`,
      values: noise(200, 50 + index).map((value, account) => value + 0.05 * index * (growth[account] ?? 0)),
    }))
    const strengths = predictiveStrengths(predictors, growth)
    const alone = strengths.map(({ correlation }) => rankCorrelationInterval(correlation.value?.value ?? 0, 200).p)
    const adjusted = benjaminiHochberg(alone)
    strengths.forEach(({ adjustedP }, index) => {
      expect(adjustedP).toBeCloseTo(adjusted[index] ?? Number.NaN, 12)
    })
  })

  it('raises hardly any false alarm over many pasts where nothing predicts anything', () => {
    let alarms = 0
    for (let past = 0; past < 100; past += 1) {
      const predictors = Array.from({ length: 8 }, (_, index) => ({
        key: `c${index}`,
        values: noise(80, past * 9 + index),
      }))
      const strengths = predictiveStrengths(predictors, noise(80, 5000 + past))
      if (strengths.some(({ verdict }) => verdict === 'predicts_growth' || verdict === 'predicts_decline')) alarms += 1
    }
    // Five of a hundred are expected.
    expect(alarms).toBeLessThanOrEqual(12)
  })

  it('counts only accounts where both are known, and says nothing of fewer than thirty', () => {
    const values = noise(100, 1).map((value, account) => (account < 71 ? Number.NaN : value))
    const [strength] = predictiveStrengths([{ key: 'thin', values }], noise(100, 2))
    expect(strength).toMatchObject({ accounts: FEWEST_FOR_PREDICTION - 1, verdict: 'too_few_accounts' })
  })

  it.each([
    ['all equal', new Float64Array(50).fill(5), 'not_shown', 'not_applicable'],
    ['without evidence', new Float64Array(50).fill(Number.NaN), 'too_few_accounts', 'insufficient_data'],
  ])('has no correlation for points %s', (_, values, verdict, status) => {
    const [strength] = predictiveStrengths([{ key: 'flat', values }], noise(50, 2))
    expect(strength).toMatchObject({ verdict, adjustedP: null, correlation: { value: null, status } })
  })
})
