import type { GoalPeriod, GoalsPart, PeriodMeasure } from './types.ts'

const unknown = (reason: string) => ({ value: null, status: 'insufficient_data' as const, reasons: [reason] })
const known = <Value>(value: Value) => ({ value, status: 'ok' as const, reasons: [] })

/** No goal and nothing in sight. */
export function aMeasure(changes: Partial<PeriodMeasure> = {}): PeriodMeasure {
  return {
    own: null,
    version: 0,
    below: null,
    goal: null,
    entries: [],
    bridge: {
      base: known('1200.0000'),
      baseSource: 'ledger',
      committedGrowth: '0.0000',
      pipeline: '0.0000',
      whiteSpace: '0.0000',
      gap: unknown('plans/no-goal'),
    },
    attainment: {
      actual: known('200.0000'),
      shareOfGoal: unknown('plans/no-goal'),
      dueByNow: unknown('plans/no-goal'),
      pace: unknown('plans/no-goal'),
    },
    ...changes,
  }
}

/** A goal of 2,000 with 300 in the pipeline. */
export function aGoal(changes: Partial<PeriodMeasure> = {}): PeriodMeasure {
  return aMeasure({
    own: '2000.0000',
    version: 3,
    goal: '2000.0000',
    entries: [
      {
        id: '0b6f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d31',
        period: 1,
        measure: 'net_revenue',
        kind: 'pipeline',
        amount: '300.0000',
        note: 'Two offers',
        source: 'Forecast',
        authorName: 'Mia Manager',
        updatedAt: '2026-03-01T10:00:00Z',
        cause: null,
        version: 1,
      },
    ],
    bridge: { ...aMeasure().bridge, pipeline: '300.0000', gap: known('500.0000') },
    attainment: {
      actual: known('200.0000'),
      shareOfGoal: known(0.1),
      dueByNow: known('1000.0000'),
      pace: known(0.2),
    },
    ...changes,
  })
}

export function aPeriod(number: number, changes: Partial<GoalPeriod> = {}): GoalPeriod {
  const year = 2025 + number
  return {
    number,
    startsOn: `${year}-01-01`,
    endsOn: `${year}-12-31`,
    months: 12,
    elapsed: known(number === 1 ? 0.5 : 0),
    netRevenue: aMeasure(),
    grossMargin: aMeasure(),
    contribution: aMeasure(),
    ...changes,
  }
}

/** Two years; the first has a goal of net revenue. */
export function aGoalsPart(changes: Partial<GoalsPart> = {}): GoalsPart {
  return {
    currency: 'EUR',
    ledgerUntil: '2026-06-30',
    runRate: {
      from: '2025-07',
      to: '2026-06',
      netRevenue: '1200.0000',
      grossMargin: '400.0000',
      contribution: '300.0000',
    },
    periods: [aPeriod(1, { netRevenue: aGoal() }), aPeriod(2)],
    plansBelow: [],
    notCounted: [],
    expectedWhiteSpace: { netRevenue: '90.0000', grossMargin: '30.0000' },
    ...changes,
  }
}
