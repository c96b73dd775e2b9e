import 'fake-indexeddb/auto'
import type { TextBlock } from '@mainstay/contract/plans-texts'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, it } from 'vitest'
import { type FakeHandler, FakeRefusal, startFakeServer } from '../../client/fixtures/fake-server.ts'
import { anAccess, aSession, fakeSession } from '../../client/fixtures/sessions.ts'
import { api } from '../../client/index.ts'
import { openPage } from '../../ledger/fixtures/open-page.tsx'
import { plans } from '../index.ts'
import { forgetDevice } from '../offline/forget-device.ts'
import { aPlanHeader, aStatementsPart, PLAN_ID } from '../record-fixtures.ts'
import { fakeNotes, wordsOf, write } from './fake-notes.ts'
import { copyName, localCopies } from './local-copies.ts'

const PAGE = `/plans/${PLAN_ID}?part=situation`
const WRITTEN = { characters: 40, sequence: 3, updatedAt: '2026-11-01T10:00:00Z', updatedByName: 'Mia Manager' }
const BLOCKS: TextBlock[] = [
  { level: 1, within: [], runs: [{ text: 'Who decides', marks: [], href: null }] },
  {
    level: 0,
    within: [{ kind: 'bullet', item: 1 }],
    runs: [
      { text: 'the buyer', marks: ['bold'], href: null },
      { text: ', see ', marks: [], href: null },
      { text: 'their site', marks: [], href: 'https://example.com/a' },
    ],
  },
]
const house: Readonly<Record<string, FakeHandler>> = {
  'session.read': () => aSession(),
  'plans.readPlan': () => aPlanHeader(),
  'plans.readStatementsPart': () => aStatementsPart(),
  'plans.readPlanTexts': () => ({ texts: [{ sectionKey: 'profile', blocks: BLOCKS, ...WRITTEN }] }),
}

// jsdom draws nothing; an editor asks where its words are.
Range.prototype.getClientRects = () => [] as unknown as DOMRectList
Range.prototype.getBoundingClientRect = () => new DOMRect()

beforeEach(() => forgetDevice(fakeSession().person?.id ?? ''))

const notesOf = (title: string) => screen.findByRole('region', { name: `Notes on ${title}` })

it('reads them with their headings, lists, emphasis and links that learn nothing of the program', async () => {
  startFakeServer(house)
  await openPage([plans], PAGE)
  const notes = await notesOf('Profile')
  await within(notes).findByText(/last written by Mia Manager/)
  expect(within(notes).getByRole('heading', { name: 'Who decides' })).toBeDefined()
  expect(within(notes).getByRole('listitem').querySelector('strong')?.textContent).toBe('the buyer')
  const link = within(notes).getByRole('link', { name: 'their site' })
  expect(link.getAttribute('href')).toBe('https://example.com/a')
  expect(link.getAttribute('rel')).toBe('noopener noreferrer nofollow')
  expect((await notesOf('Pressures')).textContent).toContain('Nobody has written notes here yet.')
}, 20_000)

it('lets only those write who may, and nobody in a closed plan', async () => {
  const reader = fakeSession({ workspaces: [anAccess({ role: 'viewer', permissions: ['plans:read'] })] })
  startFakeServer({ ...house, 'session.read': () => aSession(reader) })
  await openPage([plans], PAGE)
  await within(await notesOf('Profile')).findByText(/last written/)
  expect(screen.queryByRole('button', { name: /^Write notes/ })).toBeNull()
}, 20_000)

it('says that they could not be shown, and asks again', async () => {
  let isDown = true
  startFakeServer({
    ...house,
    'plans.readPlanTexts': () => {
      if (isDown) throw new FakeRefusal(500, 'http/internal')
      return { texts: [] }
    },
  })
  const { user } = await openPage([plans], PAGE)
  const [again] = await screen.findAllByRole('button', { name: /again/i })
  isDown = false
  if (again) await user.click(again)
  await notesOf('Profile')
}, 20_000)

it('opens with the keyboard, shows what others write, and closes back to where it was opened', async () => {
  const notes = fakeNotes()
  write(notes.doc, 'Theirs')
  startFakeServer({ ...house, ...notes.handlers })
  const { user, queryClient } = await openPage([plans], PAGE)
  const opener = await screen.findByRole('button', { name: 'Write notes on Profile' })
  opener.focus()
  await user.keyboard('{Enter}')
  const box = await screen.findByRole('textbox', { name: 'Notes on Profile' })
  await waitFor(() => expect(box.textContent).toBe('Theirs'))
  await waitFor(() => expect(document.activeElement).toBe(box))
  const tools = screen.getByRole('toolbar', { name: 'Format' })
  expect(
    within(tools)
      .getAllByRole('button')
      .filter(({ tabIndex }) => tabIndex === 0),
  ).toHaveLength(1)
  within(tools).getByRole('button', { name: 'Bold' }).focus()
  await user.keyboard('{ArrowRight}')
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Italic')
  write(notes.doc, 'And more')
  await queryClient.invalidateQueries({ queryKey: api.plans.listPlanTextUpdates.key() })
  await waitFor(() => expect(box.textContent).toBe('TheirsAnd more'))
  await user.click(screen.getByRole('button', { name: 'Done: Notes on Profile' }))
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Write'))
}, 20_000)

it('works where the caret is, however fast the next key follows the one that moved it', async () => {
  const notes = fakeNotes()
  write(notes.doc, 'Theirs')
  startFakeServer({ ...house, ...notes.handlers })
  const { user } = await openPage([plans], PAGE)
  await user.click(await screen.findByRole('button', { name: 'Write notes on Profile' }))
  const box = await screen.findByRole('textbox', { name: 'Notes on Profile' })
  await waitFor(() => expect(document.activeElement).toBe(box))
  await waitFor(() => expect(getSelection()?.anchorOffset).toBe('Theirs'.length))
  // As an arrow and Enter within one moment: the browser has not told of the first when the second comes.
  getSelection()?.collapse(box.querySelector('p')?.firstChild ?? null, 3)
  fireEvent.keyDown(box, { key: 'Enter', code: 'Enter', keyCode: 13 })
  expect([...box.querySelectorAll('p')].map(({ textContent }) => textContent)).toEqual(['The', 'irs'])
}, 20_000)

it('says in words what was not taken, keeps it, and lets one take what the others have', async () => {
  const notes = fakeNotes()
  write(notes.doc, 'Theirs')
  startFakeServer({ ...house, ...notes.handlers })
  const { user } = await openPage([plans], PAGE)
  await user.click(await screen.findByRole('button', { name: 'Write notes on Profile' }))
  const box = await screen.findByRole('textbox', { name: 'Notes on Profile' })
  notes.refusal = new FakeRefusal(422, 'plans/text-not-allowed', {
    errors: [{ path: 'update', code: 'plans/text-not-allowed', message: 'Notes cannot hold that.' }],
  })
  await user.click(screen.getByRole('button', { name: 'List' }))
  const note = await screen.findByRole('alert')
  expect(note.textContent).toContain('Notes cannot hold that.')
  expect(box.querySelector('ul')).not.toBeNull()
  notes.refusal = null
  await user.click(within(note).getByRole('button', { name: 'Take what the others have' }))
  await waitFor(async () => {
    const now = await screen.findByRole('textbox', { name: 'Notes on Profile' })
    expect(now.textContent).toBe('Theirs')
    expect(now.querySelector('ul')).toBeNull()
  })
  expect(wordsOf(notes.doc)).toEqual(['Theirs'])
}, 20_000)

it('takes copies out of the browser of sections that are hidden by now', async () => {
  const place = { workspace: 'acme', personId: 'p1', planId: PLAN_ID }
  for (const sectionKey of ['profile', 'inner-circle']) {
    const asked = indexedDB.open(copyName({ ...place, sectionKey }))
    await new Promise((resolve) => asked.addEventListener('success', resolve))
    asked.result.close()
  }
  startFakeServer(house)
  await openPage([plans], PAGE)
  await notesOf('Profile')
  await waitFor(async () => expect((await localCopies()).map(({ sectionKey }) => sectionKey)).toEqual(['profile']))
}, 20_000)
