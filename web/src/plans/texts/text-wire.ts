import * as Y from 'yjs'

/** In pieces: a call takes only so many arguments. */
const PIECE = 32_768

export function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += PIECE) binary += String.fromCharCode(...bytes.subarray(at, at + PIECE))
  return btoa(binary)
}

export function fromBase64(written: string): Uint8Array {
  return Uint8Array.from(atob(written), (character) => character.charCodeAt(0))
}

/** What a document has beyond a state of the server; null where it has nothing more. */
export function missingIn(state: Uint8Array | null, doc: Y.Doc): Uint8Array | null {
  const server = new Y.Doc()
  if (state) Y.applyUpdate(server, state)
  // What was taken out counts too, and is in no state vector.
  if (Y.equalSnapshots(Y.snapshot(server), Y.snapshot(doc))) return null
  return Y.encodeStateAsUpdate(doc, Y.encodeStateVector(server))
}
