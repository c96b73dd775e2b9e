import type { ValueCase, ValueDriver, ValuePart, ValueResult } from './types.ts'

export function uuidOf(number: number): string {
  return `33333333-3333-4333-8333-${String(number).padStart(12, '0')}`
}

const known = <Value>(value: Value) => ({ value, status: 'ok' as const, reasons: [] })

export function unknown(reason: string, status: 'insufficient_data' | 'not_applicable' = 'insufficient_data') {
  return { value: null, status, reasons: [reason] }
}

/** 1,000 spent in the beginning, 400 a year for four years, at 10 %. */
export function aResult(changes: Partial<ValueResult> = {}): ValueResult {
  return {
    flows: ['-1000.0000', '400.0000', '400.0000', '400.0000', '400.0000'],
    benefits: '1600.0000',
    costs: '1000.0000',
    net: '600.0000',
    returnOnInvestment: known(0.6),
    netPresentValue: known('267.9462'),
    internalRate: known(0.2186227),
    paybackYears: known(2.5),
    discountedPaybackYears: known(3.0193),
    ...changes,
  }
}

export function aDriver(number: number, changes: Partial<ValueDriver> = {}): ValueDriver {
  const base = { low: null, base: '400.0000', high: null }
  return {
    id: uuidOf(number),
    caseId: uuidOf(1),
    kind: 'benefit',
    name: 'Fewer stops',
    method: '40 stops a year at 10',
    baseline: '90 stops in 2025',
    source: 'Their maintenance log',
    evidence: 'agreed',
    owner: { id: uuidOf(90), name: 'Piet de Vries', function: 'Head of maintenance' },
    probability: 1,
    attribution: 1,
    years: [{ low: null, base: '0.0000', high: null }, base, base, base, base],
    authorName: 'Mia Manager',
    updatedAt: '2026-03-01T10:00:00Z',
    version: 3,
    ...changes,
  }
}

export function aCost(number: number, changes: Partial<ValueDriver> = {}): ValueDriver {
  const none = { low: null, base: '0.0000', high: null }
  return aDriver(number, {
    kind: 'cost',
    name: 'Price of the service',
    method: '',
    baseline: '',
    source: '',
    evidence: 'claimed',
    owner: null,
    years: [{ low: null, base: '1000.0000', high: null }, none, none, none, none],
    ...changes,
  })
}

/** The filling line of Harbour: a benefit and a cost, without ranges. */
export function aCase(changes: Partial<ValueCase> = {}): ValueCase {
  return {
    id: uuidOf(1),
    title: 'Filling line without stops',
    beneficiary: 'customer',
    note: '',
    startsOn: '2027-01',
    years: 4,
    discountRate: 0.1,
    drivers: [aDriver(11), aCost(12)],
    results: { low: aResult(), base: aResult(), high: aResult(), expected: aResult() },
    marks: ['no_range'],
    authorName: 'Mia Manager',
    createdAt: '2026-03-01T10:00:00Z',
    updatedAt: '2026-03-01T10:00:00Z',
    version: 5,
    ...changes,
  }
}

export function aValuePart(cases: readonly ValueCase[] = [aCase()]): ValuePart {
  return { currency: 'EUR', cases: [...cases] }
}
