import type { PlanChange } from '../lifecycle/api/plan-queries.ts'
import { PLAN_ID } from '../record-fixtures.ts'
import type { PlanApproval, PlanComparison, PlanSnapshot } from './api/history-queries.ts'

export { PLAN_ID }

const SNAPSHOT_ID = '0b6f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d11'

/** A moment kept by hand before a review. */
export function aSnapshot(changes: Partial<PlanSnapshot> = {}): PlanSnapshot {
  return {
    id: SNAPSHOT_ID,
    number: 1,
    kind: 'by_hand',
    reason: 'Before the review',
    takenByName: 'Mia Manager',
    takenAt: '2026-11-01T10:00:00Z',
    ...changes,
  }
}

const AWAITED = { answer: null, reason: '', answeredAt: null, hasLeft: false }

/** Submitted by Mia; Sven has not answered. */
export function anApproval(changes: Partial<PlanApproval> = {}): PlanApproval {
  return {
    id: '0b6f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d12',
    state: 'waiting',
    note: 'Please look at 2027.',
    submittedBy: { personId: 'mia', name: 'Mia Manager' },
    submittedAt: '2026-11-02T10:00:00Z',
    answers: [{ ...AWAITED, personId: 'sven', name: 'Sven Sponsor' }],
    settledAt: null,
    submittedSnapshotId: SNAPSHOT_ID,
    approvedSnapshotId: null,
    awaitsYou: false,
    mayWithdraw: false,
    version: 1,
    ...changes,
  }
}

/** One action was moved, and one threat is new. */
export function aComparison(changes: Partial<PlanComparison> = {}): PlanComparison {
  return {
    before: { snapshot: aSnapshot(), at: '2026-11-01T10:00:00Z' },
    after: { snapshot: null, at: '2026-11-20T10:00:00Z' },
    differences: [
      {
        kind: 'changed',
        listKey: 'actions',
        listTitle: 'Actions',
        itemId: 'a1',
        label: 'Meet their chief',
        fields: [{ key: 'dueOn', label: 'due date', before: '2026-11-10', after: '2026-12-10' }],
        sentence: 'Action “Meet their chief”: due date from 2026-11-10 to 2026-12-10.',
      },
      {
        kind: 'added',
        listKey: 'swot',
        listTitle: 'SWOT',
        itemId: 's1',
        label: 'A rival builds next door',
        fields: [{ key: 'text', label: 'text', before: null, after: 'A rival builds next door' }],
        sentence: 'New: SWOT item “A rival builds next door”.',
      },
    ],
    notCompared: [],
    ...changes,
  }
}

/** Mia took an objective out; it can be put back by one click. */
export function aChange(changes: Partial<PlanChange> = {}): PlanChange {
  return {
    id: '7',
    at: '2026-11-19T10:00:00.000Z',
    actorName: 'Mia Manager',
    action: 'plans.objective-removed',
    item: 'Grow together',
    mayUndo: true,
    of: null,
    fate: null,
    ...changes,
  }
}
