import { sampleCompany } from '@mainstay/demo'
import { type AreaContext, type AreaRegistration, systemActorOf } from '../platform/area.ts'
import { noOrigin } from '../platform/use-case.ts'
import { loadSampleJudgements } from './commands/load-sample-judgements.ts'
import { refreshAfterJudgement, refreshSelection } from './commands/refresh-selection.ts'
import { exportDoor } from './doors.ts'
import { selectionRouter } from './routes.ts'
import { performRun } from './runs/perform-run.ts'
import type { RunKind } from './runs/run-kind.ts'
import { RUN_QUEUE } from './runs/start-run.ts'
import type {} from './tables.ts'

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

/** Every kind of long question, answered in the background. */
const RUN_KINDS: readonly RunKind[] = []

const SAMPLE_LOADED = 'ledger.sample'

/** The invented people of the sample company judge its accounts. */
async function enterSampleJudgements(context: AreaContext, workspaceId: number): Promise<void> {
  const actor = await systemActorOf(context.pool, workspaceId)
  await context.useCases.command(actor, noOrigin, (scope) => loadSampleJudgements(scope, sampleCompany()))
}

export function registerSelection(context: AreaContext): AreaRegistration<ReturnType<typeof selectionRouter>> {
  return {
    router: selectionRouter(context),
    doors: [exportDoor(context)],
    reactions: [...SCORED_ANEW_BY, SAMPLE_LOADED].map((topic) => ({ topic, queue: 'selection' })),
    jobHandlers: [
      {
        queue: 'selection',
        expireSeconds: 600,
        run: async ({ workspaceId, topic }) => {
          if (topic === SAMPLE_LOADED) await enterSampleJudgements(context, workspaceId)
          else if (topic === 'selection.judged') await refreshAfterJudgement(context, workspaceId)
          else await refreshSelection(context, workspaceId)
        },
      },
      {
        queue: RUN_QUEUE,
        expireSeconds: 900,
        run: ({ workspaceId, runId }, signal) =>
          performRun(context, RUN_KINDS, { workspaceId, runId: String(runId) }, signal),
      },
    ],
  }
}
