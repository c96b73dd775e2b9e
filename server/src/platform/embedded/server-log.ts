import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fchownSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs'
import path from 'node:path'
import type { Owner } from './files.ts'

const sizeLimit = 10 * 1024 * 1024

export function serverLogFile(dataFolder: string): string {
  return path.join(dataFolder, 'postgres.log')
}

/** Opens the log for PostgreSQL to append to. */
export function openServerLog(dataFolder: string, owner: Owner | undefined): number {
  const file = serverLogFile(dataFolder)
  if (sizeOf(file) > sizeLimit) renameSync(file, `${file}.1`)
  // Root writes into a folder of another user here: a link planted in it must not be followed.
  const flags = constants.O_APPEND | constants.O_CREAT | constants.O_WRONLY | (constants.O_NOFOLLOW ?? 0)
  const handle = openSync(file, flags, 0o600)
  if (owner) fchownSync(handle, owner.uid, owner.gid)
  return handle
}

/** Keeps a running server's log from growing without end: the old part moves aside, the server goes on appending. */
export function rotateServerLog(dataFolder: string): void {
  const file = serverLogFile(dataFolder)
  if (sizeOf(file) <= sizeLimit) return
  rmSync(`${file}.1`, { force: true })
  copyFileSync(file, `${file}.1`, constants.COPYFILE_EXCL)
  truncateSync(file)
}

export function sizeOf(file: string): number {
  return existsSync(file) ? statSync(file).size : 0
}

/** What was logged after a position, at most the last 4,000 bytes of it. */
export function logSince(dataFolder: string, position: number): string {
  const file = serverLogFile(dataFolder)
  const size = sizeOf(file)
  const from = Math.max(size < position ? 0 : position, size - 4_000)
  if (size <= from) return ''
  const handle = openSync(file, 'r')
  try {
    const bytes = Buffer.alloc(size - from)
    return bytes.toString('utf8', 0, readSync(handle, bytes, 0, bytes.length, from))
  } finally {
    closeSync(handle)
  }
}
