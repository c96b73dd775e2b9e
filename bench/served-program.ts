import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const MAIN = process.env.MAINSTAY_SERVER ?? fileURLToPath(new URL('../server/src/main.ts', import.meta.url))

export interface ServedProgram {
  readonly address: string
  readonly setupCode: string | null
  readonly secondsToReady: number
  stop(): Promise<void>
}

/** Starts the program as people do and waits until it says that it is ready. */
export async function serveProgram(dataFolder: string): Promise<ServedProgram> {
  const started = performance.now()
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', MAIN, 'serve', '--data', dataFolder, '--port', '0'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, MAINSTAY_LOG_LEVEL: 'error', MAINSTAY_REQUESTS_PER_MINUTE: '100000000' },
    },
  )
  let output = ''
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (piece) => {
      output += piece
      if (/Mainstay is ready[\s\S]*Database:/.test(output)) resolve()
    })
    child.once('exit', (code) => reject(new Error(`the program ended with ${code}: ${output}`)))
  })
  return {
    address: /Mainstay is ready: (\S+)/.exec(output)?.[1] ?? '',
    setupCode: /one-time code: (\S+)/.exec(output)?.[1] ?? null,
    secondsToReady: (performance.now() - started) / 1000,
    stop: () => end(child),
  }
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.removeAllListeners('exit')
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}

export interface CommandRun {
  readonly seconds: number
  readonly peakMegabytes: number
  readonly output: string
}

/** Runs one command of the command line and watches its memory, all its threads included. */
export async function runCommand(args: readonly string[]): Promise<CommandRun> {
  const started = performance.now()
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  let peak = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, peakMemory(child.pid))
  }, 50)
  child.stdout.on('data', (piece) => {
    output += piece
  })
  const code = await new Promise((resolve) => child.once('exit', resolve))
  clearInterval(watch)
  if (code !== 0) throw new Error(`mainstay ${args[0]} ended with ${code}`)
  return { seconds: (performance.now() - started) / 1000, peakMegabytes: peak, output }
}

/** High-water mark of a process's resident memory, where the system tells it. */
function peakMemory(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

export interface SignedIn {
  readonly cookie: string
  get(path: string): Promise<Response>
  send(method: string, path: string, body: unknown): Promise<Response>
}

/** Sets the program up with a first workspace and signs in as its owner. */
export async function setUp(program: ServedProgram, workspaceSlug: string): Promise<SignedIn> {
  const reply = await fetch(`${program.address}/api/setup`, {
    method: 'POST',
    // As a browser on the program's own page would.
    headers: { 'content-type': 'application/json', origin: program.address },
    body: JSON.stringify({
      code: program.setupCode,
      name: 'Bench Owner',
      email: 'owner@bench.example',
      password: 'measured twice, cut once',
      workspaceName: 'Own workspace',
      workspaceSlug,
      reportingCurrency: 'USD',
    }),
  })
  if (!reply.ok) throw new Error(`set-up refused: ${await reply.text()}`)
  const cookie = reply.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const call = (method: string, path: string, body?: unknown) =>
    fetch(`${program.address}${path}`, {
      method,
      headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  return { cookie, get: (path) => call('GET', path), send: call }
}
