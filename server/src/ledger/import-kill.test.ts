import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLedgerTest, type LedgerTest, ledgerChecksum } from './fixtures.ts'

const LINES = 40_000
const KILLS = 6

function files() {
  let customers = 'customer_code,customer_name,parent_code\n'
  for (let index = 0; index < 500; index += 1)
    customers += `K${index},Customer ${index},${index % 5 ? `K${index - (index % 5)}` : ''}\n`
  let lines = 'invoice_no,line_no,invoice_date,customer_code,quantity,unit_price,net_amount,cost_amount\n'
  for (let index = 0; index < LINES; index += 1) {
    const customer = index % 97 === 0 ? 'NOBODY' : `K${index % 500}`
    lines += `${10_000 + Math.floor(index / 4)},${index % 4},2026-0${1 + (index % 9)}-1${index % 9},${customer},${index % 7},2.5,${((index % 7) * 2.5).toFixed(2)},1.25\n`
  }
  return { 'customers.csv': customers, 'lines.csv': lines }
}

/** Starts the import in another process and kills it after so many milliseconds; says whether it had ended before. */
async function runAndKill(test: LedgerTest, importId: string, milliseconds: number | null): Promise<string> {
  const child = spawn(process.execPath, [
    join(import.meta.dirname, 'kill-runner.fixture.ts'),
    test.program.database.applicationUrl,
    test.program.filesFolder,
    String(test.workspaceId),
    importId,
  ])
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk
  })
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk
  })
  while (!said.includes('ready') && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5))
  if (milliseconds !== null) setTimeout(() => child.kill('SIGKILL'), milliseconds)
  await once(child, 'exit')
  return said
}

describe('an import whose process is killed', () => {
  let whole: LedgerTest
  let killed: LedgerTest
  beforeAll(async () => {
    whole = await createLedgerTest()
    killed = await createLedgerTest()
  })
  afterAll(async () => {
    await whole?.program.stop()
    await killed?.program.stop()
  })

  it('leaves nothing half done at any moment, and gives the same ledger when it is run again', async () => {
    const prepare = async (test: LedgerTest) => {
      const detail = await test.upload(files())
      await test.program.call(test.owner, 'POST', test.api(`imports/${detail.id}/application`), {})
      return detail.id
    }
    const wholeId = await prepare(whole)
    const started = performance.now()
    expect(await runAndKill(whole, wholeId, null)).toContain('done')
    const duration = performance.now() - started
    const expected = await ledgerChecksum(whole)

    const id = await prepare(killed)
    for (let round = 0; round < KILLS; round += 1) {
      const moment = Math.round((duration * (round + Math.random())) / (KILLS + 2))
      const said = await runAndKill(killed, id, moment)
      const [found] = await killed.rows<{ lines: string; status: string; rejects: string }>(
        'select (select count(*) from mainstay.invoice_line) as lines, (select count(*) from mainstay.import_rejected_row) as rejects, i.status from mainstay.import i',
      )
      if (!said.includes('done') && found?.status === 'applying')
        expect(found).toMatchObject({ lines: '0', rejects: '0' })
    }
    expect(await runAndKill(killed, id, null)).toContain('done')
    expect(await ledgerChecksum(killed)).toBe(expected)
    const report = async (test: LedgerTest, importId: string) => {
      const { body } = await test.program.call(test.owner, 'GET', test.api(`imports/${importId}`))
      return {
        status: body.status,
        totals: body.totals,
        files: body.files.map(
          (file: { kind: string; result: { rows: number; inserted: number; rejected: number } }) => [
            file.kind,
            file.result.rows,
            file.result.inserted,
            file.result.rejected,
          ],
        ),
      }
    }
    expect(await report(killed, id)).toEqual(await report(whole, wholeId))
    expect(await killed.rows('select count(*) from mainstay.import_rejected_row')).toEqual(
      await whole.rows('select count(*) from mainstay.import_rejected_row'),
    )
  }, 240_000)

  it('is taken up again by whoever looks for silent imports', async () => {
    const detail = await killed.upload({ 'late.csv': 'customer_code,customer_name\nLATE,Late\n' })
    await killed.program.call(killed.owner, 'POST', killed.api(`imports/${detail.id}/application`), {})
    const waiting = killed.program.jobs
    expect(waiting).toBeDefined()
    await killed.program.database.superuser.query(
      "update mainstay.import set heartbeat_at = now() - interval '2 minutes' where status = 'applying'",
    )
    const { recoverImports } = await import('./recover-imports.ts')
    expect(await recoverImports(killed.program.program.context)).toBe(1)
    await killed.program.runJobs()
    expect((await killed.program.call(killed.owner, 'GET', killed.api(`imports/${detail.id}`))).body.status).toBe(
      'applied',
    )
  })
})

describe('a short import', () => {
  it('that is called off before it has heard of it leaves nothing behind either', async () => {
    const test = await createLedgerTest()
    try {
      const detail = await test.upload({ 'c.csv': 'customer_code,customer_name\nC1,Alpha\n' })
      await test.program.call(test.owner, 'POST', test.api(`imports/${detail.id}/application`), {})
      const asked = await test.program.call(test.owner, 'POST', test.api(`imports/${detail.id}/cancellation`), {})
      expect(asked.status).toBe(200)
      await test.program.runJobs()
      expect((await test.program.call(test.owner, 'GET', test.api(`imports/${detail.id}`))).body.status).toBe(
        'cancelled',
      )
      expect(await test.rows('select 1 from mainstay.account')).toEqual([])
    } finally {
      await test.program.stop()
    }
  })
})

describe('a long import', () => {
  it('is called off while it runs, and nothing of it stays', async () => {
    const test = await createLedgerTest()
    try {
      let lines = 'invoice_no,line_no,invoice_date,customer_code,net_amount\n'
      for (let index = 0; index < 400_000; index += 1) lines += `${index},1,2026-01-01,C1,1\n`
      const detail = await test.upload({ 'c.csv': 'customer_code,customer_name\nC1,Alpha\n', 'l.csv': lines })
      await test.program.call(test.owner, 'POST', test.api(`imports/${detail.id}/application`), {})
      const running = test.program.runJobs()
      await new Promise((resolve) => setTimeout(resolve, 300))
      expect(
        (await test.program.call(test.owner, 'POST', test.api(`imports/${detail.id}/cancellation`), {})).status,
      ).toBe(200)
      await running
      const { body } = await test.program.call(test.owner, 'GET', test.api(`imports/${detail.id}`))
      expect(body.status).toBe('cancelled')
      expect(await test.rows('select 1 from mainstay.account')).toEqual([])
      expect(await test.rows('select 1 from mainstay.invoice_line')).toEqual([])
    } finally {
      await test.program.stop()
    }
  })
})
