import type { PlanHeader } from '../api.ts'
import type { KeyResult, KeyResultFigures, ObjectiveFigures, PlanObjective } from './types.ts'

export const PLAN_ID = '0b9d4a52-5f0e-4b57-8f0e-0a3f5a0c6a01'

/** An active plan of Harbour over two years. */
export function aPlan(changes: Partial<PlanHeader> = {}): PlanHeader {
  return {
    id: PLAN_ID,
    account: { id: '7', code: 'K100', name: 'Harbour' },
    scope: '',
    title: 'Plan of Harbour',
    status: 'active',
    parent: null,
    children: [],
    template: null,
    sections: [
      {
        key: 'objectives',
        title: 'Objectives',
        help: '',
        part: 'objectives',
        audience: 'plan',
        fields: [],
        freshMonths: null,
      },
    ],
    periods: [
      { number: 1, startsOn: '2026-01-01', endsOn: '2026-12-31', label: '2026' },
      { number: 2, startsOn: '2027-01-01', endsOn: '2027-12-31', label: '2027' },
    ],
    tier: 'A',
    isInner: true,
    createdAt: '2026-01-05T09:00:00Z',
    updatedAt: '2026-01-05T09:00:00Z',
    closedOn: null,
    version: 1,
    ...changes,
  }
}

export function figuresOfResult(changes: Partial<KeyResultFigures> = {}): KeyResultFigures {
  return {
    grade: 0.5,
    status: 'ok',
    reasons: [],
    color: 'yellow',
    expected: 0.5,
    pace: 'on_track',
    verdict: null,
    start: '0',
    target: '6',
    latest: { on: '2026-06-30', value: '3' },
    readings: [
      {
        id: '5a0b4b47-8b55-4a8e-bc8f-2a6c4a1c8001',
        on: '2026-03-31',
        value: '1',
        note: '',
        authorName: 'Ann Bell',
        isCorrection: false,
        version: 1,
      },
      {
        id: '5a0b4b47-8b55-4a8e-bc8f-2a6c4a1c8002',
        on: '2026-06-30',
        value: '3',
        note: 'Third one',
        authorName: 'Ann Bell',
        isCorrection: false,
        version: 1,
      },
    ],
    readingCount: 2,
    ...changes,
  }
}

/** Six features, three of them launched. */
export function aKeyResult(changes: Partial<KeyResult> = {}): KeyResult {
  return {
    id: '2f1c6c1e-0f3b-4d43-9a40-7b6f6d0e2001',
    title: 'Six features launched',
    kind: 'measured',
    direction: 'up',
    ambition: 'committed',
    weight: 1,
    unit: 'features',
    format: 'number',
    measure: { kind: 'typed' },
    basis: null,
    figures: figuresOfResult(),
    marginFigures: null,
    version: 1,
    ...changes,
  }
}

export function figuresOfObjective(changes: Partial<ObjectiveFigures> = {}): ObjectiveFigures {
  return {
    grade: 0.5,
    status: 'ok',
    reasons: [],
    color: 'yellow',
    expected: 0.5,
    pace: 'on_track',
    verdict: null,
    graded: 1,
    keyResults: 1,
    finalGrade: null,
    ...changes,
  }
}

export function anObjective(changes: Partial<PlanObjective> = {}): PlanObjective {
  return {
    id: '8c7e2f10-1a53-4a66-8e0b-3b1d2a9f1001',
    planId: PLAN_ID,
    title: 'Be the first choice',
    why: 'A rival builds next door.',
    kind: 'quantitative',
    ambition: 'committed',
    owner: { kind: 'member', personId: 'p1', name: 'Ann Bell', function: '', hasLeft: false },
    startsOn: '2026-01-01',
    endsOn: '2026-12-31',
    isOutsideHorizon: false,
    status: 'open',
    ending: null,
    figures: figuresOfObjective(),
    marginFigures: null,
    keyResults: [aKeyResult()],
    causes: [],
    actions: { total: 0, done: 0, overdue: 0, blocked: 0 },
    createdAt: '2026-01-05T09:00:00Z',
    updatedAt: '2026-01-05T09:00:00Z',
    version: 1,
    ...changes,
  }
}
