import { describe, expect, it, test } from 'vitest'
import { AT_RISK_SLACK, expectedProgress, ON_TRACK_SLACK, paceOf } from './index.ts'

const YEAR = { startsOn: '2026-01-01', endsOn: '2026-12-31' }

describe('the part of the time that is over', () => {
  it.each([
    ['2026-01-01', 0],
    ['2026-07-02', 182 / 364],
    ['2026-12-30', 363 / 364],
    ['2026-12-31', 1],
    ['2030-01-01', 1],
  ])('on %s is %f', (day, expected) => {
    expect(expectedProgress(YEAR, day)).toBeCloseTo(expected, 12)
  })

  test('does not exist before it begins', () => {
    expect(expectedProgress(YEAR, '2025-12-31')).toBeNull()
  })

  test('counts a leap day, and no summer time', () => {
    expect(expectedProgress({ startsOn: '2028-02-28', endsOn: '2028-03-01' }, '2028-02-29')).toBe(0.5)
    expect(expectedProgress({ startsOn: '2026-03-28', endsOn: '2026-03-30' }, '2026-03-29')).toBe(0.5)
  })

  test('of a single day is over on that day', () => {
    expect(expectedProgress({ startsOn: '2026-05-05', endsOn: '2026-05-05' }, '2026-05-05')).toBe(1)
  })
})

describe('the pace', () => {
  it.each([
    [0.5, 0.5, 'on_track'],
    [0.4, 0.5, 'on_track'],
    [0.6, 0.7, 'on_track'],
    [0.39, 0.5, 'at_risk'],
    [0.25, 0.5, 'at_risk'],
    [0.75, 1, 'at_risk'],
    [0.24, 0.5, 'off_track'],
    [0, 1, 'off_track'],
    [0, 0, 'on_track'],
    [1, 0.1, 'on_track'],
  ] as const)('at %f with %f of the time over is %s', (grade, expected, pace) => {
    expect(paceOf(grade, expected)).toBe(pace)
  })

  test('is not told without a grade or before the time begins', () => {
    expect(paceOf(null, 0.5)).toBeNull()
    expect(paceOf(0.5, null)).toBeNull()
  })

  test('gives a tenth of slack, then a quarter', () => {
    expect([ON_TRACK_SLACK, AT_RISK_SLACK]).toEqual([0.1, 0.25])
  })
})
