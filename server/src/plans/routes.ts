import type { AreaContext } from '../platform/area.ts'
import { actionHandlers } from './actions/routes.ts'
import { buyingHandlers } from './buying/routes.ts'
import { commentHandlers } from './comments/routes.ts'
import { goalsHandlers } from './goals/routes.ts'
import { historyHandlers } from './history/routes.ts'
import { lifecycleHandlers } from './lifecycle/routes.ts'
import { masterSlideHandlers } from './master-slide/routes.ts'
import { noticeHandlers } from './notices/routes.ts'
import { objectiveHandlers } from './objectives/routes.ts'
import { ruleHandlers } from './rules/routes.ts'
import { statementHandlers } from './statements/routes.ts'
import { swotHandlers } from './swot/routes.ts'
import { teamHandlers } from './team/routes.ts'
import { textHandlers } from './texts/routes.ts'
import { valueHandlers } from './value/routes.ts'
import { whiteSpaceHandlers } from './white-space/routes.ts'

export function plansRouter(area: AreaContext) {
  return {
    ...lifecycleHandlers(area),
    ...statementHandlers(area),
    ...teamHandlers(area),
    ...textHandlers(area),
    ...swotHandlers(area),
    ...buyingHandlers(area),
    ...objectiveHandlers(area),
    ...actionHandlers(area),
    ...goalsHandlers(area),
    ...whiteSpaceHandlers(area),
    ...valueHandlers(area),
    ...commentHandlers(area),
    ...historyHandlers(area),
    ...noticeHandlers(area),
    ...ruleHandlers(area),
    ...masterSlideHandlers(),
  }
}
