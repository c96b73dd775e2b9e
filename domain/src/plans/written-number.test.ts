import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  currencyMarkOf,
  numberFormatOf,
  readTypedAmount,
  readTypedAmounts,
  readWrittenNumber,
  splitScale,
  timesTen,
} from './written-number.ts'

describe('an amount as people type it', () => {
  it.each([
    ['520k', '520000'],
    ['520 k', '520000'],
    ['520K', '520000'],
    ['1.2m', '1200000'],
    ['1,2m', '1200000'],
    ['1,2 mio', '1200000'],
    ['1.25 mn', '1250000'],
    ['0.5 mln', '500000'],
    ['3bn', '3000000000'],
    ['2,5 Mrd.', '2500000000'],
    ['1 200 000', '1200000'],
    ['1\u00a0200\u00a0000', '1200000'],
    ['1,200,000', '1200000'],
    ['1.200.000', '1200000'],
    ["1'200'000", '1200000'],
    ['1,200.50', '1200.5'],
    ['1.200,50', '1200.5'],
    ['1200000', '1200000'],
    ['1200.5', '1200.5'],
    ['12,5', '12.5'],
    ['€520k', '520000'],
    ['€ 520k', '520000'],
    ['520k €', '520000'],
    ['520k€', '520000'],
    ['$1.2m', '1200000'],
    ['EUR 1.2m', '1200000'],
    ['1.2m EUR', '1200000'],
    ['£3,400,000', '3400000'],
    ['US$ 5k', '5000'],
    ['Fr. 5k', '5000'],
    ['100 kr', '100'],
    ['100 MXN', '100'],
    ['100 BRL', '100'],
    ['-520k', '-520000'],
    ['(1.2m)', '-1200000'],
    ['0', '0'],
    ['  75k  ', '75000'],
  ])('%j is %s', (typed, amount) => {
    expect(readTypedAmount(typed)).toEqual({ kind: 'amount', amount })
  })

  it.each([
    ['1,200', ['1.2', '1200']],
    ['1.200', ['1.2', '1200']],
    ['$1,200', ['1.2', '1200']],
    ['1.250k', ['1250', '1250000']],
    ['-1,200', ['-1.2', '-1200']],
  ])('%j could mean two things, and neither is guessed', (typed, readings) => {
    expect(readTypedAmount(typed)).toEqual({ kind: 'ambiguous', readings })
  })

  it.each(['abc', 'k', '1.2.3', '12kk', '5 kilo', '520k 3', '1,2,3', '--5', '5%', 'm5', '#REF!'])(
    '%j is none',
    (typed) => {
      expect(readTypedAmount(typed)).toEqual({ kind: 'no-amount' })
    },
  )

  it('is too long beyond what is stored, and nothing where nothing is typed', () => {
    expect(readTypedAmount('12345678901234567')).toEqual({ kind: 'too-long' })
    expect(readTypedAmount('99999999999bn')).toEqual({ kind: 'too-long' })
    expect(readTypedAmount(' ')).toEqual({ kind: 'empty' })
  })

  it('never loses a digit: what is typed with letters is what is typed without', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999 }), fc.integer({ min: 0, max: 99 }), (whole, hundredths) => {
        const decimals = String(hundredths).padStart(2, '0')
        const read = readTypedAmount(`${whole}.${decimals}m`)
        expect(read).toEqual({
          kind: 'amount',
          amount: String(BigInt(whole) * 1_000_000n + BigInt(hundredths) * 10_000n),
        })
      }),
    )
  })
})

describe('letters behind a number', () => {
  it('are taken off with the power they stand for, the currency left beside the number', () => {
    expect(splitScale('€ 1.2m')).toEqual({ number: '€ 1.2', power: 6 })
    expect(splitScale('1.2m EUR')).toEqual({ number: '1.2 EUR', power: 6 })
    expect(splitScale('100 kr')).toEqual({ number: '100 kr', power: 0 })
  })

  it.each([
    ['1.2345', 3, '1234.5'],
    ['0.5', 3, '500'],
    ['-0.0005', 3, '-0.5'],
    ['7', 0, '7'],
    ['0', 6, '0'],
  ])('move the point of %s by %i to %s', (decimal, power, moved) => {
    expect(timesTen(decimal, power)).toBe(moved)
  })
})

describe('amounts that were written together', () => {
  it('settle among themselves what a mark means, the letters behind a number as well', () => {
    expect(readTypedAmounts(['$2,400', '', '1,234.50', '1.5m'])).toMatchObject([
      { kind: 'amount', amount: '2400' },
      { kind: 'empty' },
      { kind: 'amount', amount: '1234.5' },
      { kind: 'amount', amount: '1500000' },
    ])
    expect(readTypedAmounts(['2.400', '1.234,50'])[0]).toEqual({ kind: 'amount', amount: '2400' })
  })

  it('are told as two numbers each where nothing among them settles it', () => {
    expect(readTypedAmounts(['2,400', '7']).map(({ kind }) => kind)).toEqual(['ambiguous', 'amount'])
  })
})

describe('a number of a sheet', () => {
  it('takes the same letters', () => {
    const format = numberFormatOf(['520k', '1,5'])
    expect(format).toMatchObject({ decimal: ',' })
    expect(readWrittenNumber('520k', format)).toBe('520000')
    expect(readWrittenNumber('1,5m', format)).toBe('1500000')
    expect(readWrittenNumber('12 %', format)).toBe('12')
    expect(readWrittenNumber('', format)).toBeNull()
    expect(readWrittenNumber('many', format)).toMatchObject({ fault: expect.stringContaining('no number') })
  })

  it('is not read where the sheet does not settle what the dot means', () => {
    const format = numberFormatOf(['1.234'])
    expect(format).toBe('unknown')
    expect(readWrittenNumber('1.234', format)).toMatchObject({ fault: expect.stringContaining('two ways') })
    expect(readWrittenNumber('1234', format)).toBe('1234')
  })
})

describe('the currency beside an amount', () => {
  it.each([
    ['€ 3bn', '€'],
    ['520k EUR', 'EUR'],
    ['US$ 1,200.50', 'US$'],
    ['(5) CHF', 'CHF'],
    ['1 200 000', ''],
    ['-1.2m', ''],
    ['\u221212\u00a0000', ''],
    ['', ''],
  ])('of %j is %j', (typed, mark) => {
    expect(currencyMarkOf(typed)).toBe(mark)
  })
})
