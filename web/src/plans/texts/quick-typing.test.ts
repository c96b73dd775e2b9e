import 'fake-indexeddb/auto'
import { Editor } from '@tiptap/core'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { startFakeServer } from '../../client/fixtures/fake-server.ts'
import { notesExtensions } from './extensions.ts'
import { type FakeNotes, fakeNotes, wordsOf, write } from './fake-notes.ts'
import { forgetCopies } from './local-copies.ts'
import { TextSession } from './text-session.ts'

const PLACE = {
  workspace: 'acme',
  personId: 'p1',
  planId: '0b6f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d00',
  sectionKey: 'profile',
}

// jsdom draws nothing; an editor asks where its words are.
Range.prototype.getClientRects = () => [] as unknown as DOMRectList
Range.prototype.getBoundingClientRect = () => new DOMRect()

let notes: FakeNotes
let session: TextSession
let editor: Editor

beforeEach(async () => {
  notes = fakeNotes()
  startFakeServer(notes.handlers)
  write(notes.doc, 'Ann heard of a supplier.')
  session = new TextSession(PLACE, { title: 'Profile', isUnwritten: false })
  await vi.waitFor(() => expect(session.state().kind).toBe('saved'), { timeout: 8_000 })
  const element = document.body.appendChild(document.createElement('div'))
  editor = new Editor({ element, extensions: notesExtensions(session.doc) })
})
afterEach(async () => {
  vi.useRealTimers()
  editor.destroy()
  await session.close()
  await forgetCopies()
})

function firstText(): Node {
  const text = editor.view.dom.querySelector('p')?.firstChild
  if (!text) throw new Error('the editor shows no words')
  return text
}

it('leaves the caret where a key has just put it, when words of others come before the browser tells of it', async () => {
  editor.commands.focus('end')
  await new Promise((resolve) => setTimeout(resolve, 20))
  // From here on the browser tells of nothing.
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  getSelection()?.collapse(firstText(), 4)
  write(notes.doc, 'They meet in May.')
  await session.pull()
  expect(wordsOf(session.doc)).toEqual(['Ann heard of a supplier.', 'They meet in May.'])
  expect(getSelection()?.anchorOffset).toBe(4)
  editor.commands.insertContent('has ')
  expect(wordsOf(session.doc)[0]).toBe('Ann has heard of a supplier.')
})

it('keeps bold that was switched on before its first letter, when words of others come in between', async () => {
  editor.chain().focus('end').toggleBold().run()
  write(notes.doc, 'They meet in May.')
  await session.pull()
  expect(editor.isActive('bold')).toBe(true)
  editor.view.dispatch(editor.state.tr.insertText(' Really?'))
  expect(editor.getHTML()).toContain('<strong> Really?</strong>')
  editor.chain().toggleBold().run()
  write(notes.doc, 'Both of them.')
  await session.pull()
  expect(editor.isActive('bold')).toBe(false)
})
