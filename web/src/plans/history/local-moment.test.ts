import { expect, it } from 'vitest'
import { fromLocalMoment, isMoment, lastReviewBefore, toLocalMoment, usualBeginning } from './local-moment.ts'

it('writes a moment as a field shows it and reads it back, to the minute', () => {
  const local = toLocalMoment('2026-11-20T10:30:15.000Z')
  expect(local).toMatch(/^2026-11-(19|20|21)T\d{2}:(00|15|30|45)$/)
  expect(fromLocalMoment(local)).toBe('2026-11-20T10:30:00.000Z')
  expect([fromLocalMoment(''), fromLocalMoment('2026-11')]).toEqual([null, expect.anything()])
})

it('tells a moment from what is kept and from now', () => {
  expect(['2026-11-20T10:30:00.000Z', 'now', '0b6f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d11'].map(isMoment)).toEqual([
    true,
    false,
    false,
  ])
})

it('begins a week ago, but not before the plan was begun', () => {
  const now = Date.parse('2026-11-20T10:00:00Z')
  expect(usualBeginning('2026-01-01T00:00:00Z', now)).toBe('2026-11-13T10:00:00.000Z')
  expect(usualBeginning('2026-11-19T10:00:00Z', now)).toBe('2026-11-19T10:01:00.000Z')
  expect(usualBeginning('2026-11-20T09:59:50Z', now)).toBe('2026-11-20T10:00:00.000Z')
})

it.each([
  ['2026-11-22T12:00', '2026-08-22T12:00'],
  ['2026-05-31T12:00', '2026-02-28T12:00'],
  ['2026-01-15T12:00', '2025-10-15T12:00'],
])('a quarter before %s is %s', (now, before) => {
  expect(toLocalMoment(lastReviewBefore(new Date(now).getTime()))).toBe(before)
})
