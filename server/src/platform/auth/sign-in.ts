import type pg from 'pg'
import type { Config } from '../config/config.ts'
import type { Log } from '../log/log.ts'
import type { Library } from './library.ts'
import { loadSecret } from './secret.ts'
import { recordSecurity, type SecurityFact } from './security-log.ts'
import { createThrottle, type Throttle } from './throttle.ts'

/** What everything around sign-in shares in one process. */
export interface SignIn {
  readonly pool: pg.Pool
  readonly config: Config
  readonly secret: string
  readonly throttle: Throttle
  readonly now: () => Date
  /** What the database in use is for, for people to read; null when there is nothing to say. */
  readonly databaseNotice: string | null
  record(fact: SecurityFact): Promise<void>
  /** Loaded when first needed: the command line never is. */
  library(): Promise<Library>
}

export interface SignInOptions {
  readonly pool: pg.Pool
  readonly config: Config
  readonly log: Log
  readonly now: () => Date
  readonly databaseNotice?: string | null
}

const opened = new WeakMap<pg.Pool, Promise<SignIn>>()

/** One for each pool: whoever asks first opens it. A failed attempt is not kept. */
export function openSignIn(options: SignInOptions): Promise<SignIn> {
  const known = opened.get(options.pool)
  if (known) return known
  const opening = createSignIn(options)
  opened.set(options.pool, opening)
  opening.catch(() => opened.delete(options.pool))
  return opening
}

async function createSignIn(options: SignInOptions): Promise<SignIn> {
  const { pool, config, now } = options
  const secret = await loadSecret(pool, config.secret)
  let library: Promise<Library> | null = null
  return {
    pool,
    config,
    secret,
    now,
    throttle: createThrottle({ pool, secret, now }),
    databaseNotice: options.databaseNotice ?? null,
    record: (fact) => recordSecurity(pool, secret, fact),
    library: () => {
      library ??= import('./library.ts').then((module) => module.createLibrary({ ...options, secret }))
      return library
    },
  }
}
