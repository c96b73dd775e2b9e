import { screen, within } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { type FakeCall, startFakeServer } from '../client/fixtures/fake-server.ts'
import { anAccess, fakeSession } from '../client/fixtures/sessions.ts'
import { openPage } from '../ledger/fixtures/open-page.tsx'
import { aRanking, aSet, commonAnswers } from './fixtures.ts'
import { selection } from './index.ts'

type Weights = Readonly<Record<string, number>> | undefined

const weightsOf = (call: FakeCall) => call.input.weights as Weights
const names = () => screen.getAllByRole('rowheader').map((cell) => cell.textContent)

function rankCalls(calls: readonly FakeCall[]): FakeCall[] {
  return calls.filter(({ name }) => name === 'selection.rank')
}

it('ranks anew while a weight moves, by slider keys alone', async () => {
  const { calls } = startFakeServer({ ...commonAnswers, 'selection.rank': (call) => aRanking(weightsOf(call)) })
  const { user } = await openPage([selection], '/program/selection')
  await screen.findByText('Harbour')
  expect(names()[0]).toContain('Harbour')
  screen.getByRole('slider', { name: 'Weight of Margin' }).focus()
  await user.keyboard('{Home}')
  await vi.waitFor(() => expect(names()[0]).toContain('Lakeside'), { timeout: 3000 })
  expect(rankCalls(calls).some((call) => weightsOf(call)?.margin === 0 && call.input.spendBias === 'without')).toBe(
    true,
  )
  await user.click(screen.getByRole('button', { name: 'Reset' }))
  await vi.waitFor(() => expect(names()[0]).toContain('Harbour'), { timeout: 3000 })
}, 15_000)

it('says to whoever sees no account why, instead of asking them to change a search they never made', async () => {
  const ofNoTeam = fakeSession({ workspaces: [anAccess({ role: 'account_manager', visibility: 'team' })] })
  startFakeServer({
    ...commonAnswers,
    'session.read': () => ofNoTeam,
    'selection.rank': (call) => ({ ...aRanking(weightsOf(call)), rows: [], total: 0 }),
  })
  const { user } = await openPage([selection], '/program/selection')
  expect(await screen.findByText(/you are on none yet/)).toBeDefined()
  await user.type(screen.getByRole('textbox', { name: 'Find an account' }), 'Harbour')
  expect(await screen.findByText('No account matches')).toBeDefined()
}, 15_000)

it('drops an answer that comes after the question has changed, and keeps what is shown meanwhile', async () => {
  let letGo: () => void = () => {}
  const slow = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const { calls } = startFakeServer({
    ...commonAnswers,
    'selection.rank': async (call) => {
      if (weightsOf(call)?.margin === 0) await slow
      return aRanking(weightsOf(call))
    },
  })
  const { user } = await openPage([selection], '/program/selection')
  await screen.findByText('Harbour')
  screen.getByRole('slider', { name: 'Weight of Margin' }).focus()
  await user.keyboard('{Home}')
  await vi.waitFor(() => expect(rankCalls(calls).some((call) => weightsOf(call)?.margin === 0)).toBe(true))
  expect(names()[0]).toContain('Harbour')
  const field = screen.getByRole('textbox', { name: 'Weight of Margin as a number' })
  await user.clear(field)
  await user.type(field, '60')
  await vi.waitFor(() => expect(rankCalls(calls).some((call) => weightsOf(call)?.margin === 60)).toBe(true), {
    timeout: 3000,
  })
  const stopped = rankCalls(calls).filter((call) => weightsOf(call)?.margin === 0)
  await vi.waitFor(() => expect(stopped.every(({ signal }) => signal.aborted)).toBe(true))
  letGo()
  await vi.waitFor(() =>
    expect(screen.getByRole('region', { name: 'Ranking' }).getAttribute('aria-busy')).toBe('false'),
  )
  expect(names()[0]).toContain('Harbour')
}, 15_000)

it('says the cut in words, whether size decides, and who would not qualify without spend', async () => {
  startFakeServer({ ...commonAnswers, 'selection.rank': (call) => aRanking(weightsOf(call)) })
  const { user } = await openPage([selection], '/program/selection')
  expect(await screen.findByText(/the next account, Lakeside, is 8.0 points away/)).toBeDefined()
  expect(screen.getByRole('img', { name: /0.32. rank follows spend: hardly/ })).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Which?' }))
  const dialog = await screen.findByRole('dialog', { hidden: true })
  expect(within(dialog).getByRole('link', { name: 'Harbour', hidden: true })).toBeDefined()
})

it('says when the criteria are the starter set', async () => {
  startFakeServer({
    ...commonAnswers,
    'program.listCriteriaSets': () => ({ rows: [aSet({ isStarter: true })] }),
    'selection.rank': (call) => aRanking(weightsOf(call)),
  })
  await openPage([selection], '/program/selection')
  expect(await screen.findByText(/starter set of criteria that came with Mainstay/)).toBeDefined()
})
