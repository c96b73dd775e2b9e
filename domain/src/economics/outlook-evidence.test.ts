import { describe, expect, it } from 'vitest'
import { insufficient, known } from '../kernel/index.ts'
import { assessOutlook } from './outlook-evidence.ts'

const season = [50, 60, 90, 120, 160, 200, 210, 180, 140, 100, 70, 40]

function months(length: number, level: (month: number) => number): number[] {
  return Array.from({ length }, (_, month) => level(month))
}

describe('the history of an account', () => {
  it('begins with the first month above zero', () => {
    const evidence = assessOutlook([0, 0, 0, 5, 0, 6, 0, 0])
    expect(evidence.historyMonths).toBe(5)
    expect(evidence.silentMonths).toBe(2)
  })

  it('does not begin with a credit note', () => {
    expect(assessOutlook([-5, 0, 5, 5]).historyMonths).toBe(2)
  })

  it('is empty when nothing was ever bought', () => {
    const evidence = assessOutlook([0, 0, 0])
    expect(evidence.historyMonths).toBe(0)
    expect(evidence.method).toBe('none')
    expect(evidence.silentMonths).toBe(0)
    expect(evidence.pValue).toEqual(insufficient('economics/history-too-short'))
  })

  it('says the same from a typed array and leaves it unchanged', () => {
    const series = months(30, (month) => (season[month % 12] ?? 0) - month)
    const typed = Float64Array.from(series)
    expect(assessOutlook(typed)).toEqual(assessOutlook(series))
    expect([...typed]).toEqual(series)
  })
})

describe('the method', () => {
  it.each([
    [7, 'none'],
    [8, 'mann_kendall'],
    [23, 'mann_kendall'],
    [24, 'seasonal_mann_kendall'],
  ])('for %d months of history is %s', (length, method) => {
    expect(assessOutlook(months(length, (month) => 100 + month)).method).toBe(method)
  })

  it('does not count the months before the first purchase', () => {
    expect(assessOutlook([...months(20, () => 0), ...months(7, () => 5)]).method).toBe('none')
  })

  it('flags low power while the season cannot be taken out', () => {
    const { pValue, cusumAlarm, trailingYearChange } = assessOutlook(months(23, (month) => 100 + month))
    expect(pValue.status).toBe('degraded')
    expect(pValue.reasons).toEqual(['economics/low-power'])
    expect(cusumAlarm).toEqual(insufficient('economics/history-too-short'))
    expect(trailingYearChange).toEqual(insufficient('economics/history-too-short'))
  })
})

describe('the relative slope', () => {
  it('is a fraction of the typical month, a year', () => {
    const evidence = assessOutlook(months(36, (month) => 100 + month))
    expect(evidence.relativeSlopePerYear.value).toBeCloseTo(12 / 117.5, 10)
  })

  it('takes a year of monthly steps for a short history', () => {
    const evidence = assessOutlook(months(12, (month) => 100 - month))
    expect(evidence.relativeSlopePerYear.value).toBeCloseTo(-12 / 94.5, 10)
  })

  it('of an account that orders every quarter is not drowned by the months without orders', () => {
    const quarterly = months(36, (month) => (month % 3 === 0 ? 300 - month : 0))
    const evidence = assessOutlook(quarterly)
    expect(evidence.relativeSlopePerYear.value).toBeCloseTo(-12 / 283.5, 10)
    expect(evidence.pValue.value).toBeLessThan(0.01)
  })

  it('of an account that mostly does not buy is taken of its mean month', () => {
    const rare = [12, ...months(8, () => 0), 12]
    expect(assessOutlook(rare).relativeSlopePerYear).toEqual(known(0))
  })

  it('is refused when credits outweigh sales', () => {
    const credits = [10, ...months(11, () => -10)]
    expect(assessOutlook(credits).relativeSlopePerYear.status).toBe('not_applicable')
  })
})

describe('the last twelve months against the twelve before', () => {
  it('is a fraction', () => {
    const halved = [...season, ...season.map((level) => level * 0.6)]
    expect(assessOutlook(halved).trailingYearChange.value).toBeCloseTo(-0.4, 12)
  })

  it('is refused when there was nothing before', () => {
    const returned = [5, ...months(11, () => 0), ...months(12, () => 0), ...months(12, () => 4)]
    expect(assessOutlook(returned).trailingYearChange.reasons).toEqual(['economics/start-not-positive'])
  })
})

describe('quarters below the same quarter a year earlier', () => {
  it.each([
    ['all four', [0.9, 0.9, 0.9, 0.9], 4],
    ['the last three', [1.1, 0.9, 0.9, 0.9], 3],
    ['the last one', [0.5, 0.5, 1, 0.9], 1],
    ['none now', [0.5, 0.5, 0.5, 1], 0],
  ])('are counted back from the latest: %s', (_, factors, expected) => {
    const second = season.map((level, month) => level * (factors[Math.floor(month / 3)] ?? 1))
    expect(assessOutlook([...season, ...second]).consecutiveNegativeQuarters).toBe(expected)
  })

  it('need the same quarter in the history', () => {
    const evidence = assessOutlook(months(16, (month) => 100 - month))
    expect(evidence.consecutiveNegativeQuarters).toBe(1)
  })
})

describe('the decline alarm', () => {
  const wobble = (month: number) => ((month * month * 3) % 17) - 8
  const steady = (length: number) => months(length, (month) => (season[month % 12] ?? 0) + wobble(month))

  it('is quiet while the account repeats last year', () => {
    expect(assessOutlook(steady(36)).cusumAlarm).toEqual(known(false))
  })

  it('rises when several months in a row fall short of last year', () => {
    const dropped = steady(36).map((level, month) => (month >= 32 ? level - 40 : level))
    expect(assessOutlook(dropped).cusumAlarm).toEqual(known(true))
  })

  it('does not rise for a single missed month, however large', () => {
    expect(assessOutlook(steady(36).with(35, -100_000)).cusumAlarm).toEqual(known(false))
  })

  it('does not rise for a fall that goes on as it always has', () => {
    const falling = months(48, (month) => 500 - 3 * month + wobble(month))
    expect(assessOutlook(falling).cusumAlarm).toEqual(known(false))
  })

  it('rises when an old fall becomes steeper', () => {
    const falling = months(48, (month) => 500 - 3 * month + wobble(month) - (month >= 42 ? 40 : 0))
    expect(assessOutlook(falling).cusumAlarm).toEqual(known(true))
  })

  it('does not take slower growth for decline', () => {
    const slowing = months(36, (month) => 100 + 10 * Math.min(month, 24) + wobble(month))
    expect(assessOutlook(slowing).cusumAlarm).toEqual(known(false))
  })

  it('goes out again once the account has come back', () => {
    const recovered = steady(48).map((level, month) => (month >= 30 && month < 36 ? level - 40 : level))
    expect(assessOutlook(recovered.slice(0, 36)).cusumAlarm).toEqual(known(true))
    expect(assessOutlook(recovered).cusumAlarm).toEqual(known(false))
  })

  it('needs a year to compare with, a year of changes, and a month to watch', () => {
    expect(assessOutlook(steady(24)).cusumAlarm).toEqual(insufficient('economics/history-too-short'))
    expect(assessOutlook(steady(25)).cusumAlarm).toEqual(known(false))
  })

  it('cannot be told when every month repeats last year exactly', () => {
    expect(assessOutlook([...season, ...season, ...season]).cusumAlarm).toEqual(insufficient('economics/no-variation'))
  })
})

describe('silence', () => {
  it('is measured against the account own gaps', () => {
    const evidence = assessOutlook([1, 0, 1, 0, 0, 1, 0, 1, 0, 0, 0])
    expect(evidence.silentMonths).toBe(3)
    expect(evidence.usualGapMonths.value).toBeCloseTo(2.9, 12)
  })

  it('has no measure before three gaps', () => {
    expect(assessOutlook([1, 1, 1, 0, 0]).usualGapMonths).toEqual(insufficient('economics/too-few-purchases'))
    expect(assessOutlook([1, 1, 1, 1, 0]).usualGapMonths).toEqual(known(1))
  })

  it('is not broken by a credit note', () => {
    expect(assessOutlook([1, 1, 1, 1, -1, 0]).silentMonths).toBe(2)
  })
})
