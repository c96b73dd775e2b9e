import { anAccess, aSession } from '../../client/fixtures/sessions.ts'
import type { PlanHeader } from '../api.ts'
import type { ActionsPart, MyAction, PlanAction, StatusReport } from './types.ts'

export const PLAN_ID = '11111111-1111-4111-8111-111111111111'

export function uuidOf(number: number): string {
  return `33333333-3333-4333-8333-${String(number).padStart(12, '0')}`
}

/** An active plan of Harbour with nothing but actions. */
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
    sections: [
      { key: 'actions', title: 'Actions', help: '', part: 'actions', audience: 'plan', fields: [], freshMonths: null },
    ],
    periods: [],
    tier: 'A',
    isInner: true,
    createdAt: '2026-10-01T10:00:00Z',
    updatedAt: '2026-10-01T10:00:00Z',
    closedOn: null,
    version: 1,
    ...changes,
  }
}

/** A planned action of Ann Bell, due in time, with what matters changed. */
export function anAction(number: number, changes: Partial<PlanAction> = {}): PlanAction {
  return {
    id: uuidOf(number),
    planId: PLAN_ID,
    title: `Action ${number}`,
    details: '',
    state: 'planned',
    stateReason: '',
    evidence: '',
    startsOn: null,
    dueOn: '2099-12-01',
    doneOn: null,
    owner: { kind: 'member', personId: 'p1', name: 'Ann Bell', function: '', hasLeft: false },
    customerOwner: '',
    objective: null,
    keyResult: null,
    repeat: null,
    cause: null,
    needs: [],
    snoozedUntil: null,
    snoozeReason: '',
    defects: [],
    daysLate: 0,
    isOpen: true,
    createdAt: '2026-10-02T10:00:00Z',
    updatedAt: '2026-10-02T10:00:00Z',
    version: 1,
    ...changes,
  }
}

export function aReport(changes: Partial<StatusReport> = {}): StatusReport {
  return {
    asOf: '2026-11-20',
    counted: 2,
    done: 1,
    doneFraction: 0.5,
    overdue: 0,
    medianDaysLate: null,
    blocked: [],
    withoutOwner: 0,
    withoutDueDate: 0,
    ownerLeft: 0,
    keyResults: [],
    sentences: ['1 of 2 actions is done (50 %).', 'Nothing is overdue.'],
    ...changes,
  }
}

export function aPart(actions: readonly PlanAction[]): ActionsPart {
  return { actions: [...actions], report: aReport() }
}

/** An action of mine for Harbour. */
export function myAction(number: number, changes: Partial<MyAction> = {}): MyAction {
  const { id, title, account } = aPlan()
  return { ...anAction(number), plan: { id, title }, account, ...changes }
}

const member = {
  email: 'x@acme.test',
  role: 'contributor',
  visibility: 'all',
  unit: null,
  seesMargins: false,
  status: 'active',
  hasTwoFactor: false,
  lastSeenAt: null,
  wantedEmail: null,
  mail: null,
  version: 1,
}

/** What every page of actions asks beside its own questions. */
export const quiet = {
  'session.read': () => aSession(),
  'plans.readPlan': () => aPlan(),
  'selection.readTiers': () => ({ tiers: [] }),
  'workspace.listMembers': () => ({
    rows: [
      { ...member, personId: 'p1', name: 'Ann Bell' },
      { ...member, personId: 'p2', name: 'Bo Cole' },
    ],
    nextCursor: null,
    total: 2,
  }),
  'plans.readCalendarFeed': () => ({ isOn: false, createdAt: null, lastReadAt: null }),
}

export const asReader = {
  'session.read': () => aSession({ workspaces: [anAccess({ permissions: ['plans:read'], role: 'viewer' })] }),
}
