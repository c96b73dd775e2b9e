import type { AreaContext, AreaRegistration } from '../platform/area.ts'
import { refreshAfterJudgement, refreshSelection } from './commands/refresh-selection.ts'
import { selectionRouter } from './routes.ts'
import type {} from './tables.ts'

export { loadSampleJudgements } from './commands/load-sample-judgements.ts'
export { refreshSelection } from './commands/refresh-selection.ts'
export {
  type AccountStanding,
  listScores,
  type ProgramStanding,
  readMatrixAxes,
  readProgramStanding,
} from './queries/scores.ts'
export type { StoredReason } from './tables.ts'

const SCORED_ANEW_BY = [
  'economics.changed',
  'program.published',
  'program.retired',
  'program.tiers',
  'selection.judged',
]

export function registerSelection(context: AreaContext): AreaRegistration<ReturnType<typeof selectionRouter>> {
  return {
    router: selectionRouter(context),
    reactions: SCORED_ANEW_BY.map((topic) => ({ topic, queue: 'selection' })),
    jobHandlers: [
      {
        queue: 'selection',
        expireSeconds: 600,
        run: ({ workspaceId, topic }) =>
          topic === 'selection.judged'
            ? refreshAfterJudgement(context, workspaceId)
            : refreshSelection(context, workspaceId),
      },
    ],
  }
}
