import { sql } from 'kysely'
import type pg from 'pg'
import type { ReadScope } from '../use-case.ts'

/** What became of the latest letter about something; null where none was written. */
export interface MailState {
  readonly status: 'waiting' | 'sent' | 'failed'
  readonly attempts: number
  /** Code of what went wrong last, such as ECONNREFUSED. */
  readonly fault: string | null
  readonly at: Date
}

/** The latest letter about each of these things of the workspace. */
export async function mailStates(
  scope: Pick<ReadScope, 'db' | 'workspaceId'>,
  subjectType: string,
  subjectIds: readonly string[],
): Promise<ReadonlyMap<string, MailState>> {
  if (subjectIds.length === 0) return new Map()
  const { rows } = await sql<MailState & { subject_id: string }>`
    select distinct on (m.subject_id) m.subject_id, m.status, m.attempts, m.fault, coalesce(m.settled_at, m.created_at) as at
    from identity.outgoing_mail m
    where m.workspace_id = ${scope.workspaceId} and m.subject_type = ${subjectType} and m.subject_id = any(${[...subjectIds]})
    order by m.subject_id, m.created_at desc`.execute(scope.db)
  return new Map(rows.map(({ subject_id, ...state }) => [subject_id, state]))
}

/** The same as it crosses the wire. */
export function presentMail(mail: MailState | undefined) {
  return mail ? { ...mail, at: mail.at.toISOString() } : null
}

/** Letters that still wait about something that no longer holds are not sent: their links have ended. */
export async function withdrawMail(
  client: Pick<pg.ClientBase, 'query'>,
  about: { readonly letter: string; readonly subjectIds: readonly string[] },
  now: Date,
): Promise<void> {
  await client.query(
    `update identity.outgoing_mail m set status = 'failed', fault = 'withdrawn', content = null, settled_at = $3
     where m.status = 'waiting' and m.letter = $1 and m.subject_id = any ($2)`,
    [about.letter, [...about.subjectIds], now],
  )
}
