import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { FakeRefusal, startFakeServer } from '../../client/fixtures/fake-server.ts'
import { forgetDevice } from '../offline/forget-device.ts'
import { onChange } from '../offline/outbox-news.ts'
import { type FakeNotes, fakeNotes, wordsOf, write } from './fake-notes.ts'
import { forgetLastWords, keepLastWords, lastWordsIn, placesWithLastWords } from './last-words.ts'
import { forgetCopies, localCopies } from './local-copies.ts'
import { sendUnsent } from './send-unsent.ts'
import { TextSession } from './text-session.ts'
import { forgetOthers, unsentNotes } from './unsent-marks.ts'

const PLACE = {
  workspace: 'acme',
  personId: 'p1',
  planId: '0b6f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d00',
  sectionKey: 'profile',
}
const HINTS = { title: 'Profile', isUnwritten: false }

let notes: FakeNotes
let server: ReturnType<typeof startFakeServer>
const opened: TextSession[] = []

beforeEach(() => {
  notes = fakeNotes()
  server = startFakeServer(notes.handlers)
})
afterEach(async () => {
  for (const session of opened.splice(0)) await session.close()
  await forgetCopies()
  vi.unstubAllGlobals()
})

function open(hints = HINTS): TextSession {
  const session = new TextSession(PLACE, hints)
  opened.push(session)
  return session
}

async function until(session: TextSession, kind: ReturnType<TextSession['state']>['kind']): Promise<void> {
  await vi.waitFor(() => expect(session.state().kind).toBe(kind), { timeout: 8_000 })
}

/** The next sending waits until it is let go, and may be refused then. */
function holdNextSending(refusal: FakeRefusal | null = null): () => void {
  const held = Promise.withResolvers<void>()
  const { 'plans.appendPlanTextUpdate': take, ...others } = notes.handlers
  let isFirst = true
  server = startFakeServer({
    ...others,
    'plans.appendPlanTextUpdate': async (call) => {
      if (!isFirst) return take?.(call)
      isFirst = false
      await held.promise
      if (refusal) throw refusal
      return take?.(call)
    },
  })
  return held.resolve
}

const sendings = () => server.calls.filter(({ name }) => name === 'plans.appendPlanTextUpdate').length

it('sends what is written together, not key by key, and says when it is saved', async () => {
  const session = open()
  await until(session, 'saved')
  for (const words of ['one', 'two', 'three']) write(session.doc, words)
  expect(session.state().kind).toBe('saving')
  await until(session, 'saved')
  expect(wordsOf(notes.doc)).toEqual(['one', 'two', 'three'])
  expect(sendings()).toBe(1)
})

it('does not wait for a pause of whoever types without one', async () => {
  const session = open()
  await until(session, 'saved')
  for (let at = 0; at < 12; at += 1) {
    write(session.doc, `${at}`)
    await new Promise((resolve) => setTimeout(resolve, 60))
  }
  expect(notes.taken).toBeGreaterThanOrEqual(2)
})

it('shows what others write when it is told of it, also what came while it was sending', async () => {
  const session = open()
  await until(session, 'saved')
  write(notes.doc, 'theirs')
  await session.pull()
  expect(wordsOf(session.doc)).toEqual(['theirs'])
  write(session.doc, 'mine')
  write(notes.doc, 'theirs again')
  await until(session, 'saved')
  expect(wordsOf(session.doc).toSorted()).toEqual(['mine', 'theirs', 'theirs again'])
  expect(wordsOf(session.doc)).toEqual(wordsOf(notes.doc))
})

it('shows what others write though it is told of it in the last moment of a sending', async () => {
  const session = open()
  await until(session, 'saved')
  // That nothing waits any more is the last that is noted down.
  const stop = onChange(() => {
    if (notes.taken !== 1) return
    stop()
    write(notes.doc, 'theirs')
    void session.pull()
  })
  write(session.doc, 'mine')
  await vi.waitFor(() => expect(wordsOf(session.doc)).toEqual(['mine', 'theirs']), { timeout: 5_000 })
  await until(session, 'saved')
})

it('sends what is typed while something is on its way, also where the notes are closed at once', async () => {
  const session = open()
  await until(session, 'saved')
  const letGo = holdNextSending()
  write(session.doc, 'first')
  await vi.waitFor(() => expect(sendings()).toBe(1))
  write(session.doc, 'and last')
  const closed = session.close()
  letGo()
  await closed
  expect(wordsOf(notes.doc)).toEqual(['first', 'and last'])
  expect(await unsentNotes('acme', 'p1')).toEqual([])
})

it('sends again where something was changed while the refusal was on its way', async () => {
  const session = open()
  await until(session, 'saved')
  const letGo = holdNextSending(new FakeRefusal(422, 'plans/text-too-long'))
  write(session.doc, 'too much')
  await vi.waitFor(() => expect(sendings()).toBe(1))
  write(session.doc, 'less')
  letGo()
  await until(session, 'saved')
  expect(wordsOf(notes.doc)).toEqual(['too much', 'less'])
})

it('keeps what is written without a network and sends what is missing once, on either side', async () => {
  const session = open()
  await until(session, 'saved')
  write(session.doc, 'before')
  await until(session, 'saved')
  notes.isDown = true
  write(session.doc, 'on the train')
  await until(session, 'offline')
  expect(session.state()).toMatchObject({ hasUnsent: true, isKnown: true })
  write(notes.doc, 'in the office')
  notes.isDown = false
  const before = notes.taken
  window.dispatchEvent(new Event('online'))
  await until(session, 'saved')
  expect(wordsOf(notes.doc).toSorted()).toEqual(['before', 'in the office', 'on the train'])
  expect(wordsOf(session.doc)).toEqual(wordsOf(notes.doc))
  expect(notes.taken).toBe(before + 1)
})

it('has what was written after the window was closed without a network, and sends it without an editor', async () => {
  const session = open()
  await until(session, 'saved')
  notes.isDown = true
  write(session.doc, 'closed the lid')
  await until(session, 'offline')
  await session.close()
  expect(await unsentNotes('acme', 'p1')).toEqual([{ ...PLACE, title: 'Profile' }])
  expect(await unsentNotes('acme', 'p2')).toEqual([])
  notes.isDown = false
  await sendUnsent({ ...PLACE, title: 'Profile' })
  expect(wordsOf(notes.doc)).toEqual(['closed the lid'])
  expect(await unsentNotes('acme', 'p1')).toEqual([])
  const taken = notes.taken
  // Opened again there is nothing left to send.
  const again = open()
  await until(again, 'saved')
  expect(wordsOf(again.doc)).toEqual(['closed the lid'])
  expect(notes.taken).toBe(taken)
})

it('opens without a network what this browser has, and what nobody has written yet; other notes not', async () => {
  const session = open()
  await until(session, 'saved')
  write(session.doc, 'known')
  await until(session, 'saved')
  await session.close()
  notes.isDown = true
  const again = open()
  await until(again, 'offline')
  expect(again.state()).toMatchObject({ isKnown: true, hasUnsent: false })
  expect(wordsOf(again.doc)).toEqual(['known'])
  await again.close()
  await forgetCopies()
  const unknown = open()
  await until(unknown, 'offline')
  expect(unknown.state()).toMatchObject({ isKnown: false })
  await unknown.close()
  const unwritten = open({ title: 'Profile', isUnwritten: true })
  await until(unwritten, 'offline')
  expect(unwritten.state()).toMatchObject({ isKnown: true })
})

it('waits and sends again where the server is busy', async () => {
  const session = open()
  await until(session, 'saved')
  notes.refusal = new FakeRefusal(503, 'http/busy')
  write(session.doc, 'one of very many')
  await until(session, 'offline')
  notes.refusal = null
  await until(session, 'saved')
  expect(wordsOf(notes.doc)).toEqual(['one of very many'])
})

it('says why something was not taken, keeps it, and sends it again once it is changed', async () => {
  const session = open()
  await until(session, 'saved')
  notes.refusal = new FakeRefusal(422, 'plans/text-too-long', {
    errors: [{ path: 'update', code: 'plans/text-too-long', message: 'These notes are full.' }],
  })
  write(session.doc, 'too much')
  await until(session, 'refused')
  expect(session.state()).toEqual({ kind: 'refused', sentence: 'These notes are full.' })
  expect(wordsOf(session.doc)).toEqual(['too much'])
  notes.refusal = null
  write(session.doc, 'less')
  await until(session, 'saved')
  expect(wordsOf(notes.doc)).toEqual(['too much', 'less'])
})

it('throws away what was not taken when that is wanted, and takes what the others have', async () => {
  write(notes.doc, 'theirs')
  const session = open()
  await until(session, 'saved')
  notes.refusal = new FakeRefusal(422, 'plans/text-not-allowed')
  write(session.doc, 'mine')
  await until(session, 'refused')
  await session.discard()
  notes.refusal = null
  const again = open()
  await until(again, 'saved')
  expect(wordsOf(again.doc)).toEqual(['theirs'])
  expect(wordsOf(notes.doc)).toEqual(['theirs'])
})

it('loses its copy with the right to see the section', async () => {
  const session = open()
  await until(session, 'saved')
  write(session.doc, 'secret')
  await until(session, 'saved')
  notes.isHidden = true
  await session.pull()
  await until(session, 'gone')
  expect(await localCopies()).toEqual([])
})

it('sends what the server lost, where its database was taken back', async () => {
  const session = open()
  await until(session, 'saved')
  write(session.doc, 'first')
  await until(session, 'saved')
  notes = fakeNotes()
  server = startFakeServer(notes.handlers)
  await session.pull()
  await vi.waitFor(() => expect(wordsOf(notes.doc)).toEqual(['first']), { timeout: 5_000 })
})

it('keeps copies by workspace, person, plan and section, and takes out those that are meant', async () => {
  for (const personId of ['p1', 'p2']) {
    const session = new TextSession({ ...PLACE, personId, sectionKey: 'a/b c' }, HINTS)
    await until(session, 'saved')
    await session.close()
  }
  expect((await localCopies()).map(({ personId }) => personId).toSorted()).toEqual(['p1', 'p2'])
  await forgetCopies(({ personId }) => personId !== 'p1')
  expect(await localCopies()).toEqual([{ ...PLACE, sectionKey: 'a/b c' }])
})

it('writes all the same in a browser that keeps nothing', async () => {
  vi.stubGlobal('indexedDB', undefined)
  expect(await localCopies()).toEqual([])
  const session = open()
  await until(session, 'saved')
  write(session.doc, 'nowhere else')
  await until(session, 'saved')
  expect(wordsOf(notes.doc)).toEqual(['nowhere else'])
  await session.discard()
})

it('is not lost when somebody else signs in before it was sent, whose copies of other people go otherwise', async () => {
  const session = open()
  await until(session, 'saved')
  write(session.doc, 'sent')
  await until(session, 'saved')
  notes.isDown = true
  write(session.doc, 'not sent')
  await until(session, 'offline')
  await session.close()
  await forgetOthers('p2')
  notes.isDown = false
  await sendUnsent({ ...PLACE, title: 'Profile' })
  expect(wordsOf(notes.doc)).toEqual(['sent', 'not sent'])
  expect(await localCopies()).toEqual([PLACE])
  await forgetOthers('p2')
  expect(await localCopies()).toEqual([])
})

it('says so where both sides do not come together, and does not ask for ever', async () => {
  const session = open()
  await until(session, 'saved')
  notes.refusal = new FakeRefusal(409, 'plans/text-incomplete')
  write(session.doc, 'hanging in the air')
  await until(session, 'refused')
  const asked = sendings()
  expect(asked).toBeLessThan(8)
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(sendings()).toBe(asked)
  notes.refusal = null
  write(session.doc, 'and more')
  await until(session, 'saved')
  expect(wordsOf(notes.doc)).toEqual(['hanging in the air', 'and more'])
}, 15_000)

it('sends what was typed in the moment before the window was closed, once, though no copy of it was written', async () => {
  const session = open()
  await until(session, 'saved')
  notes.isDown = true
  write(session.doc, 'my last words')
  window.dispatchEvent(new Event('pagehide'))
  const [kept] = Object.entries({ ...localStorage })
  // A window that goes at once writes neither its copy nor its mark.
  await session.discard()
  expect(await unsentNotes('acme', 'p1')).toEqual([])
  if (kept) localStorage.setItem(...kept)
  notes.isDown = false
  for (let time = 0; time < 2; time += 1) for (const unsent of await unsentNotes('acme', 'p1')) await sendUnsent(unsent)
  expect(wordsOf(notes.doc)).toEqual(['my last words'])
  expect([notes.taken, localStorage.length]).toEqual([1, 0])
})

it('keeps what was on its way, and what windows that are closed together leave', async () => {
  const session = open()
  await until(session, 'saved')
  const letGo = holdNextSending()
  write(session.doc, 'on its way')
  await vi.waitFor(() => expect(sendings()).toBe(1))
  const beside = new Y.Doc()
  write(beside, 'beside')
  keepLastWords(PLACE, 'Profile', Y.encodeStateAsUpdate(beside))
  window.dispatchEvent(new Event('pagehide'))
  const kept = new Y.Doc()
  Y.applyUpdate(kept, lastWordsIn(PLACE) ?? new Uint8Array())
  expect(wordsOf(kept).toSorted()).toEqual(['beside', 'on its way'])
  letGo()
  await until(session, 'saved')
  forgetLastWords(PLACE)
})

it('leaves the last words of others to them, and takes those of whoever signs out', async () => {
  const theirs = { ...PLACE, personId: 'p2' }
  for (const place of [PLACE, theirs]) keepLastWords(place, 'Profile', Y.encodeStateAsUpdate(new Y.Doc()))
  await forgetDevice('p1')
  expect(await unsentNotes('acme', 'p1')).toEqual([])
  expect(await unsentNotes('acme', 'p2')).toEqual([{ ...theirs, title: 'Profile' }])
  localStorage.setItem('mainstay-last-words:of/no/place', '{"title":"x","update":"!"}')
  forgetLastWords(theirs)
  expect(placesWithLastWords()).toEqual([])
  localStorage.clear()
})
