import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLedgerTest, type LedgerTest, ledgerChecksum } from './fixtures.ts'

const ROWS = 48_000
const HEADER =
  'invoice_no,line_no,invoice_date,customer_code,product_code,quantity,unit_price,net_amount,cost_amount,currency'
const customers = `customer_code,customer_name\n${Array.from({ length: 60 }, (_, index) => `K${index},Customer ${index}\n`).join('')}"K\\n",Backslash\n`
const products = 'product_code,product_name,product_line\nP1,One,Left\nP2,Two,Right\n'

type Fault = 'unknown customer' | 'unknown product' | 'no date'

function rowsOf(faults: ReadonlyMap<number, Fault> = new Map()): string[] {
  return Array.from({ length: ROWS }, (_, index) => {
    const fault = faults.get(index)
    const customer = fault === 'unknown customer' ? 'NOBODY' : index % 61 === 60 ? 'K\\n' : ` K${index % 60} `
    const product = fault === 'unknown product' ? 'P9' : ['P1', 'P2', ''][index % 3]
    const date = fault === 'no date' ? '2026-02-30' : `2026-0${1 + (index % 9)}-1${index % 9}`
    return `${100_000 + Math.floor(index / 4)},${index % 4},${date},${customer},${product},${index % 7},2.5,${((index % 7) * 2.5).toFixed(2)},${index % 5 ? '1.25' : ''},${index % 4 ? 'USD' : ''}`
  })
}

const file = (rows: readonly string[]) => `${HEADER}\n${rows.join('\n')}\n`

/** The same rows in files so small that they go in part by part. */
function inPieces(rows: readonly string[]): Record<string, string> {
  const size = rows.length / 4
  return Object.fromEntries(
    [0, 1, 2, 3].map((piece) => [`lines-${piece}.csv`, file(rows.slice(piece * size, (piece + 1) * size))]),
  )
}

const OWN = `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
  where i.inhparent = 'mainstay.invoice_line'::regclass and c.relname <> 'invoice_line_shared'`

describe('a large first file of invoice lines', () => {
  let whole: LedgerTest
  let pieces: LedgerTest
  beforeAll(async () => {
    whole = await createLedgerTest()
    pieces = await createLedgerTest()
    for (const test of [whole, pieces]) await test.load({ 'customers.csv': customers, 'products.csv': products })
  })
  afterAll(async () => {
    await whole?.program.stop()
    await pieces?.program.stop()
  })

  it('gives the ledger, totals and rejected rows that small files give, in a table of its own', async () => {
    const rows = rowsOf(
      new Map([
        [0, 'unknown customer'],
        [20_000, 'unknown product'],
        [40_001, 'no date'],
      ]),
    )
    const large = await whole.load({ 'lines.csv': file(rows) })
    const small = await pieces.load(inPieces(rows))
    expect(large.report.files[0]).toMatchObject({ rows: ROWS, inserted: ROWS - 3, rejected: 3, unchanged: 0 })
    expect(large.report.totals).toEqual(small.report.totals)
    expect(await ledgerChecksum(whole)).toBe(await ledgerChecksum(pieces))
    const codes =
      "select r.faults -> 0 ->> 'code' as code, r.faults -> 0 ->> 'value' as value from mainstay.import_rejected_row r order by 1"
    expect(await whole.rows(codes)).toEqual(await pieces.rows(codes))
    const rejects = await readFile(large.report.files[0]?.rejectsFile ?? '', 'utf8')
    expect(rejects).toContain('No customer has the code ""NOBODY""')
    expect(await whole.rows(OWN)).toEqual([{ name: `invoice_line_w${whole.workspaceId}` }])
    expect(await pieces.rows(OWN)).toEqual([])
  })

  it('goes on as any other: the same file changes nothing, a correction is remembered and taken back', async () => {
    const before = await ledgerChecksum(whole)
    const again = await whole.load({ 'lines.csv': file(rowsOf()) })
    expect(again.report.files[0]).toMatchObject({ inserted: 3, updated: 0, unchanged: ROWS - 3 })
    const [first = ''] = rowsOf()
    const corrected = await whole.load({ 'more.csv': file([first.replace(',0.00,', ',7.00,')]) })
    expect(corrected.report.files[0]).toMatchObject({ inserted: 0, updated: 1 })
    for (const importId of [corrected.importId, again.importId]) {
      await whole.program.call(whole.owner, 'POST', whole.api(`imports/${importId}/undo`), {})
      await whole.program.runJobs()
    }
    expect(await ledgerChecksum(whole)).toBe(before)
  })

  it('cannot be read past the rules of the ledger', async () => {
    const { pool } = whole.program.database
    const client = await pool.connect()
    try {
      const own = `mainstay.invoice_line_w${whole.workspaceId}`
      await client.query('begin')
      await client.query(
        "select set_config('mainstay.workspace_id', $1, true), set_config('mainstay.visibility', 'all', true)",
        [String(whole.workspaceId + 1)],
      )
      expect((await client.query('select 1 from mainstay.invoice_line')).rowCount).toBe(0)
      const direct = await client.query(`select 1 from ${own}`).then(({ rowCount }) => rowCount, String)
      expect(direct).toContain('permission denied')
    } finally {
      await client.query('rollback')
      client.release()
    }
  })
})

describe('a large first file that only a look at all its rows can judge', () => {
  let test: LedgerTest
  const load = (rows: readonly string[]) => test.load({ 'lines.csv': file(rows) })
  beforeAll(async () => {
    test = await createLedgerTest()
    await test.load({ 'customers.csv': customers, 'products.csv': products })
  })
  afterAll(() => test?.program.stop())

  it('has lines without a net amount computed, and a key that stands in it twice rejected', async () => {
    const rows = rowsOf()
    const [first = '', second = ''] = rows
    rows[1] = second.replace(/,2\.5,2\.50,/, ',2.5,,')
    const { report } = await load([...rows, first.replace(',0.00,', ',9.00,')])
    expect(report.files[0]).toMatchObject({ rows: ROWS + 1, inserted: ROWS, rejected: 1 })
    expect(
      await test.rows(
        "select l.net_amount::text as net from mainstay.invoice_line l where l.invoice_no = '100000' and l.line_no = '1'",
      ),
    ).toEqual([{ net: '2.5' }])
    expect(await test.rows(OWN)).toEqual([])
  })

  it('does not wait for somebody who works in the shared table', async () => {
    await test.program.database.superuser.query('truncate mainstay.invoice_line, mainstay.ledger_change')
    const other = await test.program.database.superuser.connect()
    try {
      await other.query('begin')
      await other.query('lock table mainstay.invoice_line_shared in row exclusive mode')
      const { report } = await load(rowsOf())
      expect(report.files[0]).toMatchObject({ inserted: ROWS, rejected: 0 })
      expect(await test.rows(OWN)).toEqual([])
    } finally {
      await other.query('rollback')
      other.release()
    }
  })
})
