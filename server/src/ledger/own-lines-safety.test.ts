import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase } from '../../test/database.ts'
import { writeBackup } from '../platform/backup/backup.ts'
import { restoreBackup } from '../platform/backup/restore.ts'
import { createLedgerTest, type LedgerTest, ledgerChecksum } from './fixtures.ts'
import { importPaths } from './import-paths.ts'

const ROWS = 30_000
const customers = `customer_code,customer_name\n${Array.from({ length: 50 }, (_, index) => `K${index},Customer ${index}\n`).join('')}`

function lines(rows = ROWS, note = ''): string {
  const all = Array.from(
    { length: rows },
    (_, index) =>
      `${note}${100_000 + Math.floor(index / 4)},${index % 4},2026-0${1 + (index % 9)}-1${index % 9},K${index % 50},${((index % 7) * 2.5).toFixed(2)},1.25,USD`,
  )
  return `invoice_no,line_no,invoice_date,customer_code,net_amount,cost_amount,currency\n${all.join('\n')}\n`
}

/** Tables that hold lines of one workspace: those of the ledger, and any that lie beside it. */
const OWN_TABLES = `select c.relname as name, exists (select 1 from pg_inherits i where i.inhrelid = c.oid) as "isAttached"
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'mainstay' and c.relkind = 'r' and c.relname like 'invoice\\_line\\_w%' order by 1`

let test: LedgerTest
let folder: string

beforeEach(async () => {
  test = await createLedgerTest()
  folder = await mkdtemp(join(tmpdir(), 'mainstay-own-'))
})
afterEach(async () => {
  await test.program.stop()
  await rm(folder, { recursive: true, force: true })
})

const own = () => `invoice_line_w${test.workspaceId}`
const loadAll = (of = test) => of.load({ 'customers.csv': customers, 'lines.csv': lines() })

describe('the table of a workspace alone', () => {
  it('has row security, forced, with the rules of the ledger, and nothing granted to the program', async () => {
    await loadAll()
    const policiesOf = (table: string) =>
      test.rows(
        `select p.polname as name, p.polpermissive as permissive, p.polcmd as command, pg_get_expr(p.polqual, p.polrelid) as "using",
           pg_get_expr(p.polwithcheck, p.polrelid) as checked from pg_policy p where p.polrelid = ('mainstay.' || $1)::regclass order by 1`,
        [table],
      )
    expect(await test.rows(OWN_TABLES)).toEqual([{ name: own(), isAttached: true }])
    expect(
      await test.rows('select relrowsecurity as on, relforcerowsecurity as forced from pg_class where relname = $1', [
        own(),
      ]),
    ).toEqual([{ on: true, forced: true }])
    const rules = await policiesOf(own())
    expect(rules.length).toBeGreaterThanOrEqual(3)
    expect(rules).toEqual(await policiesOf('invoice_line_shared'))
    expect(
      await test.rows(
        `select r.privilege_type as name from information_schema.role_table_grants r where r.table_name = $1 and r.grantee <> 'test_owner'`,
        [own()],
      ),
    ).toEqual([])
  })

  it('shows nothing by its own name, whoever the program says to be', async () => {
    await loadAll()
    const client = await test.program.database.pool.connect()
    const tried = async (sql: string) => {
      await client.query('savepoint tried')
      const answer = await client.query(sql).then(({ rowCount }) => rowCount ?? 0, String)
      await client.query('rollback to savepoint tried')
      return answer
    }
    try {
      await client.query('begin')
      for (const workspace of ['', String(test.workspaceId), String(test.workspaceId + 1)]) {
        await client.query(
          "select set_config('mainstay.workspace_id', $1, true), set_config('mainstay.visibility', 'all', true)",
          [workspace],
        )
        for (const sql of [
          `select 1 from mainstay.${own()}`,
          `update mainstay.${own()} set net_amount = 0`,
          `delete from mainstay.${own()}`,
          `alter table mainstay.${own()} disable row level security`,
          `alter table mainstay.invoice_line detach partition mainstay.${own()}`,
        ]) {
          expect(String(await tried(sql))).toMatch(/permission denied|must be owner/)
        }
        const seen = await tried('select 1 from mainstay.invoice_line')
        expect(seen).toBe(workspace === String(test.workspaceId) ? ROWS : 0)
      }
    } finally {
      await client.query('rollback')
      client.release()
    }
  })

  it('hides the lines of accounts that a person does not see', async () => {
    await loadAll()
    await test.program.database.superuser.query("update mainstay.account set unit = 'North' where code = 'K7'")
    const north = await test.program.createPerson('acme', {
      role: 'account_manager',
      visibility: 'unit',
      unit: 'North',
    })
    const { body } = await test.program.call(north, 'GET', test.api('invoice-lines?limit=1'))
    expect(body.total).toBe(ROWS / 50)
  })

  it('comes back from a backup, line for line', async () => {
    await loadAll()
    const target = await createTestDatabase()
    try {
      const file = join(folder, 'all.backup')
      const written = await writeBackup(test.program.database.ownerUrl, file, new Date('2026-11-20T10:00:00Z'))
      const summary = written.tables.filter(({ table }) => table.startsWith('mainstay.invoice_line'))
      expect(summary).toMatchObject([{ table: 'mainstay.invoice_line', rows: ROWS }])
      await restoreBackup(target.ownerUrl, file)
      const restored = { rows: async <Row>(sql: string) => (await target.superuser.query(sql)).rows as Row[] }
      expect(await ledgerChecksum(restored)).toBe(await ledgerChecksum(test))
      expect(
        (await target.superuser.query('select count(*)::integer as lines from mainstay.invoice_line')).rows,
      ).toEqual([{ lines: ROWS }])
      expect((await target.pool.query('select 1 from mainstay.invoice_line')).rowCount).toBe(0)
      // And from there once more, with the lines in the shared table by now.
      const again = await writeBackup(target.ownerUrl, join(folder, 'again.backup'), new Date('2026-11-21T10:00:00Z'))
      expect(again.tables.filter(({ table }) => table.startsWith('mainstay.invoice_line'))).toEqual(summary)
    } finally {
      await target.drop()
    }
  })
})

describe('workspaces beside one that imports its first file', () => {
  it('get their own at the same moment, and neither sees the other', async () => {
    const { program } = test
    const secondId = await program.createWorkspace('second', 'USD')
    const secondOwner = await program.createPerson('second', { role: 'owner' })
    await writeFile(join(folder, 'customers.csv'), customers)
    await writeFile(join(folder, 'lines.csv'), lines(ROWS, 'S'))
    const [first, second] = await Promise.all([
      loadAll(),
      importPaths({
        context: program.program.context,
        actor: await program.actor('second', secondOwner),
        paths: [folder],
        dryRun: false,
        rejectsFolder: program.filesFolder,
      }),
    ])
    for (const { report } of [first, second])
      expect(report.files.find(({ kind }) => kind === 'invoice_lines')).toMatchObject({ inserted: ROWS, rejected: 0 })
    expect(
      await test.rows(
        `select l.workspace_id as workspace, count(*)::integer as lines, count(*) filter (where l.invoice_no like 'S%')::integer as marked
         from mainstay.invoice_line l group by 1 order by 1`,
      ),
    ).toEqual([
      { workspace: test.workspaceId, lines: ROWS, marked: 0 },
      { workspace: secondId, lines: ROWS, marked: ROWS },
    ])
    const tables = await test.rows<{ isAttached: boolean }>(OWN_TABLES)
    expect(tables.every(({ isAttached }) => isAttached)).toBe(true)
  })

  it('are not kept from their ledger by the other files of that import', async () => {
    const { program } = test
    await program.createWorkspace('quiet', 'USD')
    const quiet = await program.createPerson('quiet', { role: 'owner' })
    await test.load({ 'customers.csv': customers })
    const months = Array.from(
      { length: 120 },
      (_, month) => `20${16 + Math.floor(month / 12)}-${String(1 + (month % 12)).padStart(2, '0')}-01`,
    )
    const counts = months.flatMap((month) =>
      Array.from({ length: 1_000 }, (_, index) => `K${index % 50},A${index},${month},${index}`),
    )
    const loading = test.load({
      'lines.csv': lines(),
      'counts.csv': `customer_code,activity_code,month,quantity\n${counts.join('\n')}\n`,
    })
    const begun = performance.now()
    let longest = 0
    let isDone = false
    void loading.finally(() => {
      isDone = true
    })
    while (!isDone) {
      const started = performance.now()
      const { status } = await program.call(quiet, 'GET', '/api/workspaces/quiet/invoice-lines?limit=1')
      expect(status).toBe(200)
      longest = Math.max(longest, performance.now() - started)
    }
    const { report } = await loading
    const inserted = Object.fromEntries(report.files.map((file) => [file.kind, file.inserted]))
    expect(inserted).toEqual({ activity_counts: counts.length, invoice_lines: ROWS })
    expect(await test.rows(OWN_TABLES)).toEqual([{ name: own(), isAttached: true }])
    // Waiting for the lines to be attached would take as long as all that comes after them.
    expect(longest).toBeLessThan((performance.now() - begun) / 4)
  })
})

describe('an import that is killed while its lines are being attached', () => {
  it('leaves no table beside the ledger, and goes in whole when it is run again', async () => {
    const detail = await test.upload({ 'customers.csv': customers, 'lines.csv': lines() })
    await test.program.call(test.owner, 'POST', test.api(`imports/${detail.id}/application`), {})
    // Somebody works in the shared table, so that attaching has to wait: the moment to be killed in.
    const other = await test.program.database.superuser.connect()
    await other.query('begin')
    await other.query('lock table mainstay.invoice_line_shared in row exclusive mode')
    const child = startImport(detail.id)
    await waitFor(async () => {
      const [waiting] = await test.rows<{ waits: boolean }>(
        `select exists (select 1 from pg_locks l where l.relation = 'mainstay.invoice_line_shared'::regclass and not l.granted) as waits`,
      )
      return waiting?.waits ?? false
    })
    child.kill('SIGKILL')
    await once(child, 'exit')
    await other.query('rollback')
    other.release()
    await waitFor(async () => {
      const { rows } = await test.program.database.superuser.query(
        "select 1 from pg_stat_activity a where a.datname = current_database() and a.application_name = 'kill test'",
      )
      return rows.length === 0
    })
    expect(await test.rows(OWN_TABLES)).toEqual([])
    expect(await test.rows('select 1 from mainstay.invoice_line limit 1')).toEqual([])
    const again = startImport(detail.id)
    await once(again, 'exit')
    expect(await test.rows(OWN_TABLES)).toEqual([{ name: own(), isAttached: true }])
    expect(await test.rows('select count(*)::integer as lines from mainstay.invoice_line')).toEqual([{ lines: ROWS }])
  })

  function startImport(importId: string) {
    return spawn(process.execPath, [
      join(import.meta.dirname, 'kill-runner.fixture.ts'),
      test.program.database.applicationUrl,
      test.program.filesFolder,
      String(test.workspaceId),
      importId,
    ])
  }
})

async function waitFor(isTrue: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 20_000
  while (performance.now() < end) {
    if (await isTrue()) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('waited in vain')
}
