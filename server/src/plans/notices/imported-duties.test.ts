import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestPerson } from '../../../test/program.ts'
import { createLedgerTest, type LedgerTest } from '../../ledger/fixtures.ts'

let test: LedgerTest
let mia: TestPerson
let nils: TestPerson

beforeAll(async () => {
  test = await createLedgerTest()
  mia = await test.program.createPerson('acme', { role: 'account_manager', visibility: 'team', name: 'Mia Manager' })
  nils = await test.program.createPerson('acme', { role: 'account_manager', name: 'Nils New' })
})
afterAll(() => test.program.stop())

const told = async (person: TestPerson) => {
  const { body } = await test.program.call(person, 'GET', test.api('plan-notices'))
  return body.rows.map(
    ({ kind, duty, account, others }: { kind: string; duty: string; account: { name: string }; others: number }) => [
      kind,
      duty,
      account.name,
      others,
    ],
  )
}
const mailOf = async ({ id }: TestPerson) => {
  const [row] = await test.rows<{ email: string }>('select p.email from identity.person p where p.id = $1', [id])
  return row?.email ?? ''
}
const customers = async (rows: readonly (readonly [code: string, manager: TestPerson | string])[]) => {
  const lines = await Promise.all(
    rows.map(
      async ([code, manager]) =>
        `${code},Customer ${code},${typeof manager === 'string' ? manager : await mailOf(manager)}\n`,
    ),
  )
  return `customer_code,customer_name,account_manager\n${lines.join('')}`
}

describe('customers that are imported with their managers', () => {
  it('are told to each manager once, with how many there are, and only when something was written', async () => {
    const file = await customers([
      ['M1', mia],
      ['M2', mia],
      ['M3', mia],
      ['N1', nils],
      ['O1', 'nobody@example.test'],
      ['P1', test.owner],
    ])
    await test.load({ 'customers.csv': file }, { dryRun: true })
    expect(await told(mia)).toEqual([])
    await test.load({ 'customers.csv': file })
    expect(await told(mia)).toEqual([['account_duty_given', 'account_manager', 'Customer M1', 2]])
    expect(await told(nils)).toEqual([['account_duty_given', 'account_manager', 'Customer N1', 0]])
    expect(await told(test.owner)).toEqual([])
  })

  it('are not told again when the same file comes once more, and are counted over all files of an import', async () => {
    await test.load({
      'customers.csv': await customers([
        ['M1', mia],
        ['N1', nils],
      ]),
    })
    expect([await told(mia), await told(nils)].map((rows) => rows.length)).toEqual([1, 1])
    await test.load({
      'north.csv': await customers([
        ['M4', mia],
        ['M5', mia],
      ]),
      'south.csv': await customers([['M6', mia]]),
    })
    expect((await told(mia))[0]?.[3]).toBe(2)
  })

  it('take what was told with them when their import is undone', async () => {
    const { importId } = await test.load({ 'customers.csv': await customers([['Q1', nils]]) })
    expect(await told(nils)).toHaveLength(2)
    const undone = await test.program.call(test.owner, 'POST', test.api(`imports/${importId}/undo`), {})
    expect(undone.status, JSON.stringify(undone.body)).toBeLessThan(300)
    await test.program.runJobs()
    expect(await told(nils)).toHaveLength(1)
  })
})
