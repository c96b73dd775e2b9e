import { fireEvent, screen, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { FakeRefusal, startFakeServer } from '../../client/fixtures/fake-server.ts'
import { anAccess, fakeSession } from '../../client/fixtures/sessions.ts'
import { openPage } from '../../ledger/fixtures/open-page.tsx'
import { program } from '../index.ts'
import { draft, FIRST_ID, inForce, results } from './fixtures.ts'
import type { Definition } from './types.ts'

/** A busy machine takes its time to draw a page and to save. */
const SLOW = 20_000

/** A server that keeps one version in force and one draft; `touch` is somebody else at work on the draft. */
function serve(rows: readonly Definition[], session = fakeSession()) {
  let stored = draft
  const server = startFakeServer({
    'session.read': () => session,
    'program.listDefinitions': () => ({ rows: rows.map((row) => (row.id === stored.id ? stored : row)) }),
    'program.readDefinition': () => stored,
    'program.readDefinitionResults': () => results,
    'program.compareDefinitions': () => ({
      rows: [
        { field: 'investment.fullTimePeople', before: '6', after: '9', kind: 'changed', difference: 3 },
        { field: 'willNotDo', before: 'Nothing odd.', after: 'Nothing odd.', kind: 'same', difference: null },
      ],
    }),
    'program.changeDefinition': ({ input, ifMatch }) => {
      if (ifMatch !== `"${stored.version}"`) throw new FakeRefusal(412, 'http/version-stale')
      const content = input.content as Definition['content']
      const faults = content.effectiveDate === null ? stored.faults : []
      stored = { ...stored, content, faults, version: stored.version + 1 }
      return stored
    },
    'program.publishDefinition': () => {
      stored = { ...stored, state: 'planned', version: stored.version + 1, publishedAt: '2026-11-21T10:00:00Z' }
      return stored
    },
  })
  const touch = () => {
    stored = { ...stored, version: stored.version + 1, content: { ...stored.content, valueWeBring: 'Theirs now.' } }
  }
  return { server, touch }
}

it(
  'invites to write what the program is while nobody has',
  async () => {
    serve([])
    await openPage([program], '/program/definition')
    expect(await screen.findByText('Nobody has written down what the program is')).toBeTruthy()
    expect(await screen.findByRole('button', { name: 'Write it' })).toBeTruthy()
  },
  SLOW,
)

it(
  'shows the version in force with what came of it, a part of a year told as such',
  async () => {
    serve([inForce])
    await openPage([program], '/program/definition')
    expect(await screen.findByText('A customer we would change ourselves for.')).toBeTruthy()
    const table = await screen.findByRole('region', { name: 'Before and since' })
    const row = await within(table).findByRole('row', { name: /^Key accounts/ })
    expect(
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    ).toEqual(['14', '9'])
    expect(within(table).getByText(/11 of 12 in the ledger/)).toBeTruthy()
  },
  SLOW,
)

it(
  'says that contribution is hidden from people without the right, not unknown',
  async () => {
    const hidden = { ...results.before, contribution: null }
    startFakeServer({
      'session.read': () => fakeSession({ workspaces: [anAccess({ seesMargins: false })] }),
      'program.listDefinitions': () => ({ rows: [inForce] }),
      'program.readDefinitionResults': () => ({ before: hidden, since: null }),
    })
    await openPage([program], '/program/definition')
    const row = await screen.findByRole('row', { name: /^Contribution/ })
    expect(within(row).getByText('hidden')).toBeTruthy()
    expect(screen.getByText(/does not hold yet/)).toBeTruthy()
  },
  SLOW,
)

it(
  'saves a draft by itself, publishes it once its parts are there',
  async () => {
    const { server } = serve([draft, inForce])
    const { user } = await openPage([program], `/program/definition?version=${draft.id}`)
    const publish = await screen.findByRole('button', { name: 'Publish' })
    expect(publish.hasAttribute('disabled')).toBe(true)
    fireEvent.change(screen.getByLabelText('Holds from'), { target: { value: '2026-12-01' } })
    expect(await screen.findByText('Everything is there; it can be published.', {}, { timeout: 4_000 })).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Publish' }))
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Publish' }))
    expect(await screen.findByText('Version 2 is published.')).toBeTruthy()
    expect(server.calls.find(({ name }) => name === 'program.publishDefinition')?.ifMatch).toBe('"2"')
  },
  SLOW,
)

it(
  'lays both versions side by side when somebody else changed the draft, and loses neither',
  async () => {
    const { touch } = serve([draft, inForce])
    const { user } = await openPage([program], `/program/definition?version=${draft.id}`)
    const field = await screen.findByLabelText('What we bring them')
    touch()
    fireEvent.change(field, { target: { value: 'Parts in a day. And more.' } })
    const title = await screen.findByText('Somebody else changed this draft', {}, { timeout: 4_000 })
    const alert = title.closest<HTMLElement>('[role=alert]') ?? title
    expect(within(alert).getByText('Parts in a day. And more.')).toBeTruthy()
    expect(within(alert).getByText('Theirs now.')).toBeTruthy()
    await user.click(within(alert).getByRole('button', { name: 'Keep mine' }))
    expect(await screen.findByText('All is saved.')).toBeTruthy()
    expect((screen.getByLabelText('What we bring them') as HTMLTextAreaElement).value).toBe('Parts in a day. And more.')
  },
  SLOW,
)

it(
  'compares two versions and tells numbers by how much',
  async () => {
    serve([draft, inForce])
    await openPage([program], `/program/definition?version=${FIRST_ID}&compare=${draft.id}`)
    const table = await screen.findByRole('region', { name: 'Draft 2 against Version 1' })
    const row = await within(table).findByRole('row', { name: /^People/ })
    expect(row.textContent).toContain('by +3')
    expect(within(table).getByText('unchanged')).toBeTruthy()
  },
  SLOW,
)
