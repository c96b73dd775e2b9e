import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { smallLedger } from '../../economics/fixtures.ts'
import { refreshEconomics } from '../../economics/index.ts'

let program: TestProgram
let lead: TestPerson
let viewer: TestPerson
let stranger: TestPerson
let workspaceId: number
const base = '/api/workspaces/alpha/program-definitions'

beforeAll(async () => {
  program = await createTestProgram()
  workspaceId = await program.createWorkspace('alpha')
  await program.createWorkspace('beta')
  lead = await program.createPerson('alpha', { role: 'program_lead' })
  viewer = await program.createPerson('alpha', { role: 'viewer' })
  stranger = await program.createPerson('beta', { role: 'owner' })
})
afterAll(() => program.stop())

interface Row {
  readonly id: string
  readonly version: number
}

const ifMatch = ({ version }: Row) => ({ 'if-match': `"${version}"` })

const CONTENT = {
  keyAccountMeaning: 'A customer we would change ourselves for.',
  valueTheyBring: 'Volume that keeps two lines running.',
  valueWeBring: 'Parts in a day, and a voice in what we make.',
  investment: { fullTimePeople: 6, moneyPerYear: '1200000.00', currency: 'USD', executiveDaysPerYear: 40 },
  willNotDo: 'No special prices without something in return.',
  rebuildReason: '',
  effectiveDate: '2025-11-01',
}

async function draft() {
  const reply = await program.call(lead, 'POST', base)
  expect(reply.status).toBe(201)
  return reply.body
}

const write = (row: Row, content: object) =>
  program.call(lead, 'PUT', `${base}/${row.id}`, { content: { ...CONTENT, ...content } }, ifMatch(row))
const publish = (row: Row) => program.call(lead, 'POST', `${base}/${row.id}/publication`, {}, ifMatch(row))

async function published(content: object) {
  const written = await write(await draft(), content)
  const reply = await publish(written.body)
  expect(reply.status).toBe(200)
  return reply.body
}

describe('what the program is', () => {
  it('begins as an empty draft whose gaps are listed, not refused', async () => {
    const row = await draft()
    expect(row).toMatchObject({ number: 1, state: 'draft', version: 1 })
    expect(row.faults.map(({ path }: { path: string }) => path).sort()).toEqual([
      'effectiveDate',
      'investment.executiveDaysPerYear',
      'investment.fullTimePeople',
      'investment.moneyPerYear',
      'keyAccountMeaning',
      'valueTheyBring',
      'valueWeBring',
      'willNotDo',
    ])
    expect((await program.call(lead, 'POST', base)).body.code).toBe('program/definition-draft-exists')
    const refused = await publish(row)
    expect(refused.status).toBe(422)
    expect(refused.body.errors).toHaveLength(8)
    const written = await write(row, { valueTheyBring: '..........' })
    expect(written.body.faults).toMatchObject([{ path: 'valueTheyBring' }])
    expect((await write(row, {})).status).toBe(412)
    expect((await program.call(lead, 'PUT', `${base}/${row.id}`, { content: CONTENT })).status).toBe(428)
    const gone = await program.call(lead, 'DELETE', `${base}/${row.id}`, undefined, ifMatch(written.body))
    expect(gone.body).toEqual({ id: row.id })
    expect((await program.call(viewer, 'GET', base)).body.rows).toEqual([])
  })

  it('is for program leads of this workspace', async () => {
    const row = await draft()
    const other = `/api/workspaces/beta/program-definitions/${row.id}`
    expect((await program.call(null, 'GET', base)).status).toBe(401)
    expect((await program.call(null, 'POST', base)).status).toBe(401)
    expect((await program.call(viewer, 'POST', base)).status).toBe(403)
    expect((await program.call(stranger, 'GET', base)).status).toBe(404)
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['PUT', '', { content: CONTENT }],
      ['POST', '/publication', {}],
      ['GET', '/results', undefined],
      ['GET', `/comparison?before=${row.id}`, undefined],
      ['DELETE', '', undefined],
    ] as const) {
      expect((await program.call(stranger, method, `${other}${path}`, body, ifMatch(row))).status).toBe(404)
    }
    for (const [method, path] of [
      ['PUT', ''],
      ['POST', '/publication'],
      ['DELETE', ''],
    ] as const) {
      const body = method === 'PUT' ? { content: CONTENT } : method === 'POST' ? {} : undefined
      expect((await program.call(viewer, method, `${base}/${row.id}${path}`, body, ifMatch(row))).status).toBe(403)
    }
    const wrong = await program.call(
      lead,
      'PUT',
      `${base}/${row.id}`,
      { content: { ...CONTENT, effectiveDate: 'soon', investment: { ...CONTENT.investment, currency: 'dollars' } } },
      ifMatch(row),
    )
    expect(wrong.status).toBe(400)
    expect(wrong.body.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
      'content.effectiveDate',
      'content.investment.currency',
    ])
    expect((await program.call(viewer, 'GET', `${base}/${row.id}`)).body).toEqual(row)
    await program.call(lead, 'DELETE', `${base}/${row.id}`, undefined, ifMatch(row))
  })

  it('holds from its day until the next one does, and a rebuild says why', async () => {
    const first = await published({ effectiveDate: '2025-11-01' })
    expect(first).toMatchObject({ number: 1, state: 'in_force', publishedBy: lead.name, replacedOn: null })
    expect((await write(first, {})).body.code).toBe('program/definition-published')
    const next = await draft()
    expect(next.content).toMatchObject({ ...CONTENT, rebuildReason: '', effectiveDate: null })
    const early = (await write(next, { effectiveDate: '2025-10-31' })).body
    expect(early.faults.map(({ path }: { path: string }) => path)).toEqual(['rebuildReason', 'effectiveDate'])
    const reason = 'Too many accounts were key by size alone.'
    const written = (await write(early, { effectiveDate: '2026-06-01', rebuildReason: reason })).body
    const [one, other] = await Promise.all([publish(written), publish(written)])
    expect([one.status, other.status].sort()).toEqual([200, 412])
    const later = (await write(await draft(), { effectiveDate: '2027-01-01', rebuildReason: reason })).body
    await publish(later)
    const { body } = await program.call(viewer, 'GET', base)
    expect(
      body.rows.map(({ number, state, replacedOn }: Record<string, unknown>) => [number, state, replacedOn]),
    ).toEqual([
      [3, 'planned', null],
      [2, 'in_force', '2027-01-01'],
      [1, 'replaced', '2026-06-01'],
    ])
    const { rows } = await program.database.superuser.query(
      "select a.after from mainstay.audit_entry a where a.action = 'program.definition-published' order by a.id",
    )
    expect(rows.map(({ after }) => after.number)).toEqual([1, 2, 3])
  })

  it('lays two versions side by side, field by field', async () => {
    const [third, second, first] = (await program.call(viewer, 'GET', base)).body.rows
    const written = (
      await write(await draft(), { investment: { ...CONTENT.investment, fullTimePeople: 9, moneyPerYear: null } })
    ).body
    const { body } = await program.call(viewer, 'GET', `${base}/${written.id}/comparison?before=${first.id}`)
    const byField = new Map(body.rows.map((row: { field: string }) => [row.field, row]))
    expect(byField.get('investment.fullTimePeople')).toMatchObject({
      before: '6',
      after: '9',
      kind: 'changed',
      difference: 3,
    })
    expect(byField.get('investment.moneyPerYear')).toMatchObject({
      before: '1200000.00 USD',
      after: null,
      kind: 'removed',
    })
    expect(byField.get('keyAccountMeaning')).toMatchObject({ kind: 'same' })
    expect(second.number).toBe(2)
    expect(
      (await program.call(viewer, 'GET', `${base}/${third.id}/comparison?before=${crypto.randomUUID()}`)).status,
    ).toBe(404)
    expect((await program.call(viewer, 'GET', `${base}/${third.id}/comparison?before=x`)).status).toBe(400)
    expect((await program.call(viewer, 'GET', `${base}/${written.id}/results`)).body.code).toBe(
      'program/definition-not-published',
    )
  })
})

describe('what came of a version', () => {
  const decide = (accountId: string, tier: string, day: string) =>
    program.database.superuser.query(
      `insert into mainstay.tier_decision (workspace_id, account_id, tier, previous_tier, reason, decider_id, decider_name, effective_date)
       values ($1, $2, $3, 'out', 'Because we say so here.', 'x', 'X', $4)`,
      [workspaceId, accountId, tier, day],
    )
  const versions = async (): Promise<{ id: string; number: number }[]> =>
    (await program.call(lead, 'GET', base)).body.rows
  const results = async (person: TestPerson, number: number) => {
    const version = (await versions()).find((one) => one.number === number)
    return program.call(person, 'GET', `${base}/${version?.id}/results`)
  }

  it('counts key accounts without a ledger, and says that their money is unknown', async () => {
    const { status, body } = await results(lead, 2)
    expect(status).toBe(200)
    expect(body.before).toMatchObject({
      onDate: '2026-05-31',
      from: '2025-06',
      to: '2026-05',
      months: 0,
      keyAccounts: 0,
    })
    expect(body.before.netRevenue).toMatchObject({ value: null, status: 'insufficient_data' })
    expect((await results(lead, 3)).body.since).toBeNull()
    expect((await program.call(null, 'GET', `${base}/${(await versions())[0]?.id}/results`)).status).toBe(401)
  })

  it('shows the key accounts and their money before and since, over what the reader may see', async () => {
    const ledger = smallLedger(program.database.superuser, workspaceId)
    await decide(await ledger.account('NORTH', { unit: 'n' }), 'A', '2025-01-01')
    await decide(await ledger.account('SOUTH', { unit: 's' }), 'B', '2026-06-15')
    // Of the group, the company that is key beside it counts once; a company that is key alone counts by itself.
    await decide(await ledger.account('NORTH-1', { unit: 'n', parent: 'NORTH' }), 'B', '2026-06-15')
    await ledger.account('EAST', { unit: 's' })
    await decide(await ledger.account('EAST-1', { unit: 's', parent: 'EAST' }), 'B', '2026-06-15')
    await ledger.lines([
      { account: 'NORTH', date: '2024-12-01', net: 999, cost: 1 },
      { account: 'NORTH', date: '2026-05-31', net: 200, cost: 150 },
      { account: 'SOUTH', date: '2026-05-01', net: 7, cost: 1 },
      { account: 'NORTH', date: '2026-06-01', net: 300, cost: 100 },
      { account: 'SOUTH', date: '2026-07-01', net: 50, cost: 80 },
      { account: 'NORTH-1', date: '2026-07-01', net: 5, cost: 5 },
      { account: 'EAST-1', date: '2026-07-01', net: 8, cost: 6 },
      { account: 'EAST', date: '2026-07-01', net: 1000, cost: 6 },
    ])
    const activity = {
      activity: 'visit',
      pool: 'sales',
      minutes: 60,
      capacity: 100,
      practical: 600,
      from: '2026-01-01',
    }
    await ledger.costRate(activity)
    await ledger.count('NORTH', 'visit', '2026-05-01', 2)
    await ledger.count('NORTH', 'visit', '2026-06-01', 1)
    await ledger.markEverything()
    await refreshEconomics(program.program.context, workspaceId)
    const { body } = await results(lead, 2)
    expect(body.before).toMatchObject({ months: 12, keyAccounts: 1, tiers: [{ tier: 'A', accounts: 1 }], overrides: 0 })
    expect(body.before.netRevenue).toMatchObject({ value: '200.0000', status: 'ok' })
    expect(body.before.contribution).toMatchObject({ value: '30.0000' })
    expect(body.since).toMatchObject({ onDate: '2026-11-20', months: 2, keyAccounts: 4 })
    expect(body.since.netRevenue.value).toBe('363.0000')
    expect(body.since.contribution.value).toBe('162.0000')
    const blind = await program.createPerson('alpha', { role: 'viewer' })
    expect((await results(blind, 2)).body.since).toMatchObject({
      contribution: null,
      netRevenue: { value: '363.0000' },
    })
    const northerner = await program.createPerson('alpha', { role: 'viewer', visibility: 'unit', unit: 'n' })
    expect((await results(northerner, 2)).body.since).toMatchObject({
      keyAccounts: 2,
      netRevenue: { value: '305.0000' },
    })
  })
})
