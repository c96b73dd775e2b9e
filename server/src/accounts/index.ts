import type { AreaContext, AreaRegistration } from '../platform/area.ts'
import { exportDoor } from './doors.ts'
import { accountRouter } from './routes.ts'
import type {} from './tables.ts'

export { findNamed, type NamedAccounts } from './queries/accounts-like.ts'
export { countMoved, groupsOn } from './queries/groups-on.ts'

export function registerAccounts(context: AreaContext): AreaRegistration<ReturnType<typeof accountRouter>> {
  return { router: accountRouter(context), doors: [exportDoor(context)] }
}
