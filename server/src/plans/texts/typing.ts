import * as Y from 'yjs'
import { TEXT_ROOT } from './read-document.ts'

/** A document as an editor in a browser would hold it: one paragraph to begin with, or what the state says. */
export function anEditor(state: Uint8Array | null = null): Y.Doc {
  const doc = new Y.Doc()
  doc.getXmlFragment(TEXT_ROOT)
  if (state) Y.applyUpdate(doc, state)
  return doc
}

export function updateOf(doc: Y.Doc, since?: Uint8Array): string {
  return Buffer.from(Y.encodeStateAsUpdate(doc, since)).toString('base64')
}

export function bytesOf(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, 'base64'))
}

export function rootOf(doc: Y.Doc): Y.XmlFragment {
  return doc.getXmlFragment(TEXT_ROOT)
}

/** Writes a paragraph at the end. */
export function addParagraph(doc: Y.Doc, text: string, formats: object = {}): Y.XmlText {
  const written = new Y.XmlText()
  doc.transact(() => {
    const paragraph = new Y.XmlElement('paragraph')
    rootOf(doc).push([paragraph])
    paragraph.push([written])
    written.insert(0, text, formats)
  })
  return written
}

/** Everything readable in it, blocks on lines. */
export function wordsOf(doc: Y.Doc): string {
  return rootOf(doc)
    .toArray()
    .map((child) => child.toString().replaceAll(/<[^>]*>/g, ''))
    .join('\n')
}
