import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, scratchFolder } from './embedded-harness.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './index.ts'

const scratch = scratchFolder()
const dataFolder = path.join(scratch.folder, 'data')
const lines: string[] = []
let database: EmbeddedPostgres

beforeAll(async () => {
  database = await startEmbeddedPostgres({ dataFolder, log: (line) => lines.push(line), purpose: 'serve' })
}, 60_000)

afterAll(async () => {
  await database.stop()
  scratch.clean()
})

describe('an embedded database after its first start', () => {
  test('keeps what it acknowledged through a power cut', async () => {
    const rows = await ask<{ name: string; setting: string }>(
      database.applicationUrl,
      `select name, setting from pg_settings
        where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums') order by name`,
    )
    expect(rows.map(({ name, setting }) => `${name} ${setting}`)).toEqual([
      'data_checksums on',
      'fsync on',
      'full_page_writes on',
      'synchronous_commit on',
    ])
  })

  test('is PostgreSQL 18 in UTF-8 that knows upper and lower case of every script', async () => {
    const [row] = await ask<{ version: string; encoding: string; lower: string }>(
      database.applicationUrl,
      `select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding,
              lower('ÉTÉ ΣΟΦΊΑ ÅÄÖ') as lower`,
    )
    expect(row?.version.slice(0, 2)).toBe('18')
    expect(row?.encoding).toBe('UTF8')
    expect(row?.lower).toBe('été σοφία åäö')
  })

  test('gives neither role a way around row-level security', async () => {
    const rows = await ask<Record<string, unknown>>(
      database.applicationUrl,
      `select r.rolname, r.rolcanlogin, r.rolsuper, r.rolbypassrls, r.rolcreaterole, r.rolcreatedb, r.rolreplication,
              pg_catalog.pg_has_role(r.rolname, 'pg_execute_server_program', 'member') as runs_programs
         from pg_roles r where r.rolname like 'mainstay%' order by r.rolname`,
    )
    const nothing = {
      rolcanlogin: true,
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
      runs_programs: false,
    }
    expect(rows).toEqual([
      { rolname: 'mainstay_app', ...nothing },
      { rolname: 'mainstay_owner', ...nothing },
    ])
  })

  test('lets the application role create nothing and become nobody else', async () => {
    await expect(ask(database.applicationUrl, 'create table public.mine (id int)')).rejects.toThrow(/permission denied/)
    await expect(ask(database.applicationUrl, 'create schema mine')).rejects.toThrow(/permission denied/)
    await expect(ask(database.applicationUrl, 'create temporary table mine (id int)')).rejects.toThrow(/permission/)
    await expect(ask(database.applicationUrl, 'set role mainstay_owner')).rejects.toThrow(/permission denied/)
    await expect(ask(database.applicationUrl, `select pg_read_file('PG_VERSION')`)).rejects.toThrow(/permission denied/)
    await expect(ask(database.applicationUrl, `copy (select 1) to program 'true'`)).rejects.toThrow(/permission denied/)
    const elsewhere = database.applicationUrl.replace('/mainstay?', '/postgres?')
    await expect(ask(elsewhere, 'select 1')).rejects.toThrow(/permission denied/)
  })

  test('lets the owner role make the schema, its extensions and its grants', async () => {
    await ask(database.ownerUrl, 'create schema work')
    await ask(database.ownerUrl, 'create table work.account (id int primary key, name text)')
    await ask(database.ownerUrl, 'grant usage on schema work to mainstay_app')
    await ask(database.ownerUrl, 'grant select, insert on work.account to mainstay_app')
    await ask(database.applicationUrl, `insert into work.account (id, name) values (1, 'Alpine Cycles')`)
    expect(await ask(database.applicationUrl, 'select name from work.account')).toEqual([{ name: 'Alpine Cycles' }])
    await expect(ask(database.applicationUrl, 'drop table work.account')).rejects.toThrow(/must be owner/)
    await ask(database.ownerUrl, 'drop schema work cascade')
  })

  test('offers similarity search', async () => {
    const [row] = await ask<{ alike: boolean }>(database.applicationUrl, `select 'bicycle' % 'bicycles' as alike`)
    expect(row?.alike).toBe(true)
  })

  test('asks for a password, and for the right one', async () => {
    const wrong = database.applicationUrl.replace(/mainstay_app:[^@]+/, 'mainstay_app:password')
    await expect(ask(wrong, 'select 1')).rejects.toThrow(/password authentication failed/)
    const none = `postgresql://postgres@127.0.0.1:${database.port}/postgres`
    await expect(ask(none, 'select 1')).rejects.toThrow(/password/)
  })

  test.runIf(process.platform === 'linux')('listens on loopback and nowhere else', () => {
    expect(listeningAddresses(database.port)).toEqual(['0100007F'])
    const sockets = readFileSync('/proc/net/unix', 'utf8')
    expect(sockets).not.toContain(`.s.PGSQL.${database.port}`)
  })

  test('is closed to the other users of the machine', () => {
    expect(statSync(dataFolder).mode & 0o777).toBe(0o700)
    for (const name of ['secrets.json', 'mainstay.pid', 'postgres.log']) {
      expect(statSync(path.join(dataFolder, name)).mode & 0o777, name).toBe(0o600)
    }
    expect(readdirSync(dataFolder).filter((name) => name.includes('.new-'))).toEqual([])
  })

  test('never writes a password into its log', () => {
    const log = readFileSync(path.join(dataFolder, 'postgres.log'), 'utf8') + lines.join('\n')
    const secrets: Record<string, string> = JSON.parse(readFileSync(path.join(dataFolder, 'secrets.json'), 'utf8'))
    expect(Object.keys(secrets)).toHaveLength(3)
    for (const secret of Object.values(secrets)) {
      expect(secret.length).toBeGreaterThanOrEqual(32)
      expect(log).not.toContain(secret)
    }
  })

  test('says what it is not for', () => {
    expect(database.description).toMatch(/trials.*production.*DATABASE_URL/)
  })

  test('refuses a second server on its folder and says which process runs', async () => {
    await expect(startEmbeddedPostgres({ dataFolder, log: () => undefined, purpose: 'serve' })).rejects.toMatchObject({
      code: 'embedded/already-serving',
      message: expect.stringContaining(`process ${process.pid}`),
    })
  })

  test('is joined by a command, which leaves it running', async () => {
    const command = await startEmbeddedPostgres({ dataFolder, log: () => undefined })
    expect(command.attached).toBe(true)
    expect(command.port).toBe(database.port)
    await command.stop()
    expect(await ask(database.applicationUrl, 'select 1 as one')).toEqual([{ one: 1 }])
  })
})

describe('the second start of an embedded database', () => {
  test('takes less than 1.5 seconds and finds everything as it was', async () => {
    await ask(database.ownerUrl, 'create table public.kept (id int)')
    await ask(database.ownerUrl, 'insert into public.kept (id) values (7)')
    await database.stop()
    expect(existsSync(path.join(dataFolder, 'mainstay.pid'))).toBe(false)
    expect(existsSync(path.join(dataFolder, 'postgres', 'postmaster.pid'))).toBe(false)
    const startedAt = performance.now()
    database = await startEmbeddedPostgres({ dataFolder, log: () => undefined, purpose: 'serve' })
    expect(performance.now() - startedAt).toBeLessThan(1_500)
    expect(database.attached).toBe(false)
    expect(await ask(database.ownerUrl, 'select id from public.kept')).toEqual([{ id: 7 }])
  })
})

function listeningAddresses(port: number): string[] {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0')
  return ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) =>
    (existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []).flatMap((line) => {
      const [, local, , state] = line.trim().split(/\s+/)
      const [address, localPort] = local?.split(':') ?? []
      return state === '0A' && localPort === wanted && address ? [address] : []
    }),
  )
}
