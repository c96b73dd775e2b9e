import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { proposeKind } from './propose-mapping.ts'

const shared = process.env.MAINSTAY_SHARED_DATA ?? join(import.meta.dirname, '../../../../shared/data')
const folder = join(shared, 'adventureworks')

describe.skipIf(!existsSync(folder))('the AdventureWorks files (skipped where they are absent)', () => {
  it.each([
    ['customers.csv', 'customers'],
    ['products.csv', 'products'],
    ['invoice_lines.csv', 'invoice_lines'],
    ['fx_rates.csv', 'exchange_rates'],
  ])('%s is taken for %s', (file, kind) => {
    const lines = readFileSync(join(folder, file), 'utf8').split(/\r?\n/).slice(0, 100)
    const [header = [], ...rows] = lines.map((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/))
    const [best] = proposeKind(header, rows)
    expect(best).toMatchObject({ kind, missing: [] })
  })
})
