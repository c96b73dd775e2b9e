import { sql } from 'kysely'
import { hashToken, newToken } from '../../../platform/auth/tokens.ts'
import { Refused } from '../../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../../platform/use-case.ts'

export interface FeedStanding {
  readonly isOn: boolean
  readonly createdAt: string | null
  readonly lastReadAt: string | null
}

const NO_FEED: FeedStanding = { isOn: false, createdAt: null, lastReadAt: null }

/** Whether the caller has a calendar address; the address itself is not known any more. */
export async function readFeed(scope: ReadScope): Promise<FeedStanding> {
  const row = await scope.db
    .selectFrom('mainstay.calendar_feed as f')
    .select(['f.created_at', 'f.last_read_at'])
    .where('f.workspace_id', '=', scope.workspaceId)
    .where('f.person_id', '=', scope.actor.id)
    .executeTakeFirst()
  if (!row) return NO_FEED
  return {
    isOn: true,
    createdAt: row.created_at.toISOString(),
    lastReadAt: row.last_read_at?.toISOString() ?? null,
  }
}

/** Makes the caller's address, shown this once; an earlier one stops working. */
export async function createFeed(scope: WriteScope): Promise<{ path: string }> {
  // A key must not outlive itself by making a second way in.
  if (scope.actor.kind !== 'person') throw new Refused('http/not-allowed')
  const token = newToken()
  const row = { token_hash: hashToken(token), created_at: sql<Date>`now()`, last_read_at: null }
  await scope.db
    .insertInto('mainstay.calendar_feed')
    .values({ workspace_id: scope.workspaceId, person_id: scope.actor.id, ...row })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'person_id']).doUpdateSet(row))
    .execute()
  await recordFeed(scope, 'created')
  return { path: `/api/calendars/${token}.ics` }
}

export async function revokeFeed(scope: WriteScope): Promise<FeedStanding> {
  const gone = await scope.db
    .deleteFrom('mainstay.calendar_feed as f')
    .where('f.workspace_id', '=', scope.workspaceId)
    .where('f.person_id', '=', scope.actor.id)
    .returning('f.person_id')
    .executeTakeFirst()
  if (gone) await recordFeed(scope, 'revoked')
  return NO_FEED
}

async function recordFeed(scope: WriteScope, what: 'created' | 'revoked'): Promise<void> {
  await scope.record({ action: `plans.calendar-${what}`, subjectType: 'member', subjectId: scope.actor.id })
}

const SEEN_EVERY_MINUTES = 10

/** Notes that a calendar has read the address, now and then. */
export async function noteReading(scope: WriteScope, now: Date): Promise<void> {
  await sql`update mainstay.calendar_feed f set last_read_at = ${now}
    where f.workspace_id = ${scope.workspaceId} and f.person_id = ${scope.actor.id}
      and (f.last_read_at is null or f.last_read_at < ${new Date(now.getTime() - SEEN_EVERY_MINUTES * 60_000)})`.execute(
    scope.db,
  )
}
