import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, realpathSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import process from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'
import type { PostgresBinaries } from './binaries.ts'
import { clusterFolder, superuserName } from './cluster.ts'
import { type ConnectionTarget, withConnection } from './connection.ts'
import { EmbeddedPostgresError } from './fault.ts'
import { type PostmasterFile, postmasterFilePath, readPostmasterFile } from './postmaster-file.ts'
import {
  identityOf,
  isAlive,
  isNumberInUse,
  isSameProcessAlive,
  nameOfProcess,
  processesInside,
} from './process-identity.ts'
import { logSince, openServerLog, serverLogFile, sizeOf } from './server-log.ts'
import type { ServiceAccount } from './service-account.ts'
import { postgresSettings, settingArguments } from './settings.ts'
import { spawnOptions } from './spawn-options.ts'

/** A running PostgreSQL server. */
export type Postmaster = { readonly pid: number; readonly port: number }

export type PostmasterRequest = {
  readonly dataFolder: string
  readonly binaries: PostgresBinaries
  readonly account: ServiceAccount | undefined
  readonly superuserPassword: string
  readonly log: (line: string) => void
}

const startPatience = 300_000
const attempts = 40

/** The server that already runs on the folder, if one does; clears away the pid file of one that is gone. */
export async function findRunningPostmaster(request: PostmasterRequest): Promise<Postmaster | undefined> {
  const cluster = clusterFolder(request.dataFolder)
  const giveUpAt = Date.now() + startPatience
  for (;;) {
    const file = readPostmasterFile(cluster)
    if (!file) return undefined
    if (isProvenForeign(file.pid, cluster)) {
      request.log(`postmaster.pid is left over from a server that is gone (process ${file.pid}); removing it`)
      rmSync(postmasterFilePath(cluster), { force: true })
      return undefined
    }
    if (!isAlive(file.pid)) return undefined
    if (file.status !== 'starting' && file.status !== 'stopping' && (await answersForFolder(request, file))) {
      return { pid: file.pid, port: file.port }
    }
    if (Date.now() > giveUpAt) throw unresponsive(request.dataFolder, file.pid)
    await pause(50)
  }
}

/**
 * True when the number in postmaster.pid is in use, but certainly not by this folder's server: it was given to another
 * program after a crash or a reboot, or its process has ended and was never collected. PostgreSQL itself would refuse
 * to start in both cases.
 */
function isProvenForeign(pid: number, cluster: string): boolean {
  if (!isNumberInUse(pid)) return false
  // Every PostgreSQL process works in its data folder, and this folder's run as its owner, so they can all be seen.
  if (process.platform === 'linux') return processesInside(realpathSync(cluster)).length === 0
  const name = nameOfProcess(pid)
  return name !== undefined && !name.includes('postgres')
}

async function answersForFolder(request: PostmasterRequest, file: PostmasterFile): Promise<boolean> {
  const cluster = clusterFolder(request.dataFolder)
  try {
    return await withConnection(superuserTarget(request, file.port), async (client) => {
      const answer = await client.query<{ data_directory: string }>('show data_directory')
      return realpathSync(answer.rows[0]?.data_directory ?? '') === realpathSync(cluster)
    })
  } catch (error) {
    if (error instanceof Error && /password authentication failed/.test(error.message)) {
      throw new EmbeddedPostgresError(
        'embedded/password-unknown',
        `The database in ${request.dataFolder} does not accept the password in secrets.json.`,
        { cause: error },
      )
    }
    return false
  }
}

export function superuserTarget(request: { superuserPassword: string }, port: number): ConnectionTarget {
  return { port, user: superuserName, password: request.superuserPassword, database: 'postgres' }
}

function unresponsive(dataFolder: string, pid: number): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'embedded/busy',
    `The database server of ${dataFolder} (process ${pid}) runs but does not answer. ` +
      `Look at ${serverLogFile(dataFolder)}; if it hangs, end that process and start again.`,
  )
}

/** Starts the server on a free loopback port, or on the wanted one, and waits until it accepts connections. */
export async function startPostmaster(request: PostmasterRequest, wantedPort?: number): Promise<Postmaster> {
  for (let attempt = 1; ; attempt += 1) {
    const port = wantedPort ?? (await freePort())
    const outcome = await tryStart(request, port)
    if (outcome.kind === 'running') return outcome.postmaster
    const isPassing = /could not bind|Address already in use|pre-existing shared memory block/.test(outcome.output)
    if (!isPassing || attempt === attempts) {
      throw new EmbeddedPostgresError(
        'embedded/did-not-start',
        `The embedded database did not start. Its last words (${serverLogFile(request.dataFolder)}): ` +
          (outcome.output.trim() || 'none'),
      )
    }
    // A child of a killed server may hold its memory for a moment longer.
    await pause(250)
  }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', resolve)
  })
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

type StartOutcome =
  | { readonly kind: 'running'; readonly postmaster: Postmaster }
  | { readonly kind: 'ended'; readonly output: string }

async function tryStart(request: PostmasterRequest, port: number): Promise<StartOutcome> {
  const logPosition = sizeOf(serverLogFile(request.dataFolder))
  const child = spawnServer(request, port)
  let ended: Error | undefined
  child.once('error', (error) => {
    ended = error
  })
  child.once('exit', () => {
    ended ??= new Error('ended')
  })
  const startedAt = Date.now()
  let nextNotice = 5_000
  while (!ended) {
    const file = readPostmasterFile(clusterFolder(request.dataFolder))
    const isReady = file !== undefined && file.pid === child.pid && file.status === 'ready'
    if (isReady && (await answersForFolder(request, file))) {
      return { kind: 'running', postmaster: { pid: file.pid, port } }
    }
    if (Date.now() - startedAt > nextNotice) {
      request.log(`the database is still recovering (${Math.round(nextNotice / 1000)} s)`)
      nextNotice += 5_000
    }
    await pause(10)
  }
  return { kind: 'ended', output: `${logSince(request.dataFolder, logPosition)}${spawnFault(ended)}` }
}

function spawnFault(ended: Error): string {
  return ended.message === 'ended' ? '' : `\n${ended.message}`
}

/**
 * The server runs in a session of its own: Ctrl-C in the terminal must reach the program, which first finishes its
 * work and then stops the database, and not the database directly.
 */
function spawnServer(request: PostmasterRequest, port: number): ChildProcess {
  const cluster = clusterFolder(request.dataFolder)
  const logHandle = openServerLog(request.dataFolder, request.account)
  try {
    const child = spawn(request.binaries.postgres, ['-D', cluster, ...settingArguments(postgresSettings(port))], {
      ...spawnOptions(cluster, request.account),
      detached: true,
      windowsHide: true,
      stdio: ['ignore', logHandle, logHandle],
    })
    child.unref()
    return child
  } finally {
    closeSync(logHandle)
  }
}

/** Ends the server: open transactions are rolled back, everything committed is on disk. Harder means only when needed. */
export async function stopPostmaster(postmaster: Postmaster, request: PostmasterRequest): Promise<void> {
  const identity = identityOf(postmaster.pid)
  if (process.platform === 'win32') {
    await stopByControlProgram(request)
    return
  }
  const steps: [NodeJS.Signals, number][] = [
    ['SIGINT', 10_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ]
  for (const [signal, patience] of steps) {
    if (!isSameProcessAlive(identity)) return
    if (signal !== 'SIGINT') request.log(`the database has not stopped; sending ${signal}`)
    sendSignal(postmaster.pid, signal)
    const giveUpAt = Date.now() + patience
    while (isSameProcessAlive(identity) && Date.now() < giveUpAt) await pause(10)
  }
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It ended in between.
  }
}

/** Windows has no signals to send; PostgreSQL's control program knows how to ask. */
async function stopByControlProgram(request: PostmasterRequest): Promise<void> {
  const cluster = clusterFolder(request.dataFolder)
  const child = spawn(request.binaries.pgCtl, ['stop', '-D', cluster, '-m', 'fast', '-w', '-t', '10'], {
    ...spawnOptions(cluster, request.account),
    windowsHide: true,
    stdio: 'ignore',
  })
  await new Promise((resolve) => {
    child.once('error', resolve)
    child.once('exit', resolve)
  })
}
