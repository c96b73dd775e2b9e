import { Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import type { ImportAction } from '../import-runner.ts'
import { filesOf, type ImportFileRow, insertImport, lockImport, setStatus } from '../import-store.ts'
import { type ImportDetail, readImport } from '../queries/read-import.ts'
import type { FileInspection } from '../reading/inspection.ts'

const ALLOWED = {
  check: ['ready', 'checked', 'cancelled', 'failed'],
  apply: ['ready', 'checked', 'cancelled', 'failed'],
  undo: ['applied'],
} as const
const STATUS = { check: 'checking', apply: 'applying', undo: 'undoing' } as const
/** Requests of one workspace look at each other's imports one at a time. */
const REQUEST_LOCK = 7_224_607

export async function startImport(scope: WriteScope, source: string): Promise<ImportDetail> {
  const id = await insertImport(scope, source)
  await scope.record({ action: 'ledger.start', subjectType: 'import', subjectId: id, after: { source } })
  return readImport(scope, id)
}

/** Marks an import as asked for, and leaves the work to the background. */
export async function requestRun(scope: WriteScope, id: string, action: ImportAction): Promise<ImportDetail> {
  await markRequested(scope, id, action)
  await scope.enqueue('import', { importId: id, action })
  return readImport(scope, id)
}

export async function markRequested(scope: WriteScope, id: string, action: ImportAction): Promise<void> {
  await scope.client.query('select pg_advisory_xact_lock($1, $2)', [REQUEST_LOCK, scope.workspaceId])
  const row = await lockImport(scope, id)
  if (action === 'undo' && row.status !== 'applied') throw new Refused('ledger/nothing-to-undo', { status: row.status })
  if (!(ALLOWED[action] as readonly string[]).includes(row.status)) {
    if (row.status === 'uploading') throw new Refused('ledger/no-files')
    throw new Refused('ledger/import-state', { status: row.status })
  }
  await refuseWhileAnotherRuns(scope, id)
  if (action !== 'undo') refuseUnmapped(await filesOf(scope, id))
  await setStatus(scope, id, { status: STATUS[action], failure: null })
  await scope.client.query(
    "update mainstay.import i set heartbeat_at = now(), progress = '{}' where i.workspace_id = $1 and i.id = $2",
    [scope.workspaceId, id],
  )
  await scope.record({
    action: `ledger.${action}-asked`,
    subjectType: 'import',
    subjectId: id,
    after: { number: row.number },
  })
}

async function refuseWhileAnotherRuns(scope: WriteScope, id: string): Promise<void> {
  const { rows } = await scope.client.query<{ number: number }>(
    "select i.number from mainstay.import i where i.workspace_id = $1 and i.id <> $2 and i.status in ('checking', 'applying', 'undoing') limit 1",
    [scope.workspaceId, id],
  )
  if (rows[0]) throw new Refused('ledger/import-running', { number: rows[0].number })
}

function refuseUnmapped(files: readonly ImportFileRow[]): void {
  const usable = files.filter((file) => file.failure === null)
  if (usable.length === 0) throw new Refused('ledger/no-files')
  const faults = usable.flatMap((file, index) => {
    const missing = file.kind === null ? ['kind'] : ((file.proposal as FileInspection).missing ?? [])
    return missing.map((field) => ({
      path: `files.${index}.${field}`,
      code: 'unmapped',
      message: `${file.name}: ${field} is not known`,
    }))
  })
  if (faults.length > 0) throw new Refused('ledger/file-unmapped', {}, faults)
}

/** Calls an import off: a running one is stopped at the next moment, one that has not begun at once. */
export async function cancelImport(scope: WriteScope, id: string): Promise<ImportDetail> {
  const row = await lockImport(scope, id)
  if (row.status === 'checking' || row.status === 'applying') {
    await scope.client.query(
      'update mainstay.import i set cancel_requested = true, version = i.version + 1 where i.workspace_id = $1 and i.id = $2',
      [scope.workspaceId, id],
    )
  } else if (['uploading', 'ready', 'checked', 'failed'].includes(row.status)) {
    await setStatus(scope, id, { status: 'cancelled' })
  } else throw new Refused('ledger/import-state', { status: row.status })
  await scope.record({ action: 'ledger.cancel', subjectType: 'import', subjectId: id, after: { number: row.number } })
  return readImport(scope, id)
}
