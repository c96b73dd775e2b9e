import { describe, expect, it } from 'vitest'
import { importOrder, inImportOrder } from './import-order.ts'
import { importKind, importKinds, isImportKindKey, missingFields } from './kinds.ts'
import { plainWords } from './plain-words.ts'
import { describeRowFault, rowFaultCodes } from './row-faults.ts'

describe('the kinds of table', () => {
  it('are seven, each once in the import order', () => {
    expect(importKinds).toHaveLength(7)
    expect([...importOrder].sort()).toEqual(importKinds.map((kind) => kind.key).sort())
  })

  it.each(importKinds)('$key has fields with a name, a sentence and unambiguous synonyms', (kind) => {
    const keys = kind.fields.map((field) => field.key)
    expect(new Set(keys).size).toBe(keys.length)
    for (const field of kind.fields) {
      expect(field.key).toMatch(/^[a-z_]+$/)
      expect(field.meaning).toMatch(/^[A-Z].*\.$/)
      for (const word of [...field.synonyms, ...field.unlike]) expect(plainWords(word)).toBe(word)
    }
  })

  it.each(importKinds)('$key has no word that means two of its fields', (kind) => {
    const words = kind.fields.flatMap((field) => field.synonyms)
    const twice = words.filter((word, index) => words.indexOf(word) !== index)
    expect(twice).toEqual([])
  })

  it.each(importKinds)('$key is told apart by fields it has', (kind) => {
    for (const key of kind.naturalKey) expect(kind.fields.map((field) => field.key)).toContain(key)
  })

  it('are a closed list', () => {
    expect(isImportKindKey('customers')).toBe(true)
    expect(isImportKindKey('constructor')).toBe(false)
    expect(importKind('products').naturalKey).toEqual(['product_code'])
  })

  it('ask only for what a row cannot do without', () => {
    const required = (key: 'customers' | 'invoice_lines') =>
      missingFields(importKind(key), new Set()).map((field) => field.key)
    expect(required('customers')).toEqual(['customer_code', 'customer_name'])
    expect(required('invoice_lines')).toEqual(['invoice_no', 'line_no', 'invoice_date', 'customer_code', 'net_amount'])
  })

  it('do not ask for a net amount that quantity and price give', () => {
    const mapped = new Set(['invoice_no', 'line_no', 'invoice_date', 'customer_code', 'quantity', 'unit_price'])
    expect(missingFields(importKind('invoice_lines'), mapped)).toEqual([])
    mapped.delete('unit_price')
    expect(missingFields(importKind('invoice_lines'), mapped).map((field) => field.key)).toEqual(['net_amount'])
  })

  it('go in so that what a row names is there before it', () => {
    const files = [{ kind: 'invoice_lines' }, { kind: 'customers' }, { kind: 'exchange_rates' }] as const
    expect(inImportOrder(files).map((file) => file.kind)).toEqual(['exchange_rates', 'customers', 'invoice_lines'])
  })

  it('go in with the invoice lines last, so that nothing waits behind the longest of them', () => {
    expect(importOrder.at(-1)).toBe('invoice_lines')
  })
})

describe('what is said about a row that cannot go in', () => {
  it.each(rowFaultCodes)('%s has a reason and a remedy in whole sentences', (code) => {
    const text = describeRowFault({ code, column: 'Amount', value: '12,5x' })
    expect(text.reason).toMatch(/^["A-Z].*\.$/)
    expect(text.remedy).toMatch(/^[A-Z].*\.$/)
    expect(text.reason + text.remedy).not.toMatch(/[{}]/)
  })

  it('names column and value', () => {
    const text = describeRowFault({ code: 'ledger/not-a-number', column: 'Net', value: 'abc' })
    expect(text.reason).toBe('"abc" in Net is no number in the chosen format.')
  })

  it('shortens a long value and is not confused by one that looks like a place', () => {
    const long = describeRowFault({ code: 'ledger/not-a-date', column: 'Date', value: 'x'.repeat(500) })
    expect(long.reason.length).toBeLessThan(150)
    const odd = describeRowFault({ code: 'ledger/not-a-date', column: 'Date', value: '{column}$&' })
    expect(odd.reason).toBe('"{column}$&" in Date is no date in the chosen format.')
  })
})
