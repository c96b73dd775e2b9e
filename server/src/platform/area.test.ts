import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { systemActorOf } from './area.ts'

let database: TestDatabase
beforeAll(async () => {
  // One connection: whatever state it is left in, the next caller gets.
  database = await createTestDatabase(1)
})
afterAll(() => database.drop())

test('a look for a workspace that fails leaves the connection fit for the next', async () => {
  const { rows } = await database.pool.query<{ id: number }>(
    "select mainstay.create_workspace('here', 'Here', 'USD') as id",
  )
  await expect(systemActorOf(database.pool, Number.NaN)).rejects.toThrow('NaN')
  await expect(systemActorOf(database.pool, 4_711)).rejects.toThrow('workspace 4711 does not exist')
  const actor = await systemActorOf(database.pool, Number(rows[0]?.id))
  expect([actor.workspaceSlug, actor.reportingCurrency, actor.seesMargins]).toEqual(['here', 'USD', true])
})
