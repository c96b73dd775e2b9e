import type { SampleStage } from './sample-plan.ts'

/** What sets one plan of the sample apart from the others. */
export interface PlanOutline {
  readonly key: string
  /** Position of the account by size; 1 is the largest. */
  readonly rank: number
  /** Position of a company below the head of the account, 0 for the head itself. */
  readonly company: number
  readonly parentKey: string | null
  readonly scope: string
  readonly stage: SampleStage
  /** Years from the year of the last trading day to the first period. */
  readonly startYear: number
  readonly periodKind: 'year' | 'quarter'
  readonly periods: number
  readonly themes: readonly string[]
  /** How far the work has come, from nothing (0) to over (1). */
  readonly progress: number
  /** Two moments to compare. */
  readonly hasSnapshots: boolean
  readonly closing: string
}

const whole = { company: 0, parentKey: null, scope: '', periodKind: 'year', hasSnapshots: false, closing: '' } as const

/** Twelve plans, from a sheet just begun to one that is closed; a plan stands before those below it. */
export const OUTLINES: readonly PlanOutline[] = [
  {
    ...whole,
    key: 'second-year',
    rank: 2,
    stage: 'approved',
    startYear: -1,
    periods: 3,
    themes: ['valves', 'shutdown', 'instruments'],
    progress: 0.75,
    hasSnapshots: true,
  },
  {
    ...whole,
    key: 'group',
    rank: 4,
    stage: 'active',
    startYear: -1,
    periods: 3,
    themes: ['pumps', 'filters', 'orders'],
    progress: 0.65,
    hasSnapshots: true,
  },
  {
    ...whole,
    key: 'group-company',
    rank: 4,
    company: 3,
    parentKey: 'group',
    stage: 'active',
    startYear: 0,
    periods: 2,
    themes: ['valves'],
    progress: 0.4,
  },
  {
    ...whole,
    key: 'group-unit',
    rank: 4,
    parentKey: 'group',
    scope: 'Service workshops',
    stage: 'active',
    startYear: 0,
    periods: 2,
    themes: ['shutdown'],
    progress: 0.5,
  },
  {
    ...whole,
    key: 'first-year',
    rank: 8,
    stage: 'active',
    startYear: 0,
    periods: 2,
    themes: ['filters', 'pumps'],
    progress: 0.45,
    hasSnapshots: true,
  },
  {
    ...whole,
    key: 'costly',
    rank: 1,
    stage: 'active',
    startYear: 0,
    periods: 2,
    themes: ['orders', 'frost', 'cooling'],
    progress: 0.35,
  },
  {
    ...whole,
    key: 'quarters',
    rank: 3,
    stage: 'active',
    startYear: 0,
    periodKind: 'quarter',
    periods: 8,
    themes: ['cooling', 'instruments'],
    progress: 0.5,
  },
  {
    ...whole,
    key: 'waiting',
    rank: 5,
    stage: 'waiting',
    startYear: 1,
    periods: 2,
    themes: ['valves', 'orders'],
    progress: 0,
  },
  {
    ...whole,
    key: 'changes-asked',
    rank: 7,
    stage: 'changes_asked',
    startYear: 1,
    periods: 3,
    themes: ['pumps', 'cooling'],
    progress: 0,
  },
  {
    ...whole,
    key: 'just-begun',
    rank: 12,
    stage: 'draft',
    startYear: 1,
    periods: 2,
    themes: [],
    progress: 0,
  },
  {
    ...whole,
    key: 'half-written',
    rank: 17,
    stage: 'draft',
    startYear: 1,
    periods: 2,
    themes: ['frost'],
    progress: 0,
  },
  {
    ...whole,
    key: 'closed',
    rank: 9,
    stage: 'closed',
    startYear: -2,
    periods: 2,
    themes: ['shutdown', 'valves'],
    progress: 1,
    closing:
      'Their plant has been sold and the new owner buys centrally. What we learned about shutdown kits is kept for others.',
  },
]
