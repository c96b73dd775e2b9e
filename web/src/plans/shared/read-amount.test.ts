import { expect, it } from 'vitest'
import { amountFault, amountHint, plainAmount, readAmount } from './read-amount.ts'

it.each([
  ['520k', '520000', 'Read as 520,000.00'],
  ['€1.2m', '1200000', 'Read as 1,200,000.00'],
  ['1,200,000', '1200000', 'Read as 1,200,000.00'],
  ['1.23456k', '1234.56', 'Read as 1,234.56'],
  ['0.0012345m', '1234.5', 'Read as 1,234.50'],
  ['1,23456', '1.23456', 'Read as 1.23456'],
])('%s is %s and says so', (typed, amount, hint) => {
  expect(readAmount(typed)).toBe(amount)
  expect(amountHint(typed, { locale: 'en', currency: 'EUR' })).toBe(hint)
  expect(amountFault(typed)).toBeUndefined()
})

it.each(['1200000', '1200.5', '1200.50', ''])('%j needs no word about how it was read', (typed) => {
  expect(amountHint(typed, { locale: 'en', currency: 'EUR' })).toBeUndefined()
  expect(amountFault(typed)).toBeUndefined()
})

it.each([
  ['$ 3bn', 'EUR', 'Read as 3,000,000,000.00 EUR: this plan counts in EUR, and nothing is converted.'],
  ['520 CHF', 'USD', 'Read as 520.00 USD: this plan counts in USD, and nothing is converted.'],
  ['US$ 12', 'USD', undefined],
  ['€ 12', 'EUR', undefined],
  ['12 eur', 'EUR', undefined],
  ['£ 12', '', undefined],
] as const)('%s in a plan that counts in %s is never taken in silence', (typed, currency, hint) => {
  const said = amountHint(typed, { locale: 'en', currency })
  if (hint === undefined) expect(said ?? '').not.toContain('converted')
  else expect(said).toBe(hint)
})

it('is refused with what it could mean, each written so that it can be typed', () => {
  expect(amountFault('1,200')).toBe('“1,200” could be 1200 or 1.2. Type it as one of these.')
  expect(amountFault('1.234')).toBe('“1.234” could be 1234 or 1.2340. Type it as one of these.')
  expect(readAmount('1.2340')).toBe('1.234')
  expect(amountFault('lots')).toBe('No amount. Write it as 1200000, 1.2m or 520k.')
  expect(amountFault('99999999999bn')).toBe('Too long: at most 16 digits and 10 decimals.')
  expect(readAmount('1,200')).toBeUndefined()
})

it('has plain digits without needless zeros for an input, which are read as they were', () => {
  expect([plainAmount('1200.5000'), plainAmount('1200'), plainAmount(null)]).toEqual(['1200.5', '1200', ''])
  expect([plainAmount('1.234'), plainAmount('-12.3450'), plainAmount('0.123')]).toEqual(['1.2340', '-12.3450', '0.123'])
  expect(readAmount(plainAmount('-12.345'))).toBe('-12.345')
})
