import { Worker } from 'node:worker_threads'
import { Refused } from '../../../platform/refusal.ts'
import type { ImportedContent } from './file-shape.ts'
import type { FileErrand, FileMessage } from './file-worker.ts'
import { type FileReading, readPlanFile } from './read-file.ts'

/** Up to here reading costs less than a thread of its own. */
const SMALL_BYTES = 256 * 1024
const WORKERS_AT_ONCE = 2
/** Every file that waits is held in memory. */
const MOST_WAITING = 4
/** Many times what the largest honest file takes. */
const LIMIT_MILLISECONDS = 60_000
const LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 }

let working = 0
const waiting: (() => void)[] = []

/**
 * Reads the bytes of a file that claims to be a plan. A large one is read in a thread of its own, a few at a time, so that
 * everybody else is answered meanwhile.
 */
export async function readPlanBytes(bytes: Uint8Array, today: string): Promise<FileReading> {
  if (bytes.byteLength <= SMALL_BYTES) return readPlanFile(parseSmall(bytes), today)
  if (waiting.length >= MOST_WAITING) throw new Refused('http/busy')
  if (working >= WORKERS_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  working += 1
  try {
    return await readInWorker({ bytes, today })
  } finally {
    working -= 1
    waiting.shift()?.()
  }
}

function parseSmall(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    throw new Refused('http/malformed')
  }
}

function readInWorker(errand: FileErrand): Promise<FileReading> {
  const worker = new Worker(new URL('./file-worker.ts', import.meta.url), {
    workerData: errand,
    resourceLimits: LIMITS,
  })
  const cells: NonNullable<ImportedContent['whiteSpace']>['cells'] = []
  return new Promise<FileReading>((resolve, reject) => {
    worker.on('message', (message: FileMessage) => {
      if (message.kind === 'malformed') reject(new Refused('http/malformed'))
      else if (message.kind === 'cells') cells.push(...message.cells)
      else resolve(whole(message, cells))
    })
    worker.on('error', (error: Error & { code?: string }) =>
      reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new Refused('http/too-large') : error),
    )
    const timer = setTimeout(() => {
      reject(new Refused('http/time-limit'))
      void worker.terminate()
    }, LIMIT_MILLISECONDS)
    worker.on('exit', () => {
      clearTimeout(timer)
      reject(new Error('reading a plan ended without an answer'))
    })
  })
}

function whole(
  { content, faults }: Extract<FileMessage, { kind: 'read' }>,
  cells: NonNullable<ImportedContent['whiteSpace']>['cells'],
): FileReading {
  if (!content) return { content, faults }
  return { content: { ...content, whiteSpace: content.whiteSpace && { ...content.whiteSpace, cells } }, faults }
}
