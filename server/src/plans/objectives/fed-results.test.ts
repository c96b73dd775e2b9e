import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { type SmallLedger, smallLedger } from '../../economics/fixtures.ts'
import { refreshEconomics } from '../../economics/index.ts'
import { type GivenPlan, givenPlan } from '../fixtures.ts'

let house: TestProgram
let owner: TestPerson
let plain: TestPerson
let ledger: SmallLedger
let workspaceId: number
let plan: GivenPlan

beforeAll(async () => {
  house = await createTestProgram()
  workspaceId = await house.createWorkspace('north')
  owner = await house.createPerson('north', { role: 'owner' })
  plain = await house.createPerson('north', { role: 'account_manager', seesMargins: false })
  ledger = smallLedger(house.database.superuser, workspaceId)
  const top = await ledger.account('TOP')
  await ledger.account('BELOW', { parent: 'TOP' })
  await ledger.account('OTHER')
  await ledger.lines([
    { account: 'TOP', date: '2025-10-10', net: 1000, cost: 600, line: 'Pumps' },
    { account: 'TOP', date: '2026-01-20', net: 300, cost: 200, line: 'Pumps' },
    { account: 'BELOW', date: '2026-02-10', net: 200, cost: 150, line: 'Valves' },
    { account: 'TOP', date: '2026-02-11', net: -50, cost: -30, line: 'Pumps' },
    { account: 'OTHER', date: '2026-03-15', net: 999, cost: 1 },
  ])
  await ledger.wallet('TOP', { year: 2025, base: 5_000, on: '2025-12-01' })
  await ledger.wallet('TOP', { year: 2026, base: 2_900, on: '2026-02-20' })
  await refresh()
  plan = await givenPlan(house, workspaceId, 'K1', { accountId: top })
  house.setNow('2026-04-01T08:00:00Z')
})
afterAll(() => house.stop())

async function refresh() {
  await ledger.markEverything()
  await refreshEconomics(house.program.context, workspaceId)
}

const base = () => `/api/workspaces/north/plans/${plan.id}`
const fed = (source: string, more: object = {}) => ({
  title: source,
  start: '0',
  target: '1000',
  measure: { kind: 'fed', source, window: 'period_to_date', ...more },
})
const given = (keyResults: object[], person = owner) =>
  house.call(person, 'POST', `${base()}/objectives`, {
    title: 'Sell more',
    startsOn: '2026-01-15',
    endsOn: '2026-12-31',
    keyResults,
  })

it('follows the ledger of the account and all companies below it, month by month, with its source', async () => {
  const reply = await given([fed('net_revenue'), fed('net_revenue', { productLine: 'Pumps' })])
  const [all, pumps] = reply.body.keyResults
  expect(all).toMatchObject({
    unit: 'USD',
    format: 'money',
    basis: { from: '2026-01', to: '2026-03', ledgerUpTo: '2026-03-15' },
    figures: { grade: 0.45, latest: { on: '2026-03-15', value: '450' }, status: 'ok' },
  })
  expect(all.figures.readings.map((r: { on: string; value: string }) => [r.on, r.value])).toEqual([
    ['2026-01-31', '300'],
    ['2026-02-28', '450'],
    ['2026-03-15', '450'],
  ])
  expect(pumps.figures.latest.value).toBe('250')
})

it('moves with the ledger without anybody typing', async () => {
  const { body } = await given([fed('invoice_lines', {}), fed('products_bought', { window: 'last_12_months' })])
  expect(
    body.keyResults.map((result: { figures: { latest: { value: string } } }) => result.figures.latest.value),
  ).toEqual(['3', '2'])
  await ledger.lines([{ account: 'BELOW', date: '2026-03-20', net: 10, cost: 5, line: 'Seals' }])
  await refresh()
  const shown = await house.call(owner, 'GET', `${base()}/objectives`)
  const again = shown.body.objectives.find((objective: { id: string }) => objective.id === body.id)
  expect(again.keyResults[0].figures.latest).toEqual({ on: '2026-03-20', value: '4' })
  expect(again.keyResults[1].figures.latest.value).toBe('3')
})

it('knows the share of wallet by the estimates of the day', async () => {
  const { body } = await given([
    { ...fed('share_of_wallet', { window: 'last_12_months' }), start: '0.2', target: '0.5' },
  ])
  const [share] = body.keyResults
  const [january, february] = share.figures.readings
  expect(share.format).toBe('share')
  expect(Number(january.value)).toBeCloseTo(1300 / 5000, 9)
  expect(Number(february.value)).toBeCloseTo(1450 / 2900, 9)
})

it('tells margins to those alone who may see them, and nothing that gives them away', async () => {
  const { body } = await given([fed('gross_margin'), { title: 'Typed', start: '0', target: '10' }])
  const [margin, typed] = body.keyResults
  expect([body.figures, margin.figures]).toEqual([null, null])
  expect(Number(margin.marginFigures.latest.value)).toBe(300 + 200 - 50 + 10 - (200 + 150 - 30 + 5))
  await house.call(owner, 'POST', `${base()}/key-results/${typed.id}/readings`, { on: '2026-03-01', value: '5' })
  const seen = await house.call(plain, 'GET', `${base()}/objectives`)
  const hidden = seen.body.objectives.find((objective: { id: string }) => objective.id === body.id)
  expect([hidden.figures, hidden.marginFigures, hidden.keyResults[0].marginFigures]).toEqual([null, null, null])
  expect(hidden.keyResults[1].figures.grade).toBe(0.5)
  const deeds = [
    await given([fed('contribution')], plain),
    await house.call(plain, 'PATCH', `${base()}/key-results/${margin.id}`, { title: 'x' }, { 'if-match': '"1"' }),
    await house.call(plain, 'POST', `${base()}/key-result-sources/ask`, {
      source: 'gross_margin',
      window: 'period_to_date',
      startsOn: '2026-01-01',
      endsOn: '2026-12-31',
    }),
  ]
  expect(deeds.map(({ status }) => status)).toEqual([403, 403, 403])
  const { rows } = await house.database.superuser.query(
    `select after from mainstay.audit_entry where action in ('plans.objective-created', 'plans.key-result-created') and after::text like '%1000%'`,
  )
  expect(rows).toEqual([])
})

it('has no contribution where nobody counted what serving takes, and says why', async () => {
  const { body } = await given([fed('contribution')])
  expect(body.keyResults[0].marginFigures).toMatchObject({
    grade: null,
    latest: null,
    readings: [],
    reasons: ['economics/no-cost-to-serve'],
  })
})

it('takes no typed readings, no product line it does not know, and no share over anything but a year', async () => {
  const { body } = await given([fed('net_revenue')])
  const typed = await house.call(owner, 'POST', `${base()}/key-results/${body.keyResults[0].id}/readings`, {
    on: '2026-03-01',
    value: '5',
  })
  expect([typed.status, typed.body.code]).toEqual([409, 'plans/result-is-fed'])
  const codes = [
    await given([fed('contribution', { productLine: 'Pumps' })]),
    await given([{ ...fed('share_of_wallet'), target: '0.5' }]),
    await given([{ ...fed('share_of_wallet', { window: 'last_12_months' }), target: '25' }]),
  ].map((reply) => reply.body.code)
  expect(codes).toEqual(['plans/source-has-no-product-lines', 'plans/share-needs-a-year', 'plans/share-out-of-range'])
})

it('offers what the ledger knows, also before an objective begins', async () => {
  const sources = await house.call(plain, 'GET', `${base()}/key-result-sources`)
  expect(sources.body).toEqual({
    ledgerUpTo: '2026-03-20',
    currency: 'USD',
    productLines: ['Pumps', 'Seals', 'Valves'],
  })
  const ask = (body: object) =>
    house.call(plain, 'POST', `${base()}/key-result-sources/ask`, {
      source: 'net_revenue',
      window: 'period_to_date',
      startsOn: '2026-01-01',
      endsOn: '2026-12-31',
      ...body,
    })
  expect((await ask({})).body).toMatchObject({ value: '460', from: '2026-01', to: '2026-03', ledgerUpTo: '2026-03-20' })
  const later = await ask({ startsOn: '2027-01-01', endsOn: '2027-12-31' })
  expect(later.body).toMatchObject({ value: '1460', from: '2025-04', to: '2026-03' })
  expect((await ask({ endsOn: '2025-12-31' })).body.code).toBe('plans/dates-wrong-way-round')
})

it('says that there is no ledger where there is none', async () => {
  const empty = await house.createWorkspace('empty')
  const person = await house.createPerson('empty', { role: 'owner' })
  const bare = await givenPlan(house, empty, 'E1')
  const reply = await house.call(person, 'POST', `/api/workspaces/empty/plans/${bare.id}/objectives`, {
    title: 'Begin',
    startsOn: '2026-01-01',
    endsOn: '2026-12-31',
    keyResults: [fed('net_revenue')],
  })
  expect(reply.body.keyResults[0]).toMatchObject({
    basis: null,
    figures: { grade: null, reasons: ['economics/no-ledger'] },
  })
})
