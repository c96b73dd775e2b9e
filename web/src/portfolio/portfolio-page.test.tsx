import { contract } from '@mainstay/contract/contract'
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { answer, type FakeCall } from '../client/fixtures/fake-server.ts'
import { createQueryClient } from '../kit/api/query-client.ts'
import { period } from './account/fixtures.ts'
import { aRow, aSummary, base, ledger, serveProgram } from './fixtures/answers.ts'
import { openArea } from './fixtures/open-area.tsx'

const address = () => new URLSearchParams(window.location.search)
const page = (rows = [aRow(1)], total = rows.length) => ({
  rows,
  nextCursor: null,
  total,
  period,
  sums: { netRevenue: null, contribution: null },
})

/** The table's answers, with the questions it was asked. */
function listening(rows = [aRow(1), aRow(2)]) {
  const questions: URLSearchParams[] = []
  const route = ({ query }: FakeCall) => {
    questions.push(query)
    return answer(contract.portfolio.listAccounts, page(rows, 493))
  }
  return { questions, routes: { [`GET ${base}/portfolio/accounts`]: route } }
}

describe('the portfolio', () => {
  it('opens with six figures, each in a sentence, and the table with its total', async () => {
    serveProgram()
    await openArea('/portfolio')
    expect(await screen.findByText('297 of 493')).toBeDefined()
    expect(screen.getByText('+30.4 % on the year before')).toBeDefined()
    expect(screen.getByText('gross 63.0 %, 86 of 365 lost')).toBeDefined()
    expect(screen.getByText('7 of these 10 lose money')).toBeDefined()
    expect(screen.getByText('18 of 20 places')).toBeDefined()
    expect(await screen.findByText('3 of 493 accounts')).toBeDefined()
    expect((await screen.findAllByText('Margin carries it; head-room holds it down')).length).toBe(3)
  })

  it('tells who is on no team yet how an account comes to them, and speaks of no filter', async () => {
    serveProgram({
      access: { visibility: 'team' },
      routes: {
        [`GET ${base}/portfolio/accounts`]: () => answer(contract.portfolio.listAccounts, page([])),
        [`GET ${base}/accounts`]: () => answer(contract.accounts.list, { rows: [], nextCursor: null, total: 0 }),
      },
    })
    await openArea('/portfolio')
    expect(await screen.findByText(/^You see the accounts whose team you are on/)).toBeDefined()
    expect(screen.queryByText(/Remove one of the filters/)).toBeNull()
    cleanup()
    await openArea('/accounts')
    expect(await screen.findByText(/^You see the accounts whose team you are on/)).toBeDefined()
    expect(screen.queryByRole('link', { name: 'Import customers' })).toBeNull()
  })

  it('explains a figure on click, down to the accounts behind it', async () => {
    serveProgram()
    const user = await openArea('/portfolio')
    await user.click(await screen.findByRole('button', { name: '297 of 493' }))
    expect(await screen.findByText(/whose gross margin is below zero/)).toBeDefined()
    const link = screen.getByRole('link', { name: 'Open the rows behind it', hidden: true })
    expect(link.getAttribute('href')).toContain('losesMoney=true')
  })

  it('says why the whale curve shows gross margin and not contribution', async () => {
    serveProgram()
    await openArea('/portfolio')
    expect(await screen.findByText(/contribution is not known/)).toBeDefined()
    expect(screen.getByText(/No activity counts are imported, so cost to serve is not known/)).toBeDefined()
  })

  it('asks the server for another order and keeps it in the address', async () => {
    const { questions, routes } = listening()
    serveProgram({ routes })
    const user = await openArea('/portfolio')
    await user.click(await screen.findByRole('button', { name: /Net revenue$/ }))
    await waitFor(() => expect(questions.at(-1)?.get('sort')).toBe('-net_revenue'))
    expect(address().get('sort')).toBe('-net_revenue')
  })

  it('shows filters as chips, and takes one off', async () => {
    const { questions, routes } = listening()
    serveProgram({ routes })
    const user = await openArea('/portfolio?netRevenueFrom=150000&outlooks=growing,at_risk')
    expect(await screen.findByText('Outlook: Growing or At risk')).toBeDefined()
    await user.click(screen.getByRole('button', { name: /Remove the filter Net revenue over 150/ }))
    await waitFor(() => expect(questions.at(-1)?.get('netRevenueFrom')).toBeNull())
    expect(questions.at(-1)?.get('outlooks')).toBe('growing,at_risk')
  })

  it('says what to do when the filters leave nothing', async () => {
    const { routes } = listening([])
    serveProgram({ routes })
    const user = await openArea('/portfolio?query=nobody')
    await user.click(await screen.findByRole('button', { name: 'Remove all filters' }))
    await waitFor(() => expect(address().get('query')).toBeNull())
  })

  it('saves filters, order and columns as a view under a name', async () => {
    const view = {
      id: '11111111-1111-4111-8111-111111111111',
      screen: 'portfolio',
      name: 'Losers',
      isShared: false,
      isMine: true,
      version: 1,
    }
    const server = serveProgram({
      routes: {
        [`POST ${base}/views`]: ({ body }) =>
          answer(contract.workspace.saveView, { ...view, definition: body.definition }),
      },
    })
    const user = await openArea('/portfolio?losesMoney=true&sort=gross_margin')
    await user.click(await screen.findByRole('button', { name: /^View:/ }))
    await user.click(await screen.findByRole('menuitem', { name: 'Save as a new view', hidden: true }))
    await user.type(await screen.findByLabelText(/Name of the view/), 'Losers')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(address().get('view')).toBe(view.id))
    expect(server.bodies[`POST ${base}/views`]).toMatchObject({
      name: 'Losers',
      definition: { losesMoney: true, sort: 'gross_margin' },
    })
  })

  it('applies a saved view over the filters in force', async () => {
    const view = {
      id: '11111111-1111-4111-8111-111111111111',
      screen: 'portfolio',
      name: 'Big ones',
      isShared: true,
      isMine: false,
      definition: { netRevenueFrom: '150000', sort: '-net_revenue' },
      version: 1,
    }
    const { questions, routes } = listening()
    serveProgram({
      routes: { ...routes, [`GET ${base}/views`]: () => answer(contract.workspace.listViews, { rows: [view] }) },
    })
    const user = await openArea('/portfolio?query=bike')
    await user.click(await screen.findByRole('button', { name: /^View:/ }))
    // Without layout the menu believes its button is out of sight and hides itself.
    await user.click(await screen.findByRole('menuitem', { name: /Big ones/, hidden: true }))
    await waitFor(() => expect(questions.at(-1)?.get('netRevenueFrom')).toBe('150000'))
    expect(questions.at(-1)?.get('query')).toBeNull()
  })

  it('opens an account with Enter', async () => {
    serveProgram({ routes: listening([aRow(7)]).routes })
    const user = await openArea('/portfolio')
    const grid = await screen.findByRole('grid', { name: 'Accounts' })
    grid.focus()
    await user.keyboard('{Enter}')
    expect(await screen.findByRole('heading', { name: 'Bulk Discount Store' })).toBeDefined()
  })

  it('puts picked accounts side by side', async () => {
    serveProgram({ routes: listening().routes })
    const user = await openArea('/portfolio')
    const boxes = await screen.findAllByRole('checkbox', { name: 'Select the row' })
    for (const box of boxes) await user.click(box)
    await user.click(screen.getByRole('button', { name: 'Compare' }))
    const dialog = await screen.findByRole('dialog', { name: 'Accounts side by side' })
    expect(within(dialog).getAllByRole('columnheader')).toHaveLength(3)
  })
})

describe('a person without the right to margins', () => {
  const access = { seesMargins: false, permissions: ['portfolio:read', 'accounts:read', 'selection:read'] }

  it('reads "hidden", not "unknown", and cannot sort by margin', async () => {
    const rows = [aRow(1, { grossMargin: null, grossMarginRate: null })]
    const server = serveProgram({
      access,
      routes: {
        [`GET ${base}/portfolio/summary`]: () =>
          answer(
            contract.portfolio.summary,
            aSummary({
              margin: null,
              lossMaking: null,
              concentration: { ...aSummary().concentration, topTenLossMaking: null },
            }),
          ),
        ...listening(rows).routes,
      },
    })
    await openArea('/portfolio')
    await screen.findByText('1 of 493 accounts')
    expect(screen.getAllByText('hidden').length).toBeGreaterThanOrEqual(4)
    expect(screen.queryByRole('button', { name: 'Gross margin' })).toBeNull()
    expect(server.asked).not.toContain(`GET ${base}/portfolio/whale-curve`)
  })

  it('is not asked by losses, even when the address says so', async () => {
    const { questions, routes } = listening()
    serveProgram({ access, routes })
    await openArea('/portfolio?losesMoney=true')
    await screen.findByText('2 of 493 accounts')
    expect(questions.at(-1)?.get('losesMoney')).toBeNull()
  })
})

describe('the loss simulation', () => {
  const top = [1, 2, 3, 4, 5, 6].map((id) => ({
    id: String(id),
    code: `AW${id}`,
    name: `Account ${id}`,
    netRevenue: '100',
    share: 0.02,
    contribution: '-5',
  }))
  const routes = {
    [`GET ${base}/portfolio/concentration`]: () =>
      answer(contract.portfolio.concentration, {
        period,
        accounts: 493,
        topShares: [{ accounts: 10, share: 0.127 }],
        accountsFor80: 210,
        herfindahlIndex: 0.004,
        effectiveAccounts: 245,
        top,
      }),
    [`POST ${base}/portfolio/loss-simulation`]: ({ body }: FakeCall) => {
      const ids = body.accountIds as string[]
      return answer(contract.portfolio.simulateLoss, {
        period,
        lost: top.filter(({ id }) => ids.includes(id)),
        netRevenue: '1000',
        netRevenueAfter: String(1000 - ids.length * 100),
        netRevenueShare: ids.length / 10,
        contribution: '-50',
        contributionAfter: String(-50 + ids.length * 5),
        contributionMeasure: 'gross_margin',
      })
    },
  }

  it('begins with the five largest and tells that losing them would raise the margin', async () => {
    const server = serveProgram({ routes })
    const user = await openArea('/portfolio?part=concentration')
    expect(await screen.findByText('50.0 % of net revenue would go.')).toBeDefined()
    expect(screen.getByText(/Gross margin would rise by 25 USD/)).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Remove the filter Account 5' }))
    expect(await screen.findByText('40.0 % of net revenue would go.')).toBeDefined()
    expect(server.bodies[`POST ${base}/portfolio/loss-simulation`]).toMatchObject({ accountIds: ['1', '2', '3', '4'] })
    expect(address().get('lose')).toBe('1,2,3,4')
  })
})

describe('the lost accounts', () => {
  const routes = {
    [`GET ${base}/portfolio/retention`]: () =>
      answer(contract.portfolio.retention, {
        period,
        cohort: 365,
        nrr: { value: 0.7, status: 'ok', reasons: [] },
        grr: { value: 0.6, status: 'ok', reasons: [] },
        logoChurn: { value: 0.2, status: 'ok', reasons: [] },
        lost: [{ id: '1', code: 'AW1', name: 'Account 1', netRevenueBefore: '100' }],
        lostCount: 5_000,
        bridge: [],
      }),
  }

  it('are taken along all of them, not only those named', async () => {
    serveProgram({ routes })
    const user = await openArea('/portfolio?part=retention&basis=company')
    const panel = within(await screen.findByRole('region', { name: /Lost accounts/ }))
    await user.click(panel.getByRole('button', { name: /Lost accounts/ }))
    const item = await screen.findByText('All lost accounts as CSV')
    expect(item.closest('a')?.getAttribute('href')).toBe(
      `${base}/portfolio/lost-accounts/export?format=csv&comparison=previous_year&rates=day&basis=company`,
    )
  })

  it('stay in the house without the right to take them', async () => {
    serveProgram({
      routes,
      access: { permissions: ['portfolio:read', 'accounts:read', 'selection:read', 'ledger:read'] },
    })
    await openArea('/portfolio?part=retention')
    const panel = within(await screen.findByRole('region', { name: /Lost accounts/ }))
    expect(panel.queryByRole('button', { name: /Lost accounts/ })).toBeNull()
  })
})

describe('before the first import', () => {
  it('offers the two ways to begin, and asks for no figures', async () => {
    const server = serveProgram({ ledger: { lines: 0, lastDate: null } })
    await openArea('/portfolio')
    expect(await screen.findByText('No ledger yet')).toBeDefined()
    expect(screen.getByRole('button', { name: 'Import files' })).toBeDefined()
    expect(screen.getByRole('button', { name: 'Start with the sample company' })).toBeDefined()
    expect(server.asked).not.toContain(`GET ${base}/portfolio/summary`)
  })

  it('stands there again, without the old figures, once an import is undone on the open page', async () => {
    let isUndone = false
    const noLedger = { code: 'economics/no-ledger', status: 409, title: 'No ledger', detail: 'No ledger' }
    serveProgram({
      routes: {
        [`GET ${base}/ledger`]: () => answer(contract.ledger.state, isUndone ? { ...ledger, lines: 0 } : ledger),
        [`GET ${base}/portfolio/summary`]: () =>
          isUndone ? Response.json(noLedger, { status: 409 }) : answer(contract.portfolio.summary, aSummary()),
      },
    })
    const queryClient = createQueryClient()
    await openArea('/portfolio', queryClient)
    expect(await screen.findByText('297 of 493')).toBeDefined()
    isUndone = true
    await queryClient.invalidateQueries()
    expect(await screen.findByText('No ledger yet')).toBeDefined()
    expect(screen.queryByText('297 of 493')).toBeNull()
  })
})

it('refuses the Gini coefficient where amounts are negative, and says what tells it instead', async () => {
  const refused = { value: null, status: 'not_applicable', reasons: ['economics/negative-values'] }
  serveProgram({
    routes: {
      [`GET ${base}/portfolio/lorenz`]: () =>
        answer(contract.portfolio.lorenz, { period, gini: refused, giniCorrected: refused, accounts: 493, points: [] }),
    },
  })
  await openArea('/portfolio?part=inequality')
  expect(await screen.findByText('The Gini coefficient does not apply here')).toBeDefined()
  expect(screen.getByText(/whale curve tells the same/)).toBeDefined()
})
