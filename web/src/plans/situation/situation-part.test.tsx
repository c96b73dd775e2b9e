import { notifications } from '@mantine/notifications'
import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, it } from 'vitest'
import { type FakeHandler, FakeRefusal, startFakeServer } from '../../client/fixtures/fake-server.ts'
import { anAccess, aSession, fakeSession } from '../../client/fixtures/sessions.ts'
import { openPage } from '../../ledger/fixtures/open-page.tsx'
import { plans } from '../index.ts'
import { aPlanHeader, aStatement, aStatementsPart, PLAN_ID } from '../record-fixtures.ts'

const PAGE = `/plans/${PLAN_ID}?part=situation`
const house: Readonly<Record<string, FakeHandler>> = {
  'session.read': () => aSession(),
  'plans.readPlan': () => aPlanHeader(),
}
const reader = () =>
  fakeSession({ workspaces: [anAccess({ role: 'viewer', permissions: ['plans:read', 'people:read'] })] })

beforeEach(() => {
  window.sessionStorage.clear()
  notifications.clean()
})

const contentOf = () => screen.getByRole('textbox', { name: /^Statement/ }) as HTMLTextAreaElement

it('shows how a field with given answers came to the answer of now', async () => {
  const said = { fieldKey: 'channel', authorName: 'Mia Manager' }
  startFakeServer({
    ...house,
    'plans.readStatementsPart': () =>
      aStatementsPart({
        values: [aStatement({ fieldKey: 'channel', sectionKey: 'profile', content: 'Direct' })],
        earlier: [
          { ...said, content: 'Dealer', asOf: '2025-02-01' },
          { ...said, content: 'Direct', asOf: '2024-01-31' },
        ],
      }),
  })
  await openPage([plans], PAGE)
  expect(await screen.findByText('Before: Dealer (from Feb 1, 2025), Direct (from Jan 31, 2024)')).toBeDefined()
})

it('shows sections with their help, fields in the reader’s form, statements with age, author and source', async () => {
  startFakeServer({
    ...house,
    'plans.readStatementsPart': () =>
      aStatementsPart({
        values: [aStatement({ fieldKey: 'budget', sectionKey: 'profile', content: '1250000.5' })],
        statements: [
          aStatement({ id: '0b6f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d09', freshness: 'doubtful', doubtfulFrom: '2026-09-01' }),
        ],
      }),
  })
  await openPage([plans], PAGE)
  const profile = await screen.findByRole('region', { name: 'Profile' })
  expect(profile.textContent).toContain('Who they are.')
  const fields = within(profile).getByRole('list', { name: 'Fields of Profile' })
  expect(fields.textContent).toContain('1,250,000.50\u00a0USD')
  expect(fields.textContent).toContain('not filled in · required')
  const pressures = screen.getByRole('region', { name: 'Pressures' })
  expect(pressures.textContent).toContain('inner team only')
  expect(pressures.textContent).toContain('1 statement here is doubtful')
  const statements = within(pressures).getByRole('list', { name: 'Statements of Pressures' })
  for (const words of ['doubtful since', 'confirmed', 'written by Mia Manager', 'source: Call with their logistics']) {
    expect(statements.textContent).toContain(words)
  }
  const side = screen.getByRole('region', { name: 'Completeness' })
  expect(side.textContent).toContain('1 of 2')
  expect(side.textContent).toContain('missing: Industry')
}, 20_000)

it('adds a statement by keyboard and keeps it as assumed unless confirmed', async () => {
  const { bodies } = startFakeServer({
    ...house,
    'plans.readStatementsPart': () => aStatementsPart(),
    'plans.addStatement': () => aStatement(),
  })
  const { user } = await openPage([plans], PAGE)
  const add = await screen.findByRole('button', { name: 'Add a statement: Pressures' })
  add.focus()
  await user.keyboard('{Enter}')
  await waitFor(() => expect(document.activeElement).toBe(contentOf()))
  await user.keyboard('Freight costs have doubled.{Control>}{Enter}{/Control}')
  await waitFor(() => expect(screen.queryByRole('textbox', { name: /^Statement/ })).toBeNull())
  const opener = screen.getByRole('button', { name: 'Add a statement: Pressures' })
  await waitFor(() => expect(document.activeElement).toBe(opener))
  expect(bodies[`POST /api/workspaces/acme/plans/${PLAN_ID}/statements`]).toMatchObject({
    sectionKey: 'pressures',
    fieldKey: null,
    content: 'Freight costs have doubled.',
    isConfirmed: false,
    asOf: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
  })
}, 20_000)

it('keeps what was typed when it is refused, and over a closed form', async () => {
  startFakeServer({
    ...house,
    'plans.readStatementsPart': () => aStatementsPart(),
    'plans.addStatement': () => {
      const message = 'Say where a confirmed statement is from.'
      throw new FakeRefusal(422, 'plans/source-missing', { errors: [{ path: 'source', code: 'x', message }] })
    },
  })
  const { user } = await openPage([plans], PAGE)
  const add = () => screen.findByRole('button', { name: 'Add a statement: Pressures' })
  await user.click(await add())
  await user.type(contentOf(), 'They are for sale.')
  await user.click(screen.getByRole('radio', { name: 'Confirmed' }))
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(await screen.findByText('Say where a confirmed statement is from.')).toBeDefined()
  await user.keyboard('{Escape}')
  expect(await screen.findByText('not saved yet')).toBeDefined()
  await user.click(await add())
  expect(contentOf().value).toBe('They are for sale.')
  await user.click(screen.getByRole('button', { name: 'Discard' }))
  await user.click(await add())
  expect(contentOf().value).toBe('')
}, 20_000)

it('shows both versions when somebody was faster, and saves mine over theirs', async () => {
  let now = aStatement()
  const { calls } = startFakeServer({
    ...house,
    'plans.readStatementsPart': () => aStatementsPart({ statements: [now] }),
    'plans.changeStatement': ({ ifMatch, input }) => {
      if (ifMatch !== `"${now.version}"`) throw new FakeRefusal(412, 'http/version-stale')
      now = aStatement({ content: String(input.content), version: now.version + 1 })
      return now
    },
  })
  const { user } = await openPage([plans], PAGE)
  await user.click(await screen.findByRole('button', { name: 'Edit: Freight costs have doubled.' }))
  await user.clear(contentOf())
  await user.type(contentOf(), 'Freight costs have tripled.')
  now = aStatement({ content: 'Freight costs fell.', authorName: 'Omar Operations', version: 2 })
  await user.click(screen.getByRole('button', { name: 'Save' }))
  const note = await screen.findByRole('alert', { name: 'Omar Operations changed this while you were writing' })
  expect(note.textContent).toContain('Freight costs have tripled.')
  expect(note.textContent).toContain('Freight costs fell.')
  await user.click(within(note).getByRole('button', { name: 'Keep mine' }))
  expect(await screen.findByText('Freight costs have tripled.')).toBeDefined()
  const sent = calls.filter(({ name }) => name === 'plans.changeStatement')
  expect(sent.map(({ ifMatch }) => ifMatch)).toEqual(['"1"', '"2"'])
}, 20_000)

it('writes anew what somebody took out meanwhile, and changes theirs where a field was filled first', async () => {
  const theirs = aStatement({ fieldKey: 'industry', sectionKey: 'profile', content: 'Cars', version: 4 })
  let isThere = false
  const { calls } = startFakeServer({
    ...house,
    'plans.readStatementsPart': () => aStatementsPart({ values: isThere ? [theirs] : [] }),
    'plans.addStatement': () => {
      isThere = true
      throw new FakeRefusal(409, 'plans/field-filled')
    },
    'plans.changeStatement': () => {
      isThere = false
      throw new FakeRefusal(412, 'http/version-stale')
    },
  })
  const { user } = await openPage([plans], PAGE)
  await user.click(await screen.findByRole('button', { name: 'Fill in: Industry' }))
  await user.type(screen.getByRole('textbox', { name: /^Industry/ }), 'Bicycles')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  const noteNow = { name: /changed this while you were writing$/ }
  const note = await screen.findByRole('alert', noteNow)
  expect(note.textContent).toContain('Cars')
  await user.click(within(note).getByRole('button', { name: 'Keep mine' }))
  await waitFor(() => expect(screen.getByRole('alert', noteNow).textContent).toContain('(taken out)'))
  await user.click(within(screen.getByRole('alert', noteNow)).getByRole('button', { name: 'Keep mine' }))
  await waitFor(() =>
    expect(calls.map(({ name }) => name).filter((name) => name.endsWith('Statement'))).toEqual([
      'plans.addStatement',
      'plans.changeStatement',
      'plans.addStatement',
    ]),
  )
}, 20_000)

it('keeps what was typed over a statement that somebody took out, and writes it anew', async () => {
  let isThere = true
  const { calls } = startFakeServer({
    ...house,
    'plans.readStatementsPart': () => aStatementsPart({ statements: isThere ? [aStatement()] : [] }),
    'plans.addStatement': () => aStatement(),
  })
  const { user, queryClient } = await openPage([plans], PAGE)
  await user.click(await screen.findByRole('button', { name: 'Edit: Freight costs have doubled.' }))
  await user.clear(contentOf())
  await user.type(contentOf(), 'Freight costs have tripled.')
  isThere = false
  await queryClient.invalidateQueries()
  const note = await screen.findByRole('alert', { name: 'Somebody changed this while you were writing' })
  expect(note.textContent).toContain('Freight costs have tripled.')
  expect(note.textContent).toContain('(taken out)')
  await user.click(within(note).getByRole('button', { name: 'Keep mine' }))
  await waitFor(() => expect(screen.queryByText('Freight costs have tripled.')).toBeNull())
  expect(calls.find(({ name }) => name === 'plans.addStatement')?.input.content).toBe('Freight costs have tripled.')
}, 20_000)

it('comes back to the form when mine is refused for another reason', async () => {
  const message = 'Say where a confirmed statement is from.'
  let tries = 0
  startFakeServer({
    ...house,
    'plans.readStatementsPart': () => aStatementsPart({ statements: [aStatement({ version: tries + 1 })] }),
    'plans.changeStatement': () => {
      tries += 1
      if (tries === 1) throw new FakeRefusal(412, 'http/version-stale')
      throw new FakeRefusal(422, 'plans/source-missing', { errors: [{ path: 'source', code: 'x', message }] })
    },
  })
  const { user } = await openPage([plans], PAGE)
  await user.click(await screen.findByRole('button', { name: 'Edit: Freight costs have doubled.' }))
  await user.type(contentOf(), ' Twice.')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  await user.click(await screen.findByRole('button', { name: 'Keep mine' }))
  expect(await screen.findByText(message)).toBeDefined()
  expect(contentOf().value).toBe('Freight costs have doubled. Twice.')
}, 20_000)

it('says that a statement is still true, takes one out, and takes both back', async () => {
  let now = aStatement({ freshness: 'doubtful', doubtfulFrom: '2026-09-01' })
  let isThere = true
  const { calls } = startFakeServer({
    ...house,
    'plans.readStatementsPart': () => aStatementsPart({ statements: isThere ? [now] : [] }),
    'plans.renewStatement': ({ input }) => {
      now = aStatement({ asOf: String(input.asOf), version: 2 })
      return now
    },
    'plans.changeStatement': ({ input }) => {
      now = aStatement({ asOf: String(input.asOf), version: 3 })
      return now
    },
    'plans.removeStatement': () => {
      isThere = false
      return aStatement({ version: 4 })
    },
    'plans.restoreStatement': () => {
      isThere = true
      return now
    },
  })
  const { user } = await openPage([plans], PAGE)
  await user.click(await screen.findByRole('button', { name: 'Still true: Freight costs have doubled.' }))
  expect(await screen.findByText('Marked as still true.')).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Undo' }))
  await waitFor(() => expect(now.asOf).toBe('2026-03-01'))
  await user.click(await screen.findByRole('button', { name: 'Take out: Freight costs have doubled.' }))
  await waitFor(() => expect(screen.queryByText('Freight costs have doubled.')).toBeNull())
  await user.click(await screen.findByRole('button', { name: 'Undo' }))
  expect(await screen.findByText('Freight costs have doubled.')).toBeDefined()
  expect(calls.find(({ name }) => name === 'plans.restoreStatement')?.ifMatch).toBe('"4"')
}, 20_000)

it('lets readers read, and nobody write in a closed plan', async () => {
  startFakeServer({
    ...house,
    'session.read': reader,
    'plans.readStatementsPart': () => aStatementsPart({ statements: [aStatement()] }),
  })
  await openPage([plans], PAGE)
  expect(await screen.findByText('Freight costs have doubled.')).toBeDefined()
  expect(screen.queryByRole('button', { name: /^(Add|Edit|Still true|Take out|Fill in)/ })).toBeNull()
}, 20_000)
