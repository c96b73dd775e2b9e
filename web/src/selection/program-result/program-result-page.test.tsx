import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { startFakeServer } from '../../client/fixtures/fake-server.ts'
import { anAccess, fakeSession } from '../../client/fixtures/sessions.ts'
import { openPage } from '../../ledger/fixtures/open-page.tsx'
import { selection } from '../index.ts'

const ID = '6b0f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d40'
const run = {
  id: ID,
  kind: 'program_result',
  status: 'done',
  progress: 1,
  step: '',
  failure: null,
  personName: 'Ada Muster',
  isOwn: true,
  createdAt: '2026-11-20T10:00:00Z',
  finishedAt: '2026-11-20T10:00:01Z',
}
const known = (value: unknown) => ({ value, status: 'ok', reasons: [] })
const measure = {
  againstMatched: {
    accounts: 15,
    keyGrowth: known(0.3),
    otherGrowth: known(0),
    keyChange: known('460.0000'),
    otherChange: known('0.0000'),
    change: { difference: known({ value: '460', low: '400', high: '520', level: 0.9 }), verdict: 'better' },
    growth: { difference: known({ value: 0.3, low: 0.28, high: 0.32, level: 0.9 }), verdict: 'better' },
    typicalGrowth: { difference: known({ value: 0.26, low: 0.24, high: 0.28, level: 0.9 }), verdict: 'better' },
  },
  againstOwnTrend: {
    accounts: 15,
    changeBefore: known('0.0000'),
    changeAfter: known('460.0000'),
    difference: known({ value: '460', low: '400', high: '520', level: 0.9 }),
    verdict: 'better',
  },
}
const result = {
  run,
  since: '2025-11-01',
  months: 12,
  currency: 'USD',
  earlier: { from: '2023-11', to: '2024-10' },
  hasEarlier: true,
  before: { from: '2024-11', to: '2025-10' },
  after: { from: '2025-11', to: '2026-10' },
  keyAccounts: 15,
  others: 45,
  joinedLater: 1,
  decidedAfterwards: 4,
  matching: { pairs: 15, nobodyAlike: 0, unknown: 0, isBalanced: true, balance: [] },
  netRevenue: measure,
  grossMargin: null,
  contribution: null,
  pairs: [{ keyAccount: { id: '1', code: 'K1', name: 'Harbour' }, other: { id: '2', code: 'K2', name: 'Lakeside' } }],
  collaboration: {
    accounts: 3,
    fewest: 20,
    meanShare: known(0.5),
    correlation: { value: null, status: 'insufficient_data', reasons: ['selection/too-few-for-collaboration'] },
  },
  benchmarks: [
    {
      code: 'selection/program-growth-claim',
      low: 0.2,
      high: 0.25,
      unit: 'fraction',
      claim: 'A program raises sales by 20 to 25 percent.',
      source: 'Practitioners’ guides.',
      caution: 'No comparison group is stated.',
    },
  ],
}
const reach = {
  ledger: { from: '2023-11', to: '2026-10' },
  forMonths: [{ months: 12, earliest: '2024-11-01', latest: '2025-11-30' }],
  firstDecision: '2025-11-01',
}
const permissions = ['selection:read', 'selection:ask']
const house = {
  'session.read': () => fakeSession({ workspaces: [anAccess({ permissions, seesMargins: false })] }),
  'selection.readProgramResultReach': (): unknown => reach,
  'selection.listRuns': (): unknown => ({ rows: [run], nextCursor: null, total: 1 }),
  'selection.readRun': (): unknown => run,
  'selection.readProgramResult': (): unknown => result,
}

it('asks since when the first account was key, and says what the program brought', async () => {
  const { calls } = startFakeServer({ ...house, 'selection.startProgramResult': () => run })
  const { user } = await openPage([selection], '/program/result')
  await user.click(await screen.findByRole('button', { name: 'Work it out' }))
  expect(await screen.findByText(/Key accounts grew faster than the accounts that were alike/)).toBeDefined()
  expect(calls.find(({ name }) => name === 'selection.startProgramResult')?.input).toMatchObject({
    since: '2025-11-01',
    months: 12,
  })
  expect(screen.getByText(/Difference in growth \+30\.0 points, between \+28\.0 and \+32\.0/)).toBeDefined()
  expect(screen.getByText(/4 of the 15 decisions were written down only after the day/)).toBeDefined()
  expect(screen.getByText(/No comparison group is stated/)).toBeDefined()
  expect(screen.getAllByText('hidden').length).toBeGreaterThan(1)
  expect(screen.getByRole('link', { name: 'Lakeside' })).toBeDefined()
}, 20_000)

it('says what is missing while the ledger is too short', async () => {
  startFakeServer({ ...house, 'selection.readProgramResultReach': () => ({ ...reach, forMonths: [] }) })
  await openPage([selection], '/program/result')
  expect(await screen.findByText('The ledger is too short.')).toBeDefined()
}, 15_000)
