import type pg from 'pg'
import type { SignedInPerson } from '../http/call.ts'
import { ABSOLUTE_SECONDS, IDLE_SECONDS } from './cookies.ts'

type Queries = Pick<pg.ClientBase, 'query'>

/** Use is written down at most this often. */
const TOUCH_SECONDS = 300

interface SessionRow {
  session_id: string
  person_id: string
  name: string
  email: string
  has_two_factor: boolean
  expires_at: Date
  created_at: Date
}

/** The person of a session that is neither too long unused nor too old; notes that it is in use. */
export async function findSession(pool: pg.Pool, token: string, now: Date): Promise<SignedInPerson | null> {
  const { rows } = await pool.query<SessionRow>({
    name: 'session_of_token',
    text: `select s.id as session_id, p.id as person_id, p.name, p.email, coalesce(p."twoFactorEnabled", false) as has_two_factor,
             s."expiresAt" as expires_at, s."createdAt" as created_at
           from identity.session s join identity.person p on p.id = s."userId"
           where s.token = $1 and s."expiresAt" > $2`,
    values: [token, now],
  })
  const row = rows[0]
  if (!row) return null
  const last = row.created_at.getTime() + ABSOLUTE_SECONDS * 1000
  if (now.getTime() >= last) return null
  await touch(pool, { id: row.session_id, expires: row.expires_at.getTime(), last }, now)
  return {
    id: row.person_id,
    name: row.name,
    email: row.email,
    hasTwoFactor: row.has_two_factor,
    sessionId: row.session_id,
  }
}

interface Lifetime {
  readonly id: string
  readonly expires: number
  readonly last: number
}

async function touch(pool: pg.Pool, session: Lifetime, now: Date): Promise<void> {
  const wanted = Math.min(now.getTime() + IDLE_SECONDS * 1000, session.last)
  if (wanted - session.expires < TOUCH_SECONDS * 1000) return
  await pool.query('update identity.session s set "expiresAt" = $2, "updatedAt" = $3 where s.id = $1', [
    session.id,
    new Date(wanted),
    now,
  ])
}

export interface OpenSession {
  readonly id: string
  readonly createdAt: Date
  readonly lastUsedAt: Date
  readonly expiresAt: Date
  readonly address: string | null
  readonly agent: string | null
}

/** A person's open sessions, the latest used first. Tokens stay in the database. */
export async function listSessions(db: Queries, personId: string, now: Date): Promise<OpenSession[]> {
  const { rows } = await db.query<OpenSession>(
    `select s.id, s."createdAt", s."updatedAt" as "lastUsedAt", s."expiresAt", nullif(s."ipAddress", '') as address,
       nullif(s."userAgent", '') as agent
     from identity.session s where s."userId" = $1 and s."expiresAt" > $2 order by s."updatedAt" desc, s.id limit 100`,
    [personId, now],
  )
  return rows
}

/** Ends one session of a person; says whether there was one. */
export async function endSession(db: Queries, personId: string, sessionId: string): Promise<boolean> {
  const result = await db.query('delete from identity.session s where s."userId" = $1 and s.id = $2', [
    personId,
    sessionId,
  ])
  return (result.rowCount ?? 0) > 0
}

/** Ends all sessions of a person but the one named, and what a browser was trusted with. Says how many. */
export async function endSessions(db: Queries, personId: string, except: string | null): Promise<number> {
  const result = await db.query('delete from identity.session s where s."userId" = $1 and s.id is distinct from $2', [
    personId,
    except,
  ])
  if (except === null) await db.query('delete from identity.verification v where v.value = $1', [personId])
  return result.rowCount ?? 0
}
