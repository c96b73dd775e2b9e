import type { Offering, Unit, WhiteSpaceCell, WhiteSpacePart } from './types.ts'

export function uuidOf(number: number): string {
  return `22222222-2222-4222-8222-${String(number).padStart(12, '0')}`
}

export function aUnit(number: number, name: string, changes: Partial<Unit> = {}): Unit {
  return { id: uuidOf(number), name, position: number, version: 1, account: null, ...changes }
}

export function anOffering(number: number, name: string, changes: Partial<Offering> = {}): Offering {
  const id = uuidOf(100 + number)
  return {
    id,
    name,
    position: number,
    version: 1,
    productLine: null,
    marginRate: null,
    marginSource: 'none',
    ...changes,
  }
}

export function aCell(unit: number, offering: number, changes: Partial<WhiteSpaceCell> = {}): WhiteSpaceCell {
  return {
    unitId: uuidOf(unit),
    offeringId: uuidOf(100 + offering),
    state: 'owned',
    competitor: null,
    competitorShare: null,
    renewalOn: null,
    potential: { low: null, base: null, high: null },
    needProbability: null,
    winProbability: null,
    source: '',
    note: '',
    writtenBy: 'people',
    authorName: 'Mia Manager',
    updatedAt: '2026-03-01T10:00:00Z',
    version: 1,
    led: [],
    ...changes,
  }
}

const unknown = { value: null, status: 'insufficient_data' as const, reasons: ['plans/nothing-judged'] }

const NO_TOTALS: WhiteSpacePart['totals'] = {
  owned: 0,
  lapsed: 0,
  competitor: 0,
  open: 0,
  notNeeded: 0,
  unknown: 0,
  penetration: unknown,
  weightedPenetration: unknown,
  walletCells: 0,
  wallet: { low: null, base: null, high: null },
  ours: unknown,
  shareOfWallet: { low: unknown, base: unknown, high: unknown },
  expectedRevenue: unknown,
  expectedMargin: unknown,
  withoutExpectation: 0,
}

/** Lab and plant by bikes and parts; the lab owns bikes. */
export function aWhiteSpace(changes: Partial<WhiteSpacePart> = {}): WhiteSpacePart {
  return {
    currency: 'EUR',
    ledger: { from: '2025-07', to: '2026-06' },
    units: [aUnit(1, 'Lab'), aUnit(2, 'Plant')],
    offerings: [anOffering(1, 'Bikes'), anOffering(2, 'Parts')],
    cells: [aCell(1, 1)],
    sales: [],
    totals: NO_TOTALS,
    byUnit: [],
    byOffering: [],
    withPlansBelow: null,
    ...changes,
  }
}
