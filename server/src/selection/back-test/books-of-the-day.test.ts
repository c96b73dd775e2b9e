import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestProgram } from '../../../test/program.ts'
import { importPaths } from '../../ledger/index.ts'
import { readResult } from '../runs/run-store.ts'
import { AS_OF, aPast, type PastHouse, recount } from './fixtures.ts'
import type { StoredBackTest } from './stored-back-test.ts'

let program: TestProgram
beforeAll(async () => {
  program = await createTestProgram()
}, 60_000)
afterAll(() => program.stop())

async function ask(house: PastHouse): Promise<StoredBackTest> {
  const path = `/api/workspaces/${house.slug}/selection/back-tests`
  const { body } = await program.call(house.lead, 'POST', path, { asOf: AS_OF, months: 12, places: 20 })
  await program.runJobs()
  const actor = await program.actor(house.slug, house.lead)
  return program.program.useCases.read(actor, (scope) => readResult<StoredBackTest>(scope, 'back_test', body.id))
}

/** What the picks rest on, without what became of them and without what is said about the books. */
function choice({ accounts, chosen, tests }: StoredBackTest) {
  return {
    chosen,
    picked: accounts.map(({ id, roles, isLargest, isChosen }) => ({ id, roles, isLargest, isChosen })),
    candidates: tests.map(({ candidates }) => candidates),
  }
}

const NOTHING = { movedCompanies: 0, correctedLines: 0, correctedCounts: 0 }

/** A house whose customers have been in the books since 2022, with a wallet, calls and a decision on them. */
async function anOldHouse(slug: string) {
  const house = await aPast(program, slug)
  const { superuser } = program.database
  const w = house.workspaceId
  const run = (text: string, values: readonly unknown[] = []) => superuser.query(text, [w, ...values])
  await run(`update mainstay.account set created_at = '2022-01-01' where workspace_id = $1`)
  await run(
    `insert into mainstay.wallet_estimate (workspace_id, account_id, year, base, currency, estimated_on)
     select $1, a.id, 2023, substr(a.code, 2)::integer * 9000, 'USD', '2023-05-01' from mainstay.account a where a.workspace_id = $1`,
  )
  await run(
    `insert into mainstay.cost_rate (workspace_id, activity_code, month_from, activity_name, pool_code, pool_name, unit_minutes, capacity_cost, practical_minutes, currency)
     values ($1, 'CALL', '2022-01-01', 'Calls', 'SALES', 'Sales', 10, 1000, 1000, 'USD')`,
  )
  await run(
    `insert into mainstay.activity_count (workspace_id, account_id, activity_code, month, quantity)
     select $1, a.id, 'CALL', '2023-05-01', 5 from mainstay.account a where a.workspace_id = $1`,
  )
  await run(
    `insert into mainstay.judgement (workspace_id, account_id, criterion_key, score, person_id, person_name, judged_on)
     values ($1, $2, 'strategic_fit', 5, 'p', 'P', '2023-05-01')`,
    [house.accounts.get('C60')],
  )
  await run(
    `insert into mainstay.tier_decision (workspace_id, account_id, tier, previous_tier, reason, decider_id, decider_name, effective_date, decided_at)
     values ($1, $2, 'A', 'out', 'Because of the test', 'p', 'P', '2023-03-01', '2023-03-01T10:00:00Z')`,
    [house.accounts.get('C59')],
  )
  await recount(program, w)
  return { ...house, run }
}

type OldHouse = Awaited<ReturnType<typeof anOldHouse>>

const LINES = 'invoice_no,line_no,invoice_date,customer_code,currency,net_amount,cost_amount'

/** Corrects the past by real imports: lines, counts, wallets and parents of last year. */
async function correct(house: OldHouse): Promise<void> {
  const files = {
    'lines.csv': [
      LINES,
      'IC1202311,1,2023-11-15,C1,USD,5000000,1',
      'IC60202310,1,2023-10-15,C59,USD,1,1',
      'IC58202312,1,2024-01-15,C58,USD,23200,1',
    ],
    'counts.csv': ['customer_code,activity_code,month,quantity', 'C57,CALL,2023-05,90000'],
    'wallets.csv': [
      'customer_code,period_year,base,currency,estimate_date',
      'C56,2023,1,USD,2023-06-01',
      'C55,2023,99999999,USD,2024-06-01',
    ],
    'customers.csv': [
      'customer_code,customer_name,parent_code',
      'C60,Company 60,C2',
      'C59,Company 59,C2',
      'C4,Company 4,C3',
    ],
  }
  await importFiles(house, files)
}

async function importFiles(house: OldHouse, files: Readonly<Record<string, readonly string[]>>): Promise<void> {
  const paths: string[] = []
  for (const [name, rows] of Object.entries(files)) {
    const path = join(program.filesFolder, name)
    await writeFile(path, `${rows.join('\n')}\n`)
    paths.push(path)
  }
  const owner = await program.createPerson(house.slug, { role: 'owner' })
  const result = await importPaths({
    context: program.program.context,
    actor: await program.actor(house.slug, owner),
    paths,
    dryRun: false,
    rejectsFolder: program.filesFolder,
  })
  expect(JSON.stringify(result)).not.toContain('"rejected":1')
  await recount(program, house.workspaceId)
}

describe('the books of the day', () => {
  it('are what picks rest on: nothing corrected later changes them', async () => {
    const house = await anOldHouse('corrected')
    const before = await ask(house)
    expect(before.booksChange).toEqual(NOTHING)
    await correct(house)
    const after = await ask(house)
    expect(after.booksChange).toEqual({ movedCompanies: 3, correctedLines: 3, correctedCounts: 1 })
    expect(choice(after)).toEqual(choice(before))
    const own = (answer: StoredBackTest, code: string) =>
      answer.accounts.find(({ id }) => id === house.accounts.get(code))
    // What became of them is told as it is known today, over the same companies as then.
    expect(own(after, 'C54')?.amounts).toEqual(own(before, 'C54')?.amounts)
    expect(own(after, 'C60')?.amounts.net_revenue).toEqual([60 * 100 * 2 * 11, 60 * 100 * 4 * 12])
  }, 90_000)

  it('are otherwise when the same corrections were made by the day', async () => {
    const house = await anOldHouse('in-time')
    const before = await ask(house)
    await correct(house)
    await house.run(`update mainstay.ledger_change set changed_at = '2023-12-20T23:00:00Z' where workspace_id = $1`)
    await house.run(`update mainstay.import set applied_at = '2023-12-20T23:00:00Z' where workspace_id = $1`)
    await house.run(
      `update mainstay.account_parent_period set valid_from = '2023-12-20' where workspace_id = $1 and valid_from > '2023-12-20'`,
    )
    await recount(program, house.workspaceId)
    const after = await ask(house)
    expect(after.booksChange).toEqual(NOTHING)
    expect(choice(after)).not.toEqual(choice(before))
    const ids = after.accounts.filter(({ isLargest }) => isLargest).map(({ id }) => id)
    expect(ids).toContain(house.accounts.get('C1'))
    expect(ids).toContain(house.accounts.get('C2'))
    expect(after.accounts.map(({ id }) => id)).not.toContain(house.accounts.get('C60'))
    expect(after.accounts.find(({ isChosen }) => isChosen)?.id).toBe(house.accounts.get('C2'))
  }, 90_000)

  it('hold what came in after the day as it first stood, but for slips mended on the day it came in', async () => {
    const house = await anOldHouse('late')
    await correct(house)
    const books = async () => (await ask(house)).booksChange?.correctedLines
    expect(await books()).toBe(3)
    // The same lines, had they come in by an import of today and been corrected on the same day.
    await house.run(
      `update mainstay.ledger_change c set before = c.before || jsonb_build_object('import_number', c.import_number) where c.workspace_id = $1 and c.kind = 'invoice_lines'`,
    )
    expect(await books()).toBe(0)
    await house.run(
      `update mainstay.ledger_change set changed_at = changed_at + interval '2 days' where workspace_id = $1 and kind = 'invoice_lines'`,
    )
    expect(await books()).toBe(3)
  }, 90_000)

  it('do not know a line of the following year that was dated back', async () => {
    const house = await anOldHouse('dated-back')
    await importFiles(house, { 'first.csv': [LINES, 'IX1,1,2024-01-15,C1,USD,9000000,1'] })
    const before = await ask(house)
    await importFiles(house, { 'second.csv': [LINES, 'IX1,1,2023-12-15,C1,USD,9000000,1'] })
    await house.run(
      `update mainstay.import set applied_at = '2023-12-01T10:00:00Z' where workspace_id = $1 and number = 1`,
    )
    const after = await ask(house)
    expect(after.booksChange).toEqual({ ...NOTHING, correctedLines: 1 })
    expect(choice(after)).toEqual(choice(before))
  }, 90_000)

  it('do not know the rest of the month of the day, whatever was moved out of it later', async () => {
    const house = await anOldHouse('rest-of-month')
    const before = await ask(house)
    await importFiles(house, { 'first.csv': [LINES, 'IX1,1,2023-12-25,C1,USD,9000000,1'] })
    await house.run(`update mainstay.import set applied_at = '2023-12-01T10:00:00Z' where workspace_id = $1`)
    await importFiles(house, {
      'second.csv': [LINES, 'IX1,1,2025-12-25,C1,USD,9000000,1', 'IC60202310,1,2023-10-15,C60,USD,1,1'],
    })
    const after = await ask(house)
    expect(after.booksChange).toEqual({ ...NOTHING, correctedLines: 1 })
    expect(choice(after)).toEqual(choice(before))
  }, 90_000)
})
