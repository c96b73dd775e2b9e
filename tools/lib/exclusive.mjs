import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { LauncherFault } from './place.mjs'

/** Only one process at a time does the work; the others wait for it. A lock whose process is gone is taken over. */
export async function exclusively(lockFile, onWait, work) {
  mkdirSync(path.dirname(lockFile), { recursive: true })
  let hasSaidWaiting = false
  const giveUpAt = Date.now() + 20 * 60_000
  while (!tryLock(lockFile)) {
    const holder = readHolder(lockFile)
    if (holder !== undefined && !isAlive(holder)) {
      takeAway(lockFile)
      continue
    }
    if (!hasSaidWaiting) onWait(holder)
    hasSaidWaiting = true
    if (Date.now() > giveUpAt) throw new LauncherFault(`gave up waiting for process ${holder}; remove ${lockFile}`)
    await pause(100)
  }
  try {
    return await work()
  } finally {
    rmSync(lockFile, { force: true })
  }
}

function tryLock(lockFile) {
  const draft = `${lockFile}.${process.pid}`
  writeFileSync(draft, String(process.pid))
  try {
    // A hard link appears with its content already in it, so nobody reads a half-written lock.
    linkSync(draft, lockFile)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    return tryPlainLock(lockFile, error)
  } finally {
    rmSync(draft, { force: true })
  }
}

function tryPlainLock(lockFile, linkError) {
  if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK'].includes(linkError.code)) throw linkError
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function readHolder(lockFile) {
  try {
    const pid = Number(readFileSync(lockFile, 'utf8'))
    if (Number.isInteger(pid) && pid > 0) return pid
    return Date.now() - statSync(lockFile).mtimeMs > 5_000 ? -1 : undefined
  } catch {
    return undefined
  }
}

function isAlive(pid) {
  if (pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function takeAway(lockFile) {
  const aside = `${lockFile}.stale.${process.pid}`
  try {
    renameSync(lockFile, aside)
    rmSync(aside, { force: true })
  } catch {
    // Another process was quicker; the next round of the loop sees its lock.
  }
}
