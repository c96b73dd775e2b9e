import { contract } from '@mainstay/contract/contract'
import { implement } from '@orpc/server'
import type { AreaContext } from '../platform/area.ts'
import { type CallContext, command, read } from '../platform/http/call.ts'
import { mapFile, removeFile } from './commands/change-files.ts'
import { loadSample } from './commands/load-sample.ts'
import { cancelImport, requestRun, startImport } from './commands/request-run.ts'
import { listKinds, readLedgerState } from './queries/ledger-state.ts'
import { listLines, readLineHistory } from './queries/list-lines.ts'
import { previewUndo } from './queries/preview-undo.ts'
import { listImports, readImport } from './queries/read-import.ts'
import { readStorage } from './storage-quota.ts'

export function ledgerRouter(area: AreaContext) {
  const os = implement(contract.ledger).$context<CallContext>()
  return {
    state: os.state.handler(({ context }) => read(context, (scope) => readLedgerState(scope))),
    kinds: os.kinds.handler(() => listKinds()),
    storage: os.storage.handler(({ context }) => read(context, (scope) => readStorage(scope, area.config))),
    listImports: os.listImports.handler(({ input, context }) => read(context, (scope) => listImports(scope, input))),
    readImport: os.readImport.handler(({ input, context }) => read(context, (scope) => readImport(scope, input.id))),
    startImport: os.startImport.handler(({ input, context }) =>
      command(context, (scope) => startImport(scope, input.source)),
    ),
    loadSample: os.loadSample.handler(({ context }) => loadSample(area, context)),
    mapFile: os.mapFile.handler(({ input, context }) => mapFile(area, context, input)),
    removeFile: os.removeFile.handler(({ input, context }) =>
      command(context, (scope) => removeFile(area, scope, input)),
    ),
    check: os.check.handler(({ input, context }) => command(context, (scope) => requestRun(scope, input.id, 'check'))),
    apply: os.apply.handler(({ input, context }) => command(context, (scope) => requestRun(scope, input.id, 'apply'))),
    cancel: os.cancel.handler(({ input, context }) => command(context, (scope) => cancelImport(scope, input.id))),
    previewUndo: os.previewUndo.handler(({ input, context }) => previewUndo(area, context, input.id)),
    undo: os.undo.handler(({ input, context }) => command(context, (scope) => requestRun(scope, input.id, 'undo'))),
    listLines: os.listLines.handler(({ input, context }) => read(context, (scope) => listLines(scope, input))),
    readLineHistory: os.readLineHistory.handler(({ input, context }) =>
      read(context, (scope) => readLineHistory(scope, input)),
    ),
  }
}
