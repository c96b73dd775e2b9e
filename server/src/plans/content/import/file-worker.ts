import { parentPort, workerData } from 'node:worker_threads'
import type { PlanImportFault } from '@mainstay/contract/plans-exports'
import type { ImportedContent } from './file-shape.ts'
import { readPlanFile } from './read-file.ts'

/** Cells in one message: whoever takes them over is held up as long as one takes. */
const CELLS_AT_ONCE = 1_000

type Cells = NonNullable<ImportedContent['whiteSpace']>['cells']

/** What a worker says of a file: its cells piece by piece, then the rest. */
export type FileMessage =
  | { readonly kind: 'malformed' }
  | { readonly kind: 'cells'; readonly cells: Cells }
  | { readonly kind: 'read'; readonly content: ImportedContent | null; readonly faults: readonly PlanImportFault[] }

export interface FileErrand {
  readonly bytes: Uint8Array
  readonly today: string
}

function tell(message: FileMessage): void {
  parentPort?.postMessage(message)
}

function parse(bytes: Uint8Array): { readonly file: unknown } | null {
  try {
    return { file: JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')) }
  } catch {
    return null
  }
}

function readErrand({ bytes, today }: FileErrand): void {
  const parsed = parse(bytes)
  if (!parsed) {
    tell({ kind: 'malformed' })
    return
  }
  const { content, faults } = readPlanFile(parsed.file, today)
  if (!content) {
    tell({ kind: 'read', content, faults })
    return
  }
  const { whiteSpace } = content
  const cells = whiteSpace?.cells ?? []
  for (let at = 0; at < cells.length; at += CELLS_AT_ONCE)
    tell({ kind: 'cells', cells: cells.slice(at, at + CELLS_AT_ONCE) })
  tell({ kind: 'read', content: { ...content, whiteSpace: whiteSpace && { ...whiteSpace, cells: [] } }, faults })
}

readErrand(workerData as FileErrand)
