import { render, screen } from '@testing-library/react'
import type { ReactNode } from 'react'
import { expect, it, vi } from 'vitest'
import { FakeRefusal, startFakeServer } from '../../client/fixtures/fake-server.ts'
import { fakeSession } from '../../client/fixtures/sessions.ts'
import { createQueryClient } from '../../kit/api/query-client.ts'
import { AppProviders } from '../../shell/app-providers.tsx'
import { AccountSizeGuard, SetSizeGuard } from './size-guard.tsx'

const SET_ID = '6b0f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d21'
const account = (id: number, name: string) => ({ id: String(id), code: `C${id}`, name })
const nobody = { accounts: [], hidden: 0, total: 0 }
const guard = {
  criteriaSet: { id: SET_ID, name: 'Key account criteria', number: 3 },
  rankCorrelation: 0.86,
  correlationLimit: 0.8,
  accountsCompared: 40,
  sizeWeightShare: 0.3,
  sizeWeightLimit: 0.25,
  warnings: ['selection/score-follows-spend', 'selection/weight-on-size'],
  inside: 10,
  inBySize: { accounts: [account(1, 'Harbour')], hidden: 1, total: 2 },
  inBySpend: nobody,
  asked: [],
  benchmark: {
    claim: 'Accounts chosen for large spend are 51 percent less likely to buy more.',
    source: 'Gartner.',
    caution: 'Regression to the mean explains part of it.',
  },
}

function show(content: ReactNode, answer: () => unknown) {
  window.history.replaceState(null, '', '/w/acme')
  const server = startFakeServer({ 'session.read': () => fakeSession(), 'selection.guardSize': answer })
  render(<AppProviders queryClient={createQueryClient()}>{content}</AppProviders>)
  return server
}

it('tells the three measures of a criteria set before it is published, with the finding, its source and its caution', async () => {
  const { calls } = show(<SetSizeGuard criteriaSetId={SET_ID} />, () => guard)
  expect(await screen.findByText(/follows the order of spend by 0.86/)).toBeDefined()
  expect(screen.getByText(/30.% of the weight is on criteria that measure size/)).toBeDefined()
  expect(
    screen.getByText(
      'Of 10 in place, 2 accounts are in by the size criteria alone: Harbour and 1 account you may not see.',
    ),
  ).toBeDefined()
  expect(screen.getByText(/51 percent less likely/)).toBeDefined()
  expect(screen.getByText('Source: Gartner.')).toBeDefined()
  expect(screen.getByText(/Regression to the mean/)).toBeDefined()
  expect(screen.getByRole('region', { name: 'Does size decide?' }).dataset.tone).toBe('caution')
  expect(calls.at(-1)?.input).toMatchObject({ criteriaSetId: SET_ID })
})

it('asks of a single account whether it would qualify with its spend hidden', async () => {
  const { calls } = show(<AccountSizeGuard accountIds={['1']} />, () => ({
    ...guard,
    asked: [{ account: account(1, 'Harbour'), standing: 'in_by_size' }],
  }))
  expect(await screen.findByText(/It is in only because it is large/)).toBeDefined()
  expect(calls.at(-1)?.input).toMatchObject({ accountIds: ['1'] })
})

it('sorts several accounts by what keeps them in', async () => {
  show(<AccountSizeGuard accountIds={['1', '2', '3']} />, () => ({
    ...guard,
    asked: [
      { account: account(1, 'Harbour'), standing: 'qualifies_anyway' },
      { account: account(2, 'Lakeside'), standing: 'in_by_spend' },
      { account: account(3, 'Hilltop'), standing: 'not_in' },
    ],
  }))
  expect(await screen.findByText('Not without the pull of current spend, 1: Lakeside.')).toBeDefined()
  expect(screen.getByText('1 account would qualify also with spend hidden.')).toBeDefined()
  expect(screen.getByText(/No place by their score .* 1: Hilltop/)).toBeDefined()
})

it('says who may see it when it is refused', async () => {
  show(<SetSizeGuard criteriaSetId={SET_ID} />, () => {
    throw new FakeRefusal(403, 'http/not-allowed')
  })
  expect(await screen.findByText(/people who may see margins/)).toBeDefined()
})

it('is silent where there are no criteria that size could decide under', async () => {
  const { calls } = show(<AccountSizeGuard accountIds={['1']} />, () => {
    throw new FakeRefusal(409, 'selection/no-criteria-set')
  })
  await vi.waitFor(() => expect(calls.some(({ name }) => name === 'selection.guardSize')).toBe(true))
  await vi.waitFor(() => expect(screen.queryByRole('region')).toBeNull())
})
