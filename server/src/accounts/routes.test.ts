import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../test/program.ts'

let program: TestProgram
let lead: TestPerson
let viewer: TestPerson
let stranger: TestPerson
const accounts = '/api/workspaces/alpha/accounts'

beforeAll(async () => {
  program = await createTestProgram()
  await program.createWorkspace('alpha')
  await program.createWorkspace('beta')
  lead = await program.createPerson('alpha', { role: 'program_lead' })
  viewer = await program.createPerson('alpha', { role: 'viewer' })
  stranger = await program.createPerson('beta', { role: 'owner' })
})
afterAll(() => program.stop())

async function create(code: string, more: object = {}) {
  const reply = await program.call(lead, 'POST', accounts, { code, name: `Company ${code}`, ...more })
  expect(reply.status).toBe(201)
  return reply.body
}

describe('creating an account', () => {
  it('answers with the account, its version as ETag, and leaves one audit row and one event', async () => {
    const reply = await program.call(lead, 'POST', accounts, { code: 'C-1', name: 'Northern Mills', city: 'Leeds' })
    expect(reply.status).toBe(201)
    expect(reply.body).toMatchObject({ code: 'C-1', name: 'Northern Mills', city: 'Leeds', parent: null, version: 1 })
    expect(reply.headers.etag).toBe('"1"')
    const { rows } = await program.database.superuser.query(
      `select (select count(*)::int from mainstay.audit_entry a where a.subject_id = $1 and a.actor_id = $2) as audits,
              (select count(*)::int from mainstay.outbox_event o where o.subject_id = $1) as events`,
      [reply.body.id, lead.id],
    )
    expect(rows[0]).toEqual({ audits: 1, events: 1 })
  })

  it('refuses a code that exists, and writes nothing', async () => {
    await create('C-2')
    const reply = await program.call(lead, 'POST', accounts, { code: 'C-2', name: 'Other' })
    expect(reply.status).toBe(409)
    expect(reply.body.code).toBe('accounts/code-taken')
    expect(reply.headers['content-type']).toContain('application/problem+json')
  })

  it('lists every wrong field at once', async () => {
    const reply = await program.call(lead, 'POST', accounts, { code: '', name: 'x'.repeat(301), employees: -1 })
    expect(reply.status).toBe(400)
    expect(reply.body.errors.map((error: { path: string }) => error.path).sort()).toEqual(['code', 'employees', 'name'])
  })

  it('needs a signed-in person of this workspace with the right to write', async () => {
    expect((await program.call(null, 'POST', accounts, { code: 'X', name: 'X' })).status).toBe(401)
    expect((await program.call(viewer, 'POST', accounts, { code: 'X', name: 'X' })).status).toBe(403)
    expect((await program.call(stranger, 'POST', accounts, { code: 'X', name: 'X' })).status).toBe(404)
    const { rows } = await program.database.superuser.query("select 1 from mainstay.account a where a.code = 'X'")
    expect(rows).toEqual([])
  })

  it('executes once when the same Idempotency-Key comes twice, and refuses it for another body', async () => {
    const headers = { 'idempotency-key': 'key-1' }
    const first = await program.call(lead, 'POST', accounts, { code: 'C-3', name: 'Once' }, headers)
    const again = await program.call(lead, 'POST', accounts, { code: 'C-3', name: 'Once' }, headers)
    expect(again.status).toBe(201)
    expect(again.body).toEqual(first.body)
    const other = await program.call(lead, 'POST', accounts, { code: 'C-4', name: 'Other' }, headers)
    expect(other.status).toBe(422)
  })

  it('executes once when the same key comes ten times at the same moment', async () => {
    const calls = Array.from({ length: 10 }, () =>
      program.call(lead, 'POST', accounts, { code: 'C-5', name: 'Race' }, { 'idempotency-key': 'key-2' }),
    )
    const replies = await Promise.all(calls)
    expect(replies.map((reply) => reply.status)).toEqual(Array(10).fill(201))
    expect(new Set(replies.map((reply) => reply.body.id)).size).toBe(1)
  })
})

describe('changing an account', () => {
  it('demands the version that was seen, and refuses a stale one', async () => {
    const account = await create('D-1')
    const url = `${accounts}/${account.id}`
    expect((await program.call(lead, 'PATCH', url, { city: 'Bath' })).status).toBe(428)
    const changed = await program.call(lead, 'PATCH', url, { city: 'Bath' }, { 'if-match': '"1"' })
    expect(changed.body).toMatchObject({ city: 'Bath', version: 2, name: 'Company D-1' })
    const stale = await program.call(lead, 'PATCH', url, { city: 'York' }, { 'if-match': '"1"' })
    expect(stale.status).toBe(412)
    expect(stale.body.facts).toEqual({ yours: 1, current: 2 })
  })

  it('lets exactly one of fifty parallel editors of one version through', async () => {
    const account = await create('D-2')
    const edits = Array.from({ length: 50 }, (_, index) =>
      program.call(lead, 'PATCH', `${accounts}/${account.id}`, { city: `City ${index}` }, { 'if-match': '"1"' }),
    )
    const statuses = (await Promise.all(edits)).map((reply) => reply.status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
    expect(statuses.filter((status) => status === 412)).toHaveLength(49)
  })

  it('moves a whole branch into the new group and keeps the earlier parent with its date', async () => {
    const top = await create('G-1')
    const middle = await create('G-2', { parentId: top.id })
    const leaf = await create('G-3', { parentId: middle.id })
    const other = await create('G-4')
    expect(leaf.group.code).toBe('G-1')
    await program.call(lead, 'PATCH', `${accounts}/${middle.id}`, { parentId: other.id }, { 'if-match': '"1"' })
    const moved = await program.call(lead, 'GET', `${accounts}/${leaf.id}`)
    expect(moved.body.group.code).toBe('G-4')
    const { rows } = await program.database.superuser.query(
      'select p.parent_id from mainstay.account_parent_period p where p.account_id = $1',
      [middle.id],
    )
    expect(rows).toEqual([{ parent_id: other.id }])
  })

  it('refuses a circle of parents, also when two moves would close it together', async () => {
    const first = await create('H-1')
    const second = await create('H-2', { parentId: first.id })
    const circle = await program.call(
      lead,
      'PATCH',
      `${accounts}/${first.id}`,
      { parentId: second.id },
      { 'if-match': '"1"' },
    )
    expect(circle.body.code).toBe('accounts/hierarchy-cycle')
    const left = await create('H-3')
    const right = await create('H-4')
    const replies = await Promise.all([
      program.call(lead, 'PATCH', `${accounts}/${left.id}`, { parentId: right.id }, { 'if-match': '"1"' }),
      program.call(lead, 'PATCH', `${accounts}/${right.id}`, { parentId: left.id }, { 'if-match': '"1"' }),
    ])
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 409])
  })

  it('does not find another workspace’s account, and changes nothing there', async () => {
    const account = await create('D-3')
    const reply = await program.call(
      stranger,
      'PATCH',
      `/api/workspaces/beta/accounts/${account.id}`,
      { name: 'Stolen' },
      { 'if-match': '"1"' },
    )
    expect(reply.status).toBe(404)
    const { rows } = await program.database.superuser.query('select a.name from mainstay.account a where a.id = $1', [
      account.id,
    ])
    expect(rows[0].name).toBe('Company D-3')
  })
})

describe('listing accounts', () => {
  it('pages through all without repeating or skipping, in every sort', async () => {
    for (const sort of ['name', '-name', 'code', '-code', 'created', '-created']) {
      const seen: string[] = []
      let cursor: string | null = null
      do {
        const page: { body: { rows: { id: string }[]; nextCursor: string | null; total: number } } = await program.call(
          viewer,
          'GET',
          `${accounts}?limit=4&sort=${sort}${cursor ? `&cursor=${cursor}` : ''}`,
        )
        seen.push(...page.body.rows.map((row) => row.id))
        cursor = page.body.nextCursor
      } while (cursor)
      const { rows } = await program.database.superuser.query(
        'select count(*)::int as accounts from mainstay.account a',
      )
      expect(new Set(seen).size).toBe(rows[0].accounts)
      expect(seen).toHaveLength(rows[0].accounts)
    }
  })

  it('refuses a cursor of another sort and a page without end', async () => {
    const page = await program.call(viewer, 'GET', `${accounts}?limit=1&sort=name`)
    expect(
      (await program.call(viewer, 'GET', `${accounts}?limit=1&sort=code&cursor=${page.body.nextCursor}`)).body.code,
    ).toBe('http/cursor-invalid')
    expect((await program.call(viewer, 'GET', `${accounts}?limit=1000000000`)).status).toBe(400)
  })

  it('finds by any part of name, code or city, and takes % and _ literally', async () => {
    await create('S-1', { name: 'Zürich 100% Stahl AG', city: 'Zürich' })
    expect(
      (await program.call(viewer, 'GET', `${accounts}?query=${encodeURIComponent('ürich 100%')}`)).body.total,
    ).toBe(1)
    expect((await program.call(viewer, 'GET', `${accounts}?query=${encodeURIComponent('%_%')}`)).body.total).toBe(0)
    expect((await program.call(viewer, 'GET', `/api/workspaces/alpha/search?query=s-1`)).body.accounts[0].code).toBe(
      'S-1',
    )
  })

  it('shows a person with team visibility only the accounts of their team, groups with all below', async () => {
    const top = await create('T-1')
    await create('T-2', { parentId: top.id })
    const member = await program.createPerson('alpha', { role: 'account_manager', visibility: 'team' })
    expect((await program.call(member, 'GET', accounts)).body.total).toBe(0)
    await program.call(lead, 'PUT', `${accounts}/${top.id}/team/${member.id}`, { duty: 'account_manager' })
    const seen = await program.call(member, 'GET', `${accounts}?sort=code`)
    expect(seen.body.rows.map((row: { code: string }) => row.code)).toEqual(['T-1', 'T-2'])
    expect(
      (await program.call(member, 'GET', '/api/workspaces/alpha/search?query=company')).body.accounts,
    ).toHaveLength(2)
  })
})
