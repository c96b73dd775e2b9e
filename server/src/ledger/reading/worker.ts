import { parentPort } from 'node:worker_threads'
import { FileRefusal } from '../../platform/files/index.ts'
import type { DirectRows } from './direct-rows.ts'
import { inspectFile } from './inspect-file.ts'
import type { FileInspection, InspectionRequest } from './inspection.ts'
import type { ReadPlan } from './read-plan.ts'
import { type Chunk, collectRows, readRows } from './read-rows.ts'

export type WorkerTask =
  | { readonly kind: 'inspect'; readonly request: InspectionRequest }
  | { readonly kind: 'read'; readonly plan: ReadPlan; readonly spoolPath: string; readonly direct: DirectRows | null }
  | { readonly kind: 'collect'; readonly plan: ReadPlan; readonly faultPath: string; readonly spoolPath: string }

export interface WireRefusal {
  readonly code: string
  readonly row: number | null
  readonly column: number | null
  readonly value: string | null
  readonly remedy: string
}

export type WorkerMessage =
  | { readonly kind: 'chunk'; readonly chunk: Chunk }
  | { readonly kind: 'done'; readonly inspection: FileInspection | null }
  | { readonly kind: 'refused'; readonly refusal: WireRefusal }
  | { readonly kind: 'faulty'; readonly message: string }

const AHEAD = 20
let waiting = 0
let wake: (() => void) | null = null

function post(message: WorkerMessage, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer)
}

async function send(chunk: Chunk): Promise<void> {
  waiting += 1
  post({ kind: 'chunk', chunk }, [chunk.bytes.buffer])
  if (waiting >= AHEAD)
    await new Promise<void>((resolve) => {
      wake = resolve
    })
}

async function perform(task: WorkerTask): Promise<FileInspection | null> {
  switch (task.kind) {
    case 'inspect':
      return inspectFile(task.request)
    case 'read':
      await readRows(task.plan, task.spoolPath, send, task.direct)
      return null
    case 'collect':
      await collectRows(task.plan, task.faultPath, task.spoolPath)
      return null
  }
}

function tell(error: unknown): void {
  if (error instanceof FileRefusal) {
    const { code, row, column, value, remedy } = error
    post({ kind: 'refused', refusal: { code, row, column, value, remedy } })
  } else post({ kind: 'faulty', message: error instanceof Error ? (error.stack ?? error.message) : String(error) })
}

parentPort?.on('message', (message: WorkerTask | 'taken') => {
  if (message === 'taken') {
    waiting -= 1
    wake?.()
    wake = null
    return
  }
  perform(message)
    .then((inspection) => post({ kind: 'done', inspection }))
    .catch(tell)
})
