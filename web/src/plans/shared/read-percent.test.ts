import fc from 'fast-check'
import { expect, it } from 'vitest'
import { percentText, readPercent } from './read-percent.ts'

it.each([
  ['12.5', 0.125],
  ['12,5 %', 0.125],
  ['7.125', 0.07125],
  ['7,125', 0.07125],
  ['100', 1],
  ['', null],
  ['101', undefined],
  ['lots', undefined],
])('%s is the fraction %s', (written, fraction) => {
  expect(readPercent(written)).toBe(fraction)
})

it('reads what it has written, of every fraction with six decimals', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), (millionths) => {
      const fraction = millionths / 1_000_000
      expect(readPercent(percentText(fraction))).toBe(fraction)
    }),
  )
})

it('takes what is below nothing only where that can be', () => {
  expect([readPercent('-5'), readPercent('-5', -1), readPercent('-7.125', -1)]).toEqual([undefined, -0.05, -0.07125])
})
