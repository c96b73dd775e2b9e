import { describe, expect, it } from 'vitest'
import {
  daysBefore,
  daysLasting,
  daysWithin,
  firstDayHeld,
  holdsOn,
  quietDays,
  redDays,
  stalledDays,
} from './work-rule-days.ts'

const YEAR = { startsOn: '2026-01-01', endsOn: '2026-12-31' }

describe('a date that nears', () => {
  it('counts from so many days before it up to the day itself', () => {
    const days = daysBefore('2026-12-31', 30, null)
    expect(days).toEqual([{ from: '2026-12-01', until: '2027-01-01' }])
    expect(holdsOn(days, '2026-11-30')).toBe(false)
    expect(holdsOn(days, '2026-12-01')).toBe(true)
    expect(holdsOn(days, '2026-12-31')).toBe(true)
    expect(holdsOn(days, '2027-01-01')).toBe(false)
  })

  it('counts no more from the day the thing is done, and not at all if that was before', () => {
    expect(daysBefore('2026-12-31', 30, '2026-12-10')).toEqual([{ from: '2026-12-01', until: '2026-12-10' }])
    expect(daysBefore('2026-12-31', 30, '2026-12-01')).toEqual([])
  })
})

describe('what lasts', () => {
  it('counts from so many days after its beginning until it ends', () => {
    expect(daysLasting('2026-01-01', 30, null)).toEqual([{ from: '2026-01-31', until: null }])
    expect(daysLasting('2026-01-01', 30, '2026-01-31')).toEqual([])
    expect(daysLasting('2026-01-01', 30, '2026-02-01')).toEqual([{ from: '2026-01-31', until: '2026-02-01' }])
  })
})

describe('a plan that nobody touches', () => {
  it('is quiet from so many days after a touch until the next one, and each quiet time knows its touch', () => {
    expect(quietDays(['2026-03-01', '2026-01-01', '2026-03-10', '2026-03-01'], 30)).toEqual([
      { from: '2026-01-31', until: '2026-03-01', since: '2026-01-01' },
      { from: '2026-04-09', until: null, since: '2026-03-10' },
    ])
  })
})

describe('a key result that turns red', () => {
  it('is one that is red and more than a quarter behind its time, not one that has hardly begun', () => {
    const [red] = redDays([{ on: '2026-01-01', grade: 0 }], YEAR, '2026-11-20')
    // A quarter of the 364 days from the first to the last is 91; the day after, it is more.
    expect(red).toEqual({ from: '2026-04-03', until: '2027-01-01' })
  })

  it('is late later the further it has come, and never late when it is yellow or green', () => {
    expect(redDays([{ on: '2026-01-01', grade: 0.3 }], YEAR, '2026-11-20')[0]?.from).toBe('2026-07-21')
    expect(redDays([{ on: '2026-01-01', grade: 0.4 }], YEAR, '2026-12-31')).toEqual([])
  })

  it('ends when a reading lifts it, and goes on through one that does not', () => {
    const steps = [
      { on: '2026-02-01', grade: 0 },
      { on: '2026-06-01', grade: 0.05 },
      { on: '2026-09-01', grade: 0.8 },
    ]
    expect(redDays(steps, YEAR, '2026-11-20')).toEqual([{ from: '2026-04-03', until: '2026-09-01' }])
  })

  it('has no color before the first reading, and none is foreseen', () => {
    expect(redDays([], YEAR, '2026-11-20')).toEqual([])
    expect(redDays([{ on: '2026-01-01', grade: 0 }], YEAR, '2026-03-01')).toEqual([])
  })
})

describe('a key result that does not move', () => {
  const after = (steps: readonly { on: string; grade: number }[], days = 60) => stalledDays(steps, { span: YEAR, days })

  it('counts from the first day when nobody has read it at all', () => {
    expect(after([])).toEqual([{ from: '2026-03-02', until: '2027-01-01' }])
  })

  it('begins anew with every move forward, not with one back or level', () => {
    const steps = [
      { on: '2026-02-01', grade: 0.2 },
      { on: '2026-03-20', grade: 0.2 },
      { on: '2026-03-25', grade: 0.1 },
      { on: '2026-06-01', grade: 0.3 },
    ]
    expect(after(steps)).toEqual([
      { from: '2026-04-02', until: '2026-06-01' },
      { from: '2026-07-31', until: '2027-01-01' },
    ])
  })

  it('is over once the target is reached', () => {
    expect(after([{ on: '2026-02-01', grade: 1 }])).toEqual([])
  })

  it('takes a reading from before its first day as one of that day', () => {
    expect(after([{ on: '2025-06-01', grade: 0.5 }])).toEqual([{ from: '2026-03-02', until: '2027-01-01' }])
  })
})

describe('days within a life', () => {
  it('are cut to when the plan was there', () => {
    const all = [
      { from: '2026-01-01', until: '2026-02-01' },
      { from: '2026-05-01', until: null },
    ]
    expect(daysWithin(all, { from: '2026-01-15', until: '2026-06-01' })).toEqual([
      { from: '2026-01-15', until: '2026-02-01' },
      { from: '2026-05-01', until: '2026-06-01' },
    ])
    expect(daysWithin(all, { from: '2026-02-01', until: '2026-05-01' })).toEqual([])
    expect(daysWithin(all, { from: '2026-06-01', until: null })).toEqual([{ from: '2026-06-01', until: null }])
  })

  it('give their first day in a stretch, both ends counted', () => {
    const all = [
      { from: '2026-05-01', until: null },
      { from: '2026-01-01', until: '2026-02-01' },
    ]
    expect(firstDayHeld(all, { from: '2026-01-10', to: '2026-12-31' })).toBe('2026-01-10')
    expect(firstDayHeld(all, { from: '2026-02-01', to: '2026-05-01' })).toBe('2026-05-01')
    expect(firstDayHeld(all, { from: '2026-02-01', to: '2026-04-30' })).toBeNull()
  })
})
