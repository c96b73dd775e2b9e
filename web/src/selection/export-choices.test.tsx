import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { startFakeServer } from '../client/fixtures/fake-server.ts'
import { anAccess, fakeSession } from '../client/fixtures/sessions.ts'
import { openPage } from '../ledger/fixtures/open-page.tsx'
import { aRanking, commonAnswers, proposal, tierA } from './fixtures.ts'
import { selection } from './index.ts'

const base = '/api/workspaces/acme/selection'
const permissions = ['selection:read', 'program:read', 'portfolio:export']
const mayExport = { 'session.read': () => fakeSession({ workspaces: [anAccess({ permissions })] }) }

async function addressOf(name: RegExp): Promise<string | null> {
  const item = await screen.findByRole('menuitem', { name, hidden: true })
  return item.getAttribute('href')
}

it('offers the whole ranking under the weights and search in view as a file', async () => {
  startFakeServer({
    ...commonAnswers,
    ...mayExport,
    'selection.rank': ({ input }) => ({ ...aRanking(), total: 701, ...(Number(input.offset) > 0 ? { rows: [] } : {}) }),
  })
  const { user } = await openPage([selection], '/program/selection?q=har&weights=margin:5')
  await user.click(await screen.findByRole('button', { name: 'Export the ranking' }))
  expect(await addressOf(/CSV.*all 701 rows/)).toBe(`${base}/ranking/export?format=csv&weights=margin%3A5&query=har`)
  expect(await addressOf(/XLSX.*all 701 rows/)).toContain('format=xlsx')
})

it('offers every proposal and every decision of the tier in view', async () => {
  const decision = {
    id: '1',
    account: proposal.account,
    tier: 'A',
    previousTier: 'out',
    reason: 'It carries the margin.',
    overCapacityReason: null,
    status: 'current',
    deciderName: 'Ada Muster',
    effectiveDate: '2026-11-01',
    expiresOn: null,
    overrideId: null,
    followsScores: true,
    proposedTier: 'A',
    decidedAt: '2026-11-01T10:00:00Z',
    score: 74,
    rank: 3,
  }
  startFakeServer({
    ...commonAnswers,
    ...mayExport,
    'selection.readTiers': () => ({ tiers: [tierA] }),
    'selection.listProposals': () => ({ rows: [proposal], nextCursor: 'more', total: 240 }),
    'selection.listDecisions': () => ({ rows: [decision], nextCursor: null, total: 5201 }),
  })
  const { user } = await openPage([selection], '/program/tiers?decided=A')
  await user.click(await screen.findByRole('button', { name: 'Export Proposals' }))
  expect(await addressOf(/CSV.*all 240 rows/)).toBe(`${base}/proposals/export?format=csv`)
  await user.keyboard('{Escape}')
  await user.click(await screen.findByRole('button', { name: 'Export Decisions', hidden: true }))
  expect(await addressOf(/XLSX.*all 5.201 rows/)).toBe(`${base}/decisions/export?format=xlsx&tier=A`)
})

it('offers no file to people who may not take lists out', async () => {
  startFakeServer({ ...commonAnswers, 'selection.rank': () => aRanking() })
  await openPage([selection], '/program/selection')
  expect(await screen.findByText('Harbour')).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Export the ranking' })).toBeNull()
})
