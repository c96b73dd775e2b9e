import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { FakeRefusal, startFakeServer } from '../../client/fixtures/fake-server.ts'
import { anAccess, fakeSession } from '../../client/fixtures/sessions.ts'
import { openPage } from '../../ledger/fixtures/open-page.tsx'
import { selection } from '../index.ts'

const account = { id: '7', code: 'H1', name: 'Harbour' }
const shares = { profit: 0.5, assigned: 0.2, breadth: 0.1, values: 0.1, addOns: 0.1 }
const scheme = {
  shares,
  starterShares: shares,
  leastProfitShare: 0.5,
  reason: null,
  cohort: 'all',
  valueCriteria: [],
  addOnLines: { upsell: [], supportSubscriptions: [], renewals: [] },
  choices: {
    productLines: [{ id: '1', name: 'Service', category: null }],
    judgedCriteria: [{ key: 'fit', name: 'Strategic fit' }],
  },
  version: 3,
}
const assigned = { isBlind: false, count: 2, mean: 4.5, lowest: 4, highest: 5, standardDeviation: 0.7 }
const row = {
  account,
  tier: null,
  profit: '-1000.0000',
  measured: 0,
  assigned,
  score: 20,
  gap: { points: 87.5, felt: 'too_high', ranks: 3, money: '6000.0000' },
}
const sessionWith = (permissions: string[], seesMargins: boolean) => () =>
  fakeSession({ workspaces: [anAccess({ permissions, seesMargins })] })
const answers = {
  'session.read': sessionWith(['selection:read', 'program:write', 'portfolio:export', 'margins:read'], true),
  'selection.readScorecardScheme': (): unknown => scheme,
  'selection.listScorecards': (): unknown => ({ rows: [row], nextCursor: null, total: 1 }),
}

it('shows where feeling and money part, and offers the list as a file', async () => {
  const { calls } = startFakeServer(answers)
  const { user } = await openPage([selection], '/program/profitability')
  expect(await screen.findByText('Harbour')).toBeDefined()
  expect(screen.getAllByText('felt too high').length).toBeGreaterThan(0)
  await user.click(screen.getByRole('radio', { name: 'felt too low' }))
  await screen.findByText('Harbour')
  expect(calls.filter(({ name }) => name === 'selection.listScorecards').at(-1)?.input).toMatchObject({
    felt: 'too_low',
  })
}, 15_000)

it('asks for a reason when money weighs less than half, and keeps what was typed when refused', async () => {
  const changed: unknown[] = []
  startFakeServer({
    ...answers,
    'selection.changeScorecardScheme': ({ input, ifMatch }) => {
      changed.push([ifMatch, input.shares])
      throw new FakeRefusal(422, 'selection/scorecard-profit-below-half')
    },
  })
  const { user } = await openPage([selection], '/program/profitability')
  const profit = await screen.findByRole('textbox', { name: 'Profit in money, percent' })
  await user.clear(profit)
  await user.type(profit, '40')
  expect(await screen.findByText(/add up to 90 percent/)).toBeDefined()
  const felt = screen.getByRole('textbox', { name: 'Felt by our people, percent' })
  await user.clear(felt)
  await user.type(felt, '30')
  await user.type(screen.getByRole('textbox', { name: /Why does money weigh less/ }), 'New ledger.')
  await user.click(screen.getByRole('button', { name: 'Save the weights' }))
  expect(await screen.findByText('The weights were not saved.')).toBeDefined()
  expect(changed).toEqual([['"3"', { ...shares, profit: 0.4, assigned: 0.3 }]])
  expect(screen.getByDisplayValue('New ledger.')).toBeDefined()
}, 20_000)

it('says why people without sight of margins see no list', async () => {
  startFakeServer({ ...answers, 'session.read': sessionWith(['selection:read'], false) })
  await openPage([selection], '/program/profitability')
  expect(await screen.findByText('This list is about margins.')).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Save the weights' })).toBeNull()
}, 15_000)
