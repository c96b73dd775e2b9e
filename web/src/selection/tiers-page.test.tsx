import { screen, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { FakeRefusal, startFakeServer } from '../client/fixtures/fake-server.ts'
import { openPage } from '../ledger/fixtures/open-page.tsx'
import { account, commonAnswers, proposal, tierA } from './fixtures.ts'
import { selection } from './index.ts'

const other = { ...proposal, account: account(9, 'Lakeside') }
const explanation = {
  account: proposal.account,
  criteriaSet: null,
  score: 74,
  rank: 3,
  accounts: 40,
  confidence: 0.9,
  isEligible: true,
  gates: [],
  criteria: [],
  cut: { places: 10, score: 70, nextAccount: null, distance: -4 },
  tier: null,
  tierSince: null,
  proposedTier: 'A',
  proposalReason: null,
  fullTier: null,
  exception: null,
  qualifiesWithoutSpend: true,
  computedAt: null,
}

it('refuses a decision when the tier is full, keeps what was typed, and accepts it with a reason', async () => {
  const { calls } = startFakeServer({
    ...commonAnswers,
    'selection.readTiers': () => ({ tiers: [tierA] }),
    'selection.listProposals': () => ({ rows: [proposal, other], nextCursor: null, total: 2 }),
    'selection.listDecisions': () => ({ rows: [], nextCursor: null, total: 0 }),
    'selection.explain': () => explanation,
    'selection.suggest': () => ({ reasons: ['Margin carries it; growth helps.'] }),
    'selection.decide': ({ input }) => {
      // Somebody else took the last place in the meantime.
      if (!input.overCapacityReason) {
        throw new FakeRefusal(409, 'selection/tier-full', { facts: { capacity: 10, placesTaken: 10 } })
      }
      return { decisions: [] }
    },
  })
  const { user } = await openPage([selection], '/program/tiers')
  await user.click(await screen.findByRole('checkbox', { name: 'Select Harbour' }))
  await user.click(screen.getByRole('button', { name: 'Decide' }))
  const dialog = await screen.findByRole('dialog', { hidden: true })
  const reason = (await within(dialog).findByRole('textbox', { name: 'Reason', hidden: true })) as HTMLTextAreaElement
  expect(reason.value).toBe('Margin carries it; growth helps.')
  await user.type(reason, ' Board agrees.')
  await user.click(within(dialog).getByRole('button', { name: 'Decide', hidden: true }))
  expect(await within(dialog).findByText('Tier A has no place left')).toBeDefined()
  expect(within(dialog).getByText(/It has 10 places and 10 are taken/)).toBeDefined()
  expect(reason.value).toContain('Board agrees.')
  await user.type(
    within(dialog).getByRole('textbox', { name: 'Why exceed the places?', hidden: true }),
    'One account leaves in March.',
  )
  await user.click(within(dialog).getByRole('button', { name: 'Decide', hidden: true }))
  expect(await screen.findByText('Harbour is now in tier A.')).toBeDefined()
  const sent = calls.filter(({ name }) => name === 'selection.decide').map(({ input }) => input)
  expect(sent).toHaveLength(2)
  expect(sent[1]).toMatchObject({ accountIds: ['7'], tier: 'A', overCapacityReason: 'One account leaves in March.' })
}, 20_000)

it('decides about several accounts at once with one reason', async () => {
  const { calls } = startFakeServer({
    ...commonAnswers,
    'selection.readTiers': () => ({ tiers: [tierA] }),
    'selection.listProposals': () => ({ rows: [proposal, other], nextCursor: null, total: 2 }),
    'selection.listDecisions': () => ({ rows: [], nextCursor: null, total: 0 }),
    'selection.explain': () => explanation,
    'selection.decide': () => ({ decisions: [] }),
  })
  const { user } = await openPage([selection], '/program/tiers')
  await user.click(await screen.findByRole('checkbox', { name: 'Select all shown' }))
  await user.click(screen.getByRole('button', { name: 'Decide' }))
  const dialog = await screen.findByRole('dialog', { hidden: true })
  // Two accounts for one place: the second reason is asked for before anything is sent.
  await user.type(
    await within(dialog).findByRole('textbox', { name: 'Why exceed the places?', hidden: true }),
    'Both are needed.',
  )
  await user.click(within(dialog).getByRole('button', { name: 'Decide for 2 accounts', hidden: true }))
  expect(await screen.findByText('2 accounts are now in tier A.')).toBeDefined()
  expect(calls.find(({ name }) => name === 'selection.decide')?.input.accountIds).toEqual(['7', '9'])
}, 20_000)

it('offers to follow each proposal where those chosen differ', async () => {
  const { calls } = startFakeServer({
    ...commonAnswers,
    'selection.readTiers': () => ({ tiers: [{ ...tierA, capacity: 20 }] }),
    'selection.listProposals': () => ({
      rows: [proposal, { ...other, tier: 'A', proposedTier: 'out' }],
      nextCursor: null,
      total: 2,
    }),
    'selection.listDecisions': () => ({ rows: [], nextCursor: null, total: 0 }),
    'selection.explain': () => explanation,
    'selection.decide': () => ({ decisions: [] }),
  })
  const { user } = await openPage([selection], '/program/tiers')
  await user.click(await screen.findByRole('checkbox', { name: 'Select all shown' }))
  await user.click(screen.getByRole('button', { name: 'Decide' }))
  const dialog = await screen.findByRole('dialog', { hidden: true })
  const proposed = await within(dialog).findByRole('radio', { name: /Each as the scores propose/, hidden: true })
  expect((proposed as HTMLInputElement).checked).toBe(true)
  await user.click(within(dialog).getByRole('button', { name: 'Decide for 2 accounts', hidden: true }))
  expect(await screen.findByText('2 accounts are decided as proposed.')).toBeDefined()
  expect(calls.find(({ name }) => name === 'selection.decide')?.input).toMatchObject({
    accountIds: ['7', '9'],
    tier: 'proposed',
    reason: 'Follows what the scores propose under the criteria in force.',
  })
}, 20_000)
