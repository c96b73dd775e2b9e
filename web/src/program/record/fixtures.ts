import type { Adoption, Definition } from './types.ts'

export const DRAFT_ID = '6b0f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d31'
export const FIRST_ID = '6b0f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d32'

export const content: Definition['content'] = {
  keyAccountMeaning: 'A customer we would change ourselves for.',
  valueTheyBring: 'Volume that keeps two lines running.',
  valueWeBring: 'Parts in a day.',
  investment: { fullTimePeople: 6, moneyPerYear: '1200000', currency: 'EUR', executiveDaysPerYear: 40 },
  willNotDo: 'No special prices for nothing.',
  rebuildReason: '',
  effectiveDate: '2025-11-01',
}

export const inForce: Definition = {
  id: FIRST_ID,
  number: 1,
  state: 'in_force',
  content,
  faults: [],
  replacedOn: null,
  publishedAt: '2025-10-20T10:00:00Z',
  publishedBy: 'Ann Bell',
  version: 3,
  updatedAt: '2025-10-20T10:00:00Z',
}

export const draft: Definition = {
  ...inForce,
  id: DRAFT_ID,
  number: 2,
  state: 'draft',
  content: { ...content, effectiveDate: null },
  faults: [{ path: 'effectiveDate', code: 'program/effective-date-invalid', message: 'Give the day.' }],
  publishedAt: null,
  publishedBy: null,
  version: 1,
}

const side = {
  onDate: '2025-10-31',
  from: '2024-11',
  to: '2025-10',
  months: 12,
  keyAccounts: 14,
  tiers: [{ tier: 'A', accounts: 14 }],
  netRevenue: { value: '4200000.0000', status: 'ok', reasons: [] },
  contribution: { value: '-120000.0000', status: 'ok', reasons: [] },
  overrides: 3,
} as const

export const results = {
  before: side,
  since: { ...side, onDate: '2026-10-31', from: '2025-11', to: '2026-10', months: 11, keyAccounts: 9 },
}

const evidence = {
  fact: 'definitionInEffect',
  operator: 'at_least',
  value: 1,
  level: 1,
  actual: 1,
  status: 'met',
} as const
const plans = {
  ...evidence,
  fact: 'shareOfPlansChangedLastQuarter',
  value: 0.5,
  actual: null,
  status: 'unknown',
} as const

const change = { step: 'organizational_change', atLeast: 1, atMost: 1 } as const
const planning = { step: 'account_plans', atLeast: 0, atMost: 4 } as const

export const adoption: Adoption = {
  assessedOn: '2026-11-20',
  keyAccounts: 12,
  overall: { value: null, status: 'insufficient_data', reasons: ['program/adoption-evidence-unknown'] },
  atLeast: 0.25,
  atMost: 1.75,
  weakest: ['account_plans'],
  highestLevel: 4,
  source: 'Steps after Ryals.',
  steps: [
    {
      ...change,
      level: { value: 1, status: 'ok', reasons: [] },
      evidence: [evidence],
      nextSteps: [{ ...evidence, fact: 'functionsScoringLastYear', value: 3, level: 2, actual: 1, status: 'not_met' }],
    },
    {
      ...planning,
      level: { value: null, status: 'insufficient_data', reasons: [] },
      evidence: [plans],
      nextSteps: [plans],
    },
  ],
  trend: [
    { month: '2026-10', atLeast: 0, atMost: 1, steps: [{ ...change, atLeast: 0, atMost: 0 }, planning] },
    { month: '2026-11', atLeast: 0.25, atMost: 1.75, steps: [change, planning] },
  ],
}
