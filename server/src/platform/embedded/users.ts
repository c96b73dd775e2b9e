import path from 'node:path'
import process from 'node:process'
import { isRecord, type Owner, readJsonIfPresent, writePrivately } from './files.ts'
import type { Postmaster } from './postmaster.ts'
import { identityOf, isSameProcessAlive, type ProcessIdentity } from './process-identity.ts'

/** Why a program uses the database: one server at a time serves; commands may join it. */
export type Purpose = 'serve' | 'command'

export type User = ProcessIdentity & { readonly purpose: Purpose; readonly id: string }

/** The content of mainstay.pid: the database server, and every program of ours that uses it. */
export type FolderState = {
  readonly postmaster: (Postmaster & { readonly startedAt: string }) | undefined
  readonly users: readonly User[]
}

export function stateFile(dataFolder: string): string {
  return path.join(dataFolder, 'mainstay.pid')
}

/** Reads the state and forgets users whose process has ended. Only to be trusted while the folder lock is held. */
export function readState(dataFolder: string): FolderState {
  const content = readJsonIfPresent(stateFile(dataFolder))
  if (!isRecord(content)) return { postmaster: undefined, users: [] }
  const users = Array.isArray(content.users) ? content.users.flatMap(asUser) : []
  return { postmaster: asPostmaster(content.postmaster), users: users.filter(isSameProcessAlive) }
}

export function writeState(dataFolder: string, state: FolderState, owner: Owner | undefined): void {
  writePrivately({ file: stateFile(dataFolder), content: `${JSON.stringify(state, null, 2)}\n`, owner })
}

/** This process as a user; the id tells apart two uses by one process. */
export function thisProcessAs(purpose: Purpose, id: string): User {
  return { ...identityOf(process.pid), purpose, id }
}

function asUser(value: unknown): User[] {
  if (!isRecord(value)) return []
  const { pid, began, purpose, id } = value
  if (typeof pid !== 'number' || typeof began !== 'string' || typeof id !== 'string') return []
  return [{ pid, began, id, purpose: purpose === 'serve' ? 'serve' : 'command' }]
}

function asPostmaster(value: unknown): FolderState['postmaster'] {
  if (!isRecord(value)) return undefined
  const { pid, port, startedAt } = value
  if (typeof pid !== 'number' || typeof port !== 'number' || typeof startedAt !== 'string') return undefined
  return { pid, port, startedAt }
}
