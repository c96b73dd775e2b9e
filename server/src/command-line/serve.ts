import { mkdir } from 'node:fs/promises'
import { type AddressInfo, Server as NetServer } from 'node:net'
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import { createProgram, type Program, serveProgram } from '../app.ts'
import { startSignIn } from '../platform/auth/index.ts'
import type { Config } from '../platform/config/config.ts'
import { createPool } from '../platform/db/pool.ts'
import { webDoor } from '../platform/http/web-door.ts'
import { createJobs, type Jobs } from '../platform/jobs/jobs.ts'
import { createLog, type Log } from '../platform/log/log.ts'
import { CommandFault } from './command-fault.ts'
import { type OpenDatabase, openDatabase } from './open-database.ts'
import { requireConfig, sayOnStderr } from './session.ts'

export interface ServeOptions {
  readonly dataFolder: string | null
  readonly port: number | null
  readonly host: string | null
}

const DRAIN_MILLISECONDS = 25_000
const LEAVE_MILLISECONDS = 750
const ANSWER_MILLISECONDS = 1_000
const SHORT_TURN_MILLISECONDS = 1

/** Serves until told to stop; the promise ends after a clean shutdown. */
export async function serve(options: ServeOptions): Promise<void> {
  const settings = requireConfig()
  const config: Config = { ...settings, port: options.port ?? settings.port, host: options.host ?? settings.host }
  const log = createLog(config.logLevel)
  const database = await openDatabase(config, { purpose: 'serve', dataFolder: options.dataFolder, say: sayOnStderr })
  const pool = createPool({
    url: database.applicationUrl,
    size: config.poolSize,
    name: 'mainstay',
    statementTimeoutMilliseconds: 30_000,
  })
  const longPool = createPool({
    url: database.applicationUrl,
    size: 4,
    name: 'mainstay jobs',
    statementTimeoutMilliseconds: 0,
  })
  const stopped = whenAsked()
  try {
    await mkdir(database.filesFolder, { recursive: true, mode: 0o700 })
    const running = await start({ config, log, database, pool, longPool })
    await stopped
    await stop(running, log)
  } finally {
    await Promise.allSettled([pool.end(), longPool.end()])
    await database.stop()
  }
}

interface Ground {
  readonly config: Config
  readonly log: Log
  readonly database: OpenDatabase
  readonly pool: pg.Pool
  readonly longPool: pg.Pool
}

interface Running {
  readonly app: FastifyInstance
  /** From now on every answer asks its caller to come back over a new connection. */
  readonly drain: () => void
  readonly jobs: Jobs
  /** Ends when everything was read that people will ask for first. */
  readonly ahead: Promise<void>
}

async function start(ground: Ground): Promise<Running> {
  const { config, log, database, pool, longPool } = ground
  const signIn = await startSignIn({ pool, config, log, now: () => new Date(), databaseNotice: database.notice })
  const jobs = createJobs(pool, log)
  const common = {
    jobs,
    log,
    config,
    authenticator: signIn.authenticator,
    filesFolder: database.filesFolder,
    now: () => new Date(),
  }
  const program: Program = createProgram({ ...common, pool })
  const background = createProgram({ ...common, pool: longPool })
  const app = await serveProgram(program, {
    requestsPerMinute: config.requestsPerMinute,
    doors: [...signIn.doors, webDoor],
  })
  let isDraining = false
  app.addHook('onRequest', async (request, reply) => {
    if (!isDraining) return
    reply.header('connection', 'close')
    if (request.url === '/readyz') return reply.status(503).send({ status: 'stopping' })
  })
  const address = await listen(app, config)
  await jobs.start(background.jobHandlers)
  announce(address, database, signIn.setupCode)
  const leaving = new AbortController()
  const ahead = program
    .readAhead(leaving.signal)
    .catch((error: unknown) => log.warn('server', 'nothing was read ahead', { error: String(error) }))
  return {
    ahead,
    app,
    jobs,
    drain: () => {
      isDraining = true
      leaving.abort()
    },
  }
}

async function listen(app: FastifyInstance, config: Config): Promise<string> {
  try {
    await app.listen({ host: config.host, port: config.port })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new CommandFault(`Port ${config.port} is taken. Choose another: npm start -- --port 4701`)
    }
    throw error
  }
  const { port } = app.server.address() as AddressInfo
  return (
    config.publicUrl ??
    `http://${config.host === '127.0.0.1' || config.host === '::1' ? 'localhost' : config.host}:${port}`
  )
}

function announce(address: string, database: OpenDatabase, setupCode: string | null): void {
  const lines = ['', `Mainstay is ready: ${address}`]
  if (setupCode) lines.push('', `First run. Create the workspace there with this one-time code: ${setupCode}`)
  if (database.notice) lines.push('', `Database: ${database.notice}.`)
  process.stdout.write(`${lines.join('\n')}\n\n`)
}

function whenAsked(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', resolve)
    process.once('SIGTERM', resolve)
  })
}

/** Stops taking requests, lets those under way finish, then the background work. */
async function stop(running: Running, log: Log): Promise<void> {
  log.info('server', 'stopping')
  running.drain()
  // Busy connections end with their next answer; closing them at once would cut requests on their way.
  await pause(LEAVE_MILLISECONDS)
  await stopListening(running.app)
  const force = setTimeout(() => running.app.server.closeAllConnections(), DRAIN_MILLISECONDS)
  force.unref()
  await running.app.close()
  clearTimeout(force)
  await running.jobs.stop()
  await running.ahead
  log.info('server', 'stopped')
}

/**
 * Closes the door, yet waits for those who stand inside: a connection just taken has sent nothing yet and looks idle,
 * and the HTTP server's own closing would cut it.
 */
async function stopListening(app: FastifyInstance): Promise<void> {
  await quietMoment(app)
  NetServer.prototype.close.call(app.server)
  const until = Date.now() + ANSWER_MILLISECONDS
  while (Date.now() < until && (await countConnections(app)) > 0) await pause(25)
}

/** A short turn in which nobody knocked: whoever waits outside when the door closes is cut. */
async function quietMoment(app: FastifyInstance): Promise<void> {
  let hasKnocked = true
  const onKnock = () => {
    hasKnocked = true
  }
  app.server.on('connection', onKnock)
  const until = Date.now() + ANSWER_MILLISECONDS
  let isShort = false
  while ((hasKnocked || !isShort) && Date.now() < until) {
    hasKnocked = false
    const begun = performance.now()
    await nextTurn()
    isShort = performance.now() - begun < SHORT_TURN_MILLISECONDS
  }
  app.server.off('connection', onKnock)
}

function countConnections(app: FastifyInstance): Promise<number> {
  return new Promise((resolve) => app.server.getConnections((error, count) => resolve(error ? 0 : count)))
}
