import { sampleCompany } from '@mainstay/demo'
import { type AreaContext, type AreaRegistration, systemActorOf } from '../platform/area.ts'
import { noOrigin } from '../platform/use-case.ts'
import { adoptionEvidence } from './adoption-evidence.ts'
import { BACK_TEST_RUN } from './back-test/answer-back-test.ts'
import { loadSampleJudgements } from './commands/load-sample-judgements.ts'
import { refreshAfterJudgement, refreshAfterPublication, refreshSelection } from './commands/refresh-selection.ts'
import { decisionBookDoor } from './decision-book/door.ts'
import { exportDoor } from './doors.ts'
import { firmnessRuns } from './firmness/answer-firmness.ts'
import { OVERRIDES_OVER, overridesOverDoor, tellOverridesOver } from './overrides/tell-overrides-over.ts'
import { PROGRAM_RESULT_RUN } from './program-result/answer-program-result.ts'
import { roundDoors } from './rounds/doors.ts'
import { ROUND_QUEUE } from './rounds/reminders.ts'
import type {} from './rounds/tables.ts'
import { watchDoor, watchRound } from './rounds/watch-round.ts'
import { selectionRouter } from './routes.ts'
import { performRun } from './runs/perform-run.ts'
import type { RunKind } from './runs/run-kind.ts'
import { RUN_QUEUE } from './runs/start-run.ts'
import type {} from './tables.ts'

export { everyBackTestAccount, readBackTest } from './back-test/read-back-tests.ts'
export { startBackTest } from './back-test/start-back-test.ts'
export { refreshSelection } from './commands/refresh-selection.ts'
export { orderBook } from './decision-book/make-book.ts'
export { reportFirmness, reportScore, reportScores } from './firmness/reports.ts'
export {
  type AccountStanding,
  listScores,
  type ProgramStanding,
  readMatrixAxes,
  readProgramStanding,
} from './queries/scores.ts'
export { findRun } from './runs/run-store.ts'
export type { StoredReason } from './tables.ts'

const SCORED_ANEW_BY = [
  'economics.changed',
  'program.published',
  'program.retired',
  'program.tiers',
  'selection.judged',
]

/** Every kind of long question, answered in the background. */
const RUN_KINDS: readonly RunKind[] = [firmnessRuns, BACK_TEST_RUN, PROGRAM_RESULT_RUN]

const SAMPLE_LOADED = 'ledger.sample'

/** The invented people of the sample company judge its accounts. */
async function enterSampleJudgements(context: AreaContext, workspaceId: number): Promise<void> {
  const actor = await systemActorOf(context.pool, workspaceId)
  await context.useCases.command(actor, noOrigin, (scope) => loadSampleJudgements(scope, sampleCompany()))
}

export function registerSelection(context: AreaContext): AreaRegistration<ReturnType<typeof selectionRouter>> {
  return {
    router: selectionRouter(context),
    evidence: adoptionEvidence,
    doors: [
      exportDoor(context),
      decisionBookDoor(context),
      overridesOverDoor(context),
      roundDoors(context),
      watchDoor(context),
    ],
    reactions: [...SCORED_ANEW_BY, SAMPLE_LOADED].map((topic) => ({ topic, queue: 'selection' })),
    jobHandlers: [
      {
        queue: 'selection',
        expireSeconds: 600,
        run: async ({ workspaceId, topic }) => {
          if (topic === SAMPLE_LOADED) await enterSampleJudgements(context, workspaceId)
          else if (topic === OVERRIDES_OVER) await tellOverridesOver(context, workspaceId)
          else if (topic === 'selection.judged') await refreshAfterJudgement(context, workspaceId)
          else if (topic === 'program.published') await refreshAfterPublication(context, workspaceId)
          else await refreshSelection(context, workspaceId)
        },
      },
      {
        queue: ROUND_QUEUE,
        expireSeconds: 120,
        run: ({ workspaceId, roundId }) => watchRound(context, { workspaceId, roundId: String(roundId) }),
      },
      {
        queue: RUN_QUEUE,
        expireSeconds: 900,
        // A back-test of a minute must not hold up the answer to a moved weight.
        concurrency: 2,
        run: ({ workspaceId, runId }, signal) =>
          performRun(context, RUN_KINDS, { workspaceId, runId: String(runId) }, signal),
      },
    ],
  }
}
