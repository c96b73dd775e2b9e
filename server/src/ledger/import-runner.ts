import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import type { Actor } from '../platform/access/actor.ts'
import { type AreaContext, type DutyTeller, systemActorOf } from '../platform/area.ts'
import { isDatabaseLost } from '../platform/db/lost.ts'
import { noOrigin, type WriteScope } from '../platform/use-case.ts'
import { filesOf, findImport, type ImportFileRow, type ImportRow, rememberMapping, setStatus } from './import-store.ts'
import type { FileInspection, StoredMapping } from './reading/inspection.ts'
import { Cancelled } from './reading/worker-client.ts'
import { type NewManager, storeRejects } from './running/file-load.ts'
import { type ProgressMeter, progressMeter } from './running/progress.ts'
import { type RunOutcome, raiseRevision, takeFilesIn } from './running/run-import.ts'
import { undoRows } from './running/undo.ts'
import { SAMPLE_SOURCE } from './sample-source.ts'
import { pathOfKey, removeStored, workspaceFolder } from './storage.ts'
import type {} from './tables.ts'

export type ImportAction = 'check' | 'apply' | 'undo'

export interface ImportErrand {
  readonly workspaceId: number
  readonly importId: string
  readonly action: ImportAction
}

const RUNNING = { check: 'checking', apply: 'applying', undo: 'undoing' } as const
const BEAT_MILLISECONDS = 1_000
/** One import of a workspace at a time; the database lets go of it when the process dies. */
const IMPORT_LOCK = 7_224_606

/** Carries the result of a dry run out of the transaction that is rolled back. */
class DryRunEnd extends Error {
  override name = 'DryRunEnd'
  readonly outcome: RunOutcome
  constructor(outcome: RunOutcome) {
    super('dry run')
    this.outcome = outcome
  }
}

interface Run {
  readonly context: AreaContext
  readonly actor: Actor
  readonly errand: ImportErrand
  readonly folder: string
  readonly files: readonly ImportFileRow[]
  readonly meter: ProgressMeter
  readonly abort: AbortController
}

/** Does what was asked of an import. Everything happens in one transaction, so that an end at any moment leaves nothing half done. */
export async function performImport(context: AreaContext, errand: ImportErrand, stop?: AbortSignal): Promise<void> {
  const system = await systemActorOf(context.pool, errand.workspaceId)
  const { row, files } = await context.useCases.read(system, async (scope) => ({
    row: await findImport(scope, errand.importId),
    files: await filesOf(scope, errand.importId),
  }))
  if (row.status !== RUNNING[errand.action]) return
  const actor: Actor = { ...system, kind: row.actor_kind, id: row.person_id, name: row.person_name }
  const bytes = files.reduce((sum, file) => sum + Number(file.bytes), 0)
  const run: Run = {
    context,
    actor,
    errand,
    files,
    folder: workspaceFolder(context.filesFolder, errand.workspaceId),
    meter: progressMeter(bytes, () => performance.now()),
    abort: new AbortController(),
  }
  const onStop = () => run.abort.abort('stopping')
  stop?.addEventListener('abort', onStop)
  try {
    await (errand.action === 'undo' ? undoImport(run) : loadImport(run))
  } catch (error) {
    await settleFailure(run, error)
  } finally {
    stop?.removeEventListener('abort', onStop)
    await Promise.all(
      files.flatMap((file) =>
        ['rejects', 'faults'].map((end) => rm(`${run.folder}/${file.id}.${end}`, { force: true })),
      ),
    )
  }
}

async function loadImport(run: Run): Promise<void> {
  const { context, actor, errand } = run
  const isDryRun = errand.action === 'check'
  try {
    await context.useCases.command(actor, noOrigin, async (scope) => {
      const row = await claim(scope, run)
      if (!row) return
      const beat = startBeat(run, await backendOf(scope))
      const outcome = await takeIn(scope, row, run).finally(() => beat.stop())
      if (isDryRun) throw new DryRunEnd(outcome)
      await storeOutcome(scope, run, outcome)
      await finishApply(scope, row, outcome)
      await tellManagers(scope, outcome, context.tellDuty)
    })
    await Promise.all(run.files.map((file) => removeStored(run.folder, file.storage_key)))
  } catch (error) {
    if (!(error instanceof DryRunEnd)) throw error
    await context.useCases.command(actor, noOrigin, async (scope) => {
      await storeOutcome(scope, run, error.outcome)
      await setStatus(scope, errand.importId, {
        status: 'checked',
        report: { isDryRun: true, totals: error.outcome.totals },
        failure: null,
      })
      await scope.announce({ topic: 'ledger.check', subjectType: 'import', subjectId: errand.importId })
    })
  }
}

/** Waits for the turn of this import; null when another process has done the work meanwhile. */
async function claim(scope: WriteScope, run: Run): Promise<ImportRow | null> {
  await scope.client.query(
    "select set_config('statement_timeout', '0', true), set_config('idle_in_transaction_session_timeout', '0', true)",
  )
  await scope.client.query('select pg_advisory_xact_lock($1, $2)', [IMPORT_LOCK, scope.workspaceId])
  const row = await findImport(scope, run.errand.importId)
  return row.status === RUNNING[run.errand.action] ? row : null
}

async function backendOf(scope: WriteScope): Promise<number> {
  const { rows } = await scope.client.query<{ pid: number }>('select pg_backend_pid() as pid')
  return rows[0]?.pid ?? 0
}

function takeIn(scope: WriteScope, row: ImportRow, run: Run): Promise<RunOutcome> {
  return takeFilesIn(scope.client, run.files, {
    importNumber: row.number,
    reportingCurrency: run.actor.reportingCurrency,
    folder: run.folder,
    byteLimit: run.context.config.uploadLimitBytes,
    signal: run.abort.signal,
    meter: run.meter,
    pathOf: (file) => pathOfKey(run.folder, file.storage_key),
  })
}

/** Once a second, from a connection of its own: says how far the run is, that it lives, and hears whether to stop. */
function startBeat(run: Run, backend: number): { stop(): Promise<void> } {
  const { context, actor, errand } = run
  const workerId = `${process.pid}-${randomUUID().slice(0, 8)}`
  let last = Promise.resolve()
  let isStopped = false
  const beat = async () => {
    const cancelled = await context.useCases.command(actor, noOrigin, async (scope) => {
      const { rows } = await scope.client.query<{ cancel_requested: boolean }>(
        'update mainstay.import i set progress = $3, heartbeat_at = now(), worker_id = $4 where i.workspace_id = $1 and i.id = $2 returning i.cancel_requested',
        [scope.workspaceId, errand.importId, JSON.stringify(run.meter.snapshot()), workerId],
      )
      await scope.announce({ topic: 'ledger.progress', subjectType: 'import', subjectId: errand.importId })
      return rows[0]?.cancel_requested ?? true
    })
    if (!cancelled || isStopped) return
    run.abort.abort('cancelled')
    await context.pool.query('select pg_cancel_backend($1)', [backend])
  }
  const onAbort = () => {
    if (!isStopped) void context.pool.query('select pg_cancel_backend($1)', [backend]).catch(() => undefined)
  }
  run.abort.signal.addEventListener('abort', onAbort)
  const timer = setInterval(() => {
    last = last
      .then(beat)
      .catch((error: unknown) => context.log.warn('import', 'progress could not be told', { error: String(error) }))
  }, BEAT_MILLISECONDS)
  return {
    stop: async () => {
      isStopped = true
      clearInterval(timer)
      run.abort.signal.removeEventListener('abort', onAbort)
      await last
    },
  }
}

/** Counts and rejected rows of every file, for the people who look at the import. */
async function storeOutcome(scope: WriteScope, run: Run, outcome: RunOutcome): Promise<void> {
  for (const { file, result, failure, spoolPath } of outcome.files) {
    await scope.client.query(
      'update mainstay.import_file f set result = $3, failure = $4, version = f.version + 1 where f.workspace_id = $1 and f.id = $2',
      [scope.workspaceId, file.id, result ? JSON.stringify(result) : null, failure ? JSON.stringify(failure) : null],
    )
    if (result) await storeRejects(scope.client, scope.workspaceId, { id: file.id, spoolPath })
  }
  const { rows } = await scope.client.query<{ cancel_requested: boolean }>(
    'update mainstay.import i set progress = $3, heartbeat_at = now() where i.workspace_id = $1 and i.id = $2 returning i.cancel_requested',
    [scope.workspaceId, run.errand.importId, JSON.stringify(run.meter.snapshot())],
  )
  // Whoever was told that it is called off was told so before this; whoever asks from here on waits for the end.
  if (rows[0]?.cancel_requested) throw new Cancelled()
}

async function finishApply(scope: WriteScope, row: ImportRow, outcome: RunOutcome): Promise<void> {
  for (const { file, result } of outcome.files) {
    if (result) await rememberMapping(scope, file.proposal as FileInspection, file.mapping as StoredMapping)
  }
  await setStatus(scope, row.id, {
    status: 'applied',
    report: { isDryRun: false, totals: outcome.totals },
    failure: null,
  })
  await scope.client.query('update mainstay.import i set applied_at = now() where i.workspace_id = $1 and i.id = $2', [
    scope.workspaceId,
    row.id,
  ])
  const files = outcome.files.map(({ file, result, failure }) => ({
    file: file.name,
    kind: file.kind,
    ...(result ?? { failure: failure?.code ?? null }),
  }))
  await scope.record({
    action: 'ledger.import',
    subjectType: 'import',
    subjectId: row.id,
    after: { number: row.number, files },
  })
  const isChanged = outcome.files.some(({ result }) => result !== null && result.inserted + result.updated > 0)
  if (isChanged) await scope.announce({ topic: 'ledger.changed', subjectType: 'import', subjectId: row.id })
  if (isChanged && row.source === SAMPLE_SOURCE) {
    await scope.announce({ topic: 'ledger.sample', subjectType: 'import', subjectId: row.id })
  }
}

/** Tells everybody once who manages accounts since this import, however many of them and in how many files. */
async function tellManagers(scope: WriteScope, { files }: RunOutcome, tellDuty: DutyTeller): Promise<void> {
  const byPerson = new Map<string, NewManager>()
  for (const manager of files.flatMap(({ managers }) => managers)) {
    const known = byPerson.get(manager.personId)
    byPerson.set(manager.personId, { ...manager, accounts: manager.accounts + (known?.accounts ?? 0) })
  }
  for (const { personId, accountId, accounts } of byPerson.values())
    await tellDuty(scope, { accountId, personId, before: null, after: 'account_manager', others: accounts - 1 })
}

async function undoImport(run: Run): Promise<void> {
  const { context, actor } = run
  await context.useCases.command(actor, noOrigin, async (scope) => {
    const row = await claim(scope, run)
    if (!row) return
    await scope.client.query(
      "select set_config('mainstay.import_number', $1, true), set_config('work_mem', '128MB', true), set_config('enable_nestloop', 'off', true)",
      [String(row.number)],
    )
    const inserted = run.files.reduce((sum, file) => sum + (file.result?.inserted ?? 0), 0)
    const undo = await undoRows(scope.client, inserted)
    await raiseRevision(scope.client, 'count')
    await setStatus(scope, row.id, {
      status: 'undone',
      report: { isDryRun: false, totals: row.report?.totals ?? [], undo },
    })
    await scope.client.query('update mainstay.import i set undone_at = now() where i.workspace_id = $1 and i.id = $2', [
      scope.workspaceId,
      row.id,
    ])
    await scope.record({
      action: 'ledger.undo',
      subjectType: 'import',
      subjectId: row.id,
      after: { number: row.number, ...undo },
    })
    await scope.announce({ topic: 'ledger.changed', subjectType: 'import', subjectId: row.id })
  })
}

async function settleFailure(run: Run, error: unknown): Promise<void> {
  const { context, actor, errand } = run
  const reason = run.abort.signal.reason
  // The work is taken up again as if it had never begun.
  if (reason === 'stopping' || isDatabaseLost(error)) throw error
  const isCancelled = error instanceof Cancelled || reason === 'cancelled'
  if (!isCancelled)
    context.log.error('import', 'import failed', {
      importId: errand.importId,
      error: error instanceof Error ? `${error.message} ${error.stack?.split('\n')[1] ?? ''}` : String(error),
    })
  const failure = isCancelled
    ? null
    : {
        code: 'ledger/import-failed',
        message: 'The import failed on our side; nothing of it was written.',
        remedy: 'Try again; if it fails again, tell the administrator.',
        row: null,
        column: null,
        value: null,
      }
  await context.useCases.command(actor, noOrigin, async (scope) => {
    await setStatus(
      scope,
      errand.importId,
      errand.action === 'undo'
        ? { status: 'applied', failure }
        : { status: isCancelled ? 'cancelled' : 'failed', failure },
    )
    await scope.announce({ topic: 'ledger.stop', subjectType: 'import', subjectId: errand.importId })
  })
}
