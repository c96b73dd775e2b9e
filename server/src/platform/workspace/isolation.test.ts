import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import type { Actor } from '../access/actor.ts'
import { systemActorOf } from '../area.ts'
import { createInlineJobs } from '../jobs/inline-jobs.ts'
import { createUseCases } from '../use-case.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase(2)
})
afterAll(() => database.drop())

test("1,000 interleaved calls of two workspaces over two connections never see or write each other's rows", async () => {
  const actors: Actor[] = []
  for (const slug of ['north', 'south']) {
    const { rows } = await database.pool.query('select mainstay.create_workspace($1, $1, $2) as id', [slug, 'EUR'])
    actors.push(await systemActorOf(database.pool, rows[0].id))
  }
  const useCases = createUseCases(database.pool, createInlineJobs(), new Map())
  let strangers = 0
  const call = async (index: number): Promise<void> => {
    const actor = actors[index % 2]
    if (!actor) throw new Error('there are two actors')
    if (index % 3 === 0) {
      await useCases.command(
        actor,
        { requestId: null, sourceAddress: null, tab: null, ifMatch: null, idempotency: null },
        (scope) =>
          scope.record({
            action: 'workspace.change-settings',
            subjectType: 'workspace',
            subjectId: `${actor.workspaceSlug}-${index}`,
          }),
      )
      return
    }
    if (index % 50 === 1) {
      await expect(useCases.read(actor, () => Promise.reject(new Error('fails half-way')))).rejects.toThrow('half-way')
      return
    }
    const rows = await useCases.read(actor, async (scope) => {
      await sql`select pg_sleep(0.001)`.execute(scope.db)
      const audit = await sql<{ subject_id: string }>`select e.subject_id from mainstay.audit_entry e`.execute(scope.db)
      const workspaces = await sql<{ slug: string }>`select w.slug from mainstay.workspace w`.execute(scope.db)
      return [...audit.rows.map((row) => row.subject_id.split('-')[0]), ...workspaces.rows.map((row) => row.slug)]
    })
    strangers += rows.filter((slug) => slug !== actor.workspaceSlug).length
  }
  await Promise.all(Array.from({ length: 1_000 }, (_, index) => call(index)))
  expect(strangers).toBe(0)
  const { rows } = await database.superuser.query(
    `select count(*)::integer as wrong from mainstay.audit_entry e join mainstay.workspace w on w.id = e.workspace_id where e.subject_id not like w.slug || '-%'`,
  )
  expect(rows[0].wrong).toBe(0)
  const total = await database.superuser.query('select count(*)::integer as all from mainstay.audit_entry')
  expect(total.rows[0].all).toBe(334)
}, 60_000)
