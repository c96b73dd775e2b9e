import { mkdir } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { setFlagsFromString } from 'node:v8'
import { PERMISSIONS } from '@mainstay/domain/accounts'
import type pg from 'pg'
import { createProgram, type Program } from '../app.ts'
import type { Actor } from '../platform/access/actor.ts'
import { systemActorOf } from '../platform/area.ts'
import { type Config, readConfig } from '../platform/config/config.ts'
import { readEnvironment } from '../platform/config/env.ts'
import { createPool } from '../platform/db/pool.ts'
import { createInlineJobs } from '../platform/jobs/inline-jobs.ts'
import { createLog } from '../platform/log/log.ts'
import { CommandFault } from './command-fault.ts'
import { type OpenDatabase, openDatabase } from './open-database.ts'

/** The settings, or a fault that lists everything wrong with them. */
export function requireConfig(): Config {
  const read = readConfig(readEnvironment())
  if (read.ok) return read.config
  throw new CommandFault(
    `Settings are wrong:\n${read.faults.map((fault) => `  - ${fault.name} ${fault.fault}`).join('\n')}`,
  )
}

/** Progress and notices of a command go to standard error; standard output belongs to its result. */
export function sayOnStderr(line: string): void {
  process.stderr.write(`${line}\n`)
}

export interface CommandSession {
  readonly program: Program
  readonly pool: pg.Pool
  readonly database: OpenDatabase
  /** The person at the machine, in a workspace; audited as operator. */
  operator(workspaceSlug: string): Promise<Actor>
  /** Runs the background work that the commands asked for. */
  finishJobs(): Promise<void>
}

export interface SessionOptions {
  readonly dataFolder: string | null
}

/** Assembles the program for one command, without HTTP, and takes it down again. */
export async function withSession<Value>(
  options: SessionOptions,
  work: (session: CommandSession) => Promise<Value>,
): Promise<Value> {
  // Left to grow, the space for short-lived objects takes a hundred megabytes of an import and saves it no time.
  setFlagsFromString('--semi-space-growth-factor=1')
  const config = requireConfig()
  const database = await openDatabase(config, {
    purpose: 'command',
    dataFolder: options.dataFolder,
    say: () => undefined,
  })
  const pool = createPool({
    url: database.applicationUrl,
    size: 6,
    name: 'mainstay command',
    statementTimeoutMilliseconds: 0,
  })
  try {
    await mkdir(database.filesFolder, { recursive: true, mode: 0o700 })
    const jobs = createInlineJobs()
    const program = createProgram({
      pool,
      jobs,
      log: createLog(config.logLevel === 'info' ? 'warn' : config.logLevel),
      config,
      authenticator: { personOf: async () => null, actorOf: async () => ({ kind: 'not_signed_in' }) },
      filesFolder: database.filesFolder,
      now: () => new Date(),
    })
    return await work({
      program,
      pool,
      database,
      operator: (slug) => operatorOf(pool, slug),
      finishJobs: () => jobs.drain(program.jobHandlers),
    })
  } finally {
    await pool.end()
    await database.stop()
  }
}

async function operatorOf(pool: pg.Pool, workspaceSlug: string): Promise<Actor> {
  const { rows } = await pool.query<{ id: number | null }>('select mainstay.workspace_id_of($1) as id', [workspaceSlug])
  const id = rows[0]?.id
  if (!id)
    throw new CommandFault(
      `There is no workspace "${workspaceSlug}". Create it: mainstay workspace create ${workspaceSlug} --name NAME --currency EUR`,
    )
  const system = await systemActorOf(pool, id)
  return {
    ...system,
    kind: 'operator',
    id: 'operator',
    name: `operator ${userInfo().username}`,
    permissions: new Set(PERMISSIONS),
  }
}
