import type { AreaContext, AreaRegistration } from '../platform/area.ts'
import { accountRouter } from './routes.ts'
import type {} from './tables.ts'

export function registerAccounts(context: AreaContext): AreaRegistration<ReturnType<typeof accountRouter>> {
  return { router: accountRouter(context) }
}
