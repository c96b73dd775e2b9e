import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

async function names(sql: string): Promise<string[]> {
  const { rows } = await database.superuser.query<{ name: string }>(sql)
  return rows.map((row) => row.name)
}

const TENANT_TABLES = `
  select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity from pg_class c
  join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'mainstay'
  where c.relkind in ('r', 'p')
    and (c.relname = 'workspace' or exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped))`

test('every table of a workspace has row security, forced, with a rule for reading and for writing', async () => {
  expect((await names(`select t.relname as name from (${TENANT_TABLES}) t`)).length).toBeGreaterThan(15)
  expect(
    await names(
      `select t.relname as name from (${TENANT_TABLES}) t where not (t.relrowsecurity and t.relforcerowsecurity)`,
    ),
  ).toEqual([])
  expect(
    await names(`select t.relname as name from (${TENANT_TABLES}) t where not exists (
      select 1 from pg_policy p where p.polrelid = t.oid and p.polname = 'tenant' and p.polpermissive
        and pg_get_expr(p.polqual, p.polrelid) like '%current_workspace%' and pg_get_expr(p.polwithcheck, p.polrelid) like '%current_workspace%')`),
  ).toEqual([])
})

test('every table of a workspace is indexed by the workspace first, and every key begins with it', async () => {
  const leads = `select 1 from pg_attribute a where a.attrelid = i.indrelid and a.attnum = i.indkey[0] and a.attname = 'workspace_id'`
  expect(
    await names(`select t.relname as name from (${TENANT_TABLES}) t where t.relname <> 'workspace'
      and not exists (select 1 from pg_index i where i.indrelid = t.oid and exists (${leads}))`),
  ).toEqual([])
  // Hashes of random tokens are found before a workspace is known.
  expect(
    await names(`select i.indexrelid::regclass::text as name from pg_index i join (${TENANT_TABLES}) t on t.oid = i.indrelid
      where t.relname <> 'workspace' and i.indisunique and not exists (${leads}) order by 1`),
  ).toEqual([
    'mainstay.api_key_token_hash_key',
    'mainstay.calendar_feed_token_hash_key',
    'mainstay.invitation_token_hash_key',
  ])
})

test('every link between two tables of a workspace carries the workspace', async () => {
  expect(
    await names(`select c.conrelid::regclass || ' ' || c.conname as name from pg_constraint c
      where c.contype = 'f' and c.conrelid in (select t.oid from (${TENANT_TABLES}) t)
        and c.confrelid in (select t.oid from (${TENANT_TABLES}) t where t.relname <> 'workspace')
        and not exists (select 1 from pg_attribute a where a.attrelid = c.conrelid and a.attnum = any (c.conkey) and a.attname = 'workspace_id')`),
  ).toEqual([])
})

test("no function with its owner's rights runs with a search path of the caller", async () => {
  expect(
    await names(`select p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ('mainstay', 'identity') and p.prosecdef
        and not exists (select 1 from unnest(coalesce(p.proconfig, '{}')) s where s like 'search_path=%pg_temp')`),
  ).toEqual([])
})

test('views, should there be any, run with the rights of the reader', async () => {
  expect(
    await names(`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('mainstay', 'identity') and c.relkind in ('v', 'm')
        and not coalesce(c.reloptions @> '{security_invoker=true}', false)`),
  ).toEqual([])
})

test('the program can neither change nor remove what the audit holds', async () => {
  for (const table of ['mainstay.audit_entry', 'mainstay.security_entry']) {
    await expect(database.pool.query(`update ${table} set at = now()`)).rejects.toThrow(/permission denied/)
    await expect(database.pool.query(`delete from ${table}`)).rejects.toThrow(/permission denied/)
    await expect(database.pool.query(`truncate ${table}`)).rejects.toThrow(/permission denied/)
  }
})

test('the program may not create anything in the schemas, nor remove a workspace', async () => {
  await expect(database.pool.query('create table mainstay.own (id integer)')).rejects.toThrow(/permission denied/)
  await expect(database.pool.query('create table identity.own (id integer)')).rejects.toThrow(/permission denied/)
  await expect(database.pool.query('delete from mainstay.workspace')).rejects.toThrow(/permission denied/)
  await expect(database.pool.query('alter table mainstay.audit_entry disable row level security')).rejects.toThrow(
    /owner/,
  )
})

test('without a workspace nothing of any workspace is there', async () => {
  const tables = await names(`select t.relname as name from (${TENANT_TABLES}) t`)
  await database.pool.query("select mainstay.create_workspace('north', 'North', 'EUR')")
  for (const table of tables) {
    const { rows } = await database.pool.query(`select count(*)::integer as count from mainstay.${table}`)
    expect([table, rows[0].count]).toEqual([table, 0])
  }
})
