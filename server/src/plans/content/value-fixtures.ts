import { randomUUID } from 'node:crypto'
import type { ImportedContent } from './import/file-shape.ts'
import { type Named, written } from './writing-fixtures.ts'

type Driver = NonNullable<ImportedContent['value']>['cases'][number]['drivers'][number]

const year = (base: string, range: { low: string; high: string } | null = null) => ({
  low: null,
  high: null,
  ...range,
  base,
})

function driver(at: number, more: Partial<Driver>): Driver {
  const { createdAt: _, ...said } = written(at)
  return {
    id: randomUUID(),
    kind: 'benefit',
    name: 'Less stock',
    method: '',
    baseline: '',
    source: 'source-secret',
    evidence: 'agreed',
    owner: null,
    probability: 1,
    attribution: 1,
    years: [year('0'), year('0')],
    ...said,
    ...more,
  }
}

/** A case that is shared as far as it is agreed, and one of ours, which never is. */
export function valueCasesOf({ buyer }: Named): ImportedContent['value'] {
  return {
    currency: 'USD',
    cases: [
      {
        id: randomUUID(),
        title: 'Bearings that last',
        beneficiary: 'customer',
        note: 'value-note-secret',
        startsOn: '2026-04',
        years: 1,
        discountRate: 0.1,
        drivers: [
          driver(80, {
            owner: { id: buyer },
            method: 'Half a day of stock at 8 %',
            baseline: 'Stock of 2025',
            probability: 0.8,
            years: [year('0'), year('51000.5', { low: '40404', high: '60000' })],
          }),
          driver(81, { name: 'claimed-driver-secret', evidence: 'claimed', years: [year('0'), year('626262')] }),
          driver(82, {
            name: 'Change of machines',
            kind: 'cost',
            evidence: 'measured',
            years: [year('20000'), year('0')],
          }),
        ],
        ...written(83),
      },
      {
        id: randomUUID(),
        title: 'our-case-secret',
        beneficiary: 'us',
        note: '',
        startsOn: '2026-04',
        years: 1,
        discountRate: 0.08,
        drivers: [driver(84, { name: 'our-driver-secret', years: [year('0'), year('919191')] })],
        ...written(85),
      },
    ],
  }
}
