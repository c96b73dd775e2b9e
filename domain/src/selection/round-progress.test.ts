import { describe, expect, test } from 'vitest'
import { type DueReminder, remindersDue, roundProgress, type ScoringRound } from './index.ts'
import { aRound, ROUND_DAY } from './round-fixtures.ts'

const SAMS = new Map([['sam', 3]])

describe('progress', () => {
  test('is due accounts times own criteria, and answers given', () => {
    const progress = roundProgress(aRound(), new Map([...SAMS, ['fay', 2]]), ROUND_DAY)
    expect(progress).toMatchObject({ due: 12, done: 5, share: 5 / 12, daysLeft: 10, isOverdue: false })
    expect(progress.raters).toEqual([
      { raterId: 'sam', function: 'sales', due: 3, done: 3 },
      { raterId: 'fay', function: 'finance', due: 6, done: 2 },
      { raterId: 'sue', function: 'service', due: 3, done: 0 },
    ])
  })

  test('counts no answers of people who are not in the round', () => {
    expect(roundProgress(aRound(), new Map([...SAMS, ['stranger', 40]]), ROUND_DAY).done).toBe(3)
  })

  test('a round past its deadline is overdue only while it is open', () => {
    expect(roundProgress(aRound(), new Map(), '2024-05-30').isOverdue).toBe(false)
    expect(roundProgress(aRound(), new Map(), '2024-05-31')).toMatchObject({ isOverdue: true, daysLeft: -1 })
    expect(roundProgress(aRound({ status: 'closed' }), new Map(), '2024-05-31').isOverdue).toBe(false)
  })

  test('an empty round is at nought, not at a division by nought', () => {
    expect(roundProgress(aRound({ accountIds: [] }), new Map(), ROUND_DAY)).toMatchObject({ due: 0, share: 0 })
  })
})

describe('reminders', () => {
  function due(today: string, lastReminded: Record<string, string> = {}, round: ScoringRound = aRound()): string[] {
    return reminders(today, { lastReminded, round }).map(({ raterId }) => raterId)
  }

  function reminders(
    today: string,
    {
      lastReminded = {},
      round = aRound(),
      answers = SAMS,
    }: {
      lastReminded?: Record<string, string>
      round?: ScoringRound
      answers?: ReadonlyMap<string, number>
    } = {},
  ): readonly DueReminder[] {
    const progress = roundProgress(round, answers, today)
    return remindersDue({ round, progress, lastReminded: new Map(Object.entries(lastReminded)), today })
  }

  test('go to those with open answers, a week and a day before the deadline', () => {
    expect(due('2024-05-22')).toEqual([])
    expect(reminders('2024-05-23')).toEqual([
      { raterId: 'fay', open: 6, daysLeft: 7 },
      { raterId: 'sue', open: 3, daysLeft: 7 },
    ])
    expect(due('2024-05-29')).toEqual(['fay', 'sue'])
  })

  test('go once per reminder day, also when nothing ran on the day itself', () => {
    expect(due('2024-05-25')).toEqual(['fay', 'sue'])
    expect(due('2024-05-25', { fay: '2024-05-23' })).toEqual(['sue'])
    expect(due('2024-05-28', { fay: '2024-05-23', sue: '2024-05-25' })).toEqual([])
    expect(due('2024-05-29', { fay: '2024-05-23', sue: '2024-05-25' })).toEqual(['fay', 'sue'])
    expect(due('2024-05-30', { fay: '2024-05-29', sue: '2024-05-29' })).toEqual([])
  })

  test('stop after the deadline, and when the round is not open', () => {
    expect(due('2024-05-31')).toEqual([])
    expect(due('2024-05-29', {}, aRound({ status: 'planned' }))).toEqual([])
    expect(due('2024-05-29', {}, aRound({ status: 'closed' }))).toEqual([])
    expect(due('2024-05-29', {}, aRound({ reminderDays: [] }))).toEqual([])
  })

  test('do not go out before the round has begun', () => {
    expect(due('2024-04-15', {}, aRound({ reminderDays: [60] }))).toEqual([])
  })
})
