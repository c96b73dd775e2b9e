import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../test/program.ts'
import { type SmallLedger, smallLedger } from './fixtures.ts'
import { refreshEconomics } from './index.ts'

let program: TestProgram
let workspaces = 0

beforeAll(async () => {
  program = await createTestProgram()
})
afterAll(() => program?.stop())

/** June 2025 of a company with one customer; `fill` says what serving it took. */
async function june(fill: (ledger: SmallLedger) => Promise<void>) {
  const slug = `case-${++workspaces}`
  const workspaceId = await program.createWorkspace(slug)
  const ledger = smallLedger(program.database.superuser, workspaceId)
  await ledger.account('A')
  await ledger.lines([{ account: 'A', date: '2025-06-05', net: 1000 }])
  await fill(ledger)
  await ledger.markEverything()
  await refreshEconomics(program.program.context, workspaceId)
  const owner = await program.createPerson(slug, { role: 'owner' })
  const ask = (person: TestPerson, months = 'from=2025-06&to=2025-06') =>
    program.call(person, 'GET', `/api/workspaces/${slug}/cost-to-serve?${months}`)
  return { slug, ask, body: (await ask(owner)).body, owner }
}

const rate = { minutes: 60, practical: 10_000, from: '2025-01-01' }

describe('the cost to serve of a period', () => {
  it('tells where the cost of every pool went, and the parts add up to the whole', async () => {
    const { body } = await june(async (ledger) => {
      await ledger.costRate({ ...rate, activity: 'visit', pool: 'field', capacity: 8000 })
      await ledger.costRate({ ...rate, activity: 'call', pool: 'desk', capacity: 1000, practical: 600 })
      await ledger.costRate({ ...rate, activity: 'repair', pool: 'workshop', capacity: 5000 })
      await ledger.count('A', 'visit', '2025-06-01', 10)
      await ledger.count('A', 'call', '2025-06-01', 15)
    })
    expect(body.totals).toEqual({
      capacityCost: '14000.0000',
      usedCost: '1980.0000',
      unusedCost: '7520.0000',
      uncountedCost: '5000.0000',
      overusedCost: '500.0000',
    })
    const { capacityCost, usedCost, overusedCost, unusedCost, uncountedCost } = body.totals
    expect(Number(usedCost) - Number(overusedCost) + Number(unusedCost) + Number(uncountedCost)).toBe(
      Number(capacityCost),
    )
    expect(body.pools.map((pool: { code: string; utilization: number }) => [pool.code, pool.utilization])).toEqual([
      ['desk', 1.5],
      ['field', 0.06],
      ['workshop', null],
    ])
    expect(body.coverage.value).toBeCloseTo(1980 / 14_000, 10)
    expect(body.coverage.reasons).toEqual(['economics/no-driver-counts', 'economics/capacity-over-used'])
  })

  it('names what was counted without a rate, also where the rate came later', async () => {
    const { body, ask, owner } = await june(async (ledger) => {
      await ledger.costRate({ ...rate, activity: 'visit', pool: 'field', capacity: 8000, from: '2025-06-01' })
      await ledger.count('A', 'visit', '2025-05-01', 4)
      await ledger.count('A', 'visit', '2025-06-01', 10)
      await ledger.count('A', 'gift', '2025-06-01', 2.5)
    })
    expect(body.activities).toMatchObject([
      { code: 'visit', pool: 'field', quantity: '10', uncostedQuantity: '0', cost: '480.0000' },
      {
        code: 'gift',
        name: 'gift',
        pool: null,
        quantity: '2.5',
        uncostedQuantity: '2.5',
        minutes: '0',
        cost: '0.0000',
      },
    ])
    const longer = (await ask(owner, 'from=2025-05&to=2025-06')).body
    expect(longer.activities[0]).toMatchObject({ code: 'visit', quantity: '14', uncostedQuantity: '4' })
  })

  it('has no totals while the rate of a currency is missing, rather than too small ones', async () => {
    const { body } = await june(async (ledger) => {
      await ledger.costRate({ ...rate, activity: 'visit', pool: 'field', capacity: 8000 })
      await ledger.costRate({ ...rate, activity: 'call', pool: 'desk', capacity: 1000, currency: 'EUR' })
      await ledger.count('A', 'visit', '2025-06-01', 10)
      await ledger.count('A', 'call', '2025-06-01', 10)
    })
    expect(body.totals).toBeNull()
    expect(body.coverage).toMatchObject({ value: null, reasons: ['economics/rate-missing'] })
    expect(body.pools.map((pool: { code: string; isRateMissing: boolean }) => [pool.code, pool.isRateMissing])).toEqual(
      [
        ['desk', true],
        ['field', false],
      ],
    )
    expect(body.activities.find((activity: { code: string }) => activity.code === 'call')).toMatchObject({
      uncostedQuantity: '10',
    })
  })

  it('is empty, not zero, where nothing of it is imported', async () => {
    const { body } = await june(async () => undefined)
    expect(body).toMatchObject({ pools: [], totals: null, activities: [], coverage: { value: null } })
  })

  it('is for those who see margins', async () => {
    const { ask, slug } = await june(async () => undefined)
    expect((await ask(await program.createPerson(slug, { role: 'contributor' }))).status).toBe(403)
  })
})
