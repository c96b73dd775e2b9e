import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../server/src/platform/embedded/index.ts'

/** A fresh embedded database and a folder for files, gone at the end. */
export interface Ground {
  readonly folder: string
  readonly dataFolder: string
  readonly database: EmbeddedPostgres
  readonly superuser: pg.Pool
  stop(): Promise<void>
}

export async function layGround(): Promise<Ground> {
  const folder = await mkdtemp(join(tmpdir(), 'mainstay-bench-'))
  // Of its own: PostgreSQL may run as another user, who must be able to reach it.
  const dataFolder = await mkdtemp(join(tmpdir(), 'mainstay-bench-data-'))
  const database = await startEmbeddedPostgres({ dataFolder, log: () => undefined })
  const superuser = new pg.Pool({ connectionString: database.superuserUrl, max: 8 })
  superuser.on('error', () => undefined)
  return {
    folder,
    dataFolder,
    database,
    superuser,
    stop: async () => {
      await superuser.end()
      await database.stop()
      await rm(folder, { recursive: true, force: true })
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}
