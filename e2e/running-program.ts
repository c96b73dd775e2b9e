import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const MAIN = process.env.MAINSTAY_SERVER ?? fileURLToPath(new URL('../server/src/main.ts', import.meta.url))

/** The program as it is served to people, on a fresh data folder and a free port. */
export interface RunningProgram {
  readonly address: string
  readonly setupCode: string
  readonly dataFolder: string
  /** Everything it has printed so far. */
  output(): string
  stop(): Promise<void>
}

export async function runProgram(): Promise<RunningProgram> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'mainstay-e2e-'))
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', MAIN, 'serve', '--data', dataFolder, '--port', '0'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, MAINSTAY_LOG_LEVEL: 'warn' },
    },
  )
  let output = ''
  child.stdout.on('data', (piece) => {
    output += piece
  })
  child.stderr.on('data', (piece) => {
    output += piece
  })
  await untilReady(child, () => output)
  const address = /Mainstay is ready: (\S+)/.exec(output)?.[1] ?? ''
  const setupCode = /one-time code: (\S+)/.exec(output)?.[1] ?? ''
  return {
    address,
    setupCode,
    dataFolder,
    output: () => output,
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

async function untilReady(child: ChildProcess, output: () => string): Promise<void> {
  const deadline = Date.now() + 60_000
  while (!/one-time code: \S+/.test(output())) {
    if (child.exitCode !== null) throw new Error(`the program ended with ${child.exitCode}:\n${output()}`)
    if (Date.now() > deadline) throw new Error(`the program is not ready:\n${output()}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
