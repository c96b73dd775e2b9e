import { randomBytes } from 'node:crypto'
import { chownSync, closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { systemCode } from './fault.ts'

export type Owner = { readonly uid: number; readonly gid: number }

export type PrivateFile = { readonly file: string; readonly content: string; readonly owner?: Owner | undefined }

/** Writes a file only its owner can read; a crash leaves the old content or the new, never a part. */
export function writePrivately({ file, content, owner }: PrivateFile): void {
  const draft = `${file}.${process.pid}-${randomBytes(4).toString('hex')}.new`
  try {
    const handle = openSync(draft, 'wx', 0o600)
    try {
      writeFileSync(handle, content)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    if (owner) chownSync(draft, owner.uid, owner.gid)
    renameSync(draft, file)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
  syncFolder(path.dirname(file))
}

/** Makes a rename in the folder survive a power cut. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

export function readIfPresent(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined
    throw error
  }
}

/** Parsed JSON, or undefined when the file is absent or no JSON. */
export function readJsonIfPresent(file: string): unknown {
  const text = readIfPresent(file)
  if (text === undefined) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
