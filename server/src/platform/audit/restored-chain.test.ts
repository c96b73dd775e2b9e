import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { systemActorOf } from '../area.ts'
import { writeBackup } from '../backup/backup.ts'
import { restoreBackup } from '../backup/restore.ts'
import { createInlineJobs } from '../jobs/inline-jobs.ts'
import { createUseCases, noOrigin } from '../use-case.ts'
import { sealAudit, verifyAudit } from './seals.ts'

let source: TestDatabase
let target: TestDatabase
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mainstay-chain-'))
  source = await createTestDatabase()
  target = await createTestDatabase()
})
afterAll(async () => {
  await source.drop()
  await target.drop()
  await rm(folder, { recursive: true, force: true })
})

async function houseOf(database: TestDatabase, workspaceId: number) {
  const useCases = createUseCases(database.pool, createInlineJobs(), new Map())
  const actor = await systemActorOf(database.pool, workspaceId)
  return {
    write: (subjectId: string) =>
      useCases.command(actor, noOrigin, (scope) =>
        scope.record({ action: 'workspace.change-settings', subjectType: 'workspace', subjectId }),
      ),
    verify: () => useCases.read(actor, ({ client }) => verifyAudit(client)),
  }
}

test('a restored audit holds as it did, and its chain goes on from where it was', async () => {
  const { rows } = await source.pool.query("select mainstay.create_workspace('north', 'North', 'EUR') as id")
  const before = await houseOf(source, rows[0].id)
  for (const subject of ['1', '2', '3']) await before.write(subject)
  await sealAudit(source.pool)
  await before.write('waiting')
  const noted = (await before.verify()).lastSeal
  const file = join(folder, 'backup')
  await writeBackup(source.ownerUrl, file, new Date())
  await restoreBackup(target.ownerUrl, file)
  const after = await houseOf(target, rows[0].id)
  expect(await after.verify()).toMatchObject({ entries: 4, sealed: 3, waiting: 1, lastSeal: noted, faults: [] })
  await after.write('later')
  await sealAudit(target.pool)
  expect(await after.verify()).toMatchObject({
    entries: 5,
    sealed: 5,
    waiting: 0,
    lastSeal: { number: '5' },
    faults: [],
  })
})
