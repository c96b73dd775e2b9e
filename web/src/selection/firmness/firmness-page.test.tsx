import { screen, within } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { FakeRefusal, startFakeServer } from '../../client/fixtures/fake-server.ts'
import { openPage } from '../../ledger/fixtures/open-page.tsx'
import { aRanking, commonAnswers } from '../fixtures.ts'
import { selection } from '../index.ts'
import { aFirmness, aRun } from './fixtures.ts'

const ADDRESS = '/program/firmness'
const done = {
  ...commonAnswers,
  'selection.askFirmness': () => aRun('done', 1),
  'selection.readFirmness': () => aFirmness(),
}

it('says the finding in words, then who moves where, who is on the edge, and on which rater it hangs', async () => {
  const { calls } = startFakeServer(done)
  await openPage([selection], ADDRESS)
  expect(
    await screen.findByText(/survives any change of a single weight by up to 5 points, except of Margin/),
  ).toBeDefined()
  const limits = screen.getByRole('region', { name: 'How far each weight can move' })
  expect(within(limits).getByText('at 62.0 % (2 points more)')).toBeDefined()
  expect(within(limits).getByText('Lakeside takes the place of Harbour')).toBeDefined()
  expect(within(limits).getByRole('img', { name: /now 60.0.%, the list holds from 0.0.% to 62.0.%/ })).toBeDefined()
  const edges = screen.getByRole('region', { name: 'On the edge' })
  expect(within(edges).getByText('first to move, with 2 points more on Margin')).toBeDefined()
  const raters = screen.getByRole('region', { name: 'Without one rater' })
  expect(within(raters).getByText('1 account you may not see')).toBeDefined()
  expect(calls.find(({ name }) => name === 'selection.askFirmness')?.input).toMatchObject({ draws: 2000 })
}, 20_000)

it('shows how far the answer is, and stops it when asked', async () => {
  let status: 'running' | 'cancelled' = 'running'
  const { calls } = startFakeServer({
    ...commonAnswers,
    'selection.askFirmness': () => aRun('queued'),
    'selection.readRun': () => aRun(status, 0.4),
    'selection.cancelRun': () => {
      status = 'cancelled'
      return aRun('cancelled')
    },
  })
  const { user } = await openPage([selection], ADDRESS)
  expect(await screen.findByText('Drawing weights at random')).toBeDefined()
  expect(screen.getByRole('progressbar', { name: 'Drawing weights at random' })).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Cancel' }))
  expect(await screen.findByText(/This question was stopped/)).toBeDefined()
  const before = calls.filter(({ name }) => name === 'selection.askFirmness').length
  await user.click(screen.getByRole('button', { name: 'Ask again' }))
  await vi.waitFor(() =>
    expect(calls.filter(({ name }) => name === 'selection.askFirmness').length).toBeGreaterThan(before),
  )
}, 20_000)

it('asks anew for other places, keeping the old answer dimmed and named as old meanwhile', async () => {
  const { calls } = startFakeServer({
    ...done,
    'selection.askFirmness': ({ input }) =>
      input.places === undefined
        ? aRun('done', 1)
        : { ...aRun('running', 0.1), id: '11111111-6f0f-4c2a-9d53-6b0f4f4e2d21' },
    'selection.readRun': () => ({ ...aRun('running', 0.1), id: '11111111-6f0f-4c2a-9d53-6b0f4f4e2d21' }),
  })
  const { user } = await openPage([selection], ADDRESS)
  const finding = await screen.findByText(/except of Margin/)
  await user.type(screen.getByRole('textbox', { name: 'Places' }), '12')
  await vi.waitFor(() => expect(calls.some(({ input }) => input.places === 12)).toBe(true), { timeout: 3000 })
  expect(await screen.findByText(/the answer to your change is on its way/)).toBeDefined()
  expect(finding.closest('[aria-busy="true"]')).not.toBeNull()
}, 20_000)

it('takes the number of places from the address', async () => {
  const { calls } = startFakeServer(done)
  await openPage([selection], `${ADDRESS}?places=40`)
  await vi.waitFor(() => expect(calls.some(({ input }) => input.places === 40)).toBe(true))
  expect((screen.getByRole('textbox', { name: 'Places' }) as HTMLInputElement).value).toBe('40')
}, 20_000)

it('says why there is no answer, with the next step', async () => {
  startFakeServer({
    ...commonAnswers,
    'selection.askFirmness': () => {
      throw new FakeRefusal(409, 'selection/no-criteria-set')
    },
  })
  await openPage([selection], ADDRESS)
  expect(await screen.findByRole('link', { name: 'Open the criteria' })).toBeDefined()
}, 20_000)

it('says that the work failed, in the words of the server', async () => {
  startFakeServer({
    ...commonAnswers,
    'selection.askFirmness': () => aRun('failed'),
    'selection.readRun': () => aRun('failed'),
  })
  await openPage([selection], ADDRESS)
  expect(await screen.findByText('The criteria were changed; ask again.')).toBeDefined()
}, 20_000)

it('marks the edge in the ranking, and leads from it to the whole answer with the same weights', async () => {
  startFakeServer({ ...done, 'selection.rank': () => aRanking() })
  await openPage([selection], '/program/selection?weights=margin:60,growth:40')
  const tag = await screen.findByText('edge')
  expect(tag.closest('[title]')?.getAttribute('title')).toContain('first to move, with 2 points more on Margin')
  const link = screen.getByRole('link', { name: 'See how firm' })
  expect(decodeURIComponent(link.getAttribute('href') ?? '')).toContain('firmness?weights=margin:60,growth:40')
}, 20_000)
