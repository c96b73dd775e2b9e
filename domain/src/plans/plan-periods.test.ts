import { describe, expect, test } from 'vitest'
import { firstDay, formatMonth } from '../kernel/index.ts'
import {
  areContiguous,
  beginPeriods,
  monthsOfKind,
  nextPeriod,
  type PlanPeriod,
  periodLabel,
  usualPeriodCount,
  usualStart,
} from './plan-periods.ts'

const JANUARY_2027 = 2027 * 12

function periods(kind: 'year' | 'quarter', count: number, start = JANUARY_2027): readonly PlanPeriod[] {
  const result = beginPeriods({ start, kind, count })
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}

describe('the periods a plan begins with', () => {
  test('are whole years on end', () => {
    expect(periods('year', 2)).toEqual([
      { number: 1, startsOn: '2027-01-01', endsOn: '2027-12-31' },
      { number: 2, startsOn: '2028-01-01', endsOn: '2028-12-31' },
    ])
  })

  test('may be business years that begin in any month, and know leap days', () => {
    expect(periods('year', 2, JANUARY_2027 + 2)).toEqual([
      { number: 1, startsOn: '2027-03-01', endsOn: '2028-02-29' },
      { number: 2, startsOn: '2028-03-01', endsOn: '2029-02-28' },
    ])
  })

  test('may be quarters', () => {
    const quarters = periods('quarter', 8)
    expect(quarters).toHaveLength(8)
    expect(quarters[0]).toEqual({ number: 1, startsOn: '2027-01-01', endsOn: '2027-03-31' })
    expect(quarters.at(-1)).toEqual({ number: 8, startsOn: '2028-10-01', endsOn: '2028-12-31' })
  })

  test.each([
    ['year', 1, 2, 3],
    ['year', 4, 2, 3],
    ['quarter', 7, 8, 12],
    ['quarter', 13, 8, 12],
    ['year', 2.5, 2, 3],
  ] as const)(
    'look two to three years ahead, so %s x %d is refused with what would do',
    (kind, count, fewest, most) => {
      expect(beginPeriods({ start: JANUARY_2027, kind, count })).toMatchObject({
        ok: false,
        refusal: { code: 'plans/horizon', detail: { fewest, most } },
      })
    },
  )

  test.each([
    ['year', 3],
    ['quarter', 12],
  ] as const)('may fill three years: %s x %d', (kind, count) => {
    expect(periods(kind, count).at(-1)?.endsOn).toBe('2029-12-31')
  })

  test('are two years unless somebody wishes otherwise', () => {
    expect([usualPeriodCount('year'), usualPeriodCount('quarter')]).toEqual([2, 8])
    expect([monthsOfKind('year'), monthsOfKind('quarter')]).toEqual([12, 3])
  })
})

describe('the usual first month', () => {
  test.each([
    ['2026-01-01', '2026-01'],
    ['2026-09-30', '2026-01'],
    ['2026-10-01', '2027-01'],
    ['2026-12-31', '2027-01'],
  ])('on %s is %s: from October on companies plan the next year', (today, month) => {
    expect(formatMonth(usualStart(today))).toBe(month)
  })
})

describe('rolling forward', () => {
  test('adds a period as long as the last, and leaves the others', () => {
    const before = periods('quarter', 8)
    expect(nextPeriod(before, '2026-11-20')).toEqual({
      ok: true,
      value: { number: 9, startsOn: '2029-01-01', endsOn: '2029-03-31' },
    })
    expect(before).toHaveLength(8)
  })

  test('goes by the number of the periods, not by the order they come in', () => {
    expect(nextPeriod(periods('year', 2).toReversed(), '2027-02-01')).toMatchObject({
      value: { number: 3, startsOn: '2029-01-01' },
    })
  })

  test('is refused once the plan reaches three years beyond today', () => {
    const plan = periods('year', 3)
    expect(nextPeriod(plan, '2026-12-31')).toMatchObject({
      refusal: { code: 'plans/rolled-far-enough', detail: { endsOn: '2029-12-31' } },
    })
    expect(nextPeriod(plan, '2027-01-01').ok).toBe(true)
  })

  test('needs a period to go on from', () => {
    expect(nextPeriod([], '2027-01-01')).toMatchObject({ ok: false, refusal: { code: 'plans/no-period' } })
  })
})

describe('contiguous periods', () => {
  const [first, second] = periods('year', 2)
  if (!first || !second) throw new Error('two periods')

  test('touch each other and are numbered from 1', () => {
    expect(areContiguous([first, second])).toBe(true)
    expect(areContiguous([second, first])).toBe(true)
    expect(areContiguous([])).toBe(true)
  })

  test('have no gap, no overlap, no lost number, and do not end before they begin', () => {
    expect(areContiguous([first, { ...second, startsOn: '2028-02-01' }])).toBe(false)
    expect(areContiguous([first, { ...second, startsOn: '2027-12-01' }])).toBe(false)
    expect(areContiguous([first, { ...second, number: 3 }])).toBe(false)
    expect(areContiguous([{ ...first, endsOn: '2026-06-30' }])).toBe(false)
  })
})

describe('the name of a period', () => {
  test.each([
    ['2026-01-01', '2026-12-31', '2026'],
    ['2026-01-01', '2026-03-31', '2026 Q1'],
    ['2026-10-01', '2026-12-31', '2026 Q4'],
    ['2026-07-01', '2027-06-30', '2026-07 to 2027-06'],
    ['2026-02-01', '2026-04-30', '2026-02 to 2026-04'],
    [firstDay(JANUARY_2027), '2027-06-30', '2027-01 to 2027-06'],
  ])('from %s to %s is %s', (startsOn, endsOn, label) => {
    expect(periodLabel({ startsOn, endsOn })).toBe(label)
  })
})
