import { formatMonth, monthOfDate, parseMonth, spanEnding } from '@mainstay/domain/kernel'
import { stateOfSales } from '@mainstay/domain/plans'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { smallLedger } from '../../economics/fixtures.ts'
import { refreshEconomics } from '../../economics/index.ts'
import { whiteSpaceCalls } from './white-space-fixtures.ts'

let house: TestProgram
let owner: TestPerson
let manager: TestPerson
let workspaceId: number
const accounts: Record<string, string> = {}
const base = '/api/workspaces/north'

const LINES = [
  { account: 'TOP', date: '2019-02-03', net: 500, cost: 444, line: 'Parts' },
  { account: 'TOP', date: '2019-02-17', net: 70, cost: 44, line: 'Parts' },
  { account: 'TOP', date: '2026-05-10', net: 300, cost: 180, line: 'Bikes' },
  { account: 'SOUTH', date: '2025-06-30', net: 90, cost: 40, line: 'Bikes' },
  { account: 'SOUTH', date: '2025-07-01', net: 20, cost: 10, line: 'Parts' },
  { account: 'DEPOT', date: '2026-04-10', net: -20, cost: -10, line: 'Service' },
  { account: 'OTHER', date: '2026-06-30', net: 9, cost: 1, line: 'Boats' },
] as const

beforeAll(async () => {
  house = await createTestProgram()
  workspaceId = await house.createWorkspace('north')
  owner = await house.createPerson('north', { role: 'owner', name: 'Olga Owner' })
  manager = await house.createPerson('north', { role: 'account_manager', visibility: 'unit', unit: 'Center' })
  const ledger = smallLedger(house.database.superuser, workspaceId)
  accounts.TOP = await ledger.account('TOP', { name: 'Harbour Group', unit: 'Center' })
  accounts.SOUTH = await ledger.account('SOUTH', { name: 'Harbour South', parent: 'TOP', unit: 'Center' })
  accounts.DEPOT = await ledger.account('DEPOT', { name: 'Harbour South', parent: 'SOUTH' })
  accounts.OTHER = await ledger.account('OTHER')
  accounts.NEW = await ledger.account('NEW')
  await ledger.lines(LINES)
  await ledger.markEverything()
  await house.database.superuser.query(
    `insert into mainstay.ledger_state as l (workspace_id, first_date, last_date) values ($1, '2019-02-03', '2026-06-30')
     on conflict (workspace_id) do update set first_date = excluded.first_date, last_date = excluded.last_date`,
    [workspaceId],
  )
  await refreshEconomics(house.program.context, workspaceId)
})
afterAll(() => house.stop())

async function begin(person: TestPerson, account: string, more: object = {}) {
  const reply = await house.call(person, 'POST', `${base}/plans`, { accountId: accounts[account], ...more })
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  return reply.body
}

async function close(plan: { id: string; version: number }) {
  const match = { 'if-match': `"${plan.version}"` }
  const reply = await house.call(
    owner,
    'POST',
    `${base}/plans/${plan.id}/close`,
    { reason: 'The test is over.' },
    match,
  )
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
}

async function gridOf(planId: string, person = owner) {
  const { body } = await whiteSpaceCalls(house, planId).read(person)
  const nameOf = (list: { id: string; name: string }[], id: string) => list.find((one) => one.id === id)?.name
  return {
    units: body.units.map(({ name }: { name: string }) => name),
    offerings: body.offerings.map(({ name }: { name: string }) => name),
    cells: body.cells
      .map((cell: { unitId: string; offeringId: string; state: string; writtenBy: string }) =>
        [nameOf(body.units, cell.unitId), nameOf(body.offerings, cell.offeringId), cell.state, cell.writtenBy].join(
          ' ',
        ),
      )
      .toSorted(),
    sales: body.sales,
    ledger: body.ledger,
    body,
  }
}

describe('the white space of a plan that begins', () => {
  it('stands at once: companies against what we sell, owned and lapsed as the ledger says', async () => {
    const plan = await begin(owner, 'TOP')
    const grid = await gridOf(plan.id)
    expect(grid.units).toEqual(['Harbour Group', 'Harbour South (SOUTH)', 'Harbour South (DEPOT)'])
    expect(grid.offerings).toEqual(['Bikes', 'Parts', 'Service', 'Boats'])
    expect(grid.cells).toEqual([
      'Harbour Group Bikes owned ledger',
      'Harbour Group Parts lapsed ledger',
      'Harbour South (SOUTH) Bikes lapsed ledger',
      'Harbour South (SOUTH) Parts owned ledger',
    ])
    expect(grid.sales.flatMap((sale: { lastInvoiceOn: string | null }) => sale.lastInvoiceOn ?? []).toSorted()).toEqual(
      ['2019-02-17', '2025-06-30'],
    )
    const filled = await whiteSpaceCalls(house, plan.id).fill(owner)
    expect(filled.body).toMatchObject({ changeId: null, cells: [], owned: 0, lapsed: 0, kept: [] })
    await close(plan)
  })

  it('is said before it begins, by the same count', async () => {
    const proposed = async (account: string, more = '') =>
      (await house.call(owner, 'GET', `${base}/accounts/${accounts[account]}/plan-proposal${more}`)).body.whiteSpace
    expect(await proposed('TOP')).toEqual({ units: 3, offerings: 4 })
    expect(await proposed('NEW')).toEqual({ units: 1, offerings: 4 })
    const plan = await begin(owner, 'TOP')
    expect(await proposed('TOP', `?parentId=${plan.id}&scope=Purchasing`)).toBeNull()
    await close(plan)
  })

  it('is told with the beginning in the audit, and what the ledger filled can be taken back', async () => {
    const plan = await begin(owner, 'TOP')
    const { rows } = await house.database.superuser.query(
      `select e.action, e.after from mainstay.audit_entry e where e.subject_id = $1 order by e.id`,
      [plan.id],
    )
    expect(rows.map(({ action }) => action)).toEqual(['plans.white-space-cells-written', 'plans.begun'])
    expect(rows[1].after).toMatchObject({ units: 3, offerings: 4 })
    expect(JSON.stringify(rows)).not.toContain('444')
    const changes = (await house.call(owner, 'GET', `${base}/plans/${plan.id}/changes`)).body.rows
    const deed = changes.find(({ action }: { action: string }) => action === 'plans.white-space-cells-written')
    expect(deed.mayUndo).toBe(true)
    const undone = await house.call(owner, 'POST', `${base}/plans/${plan.id}/changes/${deed.id}/undo`, {})
    expect(undone.status, JSON.stringify(undone.body)).toBe(200)
    expect((await gridOf(plan.id)).cells).toEqual([])
    await close(plan)
  })

  it('names only companies that whoever begins it may see', async () => {
    const plan = await begin(manager, 'TOP')
    expect((await gridOf(plan.id, manager)).units).toEqual(['Harbour Group', 'Harbour South'])
    await close(plan)
  })

  it('is there for a customer who has bought nothing yet, with every cell a question', async () => {
    const plan = await begin(owner, 'NEW')
    const grid = await gridOf(plan.id)
    expect([grid.units.length, grid.offerings.length, grid.cells.length]).toEqual([1, 4, 0])
    await close(plan)
  })

  it('is not laid out in the plan of a unit, of which invoices say nothing, but in that of a company below', async () => {
    const plan = await begin(owner, 'TOP')
    const unit = await begin(owner, 'TOP', { parentId: plan.id, scope: 'Purchasing' })
    expect((await gridOf(unit.id)).units).toEqual([])
    const below = await begin(owner, 'SOUTH', { parentId: plan.id })
    expect((await gridOf(below.id)).cells).toContain('Harbour South (SOUTH) Bikes lapsed ledger')
    await close(below)
    await close(unit)
    await close(plan)
  })

  it('is left out where the template has none', async () => {
    const drafted = await house.call(owner, 'POST', `${base}/plan-templates`, {
      name: 'Words only',
      kind: 'account',
      sections: [{ key: 'profile', title: 'Profile', part: 'statements', fields: [] }],
    })
    expect(drafted.status, JSON.stringify(drafted.body)).toBe(201)
    const match = { 'if-match': `"${drafted.body.version}"` }
    await house.call(owner, 'POST', `${base}/plan-templates/${drafted.body.id}/activate`, {}, match)
    const plan = await begin(owner, 'OTHER', { templateId: drafted.body.id })
    const { rows } = await house.database.superuser.query(
      'select count(*)::integer as count from mainstay.white_space_heading where plan_id = $1',
      [plan.id],
    )
    expect(rows[0].count).toBe(0)
  })

  it('stays empty in a workspace without a ledger', async () => {
    const bare = await house.createWorkspace('bare')
    const founder = await house.createPerson('bare', { role: 'owner' })
    const accountId = await smallLedger(house.database.superuser, bare).account('LONE')
    const begun = await house.call(founder, 'POST', '/api/workspaces/bare/plans', { accountId })
    expect(begun.status, JSON.stringify(begun.body)).toBe(201)
    const { body } = await whiteSpaceCalls(house, begun.body.id, 'bare').read(founder)
    expect(body).toMatchObject({ ledger: null, units: [], offerings: [], cells: [] })
  })
})

it('says of every company and product line what the rule says of its last purchase', async () => {
  const plan = await begin(owner, 'TOP')
  const { body } = await gridOf(plan.id)
  const span = spanEnding(parseMonth(body.ledger.to) ?? 0, 12)
  expect(formatMonth(span.from)).toBe(body.ledger.from)
  for (const unit of body.units) {
    for (const offering of body.offerings) {
      const bought = LINES.filter(
        ({ account, line, net }) => account === unit.account.code && line === offering.productLine && net > 0,
      )
      const last = bought
        .map(({ date }) => date)
        .toSorted()
        .at(-1)
      const expected = last === undefined ? undefined : stateOfSales(monthOfDate(last), span)
      const cell = body.cells.find(
        (one: { unitId: string; offeringId: string }) => one.unitId === unit.id && one.offeringId === offering.id,
      )
      expect(cell?.state, `${unit.name} ${offering.name}`).toBe(expected)
      const sale = body.sales.find(
        (one: { unitId: string; offeringId: string }) => one.unitId === unit.id && one.offeringId === offering.id,
      )
      expect(sale?.lastInvoiceOn).toBe(expected === 'lapsed' ? last : expected && null)
    }
  }
})
