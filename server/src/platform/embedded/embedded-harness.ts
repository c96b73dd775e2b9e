import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import type { Owner } from './files.ts'

/** Another program on this machine that uses the embedded database, for the tests. */
export type OtherProgram = {
  readonly child: ChildProcess
  /** What it says once the database is open. */
  readonly opened: Promise<Opened>
  readonly finish: () => Promise<void>
  readonly kill: () => Promise<void>
}

export type Opened = {
  readonly applicationUrl: string
  readonly ownerUrl: string
  readonly port: number
  readonly attached: boolean
  readonly uid: number
}

const doorUrl = new URL('./index.ts', import.meta.url).href
const program = `
  import { startEmbeddedPostgres } from ${JSON.stringify(doorUrl)}
  const [dataFolder, purpose] = process.argv.slice(1)
  try {
    const database = await startEmbeddedPostgres({ dataFolder, purpose, log: (line) => console.error(line) })
    console.log(JSON.stringify({ ...database, uid: process.getuid?.() }))
    process.stdin.once('data', async () => { await database.stop(); process.exit(0) })
  } catch (error) {
    console.log(JSON.stringify({ fault: error.code + ': ' + error.message }))
    process.exit(1)
  }
`

export function runOtherProgram(dataFolder: string, purpose: 'serve' | 'command', account?: Owner): OtherProgram {
  const options = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', program, dataFolder, purpose]
  const child = spawn(process.execPath, options, {
    ...(account ? { uid: account.uid, gid: account.gid } : {}),
    cwd: os.tmpdir(),
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const opened = new Promise<Opened>((resolve, reject) => {
    let text = ''
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      if (!text.includes('\n')) return
      const answer: Opened & { fault?: string } = JSON.parse(text)
      if (answer.fault) reject(new Error(answer.fault))
      else resolve(answer)
    })
    child.once('exit', () => reject(new Error('ended before the database was open')))
  })
  opened.catch(() => undefined)
  return {
    child,
    opened,
    finish: () => {
      child.stdin.write('\n')
      return ended
    },
    kill: () => {
      child.kill('SIGKILL')
      return ended
    },
  }
}

/** A folder every user may pass through, removed by `clean`. */
export function scratchFolder(owner?: Owner): { folder: string; clean: () => void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'mainstay-embedded-'))
  chmodSync(folder, 0o755)
  if (owner) chownSync(folder, owner.uid, owner.gid)
  return { folder, clean: () => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }) }
}

export async function ask<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

export async function until(isTrue: () => boolean | Promise<boolean>, patience = 10_000): Promise<void> {
  const giveUpAt = Date.now() + patience
  while (!(await isTrue())) {
    if (Date.now() > giveUpAt) throw new Error('waited in vain')
    await pause(10)
  }
}
