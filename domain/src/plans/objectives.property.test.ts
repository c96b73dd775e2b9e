import fc from 'fast-check'
import { expect, test } from 'vitest'
import { insufficient, known } from '../kernel/index.ts'
import {
  expectedProgress,
  fedReadings,
  fedValue,
  gradeKeyResult,
  gradeObjective,
  type LedgerFacts,
  paceOf,
} from './index.ts'

const amount = fc.bigInt({ min: -(10n ** 22n), max: 10n ** 22n })
const way = fc.tuple(amount, amount).filter(([start, target]) => start !== target)
const measured = { kind: 'measured', direction: 'up' } as const

test('a grade lies between 0 and 1, is 0 at the start and 1 at the target', () => {
  fc.assert(
    fc.property(way, amount, ([start, target], actual) => {
      const grade = gradeKeyResult({ ...measured, start, target, actual }).value ?? Number.NaN
      expect(grade).toBeGreaterThanOrEqual(0)
      expect(grade).toBeLessThanOrEqual(1)
      expect(gradeKeyResult({ ...measured, start, target, actual: start }).value).toBeCloseTo(0, 12)
      expect(gradeKeyResult({ ...measured, start, target, actual: target }).value).toBe(1)
    }),
  )
})

test('coming nearer to the target never lowers a grade', () => {
  fc.assert(
    fc.property(way, amount, fc.bigInt({ min: 0n, max: 10n ** 12n }), ([start, target], actual, step) => {
      const nearer = target > start ? actual + step : actual - step
      const before = gradeKeyResult({ ...measured, start, target, actual }).value ?? Number.NaN
      const after = gradeKeyResult({ ...measured, start, target, actual: nearer }).value ?? Number.NaN
      expect(after).toBeGreaterThanOrEqual(before - 1e-12)
    }),
  )
})

test('a grade does not depend on where nought lies, nor on which way is up', () => {
  const small = fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n })
  fc.assert(
    fc.property(small, small, small, small, (start, target, actual, shift) => {
      fc.pre(start !== target)
      const grade = gradeKeyResult({ ...measured, start, target, actual }).value ?? Number.NaN
      const shifted = { start: start + shift, target: target + shift, actual: actual + shift }
      expect(gradeKeyResult({ ...measured, ...shifted }).value).toBeCloseTo(grade, 9)
      const mirrored = { start: -start, target: -target, actual: -actual }
      expect(gradeKeyResult({ ...measured, ...mirrored }).value).toBeCloseTo(grade, 9)
    }),
  )
})

const weight = fc.double({ min: 0.01, max: 1000, noNaN: true })
const share = fc.double({ min: 0, max: 1, noNaN: true })

test('the grade of an objective lies between its worst and its best key result, in any order of them', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(weight, share), { minLength: 1, maxLength: 20 }), (pairs) => {
      const results = pairs.map(([of, value]) => ({ weight: of, grade: known(value) }))
      const values = pairs.map(([, value]) => value)
      const grade = gradeObjective(results).value ?? Number.NaN
      expect(grade).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9)
      expect(grade).toBeLessThanOrEqual(Math.max(...values) + 1e-9)
      expect(gradeObjective([...results].reverse()).value).toBeCloseTo(grade, 9)
    }),
  )
})

test('what nobody has read changes nothing but the certainty', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(weight, share), { minLength: 1, maxLength: 10 }), weight, (pairs, unread) => {
      const results = pairs.map(([of, value]) => ({ weight: of, grade: known(value) }))
      const more = gradeObjective([...results, { weight: unread, grade: insufficient('plans/no-reading') }])
      expect(more.value).toBe(gradeObjective(results).value)
      expect(more.status).toBe('degraded')
    }),
  )
})

const day = fc
  .integer({ min: Date.UTC(2020, 0, 1) / 86_400_000, max: Date.UTC(2035, 11, 31) / 86_400_000 })
  .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10))
const span = fc
  .tuple(day, day)
  .filter(([a, b]) => a !== b)
  .map(([a, b]) => (a < b ? { startsOn: a, endsOn: b } : { startsOn: b, endsOn: a }))

test('time only goes on, and a grade that keeps pace with it is on track', () => {
  fc.assert(
    fc.property(span, day, day, (of, one, other) => {
      const [first, second] = one < other ? [one, other] : [other, one]
      const before = expectedProgress(of, first)
      const after = expectedProgress(of, second)
      if (before !== null) expect(after).toBeGreaterThanOrEqual(before)
      if (after !== null) expect(paceOf(after, after)).toBe('on_track')
    }),
  )
})

test('a better grade never has a worse pace', () => {
  const order = ['off_track', 'at_risk', 'on_track']
  fc.assert(
    fc.property(share, share, share, (one, other, expected) => {
      const worse = order.indexOf(paceOf(Math.min(one, other), expected) ?? '')
      expect(order.indexOf(paceOf(Math.max(one, other), expected) ?? '')).toBeGreaterThanOrEqual(worse)
    }),
  )
})

const sale = fc.record({
  month: fc.integer({ min: 2025 * 12, max: 2026 * 12 + 11 }),
  productLine: fc.constantFrom('Pumps', 'Valves', null),
  lines: fc.integer({ min: 1, max: 50 }),
  linesWithoutRate: fc.constant(0),
  net: fc.bigInt({ min: -(10n ** 16n), max: 10n ** 16n }),
})

function factsOf(
  sales: readonly { net: bigint; month: number; productLine: string | null; lines: number }[],
): LedgerFacts {
  const months = sales.map((one) => ({ ...one, linesWithoutRate: 0, netWithCost: one.net, cost: 0n }))
  return { upTo: '2026-12-31', months, service: [], countedMonths: new Set(), products: [], wallets: [] }
}

test('product lines add up to the whole, and months to the year, to the last decimal', () => {
  fc.assert(
    fc.property(fc.array(sale, { maxLength: 60 }), (sales) => {
      const facts = factsOf(sales)
      const year = { from: 2026 * 12, to: 2026 * 12 + 11 }
      const whole = fedValue({ source: 'net_revenue', productLine: null }, year, facts).value ?? 0n
      const months = Array.from({ length: 12 }, (_, index) => year.from + index)
      const byMonth = months.map(
        (month) =>
          fedValue({ source: 'net_revenue', productLine: null }, { from: month, to: month }, facts).value ?? 0n,
      )
      expect(byMonth.reduce((total, value) => total + value, 0n)).toBe(whole)
      const lines = ['Pumps', 'Valves'].map(
        (productLine) => fedValue({ source: 'net_revenue', productLine }, year, facts).value ?? 0n,
      )
      const without = factsOf(sales.filter(({ productLine }) => productLine === null))
      const rest = fedValue({ source: 'net_revenue', productLine: null }, year, without).value ?? 0n
      expect(lines.reduce((total, value) => total + value, rest)).toBe(whole)
    }),
  )
})

test('readings from the first month on grow only by what was bought in between', () => {
  fc.assert(
    fc.property(fc.array(sale, { maxLength: 40 }), (sales) => {
      const facts = factsOf(sales)
      const measure = { source: 'net_revenue', productLine: null, window: 'period_to_date' } as const
      const readings = fedReadings(measure, { startsOn: '2026-01-01', endsOn: '2026-12-31' }, facts)
      expect(readings).toHaveLength(12)
      readings.reduce((before, reading) => {
        const own = fedValue(measure, { from: reading.to, to: reading.to }, facts).value ?? 0n
        expect(reading.value.value).toBe(before + own)
        return before + own
      }, 0n)
    }),
  )
})
