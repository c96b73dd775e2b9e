import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatAmount, parseAmount } from '../kernel/index.ts'
import { overrideOutcome, type PickOutcome } from './index.ts'

function picks(...pairs: [number, number][]): PickOutcome[] {
  return pairs.map(([before, after], index) => ({
    accountId: `a${index}`,
    before: parseAmount(String(before)) ?? 0n,
    after: parseAmount(String(after)) ?? 0n,
  }))
}

const RULE = picks([100, 150], [100, 120], [100, 90], [100, 200], [100, 140], [-50, 10])
const FAVORS = picks([500, 400], [300, 310], [200, 100], [100, 50], [400, 400])

describe('what became of overrides', () => {
  const outcome = overrideOutcome(FAVORS, RULE)

  test('hits are accounts that earned more after than before; standing still is no hit', () => {
    expect(outcome.overrides).toMatchObject({ picks: 5, hits: 1, hitRate: { value: 0.2 } })
    expect(outcome.rule).toMatchObject({ picks: 6, hits: 5 })
    expect(outcome.rule.hitRate.value).toBeCloseTo(5 / 6, 12)
    expect(outcome.hitRateDifference.value).toBeCloseTo(0.2 - 5 / 6, 12)
  })

  test('the change is told in money, exactly, in all and on average', () => {
    expect(formatAmount(outcome.overrides.change)).toBe('-240.00')
    expect(formatAmount(outcome.rule.change)).toBe('260.00')
    expect(outcome.overrides.meanChange.value).toBeCloseTo(-48, 9)
    expect(outcome.meanChangeDifference.value).toBeCloseTo(-48 - 260 / 6, 9)
  })

  test('intervals are Wilson intervals of 95 %', () => {
    // One of five: 0.0362 to 0.6245; five of six: 0.4365 to 0.9699.
    expect(outcome.overrides.interval?.map((bound) => Number(bound.toFixed(4)))).toEqual([0.0362, 0.6245])
    expect(outcome.rule.interval?.map((bound) => Number(bound.toFixed(4)))).toEqual([0.4365, 0.9699])
    expect(outcome.isClear).toBe(false)
  })

  test('a difference is clear only when the intervals do not touch', () => {
    const bad = picks(...Array.from({ length: 20 }, (): [number, number] => [100, 50]))
    const good = picks(...Array.from({ length: 20 }, (): [number, number] => [100, 150]))
    expect(overrideOutcome(bad, good).isClear).toBe(true)
    expect(overrideOutcome(good, bad).isClear).toBe(true)
  })

  test('fewer than five on a side prove nothing, but the money is still told', () => {
    const few = overrideOutcome(FAVORS.slice(0, 4), RULE)
    expect(few.overrides).toMatchObject({
      picks: 4,
      hits: 1,
      hitRate: { value: null, reasons: ['selection/fewer-than-five-accounts'] },
      interval: null,
    })
    expect(few.hitRateDifference.value).toBeNull()
    expect(few.meanChangeDifference.value).toBeNull()
    expect(few.isClear).toBe(false)
    expect(formatAmount(few.overrides.change)).toBe('-240.00')
  })

  test('without any override there is nothing to tell', () => {
    expect(overrideOutcome([], RULE).overrides).toMatchObject({ picks: 0, hits: 0, change: 0n, interval: null })
  })

  test('by law: the rate lies within its interval, and the interval within nought and one', () => {
    const list = fc.array(fc.tuple(fc.integer({ min: -500, max: 500 }), fc.integer({ min: -500, max: 500 })), {
      minLength: 5,
      maxLength: 60,
    })
    fc.assert(
      fc.property(list, (pairs) => {
        const { hitRate, interval } = overrideOutcome(picks(...pairs), RULE).overrides
        const [low, high] = interval ?? [1, 0]
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
        expect(hitRate.value ?? -1).toBeGreaterThanOrEqual(low - 1e-12)
        expect(hitRate.value ?? 2).toBeLessThanOrEqual(high + 1e-12)
      }),
    )
  })
})
