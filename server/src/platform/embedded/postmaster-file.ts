import path from 'node:path'
import { readIfPresent } from './files.ts'

/** What PostgreSQL itself writes about its running server into its data folder. */
export type PostmasterFile = {
  readonly pid: number
  readonly port: number
  readonly status: 'starting' | 'stopping' | 'ready' | 'unknown'
}

export function postmasterFilePath(cluster: string): string {
  return path.join(cluster, 'postmaster.pid')
}

export function readPostmasterFile(cluster: string): PostmasterFile | undefined {
  const text = readIfPresent(postmasterFilePath(cluster))
  if (text === undefined) return undefined
  const lines = text.split('\n')
  const pid = Math.abs(Number(lines[0]))
  if (!Number.isInteger(pid) || pid === 0) return undefined
  return { pid, port: Number(lines[3] ?? 0), status: asStatus(lines[7]?.trim()) }
}

function asStatus(word: string | undefined): PostmasterFile['status'] {
  return word === 'starting' || word === 'stopping' || word === 'ready' ? word : 'unknown'
}
