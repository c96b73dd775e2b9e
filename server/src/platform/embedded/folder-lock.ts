import { randomBytes } from 'node:crypto'
import { linkSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'
import { EmbeddedPostgresError, systemCode } from './fault.ts'
import { isRecord, readJsonIfPresent } from './files.ts'
import { identityOf, isSameProcessAlive, type ProcessIdentity } from './process-identity.ts'

const lockName = 'start.lock'
const patience = 180_000

/**
 * Runs the work while no other process starts, attaches to or stops the database of the folder. A lock whose holder
 * has died is taken over. Should two processes ever take over at the same instant, PostgreSQL's own postmaster.pid
 * still keeps the second one off the data.
 */
export async function withFolderLock<T>(dataFolder: string, work: () => Promise<T>): Promise<T> {
  const lock = path.join(dataFolder, lockName)
  const giveUpAt = Date.now() + patience
  while (!takeLock(lock)) {
    if (breakIfStale(lock)) continue
    if (Date.now() > giveUpAt) {
      const holder = holderOf(lock)
      throw new EmbeddedPostgresError(
        'embedded/busy',
        `Process ${holder?.pid ?? 'unknown'} has been starting or stopping the database in ${dataFolder} ` +
          `for ${patience / 1000} seconds. End it, then try again.`,
      )
    }
    await pause(25)
  }
  try {
    return await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

function takeLock(lock: string): boolean {
  const draft = `${lock}.${process.pid}-${randomBytes(4).toString('hex')}`
  const content = JSON.stringify(identityOf(process.pid))
  writeFileSync(draft, content, { flag: 'wx', mode: 0o600 })
  try {
    // A hard link appears complete, so that nobody reads a half-written holder.
    linkSync(draft, lock)
    return true
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false
    return takeWithoutLink(lock, content)
  } finally {
    rmSync(draft, { force: true })
  }
}

/** For the few file systems without hard links. */
function takeWithoutLink(lock: string, content: string): boolean {
  try {
    writeFileSync(lock, content, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false
    throw error
  }
}

function holderOf(lock: string): ProcessIdentity | undefined {
  const content = readJsonIfPresent(lock)
  if (!isRecord(content) || typeof content.pid !== 'number' || typeof content.began !== 'string') return undefined
  return { pid: content.pid, began: content.began }
}

/** Removes the lock of a dead process; a second small lock keeps two waiters from removing each other's new one. */
function breakIfStale(lock: string): boolean {
  if (!isStale(lock)) return false
  const breaker = `${lock}.break`
  try {
    writeFileSync(breaker, '', { flag: 'wx', mode: 0o600 })
  } catch {
    if (ageOf(breaker) > 10_000) rmSync(breaker, { force: true })
    return false
  }
  try {
    if (!isStale(lock)) return false
    rmSync(lock, { force: true })
    return true
  } finally {
    rmSync(breaker, { force: true })
  }
}

function isStale(lock: string): boolean {
  const holder = holderOf(lock)
  return holder === undefined ? ageOf(lock) > 5_000 : !isSameProcessAlive(holder)
}

function ageOf(file: string): number {
  const status = statSync(file, { throwIfNoEntry: false })
  return status === undefined ? 0 : Date.now() - status.mtimeMs
}
