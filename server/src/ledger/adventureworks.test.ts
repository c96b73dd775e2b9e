import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adventureWorks, createLedgerTest, hasSharedData, type LedgerTest } from './fixtures.ts'

describe.skipIf(!hasSharedData)('the AdventureWorks ledger (skipped where its files are absent)', () => {
  let test: LedgerTest
  beforeAll(async () => {
    test = await createLedgerTest()
  })
  afterAll(() => test?.program.stop())

  it('is told in full by a dry run that writes nothing', async () => {
    const { report, failures } = await test.loadPaths([adventureWorks], { dryRun: true })
    expect(failures).toEqual([])
    expect(report.files.map(({ kind, rows, inserted, rejected }) => [kind, rows, inserted, rejected])).toEqual(
      expect.arrayContaining([
        ['customers', 701, 701, 0],
        ['products', 334, 334, 0],
        ['invoice_lines', 60_855, 60_855, 0],
      ]),
    )
    expect(await test.rows('select 1 from mainstay.invoice_line limit 1')).toEqual([])
    expect(await test.rows('select 1 from mainstay.account limit 1')).toEqual([])
  })

  it('goes in without a rejected line, with its control totals to the cent', async () => {
    const { report, failures, warnings } = await test.loadPaths([adventureWorks])
    expect(failures).toEqual([])
    expect(warnings).toEqual([])
    const lines = report.files.find((file) => file.kind === 'invoice_lines')
    expect(lines).toMatchObject({
      rows: 60_855,
      inserted: 60_855,
      updated: 0,
      unchanged: 0,
      rejected: 0,
      rejectsFile: null,
    })
    const totals = Object.fromEntries(report.totals.map((total) => [total.currency, Number(total.net).toFixed(2)]))
    expect(totals).toEqual({
      USD: '57724791.47',
      CAD: '14377925.60',
      GBP: '4279008.83',
      EUR: '2474535.71',
      AUD: '1594335.38',
    })
    expect(report.totals.reduce((sum, total) => sum + total.lines, 0)).toBe(60_855)
    const [bought] = await test.rows<{ count: string }>('select count(distinct account_id) from mainstay.invoice_line')
    expect(bought?.count).toBe('635')
  })

  it('adds up to 76,494,758.25 USD at the rates of the day', async () => {
    const actor = await test.program.actor('acme', test.owner)
    const reply = await test.program.call(test.owner, 'GET', test.api('invoice-lines?limit=1'))
    expect(actor.reportingCurrency).toBe('USD')
    expect(reply.body.total).toBe(60_855)
    expect(Number(reply.body.sums.net).toFixed(2)).toBe('76494758.25')
    expect(Number(reply.body.sums.margin).toFixed(2)).toBe('477092.82')
  })

  it('changes nothing when it comes again', async () => {
    const before = await test.rows('select revision from mainstay.ledger_state')
    const { report } = await test.loadPaths([adventureWorks])
    for (const file of report.files)
      expect(file).toMatchObject({ inserted: 0, updated: 0, rejected: 0, unchanged: file.rows })
    expect(await test.rows('select revision from mainstay.ledger_state')).toEqual(before)
    expect(await test.rows('select 1 from mainstay.ledger_change')).toEqual([])
  })

  it('keeps the customer columns nobody asked for as attributes', async () => {
    const [row] = await test.rows<{ attributes: unknown; annual_sales_currency: string }>(
      "select attributes, annual_sales_currency from mainstay.account where code = 'AW00000001'",
    )
    expect(row).toEqual({ attributes: { phone: '245-555-0173' }, annual_sales_currency: 'USD' })
  })

  it('restates a changed line with its history, and takes that back', async () => {
    const changed = join(test.program.filesFolder, 'changed')
    await cp(adventureWorks, changed, { recursive: true })
    const path = join(changed, 'invoice_lines.csv')
    const text = await readFile(path, 'utf8')
    const other = text.replace('2024.9940,1898.0944', '2000,1898.0944')
    expect(other).not.toBe(text)
    await writeFile(`${path}.new.csv`, other)
    const { report, importId } = await test.loadPaths([`${path}.new.csv`])
    expect(report.files[0]).toMatchObject({ inserted: 0, updated: 1, unchanged: 60_854 })
    const history = await test.program.call(test.owner, 'GET', test.api('invoice-lines/SO43659/1/history'))
    expect(history.body.versions).toMatchObject([{ net: '2024.9940', cost: '1898.0944' }])
    const asked = await test.program.call(test.owner, 'POST', test.api(`imports/${importId}/undo`), {})
    expect(asked.status).toBe(202)
    await test.program.runJobs()
    const after = await test.program.call(test.owner, 'GET', test.api(`imports/${importId}`))
    expect(after.body).toMatchObject({ status: 'undone', undo: { restored: 1, removed: 0, kept: 0 } })
    const [line] = await test.rows<{ net_amount: string }>(
      "select net_amount from mainstay.invoice_line where invoice_no = 'SO43659' and line_no = '1'",
    )
    expect(line?.net_amount).toBe('2024.9940')
  })
})
