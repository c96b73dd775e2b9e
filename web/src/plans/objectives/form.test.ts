import { expect, it } from 'vitest'
import { aKeyResult } from './fixtures.ts'
import {
  draftOfKeyResult,
  faultsOfKeyResult,
  keyResultOf,
  percentToShare,
  plainNumber,
  shareToPercent,
} from './form.ts'

it.each([
  ['1250.5', '1250.5'],
  ['-12', '-12'],
  ['\u22125.25', '-5.25'],
  ['520k', '520000'],
  ['1 234,5', '1234.5'],
  ['0.123', '0.123'],
  ['1.2340', '1.234'],
  ['1.234', null],
  ['-12,345', null],
  ['four', null],
])('%s is the number %s', (typed, plain) => {
  expect(plainNumber(typed)).toBe(plain)
})

it.each(['0.25', '0.12345', '1.5', '-0.01234'])('%s as a percentage is the same share again', (share) => {
  expect(percentToShare(shareToPercent(share))).toBe(share)
})

it('reads back what it has written into its fields, also of three decimals', () => {
  const result = aKeyResult({ weight: 1.125 })
  const draft = { ...draftOfKeyResult(result), start: '1.2340', target: '4' }
  expect(faultsOfKeyResult(draft)).toEqual({})
  expect(keyResultOf(draft)).toMatchObject({ start: '1.234', target: '4', weight: 1.125 })
})

it('names both readings of a start that could be two', () => {
  const draft = { ...draftOfKeyResult(aKeyResult()), start: '1.234', target: 'lots' }
  expect(faultsOfKeyResult(draft, 'results.0.')).toEqual({
    'results.0.start': '“1.234” could be 1234 or 1.2340. Type it as one of these.',
    'results.0.target': 'Write a number such as 1250.5, or 520k.',
  })
})
