import type { PlanContent } from '@mainstay/contract/plans-content'
import { expect, it } from 'vitest'
import { lookFigures } from './look-figures.ts'

const unknown = (reason: string) => ({ value: null, status: 'insufficient_data', reasons: [reason] })

/** A plan of which nothing is known but a goal, of a period that the ledger has not reached or cannot sum up. */
function withGoal(reason: string): PlanContent {
  const attainment = {
    actual: unknown(reason),
    shareOfGoal: unknown(reason),
    dueByNow: unknown(reason),
    pace: unknown(reason),
  }
  const period = {
    number: 1,
    elapsed: { value: 0, status: 'known', reasons: [] },
    netRevenue: { goal: '520000.0000', attainment },
  }
  const content = {
    header: { periods: [{ number: 1, label: '2026' }] },
    goals: { currency: 'USD', periods: [period] },
    objectives: null,
    actions: null,
    whiteSpace: null,
    statements: null,
  }
  return content as unknown as PlanContent
}

it.each([
  ['plans/period-not-begun', 'not measured yet'],
  ['economics/rate-missing', 'unknown'],
])('says of a goal that %s keeps from being measured: %s', (reason, value) => {
  expect(lookFigures(withGoal(reason), 'internal')).toEqual([
    { label: 'Net revenue 2026', value, note: 'goal 520\u00a0k USD', tone: null },
  ])
})

it('says beside the penetration how many cells nobody has judged', () => {
  const known = (value: number | null) => ({
    value,
    status: value === null ? 'insufficient_data' : 'known',
    reasons: [],
  })
  const whiteSpace = {
    currency: 'USD',
    totals: { unknown: 5, shareOfWallet: { base: known(null) }, penetration: known(1), expectedRevenue: known(null) },
  }
  const content = { ...withGoal('plans/period-not-begun'), goals: null, whiteSpace } as unknown as PlanContent
  expect(lookFigures(content, 'internal')).toEqual([
    { label: 'Penetration', value: '100\u00a0%', note: '5 cells not judged yet', tone: null },
  ])
})

it('counts actions that lack something apart from those that contradict themselves', () => {
  const action = (defects: readonly string[]) => ({
    state: 'planned',
    isOpen: true,
    isLate: false,
    dueOn: null,
    defects,
  })
  const actions = { actions: [action(['no_owner']), action(['due_before_start']), action([])] }
  const content = { ...withGoal('plans/period-not-begun'), goals: null, actions } as unknown as PlanContent
  expect(lookFigures(content, 'internal')).toEqual([
    {
      label: 'Actions',
      value: '0 of 3 done',
      note: '1 without owner or date, 1 with an owner who left or days that cannot be',
      tone: 'warn',
    },
  ])
})
