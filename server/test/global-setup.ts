import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrateAll } from '../src/migrate-all.ts'
import { readMigrations } from '../src/platform/db/migrate.ts'
import { startEmbeddedPostgres } from '../src/platform/embedded/index.ts'

declare module 'vitest' {
  interface ProvidedContext {
    superuserUrl: string
    templateName: string
  }
}

/**
 * One database server for the whole run, with one migrated template that each test file clones. The server is the
 * embedded one, or the one MAINSTAY_TEST_SUPERUSER_URL names (an external PostgreSQL 15 or later).
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const external = process.env.MAINSTAY_TEST_SUPERUSER_URL || undefined
  const embedded = external ? null : await startForTests()
  const superuserUrl = external ?? embedded?.superuserUrl ?? ''
  const templateName = await prepareTemplate(superuserUrl)
  project.provide('superuserUrl', superuserUrl)
  project.provide('templateName', templateName)
  return async () => {
    await embedded?.stop()
  }
}

async function startForTests(): Promise<{ superuserUrl: string; stop: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'mainstay-test-'))
  const embedded = await startEmbeddedPostgres({ dataFolder: folder, log: () => undefined })
  return {
    superuserUrl: embedded.superuserUrl,
    stop: async () => {
      await embedded.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function prepareTemplate(superuserUrl: string): Promise<string> {
  const migrations = await readMigrations()
  const hash = createHash('sha256')
    .update(migrations.map((migration) => migration.checksum).join())
    .digest('hex')
    .slice(0, 12)
  const name = `mainstay_template_${hash}_${process.pid}`
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  for (const role of ['test_owner', 'test_app']) {
    await client.query(
      `do $$ begin create role ${role} login password 'test' nosuperuser; exception when duplicate_object or unique_violation then null; end $$`,
    )
  }
  await client.query(
    `create database ${name} owner test_owner template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'`,
  )
  await client.query(`grant temporary on database ${name} to test_app`)
  await client.end()
  const url = new URL(superuserUrl)
  url.username = 'test_owner'
  url.password = 'test'
  url.pathname = `/${name}`
  await migrateAll({ ownerUrl: url.href, applicationRole: 'test_app' })
  return name
}
