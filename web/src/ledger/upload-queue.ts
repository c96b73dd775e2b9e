import { sendFile, UploadCancelled } from './send-file.ts'
import type { ImportDetail } from './types.ts'

const AT_ONCE = 3

export type UploadState = 'waiting' | 'sending' | 'looking' | 'failed'

/** One file on its way to the server; it leaves the list when it has arrived. */
export interface Upload {
  readonly id: string
  readonly importId: string
  readonly name: string
  readonly bytes: number
  readonly sent: number
  readonly state: UploadState
  readonly error: unknown
}

export interface PickedFile {
  readonly file: File
  /** Name with the folders it came from. */
  readonly name: string
}

interface Job {
  readonly file: File
  readonly stop: AbortController
  readonly onArrived: (detail: ImportDetail) => void
}

/** Uploads live outside the pages, so that going from one page to the next does not stop them. */
let uploads: readonly Upload[] = []
const jobs = new Map<string, Job>()
const listeners = new Set<() => void>()

function publish(next: readonly Upload[]): void {
  uploads = next
  for (const listener of listeners) listener()
}

function patch(id: string, change: Partial<Upload>): void {
  publish(uploads.map((upload) => (upload.id === id ? { ...upload, ...change } : upload)))
}

function remove(id: string): void {
  jobs.delete(id)
  publish(uploads.filter((upload) => upload.id !== id))
}

async function run(upload: Upload, job: Job): Promise<void> {
  patch(upload.id, { state: 'sending', sent: 0, error: null })
  try {
    const detail = await sendFile({
      importId: upload.importId,
      file: job.file,
      name: upload.name,
      signal: job.stop.signal,
      onProgress: (sent) => patch(upload.id, { sent, state: sent >= upload.bytes ? 'looking' : 'sending' }),
    })
    remove(upload.id)
    job.onArrived(detail)
  } catch (error) {
    if (error instanceof UploadCancelled) remove(upload.id)
    else patch(upload.id, { state: 'failed', error })
  }
  pump()
}

function pump(): void {
  const busy = uploads.filter(({ state }) => state === 'sending' || state === 'looking').length
  for (const upload of uploads.filter(({ state }) => state === 'waiting').slice(0, Math.max(0, AT_ONCE - busy))) {
    const job = jobs.get(upload.id)
    if (job) void run(upload, job)
  }
}

/** Puts files in line for an import. */
export function enqueueUploads(importId: string, files: readonly PickedFile[], onArrived: Job['onArrived']): void {
  const fresh = files.map(({ file, name }): Upload => {
    const id = crypto.randomUUID()
    jobs.set(id, { file, stop: new AbortController(), onArrived })
    return { id, importId, name, bytes: file.size, sent: 0, state: 'waiting', error: null }
  })
  publish([...uploads, ...fresh])
  pump()
}

/** Stops an upload, or takes a failed one off the list. */
export function cancelUpload(id: string): void {
  const upload = uploads.find((known) => known.id === id)
  if (!upload) return
  if (upload.state === 'sending' || upload.state === 'looking') jobs.get(id)?.stop.abort()
  else remove(id)
}

export function retryUpload(id: string): void {
  const job = jobs.get(id)
  if (!job) return
  jobs.set(id, { ...job, stop: new AbortController() })
  patch(id, { state: 'waiting', sent: 0, error: null })
  pump()
}

export function subscribeToUploads(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function currentUploads(): readonly Upload[] {
  return uploads
}
