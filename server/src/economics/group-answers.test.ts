import { seededRandom } from '@mainstay/domain/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestProgram } from '../../test/program.ts'
import { type LineFact, smallLedger } from './fixtures.ts'
import { refreshEconomics } from './index.ts'

let program: TestProgram

beforeAll(async () => {
  program = await createTestProgram()
})
afterAll(() => program?.stop())

type Basis = 'company' | 'group'

/** What an answer holds of every account, with its details and its totals, but not which answer it is. */
async function answer(workspaceId: number, basis: Basis): Promise<{ figures: unknown[]; totals: unknown }> {
  const { superuser } = program.database
  const { rows: sets } = await superuser.query(
    'select coalesce(s.figures_of, s.id) as id, s.totals from mainstay.figure_set s where s.workspace_id = $1 and s.basis = $2',
    [workspaceId, basis],
  )
  expect(sets).toHaveLength(1)
  const { rows } = await superuser.query(
    `select to_jsonb(f) - 'figure_set_id' as figure, d.quarters, d.outlook_evidence from mainstay.account_figure f
     left join mainstay.account_figure_detail d on d.workspace_id = f.workspace_id and d.figure_set_id = f.figure_set_id and d.account_id = f.account_id
     where f.workspace_id = $1 and f.figure_set_id = $2 order by f.account_id`,
    [workspaceId, sets[0].id],
  )
  return { figures: rows, totals: sets[0].totals }
}

/** Has the answer by group computed from the facts, as for a question nobody asked before. */
async function recompute(workspaceId: number, slug: string): Promise<void> {
  await program.database.superuser.query(
    "delete from mainstay.figure_set s where s.workspace_id = $1 and s.basis = 'group'",
    [workspaceId],
  )
  const owner = await program.createPerson(slug, { role: 'owner' })
  const reply = await program.call(owner, 'GET', `/api/workspaces/${slug}/portfolio/accounts?basis=group`)
  expect(reply.status).toBe(200)
}

function someLines(accounts: readonly string[]): LineFact[] {
  const random = seededRandom(8)
  const currencies = ['USD', 'EUR', 'JPY']
  return Array.from({ length: 240 }, (_, index) => ({
    account: accounts[Math.floor(random() * accounts.length)] ?? '',
    date: `${2023 + (index % 3)}-${String(1 + (index % 12)).padStart(2, '0')}-1${index % 10}`,
    net: (100 + Math.floor(random() * 90_000)) / 100,
    cost: index % 9 === 0 ? null : Math.floor(random() * 500),
    // Yen are rare and have no rate: some sums must stay unknown.
    currency: currencies[index % 40 === 0 ? 2 : index % 2] ?? 'USD',
    line: ['Frames', 'Wheels', 'Forks'][index % 3] ?? 'Frames',
  }))
}

async function ledgerOf(slug: string, parents: Readonly<Record<string, string>>) {
  const workspaceId = await program.createWorkspace(slug)
  const ledger = smallLedger(program.database.superuser, workspaceId)
  const accounts = ['A', 'B', 'C', 'D', 'E']
  for (const code of accounts) {
    const parent = parents[code]
    await ledger.account(code, parent ? { parent } : {})
  }
  for (let month = 0; month < 36; month++)
    await ledger.rate('EUR', `${2023 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-05`, 1.1)
  await ledger.lines(someLines(accounts.slice(0, 4)))
  await ledger.wallet('A', { year: 2025, base: 90_000, on: '2025-03-01' })
  await ledger.markEverything()
  await refreshEconomics(program.program.context, workspaceId)
  return workspaceId
}

describe('the answers computed in advance', () => {
  it('are the same by company and by group where no company belongs to another', async () => {
    const workspaceId = await ledgerOf('loose', {})
    const byGroup = await answer(workspaceId, 'group')
    expect(byGroup.figures).toHaveLength(5)
    expect(byGroup).toEqual(await answer(workspaceId, 'company'))
    await recompute(workspaceId, 'loose')
    expect(await answer(workspaceId, 'group')).toEqual(byGroup)
  })

  it('lie once while they are the same, follow a new company, and part when one company comes to belong to another', async () => {
    const workspaceId = await ledgerOf('joining', {})
    const { superuser } = program.database
    const kept = async () => {
      const { rows } = await superuser.query<{ figures: number }>(
        'select count(*)::integer as figures from mainstay.account_figure f where f.workspace_id = $1',
        [workspaceId],
      )
      return rows[0]?.figures
    }
    expect(await kept()).toBe(5)
    const owner = await program.createPerson('joining', { role: 'owner' })
    const accounts = '/api/workspaces/joining/accounts'
    const added = await program.call(owner, 'POST', accounts, { code: 'F', name: 'Company F' })
    await program.runJobs()
    expect([(await answer(workspaceId, 'company')).figures.length, await kept()]).toEqual([6, 6])
    expect(await answer(workspaceId, 'group')).toEqual(await answer(workspaceId, 'company'))

    const { rows } = await superuser.query<{ id: string }>(
      "select a.id from mainstay.account a where a.workspace_id = $1 and a.code = 'A'",
      [workspaceId],
    )
    const moved = { parentId: rows[0]?.id ?? '' }
    const reply = await program.call(owner, 'PATCH', `${accounts}/${added.body.id}`, moved, { 'if-match': '"1"' })
    expect(reply.status).toBe(200)
    await program.runJobs()
    expect([(await answer(workspaceId, 'company')).figures.length, await kept()]).toEqual([6, 11])
    expect((await answer(workspaceId, 'group')).figures).toHaveLength(5)
  })

  it('part when a company is created as one of a group', async () => {
    const workspaceId = await ledgerOf('born', {})
    const owner = await program.createPerson('born', { role: 'owner' })
    const { rows } = await program.database.superuser.query<{ id: string }>(
      "select a.id from mainstay.account a where a.workspace_id = $1 and a.code = 'A'",
      [workspaceId],
    )
    const born = { code: 'F', name: 'Company F', parentId: rows[0]?.id ?? '' }
    expect((await program.call(owner, 'POST', '/api/workspaces/born/accounts', born)).status).toBe(201)
    await program.runJobs()
    expect((await answer(workspaceId, 'company')).figures).toHaveLength(6)
    const byGroup = await answer(workspaceId, 'group')
    expect(byGroup.figures).toHaveLength(5)
    await recompute(workspaceId, 'born')
    expect(await answer(workspaceId, 'group')).toEqual(byGroup)
  })

  it('add companies up to their groups as the facts themselves would', async () => {
    const workspaceId = await ledgerOf('knit', { B: 'A', C: 'A' })
    const byGroup = await answer(workspaceId, 'group')
    expect(byGroup.figures).toHaveLength(3)
    expect(byGroup).not.toEqual(await answer(workspaceId, 'company'))
    await recompute(workspaceId, 'knit')
    expect(await answer(workspaceId, 'group')).toEqual(byGroup)
  })

  it('show the last twelve quarters of net revenue, and none where a month of them is unknown', async () => {
    const workspaceId = await program.createWorkspace('quarters')
    const ledger = smallLedger(program.database.superuser, workspaceId)
    for (const code of ['KNOWN', 'UNKNOWN', 'LONG AGO', 'ONCE UNKNOWN']) await ledger.account(code)
    await ledger.lines([
      { account: 'KNOWN', date: '2025-12-05', net: 10 },
      { account: 'KNOWN', date: '2025-10-05', net: 5.5 },
      { account: 'KNOWN', date: '2025-09-05', net: 7 },
      { account: 'KNOWN', date: '2023-01-05', net: 3 },
      { account: 'UNKNOWN', date: '2024-01-05', net: 3, currency: 'JPY' },
      { account: 'UNKNOWN', date: '2024-02-05', net: 3 },
      { account: 'LONG AGO', date: '2022-12-05', net: 9 },
      { account: 'ONCE UNKNOWN', date: '2022-12-05', net: 9, currency: 'JPY' },
      { account: 'ONCE UNKNOWN', date: '2025-01-05', net: 4 },
    ])
    await ledger.markEverything()
    await refreshEconomics(program.program.context, workspaceId)
    const { rows } = await program.database.superuser.query(
      `select f.code, d.quarters, d.outlook_evidence is not null as "isJudged" from mainstay.account_figure f
       join mainstay.figure_set s on s.workspace_id = f.workspace_id and s.id = f.figure_set_id and s.basis = 'company'
       left join mainstay.account_figure_detail d on d.workspace_id = f.workspace_id and d.figure_set_id = f.figure_set_id and d.account_id = f.account_id
       where f.workspace_id = $1 order by f.code`,
      [workspaceId],
    )
    expect(rows).toEqual([
      { code: 'KNOWN', quarters: [3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 15.5], isJudged: true },
      { code: 'LONG AGO', quarters: [], isJudged: true },
      { code: 'ONCE UNKNOWN', quarters: [0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0], isJudged: false },
      { code: 'UNKNOWN', quarters: [], isJudged: false },
    ])
  })
})
