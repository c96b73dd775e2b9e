import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import process from 'node:process'
import { systemCode } from './fault.ts'

/** A process, told apart from a later one that was given the same number by when it began. */
export type ProcessIdentity = { readonly pid: number; readonly began: string }

export function identityOf(pid: number): ProcessIdentity {
  return { pid, began: beginningOf(pid) ?? '' }
}

export function isSameProcessAlive(identity: ProcessIdentity): boolean {
  if (!isAlive(identity.pid)) return false
  if (identity.began === '') return true
  const began = beginningOf(identity.pid)
  return began === undefined || began === identity.began
}

/** Whether a process with this number runs; one that has ended but was not yet collected does not count. */
export function isAlive(pid: number): boolean {
  return isNumberInUse(pid) && statusFields(pid)?.[0] !== 'Z'
}

export function isNumberInUse(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return systemCode(error) === 'EPERM'
  }
}

/** What the process is called; undefined when the system does not tell. */
export function nameOfProcess(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/comm`, 'utf8').trim()
    if (process.platform === 'win32') return undefined
    return execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return undefined
  }
}

/** Numbers of the processes that work inside a folder; every PostgreSQL process works in its data folder. Linux only. */
export function processesInside(folder: string): number[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && workingFolder(name) === folder)
    .map(Number)
}

function workingFolder(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}

/** Changes with every process that gets the number: clock ticks since boot on Linux, a date elsewhere. */
function beginningOf(pid: number): string | undefined {
  if (process.platform === 'linux') {
    const ticks = statusFields(pid)?.[19]
    return ticks === undefined ? undefined : `${bootOf()}:${ticks}`
  }
  if (process.platform === 'win32') return undefined
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return undefined
  }
}

function bootOf(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8)
  } catch {
    return ''
  }
}

/** The fields after the name in /proc/PID/stat: state first, start time as the twentieth. */
function statusFields(pid: number): string[] | undefined {
  if (process.platform !== 'linux') return undefined
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}
