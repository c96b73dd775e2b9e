import { expect, it } from 'vitest'
import { dayInWords, shortNumber } from './in-words.ts'

it.each([
  ['2013-11-29', '29 Nov 2013'],
  ['2014-05-01', '1 May 2014'],
  ['2013-11', 'Nov 2013'],
  ['2013-13', '2013-13'],
  ['2013-11-32', '2013-11-32'],
  ['part 2013-11', 'part 2013-11'],
  ['', ''],
])('names %s as %s', (value, words) => {
  expect(dayInWords(value)).toBe(words)
})

it.each([
  [34_633_000, { scaled: 34.633, unit: 'million', decimals: 2 }],
  [124_000_000, { scaled: 124, unit: 'million', decimals: 1 }],
  [999_600, { scaled: 0.9996, unit: 'million', decimals: 2 }],
  [288_100, { scaled: 288.1, unit: 'thousand', decimals: 0 }],
  [-25_500, { scaled: -25.5, unit: 'thousand', decimals: 1 }],
  [2_500_000_000, { scaled: 2.5, unit: 'billion', decimals: 2 }],
  [950, { scaled: 950, unit: 'one', decimals: 0 }],
  [1.5, { scaled: 1.5, unit: 'one', decimals: 2 }],
  [0, { scaled: 0, unit: 'one', decimals: 0 }],
])('says %d in few digits', (value, short) => {
  expect(shortNumber(value)).toEqual(short)
})
