import { z } from 'zod'
import { accountReference } from './accounts.ts'
import { route } from './route.ts'
import { criterionKey, roundCriterion, scoringRound } from './selection-rounds.ts'
import { inWorkspace, rowId, text, uuid } from './values.ts'

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

/** What an uploaded sheet would change, or what is wrong with it; nothing is written by looking. */
export const sheetPreview = z.object({
  faults: z.array(
    z.object({ row: z.number().int(), column: z.number().int().nullable(), code: z.string(), message: z.string() }),
  ),
  faultCount: z.number().int(),
  changes: z.array(givenCell.extend({ before: answer, beforeComment: z.string().nullable() })),
  unchanged: z.number().int(),
})

const tags = ['selection']
const byId = inWorkspace.extend({ id: uuid })
const one = '/workspaces/{workspace}/selection/rounds/{id}' as const

export const selectionSheetRoutes = {
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
}
