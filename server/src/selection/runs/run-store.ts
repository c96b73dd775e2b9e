import { sql } from 'kysely'
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import type { RunAnswer, RunFailure, RunKindName } from './run-table.ts'

/** A worker that has not been heard of for so long is taken for dead. */
export const SILENT_SECONDS = 60

export interface StoredRun {
  readonly id: string
  readonly kind: RunKindName
  readonly question: unknown
  readonly status: RunAnswer['status']
  readonly progress: number
  readonly step: string
  readonly failure: RunFailure | null
  readonly person_id: string
  readonly person_name: string
  readonly created_at: Date
  readonly finished_at: Date | null
  readonly is_silent: boolean
}

const INTERRUPTED: RunFailure = {
  code: 'selection/run-interrupted',
  message: 'The program was stopped while it worked on this; ask again.',
}

const columns = sql`r.id, r.kind, r.question, r.status, r.progress, r.step, r.failure, r.person_id, r.person_name,
  r.created_at, r.finished_at,
  coalesce(r.status = 'running' and r.heartbeat_at < now() - make_interval(secs => ${sql.lit(SILENT_SECONDS)}), false) as is_silent`

export async function findRun(scope: ReadScope, id: string): Promise<StoredRun> {
  const { rows } = await sql<StoredRun>`
    select ${columns} from mainstay.selection_run r where r.workspace_id = ${scope.workspaceId} and r.id = ${id}`.execute(
    scope.db,
  )
  const row = rows[0]
  if (!row) throw new Refused('http/not-found')
  return row
}

/** The result of a run of this kind; refuses while there is none. */
export async function readResult<Result>(scope: ReadScope, kind: RunKindName, id: string): Promise<Result> {
  const row = await scope.db
    .selectFrom('mainstay.selection_run as r')
    .select(['r.status', 'r.result'])
    .where('r.workspace_id', '=', scope.workspaceId)
    .where('r.id', '=', id)
    .where('r.kind', '=', kind)
    .executeTakeFirst()
  if (!row) throw new Refused('http/not-found')
  if (row.status !== 'done') throw new Refused('selection/run-not-done', { status: row.status })
  return row.result as Result
}

export function presentRun(run: StoredRun, personId: string): RunAnswer {
  return {
    id: run.id,
    kind: run.kind,
    status: run.is_silent ? 'failed' : run.status,
    progress: run.progress,
    step: run.step,
    failure: run.is_silent ? INTERRUPTED : run.failure,
    personName: run.person_name,
    isOwn: run.person_id === personId,
    createdAt: run.created_at.toISOString(),
    finishedAt: run.finished_at?.toISOString() ?? null,
  }
}

const SORT = '-created'

export interface ListRunsInput {
  readonly kind?: RunKindName | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

export async function listRuns(
  scope: ReadScope,
  input: ListRunsInput,
): Promise<{ rows: RunAnswer[]; nextCursor: string | null; total: number }> {
  const [at, id] = decodeCursor(input.cursor, SORT, ['moment', 'uuid']) ?? []
  const ofKind = input.kind ? sql`and r.kind = ${input.kind}` : sql``
  const after = id ? sql`and (r.created_at, r.id) < (${at}::timestamptz, ${id}::uuid)` : sql``
  const { rows } = await sql<StoredRun & { created_text: string }>`
    select ${columns}, r.created_at::text as created_text from mainstay.selection_run r
    where r.workspace_id = ${scope.workspaceId} ${ofKind} ${after}
    order by r.created_at desc, r.id desc limit ${input.limit + 1}`.execute(scope.db)
  const counted = await sql<{ total: string }>`
    select count(*) as total from mainstay.selection_run r where r.workspace_id = ${scope.workspaceId} ${ofKind}`.execute(
    scope.db,
  )
  const page = rows.slice(0, input.limit)
  const last = page.at(-1)
  return {
    rows: page.map((run) => presentRun(run, scope.actor.id)),
    nextCursor: rows.length > input.limit && last ? encodeCursor(SORT, [last.created_text, last.id]) : null,
    total: Number(counted.rows[0]?.total ?? 0),
  }
}

export async function insertRun(
  scope: WriteScope,
  run: { readonly id: string; readonly kind: RunKindName; readonly question: object; readonly at: Date },
): Promise<void> {
  await scope.db
    .insertInto('mainstay.selection_run')
    .values({
      workspace_id: scope.workspaceId,
      id: run.id,
      kind: run.kind,
      question: JSON.stringify(run.question),
      status: 'queued',
      progress: 0,
      step: '',
      person_id: scope.actor.id,
      person_name: scope.actor.name,
      created_at: run.at,
    })
    .execute()
}

/** Stops what is still under way; says whether anything was. */
export async function cancelRuns(
  scope: WriteScope,
  which: { readonly id?: string; readonly kind?: RunKindName; readonly personId?: string },
): Promise<number> {
  const result = await scope.db
    .updateTable('mainstay.selection_run as r')
    .set({ status: 'cancelled', finished_at: sql<Date>`now()` })
    .where('r.workspace_id', '=', scope.workspaceId)
    .where('r.status', 'in', ['queued', 'running'])
    .$if(which.id !== undefined, (query) => query.where('r.id', '=', which.id ?? ''))
    .$if(which.kind !== undefined, (query) => query.where('r.kind', '=', which.kind ?? 'firmness'))
    .$if(which.personId !== undefined, (query) => query.where('r.person_id', '=', which.personId ?? ''))
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

/** Answers to moving sliders are many and soon forgotten; only the latest are kept. */
export async function dropOldRuns(scope: WriteScope, kind: RunKindName, keep: number): Promise<void> {
  await sql`
    delete from mainstay.selection_run r where r.workspace_id = ${scope.workspaceId} and r.kind = ${kind}
      and r.status not in ('queued', 'running') and r.id not in (
        select k.id from mainstay.selection_run k where k.workspace_id = ${scope.workspaceId} and k.kind = ${kind}
        order by k.created_at desc, k.id desc limit ${keep})`.execute(scope.db)
}
