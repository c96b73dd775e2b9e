import type { PlanHeader } from '../api.ts'
import type { SwotItem, SwotPart, TowsPair } from './types.ts'

export const PLAN_ID = '11111111-1111-4111-8111-111111111111'

export function uuidOf(number: number): string {
  return `22222222-2222-4222-8222-${String(number).padStart(12, '0')}`
}

/** An active plan of Harbour for 2026 and 2027. */
export function aPlan(changes: Partial<PlanHeader> = {}): PlanHeader {
  return {
    id: PLAN_ID,
    account: { id: '7', code: 'H7', name: 'Harbour' },
    scope: '',
    title: 'Plan of Harbour',
    status: 'active',
    parent: null,
    children: [],
    template: null,
    sections: [{ key: 'swot', title: 'SWOT', help: '', part: 'swot', audience: 'plan', fields: [], freshMonths: 12 }],
    periods: [
      { number: 1, startsOn: '2026-01-01', endsOn: '2026-12-31', label: '2026' },
      { number: 2, startsOn: '2027-01-01', endsOn: '2027-12-31', label: '2027' },
    ],
    tier: 'A',
    isInner: true,
    createdAt: '2026-10-01T10:00:00Z',
    updatedAt: '2026-10-01T10:00:00Z',
    closedOn: null,
    version: 1,
    ...changes,
  }
}

/** A strength of the customer, high and answered by nothing, with what matters changed. */
export function anItem(number: number, changes: Partial<SwotItem> = {}): SwotItem {
  return {
    id: uuidOf(number),
    viewpoint: 'customer',
    kind: 'strength',
    text: `Item ${number}`,
    evidence: 'Their annual report',
    evidenceOn: '2026-10-01',
    saidBy: 'Their chief buyer',
    impact: 3,
    confidence: 3,
    score: 9,
    grade: 'high',
    settled: null,
    marks: ['high_without_action'],
    caused: [],
    authorName: 'Ann Bell',
    createdAt: '2026-10-02T10:00:00Z',
    updatedAt: '2026-10-02T10:00:00Z',
    version: 1,
    ...changes,
  }
}

export function aPart(items: readonly SwotItem[]): SwotPart {
  return { items: [...items], chosenPairs: [], openPairs: 0 }
}

export function aPair(changes: Partial<TowsPair> = {}): TowsPair {
  return {
    id: `${uuidOf(1)}:${uuidOf(2)}`,
    viewpoint: 'customer',
    strategy: 'ST',
    internal: { id: uuidOf(1), kind: 'strength', text: 'Brand', score: 9 },
    external: { id: uuidOf(2), kind: 'threat', text: 'New rival', score: 6 },
    product: 54,
    caused: [],
    dismissal: null,
    ...changes,
  }
}
