import { Worker } from 'node:worker_threads'
import type { ImportFailure } from '../tables.ts'
import type { DirectRows } from './direct-rows.ts'
import type { FileInspection, InspectionRequest } from './inspection.ts'
import type { ReadPlan } from './read-plan.ts'
import type { Chunk } from './read-rows.ts'
import type { WireRefusal, WorkerMessage, WorkerTask } from './worker.ts'

/** A file that cannot be used, with what to tell the person who sent it. */
export class FileFailed extends Error {
  override name = 'FileFailed'
  readonly failure: ImportFailure
  constructor(failure: ImportFailure) {
    super(failure.code)
    this.failure = failure
  }
}

/** The person (or a stopping server) has called the work off. */
export class Cancelled extends Error {
  override name = 'Cancelled'
}

const INSPECTION_MILLISECONDS = 60_000
const READING_MILLISECONDS = 6 * 3_600_000
const LIMITS = { maxOldGenerationSizeMb: 320, maxYoungGenerationSizeMb: 24, stackSizeMb: 4 }
const INSPECTIONS_AT_ONCE = 2

interface Errand {
  readonly task: WorkerTask
  readonly name: string
  readonly milliseconds: number
  readonly signal?: AbortSignal | undefined
  readonly take?: ((chunk: Chunk) => Promise<void>) | undefined
}

const IDLE_MILLISECONDS = 2_000
const idle: { readonly worker: Worker; readonly timer: NodeJS.Timeout }[] = []

/** A thread that has just done a task well takes the next one; starting one costs more than reading a small file. */
function hireWorker(): Worker {
  const rested = idle.pop()
  if (!rested) return new Worker(new URL('./worker.ts', import.meta.url), { resourceLimits: LIMITS })
  clearTimeout(rested.timer)
  forgetListeners(rested.worker)
  rested.worker.ref()
  return rested.worker
}

/** Starts a thread before there is a file to read, so that it loads while the rest is got ready. */
export function prepareReader(): void {
  if (idle.length === 0) restWorker(hireWorker())
}

/** Only our own: the thread's own bookkeeping listens as well. */
function forgetListeners(worker: Worker): void {
  for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event)
}

function restWorker(worker: Worker): void {
  forgetListeners(worker)
  worker.unref()
  const drop = () => {
    const place = idle.findIndex((one) => one.worker === worker)
    if (place >= 0) idle.splice(place, 1)
    void worker.terminate()
  }
  worker.on('error', drop)
  idle.push({ worker, timer: setTimeout(drop, IDLE_MILLISECONDS).unref() })
}

/** Runs one task in a thread of its own, so that a hostile file can spoil neither the memory nor the time of the server. */
async function run(errand: Errand): Promise<FileInspection | null> {
  const worker = hireWorker()
  try {
    const inspection = await perform(worker, errand)
    restWorker(worker)
    return inspection
  } catch (error) {
    forgetListeners(worker)
    worker.on('error', () => undefined)
    void worker.terminate()
    throw error
  }
}

function perform(worker: Worker, errand: Errand): Promise<FileInspection | null> {
  return new Promise<FileInspection | null>((resolve, reject) => {
    const timer = setTimeout(() => reject(new FileFailed(timeFailure(errand.name))), errand.milliseconds)
    const onAbort = () => reject(new Cancelled())
    errand.signal?.addEventListener('abort', onAbort)
    if (errand.signal?.aborted) onAbort()
    const settle = () => {
      clearTimeout(timer)
      errand.signal?.removeEventListener('abort', onAbort)
    }
    let taking = Promise.resolve()
    const take = (chunk: Chunk): void => {
      taking = taking.then(() => errand.take?.(chunk)).then(() => worker.postMessage('taken'))
      taking.catch(reject)
    }
    const end = (message: Exclude<WorkerMessage, { kind: 'chunk' }>): void => {
      settle()
      if (message.kind === 'done') taking.then(() => resolve(message.inspection), reject)
      else if (message.kind === 'refused') reject(new FileFailed(refusalFailure(errand.name, message.refusal)))
      else reject(new Error(`reading ${errand.name} failed: ${message.message}`))
    }
    worker.on('message', (message: WorkerMessage) => (message.kind === 'chunk' ? take(message.chunk) : end(message)))
    worker.on('error', (error: Error & { code?: string }) => {
      settle()
      reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new FileFailed(memoryFailure(errand.name)) : error)
    })
    worker.on('exit', () => {
      settle()
      reject(new Error(`reading ${errand.name} ended without an answer`))
    })
    worker.postMessage(errand.task)
  })
}

let inspecting = 0
const queue: (() => void)[] = []

/** Looks into a file; a few at a time, so that many uploads at once stay within memory. */
export async function inspectInWorker(request: InspectionRequest): Promise<FileInspection> {
  if (inspecting >= INSPECTIONS_AT_ONCE) await new Promise<void>((resolve) => queue.push(resolve))
  inspecting += 1
  try {
    const inspection = await run({
      task: { kind: 'inspect', request },
      name: request.name,
      milliseconds: INSPECTION_MILLISECONDS,
    })
    if (!inspection) throw new Error('an inspection without an answer')
    return inspection
  } finally {
    inspecting -= 1
    queue.shift()?.()
  }
}

export async function readInWorker(
  plan: ReadPlan,
  target: { readonly spoolPath: string; readonly direct: DirectRows | null },
  options: { readonly signal: AbortSignal; take(chunk: Chunk): Promise<void> },
): Promise<void> {
  await run({
    task: { kind: 'read', plan, ...target },
    name: plan.name,
    milliseconds: READING_MILLISECONDS,
    ...options,
  })
}

export async function collectInWorker(
  plan: ReadPlan,
  paths: { readonly faultPath: string; readonly spoolPath: string },
  signal: AbortSignal,
): Promise<void> {
  await run({ task: { kind: 'collect', plan, ...paths }, name: plan.name, milliseconds: READING_MILLISECONDS, signal })
}

function refusalFailure(name: string, refusal: WireRefusal): ImportFailure {
  const words = refusal.code.replace('files/', '').replaceAll('-', ' ')
  const row = refusal.row === null ? '' : `, row ${refusal.row}`
  const column = refusal.column === null ? '' : `, column ${refusal.column}`
  return {
    code: refusal.code,
    message: `${name} cannot be taken in: ${words}${row}${column}.`,
    remedy: refusal.remedy,
    row: refusal.row,
    column: refusal.column === null ? null : String(refusal.column),
    value: refusal.value?.replaceAll('\0', '').toWellFormed() ?? null,
  }
}

function timeFailure(name: string): ImportFailure {
  return {
    code: 'ledger/file-too-slow',
    message: `${name} took too long to read.`,
    remedy: 'Save it as .csv, or split it, and choose it again.',
    row: null,
    column: null,
    value: null,
  }
}

function memoryFailure(name: string): ImportFailure {
  return {
    code: 'ledger/file-too-heavy',
    message: `${name} needs more memory than an import may use.`,
    remedy: 'Save the sheet as .csv and choose that file.',
    row: null,
    column: null,
    value: null,
  }
}
