import * as Y from 'yjs'
import { Refused } from '../../platform/refusal.ts'
import { type ReadText, readDocument } from './read-document.ts'

/** Bytes of one update; longer ones come in several. */
export const UPDATE_BYTES = 512_000
/** Bytes of a text with all that its making leaves behind; many times what its characters take. */
const STATE_BYTES = 8_000_000

export interface AppliedUpdate extends ReadText {
  /** What in the update was not known before; null where all of it was. */
  readonly added: Uint8Array | null
  readonly state: Uint8Array
}

/**
 * Takes an update into a text. Refuses what cannot be read, what builds on changes that are not here, what makes the text
 * too long, and what notes cannot hold; the text stays as it was then.
 */
export function applyUpdate(state: Uint8Array | null, update: Uint8Array): AppliedUpdate {
  if (update.length > UPDATE_BYTES) throw new Refused('plans/text-update-too-large', { most: UPDATE_BYTES })
  const doc = new Y.Doc()
  if (state) Y.applyUpdate(doc, state)
  const added: Uint8Array[] = []
  doc.on('update', (piece: Uint8Array) => added.push(piece))
  applyOrRefuse(doc, update)
  if (doc.store.pendingStructs || doc.store.pendingDs) throw new Refused('plans/text-incomplete')
  const read = readDocument(doc)
  const merged = Y.encodeStateAsUpdate(doc)
  if (merged.length > STATE_BYTES) throw new Refused('plans/text-too-long', { most: STATE_BYTES })
  return { ...read, added: added.length === 0 ? null : Y.mergeUpdates(added), state: merged }
}

function applyOrRefuse(doc: Y.Doc, update: Uint8Array): void {
  try {
    Y.applyUpdate(doc, update)
  } catch {
    // Whatever the library says of bytes that are none of its own: to the caller they cannot be read.
    throw new Refused('plans/text-unreadable')
  }
}
