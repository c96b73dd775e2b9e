import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { smallLedger } from '../../economics/fixtures.ts'
import { refreshEconomics } from '../../economics/index.ts'
import { givenPlan } from '../fixtures.ts'
import { whiteSpaceCalls } from './white-space-fixtures.ts'

let house: TestProgram
let owner: TestPerson
let north: number
let calls: ReturnType<typeof whiteSpaceCalls>
let planId: string
let accounts: { top: string; south: string }
const ids: Record<string, string> = {}

beforeAll(async () => {
  house = await createTestProgram()
  north = await house.createWorkspace('north')
  owner = await house.createPerson('north', { role: 'owner' })
  const ledger = smallLedger(house.database.superuser, north)
  accounts = { top: await ledger.account('TOP'), south: await ledger.account('SOUTH', { parent: 'TOP' }) }
  await ledger.account('DEPOT', { parent: 'SOUTH' })
  await ledger.account('OTHER')
  await ledger.lines([
    { account: 'TOP', date: '2024-05-10', net: 500, cost: 400, line: 'Parts' },
    { account: 'TOP', date: '2026-05-10', net: 300, cost: 180, line: 'Bikes' },
    { account: 'SOUTH', date: '2026-02-10', net: 200, cost: 140, line: 'Bikes' },
    { account: 'DEPOT', date: '2026-03-10', net: 50, cost: 30, line: 'Parts' },
    { account: 'DEPOT', date: '2026-04-10', net: -20, cost: -10, line: 'Service' },
    { account: 'OTHER', date: '2026-06-30', net: 9, cost: 1, line: 'Boats' },
  ])
  await ledger.markEverything()
  await house.database.superuser.query(
    `insert into mainstay.ledger_state as l (workspace_id, first_date, last_date) values ($1, '2024-05-10', '2026-06-30')
     on conflict (workspace_id) do update set first_date = excluded.first_date, last_date = excluded.last_date`,
    [north],
  )
  await refreshEconomics(house.program.context, north)
  const plan = await givenPlan(house, north, 'TOP', { accountId: accounts.top })
  planId = plan.id
  calls = whiteSpaceCalls(house, plan.id)
})
afterAll(() => house.stop())

const stateOf = (cells: { unitId: string; offeringId: string; state: string }[]) =>
  Object.fromEntries(
    cells.map((cell) => {
      const nameOf = (id: string) => Object.keys(ids).find((name) => ids[name] === id) ?? id
      return [`${nameOf(cell.unitId)} ${nameOf(cell.offeringId)}`, cell.state]
    }),
  )

describe('a grid from the ledger', () => {
  it('begins with the companies of the account and the product lines, largest sales first', async () => {
    const { body } = await calls.propose(owner)
    expect(body.units.map(({ code }: { code: string }) => code)).toEqual(['TOP', 'SOUTH', 'DEPOT'])
    expect(body.offerings).toEqual([
      { productLine: 'Bikes', netRevenue: '500.0000', lastMonth: '2026-05' },
      { productLine: 'Parts', netRevenue: '50.0000', lastMonth: '2026-03' },
      { productLine: 'Service', netRevenue: '-20.0000', lastMonth: null },
      { productLine: 'Boats', netRevenue: null, lastMonth: null },
    ])
    const units = await calls.add(owner, 'units', [
      { name: 'head', accountId: accounts.top },
      { name: 'south', accountId: accounts.south },
      { name: 'rumored' },
    ])
    const offerings = await calls.add(owner, 'offerings', [
      { name: 'bikes', productLine: 'Bikes' },
      { name: 'parts', productLine: 'Parts' },
      { name: 'service', productLine: 'Service' },
      { name: 'uptime' },
    ])
    for (const { id, name } of [...units.body.headings, ...offerings.body.headings]) ids[name] = id
    expect((await calls.propose(owner)).body).toEqual({
      units: [expect.objectContaining({ code: 'DEPOT' })],
      offerings: [{ productLine: 'Boats', netRevenue: null, lastMonth: null }],
    })
  })

  it('owns what was sold in the last twelve months, each company for the nearest unit above it', async () => {
    const { body } = await calls.fill(owner)
    expect(body).toMatchObject({ owned: 3, lapsed: 1, kept: [], unitsWithoutCompany: 1, offeringsWithoutLine: 1 })
    expect(stateOf(body.cells)).toEqual({
      'head bikes': 'owned',
      'head parts': 'lapsed',
      'south bikes': 'owned',
      'south parts': 'owned',
    })
    const read = (await calls.read(owner)).body
    expect(read.ledger).toEqual({ from: '2025-07', to: '2026-06' })
    expect(read.sales).toContainEqual({
      unitId: ids.head,
      offeringId: ids.parts,
      netRevenue: '0.0000',
      lastMonth: '2024-05',
      lastInvoiceOn: '2024-05-10',
    })
    expect(read.sales.find((sale: { unitId: string }) => sale.unitId === ids.south)?.lastInvoiceOn).toBeNull()
    expect(read.offerings[0]).toMatchObject({ marginRate: (500 - 320) / 500, marginSource: 'ledger' })
    expect(read.offerings[3]).toMatchObject({ marginRate: null, marginSource: 'none' })
  })

  it('filled again changes nothing', async () => {
    expect((await calls.fill(owner)).body).toMatchObject({ changeId: null, cells: [], owned: 0, lapsed: 0 })
  })

  it('keeps what people judged unless asked, says so, and is taken back whole', async () => {
    const written = await calls.write(owner, [
      { unitId: ids.head, offeringId: ids.bikes, version: 1, state: 'competitor', competitor: 'Acme' },
    ])
    expect(written.status).toBe(200)
    const kept = await calls.fill(owner)
    expect(kept.body).toMatchObject({
      changeId: null,
      kept: [{ unitId: ids.head, offeringId: ids.bikes, ledgerState: 'owned' }],
    })
    const over = await calls.fill(owner, { overwrite: 'state_of_people' })
    expect(over.body.cells).toHaveLength(1)
    expect(over.body.cells[0]).toMatchObject({ state: 'owned', competitor: 'Acme', writtenBy: 'ledger' })
    const undone = await calls.undo(owner, over.body.changeId)
    expect(undone.body.cells[0]).toMatchObject({ state: 'competitor', competitor: 'Acme', writtenBy: 'people' })
  })

  it('shows share of wallet as an interval, and a wallet below our sales as an error', async () => {
    await calls.write(owner, [
      {
        unitId: ids.south,
        offeringId: ids.bikes,
        version: 1,
        potential: { low: '250', base: '400', high: '800' },
      },
    ])
    const wallet = async () => (await calls.read(owner)).body.totals
    expect(await wallet()).toMatchObject({
      walletCells: 1,
      wallet: { low: '250.0000', base: '400.0000', high: '800.0000' },
      ours: { value: '200.0000' },
      shareOfWallet: { low: { value: 0.8 }, base: { value: 0.5 }, high: { value: 0.25 } },
    })
    await calls.write(owner, [
      { unitId: ids.south, offeringId: ids.bikes, version: 2, potential: { low: null, base: '150', high: null } },
    ])
    expect((await wallet()).shareOfWallet.base).toMatchObject({
      value: null,
      status: 'not_applicable',
      reasons: ['economics/wallet-below-our-sales'],
    })
  })

  it('adds plans below, counting a cell that both keep once', async () => {
    const child = await givenPlan(house, north, 'SOUTH', {
      accountId: accounts.south,
      parentId: planId,
      scope: 'South',
    })
    const below = whiteSpaceCalls(house, child.id)
    const unit = (await below.add(owner, 'units', [{ name: 'all of south', accountId: accounts.south }])).body
      .headings[0]
    const lines = [{ name: 'Two wheels', productLine: 'Bikes' }, { name: 'Cleaning' }]
    const [bikes, cleaning] = (await below.add(owner, 'offerings', lines)).body.headings
    await below.write(owner, [
      { unitId: unit.id, offeringId: bikes.id, version: 0, state: 'lapsed' },
      { unitId: unit.id, offeringId: cleaning.id, version: 0, state: 'open' },
    ])
    const { totals, withPlansBelow } = (await calls.read(owner)).body
    expect(totals).toMatchObject({ owned: 2, lapsed: 1, competitor: 1, open: 0 })
    expect(withPlansBelow).toMatchObject({ owned: 1, lapsed: 2, competitor: 1, open: 1 })
    expect(withPlansBelow.unknown).toBe(totals.unknown)
    expect((await below.read(owner)).body.withPlansBelow).toBeNull()
  })
})
