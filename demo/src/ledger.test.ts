import { describe, expect, it } from 'vitest'
import { cents, euroRates, field, recordsOf, type SampleRecord, theSample } from './sample-figures.fixture.ts'

const lines = recordsOf('invoice_lines')

function codesOf(kind: 'customers' | 'products', column: string): Set<string> {
  return new Set(recordsOf(kind).map((row) => field(row, column)))
}

function isCredit(line: SampleRecord): boolean {
  return field(line, 'original_invoice_no') !== ''
}

describe('the ledger', () => {
  it('names only known customers, products and sellers', () => {
    const customers = codesOf('customers', 'customer_code')
    const products = codesOf('products', 'product_code')
    const sellers = new Set(theSample().people.map((person) => person.salespersonCode))
    const unknown = lines.filter(
      (line) =>
        !customers.has(field(line, 'customer_code')) ||
        !products.has(field(line, 'product_code')) ||
        !sellers.has(field(line, 'salesperson_code')),
    )
    expect(unknown).toEqual([])
  })

  it('has an exchange rate for the day and currency of every line', () => {
    const rates = euroRates()
    const missing = lines.filter((line) => !rates.has(`${field(line, 'invoice_date')} ${field(line, 'currency')}`))
    expect(missing).toEqual([])
    expect(new Set(lines.map((line) => field(line, 'currency')))).toEqual(new Set(['EUR', 'GBP', 'USD', 'CHF']))
  })

  it('takes discount, rebate, payment terms and freight off list to the cent', () => {
    const wrong = lines.filter((line) => {
      const off =
        cents(line, 'discount_amount') +
        cents(line, 'rebate_amount') +
        cents(line, 'payment_terms_amount') +
        cents(line, 'freight_allowance_amount')
      return cents(line, 'list_amount') - off !== cents(line, 'net_amount')
    })
    expect(wrong).toEqual([])
  })

  it('lists quantity times unit price', () => {
    const wrong = lines.filter(
      (line) => Number(field(line, 'quantity')) * cents(line, 'unit_price') !== cents(line, 'list_amount'),
    )
    expect(wrong).toEqual([])
  })

  it('knows the cost of every line, with the sign of its quantity', () => {
    const wrong = lines.filter(
      (line) => Math.sign(cents(line, 'cost_amount')) !== Math.sign(Number(field(line, 'quantity'))),
    )
    expect(wrong).toEqual([])
  })

  it('is in order of date and sells on working days only', () => {
    const dates = lines.map((line) => field(line, 'invoice_date'))
    expect(dates).toEqual(dates.toSorted())
    const weekends = [...new Set(dates)].filter((date) => [0, 6].includes(new Date(date).getUTCDay()))
    expect(weekends).toEqual([])
  })

  it('keeps one customer, date and currency for all lines of an invoice', () => {
    const heads = new Map<string, string>()
    for (const line of lines) {
      const head = ['customer_code', 'invoice_date', 'currency'].map((name) => field(line, name)).join('|')
      expect(heads.get(field(line, 'invoice_no')) ?? head).toBe(head)
      heads.set(field(line, 'invoice_no'), head)
    }
  })
})

describe('credit notes', () => {
  const credits = lines.filter(isCredit)
  const sold = Map.groupBy(
    lines.filter((line) => !isCredit(line)),
    (line) => field(line, 'invoice_no'),
  )

  it('are a small part of the ledger', () => {
    expect(credits.length / lines.length).toBeGreaterThan(0.005)
    expect(credits.length / lines.length).toBeLessThan(0.03)
  })

  it('each take back a product of an earlier invoice to the same customer, in its currency', () => {
    for (const credit of credits) {
      const original = sold
        .get(field(credit, 'original_invoice_no'))
        ?.find((line) => field(line, 'product_code') === field(credit, 'product_code') && !line.quantity?.includes('-'))
      expect(original).toBeDefined()
      if (!original) continue
      expect(field(original, 'customer_code')).toBe(field(credit, 'customer_code'))
      expect(field(original, 'invoice_date') < field(credit, 'invoice_date')).toBe(true)
      expect(field(original, 'currency')).toBe(field(credit, 'currency'))
      expect(cents(credit, 'net_amount')).toBeLessThan(0)
    }
  })

  it('never take back more pieces of a product than the invoice sold', () => {
    const keyOf = (line: SampleRecord, column: string): string =>
      `${field(line, column)} ${field(line, 'product_code')}`
    const left = new Map<string, number>()
    for (const line of lines) {
      const quantity = Number(field(line, 'quantity'))
      if (isCredit(line) || quantity < 0) continue
      const key = keyOf(line, 'invoice_no')
      left.set(key, (left.get(key) ?? 0) + quantity)
    }
    for (const credit of credits) {
      const key = keyOf(credit, 'original_invoice_no')
      left.set(key, (left.get(key) ?? 0) + Number(field(credit, 'quantity')))
    }
    expect([...left].filter(([, quantity]) => quantity < 0)).toEqual([])
  })

  it('leave some negative lines that belong to no credit note', () => {
    const loose = lines.filter((line) => !isCredit(line) && Number(field(line, 'quantity')) < 0)
    expect(loose.length).toBeGreaterThan(50)
  })
})

describe('the year of the product lines', () => {
  function monthlyNet(productLine: string): number[] {
    const codes = new Set(
      recordsOf('products')
        .filter((row) => field(row, 'product_line') === productLine)
        .map((row) => field(row, 'product_code')),
    )
    const net = new Array<number>(12).fill(0)
    for (const line of lines) {
      if (!codes.has(field(line, 'product_code'))) continue
      const month = Number(field(line, 'invoice_date').slice(5, 7)) - 1
      net[month] = (net[month] ?? 0) + cents(line, 'net_amount')
    }
    return net
  }

  it.each([
    ['Trace heating', [8, 9, 10], [3, 4, 5]],
    ['Cooling circuits', [3, 4, 5], [9, 10, 11]],
    ['Measuring instruments', [10, 11], [0, 1]],
    ['Seals and gaskets', [6, 7], [10, 11]],
  ] as const)('%s sells at least one and a half times as much in season as out of it', (name, high, low) => {
    const net = monthlyNet(name)
    const mean = (months: readonly number[]): number =>
      months.reduce((sum, month) => sum + (net[month] ?? 0), 0) / months.length
    expect(mean(high) / mean(low)).toBeGreaterThan(1.5)
  })
})

describe('exchange rates', () => {
  it('give the euro itself as one and keep the others near their home level', () => {
    for (const row of recordsOf('exchange_rates')) {
      const rate = Number(field(row, 'rate'))
      if (field(row, 'currency') === 'EUR') expect(field(row, 'rate')).toBe('1.000000')
      expect(rate).toBeGreaterThan(0.75)
      expect(rate).toBeLessThan(1.4)
    }
  })
})
