import type pg from 'pg'
import { Refused } from '../refusal.ts'
import { keyedHash } from './tokens.ts'

const WINDOW_SECONDS = 900

/** Wrong tries allowed in a window. One address alone cannot use up the tries of an account. */
export const TRIES = { address: 30, account: 40 } as const

export type Purpose =
  | 'sign-in'
  | 'second-factor'
  | 'password'
  | 'set-up'
  | 'invitation'
  | 'password-reset'
  | 'email-change'
  | 'mail'

/** Too many wrong tries; says when the window ends. */
export class TooManyTries extends Refused {
  readonly retryAfterSeconds: number
  /** True for the first refusal of a window only, so that a flood does not fill the log. */
  readonly isFirst: boolean
  constructor(retryAfterSeconds: number, isFirst: boolean) {
    super('http/too-many-requests', { retryAfterSeconds })
    this.retryAfterSeconds = retryAfterSeconds
    this.isFirst = isFirst
  }
}

export interface Try {
  readonly purpose: Purpose
  readonly address: string
  /** What is tried at: a mail address, a person; null where there is nothing but the address. */
  readonly account: string | null
}

export interface Throttle {
  /** Counts a try before it is made, so that many at once cannot slip through; refuses beyond the limit. */
  take(attempt: Try): Promise<void>
  /** The try was right: gives it back, and clears what was counted against the account. */
  forgive(attempt: Try): Promise<void>
}

export interface ThrottleOptions {
  readonly pool: pg.Pool
  readonly secret: string
  readonly now: () => Date
}

/** Counts wrong tries in the database, for all processes together. */
export function createThrottle(options: ThrottleOptions): Throttle {
  const keyOf = (attempt: Try, kind: 'address' | 'account', subject: string) =>
    keyedHash(options.secret, `${attempt.purpose}|${kind}|${subject}`)
  return {
    take: async (attempt) => {
      await count(options, keyOf(attempt, 'address', attempt.address), TRIES.address)
      if (attempt.account !== null) await count(options, keyOf(attempt, 'account', attempt.account), TRIES.account)
    },
    forgive: async (attempt) => {
      await options.pool.query('update identity.attempt a set count = greatest(a.count - 1, 0) where a.key = $1', [
        keyOf(attempt, 'address', attempt.address),
      ])
      if (attempt.account === null) return
      await options.pool.query('delete from identity.attempt a where a.key = $1', [
        keyOf(attempt, 'account', attempt.account),
      ])
    },
  }
}

async function count({ pool, now }: ThrottleOptions, key: string, limit: number): Promise<void> {
  const moment = now()
  const ends = new Date(moment.getTime() + WINDOW_SECONDS * 1000)
  const { rows } = await pool.query<{ count: number; window_ends: Date }>(
    `insert into identity.attempt as a (key, count, window_ends) values ($1, 1, $2)
     on conflict (key) do update set
       count = case when a.window_ends <= $3 then 1 else a.count + 1 end,
       window_ends = case when a.window_ends <= $3 then excluded.window_ends else a.window_ends end
     returning a.count, a.window_ends`,
    [key, ends, moment],
  )
  const row = rows[0]
  if (!row || row.count <= limit) return
  const seconds = Math.max(1, Math.ceil((row.window_ends.getTime() - moment.getTime()) / 1000))
  throw new TooManyTries(seconds, row.count === limit + 1)
}
