import { readFileSync, type Stats, statSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { EmbeddedPostgresError } from './fault.ts'
import type { Owner } from './files.ts'

/** The user PostgreSQL runs as when this program runs as root, which PostgreSQL refuses. */
export type ServiceAccount = Owner & { readonly name: string }

export function isRoot(): boolean {
  return process.getuid?.() === 0
}

/**
 * Undefined for an ordinary user: PostgreSQL then simply runs as that user. For root: whoever owns the folder's
 * database already, else `postgres`, else `nobody`. No user is ever created.
 */
export function serviceAccountFor(dataFolder: string): ServiceAccount | undefined {
  if (!isRoot()) return undefined
  return ownerOfDatabase(dataFolder) ?? unprivilegedAccount()
}

/** An existing user without privileges. */
export function unprivilegedAccount(): ServiceAccount {
  const accounts = readAccounts()
  const account =
    accounts.find(({ name }) => name === 'postgres') ??
    accounts.find(({ name }) => name === '_postgres') ??
    accounts.find(({ name }) => name === 'nobody')
  if (account) return account
  throw new EmbeddedPostgresError(
    'embedded/no-unprivileged-user',
    'PostgreSQL does not run as root, and there is neither a user "postgres" nor "nobody" to run it as. ' +
      'Start Mainstay as an ordinary user, or set DATABASE_URL to a PostgreSQL 15 or later.',
  )
}

function ownerOfDatabase(dataFolder: string): ServiceAccount | undefined {
  const status =
    statSync(path.join(dataFolder, 'postgres'), { throwIfNoEntry: false }) ??
    statSync(dataFolder, { throwIfNoEntry: false })
  if (!status || status.uid === 0) return undefined
  const name = readAccounts().find(({ uid }) => uid === status.uid)?.name ?? `user ${status.uid}`
  return { uid: status.uid, gid: status.gid, name }
}

function readAccounts(): ServiceAccount[] {
  const lines = readAccountFile().split('\n')
  return lines.flatMap((line) => {
    const [name, , uid, gid] = line.split(':')
    if (!name || name.startsWith('#') || !uid || !gid || Number(uid) === 0) return []
    return [{ name, uid: Number(uid), gid: Number(gid) }]
  })
}

function readAccountFile(): string {
  try {
    return readFileSync('/etc/passwd', 'utf8')
  } catch {
    return ''
  }
}

/** The first folder on the way to a path that the account may not pass; undefined when the way is free. */
export function closedFolderOnTheWay(target: string, account: Owner): string | undefined {
  const folders: string[] = []
  for (let folder = path.dirname(path.resolve(target)); ; folder = path.dirname(folder)) {
    folders.unshift(folder)
    if (folder === path.dirname(folder)) break
  }
  return folders.find((folder) => {
    const status = statSync(folder, { throwIfNoEntry: false })
    return status !== undefined && !mayUse(status, account, 0o1)
  })
}

/** Whether the account may read and enter or run the path, and pass every folder on the way. */
export function canReach(target: string, account: Owner): boolean {
  const status = statSync(target, { throwIfNoEntry: false })
  if (status === undefined || !mayUse(status, account, 0o5)) return false
  return closedFolderOnTheWay(target, account) === undefined
}

function mayUse(status: Stats, account: Owner, wanted: number): boolean {
  const shift = status.uid === account.uid ? 6 : status.gid === account.gid ? 3 : 0
  return ((status.mode >> shift) & wanted) === wanted
}
