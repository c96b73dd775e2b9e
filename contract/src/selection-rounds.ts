import { z } from 'zod'
import { accountReference } from './accounts.ts'
import { pageOf, pageQuery } from './paging.ts'
import { route } from './route.ts'
import { date, inWorkspace, moment, rowId, text, uuid } from './values.ts'

export const ROUND_CANDIDATES = 500
export const ROUND_RATERS = 60

const roundStatus = z.enum(['planned', 'open', 'closed', 'reconciled', 'cancelled'])
export const criterionKey = text(60)
const functionName = text(40)

/** What is wrong with a planned round, or will make it say less. */
const roundNote = z.object({ path: z.string(), code: z.string(), message: z.string() })

export const roundCriterion = z.object({
  criterionKey: z.string(),
  name: z.string(),
  definition: z.string(),
  /** What each level from 1 to 5 means. */
  levels: z.array(z.string()),
  functions: z.array(z.string()),
})

const roundRater = z.object({
  personId: z.string(),
  name: z.string(),
  function: z.string(),
  /** Accounts times own criteria, and how many of these are answered: counts only, never what. */
  due: z.number().int(),
  done: z.number().int(),
  lastRemindedOn: date.nullable(),
})

/** A round in short, as lists show it. `own`: what the person who asks has to do in it; null for whoever is no rater. */
export const scoringRound = z.object({
  id: uuid,
  name: z.string(),
  status: roundStatus,
  opensOn: date,
  deadline: date,
  /** Below 0: the deadline has passed. */
  daysLeft: z.number().int(),
  candidates: z.number().int(),
  raters: z.number().int(),
  due: z.number().int(),
  done: z.number().int(),
  own: z.object({ function: z.string(), due: z.number().int(), done: z.number().int() }).nullable(),
  leadName: z.string(),
  version: z.number().int(),
})

export const scoringRoundDetail = scoringRound.extend({
  criteriaSet: z.object({ id: uuid, name: z.string(), number: z.number().int(), status: z.string() }).nullable(),
  /** By whom it is closed: by hand, or by itself when all have answered or the deadline has passed. */
  closing: z.enum(['by_hand', 'automatic']),
  reminderDays: z.array(z.number().int()),
  criteria: z.array(roundCriterion),
  /** The raters with their progress; for raters only themselves until the round is closed. */
  raterList: z.array(roundRater),
  /** Of those that the person who asks may see; raters see all of their round. */
  candidateList: z.array(accountReference),
  faults: z.array(roundNote),
  cautions: z.array(roundNote),
  closedOn: date.nullable(),
  takenOver: z.object({ at: moment, byName: z.string(), openReason: z.string().nullable() }).nullable(),
  cancelReason: z.string().nullable(),
  mayLead: z.boolean(),
})

const tags = ['selection']
const base = '/workspaces/{workspace}/selection/rounds' as const
const byId = inWorkspace.extend({ id: uuid })
const one = `${base}/{id}` as const
const distinct = <Row>(rows: readonly Row[]) => new Set(rows).size === rows.length

const plan = {
  name: text(120),
  criteriaSetId: uuid,
  opensOn: date,
  deadline: date,
  closing: z.enum(['by_hand', 'automatic']),
  reminderDays: z.array(z.number().int().min(0).max(60)).max(10),
  criteria: z.array(z.object({ criterionKey, functions: z.array(functionName).max(20).refine(distinct) })).max(40),
  raters: z.array(z.object({ personId: text(80), function: functionName })).max(ROUND_RATERS),
  accountIds: z.array(rowId).max(ROUND_CANDIDATES),
  /** Codes of further candidates, as pasted from a list. */
  codes: z.array(text(120)).max(ROUND_CANDIDATES),
}

export const selectionRoundRoutes = {
  listRounds: route('selection:judge')
    .route({ method: 'GET', path: base, tags, summary: 'Scoring rounds one leads or scores in, newest first' })
    .input(inWorkspace.extend(pageQuery.shape).extend({ status: roundStatus.optional() }))
    .output(pageOf(scoringRound)),
  createRound: route('selection:decide', 'creates')
    .route({ method: 'POST', path: base, tags, summary: 'Plan a scoring round', successStatus: 201 })
    .input(
      inWorkspace.extend({
        ...plan,
        closing: plan.closing.default('by_hand'),
        reminderDays: plan.reminderDays.default([7, 1]),
        criteria: plan.criteria.default([]),
        raters: plan.raters.default([]),
        accountIds: plan.accountIds.default([]),
        codes: plan.codes.default([]),
      }),
    )
    .output(scoringRoundDetail),
  readRound: route('selection:judge')
    .route({ method: 'GET', path: one, tags, summary: 'A scoring round with its progress' })
    .input(byId)
    .output(scoringRoundDetail),
  changeRound: route('selection:decide', 'changes')
    .route({ method: 'PATCH', path: one, tags, summary: 'Change a planned round' })
    .input(byId.extend(z.object(plan).partial().shape))
    .output(scoringRoundDetail),
  openRound: route('selection:decide', 'changes')
    .route({ method: 'POST', path: `${one}/opening`, tags, summary: 'Open a round: its raters may score' })
    .input(byId)
    .output(scoringRoundDetail),
  extendRound: route('selection:decide', 'changes')
    .route({ method: 'POST', path: `${one}/extension`, tags, summary: 'Give the raters more time' })
    .input(byId.extend({ deadline: date }))
    .output(scoringRoundDetail),
  remindRaters: route('selection:decide', 'changes')
    .route({ method: 'POST', path: `${one}/reminders`, tags, summary: 'Remind everybody whose answers are missing' })
    .input(byId)
    .output(
      z.object({
        reminded: z.number().int(),
        /** "off": this installation sends no mail; the open round stands on each rater's own page. */
        mail: z.enum(['waiting', 'off']),
        version: z.number().int(),
      }),
    ),
  closeRound: route('selection:decide', 'changes')
    .route({ method: 'POST', path: `${one}/closing`, tags, summary: 'Close a round: everybody in it sees all scores' })
    .input(byId)
    .output(scoringRoundDetail),
  cancelRound: route('selection:decide', 'changes')
    .route({ method: 'POST', path: `${one}/cancellation`, tags, summary: 'Call a round off' })
    .input(byId.extend({ reason: text(1_000, 10) }))
    .output(scoringRoundDetail),
  takeRoundOver: route('selection:decide', 'changes')
    .route({
      method: 'POST',
      path: `${one}/take-over`,
      tags,
      summary: 'End a closed round: what is agreed or settled becomes judgements',
    })
    .input(byId.extend({ openReason: text(1_000, 0).nullable().default(null) }))
    .output(
      z.object({
        judgements: z.number().int(),
        settled: z.number().int(),
        openResults: z.number().int(),
        version: z.number().int(),
      }),
    ),
  reopenRound: route('selection:decide', 'changes')
    .route({
      method: 'POST',
      path: `${one}/reopening`,
      tags,
      summary: 'Take a finished round up again, to settle more',
    })
    .input(byId.extend({ reason: text(1_000, 10) }))
    .output(scoringRoundDetail),
}
