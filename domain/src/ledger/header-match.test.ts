import { describe, expect, it } from 'vitest'
import { matchHeader } from './header-match.ts'
import { type ImportKindKey, importKind } from './kinds.ts'
import { plainWords } from './plain-words.ts'

function strength(header: string, kind: ImportKindKey, key: string): number {
  const field = importKind(kind).fields.find((found) => found.key === key)
  if (!field) throw new Error(`no field ${key}`)
  return matchHeader(header, field).strength
}

describe('a header and a field', () => {
  it.each([
    ['net_amount', 1],
    ['Net Amount', 1],
    ['NetAmount', 1],
    ['NET-AMOUNT', 1],
    ['Revenue', 0.95],
    ['Nettobetrag', 0.95],
    ['Montant HT', 0.95],
    ['net amount EUR', 0.95],
    ['revenue_usd', 0.9],
    ['amount net', 0.85],
    ['total net amount 2013', 0.65],
    ['gross amount', 0],
    ['net amount incl VAT', 0],
    ['discount net amount', 0],
    ['colour', 0],
    ['', 0],
  ])('%j names the net amount with strength %d', (header, expected) => {
    expect(strength(header, 'invoice_lines', 'net_amount')).toBeCloseTo(expected, 10)
  })

  it.each<[string, ImportKindKey, string]>([
    ['Kundennr.', 'customers', 'customer_code'],
    ['N° client', 'customers', 'customer_code'],
    ['Klantnr', 'customers', 'customer_code'],
    ['Razón social', 'customers', 'customer_name'],
    ['Größe', 'customers', 'employees'],
  ])('%s is or is not a word of ours', (header, kind, key) => {
    expect(strength(header, kind, key) > 0).toBe(header !== 'Größe')
  })

  it('tells the currency beside the words', () => {
    const field = importKind('customers').fields.find((found) => found.key === 'annual_sales')
    expect(field && matchHeader('Annual sales (EUR)', field)).toMatchObject({ currency: 'EUR' })
    expect(field && matchHeader('Annual sales', field)).toEqual({ strength: 1, currency: null })
  })

  it('does not take every three letters for a currency', () => {
    expect(strength('all revenue', 'invoice_lines', 'net_amount')).toBe(0)
  })
})

describe('words of a header', () => {
  it.each([
    ['CustomerCode', 'customer code'],
    ['customer_code', 'customer code'],
    ['  Customer--Code ', 'customer code'],
    ['VATNumber', 'vat number'],
    ['Währung', 'wahrung'],
    ['Straße', 'strasse'],
    ['N° de série', 'n de serie'],
    ['日付', '日付'],
    ['', ''],
  ])('%j are %j', (header, words) => {
    expect(plainWords(header)).toBe(words)
  })
})
