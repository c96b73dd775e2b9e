import { screen, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { FakeRefusal, startFakeServer } from '../../client/fixtures/fake-server.ts'
import { openPage } from '../../ledger/fixtures/open-page.tsx'
import { account } from '../fixtures.ts'
import { selection } from '../index.ts'
import { ASKER, DECIDER, quietHouse, sessionWith } from '../overrides/fixtures.ts'
import type { Candidate, Nomination } from './types.ts'

const PAGE = '/program/candidates'

function aCandidate(changes: Partial<Candidate> = {}): Candidate {
  return {
    account: account(7, 'Harbour'),
    place: 1,
    kind: 'worth_asking',
    score: 52,
    rank: 31,
    distance: 8,
    confidence: 0.5,
    optimisticScore: 81,
    outlook: 'growing',
    strengths: [{ key: 'growth', name: 'Growth' }],
    missing: [{ key: 'fit', name: 'Fit', isJudged: true, scoreAtBest: 76 }],
    nomination: null,
    ...changes,
  }
}

function aNomination(changes: Partial<Nomination> = {}): Nomination {
  return {
    id: '6b0f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d32',
    account: account(7, 'Harbour'),
    reason: 'They ask for us in three regions.',
    nominatorName: 'Nina North',
    isOwn: false,
    nominatedAt: '2026-11-20T10:00:00.000Z',
    score: 52,
    rank: 31,
    tier: null,
    answer: null,
    version: 1,
    ...changes,
  }
}

const candidates = {
  rows: [aCandidate(), aCandidate({ account: account(8, 'Lakeside'), place: 2, missing: [], kind: 'within_reach' })],
  nextCursor: null,
  total: 2,
  cutScore: 60,
  places: 40,
  counts: { overCut: 0, withinReach: 1, worthAsking: 1 },
}
const nobody = { rows: [], nextCursor: null, total: 0 }

const house = {
  ...quietHouse,
  'selection.listCandidates': (): unknown => candidates,
  'selection.listNominations': (): unknown => nobody,
  'selection.listOverInvestments': (): unknown => ({ ...nobody, looked: 12, unknown: 1 }),
}

it('says why an account is worth pursuing and what is not known, and puts it forward', async () => {
  const { calls } = startFakeServer({
    ...house,
    'session.read': () => sessionWith(...ASKER),
    'selection.nominate': () => aNomination({ isOwn: true }),
  })
  const { user } = await openPage([selection], PAGE)
  await user.click(await screen.findByText('Harbour'))
  const drawer = await screen.findByRole('dialog', { hidden: true })
  expect(drawer.textContent).toContain('Rank 31 of all, 8.0 points short of the cut.')
  const missing = within(drawer).getByRole('table', { name: 'What is not known', hidden: true })
  expect(missing.textContent).toContain('asking people')
  await user.click(within(drawer).getByRole('button', { name: 'Nominate', hidden: true }))
  await user.type(
    within(drawer).getByRole('textbox', { name: 'Why is it worth pursuing?', hidden: true }),
    'They ask for us in three regions.',
  )
  await user.click(within(drawer).getByRole('button', { name: 'Nominate', hidden: true }))
  expect(await screen.findByText('Harbour is put forward.')).toBeDefined()
  expect(calls.find(({ name }) => name === 'selection.nominate')?.input).toMatchObject({ accountId: '7' })
  // Margins are not for everybody, and that is said rather than shown as nothing.
  expect(screen.getByText(/so this list is hidden/)).toBeDefined()
  expect(calls.some(({ name }) => name === 'selection.listOverInvestments')).toBe(false)
}, 20_000)

it('takes a nomination up with a note, or says that somebody was faster', async () => {
  let isFirst = true
  const { calls } = startFakeServer({
    ...house,
    'session.read': () => sessionWith(...DECIDER),
    'selection.listNominations': () => ({ rows: [aNomination()], nextCursor: null, total: 1 }),
    'selection.answerNomination': () => {
      if (isFirst) {
        isFirst = false
        throw new FakeRefusal(409, 'selection/nomination-answered')
      }
      return aNomination({ version: 2 })
    },
  })
  const { user } = await openPage([selection], PAGE)
  const list = await screen.findByRole('list', { name: 'Nominations' })
  expect(list.textContent).toContain('rank 31, score 52.0')
  await user.click(within(list).getByRole('button', { name: 'Take up' }))
  const dialog = await screen.findByRole('dialog', { name: 'Take up Harbour?', hidden: true })
  await user.type(within(dialog).getByRole('textbox', { name: 'Your note', hidden: true }), 'Into the next round.')
  const send = () => user.click(within(dialog).getByRole('button', { name: 'Take up', hidden: true }))
  await send()
  expect((await within(dialog).findByRole('alert', { hidden: true })).textContent).toContain('nomination-answered')
  await send()
  expect(await screen.findByText('Harbour is taken up.')).toBeDefined()
  expect(calls.filter(({ name }) => name === 'selection.answerNomination')[1]?.input).toMatchObject({
    answer: 'take_up',
    note: 'Into the next round.',
  })
}, 20_000)

it('lists key accounts that do not earn their tier, and says what is not known', async () => {
  startFakeServer({
    ...house,
    'session.read': () => sessionWith(...DECIDER),
    'selection.listOverInvestments': () => ({
      rows: [
        {
          account: account(5, 'Costly'),
          tier: 'A',
          sign: 'negative',
          basis: 'gross_margin',
          now: '-360',
          before: null,
          change: null,
        },
      ],
      nextCursor: null,
      total: 1,
      looked: 12,
      unknown: 2,
    }),
  })
  await openPage([selection], PAGE)
  const table = await screen.findByRole('table', { name: 'Over-investment' })
  expect(table.textContent).toContain('costs more than it brings')
  expect(table.textContent).toContain('gross margin')
  expect(screen.getByText('Of 2 accounts in a high tier nothing is known.')).toBeDefined()
}, 20_000)

it('leads to the criteria where there are none, and asks by kind and by name', async () => {
  const { calls } = startFakeServer({ ...house, 'session.read': () => sessionWith(...DECIDER) })
  const { user } = await openPage([selection], PAGE)
  await user.click(await screen.findByText('Worth asking about 1'))
  await user.type(screen.getByRole('textbox', { name: 'Find an account' }), 'har')
  await expect
    .poll(() => calls.filter(({ name }) => name === 'selection.listCandidates').at(-1)?.input)
    .toMatchObject({ kind: 'worth_asking', query: 'har' })
  startFakeServer({
    ...house,
    'session.read': () => sessionWith(...DECIDER),
    'selection.listCandidates': () => {
      throw new FakeRefusal(409, 'selection/no-criteria-set')
    },
  })
  document.body.replaceChildren()
  await openPage([selection], PAGE)
  expect(await screen.findByText('There are no criteria yet')).toBeDefined()
}, 20_000)
