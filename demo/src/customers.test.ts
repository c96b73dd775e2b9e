import { describe, expect, it } from 'vitest'
import { field, groupRoots, recordsOf } from './sample-figures.fixture.ts'

const customers = recordsOf('customers')

describe('the customer list', () => {
  it('names every parent before its children, so that groups import in one pass', () => {
    const seen = new Set<string>()
    for (const row of customers) {
      const parent = field(row, 'parent_code')
      if (parent !== '') expect(seen).toContain(parent)
      seen.add(field(row, 'customer_code'))
    }
  })

  it('has single companies, groups of two levels and groups of three', () => {
    const parents = new Map(customers.map((row) => [field(row, 'customer_code'), field(row, 'parent_code')]))
    const depthOf = (code: string): number => {
      const parent = parents.get(code)
      return parent ? 1 + depthOf(parent) : 1
    }
    const depths = customers.map((row) => depthOf(field(row, 'customer_code')))
    expect(Math.max(...depths)).toBe(3)
    expect(depths.filter((depth) => depth === 2).length).toBeGreaterThan(60)
    expect(depths.filter((depth) => depth === 3).length).toBeGreaterThan(25)
    expect(new Set(groupRoots().values()).size).toBeGreaterThan(200)
  })

  it('has holdings that never buy themselves', () => {
    const buyers = new Set(recordsOf('invoice_lines').map((row) => field(row, 'customer_code')))
    const silent = customers.filter((row) => !buyers.has(field(row, 'customer_code')))
    expect(silent.length).toBeGreaterThan(4)
    expect(silent.length).toBeLessThan(25)
  })

  it('never calls two customers by the same name', () => {
    const names = customers.map((row) => field(row, 'customer_name'))
    expect(new Set(names).size).toBe(names.length)
  })

  it('has names with accents, with commas and with quotation marks', () => {
    const names = customers.map((row) => field(row, 'customer_name'))
    expect(names.filter((name) => /[à-žÀ-Ž]/.test(name)).length).toBeGreaterThan(80)
    expect(names.filter((name) => name.includes(',')).length).toBeGreaterThan(20)
    expect(names.some((name) => name.includes('"'))).toBe(true)
  })

  it('spreads over several countries, units and eight segments', () => {
    expect(new Set(customers.map((row) => field(row, 'country'))).size).toBeGreaterThanOrEqual(10)
    expect(new Set(customers.map((row) => field(row, 'unit'))).size).toBe(6)
    expect(new Set(customers.map((row) => field(row, 'segment'))).size).toBe(8)
  })

  it('does not know the sales of every customer', () => {
    const unknown = customers.filter((row) => field(row, 'annual_sales') === '')
    expect(unknown.length).toBeGreaterThan(20)
    expect(unknown.length).toBeLessThan(100)
  })
})

describe('the price list', () => {
  it('has ten lines of twelve articles, each sold above its standard cost', () => {
    const products = recordsOf('products')
    const lines = Map.groupBy(products, (row) => field(row, 'product_line'))
    expect(lines.size).toBe(10)
    for (const articles of lines.values()) expect(articles).toHaveLength(12)
    for (const row of products) {
      expect(Number(field(row, 'standard_cost'))).toBeGreaterThan(0)
      expect(Number(field(row, 'list_price'))).toBeGreaterThan(Number(field(row, 'standard_cost')))
    }
  })
})
