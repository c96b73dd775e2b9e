import { createHash } from 'node:crypto'
import type { KnownDeed } from '@mainstay/contract/audit'
import type { Kysely } from 'kysely'
import type pg from 'pg'
import type { Actor } from './access/actor.ts'
import type { Database } from './db/database.ts'
import { inTransaction, type TransactionContext, type TransactionHandle } from './db/transaction.ts'
import type { JobOptions, Jobs } from './jobs/jobs.ts'
import { type Mail, type Mailer, noMailer, type Posted } from './mail/mailer.ts'
import { Refused } from './refusal.ts'

/** What a read gets: one consistent view of what the actor may see. */
export interface ReadScope {
  readonly db: Kysely<Database>
  readonly client: pg.PoolClient
  readonly actor: Actor
  readonly workspaceId: number
}

interface FactDetails {
  readonly subjectId: string
  readonly accountId?: string | null
  readonly before?: Record<string, unknown> | null
  readonly after?: Record<string, unknown> | null
}

/** What the audit keeps. Names that its readers have no words for do not compile. */
export type AuditFact = FactDetails & KnownDeed

export interface Announcement {
  readonly topic: string
  readonly subjectType: string
  readonly subjectId: string
  readonly accountId?: string | null
}

/** What a command gets beside reading: the only ways to leave a trace, all in its own transaction. */
export interface WriteScope extends ReadScope {
  /** Writes the audit row and announces the change under the same name. */
  record(fact: AuditFact): Promise<void>
  announce(announcement: Announcement): Promise<void>
  enqueue(queue: string, data: object, options?: JobOptions): Promise<void>
  /** Puts a letter on its way; "off" where this installation sends none. */
  sendMail(mail: Mail): Promise<Posted>
  /** Version the caller saw (If-Match); refuses when the row has moved on. */
  expectVersion(current: number): void
}

/** Where a call came from, for the audit. */
export interface CallOrigin {
  readonly requestId: string | null
  readonly sourceAddress: string | null
  /** Browser tab that acts, so that its own change is not announced back to it. */
  readonly tab: string | null
  readonly ifMatch: number | null
  readonly idempotency: { readonly endpoint: string; readonly key: string; readonly request: unknown } | null
}

export const noOrigin: CallOrigin = {
  requestId: null,
  sourceAddress: null,
  tab: null,
  ifMatch: null,
  idempotency: null,
}

export interface UseCases {
  read<Value>(actor: Actor, work: (scope: ReadScope) => Promise<Value>): Promise<Value>
  command<Value>(actor: Actor, origin: CallOrigin, work: (scope: WriteScope) => Promise<Value>): Promise<Value>
}

export function contextOf(actor: Actor): TransactionContext {
  return { workspaceId: actor.workspaceId, personId: actor.id, visibility: actor.visibility, unit: actor.unit }
}

/** Which queues want to hear of which topic: how news travels to later areas without their being imported. */
export type Reactions = ReadonlyMap<string, readonly string[]>

/** What commands set going beside their own rows. */
export interface Surroundings {
  readonly jobs: Jobs
  readonly reactions: Reactions
  readonly mailer: Mailer
}

/** The two doors to the database. Nothing else opens a transaction for a workspace. */
export function createUseCases(pool: pg.Pool, jobs: Jobs, reactions: Reactions, mailer: Mailer = noMailer): UseCases {
  const surroundings: Surroundings = { jobs, reactions, mailer }
  return {
    read: (actor, work) =>
      inTransaction(pool, { context: contextOf(actor), mode: 'isolation level repeatable read read only' }, (handle) =>
        work({ ...handle, actor, workspaceId: actor.workspaceId }),
      ),
    command: (actor, origin, work) =>
      inTransaction(pool, { context: contextOf(actor) }, (handle) =>
        runCommand({ ...surroundings, handle, actor, origin, work }),
      ),
  }
}

interface CommandRun<Value> extends Surroundings {
  readonly handle: TransactionHandle
  readonly actor: Actor
  readonly origin: CallOrigin
  readonly work: (scope: WriteScope) => Promise<Value>
}

async function runCommand<Value>(run: CommandRun<Value>): Promise<Value> {
  const { handle, actor, origin } = run
  const replay = await claimIdempotencyKey(handle.db, actor, origin)
  if (replay.found) return replay.body as Value
  let hasAnnounced = false
  const enqueue: WriteScope['enqueue'] = (queue, data, options) =>
    run.jobs.enqueue(handle.client, queue, { ...data, workspaceId: actor.workspaceId }, options)
  const announce = async (announcement: Announcement): Promise<void> => {
    await insertEvent(handle.db, actor, origin, announcement)
    for (const queue of run.reactions.get(announcement.topic) ?? []) await enqueue(queue, { ...announcement })
    hasAnnounced = true
  }
  const value = await run.work({
    ...handle,
    actor,
    workspaceId: actor.workspaceId,
    announce,
    record: async (fact) => {
      await insertAudit(handle.db, actor, origin, fact)
      await announce({
        topic: fact.action,
        subjectType: fact.subjectType,
        subjectId: fact.subjectId,
        accountId: fact.accountId ?? null,
      })
    },
    enqueue,
    sendMail: (mail) => run.mailer.post(handle.client, actor.workspaceId, mail),
    expectVersion: (current) => checkVersion(origin.ifMatch, current),
  })
  if (origin.idempotency) await storeReply(handle.db, actor, origin, value)
  if (hasAnnounced) await handle.client.query("select pg_notify('mainstay_changes', $1)", [String(actor.workspaceId)])
  return value
}

function checkVersion(ifMatch: number | null, current: number): void {
  if (ifMatch === null) throw new Refused('http/version-required')
  if (ifMatch !== current) throw new Refused('http/version-stale', { yours: ifMatch, current })
}

type Replay = { found: false } | { found: true; body: unknown }

function hashRequest(request: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(request) ?? '')
    .digest('hex')
}

/**
 * First come, first executed: the row is inserted before the work and commits with it. A second call with the same key
 * waits on the unique index until the first has ended, then finds its answer.
 */
async function claimIdempotencyKey(db: Kysely<Database>, actor: Actor, origin: CallOrigin): Promise<Replay> {
  if (!origin.idempotency) return { found: false }
  const { endpoint, key, request } = origin.idempotency
  const requestHash = hashRequest(request)
  const inserted = await db
    .insertInto('mainstay.idempotency_record')
    .values({
      workspace_id: actor.workspaceId,
      actor_id: actor.id,
      endpoint,
      key,
      request_hash: requestHash,
      status: null,
      body: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst()
  if (inserted) return { found: false }
  const stored = await db
    .selectFrom('mainstay.idempotency_record as r')
    .select(['r.request_hash', 'r.body'])
    .where('r.workspace_id', '=', actor.workspaceId)
    .where('r.actor_id', '=', actor.id)
    .where('r.endpoint', '=', endpoint)
    .where('r.key', '=', key)
    .executeTakeFirst()
  if (!stored) throw new Refused('http/idempotency-in-progress')
  if (stored.request_hash !== requestHash) throw new Refused('http/idempotency-reused', { key })
  return { found: true, body: stored.body }
}

async function storeReply(db: Kysely<Database>, actor: Actor, origin: CallOrigin, value: unknown): Promise<void> {
  if (!origin.idempotency) return
  await db
    .updateTable('mainstay.idempotency_record as r')
    .set({ status: 200, body: JSON.stringify(value) })
    .where('r.workspace_id', '=', actor.workspaceId)
    .where('r.actor_id', '=', actor.id)
    .where('r.endpoint', '=', origin.idempotency.endpoint)
    .where('r.key', '=', origin.idempotency.key)
    .execute()
}

/** Whoever acts, as the audit names them. */
export type AuditedActor = Pick<Actor, 'kind' | 'id' | 'name' | 'workspaceId'>

/** One row of the audit, in the caller's transaction. Commands use `scope.record`. */
export async function insertAudit(
  db: Kysely<Database>,
  actor: AuditedActor,
  origin: Pick<CallOrigin, 'requestId' | 'sourceAddress'>,
  fact: AuditFact,
): Promise<void> {
  await db
    .insertInto('mainstay.audit_entry')
    .values({
      workspace_id: actor.workspaceId,
      actor_kind: actor.kind,
      actor_id: actor.id,
      actor_name: actor.name,
      action: fact.action,
      subject_type: fact.subjectType,
      subject_id: fact.subjectId,
      account_id: fact.accountId ?? null,
      before: fact.before ? JSON.stringify(fact.before) : null,
      after: fact.after ? JSON.stringify(fact.after) : null,
      request_id: origin.requestId,
      source_address: origin.sourceAddress,
    })
    .execute()
}

/** One event of the change feed, in the caller's transaction. Commands use `scope.announce`. */
export async function insertEvent(
  db: Kysely<Database>,
  actor: AuditedActor,
  origin: Pick<CallOrigin, 'tab'>,
  announcement: Announcement,
): Promise<void> {
  await db
    .insertInto('mainstay.outbox_event')
    .values({
      workspace_id: actor.workspaceId,
      topic: announcement.topic,
      subject_type: announcement.subjectType,
      subject_id: announcement.subjectId,
      account_id: announcement.accountId ?? null,
      actor_name: actor.name,
      origin: origin.tab,
    })
    .execute()
}
