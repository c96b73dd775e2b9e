import { describe, expect, it } from 'vitest'
import { degraded, insufficient, known, notApplicable } from '../kernel/index.ts'
import { multiplyAmount, scaleAmount, toFixedPoint } from './exact.ts'
import { addFigures, combineFigures, fractionOf, subtractFigures } from './figure-math.ts'
import { money } from './fixtures.ts'

describe('calculating with figures', () => {
  const one = known(1n)
  const doubtful = degraded(2n, 'economics/few-accounts')
  const inapplicable = notApplicable<bigint>('economics/total-not-positive')
  const unknown = insufficient<bigint>('economics/cost-missing')

  it.each([
    ['all known', [one, one], known(2n)],
    ['one doubtful', [one, doubtful], degraded(3n, 'economics/few-accounts')],
    ['one not applicable', [doubtful, inapplicable], inapplicable],
    ['one unknown', [doubtful, inapplicable, unknown], unknown],
    ['none', [], known(0n)],
  ])('carries the worst status and its reasons: %s', (_, figures, expected) => {
    expect(addFigures(...figures)).toEqual(expected)
  })

  it('subtracts every deduction', () => {
    expect(subtractFigures(known(10n), one, doubtful)).toEqual(degraded(7n, 'economics/few-accounts'))
    expect(subtractFigures(known(10n))).toEqual(known(10n))
  })

  it('does not calculate with what is unknown', () => {
    const calculate = (): never => {
      throw new Error('must not be called')
    }
    expect(combineFigures([unknown], calculate)).toEqual(unknown)
  })

  it('takes fractions of a positive whole only', () => {
    expect(fractionOf(known(money(1)), known(money(4)), 'economics/x')).toEqual(known(0.25))
    expect(fractionOf(known(money(1)), known(0n), 'economics/x')).toEqual(notApplicable('economics/x'))
    expect(fractionOf(unknown, known(money(-4)), 'economics/x')).toEqual(notApplicable('economics/x'))
    expect(fractionOf(unknown, known(money(4)), 'economics/x')).toEqual(insufficient('economics/cost-missing'))
  })
})

describe('exact arithmetic', () => {
  it.each([
    [180_000, 0.09, 16_200],
    [0.1, 3, 0.3],
    [-100, 0.5, -50],
    [100, -0.25, -25],
    [1, 123_456_789_012, 123_456_789_012],
  ])('multiplies %d by %d', (amount, factor, product) => {
    expect(multiplyAmount(money(amount), factor)).toBe(money(product))
  })

  it('rounds half away from zero', () => {
    expect(scaleAmount(1n, 1n, 2n)).toBe(1n)
    expect(scaleAmount(-1n, 1n, 2n)).toBe(-1n)
    expect(scaleAmount(1n, 1n, 3n)).toBe(0n)
    expect(scaleAmount(-2n, 1n, 3n)).toBe(-1n)
  })

  it('keeps nine decimals of a number', () => {
    expect(toFixedPoint(0.1)).toBe(100_000_000n)
    expect(toFixedPoint(-2.5)).toBe(-2_500_000_000n)
    expect(toFixedPoint(0.0000000004)).toBe(0n)
  })
})
