import { ACTION_STATES, actionRepeat } from '@mainstay/contract/plans-actions'
import { BUY_CLASSES, BUYING_PHASES, BUYING_STEP_LIMIT, PURCHASE_LIMIT } from '@mainstay/contract/plans-buying'
import { bridgeKind, type goalMeasure } from '@mainstay/contract/plans-goals'
import {
  CAUSE_KINDS,
  KEY_RESULT_LIMIT,
  keyResultMeasure,
  OBJECTIVE_LIMIT,
  READINGS_SHOWN,
} from '@mainstay/contract/plans-objectives'
import { planDay, planMonth, planSection } from '@mainstay/contract/plans-record'
import { SWOT_ITEM_LIMIT } from '@mainstay/contract/plans-swot'
import { PLAN_DUTIES, PLAN_SIDES } from '@mainstay/contract/plans-team'
import { TEXT_BLOCKS, textBlock } from '@mainstay/contract/plans-texts'
import {
  VALUE_BENEFICIARIES,
  VALUE_CASE_LIMIT,
  VALUE_DRIVER_LIMIT,
  VALUE_EVIDENCE,
  VALUE_KINDS,
  VALUE_YEARS,
} from '@mainstay/contract/plans-value'
import { cellState, WHITE_SPACE_HEADINGS } from '@mainstay/contract/plans-white-space'
import { currency, moment, text, uuid, writtenMoney } from '@mainstay/contract/values'
import {
  SWOT_EVIDENCE_LENGTH,
  SWOT_KINDS,
  SWOT_SAID_BY_LENGTH,
  SWOT_TEXT_LENGTH,
  SWOT_VIEWPOINTS,
} from '@mainstay/domain/plans'
import { z } from 'zod'

const MOST_SECTIONS = 40
const MOST_PERIODS = 40
/** Periods are counted on from what was rolled forward before. */
const MOST_NUMBER = 10_000
const MOST_STATEMENTS = 2_000
const MOST_PEOPLE = 200
const MOST_ACTIONS = 2_000
const MOST_ENTRIES = 1_000

const name = text(200)
const judgement = z.number().int().min(1).max(3).nullable()
const probability = z.number().min(0).max(1).nullable()
const potential = writtenMoney.refine((amount) => !amount.startsWith('-'), { error: 'not below 0' }).nullable()
const cause = z.object({ kind: z.enum(CAUSE_KINDS), id: text(120) })
const owner = z.object({
  kind: z.enum(['member', 'colleague', 'customer']),
  personId: text(100).nullable(),
  name,
  function: text(80, 0),
})

const statement = z.object({
  id: uuid,
  sectionKey: text(60),
  fieldKey: text(60).nullable(),
  content: text(20_000),
  isConfirmed: z.boolean(),
  source: text(500, 0),
  asOf: planDay,
  authorName: name,
  createdAt: moment,
  updatedAt: moment,
})
const statementSection = z.object({
  values: z.array(statement).max(MOST_SECTIONS),
  statements: z.array(statement).max(MOST_STATEMENTS),
})

const person = z.object({
  // Drivers of value cases and steps of purchases name people by it; files of before have none.
  id: uuid.optional(),
  personId: text(64).nullable(),
  name,
  side: z.enum(PLAN_SIDES),
  function: text(80),
  duty: z.enum(PLAN_DUTIES),
  task: text(1_000, 0),
  isInner: z.boolean(),
})

const swotItem = z.object({
  id: uuid,
  viewpoint: z.enum(SWOT_VIEWPOINTS),
  kind: z.enum(SWOT_KINDS),
  text: text(SWOT_TEXT_LENGTH),
  evidence: text(SWOT_EVIDENCE_LENGTH, 0),
  evidenceOn: planDay.nullable(),
  saidBy: text(SWOT_SAID_BY_LENGTH, 0),
  impact: judgement,
  confidence: judgement,
  settled: z.object({ reason: text(500, 3), on: planDay, byName: name }).nullable(),
  authorName: name,
  createdAt: moment,
  updatedAt: moment,
})

const reading = z.object({
  id: uuid.nullable(),
  on: planDay,
  value: writtenMoney,
  note: text(500, 0),
  authorName: name.nullable(),
})
const resultFigures = z.object({
  start: writtenMoney,
  target: writtenMoney,
  readings: z.array(reading).max(READINGS_SHOWN),
})
const keyResult = z.object({
  id: uuid,
  title: text(300),
  kind: z.enum(['measured', 'binary']),
  direction: z.enum(['up', 'down']),
  ambition: z.enum(['committed', 'stretch']),
  weight: z.number().positive().max(1_000),
  unit: text(40, 0),
  measure: keyResultMeasure,
  figures: resultFigures.nullable(),
  marginFigures: resultFigures.nullable(),
})
const objectiveFigures = z.object({ finalGrade: z.number().min(0).max(1).nullable() })
const objective = z.object({
  id: uuid,
  title: text(300),
  why: text(4_000, 0),
  kind: z.enum(['qualitative', 'quantitative']),
  ambition: z.enum(['committed', 'stretch']),
  owner: owner.nullable(),
  startsOn: planDay,
  endsOn: planDay,
  status: z.enum(['open', 'closed', 'dropped']),
  ending: z.object({ on: planDay, byName: name, reason: text(1_000, 0) }).nullable(),
  figures: objectiveFigures.nullable(),
  marginFigures: objectiveFigures.nullable(),
  keyResults: z.array(keyResult).max(KEY_RESULT_LIMIT),
  causes: z.array(cause).max(100),
  createdAt: moment,
  updatedAt: moment,
})

const action = z.object({
  id: uuid,
  title: text(300),
  details: text(4_000, 0),
  state: z.enum(ACTION_STATES),
  stateReason: text(1_000, 0),
  evidence: text(2_000, 0),
  startsOn: planDay.nullable(),
  dueOn: planDay.nullable(),
  doneOn: planDay.nullable(),
  owner: owner.nullable(),
  customerOwner: text(200, 0),
  objective: z.object({ id: uuid }).nullable(),
  keyResult: z.object({ id: uuid }).nullable(),
  repeat: actionRepeat.nullable(),
  cause: cause.nullable(),
  needs: z.array(z.object({ id: uuid })).max(50),
  snoozedUntil: planDay.nullable(),
  snoozeReason: text(500, 0),
  createdAt: moment,
  updatedAt: moment,
})

const entry = z.object({
  kind: bridgeKind,
  amount: writtenMoney,
  note: text(1_000, 0),
  source: text(500, 0),
  authorName: name,
  updatedAt: moment,
  cause: cause.nullable().default(null),
})
const measure = z.object({ own: writtenMoney.nullable(), entries: z.array(entry).max(MOST_ENTRIES) })
const period = z.object({ number: z.number().int().min(1).max(MOST_NUMBER), startsOn: planDay, endsOn: planDay })
const goalPeriod = z.object({
  number: z.number().int().min(1).max(MOST_NUMBER),
  netRevenue: measure,
  grossMargin: measure.nullable(),
  contribution: measure.nullable(),
})

const heading = { id: uuid, name: text(120), position: z.number().int().min(0).max(1_000_000) }
const unit = z.object({
  ...heading,
  account: z.object({ code: text(120), name: z.string().max(300) }).nullable(),
})
const offering = z.object({
  ...heading,
  productLine: text(300).nullable(),
  marginRate: z.number().min(-1).max(1).nullable(),
  marginSource: z.enum(['people', 'ledger', 'none']),
})
const cell = z.object({
  unitId: uuid,
  offeringId: uuid,
  state: cellState,
  competitor: text(200).nullable(),
  competitorShare: probability,
  renewalOn: planDay.nullable(),
  potential: z.object({ low: potential, base: potential, high: potential }),
  needProbability: probability,
  winProbability: probability,
  source: text(500, 0),
  note: text(2_000, 0),
  writtenBy: z.enum(['people', 'ledger']),
  authorName: name,
  updatedAt: moment,
})

const writtenYear = z.object({ low: writtenMoney.nullable(), base: writtenMoney, high: writtenMoney.nullable() })
const valueDriver = z.object({
  id: uuid,
  kind: z.enum(VALUE_KINDS),
  name,
  method: text(1_000, 0),
  baseline: text(1_000, 0),
  source: text(500, 0),
  evidence: z.enum(VALUE_EVIDENCE),
  owner: z.object({ id: uuid }).nullable(),
  probability: z.number().min(0).max(1),
  attribution: z.number().min(0).max(1),
  years: z.array(writtenYear).max(VALUE_YEARS + 1),
  authorName: name,
  updatedAt: moment,
})
const valueCase = z.object({
  id: uuid,
  title: name,
  beneficiary: z.enum(VALUE_BENEFICIARIES),
  note: text(2_000, 0),
  startsOn: planMonth,
  years: z.number().int().min(1).max(VALUE_YEARS),
  discountRate: z.number().min(0).max(1),
  drivers: z.array(valueDriver).max(VALUE_DRIVER_LIMIT),
  authorName: name,
  createdAt: moment,
  updatedAt: moment,
})

const buyingStep = z.object({
  id: uuid,
  title: name,
  phase: z.enum(BUYING_PHASES).nullable(),
  ownerRole: text(120, 0),
  owner: z.object({ id: uuid }).nullable(),
  evidence: text(1_000, 0),
  requirement: text(2_000, 0),
  plannedOn: planDay.nullable(),
  doneOn: planDay.nullable(),
  mappedTo: z.array(uuid).max(BUYING_STEP_LIMIT),
  authorName: name,
  updatedAt: moment,
})
const purchase = z.object({
  id: uuid,
  title: name,
  buyClass: z.enum(BUY_CLASSES),
  note: text(2_000, 0),
  decisionOn: planDay.nullable(),
  status: z.enum(['open', 'won', 'lost', 'set_aside']),
  ended: z.object({ on: planDay, reason: text(500, 3), byName: name }).nullable(),
  customerSteps: z.array(buyingStep).max(BUYING_STEP_LIMIT),
  ourSteps: z.array(buyingStep).max(BUYING_STEP_LIMIT),
  authorName: name,
  createdAt: moment,
  updatedAt: moment,
})

/** What of an exported plan is read back; what is computed from it is computed anew. */
export const importedFile = z.object({
  kind: z.literal('mainstay.plan'),
  format: z.literal(1),
  content: z.object({
    header: z.object({
      title: text(200),
      scope: text(120, 0),
      sections: z.array(planSection).min(1).max(MOST_SECTIONS),
      periods: z.array(period).min(1).max(MOST_PERIODS),
    }),
    statements: z.object({ sections: z.array(statementSection).max(MOST_SECTIONS) }).nullable(),
    team: z.object({ people: z.array(person).max(MOST_PEOPLE) }).nullable(),
    swot: z.object({ items: z.array(swotItem).max(SWOT_ITEM_LIMIT) }).nullable(),
    objectives: z.object({ objectives: z.array(objective).max(OBJECTIVE_LIMIT) }).nullable(),
    actions: z.object({ actions: z.array(action).max(MOST_ACTIONS) }).nullable(),
    goals: z.object({ currency, periods: z.array(goalPeriod).max(MOST_PERIODS) }).nullable(),
    whiteSpace: z
      .object({
        currency,
        units: z.array(unit).max(WHITE_SPACE_HEADINGS),
        offerings: z.array(offering).max(WHITE_SPACE_HEADINGS),
        cells: z.array(cell).max(WHITE_SPACE_HEADINGS * WHITE_SPACE_HEADINGS),
      })
      .nullable(),
    // Files from before there were value cases have none.
    value: z
      .object({ currency, cases: z.array(valueCase).max(VALUE_CASE_LIMIT) })
      .nullable()
      .default(null),
    // Files from before there were purchases have none. Templates belong to the account, and stay with it.
    buying: z
      .object({ purchases: z.array(purchase).max(PURCHASE_LIMIT) })
      .nullable()
      .default(null),
    // Files from before there were notes have none.
    texts: z
      .object({
        texts: z
          .array(z.object({ sectionKey: text(60), blocks: z.array(textBlock).max(TEXT_BLOCKS) }))
          .max(MOST_SECTIONS),
      })
      .nullable()
      .default(null),
  }),
})

export const MEASURE_KEYS = {
  netRevenue: 'net_revenue',
  grossMargin: 'gross_margin',
  contribution: 'contribution',
} as const satisfies Record<string, z.output<typeof goalMeasure>>

export type ImportedContent = z.output<typeof importedFile>['content']
export type ImportedOwner = z.output<typeof owner>
export type ImportedCause = z.output<typeof cause>
export type ImportedObjective = z.output<typeof objective>
export type ImportedDriver = z.output<typeof valueDriver>
export type ImportedPurchase = z.output<typeof purchase>
export type ImportedAction = z.output<typeof action>
