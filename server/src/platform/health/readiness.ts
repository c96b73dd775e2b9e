import { statfs } from 'node:fs/promises'
import type { AreaContext } from '../area.ts'
import { MigrationFault, requireCurrentSchema } from '../db/migrate.ts'

const ANSWER_MILLISECONDS = 2_000
const LONGEST_QUEUE_SECONDS = 600
const LEAST_FREE_BYTES = 200 * 1_048_576

/** One reason not to send requests here. */
export interface NotReady {
  readonly check: 'database' | 'migrations' | 'queue' | 'disk'
  readonly reason: string
}

/** Everything that keeps this process from serving well; empty when it is ready. */
export async function findObstacles(area: AreaContext): Promise<NotReady[]> {
  const database = await withinTime(checkDatabase(area), { check: 'database', reason: 'the database does not answer' })
  const disk = await checkDisk(area)
  const rest = database === null ? await withinTime(checkQueue(area), null) : null
  return [database, rest, disk].filter((obstacle): obstacle is NotReady => obstacle !== null)
}

async function checkDatabase(area: AreaContext): Promise<NotReady | null> {
  try {
    const client = await area.pool.connect()
    try {
      await requireCurrentSchema(client)
      return null
    } finally {
      client.release()
    }
  } catch (error) {
    if (error instanceof MigrationFault) return { check: 'migrations', reason: 'the schema does not fit this program' }
    return { check: 'database', reason: 'the database does not answer' }
  }
}

async function checkQueue(area: AreaContext): Promise<NotReady | null> {
  try {
    const seconds = await area.jobs.oldestWaitSeconds()
    if (seconds <= LONGEST_QUEUE_SECONDS) return null
    return { check: 'queue', reason: `the oldest job has waited ${Math.round(seconds)} seconds` }
  } catch {
    return { check: 'queue', reason: 'the queue cannot be read' }
  }
}

async function checkDisk(area: AreaContext): Promise<NotReady | null> {
  try {
    const disk = await statfs(area.filesFolder)
    const free = disk.bavail * disk.bsize
    return free >= LEAST_FREE_BYTES
      ? null
      : { check: 'disk', reason: `only ${Math.floor(free / 1_048_576)} MB are free` }
  } catch {
    return { check: 'disk', reason: 'the folder for files cannot be read' }
  }
}

/** A check that hangs must not hang the answer. */
async function withinTime<Value>(work: Promise<Value>, otherwise: Value): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Value>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), ANSWER_MILLISECONDS)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
