import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import { type AreaContext, systemActorOf } from '../../platform/area.ts'
import { statusOf } from '../../platform/http/status.ts'
import { Refused } from '../../platform/refusal.ts'
import { noOrigin } from '../../platform/use-case.ts'
import { RunCancelled, type RunKind, type RunWork } from './run-kind.ts'
import { dropOldRuns, SILENT_SECONDS } from './run-store.ts'
import type { RunFailure, RunKindName } from './run-table.ts'

const NOTE_MILLISECONDS = 300

interface Errand {
  readonly workspaceId: number
  readonly runId: string
}

/**
 * Works on a long question. Whoever takes it first has it; one whose worker fell silent may be taken up by another. The
 * end is written only while the question is still wanted.
 */
export async function performRun(
  area: AreaContext,
  kinds: readonly RunKind[],
  errand: Errand,
  signal?: AbortSignal,
): Promise<void> {
  const system = await systemActorOf(area.pool, errand.workspaceId)
  const command = <Value>(work: Parameters<typeof area.useCases.command<Value>>[2]) =>
    area.useCases.command(system, noOrigin, work)
  const taken = await command(async (scope) => {
    const { rows } = await sql<{ kind: RunKindName; question: unknown }>`
      update mainstay.selection_run r set status = 'running', started_at = now(), heartbeat_at = now()
      where r.workspace_id = ${scope.workspaceId} and r.id = ${errand.runId}
        and (r.status = 'queued' or (r.status = 'running' and r.heartbeat_at < now() - make_interval(secs => ${SILENT_SECONDS})))
      returning r.kind, r.question`.execute(scope.db)
    return rows[0] ?? null
  })
  const kind = kinds.find((one) => one.kind === taken?.kind)
  if (!taken || !kind) return

  const note = (share: number, step: string) =>
    command(async (scope) => {
      const { rows } = await sql`
        update mainstay.selection_run r set progress = ${Math.min(1, Math.max(0, share))}, step = ${step}, heartbeat_at = now()
        where r.workspace_id = ${scope.workspaceId} and r.id = ${errand.runId} and r.status = 'running' returning 1`.execute(
        scope.db,
      )
      if (rows.length === 0) throw new RunCancelled('nobody waits for this answer any more')
    })
  const end = (status: 'done' | 'failed' | 'queued', facts: { result?: object; failure?: RunFailure }) =>
    command(async (scope) => {
      const { rows } = await sql`
        update mainstay.selection_run r set status = ${status}, progress = case when ${status} = 'done' then 1 else r.progress end,
          result = ${facts.result ? JSON.stringify(facts.result) : null}::jsonb,
          failure = ${facts.failure ? JSON.stringify(facts.failure) : null}::jsonb,
          finished_at = case when ${status} = 'queued' then null else now() end
        where r.workspace_id = ${scope.workspaceId} and r.id = ${errand.runId} and r.status = 'running' returning 1`.execute(
        scope.db,
      )
      if (rows.length === 0) return
      await scope.announce({ topic: 'selection.run', subjectType: 'selection_run', subjectId: errand.runId })
      if (status === 'done' && kind.keep !== undefined) await dropOldRuns(scope, kind.kind, kind.keep)
    })

  let noted = performance.now()
  const work: RunWork = {
    area,
    system,
    question: taken.question,
    advance: async (share, step) => {
      if (signal?.aborted) throw new RunStopped('the program stops')
      await setImmediate()
      if (performance.now() - noted < NOTE_MILLISECONDS) return
      noted = performance.now()
      await note(share, step)
    },
  }
  try {
    await end('done', { result: await kind.answer(work) })
  } catch (error) {
    if (error instanceof RunCancelled) return
    if (error instanceof RunStopped) return await end('queued', {}).then(() => Promise.reject(error))
    const failure = failureOf(error)
    await end('failed', { failure })
    if (failure.code === 'http/internal') throw error
  }
}

/** The program is being stopped: the question goes back into the queue and is taken up after the next start. */
class RunStopped extends Error {
  override name = 'RunStopped'
}

function failureOf(error: unknown): RunFailure {
  if (error instanceof Refused) return { code: error.code, message: statusOf(error.code)?.sentence ?? error.code }
  return { code: 'http/internal', message: 'Something went wrong on our side; ask again.' }
}
