import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { createTestProgram, type TestProgram } from '../../../test/program.ts'
import { writeBackup } from './backup.ts'
import { RestoreFault, restoreBackup } from './restore.ts'

let source: TestProgram
let target: TestDatabase
let folder: string
let file: string

beforeAll(async () => {
  source = await createTestProgram()
  await source.createWorkspace('north', 'EUR')
  await source.createWorkspace('south', 'USD')
  for (const slug of ['north', 'south']) {
    const owner = await source.createPerson(slug, { role: 'owner' })
    for (const name of ['Plain', 'Tab\there', 'Back\\slash \\.', 'Two\nlines', '😀']) {
      const reply = await source.call(owner, 'POST', `/api/workspaces/${slug}/accounts`, { code: name, name })
      expect(reply.status).toBe(201)
    }
  }
  target = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'mainstay-backup-'))
  file = join(folder, 'all.backup')
  await writeBackup(source.database.ownerUrl, file, new Date('2026-11-20T10:00:00Z'))
})
afterAll(async () => {
  await source.stop()
  await target.drop()
  await rm(folder, { recursive: true, force: true })
})

async function damaged(change: (lines: string[]) => string[]): Promise<string> {
  const lines = gunzipSync(await readFile(file))
    .toString('utf8')
    .split('\n')
  const path = join(folder, 'damaged.backup')
  await writeFile(path, gzipSync(change(lines).join('\n')))
  return path
}

const accounts = 'select a.workspace_id, a.id, a.code, a.name from mainstay.account a order by a.id'

async function leftOver(): Promise<number> {
  const { rows } = await target.superuser.query('select count(*)::integer as count from mainstay.workspace')
  return rows[0].count
}

describe('a backup that is not whole', () => {
  test.each<[string, (lines: string[]) => string[]]>([
    ['is cut off', (lines) => lines.slice(0, -40)],
    ['lacks its end', (lines) => lines.slice(0, -2)],
    ['has another value', (lines) => lines.map((line) => line.replace('Plain', 'Plein'))],
    ['has rows of another shape', (lines) => lines.map((line) => line.replace('Plain\t', ''))],
    [
      'names a table of the system',
      (lines) => [lines[0] ?? '', '{"table":"pg_catalog.pg_authid","columns":["rolname"]}'],
    ],
    ['has nonsense for a table', (lines) => [lines[0] ?? '', 'null']],
    ['is of something else', () => ['no backup at all']],
  ])('%s: it is refused and nothing of it stays', async (_name, change) => {
    await expect(restoreBackup(target.ownerUrl, await damaged(change))).rejects.toThrow(RestoreFault)
    expect(await leftOver()).toBe(0)
  })

  test('is refused when it is not packed, cut in the middle of a block, or not there', async () => {
    const cut = join(folder, 'cut.backup')
    await writeFile(cut, (await readFile(file)).subarray(0, 500))
    const plain = join(folder, 'plain.backup')
    await writeFile(plain, 'MAINSTAY BACKUP 1\n')
    for (const path of [cut, plain, join(folder, 'missing.backup')]) {
      await expect(restoreBackup(target.ownerUrl, path)).rejects.toThrow(RestoreFault)
    }
    expect(await leftOver()).toBe(0)
  })
})

test('a backup comes back row for row, with row security as it was, into an empty database only', async () => {
  const before = await source.database.superuser.query(accounts)
  await restoreBackup(target.ownerUrl, file)
  const after = await target.superuser.query(accounts)
  expect(after.rows).toEqual(before.rows)
  expect(after.rows).toHaveLength(10)
  const unforced = `select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'mainstay' and c.relrowsecurity and not c.relforcerowsecurity`
  expect((await target.superuser.query(unforced)).rows).toEqual((await source.database.superuser.query(unforced)).rows)
  expect((await target.pool.query(accounts)).rows).toEqual([])
  await expect(restoreBackup(target.ownerUrl, file)).rejects.toThrow('not empty')
})
