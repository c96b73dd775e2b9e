import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import type { DirectRows } from '../reading/direct-rows.ts'
import { type ReadPlan, stagedType } from '../reading/read-plan.ts'
import { collectInWorker, readInWorker } from '../reading/worker-client.ts'
import type { ImportWarning } from '../tables.ts'
import type { KindPlan } from './kind-plans.ts'
import type { ProgressMeter } from './progress.ts'

/** One file on its way into the ledger, inside the transaction of its import. */
export interface FileLoad {
  readonly client: pg.PoolClient
  readonly read: ReadPlan
  readonly plan: KindPlan
  readonly fields: ReadonlySet<string>
  readonly bytes: number
  readonly signal: AbortSignal
  readonly meter: ProgressMeter
  readonly reportingCurrency: string
  /** Files for what is set aside: rejected rows, and the lines that rules over all rows reject. */
  readonly spoolPath: string
  readonly faultPath: string
  readonly warnings: ImportWarning[]
  readonly managers: NewManager[]
}

/** Somebody who manages accounts since a file named them: one of these, and how many. */
export interface NewManager {
  readonly personId: string
  readonly accountId: string
  readonly accounts: number
}

export interface StagedCounts {
  readonly staged: number
  readonly rejected: number
}

const STAGE = 'copy pg_temp.stage from stdin'

/** Bytes that one COPY carries; the next begins where it ends. */
const COPY_BYTES = 8 * 1024 ** 2

interface Copying {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>
  close(): Promise<void>
}

/** Copies by one COPY after another, so that memory is given back by parts; it can be closed and opened again. */
function openCopy(client: pg.PoolClient, statement: string): Copying {
  let part = openPart(client, statement)
  let written = 0
  return {
    write: async (bytes) => {
      await part.write(bytes)
      written += bytes.length
      if (written < COPY_BYTES) return
      await part.close()
      part = openPart(client, statement)
      written = 0
    },
    close: () => part.close(),
  }
}

function openPart(client: pg.PoolClient, statement: string): Copying {
  const stream = client.query(copyFrom(statement))
  const sent: ArrayBuffer[] = []
  const failed = once(stream, 'error').then(([error]) => {
    throw error
  })
  failed.catch(() => undefined)
  // After a refusal (a run called off, a broken rule) the stream has lost its connection, yet still hands over what it
  // holds as soon as the socket drains; that would end the process.
  stream.once('error', () => Object.assign(stream, { flushChunk: () => true }))
  return {
    write: async (bytes) => {
      sent.push(bytes.buffer)
      if (!stream.write(bytes)) await Promise.race([once(stream, 'drain'), failed])
    },
    close: async () => {
      stream.end()
      await Promise.race([once(stream, 'finish'), failed])
      // The database has answered, so nobody reads these any more. Left to the collector they would pile up.
      for (const buffer of sent) buffer.transfer(0)
    },
  }
}

/** What to do whenever so many rows are staged; without it the whole file is staged at once. */
export interface Parts {
  readonly rows: number
  settle(): Promise<void>
}

/** Streams the file through its reader into the staging table; memory stays flat whatever its size. */
export async function stageFile(load: FileLoad, parts?: Parts): Promise<StagedCounts> {
  await createStage(load)
  let copy: Copying | null = openCopy(load.client, STAGE)
  let staged = 0
  let rejected = 0
  let waiting = 0
  try {
    await readInWorker(
      load.read,
      { spoolPath: load.spoolPath, direct: null },
      {
        signal: load.signal,
        take: async (chunk) => {
          staged += chunk.rows
          rejected += chunk.rejected
          waiting += chunk.rows
          load.meter.advance(chunk)
          copy ??= openCopy(load.client, STAGE)
          if (chunk.bytes.length > 0) await copy.write(chunk.bytes)
          if (!parts || waiting < parts.rows) return
          const full = copy
          copy = null
          await full.close()
          await parts.settle()
          waiting = 0
        },
      },
    )
  } finally {
    await copy?.close()
  }
  if (parts && waiting > 0) await parts.settle()
  return { staged, rejected }
}

/** Streams the rows of the file by one COPY, as they are written for it. */
export async function copyRows(load: FileLoad, statement: string, direct: DirectRows): Promise<StagedCounts> {
  const copy = openCopy(load.client, statement)
  let staged = 0
  let rejected = 0
  try {
    await readInWorker(
      load.read,
      { spoolPath: load.spoolPath, direct },
      {
        signal: load.signal,
        take: async (chunk) => {
          staged += chunk.rows
          rejected += chunk.rejected
          load.meter.advance(chunk)
          if (chunk.bytes.length > 0) await copy.write(chunk.bytes)
        },
      },
    )
  } finally {
    await copy.close()
  }
  return { staged, rejected }
}

async function createStage(load: FileLoad): Promise<void> {
  const columns = load.read.columns.map((column) => `${column.field} ${stagedType(column.type)}`)
  const attributes = load.read.attributes.length > 0 ? ['attributes jsonb'] : []
  await load.client.query(
    `create temporary table stage (${['line integer not null', ...columns, ...attributes].join(', ')}) on commit drop`,
  )
  await load.client.query(
    'create temporary table stage_fault (line integer not null, code text not null, field text not null, value text) on commit drop',
  )
}

export async function dropStage(client: pg.PoolClient): Promise<void> {
  await client.query('drop table if exists pg_temp.stage, pg_temp.stage_fault, pg_temp.incoming, pg_temp.fresh')
}

/** Takes rows with faults out of the stage and sets them aside with their original cells. Says how many. */
export async function setFaultyRowsAside(load: FileLoad): Promise<number> {
  const { client } = load
  const { rows } = await client.query<{ count: string }>('select count(distinct f.line) from pg_temp.stage_fault f')
  const count = Number(rows[0]?.count ?? 0)
  if (count === 0) return 0
  await client.query(
    'delete from pg_temp.stage s using (select distinct f.line from pg_temp.stage_fault f) f where f.line = s.line',
  )
  return count
}

/** Writes the faults found by rules to a file and lets the reader fetch the original rows. */
export async function collectFaultyRows(load: FileLoad): Promise<void> {
  const { rows } = await load.client.query<{ found: boolean }>(
    'select exists (select 1 from pg_temp.stage_fault) as found',
  )
  if (!rows[0]?.found) return
  const copy = load.client.query(
    copyTo(`copy (
      select replace(json_build_object('line', f.line, 'faults', json_agg(json_build_object('code', f.code, 'field', f.field, 'value', f.value)))::text, E'\\n', ' ')
      from pg_temp.stage_fault f group by f.line order by f.line
    ) to stdout with (format csv, quote E'\\x01', delimiter E'\\x02')`),
  )
  await pipeline(copy, createWriteStream(load.faultPath))
  await collectInWorker(load.read, { faultPath: load.faultPath, spoolPath: load.spoolPath }, load.signal)
}

/** Stores the rejected rows that were set aside. */
export async function storeRejects(
  client: pg.PoolClient,
  workspaceId: number,
  file: { readonly id: string; readonly spoolPath: string },
): Promise<void> {
  await client.query('delete from mainstay.import_rejected_row r where r.workspace_id = $1 and r.file_id = $2', [
    workspaceId,
    file.id,
  ])
  await client.query('create temporary table set_aside (line integer, faults jsonb, cells jsonb) on commit drop')
  await pipeline(createReadStream(file.spoolPath), client.query(copyFrom('copy pg_temp.set_aside from stdin')))
  await client.query(
    'insert into mainstay.import_rejected_row (workspace_id, file_id, line, faults, cells) select $1, $2, s.line, s.faults, s.cells from pg_temp.set_aside s order by s.line',
    [workspaceId, file.id],
  )
  await client.query('drop table pg_temp.set_aside')
}
