import { contract } from '@mainstay/contract/contract'
import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { answer, type FakeCall } from '../../client/fixtures/fake-server.ts'
import type { CostToServe } from '../../economics/index.ts'
import { period } from '../account/fixtures.ts'
import { aRow, base, serveProgram } from '../fixtures/answers.ts'
import { openArea } from '../fixtures/open-area.tsx'

const ADDRESS = '/portfolio?part=cost-to-serve'
const pool = { suppliedMinutes: '10000', usedMinutes: '600', isRateMissing: false }

function aService(changes: Partial<CostToServe> = {}): CostToServe {
  return {
    period,
    pools: [
      {
        ...pool,
        code: 'desk',
        name: 'Desk',
        capacityCost: '1000',
        usedCost: '1500',
        unusedCost: '0',
        utilization: 1.5,
      },
      {
        ...pool,
        code: 'field',
        name: 'Field',
        capacityCost: '8000',
        usedCost: '480',
        unusedCost: '7520',
        utilization: 0.06,
      },
      {
        ...pool,
        code: 'shop',
        name: 'Workshop',
        capacityCost: '5000',
        usedCost: '0',
        unusedCost: '0',
        utilization: null,
      },
    ],
    totals: { capacityCost: '14000', usedCost: '1980', unusedCost: '7520', uncountedCost: '5000', overusedCost: '500' },
    activities: [
      {
        code: 'visit',
        name: 'Visit',
        pool: 'field',
        quantity: '10',
        uncostedQuantity: '0',
        minutes: '600',
        cost: '480',
      },
      { code: 'gift', name: 'Gift', pool: null, quantity: '2.5', uncostedQuantity: '2.5', minutes: '0', cost: '0' },
    ],
    coverage: { value: 0.1414, status: 'degraded', reasons: ['economics/no-driver-counts'] },
    ...changes,
  }
}

function serve(service: CostToServe, access: Record<string, unknown> = {}) {
  const questions: URLSearchParams[] = []
  const rows = [
    aRow(1, { costToServe: '900', netRevenue: '1000', contribution: '-50' }),
    aRow(2, { costToServe: '80', netRevenue: '0', contribution: '-80' }),
    aRow(3, { costToServe: '0' }),
  ]
  const server = serveProgram({
    access,
    routes: {
      [`GET ${base}/cost-to-serve`]: () => answer(contract.economics.readCostToServe, service),
      [`GET ${base}/portfolio/accounts`]: ({ query }: FakeCall) => {
        questions.push(query)
        return answer(contract.portfolio.listAccounts, {
          rows,
          nextCursor: null,
          total: 3,
          period,
          sums: { netRevenue: null, contribution: null },
        })
      },
    },
  })
  return { server, questions }
}

describe('the cost to serve of the book', () => {
  it('tells what found an account, what lay idle and what nobody counted, each explained', async () => {
    serve(aService())
    const user = await openArea(ADDRESS)
    expect(await screen.findByText('14.1 %')).toBeDefined()
    const sums = within(screen.getByRole('region', { name: 'What found an account' }))
    const amountOf = (label: string) =>
      sums.getByRole('rowheader', { name: label }).nextElementSibling?.textContent?.replaceAll('\u00a0', ' ')
    expect(amountOf('Cost of all pools')).toBe('14.0 k USD')
    expect(amountOf('Assigned to accounts')).toBe('2.0 k USD')
    expect(amountOf('of it beyond capacity')).toBe('500 USD')
    expect(amountOf('Not assigned')).toBe('12.5 k USD')
    await user.click(sums.getByRole('button', { name: /^7\.5.k.USD/ }))
    const sentence = await screen.findByText(/Cost of all pools whose activities are counted/)
    const behind = sentence.closest('[role="dialog"]')?.textContent
    expect(behind).toContain('Field')
    expect(behind).not.toContain('Workshop')
  })

  it('shows every pool as a table too; a pool nobody counted has no share, not zero', async () => {
    serve(aService())
    const user = await openArea(ADDRESS)
    const panel = within(await screen.findByRole('region', { name: /Used and unused capacity/ }))
    expect(panel.getByRole('img').getAttribute('aria-label')).toBe(
      'Used and unused capacity: Field 6\u00a0%, Workshop not counted, Desk 150\u00a0%',
    )
    await user.click(panel.getByRole('button', { name: 'as table' }))
    const rows = panel.getAllByRole('row').map((row) => row.textContent)
    expect(rows[1]).toContain('Field')
    expect(rows[2]).toContain('not counted')
    expect(rows[3]).toContain('150.0\u00a0%')
  })

  it('warns of what is counted without a rate, and gives it no cost', async () => {
    serve(aService())
    await openArea(ADDRESS)
    expect(await screen.findByText(/1 activity is counted without a rate/)).toBeDefined()
    const gift = screen.getByRole('row', { name: /Gift/ })
    expect(within(gift).getByText('no rate')).toBeDefined()
    expect(gift.textContent).not.toMatch(/\b0\b/)
  })

  it('asks for the dearest accounts, those that bought nothing too, and shares only of net above zero', async () => {
    const { questions } = serve(aService())
    await openArea(ADDRESS)
    const table = within(await screen.findByRole('region', { name: /Accounts that cost most/ }))
    const rows = (await table.findAllByRole('row')).slice(1)
    expect(questions.at(-1)?.get('sort')).toBe('-cost_to_serve')
    expect(questions.at(-1)?.get('buyingOnly')).toBe('false')
    expect(rows).toHaveLength(2)
    expect(rows[0]?.textContent).toContain('90.0\u00a0%')
    expect(rows[1]?.textContent).not.toContain('%')
  })

  it('has no sums while an exchange rate is missing, and says where to bring it', async () => {
    serve(
      aService({
        totals: null,
        coverage: { value: null, status: 'insufficient_data', reasons: ['economics/rate-missing'] },
      }),
    )
    await openArea(ADDRESS)
    expect(await screen.findByText(/An exchange rate is missing, so the sums/)).toBeDefined()
    expect(screen.queryByText('Cost of all pools')).toBeNull()
    expect(screen.getByRole('link', { name: 'Import exchange rates' }).getAttribute('href')).toContain('/data/import')
  })

  it('leads to the import where nothing of it is there', async () => {
    serve(
      aService({
        pools: [],
        activities: [],
        totals: null,
        coverage: { value: null, status: 'insufficient_data', reasons: ['economics/no-cost-to-serve'] },
      }),
    )
    await openArea(ADDRESS)
    expect(await screen.findByText('No cost to serve is imported')).toBeDefined()
    expect(screen.getByRole('link', { name: 'Import activity counts and cost rates' })).toBeDefined()
  })

  it('is hidden from those who may not see margins, and not even asked for', async () => {
    const { server } = serve(aService(), {
      seesMargins: false,
      permissions: ['portfolio:read', 'accounts:read', 'selection:read', 'ledger:read'],
    })
    await openArea(ADDRESS)
    expect(await screen.findByText(/What serving costs is hidden for you/)).toBeDefined()
    expect(server.asked).not.toContain(`GET ${base}/cost-to-serve`)
  })
})
