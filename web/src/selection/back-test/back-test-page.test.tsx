import { screen, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { FakeRefusal, startFakeServer } from '../../client/fixtures/fake-server.ts'
import { anAccess, fakeSession } from '../../client/fixtures/sessions.ts'
import { openPage } from '../../ledger/fixtures/open-page.tsx'
import { account, aSet, commonAnswers, SET_ID } from '../fixtures.ts'
import { selection } from '../index.ts'
import type { BackTestAccount, BackTestAnswer, MeasureComparison, SelectionRun, SetTest } from './types.ts'

const RUN_ID = '0c7a2d7e-3a34-4f5e-8a5f-6f1f0a2b7c11'
const OTHER_SET = '6b0f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d22'

const ok = <Value,>(value: Value) => ({ value, status: 'ok' as const, reasons: [] })

function run(changes: Partial<SelectionRun> = {}): SelectionRun {
  return {
    id: RUN_ID,
    kind: 'back_test',
    status: 'done',
    progress: 1,
    step: '',
    failure: null,
    personName: 'Ada Muster',
    isOwn: true,
    createdAt: '2026-11-21T10:00:00Z',
    finishedAt: null,
    ...changes,
  }
}

function comparison(points: readonly [number, number, number]): MeasureComparison {
  const [value, low, high] = points
  const verdict = low > 0 ? 'better' : high < 0 ? 'worse' : 'no_difference_shown'
  const group = {
    accounts: 40,
    unknown: 0,
    before: '1000.00',
    after: '1200.00',
    changePerAccount: ok('5.00'),
    growth: ok(0.2),
    typicalGrowth: ok(0.1),
  }
  return {
    picks: group,
    others: group,
    change: { difference: ok({ value: '5.00', low: '1.00', high: '9.00', level: 0.9 }), verdict },
    growth: { difference: ok({ value, low, high, level: 0.9 }), verdict },
    typicalGrowth: { difference: ok({ value, low, high, level: 0.9 }), verdict },
    beatsLots: 0.93,
  }
}

function aTest(changes: Partial<SetTest> = {}): SetTest {
  const rival = (against: 'largest' | 'matched' | 'chance', points: readonly [number, number, number]) => ({
    against,
    accounts: 40,
    shared: 11,
    verdict: comparison(points).growth.verdict,
    reasons: [],
    measures: { netRevenue: comparison(points), grossMargin: comparison(points), contribution: null },
  })
  return {
    criteriaSet: { id: SET_ID, name: 'Key account criteria', number: 3, status: 'published' },
    picks: 40,
    candidates: 428,
    left: 142,
    verdict: 'better',
    verdictAgainst: 'matched',
    reasons: [{ code: 'selection/regression-to-the-mean' }, { code: 'selection/picks-without-match', found: 2 }],
    comparisons: [
      rival('largest', [0.02, -0.1, 0.14]),
      rival('matched', [0.081, 0.012, 0.15]),
      rival('chance', [-0.2, -0.3, -0.1]),
    ],
    matching: { pairs: 38, nobodyAlike: 2, unknown: 0, isBalanced: true, balance: [] },
    startingSpend: {
      key: 'starting_spend',
      name: 'starting_spend',
      weightShare: null,
      accounts: 428,
      correlation: ok({ value: -0.01, low: -0.05, high: 0.04, level: 0.9 }),
      adjustedP: 0.6,
      verdict: 'predicts_nothing',
    },
    criteria: [
      {
        key: 'growth',
        name: 'Growth of demand',
        weightShare: 0.4,
        accounts: 428,
        correlation: ok({ value: 0.3, low: 0.2, high: 0.4, level: 0.9 }),
        adjustedP: 0.001,
        verdict: 'predicts_growth',
      },
    ],
    ...changes,
  }
}

function anAnswer(changes: Partial<BackTestAnswer> = {}): BackTestAnswer {
  return {
    run: run(),
    asOf: '2012-11-29',
    months: 12,
    places: 40,
    seed: 1,
    currency: 'USD',
    known: { from: '2011-12', to: '2012-11' },
    after: { from: '2012-12', to: '2013-11' },
    knownOn: '2012-11-29',
    monthsBefore: 19,
    monthsAfter: 12,
    setsTested: 1,
    level: 0.9,
    booksChange: { movedCompanies: 0, correctedLines: 0, correctedCounts: 0 },
    chosen: 0,
    tests: [aTest()],
    sideBySide: null,
    showsSums: true,
    ...changes,
  }
}

const harbour: BackTestAccount = {
  account: account(7, 'Harbour'),
  place: 1,
  score: 75.3,
  isLargest: true,
  isChosen: false,
  matchedWith: account(9, 'Lakeside'),
  hasLeft: true,
  netRevenue: { before: '122000.00', after: '0.00' },
  growth: -1,
  grossMargin: { before: '20000.00', after: '0.00' },
  contribution: null,
}

const PERMISSIONS = ['selection:read', 'selection:ask', 'selection:decide', 'program:read', 'portfolio:export']

const answers = {
  ...commonAnswers,
  'session.read': () => fakeSession({ workspaces: [anAccess({ permissions: PERMISSIONS })] }),
  'program.listCriteriaSets': () => ({ rows: [aSet(), aSet({ id: OTHER_SET, number: 4, status: 'draft' })] }),
  'selection.readBackTestReach': () => ({
    ledger: { from: '2010-12-29', to: '2013-11-29' },
    latest: { months12: '2012-11-30', months24: '2011-11-30' },
    places: 70,
  }),
  'selection.listBackTests': () => ({ rows: [], nextCursor: null, total: 0 }),
  'selection.readRun': () => run(),
  'selection.readBackTest': () => anAnswer(),
  'selection.listBackTestAccounts': () => ({ rows: [harbour], nextCursor: null, total: 1 }),
}

it('asks about a past day, shows how far it is, and says the finding first', async () => {
  let isDone = false
  const { calls } = startFakeServer({
    ...answers,
    'selection.startBackTest': () => run({ status: 'queued', progress: 0 }),
    'selection.readRun': () => (isDone ? run() : run({ status: 'running', progress: 0.4, step: 'evidence' })),
  })
  const { user } = await openPage([selection], '/program/back-test')
  const day = await screen.findByLabelText('As of')
  expect((day as HTMLInputElement).value).toBe('2012-11-30')
  await user.clear(day)
  await user.type(day, '2012-11-29')
  await user.click(screen.getByRole('button', { name: 'Test on the past' }))
  expect(await screen.findByText('Reading the evidence of the day')).toBeDefined()
  isDone = true
  expect(
    await screen.findByText(
      'The 40 accounts these criteria would have picked on Nov 29, 2012 grew more than accounts that were like them at the start.',
    ),
  ).toBeDefined()
  expect(screen.getByText(/differs by \+8.1 percentage points; anything from \+1.2 to \+15.0/)).toBeDefined()
  expect(screen.getByText(/Accounts at a peak tend to fall back/)).toBeDefined()
  expect(screen.getByText(/no accounts in a tier on that day/)).toBeDefined()
  expect(screen.getByText('Only 7 months are known before the year that counts', { exact: false })).toBeDefined()
  expect(calls.find(({ name }) => name === 'selection.startBackTest')?.input).toMatchObject({
    asOf: '2012-11-29',
    months: 12,
    places: 70,
    criteriaSetIds: [SET_ID],
  })
  const table = await screen.findByRole('table', { name: 'Who was picked, and what became of them' })
  expect(within(table).getByText('Harbour')).toBeDefined()
  expect(within(table).getByText('left')).toBeDefined()
  expect(within(table).getByText('compared with Lakeside')).toBeDefined()
  await user.click(screen.getByRole('button', { name: /these accounts/ }))
  const file = await screen.findByRole('menuitem', { name: /CSV/, hidden: true })
  expect(file.getAttribute('href')).toBe(
    `/api/workspaces/acme/selection/back-test/export?format=csv&id=${RUN_ID}&group=picked&set=1`,
  )
}, 20_000)

it('can be stopped by whoever asked', async () => {
  let status: SelectionRun['status'] = 'running'
  const { calls } = startFakeServer({
    ...answers,
    'selection.readRun': () => run({ status }),
    'selection.cancelRun': () => {
      status = 'cancelled'
      return run({ status })
    },
  })
  const { user } = await openPage([selection], `/program/back-test?run=${RUN_ID}`)
  await user.click(await screen.findByRole('button', { name: 'Cancel' }))
  expect(await screen.findByText('The back-test was stopped')).toBeDefined()
  expect(calls.find(({ name }) => name === 'selection.cancelRun')?.input).toMatchObject({ id: RUN_ID })
}, 20_000)

it('says why a question failed', async () => {
  const failure = { code: 'http/internal', message: 'Something went wrong on our side; ask again.' }
  startFakeServer({ ...answers, 'selection.readRun': () => run({ status: 'failed', failure }) })
  await openPage([selection], `/program/back-test?run=${RUN_ID}`)
  expect(await screen.findByText(failure.message)).toBeDefined()
}, 20_000)

it('gives the comparison as a table, in growth and in money', async () => {
  startFakeServer(answers)
  const { user } = await openPage([selection], `/program/back-test?run=${RUN_ID}`)
  const panel = await screen.findByRole('region', { name: /Against whom/ })
  await user.click(within(panel).getByRole('button', { name: 'as table' }))
  const cells = within(panel).getByRole('row', { name: /Accounts alike at the start/ })
  expect(cells.textContent).toContain('+8.1')
  expect(cells.textContent).toContain('better')
  await user.click(screen.getByRole('radio', { name: 'Gross margin' }))
  expect(within(panel).getByRole('row', { name: /Accounts alike at the start/ }).textContent).toContain('+5')
}, 20_000)

it('refuses a day outside the ledger and wrong places before anything is sent', async () => {
  const { calls } = startFakeServer(answers)
  const { user } = await openPage([selection], '/program/back-test')
  const day = await screen.findByLabelText('As of')
  await user.clear(day)
  await user.type(day, '2031-01-01')
  await user.clear(screen.getByLabelText('Places'))
  await user.click(screen.getByRole('button', { name: 'Test on the past' }))
  expect(screen.getByText('Choose a day within the ledger.')).toBeDefined()
  expect(screen.getByText('A whole number from 1 to 1,000.')).toBeDefined()
  expect(calls.some(({ name }) => name === 'selection.startBackTest')).toBe(false)
  await user.click(screen.getByRole('radio', { name: '24 months' }))
  expect(screen.getByText(/are not all over; the latest day is Nov 30, 2011/)).toBeDefined()
}, 20_000)

it('says what is missing when nothing can be concluded', async () => {
  const nothing = aTest({
    verdict: 'no_conclusion',
    verdictAgainst: null,
    comparisons: [],
    matching: null,
    criteria: [],
    startingSpend: null,
    reasons: [{ code: 'selection/horizon-not-over', found: 12, needed: 24 }],
  })
  startFakeServer({ ...answers, 'selection.readBackTest': () => anAnswer({ months: 24, tests: [nothing] }) })
  await openPage([selection], `/program/back-test?run=${RUN_ID}`)
  expect(await screen.findByText('Nothing can be concluded about the criteria as of Nov 29, 2012.')).toBeDefined()
  expect(screen.getByText(/holds 12 months after the day; 24 are needed/)).toBeDefined()
  expect(screen.queryByRole('region', { name: /Against whom/ })).toBeNull()
}, 20_000)

it('says how the books of the day differed from those of today, and only where they did', async () => {
  const booksChange = { movedCompanies: 1, correctedLines: 1200, correctedCounts: 0 }
  startFakeServer({ ...answers, 'selection.readBackTest': () => anAnswer({ booksChange }) })
  await openPage([selection], `/program/back-test?run=${RUN_ID}`)
  expect(await screen.findByText(/^1 company belonged to another group on the day/)).toBeDefined()
  expect(screen.getByText(/^1,200 invoice lines of up to the day read otherwise/)).toBeDefined()
  expect(screen.queryByText(/activity counts? of up to the day/)).toBeNull()
}, 20_000)

it('says that margins are hidden, and takes no lists out, for whoever may not', async () => {
  const access = anAccess({ seesMargins: false, permissions: ['selection:read', 'program:read'] })
  startFakeServer({ ...answers, 'session.read': () => fakeSession({ workspaces: [access] }) })
  await openPage([selection], `/program/back-test?run=${RUN_ID}`)
  expect(await screen.findByText(/your role does not include margins/)).toBeDefined()
  expect(screen.queryByRole('radio', { name: 'Gross margin' })).toBeNull()
  expect((await screen.findAllByText('hidden')).length).toBe(2)
  expect(screen.queryByRole('button', { name: /these accounts/ })).toBeNull()
  expect((screen.getByRole('button', { name: 'Test on the past' }) as HTMLButtonElement).disabled).toBe(true)
}, 20_000)

it('shows an answer that the reader may not see as refused', async () => {
  startFakeServer({
    ...answers,
    'selection.readBackTest': () => {
      throw new FakeRefusal(403, 'http/not-allowed')
    },
  })
  await openPage([selection], `/program/back-test?run=${RUN_ID}`)
  expect(await screen.findByText('http/not-allowed')).toBeDefined()
}, 20_000)

it('leads to the import while there is no ledger', async () => {
  startFakeServer({
    ...answers,
    'selection.readBackTestReach': () => ({ ledger: null, latest: { months12: null, months24: null }, places: 70 }),
  })
  await openPage([selection], '/program/back-test')
  expect(await screen.findByText('There is no past to ask yet')).toBeDefined()
}, 20_000)
