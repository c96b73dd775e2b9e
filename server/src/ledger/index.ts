import type { AreaContext, AreaRegistration } from '../platform/area.ts'
import { rejectsDoor, uploadDoor } from './doors.ts'
import { type ImportAction, performImport } from './import-runner.ts'
import { linesDoor } from './lines-door.ts'
import { recoveryDoor } from './recovery-door.ts'
import { ledgerRouter } from './routes.ts'
import type {} from './tables.ts'

export { loadSampleCompany } from './commands/load-sample.ts'
export { type ImportedFile, type ImportPathsOptions, type ImportPathsResult, importPaths } from './import-paths.ts'
export { type KnownKind, rowsKnownOn } from './queries/rows-known-on.ts'
export { type ReadingChoice, readingOfText } from './reading/reading-of-text.ts'
export { prepareReader } from './reading/worker-client.ts'

const ACTIONS: readonly ImportAction[] = ['check', 'apply', 'undo']

export function registerLedger(context: AreaContext): AreaRegistration<ReturnType<typeof ledgerRouter>> {
  return {
    router: ledgerRouter(context),
    doors: [uploadDoor(context), rejectsDoor(context), recoveryDoor(context), linesDoor(context)],
    jobHandlers: [
      {
        queue: 'import',
        expireSeconds: 6 * 3_600,
        run: async (data, signal) => {
          const action = ACTIONS.find((known) => known === data.action)
          if (action)
            await performImport(
              context,
              { workspaceId: data.workspaceId, importId: String(data.importId), action },
              signal,
            )
        },
      },
    ],
  }
}
