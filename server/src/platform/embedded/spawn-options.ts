import process from 'node:process'
import type { ServiceAccount } from './service-account.ts'

type SpawnOptions = {
  readonly cwd: string
  readonly uid?: number
  readonly gid?: number
  readonly env?: Record<string, string>
}

/**
 * How every program of PostgreSQL is started: by the account, in a folder it may enter, and without the caller's
 * environment, whose PG variables would change what it does.
 */
export function spawnOptions(cwd: string, account: ServiceAccount | undefined): SpawnOptions {
  const who = account ? { uid: account.uid, gid: account.gid } : {}
  if (process.platform === 'win32') return { cwd, ...who }
  return { cwd, ...who, env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } }
}
