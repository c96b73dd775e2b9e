import { z } from 'zod'
import { accountReference } from './accounts.ts'
import { pageOf, pageQuery } from './paging.ts'
import { route } from './route.ts'
import { criterionKey, scoringRound } from './selection-rounds.ts'
import { figure, inWorkspace, moment, rowId, text, uuid } from './values.ts'

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
const byId = inWorkspace.extend({ id: uuid })
const one = '/workspaces/{workspace}/selection/rounds/{id}' as const

export const selectionRoundResultRoutes = {
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
