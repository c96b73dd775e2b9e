import { z } from 'zod'
import { accountReference } from './accounts.ts'
import { pageOf, pageQuery } from './paging.ts'
import { route } from './route.ts'
import { date, figure, inWorkspace, moment, rowId, text, uuid } from './values.ts'

export const ROUND_CANDIDATES = 500
export const ROUND_RATERS = 60

const roundStatus = z.enum(['planned', 'open', 'closed', 'reconciled', 'cancelled'])
const criterionKey = text(60)
const functionName = text(40)

/** What is wrong with a planned round, or will make it say less. */
const roundNote = z.object({ path: z.string(), code: z.string(), message: z.string() })

const roundCriterion = z.object({
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

/** 1 to 5; 0: no basis to judge; null: nothing given. */
const answer = z.number().int().min(0).max(5).nullable()

/** One answer on a sheet. `revision` names this very entry: whoever changes it says which one they saw. */
export const sheetCell = z.object({
  accountId: rowId,
  criterionKey: z.string(),
  answer,
  comment: z.string().nullable(),
  revision: uuid,
})

export const scoringSheet = z.object({
  round: scoringRound,
  criteria: z.array(roundCriterion),
  /** Measures of the criteria set that the candidates are known by; for people without the right to margins without those. */
  measures: z.array(z.object({ key: z.string(), name: z.string(), unit: z.string() })),
  candidates: z.array(
    z.object({
      account: accountReference,
      /** Whether the account can be opened beyond this round. */
      isVisible: z.boolean(),
      /** In the order of the measures; null where unknown. */
      evidence: z.array(z.number().nullable()),
    }),
  ),
  cells: z.array(sheetCell),
})

/** One answer as a person gives it. `seen` is the revision it replaces, null where the cell was empty. */
const givenCell = z.object({
  accountId: rowId,
  criterionKey,
  answer,
  comment: text(1_000, 0).nullable().default(null),
  seen: uuid.nullable(),
})

export const savedCells = z.object({
  saved: z.array(z.object({ accountId: rowId, criterionKey: z.string(), revision: uuid.nullable() })),
  due: z.number().int(),
  done: z.number().int(),
})

const reading = z.enum(['rely', 'tentative', 'discuss']).nullable()

const agreement = z.object({
  /** Krippendorff's alpha on ordered levels, and on distances. */
  ordinal: figure(z.number()),
  interval: figure(z.number()),
  reading,
  raters: z.number().int(),
  /** Accounts, or accounts times criteria for the whole, scored by two or more. */
  units: z.number().int(),
  /** Intraclass correlation of one rater's score and of the raters' average, raters as drawn from many. */
  intraclassSingle: figure(z.number()),
  intraclassAverage: figure(z.number()),
})

const extreme = z.object({
  name: z.string(),
  function: z.string(),
  score: z.number().int(),
  comment: z.string().nullable(),
})

const cellKind = z.enum(['settled', 'agreed', 'one_rater', 'discuss', 'no_evidence'])

export const roundResults = z.object({
  round: scoringRound,
  mayLead: z.boolean(),
  counts: z.record(cellKind, z.number().int()),
  overall: agreement,
  criteria: z.array(
    agreement.extend({
      criterionKey: z.string(),
      name: z.string(),
      levels: z.array(z.string()),
      open: z.number().int(),
      /** Where the raters lie furthest apart on this criterion, with the words of both ends. */
      widest: z.array(z.object({ account: accountReference, lowest: extreme, highest: extreme })),
    }),
  ),
  severity: z.object({
    isCorrectable: z.boolean(),
    reasons: z.array(z.string()),
    raters: z.array(
      z.object({
        personId: z.string(),
        name: z.string(),
        function: z.string(),
        /** Levels above (generous) or below (severe) the others where they scored the same. */
        deviation: figure(z.number()),
        commonAccounts: z.number().int(),
        commonScores: z.number().int(),
      }),
    ),
  }),
  /** Open and unsettled disagreements that matter most first; places only of accounts the reader may see. */
  disagreements: z.array(
    z.object({
      account: accountReference,
      criterionKey: z.string(),
      range: z.number(),
      crossesCut: z.boolean().nullable(),
      worstRank: z.number().int().nullable(),
      bestRank: z.number().int().nullable(),
    }),
  ),
  /** Why there are no places beside the disagreements; null where there are. */
  placesUnknown: z.enum(['no-criteria', 'margins']).nullable(),
})

const settlement = z.object({
  id: rowId,
  score: z.number().int(),
  note: z.string(),
  byName: z.string(),
  at: moment,
  isTakenOver: z.boolean(),
})

export const roundResultRow = z.object({
  account: accountReference,
  /** In the order of the round's criteria. */
  cells: z.array(
    z.object({
      criterionKey: z.string(),
      kind: cellKind,
      level: z.number().nullable(),
      range: z.number().nullable(),
      mean: z.number().nullable(),
      /** The mean with each rater's severity taken out; null where that cannot be told. */
      correctedMean: z.number().nullable(),
      scores: z.array(
        z.object({ personId: z.string(), score: z.number().int().nullable(), comment: z.string().nullable() }),
      ),
      settlement: settlement.nullable(),
    }),
  ),
})

export const roundInfluence = z.object({
  raters: z.array(
    z.object({
      personId: z.string(),
      name: z.string(),
      judgedAccounts: z.number().int(),
      /** Accounts that would fall out of the places, or come in, without this person's scores. */
      fallsOut: z.array(accountReference),
      comesIn: z.array(accountReference),
      changes: z.number().int(),
    }),
  ),
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
  readSheet: route('selection:judge')
    .route({
      method: 'GET',
      path: `${one}/sheet`,
      tags,
      summary: 'One’s own sheet: candidates, anchors, evidence, answers',
    })
    .input(byId)
    .output(scoringSheet),
  saveScores: route('selection:judge', 'creates')
    .route({ method: 'POST', path: `${one}/scores`, tags, summary: 'Give or change one’s own answers, all or none' })
    .input(byId.extend({ cells: z.array(givenCell).min(1).max(5_000) }))
    .output(savedCells),
  readRoundResults: route('selection:judge')
    .route({ method: 'GET', path: `${one}/results`, tags, summary: 'Agreement, severity and what is worth discussing' })
    .input(byId)
    .output(roundResults),
  listRoundResults: route('selection:judge')
    .route({
      method: 'GET',
      path: `${one}/results/accounts`,
      tags,
      summary: 'Scores and spread by account and criterion',
    })
    .input(byId.extend(pageQuery.shape))
    .output(pageOf(roundResultRow)),
  readRoundInfluence: route('selection:judge')
    .route({
      method: 'GET',
      path: `${one}/results/influence`,
      tags,
      summary: 'What the list would be without each rater',
    })
    .input(byId)
    .output(roundInfluence),
  settleScore: route('selection:decide', 'creates')
    .route({
      method: 'POST',
      path: `${one}/settlements`,
      tags,
      summary: 'Settle one account on one criterion, with a note',
      successStatus: 201,
    })
    .input(
      byId.extend({
        accountId: rowId,
        criterionKey,
        score: z.number().int().min(1).max(5),
        note: text(2_000, 10),
        /** The settlement it replaces, as seen; null where there was none. */
        replaces: rowId.nullable().default(null),
      }),
    )
    .output(settlement),
}

/** What an uploaded sheet would change, or what is wrong with it; nothing is written by looking. */
export const sheetPreview = z.object({
  faults: z.array(
    z.object({ row: z.number().int(), column: z.number().int().nullable(), code: z.string(), message: z.string() }),
  ),
  faultCount: z.number().int(),
  changes: z.array(givenCell.extend({ before: answer, beforeComment: z.string().nullable() })),
  unchanged: z.number().int(),
})
