import { expect, it } from 'vitest'
import { ageWords } from './statement-age.ts'

it.each([
  ['2026-11-21', 'of today'],
  ['2026-11-22', 'of today'],
  ['2026-11-20', '1 day old'],
  ['2026-09-23', '59 days old'],
  ['2026-09-01', '2 months old'],
  ['2025-01-01', '22 months old'],
  ['2024-11-01', '2 years old'],
  ['1999-01-01', '27 years old'],
])('a fact of %s is %s on 21 November 2026', (asOf, words) => {
  expect(ageWords(asOf, '2026-11-21')).toBe(words)
})
