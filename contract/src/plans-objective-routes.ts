import { z } from 'zod'
import {
  ambition,
  causeReference,
  KEY_RESULT_LIMIT,
  keyResult,
  keyResultMeasure,
  keyResultReading,
  newObjectiveOwner,
  objectivesPart,
  planObjective,
  productLine,
  resultSource,
  resultValue,
  resultWindow,
} from './plans-objectives.ts'
import { planDay } from './plans-record.ts'
import { route } from './route.ts'
import { date, figureStatus, inWorkspace, month, text, uuid, writtenMoney } from './values.ts'

/** A value of a key result as people and programs may write it. */
const writtenValue = writtenMoney

const newKeyResult = z.object({
  title: text(300),
  kind: z.enum(['measured', 'binary']).default('measured'),
  /** Only where target and start are the same: at least that, or at most. */
  direction: z.enum(['up', 'down']).nullable().default(null),
  ambition: ambition.default('committed'),
  weight: z.number().positive().max(1_000).default(1),
  /** Of fed ones it follows from the source. */
  unit: text(40, 0).default(''),
  start: writtenValue,
  target: writtenValue,
  measure: keyResultMeasure.default({ kind: 'typed' }),
})
export type NewKeyResult = z.output<typeof newKeyResult>

/** Missing means "leave". */
const keyResultChange = z.object({
  title: text(300).optional(),
  kind: z.enum(['measured', 'binary']).optional(),
  direction: z.enum(['up', 'down']).nullable().optional(),
  ambition: ambition.optional(),
  weight: z.number().positive().max(1_000).optional(),
  unit: text(40, 0).optional(),
  start: writtenValue.optional(),
  target: writtenValue.optional(),
  measure: keyResultMeasure.optional(),
})
export type KeyResultChange = z.output<typeof keyResultChange>

const newObjective = z.object({
  title: text(300),
  why: text(4_000, 0).default(''),
  kind: z.enum(['qualitative', 'quantitative']).default('quantitative'),
  ambition: ambition.default('committed'),
  owner: newObjectiveOwner.nullable().default(null),
  startsOn: planDay,
  endsOn: planDay,
  keyResults: z.array(newKeyResult).max(KEY_RESULT_LIMIT).default([]),
  /** What in the plan led to it. */
  cause: causeReference.nullable().default(null),
})
export type NewObjective = z.output<typeof newObjective>

/** Missing means "leave", null means "clear". */
const objectiveChange = z.object({
  title: text(300).optional(),
  why: text(4_000, 0).optional(),
  kind: z.enum(['qualitative', 'quantitative']).optional(),
  ambition: ambition.optional(),
  owner: newObjectiveOwner.nullable().optional(),
  startsOn: planDay.optional(),
  endsOn: planDay.optional(),
})
export type ObjectiveChange = z.output<typeof objectiveChange>

/** What the ledger would give for a key result, and out of which months. */
export const sourceAnswer = z.object({
  value: resultValue.nullable(),
  status: figureStatus,
  reasons: z.array(z.string()),
  from: month.nullable(),
  to: month.nullable(),
  ledgerUpTo: date.nullable(),
})

export const keyResultSources = z.object({
  /** Last invoice of the account; null before there is any. */
  ledgerUpTo: date.nullable(),
  currency: z.string(),
  /** Product lines that the account has bought, by name. */
  productLines: z.array(z.string()),
})

const tags = ['plans']
const base = '/workspaces/{workspace}/plans/{planId}' as const
const objectives = `${base}/objectives` as const
const objective = `${objectives}/{id}` as const
const keyResults = `${base}/key-results` as const
const keyResultPath = `${keyResults}/{id}` as const
const readings = `${base}/readings` as const
const inPlan = inWorkspace.extend({ planId: uuid })
const byId = inPlan.extend({ id: uuid })
const reason = text(1_000, 3)

export const planObjectiveRoutes = {
  readObjectives: route('plans:read')
    .route({ method: 'GET', path: objectives, tags, summary: 'Objectives of a plan with key results, grades and pace' })
    .input(inPlan)
    .output(objectivesPart),
  createObjective: route('plans:write', 'creates')
    .route({
      method: 'POST',
      path: objectives,
      tags,
      summary: 'Add an objective, with its key results and what led to it',
      successStatus: 201,
    })
    .input(inPlan.extend(newObjective.shape))
    .output(planObjective),
  changeObjective: route('plans:write', 'changes')
    .route({ method: 'PATCH', path: objective, tags, summary: 'Change an objective' })
    .input(byId.extend(objectiveChange.shape))
    .output(planObjective),
  closeObjective: route('plans:write', 'changes')
    .route({
      method: 'POST',
      path: `${objective}/close`,
      tags,
      summary: 'Close an objective with a grade and a reason',
    })
    .input(byId.extend({ grade: z.number().min(0).max(1).nullable().default(null), reason }))
    .output(planObjective),
  dropObjective: route('plans:write', 'changes')
    .route({ method: 'POST', path: `${objective}/drop`, tags, summary: 'Give an objective up, with a reason' })
    .input(byId.extend({ reason }))
    .output(planObjective),
  reopenObjective: route('plans:write', 'changes')
    .route({
      method: 'POST',
      path: `${objective}/reopen`,
      tags,
      summary: 'Take up a closed or dropped objective again',
    })
    .input(byId)
    .output(planObjective),
  removeObjective: route('plans:write', 'changes')
    .route({ method: 'POST', path: `${objective}/remove`, tags, summary: 'Take an objective out; it can be put back' })
    .input(byId)
    .output(planObjective),
  putBackObjective: route('plans:write', 'changes')
    .route({ method: 'POST', path: `${objective}/put-back`, tags, summary: 'Put back an objective that was taken out' })
    .input(byId)
    .output(planObjective),
  createKeyResult: route('plans:write', 'creates')
    .route({
      method: 'POST',
      path: `${objective}/key-results`,
      tags,
      summary: 'Add a key result to an objective',
      successStatus: 201,
    })
    .input(byId.extend(newKeyResult.shape))
    .output(keyResult),
  changeKeyResult: route('plans:write', 'changes')
    .route({ method: 'PATCH', path: keyResultPath, tags, summary: 'Change a key result' })
    .input(byId.extend(keyResultChange.shape))
    .output(keyResult),
  removeKeyResult: route('plans:write', 'changes')
    .route({
      method: 'POST',
      path: `${keyResultPath}/remove`,
      tags,
      summary: 'Take a key result out; it can be put back',
    })
    .input(byId)
    .output(keyResult),
  putBackKeyResult: route('plans:write', 'changes')
    .route({
      method: 'POST',
      path: `${keyResultPath}/put-back`,
      tags,
      summary: 'Put back a key result that was taken out',
    })
    .input(byId)
    .output(keyResult),
  enterReading: route('plans:write', 'creates')
    .route({
      method: 'POST',
      path: `${keyResultPath}/readings`,
      tags,
      summary: 'Enter what a key result has come to on a day, or correct an earlier reading',
      successStatus: 201,
    })
    .input(
      byId.extend({
        on: date,
        value: writtenValue,
        note: text(500, 0).default(''),
        corrects: uuid.nullable().default(null),
      }),
    )
    .output(keyResult),
  removeReading: route('plans:write', 'changes')
    .route({ method: 'POST', path: `${readings}/{id}/remove`, tags, summary: 'Take a reading out; it can be put back' })
    .input(byId)
    .output(keyResultReading),
  putBackReading: route('plans:write', 'changes')
    .route({
      method: 'POST',
      path: `${readings}/{id}/put-back`,
      tags,
      summary: 'Put back a reading that was taken out',
    })
    .input(byId)
    .output(keyResultReading),
  listKeyResultSources: route('plans:read')
    .route({
      method: 'GET',
      path: `${base}/key-result-sources`,
      tags,
      summary: 'What the ledger can feed key results from',
    })
    .input(inPlan)
    .output(keyResultSources),
  askKeyResultSource: route('plans:read', 'asks')
    .route({
      method: 'POST',
      path: `${base}/key-result-sources/ask`,
      tags,
      summary: 'What the ledger gives for a source today',
    })
    .input(
      inPlan.extend({ source: resultSource, productLine, window: resultWindow, startsOn: planDay, endsOn: planDay }),
    )
    .output(sourceAnswer),
}
