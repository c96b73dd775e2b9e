import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { TestPerson } from '../../test/program.ts'
import { createLedgerTest, type LedgerTest } from './fixtures.ts'

const table = (header: string, rows: readonly string[]) => `${[header, ...rows].join('\n')}\n`
const customers = (...rows: string[]) => table('customer_code,customer_name,parent_code', rows)
const products = (...rows: string[]) => table('product_code,product_name', rows)
const lines = (...rows: string[]) =>
  table('invoice_no,line_no,invoice_date,customer_code,product_code,net_amount', rows)

describe('what an undo says it would do', () => {
  let test: LedgerTest
  let colleague: TestPerson
  beforeAll(async () => {
    test = await createLedgerTest()
    colleague = await test.program.createPerson('acme', { role: 'owner', name: 'Grace Hand' })
  })
  beforeEach(() => empty())
  afterAll(() => test?.program.stop())

  const empty = () =>
    test.program.database.superuser.query(
      'truncate mainstay.invoice_line, mainstay.account, mainstay.product, mainstay.ledger_change, mainstay.import, mainstay.ledger_dirty_month, mainstay.audit_entry cascade',
    )
  const preview = async (id: string) =>
    (await test.program.call(test.owner, 'GET', test.api(`imports/${id}/undo`))).body
  const undo = async (id: string) => {
    await test.program.call(test.owner, 'POST', test.api(`imports/${id}/undo`), {})
    await test.program.runJobs()
    return (await test.program.call(test.owner, 'GET', test.api(`imports/${id}`))).body.undo
  }
  const editByHand = async (code: string) => {
    const [row] = await test.rows<{ id: string; version: number }>(
      'select a.id, a.version from mainstay.account a where a.code = $1',
      [code],
    )
    const changed = await test.program.call(
      colleague,
      'PATCH',
      test.api(`accounts/${row?.id}`),
      { segment: 'edited' },
      { 'if-match': `"${row?.version}"` },
    )
    expect(changed.status).toBe(200)
  }

  it('counts rows that go and rows that become what they were, by kind', async () => {
    await test.load({ 'c.csv': customers('C1,Alpha,', 'C2,Beta,') })
    const second = await test.load({
      'c.csv': customers('C1,Alpha AG,', 'C3,Gamma,'),
      'l.csv': lines('1,1,2026-01-05,C1,,100', '2,1,2026-01-06,C3,,50'),
    })
    expect(await preview(second.importId)).toEqual({
      removed: 3,
      restored: 1,
      kept: 0,
      kinds: [
        { kind: 'invoice_lines', removed: 2, restored: 0 },
        { kind: 'customers', removed: 1, restored: 1 },
      ],
      changedSince: [],
      accountsInUse: 0,
      productsInUse: 0,
    })
    expect(await undo(second.importId)).toEqual({ removed: 3, restored: 1, kept: 0 })
  })

  it('names the import or the person that has changed rows since', async () => {
    const first = await test.load({
      'c.csv': customers('C1,Alpha,', 'C2,Beta,', 'C3,Gamma,'),
      'l.csv': lines('1,1,2026-01-05,C1,,100', '2,1,2026-01-06,C1,,50'),
    })
    const second = await test.load({ 'c.csv': customers('C2,Beta AG,'), 'l.csv': lines('2,1,2026-01-06,C1,,51') })
    await editByHand('C3')
    const [later] = await test.rows<{ number: number }>('select i.number from mainstay.import i where i.id = $1', [
      second.importId,
    ])
    const told = await preview(first.importId)
    expect(told).toMatchObject({ removed: 1, restored: 0, kept: 4, accountsInUse: 1 })
    expect(told.changedSince).toEqual([
      { importNumber: later?.number, personName: test.owner.name, rows: 2 },
      { importNumber: null, personName: 'Grace Hand', rows: 1 },
    ])
    expect(await undo(first.importId)).toEqual({ removed: 1, restored: 0, kept: 4 })
  })

  it('tells which accounts and products stay because others need them, with the parents above', async () => {
    const first = await test.load({
      'c.csv': customers('T,Top,', 'M,Middle,T', 'L,Leaf,M', 'U,Unused,T', 'A,Alone,'),
      'p.csv': products('P1,Pump', 'P2,Valve'),
    })
    await test.load({ 'l.csv': lines('1,1,2026-01-05,L,P1,100') })
    expect(await preview(first.importId)).toMatchObject({ removed: 3, kept: 4, accountsInUse: 3, productsInUse: 1 })
    expect(await undo(first.importId)).toEqual({ removed: 3, restored: 0, kept: 4 })
    const left = await test.rows<{ code: string }>('select a.code from mainstay.account a order by a.code')
    expect(left.map(({ code }) => code)).toEqual(['L', 'M', 'T'])
  })

  it('counts an account as needed that a line would name again with its earlier values', async () => {
    await test.load({ 'c.csv': customers('C1,Alpha,') })
    const second = await test.load({ 'c.csv': customers('C2,Beta,'), 'l.csv': lines('1,1,2026-01-05,C2,,100') })
    const third = await test.load({ 'l.csv': lines('1,1,2026-01-05,C1,,100') })
    expect(await preview(second.importId)).toMatchObject({ removed: 1, accountsInUse: 0, kept: 1 })
    expect(await undo(third.importId)).toEqual({ removed: 0, restored: 1, kept: 0 })
    expect(await preview(second.importId)).toMatchObject({ removed: 2, accountsInUse: 0, kept: 0 })
  })

  it('says that there is nothing to undo before an import is applied and after it is undone', async () => {
    const waiting = await test.upload({ 'c.csv': customers('C1,Alpha,') })
    expect(await preview(waiting.id)).toMatchObject({ status: 409, code: 'ledger/nothing-to-undo' })
    const done = await test.load({ 'd.csv': customers('C2,Beta,') })
    await undo(done.importId)
    expect(await preview(done.importId)).toMatchObject({ code: 'ledger/nothing-to-undo' })
  })

  it('counts what the undo then does, whatever was imported, edited and undone before', async () => {
    const code = fc.constantFrom('A', 'B', 'C', 'D', 'E')
    const name = fc.constantFrom('one', 'two', 'three')
    const customer = fc.tuple(code, name)
    const line = fc.tuple(fc.nat(5), code, fc.constantFrom('P', 'Q', ''), fc.nat(3))
    const files = fc.record({
      customers: fc.array(customer, { maxLength: 4 }),
      products: fc.array(fc.tuple(fc.constantFrom('P', 'Q'), name), { maxLength: 2 }),
      lines: fc.array(line, { maxLength: 5 }),
      edited: fc.option(code, { nil: null }),
    })
    const cases = fc.tuple(
      fc.array(files, { minLength: 2, maxLength: 4 }),
      fc.array(fc.nat(3), { minLength: 1, maxLength: 3 }),
    )
    await fc.assert(
      fc.asyncProperty(cases, async ([imports, undone]) => {
        await empty()
        const ids: string[] = []
        for (const each of imports) {
          const loaded = await test.load({
            'c.csv': customers('Z,Zero,', ...each.customers.map(([key, called]) => `${key},${called},`)),
            'p.csv': products('R,Rest', ...each.products.map(([key, called]) => `${key},${called}`)),
            'l.csv': lines(
              '99,1,2026-01-01,Z,,1',
              ...each.lines.map(([no, who, what, net]) => `${no},1,2026-01-05,${who},${what},${net}`),
            ),
          })
          ids.push(loaded.importId)
          const found = await test.rows('select 1 from mainstay.account a where a.code = $1', [each.edited])
          if (each.edited && found.length > 0) await editByHand(each.edited)
        }
        for (const place of new Set(undone)) {
          const id = ids[place]
          if (!id) continue
          const { removed, restored, kept } = await preview(id)
          expect({ removed, restored, kept }).toEqual(await undo(id))
        }
      }),
      { numRuns: 12, seed: 20261122 },
    )
  }, 120_000)
})
