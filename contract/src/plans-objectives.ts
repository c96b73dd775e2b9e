import { z } from 'zod'
import { date, figureStatus, fraction, marginsOnly, moment, month, text, uuid } from './values.ts'

/** Most objectives that a plan holds at once, and most key results that an objective holds. */
export const OBJECTIVE_LIMIT = 100
export const KEY_RESULT_LIMIT = 20
/** Readings of a key result that an answer carries, the latest. */
export const READINGS_SHOWN = 200

export const RESULT_SOURCES = [
  'net_revenue',
  'gross_margin',
  'contribution',
  'invoice_lines',
  'products_bought',
  'share_of_wallet',
] as const
export const RESULT_WINDOWS = ['period_to_date', 'last_12_months'] as const
export const CAUSE_KINDS = ['swot_item', 'tows_pair', 'white_space_cell', 'buying_step', 'statement', 'rule'] as const

/** Value of a key result: an exact decimal number as text. Shares are fractions: 0.25 is 25 percent. */
export const resultValue = z.string()
const personId = z.string().min(1).max(100)
export const ambition = z.enum(['committed', 'stretch'])
export const resultSource = z.enum(RESULT_SOURCES)
export const resultWindow = z.enum(RESULT_WINDOWS)
export const productLine = text(300).nullable().default(null)

/** A member of the workspace, a colleague without access, or a named person of the customer. */
export const newObjectiveOwner = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('member'), personId }),
  z.object({ kind: z.literal('colleague'), name: text(200), function: text(80, 0).default('') }),
  z.object({ kind: z.literal('customer'), name: text(200), function: text(80, 0).default('') }),
])

export const objectiveOwner = z.object({
  kind: z.enum(['member', 'colleague', 'customer']),
  personId: z.string().nullable(),
  name: z.string(),
  function: z.string(),
  /** A member who has no access any more. */
  hasLeft: z.boolean(),
})

/** Typed in by people, or computed from the ledger: what, of which product line, over which months. */
export const keyResultMeasure = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('typed') }),
  z.object({ kind: z.literal('fed'), source: resultSource, productLine, window: resultWindow }),
])

export const causeReference = z.object({ kind: z.enum(CAUSE_KINDS), id: text(120) })

/** How far something has come, from 0 to 1, and what to think of it on that day. */
const standing = z.object({
  grade: fraction.nullable(),
  status: figureStatus,
  reasons: z.array(z.string()),
  /** Green from 0.7, yellow from 0.4, red below; null without a grade. */
  color: z.enum(['green', 'yellow', 'red']).nullable(),
  /** Part of its time that is over; null before it begins. */
  expected: fraction.nullable(),
  pace: z.enum(['on_track', 'at_risk', 'off_track']).nullable(),
  /**
   * The grade against what was meant: a committed one expects 1; a stretch one is right between 0.6 and 0.7. Null until
   * its time is over.
   */
  verdict: z.enum(['met', 'missed', 'below_sweet_spot', 'sweet_spot', 'above_sweet_spot']).nullable(),
})

export const keyResultReading = z.object({
  /** Null for readings that the ledger gives. */
  id: uuid.nullable(),
  on: date,
  value: resultValue,
  note: z.string(),
  authorName: z.string().nullable(),
  /** Takes the place of an earlier reading that was wrong. */
  isCorrection: z.boolean(),
  version: z.number().int(),
})

export const keyResultFigures = standing.extend({
  start: resultValue,
  target: resultValue,
  latest: z.object({ on: date, value: resultValue }).nullable(),
  /** Oldest first. */
  readings: z.array(keyResultReading),
  /** All of them, where there are more than are shown. */
  readingCount: z.number().int(),
})

export const keyResult = z.object({
  id: uuid,
  title: z.string(),
  /** Graded by the way from start to target, or reached or not. */
  kind: z.enum(['measured', 'binary']),
  direction: z.enum(['up', 'down']),
  ambition,
  weight: z.number(),
  /** What is counted; the reporting currency for money, empty for shares. */
  unit: z.string(),
  format: z.enum(['number', 'money', 'share']),
  measure: keyResultMeasure,
  /** Of fed ones: the months that the latest value covers and the last invoice it knows; null where there is none. */
  basis: z.object({ from: month, to: month, ledgerUpTo: date }).nullable(),
  /** Its figures; null where they are margins, which stand in the next field for those who may see them. */
  figures: keyResultFigures.nullable(),
  marginFigures: marginsOnly(keyResultFigures),
  version: z.number().int(),
})

export const objectiveFigures = standing.extend({
  /** Key results that have a grade, of all. */
  graded: z.number().int(),
  keyResults: z.number().int(),
  /** The grade it was closed with. */
  finalGrade: fraction.nullable(),
})

export const planObjective = z.object({
  id: uuid,
  planId: uuid,
  title: z.string(),
  why: z.string(),
  kind: z.enum(['qualitative', 'quantitative']),
  ambition,
  /** Null is a defect that is shown. */
  owner: objectiveOwner.nullable(),
  startsOn: date,
  endsOn: date,
  /** Reaches past the periods of the plan. */
  isOutsideHorizon: z.boolean(),
  status: z.enum(['open', 'closed', 'dropped']),
  /** Why it was closed or dropped, when and by whom. */
  ending: z.object({ on: date, byName: z.string(), reason: z.string() }).nullable(),
  /** Null where a key result is of margins; then they stand in the next field for those who may see them. */
  figures: objectiveFigures.nullable(),
  marginFigures: marginsOnly(objectiveFigures),
  keyResults: z.array(keyResult),
  /** What led to it; the title is null where it is gone or hidden from the reader. */
  causes: z.array(causeReference.extend({ title: z.string().nullable() })),
  actions: z.object({
    total: z.number().int(),
    done: z.number().int(),
    overdue: z.number().int(),
    blocked: z.number().int(),
  }),
  createdAt: moment,
  updatedAt: moment,
  version: z.number().int(),
})

/** The part of the plan page, its exports and snapshots. */
export const objectivesPart = z.object({
  /** The day for which it was told. */
  asOf: date,
  objectives: z.array(planObjective),
})

export type ObjectiveOwner = z.output<typeof objectiveOwner>
export type NewObjectiveOwner = z.output<typeof newObjectiveOwner>
export type KeyResultMeasure = z.output<typeof keyResultMeasure>
export type KeyResultReading = z.output<typeof keyResultReading>
export type KeyResultFigures = z.output<typeof keyResultFigures>
export type KeyResult = z.output<typeof keyResult>
export type ObjectiveFigures = z.output<typeof objectiveFigures>
export type PlanObjective = z.output<typeof planObjective>
export type ObjectivesPart = z.output<typeof objectivesPart>
export type CauseReference = z.output<typeof causeReference>
