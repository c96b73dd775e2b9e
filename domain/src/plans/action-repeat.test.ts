import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, daysBetween } from '../program/index.ts'
import { type DoneOccurrence, nextOccurrence } from './action-repeat.ts'

const monthly: DoneOccurrence = {
  repeat: { every: 1, unit: 'month' },
  anchor: '2026-01-31',
  startsOn: null,
  dueOn: '2026-01-31',
  doneOn: '2026-01-30',
}

describe('the next occurrence', () => {
  test('a month later is the last of a shorter month, and the 31st again after it', () => {
    expect(nextOccurrence(monthly)).toEqual({ anchor: '2026-01-31', dueOn: '2026-02-28', startsOn: null })
    expect(nextOccurrence({ ...monthly, dueOn: '2026-02-28', doneOn: '2026-02-28' }).dueOn).toBe('2026-03-31')
  })

  test('two weeks later is two weeks later', () => {
    const fortnightly = {
      ...monthly,
      repeat: { every: 2, unit: 'week' },
      anchor: '2026-11-06',
      dueOn: '2026-11-06',
    } as const
    expect(nextOccurrence({ ...fortnightly, doneOn: '2026-11-05' }).dueOn).toBe('2026-11-20')
    expect(nextOccurrence({ ...fortnightly, doneOn: '2026-11-10' }).dueOn).toBe('2026-11-20')
  })

  test('what was done very late leaves no trail of overdue copies', () => {
    expect(nextOccurrence({ ...monthly, doneOn: '2026-05-12' }).dueOn).toBe('2026-05-31')
    expect(nextOccurrence({ ...monthly, doneOn: '2026-05-31' }).dueOn).toBe('2026-06-30')
  })

  test('the start keeps its distance from the due date', () => {
    const weekly = {
      ...monthly,
      repeat: { every: 1, unit: 'week' },
      anchor: '2026-11-06',
      dueOn: '2026-11-06',
    } as const
    expect(nextOccurrence({ ...weekly, startsOn: '2026-11-02', doneOn: '2026-11-06' })).toEqual({
      anchor: '2026-11-06',
      dueOn: '2026-11-13',
      startsOn: '2026-11-09',
    })
  })

  test('without a due date the rhythm is counted from the day it was done', () => {
    expect(nextOccurrence({ ...monthly, anchor: null, dueOn: null, doneOn: '2026-11-20' })).toEqual({
      anchor: '2026-11-20',
      dueOn: '2026-12-20',
      startsOn: null,
    })
  })

  test('it lies after the due date and the day done, and no earlier day of the rhythm does', () => {
    const days = fc.integer({ min: 0, max: 2_000 })
    const units = fc.constantFrom('week', 'month' as const)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 52 }), units, days, days, (every, unit, dueDays, doneDays) => {
        const anchor = '2026-01-31'
        const [dueOn, doneOn] = [addDays(anchor, dueDays), addDays(anchor, doneDays)]
        const repeat = { every, unit: unit as 'week' | 'month' }
        const next = nextOccurrence({ repeat, anchor, startsOn: null, dueOn, doneOn }).dueOn
        const after = [dueOn, doneOn].sort().at(-1) ?? ''
        expect(next > after).toBe(true)
        expect(daysBetween(after, next) ?? 0).toBeLessThanOrEqual(every * (unit === 'week' ? 7 : 31))
      }),
    )
  })
})
