import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { ask, runOtherProgram, scratchFolder } from './embedded-harness.ts'
import { chooseDataFolder, defaultDataFolder, startEmbeddedPostgres } from './index.ts'
import { canReach, closedFolderOnTheWay, isRoot } from './service-account.ts'

const clean: (() => void)[] = []
const checkout = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../..')
const nobody = { uid: 65_534, gid: 65_534, name: 'nobody' }
const isLinux = process.platform === 'linux'

afterEach(() => {
  for (const step of clean.splice(0).reverse()) step()
})

function scratch(owner?: { uid: number; gid: number }): string {
  const made = scratchFolder(owner)
  clean.push(made.clean)
  return made.folder
}

describe('the data folder when none was named', () => {
  test.runIf(isLinux)('lies in the folder the user keeps data in', () => {
    const home = scratch()
    expect(defaultDataFolder({ HOME: home })).toBe(path.join(home, '.local', 'share', 'mainstay'))
    expect(defaultDataFolder({ HOME: home, XDG_DATA_HOME: path.join(home, 'data') })).toBe(`${home}/data/mainstay`)
    expect(defaultDataFolder({ HOME: home, XDG_DATA_HOME: 'relative' })).toBe(`${home}/.local/share/mainstay`)
  })

  test.runIf(isLinux && isRoot())('is one that the user running PostgreSQL can reach when root is asking', () => {
    const home = scratch()
    chmodSync(home, 0o700)
    const choice = chooseDataFolder({ HOME: home })
    expect(choice.folder).toBe('/var/lib/mainstay')
    expect(choice.reason).toContain(`${home} is closed`)
  })

  test.runIf(isLinux && existsSync(path.join(checkout, '.git')))('is never inside the checkout', () => {
    expect(() => defaultDataFolder({ XDG_DATA_HOME: checkout })).toThrow(/inside the program's own checkout/)
  })
})

describe('a folder named as data folder', () => {
  test('is refused and left as it is when it holds other things', async () => {
    const folder = scratch()
    writeFileSync(path.join(folder, 'thesis.txt'), 'years of work')
    await expect(startEmbeddedPostgres({ dataFolder: folder, log: () => undefined })).rejects.toMatchObject({
      code: 'embedded/data-folder-not-ours',
    })
    expect(statSync(folder).mode & 0o777).toBe(0o755)
    expect(statSync(folder).uid).toBe(process.getuid?.())
  })

  test.runIf(isRoot())('is refused as root when the user running PostgreSQL cannot get there', async () => {
    const folder = scratch()
    chmodSync(folder, 0o700)
    const dataFolder = path.join(folder, 'data')
    await expect(startEmbeddedPostgres({ dataFolder, log: () => undefined })).rejects.toMatchObject({
      code: 'embedded/data-folder-unreachable',
      message: expect.stringContaining(folder),
    })
    expect(existsSync(dataFolder)).toBe(false)
  })
})

describe('the user that PostgreSQL runs as', () => {
  test.runIf(isLinux && isRoot())('is an existing one without privileges when root starts the program', async () => {
    const folder = scratch()
    const dataFolder = path.join(folder, 'data')
    const database = await startEmbeddedPostgres({ dataFolder, log: () => undefined })
    try {
      const file = readFileSync(path.join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8')
      const status = readFileSync(`/proc/${file.split('\n')[0]}/status`, 'utf8')
      expect(status).toMatch(/^Uid:\s+[1-9]\d*/m)
      expect(status).toMatch(/^Groups:\s*$/m)
      expect(statSync(folder).uid).toBe(0)
    } finally {
      await database.stop()
    }
  })

  test.runIf(isLinux && isRoot() && canReach(path.join(checkout, 'server'), nobody))(
    'is the user who starts the program otherwise, and stays the same when root starts it later',
    async () => {
      const dataFolder = path.join(scratch(nobody), 'data')
      const program = runOtherProgram(dataFolder, 'serve', nobody)
      const opened = await program.opened
      expect(opened.uid).toBe(nobody.uid)
      expect(await ask(opened.applicationUrl, 'select 1 as one')).toEqual([{ one: 1 }])
      await program.finish()

      const asRoot = await startEmbeddedPostgres({ dataFolder, log: () => undefined })
      expect(statSync(path.join(dataFolder, 'postgres', 'postmaster.pid')).uid).toBe(nobody.uid)
      await asRoot.stop()

      const again = runOtherProgram(dataFolder, 'serve', nobody)
      expect((await again.opened).attached).toBe(false)
      await again.finish()
    },
  )

  test('is judged by every folder on the way', () => {
    const folder = scratch()
    const inner = path.join(folder, 'closed', 'open')
    mkdirSync(inner, { recursive: true })
    const stranger = { uid: 64_123, gid: 64_123 }
    expect(os.tmpdir().startsWith('/') && closedFolderOnTheWay(inner, stranger)).toBe(undefined)
    expect(canReach(inner, stranger)).toBe(true)
    chmodSync(path.join(folder, 'closed'), 0o750)
    expect(closedFolderOnTheWay(inner, stranger)).toBe(path.join(folder, 'closed'))
    expect(canReach(inner, stranger)).toBe(false)
  })
})
