import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchHeader } from './header-match.ts'
import { importKind, importKinds } from './kinds.ts'
import { plainWords } from './plain-words.ts'

describe('a heading as plain words', () => {
  it.each([
    ['CustomerCode', 'customer code'],
    ['Customer-Code', 'customer code'],
    ['customer_code', 'customer code'],
    ['  CUSTOMER   CODE ', 'customer code'],
    ['Customer Code:', 'customer code'],
    ['Customer\nCode', 'customer code'],
    ['customerID', 'customer id'],
    ['SAPNumber', 'sap number'],
    ['Größe', 'grosse'],
    ['Straße', 'strasse'],
    ['Élève n°', 'eleve n'],
    ['Número', 'numero'],
    ['Name1', 'name1'],
    ['2024Sales', '2024 sales'],
    ['客户', '客户'],
    ['***', ''],
    ['', ''],
  ])('%j is %j', (header, words) => {
    expect(plainWords(header)).toBe(words)
  })

  it('is the same for every way of writing the words of a field together', () => {
    const words = fc.constantFrom(...importKinds.flatMap((kind) => kind.fields.map((field) => field.key.split('_'))))
    fc.assert(
      fc.property(words, fc.constantFrom('_', '-', ' ', '.', '/', '  '), (parts, between) => {
        expect(plainWords(parts.join(between))).toBe(parts.join(' '))
        expect(plainWords(parts.join(between).toUpperCase())).toBe(parts.join(' '))
        expect(plainWords(parts.map((part) => (part[0] ?? '').toUpperCase() + part.slice(1)).join(''))).toBe(
          parts.join(' '),
        )
      }),
    )
  })
})

describe('words that turn a heading into something else', () => {
  const strengthOf = (kind: 'invoice_lines' | 'customers' | 'products', key: string, header: string) => {
    const field = importKind(kind).fields.find((one) => one.key === key)
    if (!field) throw new Error(`${kind} has no ${key}`)
    return matchHeader(header, field).strength
  }

  it.each([
    ['invoice_lines', 'net_amount', 'Line amount incl. VAT'],
    ['invoice_lines', 'net_amount', 'Gross line amount'],
    ['invoice_lines', 'invoice_date', 'Document date due'],
    ['invoice_lines', 'customer_code', 'Ship-to customer number'],
    ['invoice_lines', 'unit_price', 'List price per unit'],
    ['invoice_lines', 'cost_amount', 'Standard cost per unit'],
    ['customers', 'customer_code', 'Parent customer number'],
    ['products', 'product_name', 'Product description code'],
  ] as const)('%s: %s is never taken from "%s"', (kind, key, header) => {
    expect(strengthOf(kind, key, header)).toBe(0)
  })
})
