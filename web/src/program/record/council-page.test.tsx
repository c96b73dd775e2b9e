import { screen, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { FakeRefusal, startFakeServer } from '../../client/fixtures/fake-server.ts'
import { anAccess, fakeSession } from '../../client/fixtures/sessions.ts'
import { openPage } from '../../ledger/fixtures/open-page.tsx'
import { program } from '../index.ts'
import { adoption } from './fixtures.ts'
import type { CouncilDecision, ProgramPerson } from './types.ts'

/** A busy machine takes its time to draw a page. */
const SLOW = 20_000

const cleo: ProgramPerson = {
  id: '6b0f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d41',
  role: 'executive_sponsor',
  function: null,
  personId: null,
  name: 'Cleo Chief',
  duties: 'Opens doors.',
  since: '2026-01-01',
  until: null,
  holds: true,
  version: 1,
}
const before: ProgramPerson = {
  ...cleo,
  id: cleo.id.replace('41', '42'),
  name: 'Otto Old',
  until: '2025-12-31',
  holds: false,
}
const entry: CouncilDecision = {
  id: '6b0f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d51',
  number: 2,
  decidedOn: '2026-10-01',
  decision: 'Seven criteria.',
  reason: 'Nobody could explain eleven.',
  decidedBy: 'The council',
  meeting: null,
  corrects: null,
  correctedBy: null,
  links: [{ kind: 'override', id: 'o', label: null }],
  recordedBy: 'Ann Bell',
  recordedAt: '2026-10-01T10:00:00Z',
}
const page = <Row,>(rows: readonly Row[]) => ({ rows, nextCursor: null, total: rows.length })

it(
  'shows holders, gaps and who was before, and names somebody outside for a gap',
  async () => {
    const server = startFakeServer({
      'session.read': () => fakeSession(),
      'program.listProgramPeople': () => ({ rows: [cleo, before], gaps: [{ role: 'council', function: 'finance' }] }),
      'program.nameProgramPerson': ({ input }) => {
        if (input.name === 'Taken') throw new FakeRefusal(409, 'program/role-held')
        return { ...cleo, ...input, id: cleo.id, holds: true, version: 1 }
      },
    })
    const { user } = await openPage([program], '/program/council')
    expect(await screen.findByText('One role has no holder')).toBeTruthy()
    expect(screen.getByText('Otto Old')).toBeTruthy()
    await user.click(await screen.findByRole('button', { name: 'Name somebody: Finance' }))
    const dialog = await screen.findByRole('dialog')
    await user.type(within(dialog).getByLabelText('Somebody outside the workspace'), 'Taken')
    await user.click(within(dialog).getByRole('button', { name: 'Save' }))
    expect((await within(dialog).findByRole('alert')).textContent).toContain('Nothing was changed')
    await user.clear(within(dialog).getByLabelText('Somebody outside the workspace'))
    await user.type(within(dialog).getByLabelText('Somebody outside the workspace'), 'Fay Finance')
    await user.click(within(dialog).getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('Saved.')).toBeTruthy()
    expect(server.calls.findLast(({ name }) => name === 'program.nameProgramPerson')?.input).toMatchObject({
      role: 'council',
      function: 'finance',
      name: 'Fay Finance',
    })
  },
  SLOW,
)

it(
  'corrects an entry of the log by a new one, and does not name what the reader may not see',
  async () => {
    const server = startFakeServer({
      'session.read': () => fakeSession(),
      'program.listCouncilDecisions': () => page([entry]),
      'program.recordCouncilDecision': ({ input }) => ({ ...entry, number: 3, decision: String(input.decision) }),
    })
    const { user } = await openPage([program], '/program/council?tab=decisions')
    expect(await screen.findByText(/Override: not visible to you/)).toBeTruthy()
    await user.click(await screen.findByRole('button', { name: 'Correct entry 2' }))
    const dialog = await screen.findByRole('dialog')
    const field = within(dialog).getByRole('textbox', { name: /What was decided/ })
    await user.clear(field)
    await user.type(field, 'Eight criteria.')
    await user.click(within(dialog).getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('Entry 3 is in the log.')).toBeTruthy()
    expect(server.calls.findLast(({ name }) => name === 'program.recordCouncilDecision')?.input).toMatchObject({
      correctsId: entry.id,
      decision: 'Eight criteria.',
      reason: entry.reason,
      overrideId: null,
    })
  },
  SLOW,
)

it(
  'offers nothing to write to people who only read',
  async () => {
    startFakeServer({
      'session.read': () => fakeSession({ workspaces: [anAccess({ permissions: ['program:read'] })] }),
      'program.listCouncilDecisions': () => page([]),
    })
    await openPage([program], '/program/council?tab=decisions')
    expect(await screen.findByText('No decision is on record')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Record a decision' })).toBeNull()
  },
  SLOW,
)

it(
  'explains each level of adoption, and tells unknown evidence from missing',
  async () => {
    startFakeServer({ 'session.read': () => fakeSession(), 'program.readAdoption': () => adoption })
    await openPage([program], '/program/adoption')
    expect(await screen.findByText('1 of 4')).toBeTruthy()
    expect(screen.getByText('0 to 4 of 4')).toBeTruthy()
    expect(screen.getByText(/^Level 2 still asks for: Functions that scored/)).toBeTruthy()
    expect(screen.getByText('No key account has an active plan.')).toBeTruthy()
    const trend = screen.getByRole('region', { name: 'Month by month' })
    expect(within(trend).getAllByRole('columnheader')).toHaveLength(3)
    expect(within(trend).getByRole('row', { name: /^Overall/ }).textContent).toContain('0.3 to 1.8')
  },
  SLOW,
)
