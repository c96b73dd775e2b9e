import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, addMonths, daysBetween, isCalendarDate } from './index.ts'

const date = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('1990-01-01', days))

test.each([
  ['2024-02-29', true],
  ['2023-02-29', false],
  ['2024-13-01', false],
  ['2024-00-10', false],
  ['2024-04-31', false],
  ['2024-4-1', false],
  ['', false],
  ['tomorrow', false],
  ['2024-04-01T00:00:00Z', false],
])('%s is a day of the calendar: %s', (text, expected) => {
  expect(isCalendarDate(text)).toBe(expected)
})

test.each([
  ['2024-01-31', 1, '2024-02-29'],
  ['2023-01-31', 1, '2023-02-28'],
  ['2024-02-29', 24, '2026-02-28'],
  ['2024-11-30', 3, '2025-02-28'],
  ['2024-03-15', -3, '2023-12-15'],
  ['2024-12-31', 0, '2024-12-31'],
])('%s and %i months is %s', (from, months, to) => {
  expect(addMonths(from, months)).toBe(to)
})

test('days are counted across leap days and years', () => {
  expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2)
  expect(daysBetween('2023-02-28', '2023-03-01')).toBe(1)
  expect(daysBetween('2024-01-01', '2023-12-31')).toBe(-1)
  expect(daysBetween('2024-02-30', '2024-03-01')).toBeNull()
  expect(addDays('2024-12-31', 1)).toBe('2025-01-01')
})

test('by law: adding days and counting them are each other undone, and every result is a day of the calendar', () => {
  fc.assert(
    fc.property(date, fc.integer({ min: -5000, max: 5000 }), (from, days) => {
      expect(daysBetween(from, addDays(from, days))).toBe(days)
      expect(isCalendarDate(addDays(from, days))).toBe(true)
      expect(isCalendarDate(addMonths(from, days % 600))).toBe(true)
    }),
  )
})
