import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createLedgerTest, type LedgerTest, ledgerChecksum } from './fixtures.ts'

const customers = 'customer_code,customer_name,parent_code,rating\nC1,Alpha,,A\nC2,Beta,C1,B\nC3,Gamma,C2,\n'
const lines = [
  'invoice_no,line_no,invoice_date,customer_code,quantity,unit_price,discount_amount,net_amount,cost_amount,currency',
  '1001,1,2026-01-15,C1,2,10.5,1,20,12,USD',
  '1001,2,2026-01-15,C1,1,5,,5,,USD',
  '1002,1,2026-02-03,C2,-1,5,,-5,-3,USD',
]
const file = (rows: readonly string[]) => `${rows.join('\n')}\n`

describe('rules of an import', () => {
  let test: LedgerTest
  beforeAll(async () => {
    test = await createLedgerTest()
  })
  beforeEach(async () => {
    await test.program.database.superuser.query(
      'truncate mainstay.invoice_line, mainstay.account, mainstay.product, mainstay.ledger_change, mainstay.import, mainstay.exchange_rate, mainstay.import_mapping, mainstay.ledger_dirty_month cascade',
    )
  })
  afterAll(() => test?.program.stop())

  it('puts subsidiaries under the top of their group, whatever the order of the rows', async () => {
    await test.load({
      'c.csv': customers
        .split('\n')
        .reverse()
        .slice(1, -1)
        .reduce((text, row) => `${text}${row}\n`, 'customer_code,customer_name,parent_code,rating\n'),
    })
    const rows = await test.rows(
      'select a.code, g.code as top, a.attributes from mainstay.account a join mainstay.account g on g.id = a.group_id order by a.code',
    )
    expect(rows).toEqual([
      { code: 'C1', top: 'C1', attributes: { rating: 'A' } },
      { code: 'C2', top: 'C1', attributes: { rating: 'B' } },
      { code: 'C3', top: 'C1', attributes: {} },
    ])
  })

  it('rejects circles of parents, also those that stored customers would close, and parents nobody knows', async () => {
    await test.load({ 'c.csv': customers })
    const { report } = await test.load({
      'd.csv':
        'customer_code,customer_name,parent_code\nC1,Alpha,C3\nC4,Delta,C4\nC5,Epsilon,C9\nC6,Zeta,C5\nC7,Eta,C2\n',
    })
    expect(report.files[0]).toMatchObject({ rows: 5, inserted: 1, updated: 0, unchanged: 0, rejected: 4 })
    const rejects = await readFile(report.files[0]?.rejectsFile ?? '', 'utf8')
    expect(rejects).toContain('C1,Alpha,C3,2,parent_code,')
    expect(rejects).toContain('C4,Delta,C4,3,parent_code,')
    expect(rejects).toContain('No customer has the parent code ""C9""')
    expect(rejects).toContain('No customer has the parent code ""C5""')
  })

  it('gives rejected rows back as they were, with line, column, reason and remedy, and takes the corrected file', async () => {
    await test.load({ 'c.csv': customers })
    const rows = [
      ...lines,
      '1003,1,2026-02-30,C1,1,5,,5,,USD',
      '1004,1,2026-02-03,C9,1,5,,5,,USD',
      '1005,1,2026-02-03,C1,1,x5,,=5+5,,US',
      '1006,1,2026-02-03',
    ]
    const { report } = await test.load({ 'l.csv': file(rows) })
    expect(report.files[0]).toMatchObject({ rows: 7, inserted: 3, rejected: 4 })
    const text = await readFile(report.files[0]?.rejectsFile ?? '', 'utf8')
    const rejects = text.replace('\ufeff', '').trim().split('\r\n')
    expect(rejects[0]).toBe(`${lines[0]},rejected_line,rejected_column,rejected_reason,rejected_remedy`)
    expect(rejects[1]).toContain('1003,1,2026-02-30,C1,1,5,,5,,USD,5,invoice_date,')
    expect(rejects[2]).toContain('1004,1,2026-02-03,C9,1,5,,5,,USD,6,customer_code,')
    expect(rejects[3]).toContain("'=5+5")
    expect(rejects[3]).toContain('unit_price; net_amount; currency')
    expect(rejects[4]).toContain('1006,1,2026-02-03,')
    const corrected = text
      .replace('2026-02-30', '2026-02-28')
      .replace(',C9,', ',C3,')
      .replace("x5,,'=5+5,,US,", '5,,10,,USD,')
      .replace('1006,1,2026-02-03,,,', '1006,1,2026-02-03,C1,,')
    const second = await test.load({ 'l2.csv': corrected })
    expect(second.failures).toEqual([])
    expect(second.report.files[0]).toMatchObject({ rows: 4, inserted: 3, rejected: 1 })
  })

  it('leaves a cost nobody knows unknown, and computes a missing net amount exactly', async () => {
    await test.load({ 'c.csv': customers })
    const { report } = await test.load({
      'l.csv':
        'invoice_no,line_no,invoice_date,customer_code,quantity,unit_price,discount_amount\n1,1,2026-01-01,C1,3,0.1,0.05\n1,2,2026-01-01,C1,3,,\n',
    })
    expect(report.files[0]).toMatchObject({ inserted: 1, rejected: 1 })
    expect(report.totals).toEqual([{ currency: 'USD', lines: 1, net: '0.25' }])
    expect(await test.rows('select net_amount, cost_amount from mainstay.invoice_line')).toEqual([
      { net_amount: '0.25', cost_amount: null },
    ])
  })

  it.each([
    ['an empty ledger', false],
    ['a ledger with lines', true],
  ])(
    'takes the same line twice once, and rejects a different one under the same number, in %s',
    async (_name, isFilled) => {
      await test.load({ 'c.csv': customers })
      if (isFilled) await test.load({ 'first.csv': file([lines[0] ?? '', '900,1,2025-01-01,C1,1,1,,1,,USD']) })
      const { report } = await test.load({
        'l.csv': file([...lines, lines[1] ?? '', '1002,1,2026-02-03,C2,-1,5,,-6,-3,USD']),
      })
      expect(report.files[0]).toMatchObject({ rows: 5, inserted: 3, unchanged: 1, rejected: 1 })
      expect(await readFile(report.files[0]?.rejectsFile ?? '', 'utf8')).toContain('(first in line 4)')
      expect(report.totals).toEqual([{ currency: 'USD', lines: 3, net: '20' }])
    },
  )

  it('asks which comes first where days and months could change places, and rejects such rows until then', async () => {
    await test.load({ 'c.csv': customers })
    const { report } = await test.load({
      'l.csv': 'invoice_no,line_no,invoice_date,customer_code,net_amount\n1,1,03/04/2026,C1,5\n2,1,05/05/2026,C1,5\n',
    })
    expect(report.files[0]).toMatchObject({ inserted: 1, rejected: 1 })
    expect(await test.rows('select invoice_date::text from mainstay.invoice_line')).toEqual([
      { invoice_date: '2026-05-05' },
    ])
  })

  it('marks the months an import touches, and everything when rates change', async () => {
    await test.load({ 'c.csv': customers })
    await test.load({ 'l.csv': file(lines) })
    await test.program.database.superuser.query('delete from mainstay.ledger_dirty_month')
    await test.load({ 'l.csv': file([lines[0] ?? '', '1001,2,2026-03-15,C2,1,5,,5,,USD']) })
    const pairs = await test.rows(
      'select a.code, d.month::text from mainstay.ledger_dirty_month d join mainstay.account a on a.id = d.account_id order by 1',
    )
    expect(pairs).toEqual([
      { code: 'C1', month: '2026-01-01' },
      { code: 'C2', month: '2026-03-01' },
    ])
    await test.load({ 'fx.csv': 'rate_date,currency,rate\n2026-01-01,EUR,1.08\n' })
    expect(await test.rows('select 1 from mainstay.ledger_dirty_month d where d.account_id is null')).toHaveLength(1)
  })

  it('undoes an import but keeps what was changed since or is in use', async () => {
    const first = await test.load({ 'c.csv': customers, 'l.csv': file(lines) })
    const before = await ledgerChecksum(test)
    const second = await test.load({
      'c.csv': 'customer_code,customer_name,parent_code\nC1,Alpha AG,\nC8,New,C1\nC9,Unused,\n',
      'l.csv': file([
        lines[0] ?? '',
        '1001,1,2026-01-15,C1,2,10.5,1,30,12,USD',
        '1009,1,2026-01-15,C8,2,10,,20,12,USD',
      ]),
    })
    const third = await test.load({ 'l.csv': file([lines[0] ?? '', '1009,1,2026-01-15,C8,2,10,,21,12,USD']) })
    const undo = async (id: string) => {
      await test.program.call(test.owner, 'POST', test.api(`imports/${id}/undo`), {})
      await test.program.runJobs()
      return (await test.program.call(test.owner, 'GET', test.api(`imports/${id}`))).body
    }
    expect((await undo(second.importId)).undo).toEqual({ restored: 2, removed: 1, kept: 2 })
    expect(await test.rows("select name from mainstay.account where code in ('C1', 'C8', 'C9') order by code")).toEqual(
      [{ name: 'Alpha' }, { name: 'New' }],
    )
    expect((await undo(third.importId)).undo).toMatchObject({ restored: 1 })
    expect(before).not.toBe('')
    const again = await test.program.call(test.owner, 'POST', test.api(`imports/${second.importId}/undo`), {})
    expect(again).toMatchObject({ status: 409, body: { code: 'ledger/nothing-to-undo' } })
    expect((await undo(first.importId)).status).toBe('undone')
  })

  it('takes cost rates, counts and wallets, and rejects what contradicts itself', async () => {
    const { report } = await test.load({
      'customers.csv': customers,
      'rates.csv':
        'activity_code,activity_name,pool_code,unit_minutes,month_from,capacity_cost,practical_minutes\nORDER,Order,DESK,8,2026-01,1000,5000\nCALL,Call,DESK,4,2026-01,1000,5000\nTRIP,Trip,DESK,90,2026-01,1200,5000\n',
      'counts.csv':
        'customer_code,activity_code,month,quantity\nC1,ORDER,2026-01,5\nC1,CALL,2026-01,-1\nC1,DANCE,2026-01,1\nC2,ORDER,2026-02,3\n',
      'wallets.csv':
        'customer_code,year,low,base,high,source,estimate_date\nC1,2026,10,20,30,guess,2026-01-05\nC1,2026,11,21,31,customer,2026-02-05\nC2,2026,50,20,30,guess,2026-01-05\n',
    })
    const by = Object.fromEntries(report.files.map((one) => [one.kind, one]))
    expect(by.cost_rates).toMatchObject({ inserted: 2, rejected: 1 })
    expect(by.activity_counts).toMatchObject({ inserted: 2, rejected: 2 })
    expect(by.wallet_estimates).toMatchObject({ inserted: 1, unchanged: 1, rejected: 1 })
    expect(await test.rows('select base, source from mainstay.wallet_estimate')).toEqual([
      { base: '21', source: 'customer' },
    ])
  })

  it('loads the sample company without a rejected row', async () => {
    const euro = await createLedgerTest('EUR')
    try {
      const started = await euro.program.call(euro.owner, 'POST', euro.api('sample'), {})
      expect(started.status).toBe(202)
      await euro.program.runJobs()
      const { body } = await euro.program.call(euro.owner, 'GET', euro.api(`imports/${started.body.id}`))
      expect(body).toMatchObject({ status: 'applied', rejected: 0 })
      expect(body.files.map((one: { kind: string }) => one.kind).sort()).toEqual([
        'activity_counts',
        'cost_rates',
        'customers',
        'exchange_rates',
        'invoice_lines',
        'products',
        'wallet_estimates',
      ])
    } finally {
      await euro.program.stop()
    }
  })
})
