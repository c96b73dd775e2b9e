import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { matchesLock, namesEveryPlatform } from './dependencies.mjs'
import { exclusively } from './exclusive.mjs'
import { callerFolder, root } from './place.mjs'

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
