import type { growthBridge } from '@mainstay/contract/economics'
import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { FakeRefusal, startFakeServer } from '../client/fixtures/fake-server.ts'
import { fakeSession } from '../client/fixtures/sessions.ts'
import { openPage } from '../ledger/fixtures/open-page.tsx'
import { AccountBridge } from './account-bridge.tsx'
import { isBehind } from './bridge-step-words.ts'
import { registerEconomicsReasons } from './index.ts'

type Bridge = z.infer<typeof growthBridge>

const period: Bridge['period'] = {
  from: '2026-01',
  to: '2026-12',
  beforeFrom: '2025-01',
  beforeTo: '2025-12',
  comparison: 'previous_year',
  rates: 'day',
  basis: 'group',
  currency: 'USD',
  ledgerRevision: 1,
  lastInvoiceDate: '2026-12-31',
}

const plain: Bridge['products'][number] = {
  product: { code: 'BIKE', name: 'Bike', productLine: 'Bikes' },
  movement: 'continuing',
  reasons: [],
  linesBefore: 1,
  lines: 1,
  quantityBefore: '10',
  quantity: '20',
  netRevenueBefore: '100.0000',
  netRevenue: '220.0000',
  change: '120.0000',
  price: '20.0000',
  quantityEffect: '100.0000',
  currency: '0.0000',
}
const unnamed: Bridge['products'][number] = {
  ...plain,
  product: null,
  movement: 'not_separable',
  reasons: ['economics/product-missing'],
  quantityBefore: null,
  netRevenueBefore: '0.0000',
  netRevenue: '5.0000',
  change: '5.0000',
  linesBefore: 0,
  price: null,
  quantityEffect: null,
}

function aBridge(changes: Partial<Bridge> = {}): Bridge {
  const step = (key: Bridge['steps'][number]['key'], amount: string, products: number, reasons: string[] = []) => ({
    key,
    amount,
    products,
    reasons,
  })
  return {
    period,
    steps: [
      step('start', '100.0000', 1),
      step('price', '20.0000', 1),
      step('volume', '100.0000', 1),
      step('mix', '0.0000', 1),
      step('new_products', '0.0000', 0),
      step('lost_products', '0.0000', 0),
      step('not_separable', '5.0000', 1, ['economics/product-missing']),
      step('currency', '0.0000', 0),
      step('end', '225.0000', 2),
    ],
    reasons: [],
    products: [plain, unnamed],
    others: null,
    ...changes,
  }
}

function Page() {
  return <AccountBridge accountId="7" period={period} />
}

async function open(answer: () => Bridge) {
  registerEconomicsReasons()
  const { calls } = startFakeServer({ 'session.read': () => fakeSession(), 'economics.readGrowthBridge': answer })
  const area = { id: 'bridge', navigation: [], commands: [], routes: [{ path: '/bridge', load: async () => Page }] }
  return { calls, ...(await openPage([area], '/bridge')) }
}

describe('the bridge of an account', () => {
  it('says what cannot be split, and shows the products behind a step', async () => {
    const { user, calls } = await open(() => aBridge())
    expect(await screen.findByText(/against the year before, USD · part of it cannot be split/)).toBeDefined()
    const chart = screen.getByRole('region', { name: 'Why net revenue changed' })
    const products = screen.getAllByRole('region', { name: 'Products behind the change' })[0] as HTMLElement
    expect(within(products).getAllByRole('row')).toHaveLength(3)
    expect(within(products).queryByText('By currency')).toBeNull()
    await user.click(within(chart).getByRole('button', { name: 'as table' }))
    await user.click(await within(chart).findByRole('button', { name: 'Not separable' }))
    expect(within(products).getAllByRole('row')).toHaveLength(2)
    expect(within(products).getByText('Lines without a product')).toBeDefined()
    await user.click(within(products).getByRole('button', { name: /Behind: Not separable/ }))
    expect(within(products).getAllByRole('row')).toHaveLength(3)
    expect(calls.find(({ name }) => name === 'economics.readGrowthBridge')?.input).toMatchObject({
      id: '7',
      from: '2026-01',
      to: '2026-12',
      basis: 'group',
    })
  }, 20_000)

  it('explains every step with its formula and the rows behind it', async () => {
    const { user } = await open(() => aBridge())
    await user.click(await screen.findByRole('button', { name: 'Explain Why net revenue changed' }))
    expect(await screen.findByText(/quantity now × \(unit price now − before\)/)).toBeDefined()
    expect(screen.getByText(/Some lines name no product/)).toBeDefined()
    const rows = screen.getByRole('link', { name: 'Open the rows behind it', hidden: true })
    expect(rows.getAttribute('href')).toContain('lineFrom=2025-01-01&lineTo=2026-12-31')
  }, 20_000)

  it('says why it is not known', async () => {
    await open(() => aBridge({ steps: [], products: [], reasons: ['economics/rate-missing'] }))
    expect(await screen.findByText(/The change cannot be told. An exchange rate is missing./)).toBeDefined()
  })

  it('says when nothing was bought in either period', async () => {
    await open(() => aBridge({ products: [] }))
    expect(await screen.findByText('Nothing was bought in either period.')).toBeDefined()
  })

  it('says what went wrong, with the way to try again', async () => {
    await open(() => {
      throw new FakeRefusal(422, 'economics/period-invalid')
    })
    expect(await screen.findByRole('button', { name: /try again/i })).toBeDefined()
  })
})

it('finds the products that a step is made of', () => {
  const lost = { ...plain, movement: 'lost' as const, lines: 0 }
  expect([isBehind('price', plain), isBehind('lost_products', plain), isBehind('lost_products', lost)]).toEqual([
    true,
    false,
    true,
  ])
  expect([isBehind('end', lost), isBehind('start', unnamed), isBehind('currency', plain)]).toEqual([
    false,
    false,
    false,
  ])
})
