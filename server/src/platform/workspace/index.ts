import { contract } from '@mainstay/contract/contract'
import { apiDescriptionDoor } from '../api-description/api-description-door.ts'
import type { AreaContext, AreaRegistration } from '../area.ts'
import { sealingDoor } from '../audit/sealing-door.ts'
import { healthDoor } from '../health/health-door.ts'
import { mailJob } from '../mail/send-job.ts'
import { auditDoor } from './audit-door.ts'
import { changesDoor } from './changes/changes-door.ts'
import { housekeepingDoor, housekeepingJob } from './housekeeping.ts'
import { sessionRouter, workspaceRouter } from './routes.ts'
import type {} from './tables.ts'

interface WorkspaceRouters {
  readonly session: ReturnType<typeof sessionRouter>
  readonly workspace: ReturnType<typeof workspaceRouter>
}

/** The workspace itself, and the doors that belong to no area: description of the interface, health, change feed. */
export function registerWorkspace(context: AreaContext): AreaRegistration<WorkspaceRouters> {
  return {
    router: { session: sessionRouter(context), workspace: workspaceRouter(context) },
    // The description comes first: it finds the doors that are registered after it.
    doors: [
      apiDescriptionDoor(contract),
      healthDoor({ area: context, segments: pathWords() }),
      changesDoor(context),
      auditDoor(context),
      housekeepingDoor(context),
      sealingDoor(context),
    ],
    jobHandlers: [housekeepingJob(context), mailJob(context)],
  }
}

/** The fixed words in the paths of the contract. */
function pathWords(): ReadonlySet<string> {
  const paths = Object.values(contract).flatMap((routes) =>
    Object.values(routes).map((route) => route['~orpc'].route.path ?? ''),
  )
  return new Set(paths.flatMap((path) => path.split('/')).filter((part) => part !== '' && !part.startsWith('{')))
}
