import fc from 'fast-check'
import { expect, test } from 'vitest'
import { monthOfDate } from '../kernel/index.ts'
import { areContiguous, beginPeriods, nextPeriod, periodLabel } from './plan-periods.ts'

const start = fc.integer({ min: 1_990 * 12, max: 2_080 * 12 })
const plan = fc
  .oneof(
    fc.record({ start, kind: fc.constant('year' as const), count: fc.integer({ min: 2, max: 3 }) }),
    fc.record({ start, kind: fc.constant('quarter' as const), count: fc.integer({ min: 8, max: 12 }) }),
  )
  .map((ask) => {
    const result = beginPeriods(ask)
    if (!result.ok) throw new Error(result.refusal.code)
    return { ...ask, periods: result.value }
  })

test('whatever the month a plan begins in, its periods touch and span two to three years', () => {
  fc.assert(
    fc.property(plan, ({ periods, start: first }) => {
      expect(areContiguous(periods)).toBe(true)
      const months = monthOfDate(periods.at(-1)?.endsOn ?? '') - first + 1
      expect(months).toBeGreaterThanOrEqual(24)
      expect(months).toBeLessThanOrEqual(36)
      expect(new Set(periods.map(periodLabel)).size).toBe(periods.length)
    }),
  )
})

test('rolled forward any number of times, a plan stays contiguous and loses no period', () => {
  fc.assert(
    fc.property(plan, fc.integer({ min: 1, max: 20 }), ({ periods }, times) => {
      let rolled = periods
      for (let turn = 0; turn < times; turn++) {
        const next = nextPeriod(rolled, rolled.at(-1)?.startsOn ?? '')
        if (!next.ok) throw new Error(next.refusal.code)
        rolled = [...rolled, next.value]
      }
      expect(rolled).toHaveLength(periods.length + times)
      expect(rolled.slice(0, periods.length)).toEqual(periods)
      expect(areContiguous(rolled)).toBe(true)
    }),
  )
})
