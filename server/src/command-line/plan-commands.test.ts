import { spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { EVERY_SECTION } from '../plans/fixtures.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../platform/embedded/index.ts'

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url))
const WHOLE = '5a0f6d0e-8a52-4c58-9d3b-2f6d6a3a1b01'
const PART = '5a0f6d0e-8a52-4c58-9d3b-2f6d6a3a1b02'

let folder: string
let dataFolder: string
let database: EmbeddedPostgres
let superuser: pg.Client

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mainstay-plans-'))
  dataFolder = await mkdtemp(join(tmpdir(), 'mainstay-plans-data-'))
  database = await startEmbeddedPostgres({ dataFolder, log: () => undefined, purpose: 'serve' })
  const created = await run('workspace', 'create', 'north', '--name', 'North', '--currency', 'EUR')
  expect(created).toMatchObject({ code: 0 })
  superuser = new pg.Client({ connectionString: database.superuserUrl })
  await superuser.connect()
  await givenPlans()
}, 120_000)
afterAll(async () => {
  await superuser.end()
  await database.stop()
  await rm(folder, { recursive: true, force: true })
  await rm(dataFolder, { recursive: true, force: true })
})

/** The plan of an account, and below it one of a region. */
async function givenPlans(): Promise<void> {
  const { rows } = await superuser.query<{ id: string; workspace_id: number }>(
    `with w as (select mainstay.workspace_id_of('north') as workspace_id),
       n as (select nextval(pg_get_serial_sequence('mainstay.account', 'id')) as id)
     insert into mainstay.account (workspace_id, id, code, name, group_id)
     overriding system value select w.workspace_id, n.id, 'K100', 'Harbour', n.id from n, w returning id, workspace_id`,
  )
  const account = rows[0]
  if (!account) throw new Error('the account was not stored')
  for (const [id, parent, scope] of [
    [WHOLE, null, ''],
    [PART, WHOLE, 'Region west'],
  ]) {
    await superuser.query(
      `insert into mainstay.plan (workspace_id, id, account_id, parent_id, scope, title, status, sections, created_by)
       values ($1, $2, $3, $4, $5, 'Plan of K100', 'active', $6, 'test')`,
      [account.workspace_id, id, account.id, parent, scope, JSON.stringify(EVERY_SECTION)],
    )
    await superuser.query(
      `insert into mainstay.plan_period (workspace_id, plan_id, account_id, number, starts_on, ends_on)
       values ($1, $2, $3, 1, '2026-01-01', '2026-12-31'), ($1, $2, $3, 2, '2027-01-01', '2027-12-31')`,
      [account.workspace_id, id, account.id],
    )
  }
}

type Ended = { readonly code: number; readonly out: string; readonly err: string }

/** The command line as it is typed, in a process of its own, beside the running database. */
function run(...args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOME: folder, MAINSTAY_DATA: dataFolder, MAINSTAY_LOG_LEVEL: 'warn' },
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (piece) => {
    out += piece
  })
  child.stderr.on('data', (piece) => {
    err += piece
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? -1, out, err }))
  })
}

const mainstay = (...args: readonly string[]): Promise<Ended> => run(...args, '--workspace', 'north')

it('lists every plan, for people and for programs', async () => {
  const told = await mainstay('plan', 'list', '--json')
  expect(told).toMatchObject({ code: 0, err: '' })
  expect(JSON.parse(told.out).plans).toMatchObject([
    { account: { code: 'K100' }, status: 'active', startsOn: '2026-01-01', endsOn: '2027-12-31' },
    { account: { code: 'K100' } },
  ])
  const { out } = await mainstay('plan', 'list')
  expect(out).toContain('K100          active   2026-01-01 to 2027-12-31  Plan of K100')
  expect(out).toContain('(Region west)')
}, 60_000)

it('writes the plan of an account as a whole file or none, and keeps a record', async () => {
  const out = join(folder, 'plan.pptx')
  expect(await mainstay('plan', 'export', 'K100', '--out', out)).toMatchObject({ code: 0, out: '' })
  expect((await readFile(out)).subarray(0, 2).toString()).toBe('PK')
  const unit = join(folder, 'unit.json')
  expect(
    (await mainstay('plan', 'export', 'K100', '--unit', 'Region west', '--format', 'json', '--out', unit)).code,
  ).toBe(0)
  expect(JSON.parse(await readFile(unit, 'utf8')).content.header.scope).toBe('Region west')
  const { rows } = await superuser.query(
    `select actor_kind, after from mainstay.audit_entry where action = 'portfolio.export' order by id`,
  )
  expect(rows).toMatchObject([
    { actor_kind: 'operator', after: { format: 'pptx', audience: 'internal' } },
    { actor_kind: 'operator', after: { format: 'json' } },
  ])
}, 60_000)

it('says what is wrong and leaves no half file behind', async () => {
  const before = await readdir(folder)
  const out = join(folder, 'none.md')
  const gone = await mainstay('plan', 'export', 'K999', '--format', 'md', '--out', out)
  expect(gone).toMatchObject({ code: 1, out: '' })
  expect(gone.err).toContain('plans/none-open: There is no open plan for this account')
  expect((await mainstay('plan', 'export', 'K100', '--format', 'odp', '--out', out)).err).toBe(
    '--format must be one of pptx, docx, xlsx, pdf, md, json, not "odp".\n',
  )
  const shared = await mainstay('plan', 'export', 'K100', '--audience', 'customer', '--format', 'md', '--out', out)
  expect(shared.err).toContain('plans/nothing-for-customer')
  expect(await readdir(folder)).toEqual(before)
}, 60_000)
