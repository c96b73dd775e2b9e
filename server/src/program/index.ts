import type { AreaContext, AreaRegistration } from '../platform/area.ts'
import { programRouter } from './routes.ts'
import type {} from './tables.ts'

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
  return { router: programRouter(context) }
}
