import { seededRandom } from '@mainstay/domain/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../test/program.ts'

let program: TestProgram
let owner: TestPerson
let foreigner: TestPerson
let workspaceId: number
let otherId: number

const ALPHABET = [...'aabbcdeo lmn-', '%', '_', '\\', "'", '"', 'ü', 'ß', 'é', '東', '京', '0', '1']
const random = seededRandom(7)
const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)] as Value
const word = (length: number) => Array.from({ length }, () => pick(ALPHABET)).join('')

const insert = (workspace: number, names: readonly string[], prefix = 'A') =>
  program.database.superuser.query(
    `insert into mainstay.account (workspace_id, id, code, name, city, unit, group_id)
     select $1, n.id, $2 || n.id, n.name, case n.place % 3 when 0 then 'Köln' end, case n.place % 2 when 0 then 'North' else 'South' end, n.id
     from (select u.name, u.place, nextval(pg_get_serial_sequence('mainstay.account', 'id')) as id from unnest($3::text[]) with ordinality u (name, place)) n`,
    [workspace, prefix, names],
  )

interface Found {
  readonly id: string
  readonly code: string
  readonly name: string
}

async function search(person: TestPerson, query: string, { limit = 50, workspace = 'alpha' } = {}): Promise<Found[]> {
  const path = `/api/workspaces/${workspace}/search?limit=${limit}&query=${encodeURIComponent(query)}`
  const reply = await program.call(person, 'GET', path)
  expect(reply.status, query).toBe(200)
  return reply.body.accounts
}

/** What reading every account of the workspace with a plain comparison finds. */
async function readAll(query: string, condition = 'true'): Promise<string[]> {
  const { rows } = await program.database.superuser.query<{ id: string }>(
    `select a.id from mainstay.account a where a.workspace_id = $1 and strpos(a.search_text, $2) > 0 and ${condition}`,
    [workspaceId, query.toLowerCase()],
  )
  return rows.map((row) => row.id)
}

beforeAll(async () => {
  program = await createTestProgram()
  workspaceId = await program.createWorkspace('alpha')
  otherId = await program.createWorkspace('beta')
  owner = await program.createPerson('alpha', { role: 'owner' })
  foreigner = await program.createPerson('beta', { role: 'owner' })
  await insert(
    workspaceId,
    Array.from({ length: 400 }, () => `x${word(4 + Math.floor(random() * 12))}`),
  )
  await insert(
    otherId,
    Array.from({ length: 400 }, () => `x${word(10)}`),
  )
})
afterAll(() => program?.stop())

describe('searching accounts', () => {
  it('takes capital and small letters of every script for the same', async () => {
    await insert(workspaceId, ['MÜLLER ÉTÉ', 'ΑΘΗΝΑ Trading', 'МОСКВА'])
    for (const [query, name] of [
      ['müller été', 'MÜLLER ÉTÉ'],
      ['MÜLLER', 'MÜLLER ÉTÉ'],
      ['αθηνα', 'ΑΘΗΝΑ Trading'],
      ['Москва', 'МОСКВА'],
    ] as const)
      expect((await search(owner, query)).map((one) => one.name)).toContain(name)
  })

  it('finds exactly what reading every account finds, whatever is typed', async () => {
    for (let round = 0; round < 120; round++) {
      const query = word(3 + Math.floor(random() * 3)).trim()
      if (query.length < 3) continue
      const expected = await readAll(query)
      const found = (await search(owner, query)).map((one) => one.id)
      expect(new Set(found).size, query).toBe(found.length)
      if (expected.length <= 50) expect([...found].sort(), query).toEqual([...expected].sort())
      else expect(found.every((id) => expected.includes(id)) && found.length === 50, query).toBe(true)
    }
  })

  it('takes one or two letters for the beginning of a word, but looks everywhere for signs of other scripts', async () => {
    await insert(workspaceId, ['Qv Works', 'The Qv', 'Aqv Ltd', '大阪東製作所'])
    const names = (await search(owner, 'qv')).map((one) => one.name)
    expect(names).toEqual(['Qv Works', 'The Qv'])
    expect((await search(owner, '大阪')).map((one) => one.name)).toContain('大阪東製作所')
    expect((await search(owner, '阪東')).map((one) => one.name)).toContain('大阪東製作所')
  })

  it('puts names that begin with the words first, then codes, then the rest, each by name', async () => {
    await insert(workspaceId, ['Big Zenit', 'Zenit Two', 'Zenit', 'Aaa Zenit'])
    await insert(workspaceId, ['Coded'], 'ZENIT-')
    expect((await search(owner, 'zenit')).map((one) => one.name)).toEqual([
      'Zenit',
      'Zenit Two',
      'Coded',
      'Aaa Zenit',
      'Big Zenit',
    ])
    expect((await search(owner, 'zenit', { limit: 2 })).map((one) => one.name)).toEqual(['Zenit', 'Zenit Two'])
  })

  it('finds the first by name where thousands contain the words', async () => {
    await insert(
      workspaceId,
      Array.from({ length: 5_500 }, (_, index) => `Firm ${String(9_999 - index)} holding`),
    )
    const found = await search(owner, 'holding', { limit: 5 })
    expect(found.map((one) => one.name)).toEqual(
      [4500, 4501, 4502, 4503, 4504].map((number) => `Firm ${number} holding`),
    )
    await insert(
      workspaceId,
      Array.from({ length: 600 }, (_, index) => `Zzz ${String(9_999 - index)} syndicate`),
    )
    expect((await search(owner, 'syndicate', { limit: 2 })).map((one) => one.name)).toEqual([
      'Zzz 9400 syndicate',
      'Zzz 9401 syndicate',
    ])
    const list = await program.call(owner, 'GET', '/api/workspaces/alpha/accounts?query=holding&limit=3')
    expect(list.body.total).toBe(5_500)
  })

  it('never finds an account of another workspace', async () => {
    await insert(otherId, ['Hidden Harbour'])
    expect(await search(owner, 'harbour')).toEqual([])
    expect(await search(foreigner, 'harbour', { workspace: 'beta' })).toHaveLength(1)
    expect(await search(foreigner, 'holding', { workspace: 'beta' })).toEqual([])
    expect((await program.call(foreigner, 'GET', '/api/workspaces/alpha/search?query=harbour')).status).toBe(404)
  })

  it('shows people with limited sight only what they may see, also where many others would fit', async () => {
    const north = await program.createPerson('alpha', { role: 'account_manager', visibility: 'unit', unit: 'North' })
    const nobody = await program.createPerson('alpha', { role: 'account_manager', visibility: 'team' })
    for (const query of ['zenit', 'holding', 'qv']) {
      const visible = new Set(await readAll(query, "a.unit = 'North'"))
      const found = await search(north, query)
      expect(
        found.every((one) => visible.has(one.id)),
        query,
      ).toBe(true)
      expect(found.length, query).toBe(Math.min(50, visible.size))
      expect(await search(nobody, query), query).toEqual([])
    }
    const { rows } = await program.database.superuser.query<{ id: string }>(
      "select a.id from mainstay.account a where a.name = 'Firm 9000 holding'",
    )
    await program.database.superuser.query(
      "insert into mainstay.account_team_member (workspace_id, account_id, person_id, duty) values ($1, $2, $3, 'account_manager')",
      [workspaceId, rows[0]?.id, nobody.id],
    )
    expect((await search(nobody, 'holding')).map((one) => one.name)).toEqual(['Firm 9000 holding'])
  })

  it('sees at once what another process has written', async () => {
    await insert(workspaceId, ['Brand New Company'])
    const [found] = await search(owner, 'and new com')
    expect(found?.name).toBe('Brand New Company')
    await program.database.superuser.query("update mainstay.account a set name = 'Renamed' where a.id = $1", [
      found?.id,
    ])
    expect(await search(owner, 'and new com')).toEqual([])
    expect((await search(owner, 'renamed')).map((one) => one.id)).toEqual([found?.id])
  })

  it('works without the trigram index, for databases that lack the extension', async () => {
    await program.database.superuser.query('drop index mainstay.account_search')
    expect((await search(owner, 'nit tw')).map((one) => one.name)).toEqual(['Zenit Two'])
  })
})

describe('the functions behind search', () => {
  it('tell nobody of ids that the person may not see', async () => {
    const client = await program.database.pool.connect()
    try {
      await client.query('begin')
      const nothing = await client.query("select l.id from mainstay.accounts_like('%holding%', 10) l (id)")
      expect(nothing.rows).toEqual([])
      await client.query(
        "select set_config('mainstay.workspace_id', $1, true), set_config('mainstay.visibility', 'team', true)",
        [String(workspaceId)],
      )
      const hidden = await client.query(
        "select f.id from mainstay.find_accounts('firm%', '{}', '%holding%', 10) f (id)",
      )
      expect(hidden.rows).toEqual([])
    } finally {
      await client.query('rollback')
      client.release()
    }
  })
})
