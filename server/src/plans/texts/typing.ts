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

const ELEMENT = 7
const DELETED = 1
const BEHIND = 0x80
const BEFORE = 0x40

/**
 * Made-up changes in the encoding of Yjs: a row of deleted places, then as many that were each written between the
 * beginning and another of those, so that merging walks past all that came before.
 */
export function tangledUpdate(places: number): string {
  const client = 5
  const row = Array.from({ length: places - 1 }, (_, at) => [DELETED | BEHIND, client, ...numberBytes(at), 1])
  const tangle = Array.from({ length: places }, (_, at) => [DELETED | BEFORE, client, ...numberBytes(at), 1])
  const first = [ELEMENT, 1, ...wordBytes(TEXT_ROOT), 3, ...wordBytes('paragraph')]
  const bytes = [1, ...numberBytes(2 * places), client, 0, ...first, ...row.flat(), ...tangle.flat(), 0]
  return Buffer.from(bytes).toString('base64')
}

function numberBytes(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...numberBytes(value >> 7)]
}

function wordBytes(word: string): number[] {
  return [word.length, ...Buffer.from(word)]
}
