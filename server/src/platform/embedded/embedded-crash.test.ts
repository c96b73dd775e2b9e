import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { ask, type OtherProgram, runOtherProgram, scratchFolder, until } from './embedded-harness.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './index.ts'
import { isAlive } from './process-identity.ts'

const clean: (() => Promise<void> | void)[] = []

afterEach(async () => {
  for (const step of clean.splice(0).reverse()) await step()
})

function newFolder(): string {
  const scratch = scratchFolder()
  const dataFolder = path.join(scratch.folder, 'data')
  clean.push(scratch.clean, () => endOrphanIn(dataFolder))
  return dataFolder
}

async function open(dataFolder: string, log: (line: string) => void = () => undefined): Promise<EmbeddedPostgres> {
  const database = await startEmbeddedPostgres({ dataFolder, log })
  clean.push(() => database.stop())
  return database
}

function otherProgram(dataFolder: string, purpose: 'serve' | 'command'): OtherProgram {
  const other = runOtherProgram(dataFolder, purpose)
  clean.push(() => other.kill())
  return other
}

/** A failed test must not leave a database server running. */
function endOrphanIn(dataFolder: string): void {
  if (!existsSync(path.join(dataFolder, 'postgres', 'postmaster.pid'))) return
  const orphan = postmasterOf(dataFolder)
  if (orphan !== process.pid && isAlive(orphan)) process.kill(orphan, 'SIGKILL')
}

function postmasterOf(dataFolder: string): number {
  return Number(readFileSync(path.join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
}

describe('an embedded database whose program was killed', () => {
  test('is found running, taken over with its data, and stopped at the end', async () => {
    const dataFolder = newFolder()
    const server = otherProgram(dataFolder, 'serve')
    const { ownerUrl } = await server.opened
    await ask(ownerUrl, 'create table public.kept (id int)')
    await ask(ownerUrl, 'insert into public.kept (id) values (7)')
    await server.kill()
    const orphan = postmasterOf(dataFolder)
    expect(isAlive(orphan)).toBe(true)

    const lines: string[] = []
    const database = await startEmbeddedPostgres({ dataFolder, log: (line) => lines.push(line), purpose: 'serve' })
    expect(database.attached).toBe(true)
    expect(lines.join('\n')).toMatch(/taking over/)
    expect(await ask(database.ownerUrl, 'select id from public.kept')).toEqual([{ id: 7 }])
    await database.stop()
    expect(isAlive(orphan)).toBe(false)
  })

  test('starts cleanly when the first start was killed while the database was being created', async () => {
    const dataFolder = newFolder()
    const first = otherProgram(dataFolder, 'serve')
    await until(
      () => existsSync(dataFolder) && readdirSync(dataFolder).some((name) => name.startsWith('postgres.new-')),
    )
    await first.kill()
    expect(existsSync(path.join(dataFolder, 'postgres'))).toBe(false)

    const database = await open(dataFolder)
    expect(await ask(database.applicationUrl, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(readdirSync(dataFolder).filter((name) => name.includes('.new-'))).toEqual([])
  })

  test('comes back on the same port with what was committed when PostgreSQL itself is killed', async () => {
    const dataFolder = newFolder()
    const database = await open(dataFolder)
    await ask(database.ownerUrl, 'create table public.kept (id int)')
    await ask(database.ownerUrl, 'insert into public.kept (id) values (7)')
    const killed = postmasterOf(dataFolder)
    process.kill(killed, 'SIGKILL')
    await until(() =>
      ask(database.ownerUrl, 'select id from public.kept').then(
        (rows) => rows.length === 1,
        () => false,
      ),
    )
    expect(postmasterOf(dataFolder)).not.toBe(killed)
  })

  test('is not confused by a pid file whose number now belongs to another program', async () => {
    const dataFolder = newFolder()
    const first = await open(dataFolder)
    const file = path.join(dataFolder, 'postgres', 'postmaster.pid')
    const content = readFileSync(file, 'utf8')
    await first.stop()
    writeFileSync(file, content.replace(/^\d+/, String(process.pid)))

    const second = await open(dataFolder)
    expect(second.attached).toBe(false)
    expect(await ask(second.applicationUrl, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('takes over the start lock of a process that is gone', async () => {
    const dataFolder = newFolder()
    await (await open(dataFolder)).stop()
    writeFileSync(path.join(dataFolder, 'start.lock'), JSON.stringify({ pid: process.pid, began: 'long ago:1' }))
    const database = await open(dataFolder)
    expect(database.attached).toBe(false)
  })
})

describe('two programs on one data folder', () => {
  test('started at the same moment share one database, which the last to leave stops', async () => {
    const dataFolder = newFolder()
    const programs = [otherProgram(dataFolder, 'command'), otherProgram(dataFolder, 'command')]
    const opened = await Promise.all(programs.map((program) => program.opened))
    expect(opened.map(({ attached }) => attached).sort()).toEqual([false, true])
    expect(new Set(opened.map(({ port }) => port)).size).toBe(1)

    const postmaster = postmasterOf(dataFolder)
    const starter = programs[opened.findIndex(({ attached }) => !attached)]
    const joiner = programs[opened.findIndex(({ attached }) => attached)]
    await starter?.finish()
    expect(await ask(opened[0]?.applicationUrl ?? '', 'select 1 as one')).toEqual([{ one: 1 }])
    await joiner?.finish()
    expect(isAlive(postmaster)).toBe(false)
  })

  test('started at the same moment to serve: one serves, the other is told so', async () => {
    const dataFolder = newFolder()
    const programs = [otherProgram(dataFolder, 'serve'), otherProgram(dataFolder, 'serve')]
    const outcomes = await Promise.allSettled(programs.map((program) => program.opened))
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const refused = outcomes.find((outcome) => outcome.status === 'rejected')
    expect(String(refused?.reason)).toMatch(/embedded\/already-serving/)
    await programs[outcomes.findIndex(({ status }) => status === 'fulfilled')]?.finish()
  })
})
