import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { migrateAll } from '../../migrate-all.ts'
import { QUEUES } from '../../queues.ts'
import { areJobsInstalled, markOf } from './jobs-mark.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await createTestDatabase()
})
afterEach(() => database.drop())

const options = () => ({ ownerUrl: database.ownerUrl, applicationRole: 'test_app' })
const installation = () => ({ ...options(), queues: ['only one'] })

async function queues(): Promise<number> {
  const { rows } = await database.superuser.query<{ count: string }>('select count(*) from pgboss.queue')
  return Number(rows[0]?.count)
}

/** Stands in for whatever only a run of the installation would put back. */
const dropQueues = () => database.superuser.query('delete from pgboss.queue')

describe('the mark of the installed queue', () => {
  it('spares every further start the installation', async () => {
    await migrateAll(options())
    await dropQueues()
    await migrateAll(options())
    expect(await queues()).toBe(0)
  })

  it('is missing after an installation that ended early, which is then repeated', async () => {
    await migrateAll(options())
    const whole = await queues()
    expect(whole).toBeGreaterThan(0)
    await dropQueues()
    await database.superuser.query('comment on schema pgboss is null')
    await migrateAll(options())
    expect(await queues()).toBe(whole)
  })

  it('is not enough where the rights did not come along, as in a copy without them or with a role made anew', async () => {
    await migrateAll(options())
    const mayUse = async () => {
      const { rows } = await database.superuser.query<{ may: boolean }>(
        `select has_schema_privilege('test_app', 'pgboss', 'usage') and has_table_privilege('test_app', 'pgboss.job', 'insert')
           and has_table_privilege('test_app', 'pgboss.queue', 'select') as may`,
      )
      return rows[0]?.may
    }
    for (const lost of ['all on schema pgboss', 'insert on pgboss.job', 'all on all tables in schema pgboss']) {
      await database.superuser.query(`revoke ${lost} from test_app`)
      expect(await mayUse()).toBe(false)
      await migrateAll(options())
      expect(await mayUse()).toBe(true)
    }
  })

  it('is left by several processes that start at once', async () => {
    await database.superuser.query('drop schema pgboss cascade')
    await Promise.all(Array.from({ length: 5 }, () => migrateAll(options())))
    expect(await areJobsInstalled({ ...options(), queues: QUEUES })).toBe(true)
  })

  it('is another for other queues and for another role', async () => {
    await migrateAll(options())
    expect(await areJobsInstalled(installation())).toBe(false)
    const marks = [
      markOf(installation()),
      markOf({ ...installation(), queues: [] }),
      markOf({ ...installation(), applicationRole: 'x' }),
    ]
    expect(new Set(marks).size).toBe(3)
  })

  it('is not there where the queue never was', async () => {
    await database.superuser.query('drop schema pgboss cascade')
    expect(await areJobsInstalled(installation())).toBe(false)
    await migrateAll(options())
    expect(await queues()).toBeGreaterThan(0)
  })
})
