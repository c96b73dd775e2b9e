import { inTransaction, type TransactionHandle } from '../db/transaction.ts'
import type { CallContext, SignedInPerson } from '../http/call.ts'
import { type AuditFact, insertAudit, insertEvent } from '../use-case.ts'

/** Somebody as they stand outside any workspace. */
export type Person = Pick<SignedInPerson, 'id' | 'name' | 'email'>

/** Where a change came from, for the audit. */
export interface Trace {
  readonly requestId: string | null
  readonly sourceAddress: string | null
  readonly tab: string | null
}

export function traceOf(context: CallContext): Trace {
  const { requestId, sourceAddress, tab } = context.origin
  return { requestId, sourceAddress, tab }
}

/** Whoever did it; the person themselves unless somebody else is named. */
export interface Doer {
  readonly id: string
  readonly name: string
}

/** What a person is belongs to no workspace, yet each of theirs has to see that it changed: one audit row in every one. */
export async function recordEverywhere(
  handle: TransactionHandle,
  options: { readonly person: Person; readonly doer: Doer; readonly trace: Trace },
  fact: Omit<AuditFact, 'subjectType' | 'subjectId'>,
): Promise<void> {
  const { client, db } = handle
  const { person, doer, trace } = options
  const own = await contextNow(handle)
  await enter(handle, { ...own, workspaceId: '', personId: person.id })
  const { rows } = await client.query<{ workspace_id: number }>(
    'select m.workspace_id from mainstay.membership m where m.person_id = $1 order by m.workspace_id',
    [person.id],
  )
  const subject = { subjectType: 'member', subjectId: person.id } as const
  for (const { workspace_id } of rows) {
    await enter(handle, { workspaceId: String(workspace_id), personId: doer.id, visibility: 'all' })
    const actor = { kind: 'person', id: doer.id, name: doer.name, workspaceId: workspace_id } as const
    await insertAudit(db, actor, trace, { ...fact, ...subject })
    await insertEvent(db, actor, trace, { topic: fact.action, ...subject })
    await client.query("select pg_notify('mainstay_changes', $1)", [String(workspace_id)])
  }
  await enter(handle, own)
}

interface RowContext {
  readonly workspaceId: string
  readonly personId: string
  readonly visibility: string
}

async function contextNow({ client }: TransactionHandle): Promise<RowContext> {
  const { rows } = await client.query<RowContext>(
    `select coalesce(current_setting('mainstay.workspace_id', true), '') as "workspaceId",
       coalesce(current_setting('mainstay.person_id', true), '') as "personId",
       coalesce(current_setting('mainstay.visibility', true), '') as visibility`,
  )
  return rows[0] ?? { workspaceId: '', personId: '', visibility: '' }
}

async function enter({ client }: TransactionHandle, context: RowContext): Promise<void> {
  await client.query(
    "select set_config('mainstay.workspace_id', $1, true), set_config('mainstay.person_id', $2, true), set_config('mainstay.visibility', $3, true)",
    [context.workspaceId, context.personId, context.visibility],
  )
}

/** A transaction of a person outside any workspace. */
export function asPerson<Value>(
  pool: Parameters<typeof inTransaction>[0],
  personId: string,
  work: (handle: TransactionHandle) => Promise<Value>,
): Promise<Value> {
  return inTransaction(pool, { context: { workspaceId: null, personId, visibility: null, unit: null } }, work)
}
