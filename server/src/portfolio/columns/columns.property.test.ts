import { type Amount, formatAmount, MONEY_DECIMALS } from '@mainstay/domain/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareMoney, joinAmount, moneyColumn, splitAmount, sumMoney, writeMoney } from './money-column.ts'
import { compareTexts, keyOf, ranksOf, textColumn, writeText } from './text-column.ts'

const amount = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n })
const exactText = (value: Amount) => formatAmount(value, MONEY_DECIMALS)

function columnOf(amounts: readonly (Amount | null)[]) {
  const column = moneyColumn(amounts.length)
  amounts.forEach((value, position) => {
    expect(writeMoney(column, position, value === null ? null : exactText(value))).toBe(true)
  })
  return column
}

describe('amounts kept in two pieces', () => {
  it('add up exactly to what whole numbers of any size add up to', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(amount, fc.boolean()), { minLength: 1, maxLength: 60 }), (rows) => {
        const mask = Uint8Array.from(rows, ([, isKept]) => (isKept ? 1 : 0))
        const kept = rows.filter(([, isKept]) => isKept).map(([value]) => value)
        const expected = kept.length === 0 ? null : kept.reduce((sum, value) => sum + value, 0n)
        expect(sumMoney(columnOf(rows.map(([value]) => value)), mask)).toBe(expected)
      }),
    )
  })

  it('compare as the amounts do, and come back as they were', () => {
    const near = fc
      .tuple(amount, fc.bigInt({ min: -3n, max: 3n }))
      .map(([value, step]) => [value, value + step] as const)
    fc.assert(
      fc.property(fc.oneof(near, fc.tuple(amount, amount)), ([one, other]) => {
        const sign = Math.sign(compareMoney(columnOf([one]), 0, splitAmount(other)))
        expect(sign).toBe(one < other ? -1 : one > other ? 1 : 0)
        expect(joinAmount(splitAmount(one))).toBe(one)
      }),
    )
  })

  it('have no sum when one of them is unknown, and are not kept when they are finer or larger than the pieces', () => {
    const mask = Uint8Array.from([1, 1])
    expect(sumMoney(columnOf([5n, null]), mask)).toBeNull()
    expect(sumMoney(columnOf([5n, null]), Uint8Array.from([1, 0]))).toBe(5n)
    const column = moneyColumn(2)
    for (const text of ['0.00000000001', '12345678901234567890', 'NaN', 'Infinity'])
      expect(writeMoney(column, 0, text), text).toBe(false)
    expect(writeMoney(column, 0, '-0.2500000000000000')).toBe(true)
    expect(writeMoney(column, 1, '9007199254740991')).toBe(true)
    expect(sumMoney(column, Uint8Array.from([1, 0]))).toBe(-2_500_000_000n)
    writeMoney(column, 0, '9007199254740991')
    expect(sumMoney(column, mask)).toBe('too large')
  })
})

describe('texts kept as numbers', () => {
  it('go in the order of their code points, as their bytes do', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 6 }),
        fc.string({ unit: 'binary', maxLength: 6 }),
        (one, other) => {
          expect(Math.sign(compareTexts(one, other))).toBe(Buffer.compare(Buffer.from(one), Buffer.from(other)))
        },
      ),
    )
  })

  it('share a place when their first hundred letters are the same, also after a new text came', () => {
    const long = 'x'.repeat(100)
    const column = textColumn(6)
    const places = () => Array.from(column.codes, (code) => (code === -1 ? null : ranksOf(column)[code]))
    for (const [position, text] of [`${long}b`, 'y', `${long}a`, null, '\u{1F600}'].entries())
      writeText(column, position, text)
    const [one, y, other, none, smile] = places()
    expect(one).toBe(other)
    expect(none).toBeNull()
    expect([one, y, smile]).toEqual([one, y, smile].toSorted((a, b) => Number(a) - Number(b)))
    writeText(column, 5, 'a')
    expect(places()[5]).toBe(0)
    expect(keyOf(`${'\u{1F600}'.repeat(100)}z`)).toBe('\u{1F600}'.repeat(100))
  })
})
