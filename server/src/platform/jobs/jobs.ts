import pg from 'pg'
import { PgBoss } from 'pg-boss'
import { describe } from '../log/describe.ts'
import type { Log } from '../log/log.ts'
import { JOB_SCHEMA, type JobsInstallation, markOf, QUEUE_SETTINGS } from './jobs-mark.ts'

/** Work an area does in the background. Handlers must give the same result when run twice. */
export interface JobHandler {
  readonly queue: string
  readonly run: (data: JobData, signal: AbortSignal) => Promise<void>
  /** How long one run may take before another worker may take it over. */
  readonly expireSeconds: number
  readonly concurrency?: number
}

export interface JobData {
  readonly workspaceId: number
  readonly [name: string]: unknown
}

export interface JobOptions {
  /** While a job with this name waits, another is not added. */
  readonly singletonKey?: string
  /** Not to be worked on before so many seconds have passed. */
  readonly startAfterSeconds?: number
}

export interface Jobs {
  /** Puts a job into the queue inside the caller's transaction: no commit, no job. */
  enqueue(client: pg.ClientBase, queue: string, data: object, options?: JobOptions): Promise<void>
  start(handlers: readonly JobHandler[]): Promise<void>
  stop(): Promise<void>
  /** Seconds the oldest waiting job has waited, for readiness and metrics. */
  oldestWaitSeconds(): Promise<number>
}

function executorOf(client: { query: pg.ClientBase['query'] } | pg.Pool) {
  return {
    executeSql: async (text: string, values?: unknown[]) => {
      const result = await client.query(text, values ?? [])
      return Array.isArray(result) ? result.at(-1) : result
    },
  }
}

const LOCK = 7_224_609

/** Installs the queue's own tables and our queues, as the owner; part of migrating. Processes that start at once take turns. */
export async function installJobs(installation: JobsInstallation): Promise<void> {
  const turn = new pg.Client({ connectionString: installation.ownerUrl, application_name: 'mainstay jobs' })
  await turn.connect()
  try {
    await turn.query('select pg_advisory_lock($1)', [LOCK])
    await install(installation)
  } finally {
    await turn.end()
  }
}

async function install(installation: JobsInstallation): Promise<void> {
  const { ownerUrl, applicationRole, queues } = installation
  const boss = new PgBoss({ connectionString: ownerUrl, schema: JOB_SCHEMA, supervise: false, schedule: false, max: 2 })
  boss.on('error', () => undefined)
  await boss.start()
  try {
    for (const queue of queues) {
      const exists = await boss.getQueue(queue)
      if (exists) await boss.updateQueue(queue, QUEUE_SETTINGS)
      else await boss.createQueue(queue, { ...QUEUE_SETTINGS, policy: 'standard' })
    }
    const role = `"${applicationRole.replaceAll('"', '""')}"`
    const database = boss.getDb()
    await database.executeSql(`grant usage on schema ${JOB_SCHEMA} to ${role}`, [])
    await database.executeSql(
      `grant select, insert, update, delete on all tables in schema ${JOB_SCHEMA} to ${role}`,
      [],
    )
    await database.executeSql(`grant execute on all functions in schema ${JOB_SCHEMA} to ${role}`, [])
    // The last step: whoever ends earlier leaves no mark and is repeated.
    await database.executeSql(`comment on schema ${JOB_SCHEMA} is '${markOf(installation)}'`, [])
  } finally {
    await boss.stop({ graceful: false })
  }
}

/** Background jobs on the application's own pool. */
export function createJobs(pool: pg.Pool, log: Log): Jobs {
  const boss = new PgBoss({
    db: executorOf(pool),
    schema: JOB_SCHEMA,
    migrate: false,
    createSchema: false,
    schedule: false,
  })
  boss.on('error', sayNowAndThen(log))
  let isStarted = false
  return {
    enqueue: async (client, queue, data, options) => {
      const { singletonKey, startAfterSeconds } = options ?? {}
      await boss.send(queue, data, {
        ...(singletonKey === undefined ? {} : { singletonKey }),
        ...(startAfterSeconds === undefined ? {} : { startAfter: startAfterSeconds }),
        db: executorOf(client),
      })
    },
    start: async (handlers) => {
      await boss.start()
      isStarted = true
      for (const handler of handlers) await startHandler(boss, handler, log)
    },
    stop: async () => {
      if (isStarted) await boss.stop({ graceful: true, timeout: 20_000 })
    },
    oldestWaitSeconds: async () => {
      const { rows } = await pool.query<{ seconds: number }>(
        `select coalesce(extract(epoch from now() - min(j.start_after)), 0)::float8 as seconds from ${JOB_SCHEMA}.job j where j.state = 'created' and j.start_after < now()`,
      )
      return rows[0]?.seconds ?? 0
    },
  }
}

const SILENCE_MILLISECONDS = 30_000

/** Every worker complains at every poll while the database is away; one line now and then says it as well. */
function sayNowAndThen(log: Log): (error: unknown) => void {
  let silentUntil = 0
  let unsaid = 0
  return (error) => {
    if (Date.now() < silentUntil) {
      unsaid += 1
      return
    }
    log.error('jobs', 'queue error', { error: describe(error), ...(unsaid > 0 ? { unsaid } : {}) })
    silentUntil = Date.now() + SILENCE_MILLISECONDS
    unsaid = 0
  }
}

async function startHandler(boss: PgBoss, handler: JobHandler, log: Log): Promise<void> {
  const options = { pollingIntervalSeconds: 0.5, batchSize: 1 }
  for (let worker = 0; worker < (handler.concurrency ?? 1); worker++) {
    await boss.work<JobData>(handler.queue, options, async (jobs) => {
      for (const job of jobs) {
        const started = performance.now()
        const sinceThen = () => ({ queue: handler.queue, milliseconds: Math.round(performance.now() - started) })
        try {
          await handler.run(job.data, job.signal)
        } catch (error) {
          // The queue tries again; the last attempt stays in it as failed.
          log.warn('jobs', 'job failed', { ...sinceThen(), error: describe(error) })
          throw error
        }
        log.info('jobs', 'job done', sinceThen())
      }
    })
  }
}
