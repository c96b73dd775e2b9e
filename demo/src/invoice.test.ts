import { describe, expect, it } from 'vitest'
import { priceLine, takenBack } from './invoice.ts'
import type { CustomerTerms } from './profiles.ts'

const TERMS: CustomerTerms = { discount: 1000, rebate: 500, paymentTerms: 200, freight: 100, serviceShare: 0.1 }
const PRODUCT = { code: 'VA-101', sku: 'NWVA101', name: 'Ball valve', line: 2, standardCost: 500, listPrice: 1000 }

describe('an invoice line', () => {
  it('takes the discount off list, then rebate, terms and freight off the invoice price', () => {
    const line = priceLine({ product: PRODUCT, quantity: 10, unitPrice: 1000, unitCost: 500 }, TERMS)
    expect(line).toMatchObject({ listAmount: 10_000, discount: 1000, rebate: 450, paymentTerms: 180, freight: 90 })
    expect(line.netAmount).toBe(8_280)
    expect(line.cost).toBe(5_000)
  })

  it('rounds each part to the cent and leaves net as the exact difference', () => {
    const line = priceLine({ product: PRODUCT, quantity: 3, unitPrice: 333, unitCost: 166.4 }, TERMS)
    expect(line).toMatchObject({ listAmount: 999, discount: 100, rebate: 45, paymentTerms: 18, freight: 9, cost: 499 })
    expect(line.netAmount).toBe(999 - 100 - 45 - 18 - 9)
  })

  it('taken back in whole is its mirror, and never minus zero', () => {
    const terms: CustomerTerms = { ...TERMS, rebate: 0 }
    const line = priceLine({ product: PRODUCT, quantity: 7, unitPrice: 333, unitCost: 166.4 }, terms)
    const back = takenBack(line, 7, terms)
    expect(back.netAmount + line.netAmount).toBe(0)
    expect(back.cost + line.cost).toBe(0)
    expect(Object.is(back.rebate, 0)).toBe(true)
    expect(back).toMatchObject({ quantity: -7, listAmount: -2331, unitPrice: 333 })
  })
})
