import { doorPath, tabId } from '../client/index.ts'
import { text } from './text.ts'
import type { ImportDetail } from './types.ts'

/** Thrown when the person stopped the upload. */
export class UploadCancelled extends Error {}

export interface SendFile {
  readonly importId: string
  readonly file: File
  /** Name with the folders it came from. */
  readonly name: string
  readonly onProgress: (bytes: number) => void
  readonly signal: AbortSignal
}

function problemOf(request: XMLHttpRequest): unknown {
  try {
    const body: unknown = JSON.parse(request.responseText)
    return typeof body === 'object' && body !== null ? body : { status: request.status }
  } catch {
    return { status: request.status }
  }
}

/** The schemas of the contract are heavy; they come with the first upload and not with every page. */
async function answerOf(request: XMLHttpRequest): Promise<ImportDetail> {
  const { importDetail } = await import('@mainstay/contract/ledger')
  return importDetail.parse(problemOf(request))
}

/** Sends the bytes of one file. By XMLHttpRequest, because `fetch` does not tell how far an upload is. */
export function sendFile({ importId, file, name, onProgress, signal }: SendFile): Promise<ImportDetail> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('PUT', doorPath(`imports/${importId}/files?name=${encodeURIComponent(name)}`))
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('x-mainstay-tab', tabId)
    request.upload.onprogress = (event) => onProgress(event.loaded)
    request.onload = () => {
      if (request.status >= 400) {
        reject(problemOf(request))
        return
      }
      resolve(answerOf(request))
    }
    request.onerror = () => reject({ status: 0, code: 'network/unreachable', detail: text.upload.broken })
    request.onabort = () => reject(new UploadCancelled())
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}
