import { contract } from '@mainstay/contract/contract'
import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { answer, type FakeCall, refusal } from '../../client/fixtures/fake-server.ts'
import { base, serveProgram } from '../fixtures/answers.ts'
import { openArea } from '../fixtures/open-area.tsx'
import { aLine, anEconomics, harbour } from './fixtures.ts'

const address = () => new URLSearchParams(window.location.search)

/** Answers of the invoice lines, with the questions they were asked. */
function listening() {
  const questions: URLSearchParams[] = []
  const route = ({ query }: FakeCall) => {
    questions.push(query)
    const sums = { lines: 1, net: '300.00', margin: '-10.00' }
    return answer(contract.ledger.listLines, { rows: [aLine()], nextCursor: null, total: 1, sums })
  }
  return { questions, routes: { [`GET ${base}/invoice-lines`]: route } }
}

describe('the page of an account', () => {
  it('shows at a glance what changed, what is doubtful and what to do', async () => {
    serveProgram()
    await openArea('/accounts/7')
    expect(await screen.findByText('London, GB · Value Added Reseller')).toBeDefined()
    expect(await screen.findByText('Road Bikes fell 43 %')).toBeDefined()
    expect(screen.getByText('Components is new')).toBeDefined()
    expect(screen.getByText('Margin fell 10.0 points')).toBeDefined()
    expect(screen.getByText('Contribution is not known')).toBeDefined()
    expect(screen.getByText('Nobody has estimated their wallet')).toBeDefined()
    expect(await screen.findByText(/^Only 50.% of the score is known$/)).toBeDefined()
    expect(screen.getByText('no evidence for fit')).toBeDefined()
    expect(screen.getByText('Judge fit')).toBeDefined()
    expect(screen.getByText('Decide: the scores propose to leave the program')).toBeDefined()
  })

  it('opens the invoice lines behind a bar of the waterfall', async () => {
    const { questions, routes } = listening()
    serveProgram({ routes })
    const user = await openArea('/accounts/7')
    const panel = await screen.findByRole('region', { name: 'From list value to contribution' })
    await user.click(within(panel).getByRole('button', { name: 'as table' }))
    await user.click(await within(panel).findByRole('button', { name: 'Cost of goods' }))
    expect(await screen.findByText('Lines behind cost of goods')).toBeDefined()
    expect(await screen.findByText('1 line')).toBeDefined()
    expect(screen.getByText(/net 300.00 USD, margin −10.00 USD/)).toBeDefined()
    expect(Object.fromEntries(questions.at(-1) ?? [])).toMatchObject({
      accountId: '7',
      basis: 'group',
      from: '2012-12-01',
      to: '2013-11-30',
      order: 'margin',
    })
  })

  it('leads from a product line to its invoice lines', async () => {
    const { questions, routes } = listening()
    serveProgram({ routes })
    const user = await openArea('/accounts/7?tab=economics')
    await user.click(await screen.findByRole('link', { name: 'Components' }))
    await waitFor(() => expect(questions.at(-1)?.get('productLine')).toBe('Components'))
  })

  it('shows the earlier states of a restated line', async () => {
    serveProgram({
      routes: {
        [`GET ${base}/invoice-lines/SO1/1/history`]: () =>
          answer(contract.ledger.readLineHistory, {
            versions: [{ importNumber: 1, changedAt: '2026-10-02T08:00:00Z', net: '280.00', cost: '310.00' }],
          }),
      },
    })
    const user = await openArea('/accounts/7?tab=lines')
    await user.click(await screen.findByRole('button', { name: 'once' }))
    expect(await screen.findByText(/280\.00/)).toBeDefined()
  })

  it('says that margins are hidden to whom may not see them', async () => {
    serveProgram({
      access: { seesMargins: false, permissions: ['accounts:read', 'economics:read', 'selection:read'] },
      routes: {
        [`GET ${base}/accounts/7/economics`]: () =>
          answer(
            contract.economics.readAccount,
            anEconomics({
              grossMargin: null,
              grossMarginRate: null,
              costToServe: null,
              contribution: null,
              contributionRate: null,
              waterfall: null,
              activities: null,
              dilution: null,
            }),
          ),
      },
    })
    await openArea('/accounts/7')
    expect((await screen.findAllByText('hidden')).length).toBeGreaterThan(0)
    expect(screen.queryByText('Gross margin is not known')).toBeNull()
    expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull()
  })

  it('says that an account is not there, or not for this person', async () => {
    serveProgram({
      routes: { [`GET ${base}/accounts/9`]: () => refusal(404, 'http/not-found', 'There is no such account.') },
    })
    await openArea('/accounts/9')
    expect(await screen.findByText('There is no such account.')).toBeDefined()
  })
})

describe('editing an account', () => {
  it('saves only what was changed, under the version that was seen', async () => {
    const seen: (string | null)[] = []
    const server = serveProgram({
      routes: {
        [`PATCH ${base}/accounts/7`]: ({ body, ifMatch }) => {
          seen.push(ifMatch)
          return answer(contract.accounts.change, { ...harbour, ...body, version: 5 })
        },
      },
    })
    const user = await openArea('/accounts/7')
    await user.click(await screen.findByRole('button', { name: 'Edit' }))
    const city = await screen.findByLabelText('City')
    await user.clear(city)
    await user.type(city, 'Leeds')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('Bulk Discount Store is saved.')).toBeDefined()
    expect(server.bodies[`PATCH ${base}/accounts/7`]).toEqual({ city: 'Leeds' })
    expect(seen).toEqual(['"4"'])
  })

  it('shows both versions side by side when somebody was faster, and saves the choice', async () => {
    let stored = { ...harbour, version: 4 }
    const server = serveProgram({
      routes: {
        [`GET ${base}/accounts/7`]: () => answer(contract.accounts.read, stored),
        [`PATCH ${base}/accounts/7`]: ({ body, ifMatch }) => {
          if (ifMatch === '"5"') return answer(contract.accounts.change, { ...stored, ...body, version: 6 })
          stored = { ...harbour, segment: 'Warehouse', city: 'York', version: 5 }
          return refusal(412, 'http/changed-meanwhile', 'Somebody changed this.')
        },
      },
    })
    const user = await openArea('/accounts/7')
    await user.click(await screen.findByRole('button', { name: 'Edit' }))
    const city = await screen.findByLabelText('City')
    await user.clear(city)
    await user.type(city, 'Leeds')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('Somebody changed this account while you were at it')).toBeDefined()
    expect((screen.getByRole('radio', { name: 'City: Yours, Leeds' }) as HTMLInputElement).checked).toBe(true)
    expect(
      (screen.getByRole('radio', { name: 'Segment: Theirs, stored now, Warehouse' }) as HTMLInputElement).checked,
    ).toBe(true)
    await user.click(screen.getByRole('button', { name: 'Save this choice' }))
    expect(await screen.findByText('Bulk Discount Store is saved.')).toBeDefined()
    expect(server.bodies[`PATCH ${base}/accounts/7`]).toEqual({ city: 'Leeds' })
  })

  it('keeps what was typed when the dialog is closed and opened again', async () => {
    serveProgram()
    const user = await openArea('/accounts/7')
    await user.click(await screen.findByRole('button', { name: 'Edit' }))
    await user.type(await screen.findByLabelText('Region'), ' and Wales')
    await user.click(screen.getByRole('button', { name: 'Cancel' }))
    await waitFor(() => expect(screen.queryByLabelText('Region')).toBeNull())
    await user.click(screen.getByRole('button', { name: 'Edit' }))
    expect(await screen.findByText(/What you typed earlier/)).toBeDefined()
    expect((screen.getByLabelText('Region') as HTMLInputElement).value).toBe('England and Wales')
  })
})

describe('the list of accounts', () => {
  const list = (questions: URLSearchParams[]) => ({
    [`GET ${base}/accounts`]: ({ query }: FakeCall) => {
      questions.push(query)
      return answer(contract.accounts.list, { rows: [harbour], nextCursor: null, total: 701 })
    },
  })

  it('searches and sorts on the server and keeps both in the address', async () => {
    const questions: URLSearchParams[] = []
    serveProgram({ routes: list(questions) })
    const user = await openArea('/accounts')
    expect(await screen.findByText('1 of 701 accounts')).toBeDefined()
    await user.type(screen.getByLabelText('Search by name or code'), 'bulk')
    await waitFor(() => expect(questions.at(-1)?.get('query')).toBe('bulk'))
    await user.click(screen.getByRole('button', { name: 'Code' }))
    await waitFor(() => expect(questions.at(-1)?.get('sort')).toBe('code'))
    expect(address().get('query')).toBe('bulk')
  })

  it('creates an account and says which fields are wrong without losing what was typed', async () => {
    let isTaken = true
    serveProgram({
      routes: {
        ...list([]),
        [`POST ${base}/accounts`]: ({ body }) => {
          if (!isTaken) return answer(contract.accounts.create, { ...harbour, ...body })
          isTaken = false
          return refusal(422, 'http/invalid', 'Some fields are wrong.', {
            errors: [{ path: 'code', code: 'accounts/code-taken', message: 'This code is taken.' }],
          })
        },
      },
    })
    const user = await openArea('/accounts?create=true')
    await user.type(await screen.findByLabelText(/Code/), 'AW7')
    await user.type(screen.getByLabelText(/Name/), 'Bulk Discount Store')
    await user.click(screen.getByRole('button', { name: 'Create the account' }))
    expect(await screen.findByText('This code is taken.')).toBeDefined()
    expect((screen.getByLabelText(/Name/) as HTMLInputElement).value).toBe('Bulk Discount Store')
    await user.click(screen.getByRole('button', { name: 'Create the account' }))
    expect(await screen.findByText('Bulk Discount Store is created.')).toBeDefined()
  })
})
