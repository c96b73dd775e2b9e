import { z } from 'zod'
import { pageOf, pageQuery } from './paging.ts'
import { planDay } from './plans-record.ts'
import { pastedCells, rejectedLine, sheetReading } from './plans-sheets.ts'
import { route } from './route.ts'
import { date, fraction, inWorkspace, moment, queryFlag, text, uuid } from './values.ts'

export const ACTION_STATES = ['planned', 'in_progress', 'blocked', 'done', 'dropped'] as const
export const ACTION_DEFECTS = ['no_owner', 'no_due_date', 'owner_left', 'due_before_start'] as const
/** Most actions that are edited, or taken from a pasted sheet, at once. */
export const ACTIONS_AT_ONCE = 200

export const actionState = z.enum(ACTION_STATES)
export const personId = z.string().min(1).max(100)

/** Who does it: a member of the workspace, a colleague without access, or a named person of the customer. */
export const newOwner = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('member'), personId }),
  z.object({ kind: z.literal('colleague'), name: text(200), function: text(80, 0).default('') }),
  z.object({ kind: z.literal('customer'), name: text(200), function: text(80, 0).default('') }),
])

export const actionOwner = z.object({
  kind: z.enum(['member', 'colleague', 'customer']),
  personId: z.string().nullable(),
  name: z.string(),
  function: z.string(),
  /** A member who has no access any more. */
  hasLeft: z.boolean(),
})

/** Comes again when it is done. */
export const actionRepeat = z.object({ every: z.number().int().min(1).max(52), unit: z.enum(['week', 'month']) })

export const actionCause = z.object({
  kind: z.enum(['swot_item', 'tows_pair', 'white_space_cell', 'buying_step', 'statement', 'rule']),
  id: text(120),
})

export const named = z.object({ id: uuid, title: z.string() })

export const planAction = z.object({
  id: uuid,
  planId: uuid,
  title: z.string(),
  /** More about it, in lines. */
  details: z.string(),
  state: actionState,
  /** Why it is blocked or dropped; empty otherwise. */
  stateReason: z.string(),
  /** What shows that it is done. */
  evidence: z.string(),
  startsOn: date.nullable(),
  dueOn: date.nullable(),
  doneOn: date.nullable(),
  owner: actionOwner.nullable(),
  /** Person of the customer who answers for it on their side. */
  customerOwner: z.string(),
  objective: named.nullable(),
  keyResult: named.nullable(),
  repeat: actionRepeat.nullable(),
  cause: actionCause.nullable(),
  /** Actions that must be done before this one. */
  needs: z.array(named.extend({ state: actionState })),
  snoozedUntil: date.nullable(),
  snoozeReason: z.string(),
  defects: z.array(z.enum(ACTION_DEFECTS)),
  /** Days past its due date while it is open, or by which it was done late; 0 when in time. */
  daysLate: z.number().int().min(0),
  isOpen: z.boolean(),
  createdAt: moment,
  updatedAt: moment,
  version: z.number().int(),
})

/** How the actions of a plan stand; unknown figures are null. */
export const statusReport = z.object({
  asOf: date,
  /** Actions that count: everything that was not dropped. */
  counted: z.number().int(),
  done: z.number().int(),
  doneFraction: fraction.nullable(),
  overdue: z.number().int(),
  medianDaysLate: z.number().nullable(),
  blocked: z.array(named.extend({ reason: z.string() })),
  withoutOwner: z.number().int(),
  withoutDueDate: z.number().int(),
  ownerLeft: z.number().int(),
  keyResults: z.array(
    z.object({
      id: uuid,
      title: z.string(),
      doneActions: z.number().int(),
      movement: z.enum(['forward', 'none', 'backward', 'unknown']),
      /** Actions were done and nothing moved in two periods. */
      asksForReview: z.boolean(),
    }),
  ),
  /** The same in plain words, a sentence each. */
  sentences: z.array(z.string()),
})

/** The part of the plan page, its exports and snapshots. */
export const actionsPart = z.object({ actions: z.array(planAction), report: statusReport })

export type PlanAction = z.output<typeof planAction>
export type ActionOwner = z.output<typeof actionOwner>
export type NewOwner = z.output<typeof newOwner>
export type StatusReport = z.output<typeof statusReport>
export type ActionsPart = z.output<typeof actionsPart>

const newAction = z.object({
  title: text(300),
  details: text(4_000, 0).default(''),
  startsOn: planDay.nullable().default(null),
  dueOn: planDay.nullable().default(null),
  owner: newOwner.nullable().default(null),
  customerOwner: text(200, 0).default(''),
  objectiveId: uuid.nullable().default(null),
  keyResultId: uuid.nullable().default(null),
  repeat: actionRepeat.nullable().default(null),
  cause: actionCause.nullable().default(null),
})

/** Missing means "leave", null means "clear". */
const actionChange = z.object({
  title: text(300).optional(),
  details: text(4_000, 0).optional(),
  startsOn: planDay.nullable().optional(),
  dueOn: planDay.nullable().optional(),
  owner: newOwner.nullable().optional(),
  customerOwner: text(200, 0).optional(),
  objectiveId: uuid.nullable().optional(),
  keyResultId: uuid.nullable().optional(),
  repeat: actionRepeat.nullable().optional(),
  evidence: text(2_000, 0).optional(),
})

const stateMove = z.object({
  state: actionState,
  reason: text(1_000, 0).default(''),
  evidence: text(2_000, 0).optional(),
})

export const importedAction = z.object({
  line: z.number().int(),
  title: z.string(),
  ownerName: z.string(),
  dueOn: date.nullable(),
  startsOn: date.nullable(),
  state: actionState,
  reason: z.string(),
  details: z.string(),
})
/** What a pasted sheet would bring. */
export const importPreview = sheetReading.extend({ actions: z.array(importedAction) })
export type ImportPreview = z.output<typeof importPreview>

const tags = ['plans']
const inPlan = inWorkspace.extend({ planId: uuid })
const actions = '/workspaces/{workspace}/plans/{planId}/actions' as const
const action = `${actions}/{id}` as const
const byId = inPlan.extend({ id: uuid })

export const planActionRoutes = {
  readActions: route('plans:read')
    .route({
      method: 'GET',
      path: '/workspaces/{workspace}/plans/{planId}/parts/actions',
      tags,
      summary: 'Every action of a plan, with the status report',
    })
    .input(inPlan)
    .output(actionsPart),
  listActions: route('plans:read')
    .route({ method: 'GET', path: actions, tags, summary: 'Actions of a plan by due date, filtered' })
    .input(
      inPlan.extend(pageQuery.shape).extend({
        state: actionState.optional(),
        ownerPersonId: personId.optional(),
        objectiveId: uuid.optional(),
        isOverdue: queryFlag.optional(),
        hasDefect: queryFlag.optional(),
        search: z.string().max(120).optional(),
      }),
    )
    .output(pageOf(planAction)),
  readAction: route('plans:read')
    .route({ method: 'GET', path: action, tags, summary: 'One action' })
    .input(byId)
    .output(planAction),
  createAction: route('plans:write', 'creates')
    .route({ method: 'POST', path: actions, tags, summary: 'Add an action', successStatus: 201 })
    .input(inPlan.extend(newAction.shape))
    .output(planAction),
  changeAction: route('plans:write', 'changes')
    .route({ method: 'PATCH', path: action, tags, summary: 'Change an action' })
    .input(byId.extend(actionChange.shape))
    .output(planAction),
  moveAction: route('plans:write', 'changes')
    .route({
      method: 'POST',
      path: `${action}/state`,
      tags,
      summary: 'Move an action to another state; a recurring one that is done makes the next',
    })
    .input(byId.extend(stateMove.shape))
    .output(planAction),
  setActionNeeds: route('plans:write', 'changes')
    .route({ method: 'PUT', path: `${action}/needs`, tags, summary: 'Say what must be done before an action' })
    .input(byId.extend({ needs: z.array(uuid).max(50) }))
    .output(planAction),
  snoozeAction: route('plans:write', 'changes')
    .route({
      method: 'POST',
      path: `${action}/snooze`,
      tags,
      summary: 'Put an action out of sight until a day, with a reason; until null brings it back',
    })
    .input(byId.extend({ until: planDay.nullable(), reason: text(500, 0).default('') }))
    .output(planAction),
  handOverAction: route('plans:write', 'changes')
    .route({
      method: 'POST',
      path: `${action}/hand-over`,
      tags,
      summary: 'Give an action to somebody else, with a note',
    })
    .input(byId.extend({ to: newOwner, note: text(1_000) }))
    .output(planAction),
  removeAction: route('plans:write', 'changes')
    .route({
      method: 'POST',
      path: `${action}/removal`,
      tags,
      summary: 'Take an action out of the plan; it can be put back',
    })
    .input(byId)
    .output(planAction),
  restoreAction: route('plans:write', 'changes')
    .route({ method: 'POST', path: `${action}/return`, tags, summary: 'Put a removed action back' })
    .input(byId)
    .output(planAction),
  changeActionsTogether: route('plans:write', 'creates')
    .route({
      method: 'POST',
      path: `${actions}/changes`,
      tags,
      summary: 'Change owner, due date or state of many actions: all of them or none',
    })
    .input(
      inPlan.extend({
        items: z
          .array(z.object({ id: uuid, version: z.number().int() }))
          .min(1)
          .max(ACTIONS_AT_ONCE),
        owner: newOwner.nullable().optional(),
        dueOn: planDay.nullable().optional(),
        move: stateMove.optional(),
      }),
    )
    .output(z.object({ actions: z.array(planAction) })),
  previewActionImport: route('plans:write', 'asks')
    .route({
      method: 'POST',
      path: `${actions}/import/preview`,
      tags,
      summary: 'What a pasted spreadsheet would bring, and the lines it would reject',
    })
    .input(inPlan.extend({ pasted: pastedCells }))
    .output(importPreview),
  importActions: route('plans:write', 'creates')
    .route({
      method: 'POST',
      path: `${actions}/import`,
      tags,
      summary: 'Take the good lines of a pasted spreadsheet as actions',
      successStatus: 201,
    })
    .input(inPlan.extend({ pasted: pastedCells }))
    .output(z.object({ created: z.number().int(), unchanged: z.number().int(), rejects: z.array(rejectedLine) })),
  readActionReport: route('plans:read')
    .route({ method: 'GET', path: `${actions}/report`, tags, summary: 'The status report of a plan, on demand' })
    .input(inPlan)
    .output(statusReport),
}
