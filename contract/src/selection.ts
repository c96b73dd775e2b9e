import { z } from 'zod'
import { route } from './route.ts'
import { selectionBackTestRoutes } from './selection-back-test.ts'
import { selectionCandidateRoutes } from './selection-candidates.ts'
import { selectionFirmnessRoutes } from './selection-firmness.ts'
import { selectionOverrideRoutes } from './selection-overrides.ts'
import { selectionProgramResultRoutes } from './selection-program-result.ts'
import { selectionRankingRoutes } from './selection-ranking.ts'
import { selectionRoundResultRoutes } from './selection-round-results.ts'
import { selectionRoundRoutes } from './selection-rounds.ts'
import { selectionRunRoutes } from './selection-runs.ts'
import { selectionScorecardRoutes } from './selection-scorecard.ts'
import { selectionSecondOpinionRoutes } from './selection-second-opinions.ts'
import { selectionSheetRoutes } from './selection-sheets.ts'
import { selectionTierRoutes } from './selection-tiers.ts'
import { date, inWorkspace, rowId, text } from './values.ts'

export const judgement = z.object({
  id: rowId,
  criterionKey: z.string(),
  score: z.number().int(),
  personName: z.string(),
  judgedOn: date,
  comment: z.string().nullable(),
})

const tags = ['selection']
const judgements = '/workspaces/{workspace}/accounts/{id}/judgements' as const

export const selectionRoutes = {
  ...selectionCandidateRoutes,
  ...selectionOverrideRoutes,
  ...selectionRunRoutes,
  ...selectionProgramResultRoutes,
  ...selectionScorecardRoutes,
  ...selectionSecondOpinionRoutes,
  ...selectionFirmnessRoutes,
  ...selectionBackTestRoutes,
  ...selectionRoundRoutes,
  ...selectionSheetRoutes,
  ...selectionRoundResultRoutes,
  ...selectionRankingRoutes,
  ...selectionTierRoutes,
  listJudgements: route('selection:read')
    .route({
      method: 'GET',
      path: judgements,
      tags,
      summary: 'Judged scores of an account',
    })
    .input(inWorkspace.extend({ id: rowId }))
    .output(z.object({ rows: z.array(judgement) })),
  judge: route('selection:judge', 'creates')
    .route({
      method: 'POST',
      path: judgements,
      tags,
      summary: 'Give a judged score',
      successStatus: 201,
    })
    .input(
      inWorkspace.extend({
        id: rowId,
        criterionKey: text(60),
        score: z.number().int().min(1).max(5),
        comment: text(1_000, 0).nullable().default(null),
      }),
    )
    .output(judgement),
}
