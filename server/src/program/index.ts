import type { AreaContext, AreaRegistration } from '../platform/area.ts'
import { ADOPTION_QUEUE, keepMonth } from './record/adoption.ts'
import type {} from './record/tables.ts'
import { programRouter } from './routes.ts'
import type {} from './tables.ts'
import type {} from './weighting/tables.ts'

export { ensureStarterCriteria } from './commands/publish-criteria.ts'
export {
  findCriteriaSet,
  findPublishedSet,
  listOpenSets,
  lockProgram,
  type ProgramCriteriaSet,
} from './criteria-store.ts'
export { readTierScheme, ruleSchemeOf, type TierSchemeAnswer } from './tier-store.ts'

export function registerProgram(context: AreaContext): AreaRegistration<ReturnType<typeof programRouter>> {
  return {
    router: programRouter(context),
    // New facts about accounts are a good moment to keep how far the program is, also when nobody looks.
    reactions: [{ topic: 'economics.changed', queue: ADOPTION_QUEUE }],
    jobHandlers: [
      {
        queue: ADOPTION_QUEUE,
        expireSeconds: 300,
        run: async ({ workspaceId }) => {
          await keepMonth(context, workspaceId)
        },
      },
    ],
  }
}
