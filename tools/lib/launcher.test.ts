import { execFile, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { ensureBuilt, hashOf } from './built.mjs'
import { matchesLock, namesEveryPlatform } from './dependencies.mjs'
import { exclusively } from './exclusive.mjs'
import { callerFolder, inRoot, root } from './place.mjs'
import { ensureServer } from './server-program.mjs'

const linux = { os: 'linux', cpu: 'x64' }
const lock = {
  '': {},
  'node_modules/pg': { version: '8.23.1', integrity: 'a' },
  'node_modules/engine-linux': { version: '1.0.0', integrity: 'b', optional: true, os: ['linux'], cpu: ['x64'] },
  'node_modules/engine-mac': { version: '1.0.0', integrity: 'c', optional: true, os: ['darwin'], cpu: ['x64'] },
}

describe('dependencies that were installed by hand', () => {
  const { 'node_modules/engine-mac': _, ...installed } = lock

  test('are taken as they are when they match the lockfile, other platforms aside', () => {
    expect(matchesLock(lock, installed, linux)).toBe(true)
  })

  test('are replaced when one has another version, another content, or is missing', () => {
    const older = { ...installed, 'node_modules/pg': { version: '8.22.0', integrity: 'a' } }
    const other = { ...installed, 'node_modules/pg': { version: '8.23.1', integrity: 'z' } }
    const { 'node_modules/pg': _pg, ...without } = installed
    const { 'node_modules/engine-linux': _engine, ...withoutEngine } = installed
    for (const state of [older, other, without, withoutEngine]) expect(matchesLock(lock, state, linux)).toBe(false)
  })
})

describe('a lockfile', () => {
  test('is complete only when it holds the optional packages of every platform', () => {
    const wanting = { 'node_modules/tool': { optionalDependencies: { 'tool-linux': '1', '@tool/mac': '1' } } }
    expect(namesEveryPlatform({ ...wanting, 'node_modules/tool-linux': {} })).toBe(false)
    const both = { 'node_modules/tool-linux': {}, 'node_modules/tool/node_modules/@tool/mac': {} }
    expect(namesEveryPlatform({ ...wanting, ...both })).toBe(true)
  })
})

describe('paths on the command line', () => {
  test('are relative to the folder in which npm was called', () => {
    const env = { npm_lifecycle_event: 'mainstay', INIT_CWD: os.tmpdir() }
    expect(callerFolder(['mainstay'], { env, cwd: root })).toBe(os.tmpdir())
  })

  test('are relative to the current folder without npm, or when another npm script calls the command', () => {
    expect(callerFolder(['mainstay'], { env: {}, cwd: '/srv' })).toBe('/srv')
    const inner = { npm_lifecycle_event: 'test', INIT_CWD: os.tmpdir() }
    expect(callerFolder(['mainstay'], { env: inner, cwd: root })).toBe(root)
    const chosen = { npm_lifecycle_event: 'mainstay', INIT_CWD: os.tmpdir() }
    expect(callerFolder(['mainstay'], { env: chosen, cwd: '/srv' })).toBe('/srv')
  })
})

describe('work that only one start may do', () => {
  test('is done by one after the other, also when an earlier start died holding the lock', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'mainstay-launcher-'))
    const file = path.join(folder, 'work.lock')
    writeFileSync(file, '4194999')
    let running = 0
    let most = 0
    const work = () =>
      exclusively(
        file,
        () => undefined,
        async () => {
          running += 1
          most = Math.max(most, running)
          await new Promise((resolve) => setTimeout(resolve, 20))
          running -= 1
        },
      )
    await work()
    await Promise.all([work(), work()])
    expect(most).toBe(1)
    rmSync(folder, { recursive: true })
  })
})

describe('a part of the program', () => {
  const build = (state: { isThere: boolean; built: number; code: number }) => ({
    name: 'part',
    lockFile: path.join(mkdtempSync(path.join(os.tmpdir(), 'mainstay-built-')), 'part.lock'),
    isBuilt: () => state.isThere,
    build: async () => {
      state.built += 1
      await new Promise((resolve) => setTimeout(resolve, 20))
      if (state.code === 0) state.isThere = true
      return state.code
    },
  })

  test('is built once, however many starts want it, and not again while it is there', async () => {
    const state = { isThere: false, built: 0, code: 0 }
    const part = build(state)
    await Promise.all([ensureBuilt(part), ensureBuilt(part), ensureBuilt(part)])
    await ensureBuilt(part)
    expect(state.built).toBe(1)
  })

  test('that cannot be built stops the start with a word of what failed', async () => {
    const part = build({ isThere: false, built: 0, code: 3 })
    await expect(ensureBuilt(part)).rejects.toThrow('The part could not be built (exit code 3); see above.')
  })

  test('is told from another state by any source, and by no test', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'mainstay-hash-'))
    const source = path.relative(root, folder)
    const states = [{ 'a.ts': '1' }, { 'a.ts': '2' }, { 'b.ts': '2' }, { 'b.ts': '2', 'b.test.ts': '' }].map(
      (files) => {
        for (const name of readdirSync(folder)) rmSync(path.join(folder, name))
        for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content)
        return hashOf([source])
      },
    )
    expect(new Set(states).size).toBe(3)
    expect(states[3]).toBe(states[2])
    rmSync(folder, { recursive: true })
  })
})

describe('the built server', () => {
  test('is named by its sources, answers like them, and finds workers and migrations beside them', async () => {
    const main = await ensureServer(process.execPath)
    expect(await ensureServer(process.execPath)).toBe(main)
    const run = promisify(execFile)
    const help = (file: string) => run(process.execPath, ['--disable-warning=ExperimentalWarning', file, '--help'])
    const [built, source] = await Promise.all([help(main), help(inRoot('server', 'src', 'main.ts'))])
    expect(built.stdout).toBe(source.stdout)
    const addresses = readdirSync(path.dirname(main)).flatMap((name) => {
      const code = readFileSync(path.join(path.dirname(main), name), 'utf8')
      return [...code.matchAll(/new URL\("([./][^"]+)", (?:new URL\("([^"]+)", )?import\.meta\.url/g)]
    })
    const places = addresses.map(([, named = '', from]) =>
      from ? path.resolve(path.dirname(main), path.dirname(from), named) : path.resolve(path.dirname(main), named),
    )
    expect(places.filter((place) => !existsSync(place) && !place.endsWith(path.join('web', 'dist')))).toEqual([])
    expect(places.filter((place) => place.endsWith('worker.ts')).length).toBeGreaterThanOrEqual(4)
  }, 60_000)
})

describe('a program started by the launcher', () => {
  test('sees one signal however often a key press reaches it, and a later one as a second', async () => {
    const preload = fileURLToPath(new URL('./signal-once.mjs', import.meta.url))
    const script = `let n = 0; process.on('SIGINT', () => console.log('signal ' + ++n)); setInterval(() => {}, 1000); console.log('ready')`
    const child = spawn(process.execPath, ['--import', preload, '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
    const has = (text: string) => expect.poll(() => output, { timeout: 5_000 }).toContain(text)
    await has('ready')
    for (const _ of [1, 2, 3]) child.kill('SIGINT')
    await has('signal 1')
    await new Promise((resolve) => setTimeout(resolve, 600))
    child.kill('SIGINT')
    await has('signal 2')
    child.kill('SIGKILL')
    expect(output).toBe('ready\nsignal 1\nsignal 2\n')
  })
})
