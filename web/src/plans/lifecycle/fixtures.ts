import { anAccess, fakeSession } from '../../client/fixtures/sessions.ts'
import type { PlanHeader } from '../api.ts'
import type { PlanProposal, PlanRow } from './api/plan-queries.ts'

export const PLAN_ID = '1f0f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d31'
export const TEMPLATE_ID = '2f0f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d31'
const account = { id: '7', code: 'K7', name: 'Harbour' }

/** What every page asks besides its own questions. */
export const quietHouse = {
  'session.read': () => fakeSession(),
  'selection.readTiers': () => ({ tiers: [] }),
  'plans.listDeletedDrafts': () => ({ rows: [] }),
}

export function sessionOf(...permissions: readonly string[]) {
  return () => fakeSession({ workspaces: [anAccess({ permissions: [...permissions] })] })
}

export function aPlanRow(changes: Partial<PlanRow> = {}): PlanRow {
  return {
    id: PLAN_ID,
    account,
    scope: '',
    title: 'Harbour 2027 to 2028',
    status: 'active',
    parentId: null,
    tier: 'A',
    managers: ['Mara Manager'],
    template: 'Full account plan',
    startsOn: '2027-01-01',
    endsOn: '2028-12-31',
    updatedAt: '2026-11-20T10:00:00Z',
    version: 3,
    ...changes,
  }
}

export function aHeader(changes: Partial<PlanHeader> = {}): PlanHeader {
  const section = { help: '', audience: 'plan' as const, fields: [], freshMonths: null }
  return {
    id: PLAN_ID,
    account,
    scope: '',
    title: 'Harbour 2027 to 2028',
    status: 'active',
    parent: null,
    children: [],
    template: { id: TEMPLATE_ID, name: 'Full account plan', number: 1 },
    sections: [{ ...section, key: 'profile', title: 'Profile', part: 'statements' }],
    periods: [
      { number: 1, startsOn: '2027-01-01', endsOn: '2027-12-31', label: '2027' },
      { number: 2, startsOn: '2028-01-01', endsOn: '2028-12-31', label: '2028' },
    ],
    tier: 'A',
    isInner: true,
    createdAt: '2026-11-20T10:00:00Z',
    updatedAt: '2026-11-20T10:00:00Z',
    closedOn: null,
    version: 3,
    ...changes,
  }
}

export function aProposal(changes: Partial<PlanProposal> = {}): PlanProposal {
  return {
    account,
    tier: 'A',
    title: 'Harbour 2027 to 2028',
    startMonth: '2027-01',
    periodKind: 'year',
    count: 2,
    periods: aHeader().periods,
    templates: [{ id: TEMPLATE_ID, name: 'Full account plan', number: 1, tier: null }],
    templateBecause: 'named_by_tier',
    statements: [
      {
        sectionKey: 'profile',
        fieldKey: 'net_revenue',
        label: 'What they buy from us',
        content: 'Net revenue 2025-11 to 2026-10: 800 USD.',
        source: 'Invoice ledger up to 2026-10-31',
        asOf: '2026-10-31',
      },
    ],
    people: [{ personId: 'p2', name: 'Mara Manager', function: 'Account manager', duty: 'accountable' }],
    whiteSpace: { units: 2, offerings: 1 },
    openPlan: null,
    ...changes,
  }
}

/** The account that a plan is begun for. */
export const harbour = {
  ...account,
  parent: null,
  group: account,
  companiesInGroup: 1,
  segment: null,
  unit: null,
  city: null,
  region: null,
  country: null,
  employees: null,
  annualSales: null,
  annualSalesCurrency: null,
  yearOpened: null,
  attributes: {},
  version: 1,
  createdAt: '2026-01-10T09:00:00Z',
  updatedAt: '2026-01-10T09:00:00Z',
  children: [],
  team: [],
}
