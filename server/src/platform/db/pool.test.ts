import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { inTransaction } from './transaction.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase(1)
})
afterAll(() => database.drop())

const context = { workspaceId: null, personId: null, visibility: null, unit: null }

describe('a connection that the database ends', () => {
  it.each(['while it is asked', 'between two questions'])(
    'refuses the work it was used for (%s), and neither the process nor the next caller suffers',
    async (when) => {
      const work = inTransaction(database.pool, { context }, async ({ client }) => {
        // An error of a connection that nobody listens to ends the process.
        expect(client.listenerCount('error')).toBeGreaterThan(0)
        const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
        const asked = when === 'while it is asked' ? client.query('select pg_sleep(30)') : null
        // It may be refused before the other connection has its answer, and is listened to from the start.
        asked?.catch(() => undefined)
        const ended = new Promise((resolve) => client.once('end', resolve))
        await database.superuser.query('select pg_terminate_backend($1)', [rows[0]?.pid])
        await asked
        await ended
        await client.query('select 1')
      })
      await expect(work).rejects.toThrow(/terminat|not queryable/)
      expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
      expect([database.pool.totalCount, database.pool.idleCount]).toEqual([1, 1])
    },
  )
})
