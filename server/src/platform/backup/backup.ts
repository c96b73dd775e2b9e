import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { END_OF_ROWS, linesOf, MAGIC, type Manifest, RowSum, type TableHeader, type TableSummary } from './format.ts'
import { appliedMigrations, copyOut, listTables } from './tables.ts'

/**
 * Writes one consistent logical backup of everything (all workspaces, people, audit) into one compressed file.
 * Reads in a single snapshot while the program goes on working. The file appears under its name only when complete.
 */
export async function writeBackup(ownerUrl: string, file: string, now: Date): Promise<Manifest> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'mainstay backup' })
  await client.connect()
  const unfinished = `${file}.unfinished`
  const summaries: TableSummary[] = []
  try {
    await client.query('begin isolation level repeatable read read only')
    const manifest: { value?: Manifest } = {}
    await pipeline(
      Readable.from(backupLines(client, now, summaries, manifest), { objectMode: false, highWaterMark: 1 << 20 }),
      createGzip({ level: 5 }),
      createWriteStream(unfinished, { mode: 0o600 }),
    )
    await client.query('commit')
    await rename(unfinished, file)
    if (!manifest.value) throw new Error('the backup ended without its summary')
    return manifest.value
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  } finally {
    await client.end()
  }
}

async function* backupLines(
  client: pg.Client,
  now: Date,
  summaries: TableSummary[],
  manifest: { value?: Manifest },
): AsyncGenerator<string> {
  yield `${MAGIC}\n`
  for (const header of await listTables(client)) {
    yield `${JSON.stringify(header)}\n`
    yield* tableLines(client, header, summaries)
    yield `${END_OF_ROWS}\n`
  }
  manifest.value = { createdAt: now.toISOString(), migrations: await appliedMigrations(client), tables: summaries }
  yield `${JSON.stringify(manifest.value)}\n`
}

async function* tableLines(client: pg.Client, header: TableHeader, summaries: TableSummary[]): AsyncGenerator<string> {
  const sum = new RowSum()
  let block = ''
  for await (const line of linesOf(client.query(copyTo(copyOut(header))))) {
    sum.add(line)
    block += `${line}\n`
    if (block.length > 65_536) {
      yield block
      block = ''
    }
  }
  if (block) yield block
  summaries.push(sum.summary(header.table))
}
