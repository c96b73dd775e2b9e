import * as Y from 'yjs'
import { type FakeHandler, FakeRefusal } from '../../client/fixtures/fake-server.ts'
import { fromBase64, toBase64 } from './text-wire.ts'

/** How the line is, and what the server says of what it is sent. */
export interface FakeNotes {
  readonly handlers: Readonly<Record<string, FakeHandler>>
  readonly doc: Y.Doc
  isDown: boolean
  /** A refusal in place of every answer to what is written; null takes it. */
  refusal: FakeRefusal | null
  /** The section is hidden from the person. */
  isHidden: boolean
  /** Words of each update that was taken. */
  taken: number
}

/** Notes on a server: what comes is kept and numbered, and whoever is down hears nothing. */
export function fakeNotes(): FakeNotes {
  const updates: Uint8Array[] = []
  const notes: FakeNotes = {
    doc: new Y.Doc(),
    isDown: false,
    refusal: null,
    isHidden: false,
    taken: 0,
    handlers: {
      'plans.readPlanText': ({ input }) => {
        check()
        const state = updates.length === 0 ? null : toBase64(Y.encodeStateAsUpdate(notes.doc))
        const shown = { blocks: [], characters: 0, updatedAt: null, updatedByName: null }
        return { ...shown, sectionKey: input.sectionKey, sequence: updates.length, state, mayWrite: true }
      },
      'plans.listPlanTextUpdates': ({ input }) => {
        check()
        const news = updates.slice(Number(input.since))
        return { sequence: updates.length, update: news.length === 0 ? null : toBase64(Y.mergeUpdates(news)) }
      },
      'plans.appendPlanTextUpdate': ({ input }) => {
        check()
        if (notes.refusal) throw notes.refusal
        const isNew = take(fromBase64(String(input.update)))
        return { sequence: updates.length, isNew }
      },
    },
  }
  const check = () => {
    if (notes.isDown) throw new TypeError('Failed to fetch')
    if (notes.isHidden) throw new FakeRefusal(404, 'plans/no-such-part')
  }
  const take = (update: Uint8Array): boolean => {
    const before = updates.length
    Y.applyUpdate(notes.doc, update)
    return updates.length > before
  }
  notes.doc.on('update', (update: Uint8Array) => {
    updates.push(update)
    notes.taken += 1
  })
  return notes
}

/** Writes a paragraph at the end, as an editor does. */
export function write(doc: Y.Doc, words: string): void {
  doc.transact(() => {
    const paragraph = new Y.XmlElement('paragraph')
    doc.getXmlFragment('default').push([paragraph])
    paragraph.push([new Y.XmlText(words)])
  })
}

export function wordsOf(doc: Y.Doc): string[] {
  return doc
    .getXmlFragment('default')
    .toArray()
    .map((paragraph) => paragraph.toString().replaceAll(/<[^>]*>/g, ''))
}
