import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { createPool } from '../src/platform/db/pool.ts'

/** A migrated database of its own for one test file. */
export interface TestDatabase {
  readonly ownerUrl: string
  readonly applicationUrl: string
  /** Connected as the application role. */
  readonly pool: pg.Pool
  /** Connected as a superuser, to look behind row security in assertions. */
  readonly superuser: pg.Pool
  drop(): Promise<void>
}

function urlFor(base: string, database: string, user?: string): string {
  const url = new URL(base)
  url.pathname = `/${database}`
  if (user) {
    url.username = user
    url.password = 'test'
  }
  return url.href
}

export async function createTestDatabase(poolSize = 8): Promise<TestDatabase> {
  const superuserUrl = inject('superuserUrl')
  const template = inject('templateName')
  const name = `mainstay_test_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client({ connectionString: superuserUrl })
  await admin.connect()
  // Two files cloning at the same moment would disturb each other.
  await admin.query('select pg_advisory_lock(7224604)')
  await admin.query(`create database ${name} owner test_owner template ${template}`)
  await admin.query(`grant temporary on database ${name} to test_app`)
  await admin.end()
  const applicationUrl = urlFor(superuserUrl, name, 'test_app')
  const pool = createPool({
    url: applicationUrl,
    size: poolSize,
    name: 'mainstay test',
    statementTimeoutMilliseconds: 60_000,
  })
  const superuser = new pg.Pool({ connectionString: urlFor(superuserUrl, name), max: 2 })
  // Dropping the database by force ends connections that are idle.
  superuser.on('error', () => undefined)
  return {
    ownerUrl: urlFor(superuserUrl, name, 'test_owner'),
    applicationUrl,
    pool,
    superuser,
    drop: async () => {
      await pool.end()
      await superuser.end()
      const cleaner = new pg.Client({ connectionString: superuserUrl })
      await cleaner.connect()
      await cleaner.query(`drop database if exists ${name} with (force)`)
      await cleaner.end()
    },
  }
}
