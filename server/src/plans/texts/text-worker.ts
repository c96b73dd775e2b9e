import { parentPort } from 'node:worker_threads'
import * as Y from 'yjs'
import { type FieldFault, Refused } from '../../platform/refusal.ts'
import { type AppliedUpdate, applyUpdate } from './apply-update.ts'
import { type ReadText, readDocument } from './read-document.ts'

/** One update for a text, or all of the first updates of one. */
export type TextErrand =
  | { readonly kind: 'apply'; readonly state: Uint8Array | null; readonly update: Uint8Array }
  | { readonly kind: 'replay'; readonly updates: readonly Uint8Array[] }

/** What a thread says of an errand; that it can begin, first of all. */
export type TextMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'applied'; readonly applied: AppliedUpdate }
  | { readonly kind: 'replayed'; readonly read: ReadText }
  | {
      readonly kind: 'refused'
      readonly code: string
      readonly facts: Refused['facts']
      readonly fields: readonly FieldFault[]
    }

function tell(message: TextMessage): void {
  parentPort?.postMessage(message)
}

function answer(errand: TextErrand): TextMessage {
  try {
    if (errand.kind === 'apply') return { kind: 'applied', applied: applyUpdate(errand.state, errand.update) }
    return { kind: 'replayed', read: replay(errand.updates) }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const { code, facts, fields } = error
    return { kind: 'refused', code, facts, fields }
  }
}

function replay(updates: readonly Uint8Array[]): ReadText {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return readDocument(doc)
}

parentPort?.on('message', (errand: TextErrand) => tell(answer(errand)))
tell({ kind: 'ready' })
