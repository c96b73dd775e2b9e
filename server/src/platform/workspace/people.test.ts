import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'

let house: TestProgram
let owner: TestPerson
let lead: TestPerson
let viewer: TestPerson
const at = '/api/workspaces/north'

beforeAll(async () => {
  house = await createTestProgram()
  await house.createWorkspace('north')
  await house.createWorkspace('south')
  owner = await house.createPerson('north', { role: 'owner', name: 'Olga Owner' })
  lead = await house.createPerson('north', { role: 'program_lead', name: 'Lea Lead', seesMargins: false })
  viewer = await house.createPerson('north', { role: 'viewer', name: 'Vera Viewer' })
})
afterAll(() => house.stop())

async function memberOf(person: TestPerson) {
  const list = await house.call(owner, 'GET', `${at}/members?limit=200`)
  return list.body.rows.find((row: { personId: string }) => row.personId === person.id)
}

async function change(by: TestPerson, person: TestPerson, body: object, version?: number) {
  const seen = version ?? (await memberOf(person)).version
  return house.call(by, 'PATCH', `${at}/members/${person.id}`, body, { 'if-match': `"${seen}"` })
}

describe('members', () => {
  test('are listed by name, page by page, without anything secret', async () => {
    const first = await house.call(viewer, 'GET', `${at}/members?limit=2`)
    expect(first.body.rows.map((row: { name: string }) => row.name)).toEqual(['Lea Lead', 'Olga Owner'])
    expect(first.body.total).toBe(3)
    const second = await house.call(viewer, 'GET', `${at}/members?limit=2&cursor=${first.body.nextCursor}`)
    expect(second.body.rows.map((row: { name: string }) => row.name)).toEqual(['Vera Viewer'])
    expect(second.body.nextCursor).toBeNull()
    expect(JSON.stringify(first.body)).not.toMatch(/password|secret|token|hash/i)
  })

  test('change with the version seen; a stale one is refused', async () => {
    const before = await memberOf(viewer)
    const answer = await change(owner, viewer, { role: 'contributor' })
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ role: 'contributor', version: before.version + 1 })
    expect(answer.headers.etag).toBe(`"${before.version + 1}"`)
    expect((await change(owner, viewer, { role: 'viewer' }, before.version)).status).toBe(412)
    const missing = await house.call(owner, 'PATCH', `${at}/members/${viewer.id}`, { role: 'viewer' })
    expect(missing.status).toBe(428)
    await change(owner, viewer, { role: 'viewer' })
  })

  test('are refused a role, sight or margins above those of whoever grants', async () => {
    for (const body of [{ role: 'owner' }, { seesMargins: true }]) {
      const answer = await change(lead, viewer, body)
      expect([answer.status, answer.body.code]).toEqual([403, 'workspace/role-above-own'])
    }
    expect((await change(lead, owner, { role: 'viewer' })).body.code).toBe('workspace/role-above-own')
    expect((await change(lead, lead, { seesMargins: true })).body.code).toBe('workspace/role-above-own')
    expect((await change(owner, viewer, { visibility: 'unit' })).body.code).toBe('workspace/unit-required')
  })

  test('keep one active owner, also when two owners leave at the same moment', async () => {
    expect((await change(owner, owner, { role: 'viewer' })).body.code).toBe('workspace/last-owner')
    expect((await change(owner, owner, { status: 'disabled' })).body.code).toBe('workspace/last-owner')
    const second = await house.createPerson('north', { role: 'owner', name: 'Otto Owner' })
    const versions = [(await memberOf(owner)).version, (await memberOf(second)).version]
    const [one, two] = await Promise.all([
      change(owner, owner, { status: 'disabled' }, versions[0]),
      change(second, second, { role: 'viewer' }, versions[1]),
    ])
    expect([one.status, two.status].sort()).toEqual([200, 409])
    await house.database.superuser.query(
      `update mainstay.membership set role = 'owner', status = 'active' where person_id = $1`,
      [owner.id],
    )
    await house.database.superuser.query(
      `update mainstay.membership set role = 'viewer', status = 'disabled' where person_id = $1`,
      [second.id],
    )
  })

  test('lose everything at once when shut out: their sessions and every next call', async () => {
    const guest = await house.createPerson('north', { role: 'viewer', name: 'Gone Guest' })
    await house.database.superuser.query(
      `insert into identity.session (id, "userId", token, "expiresAt") values ('s1', $1, 't1', now() + interval '1 hour')`,
      [guest.id],
    )
    expect((await change(owner, guest, { status: 'disabled' })).body.status).toBe('disabled')
    const { rows } = await house.database.superuser.query('select 1 from identity.session s where s."userId" = $1', [
      guest.id,
    ])
    expect(rows).toEqual([])
    expect((await house.call(guest, 'GET', `${at}/settings`)).status).toBe(404)
  })

  test("ignore fields that are none of the caller's to set", async () => {
    const before = await memberOf(viewer)
    const answer = await change(owner, viewer, {
      unit: 'West',
      workspace_id: 2,
      workspaceId: 2,
      personId: owner.id,
      version: 900,
      createdAt: '2000-01-01',
      email: 'x@example.test',
      name: 'Eve',
      hasTwoFactor: true,
    })
    expect(answer.status).toBeLessThan(500)
    const after = await memberOf(viewer)
    expect({ ...after, unit: null, version: 0 }).toEqual({ ...before, unit: null, version: 0 })
    expect((await memberOf(owner)).role).toBe('owner')
  })

  test('leave their change in the audit and in the change feed', async () => {
    await change(owner, viewer, { unit: 'East' })
    const audit = await house.call(owner, 'GET', `${at}/audit?subjectType=member&subjectId=${viewer.id}&limit=1`)
    expect(audit.body.rows[0]).toMatchObject({
      action: 'workspace.change-member',
      actorKind: 'person',
      actorName: 'Olga Owner',
      after: { unit: 'East' },
    })
    expect(audit.body.rows[0].requestId).toBeTruthy()
    const { rows } = await house.database.superuser.query(
      `select e.topic from mainstay.outbox_event e where e.subject_id = $1 order by e.id desc limit 1`,
      [viewer.id],
    )
    expect(rows[0].topic).toBe('workspace.change-member')
  })

  test('of another workspace do not exist here', async () => {
    const stranger = await house.createPerson('south', { role: 'viewer' })
    for (const [method, url, body] of [
      ['PATCH', `${at}/members/${stranger.id}`, { role: 'viewer' }],
      ['POST', `${at}/members/${stranger.id}/session-revocation`, {}],
      ['POST', `${at}/members/${stranger.id}/password-reset`, {}],
    ] as const) {
      expect((await house.call(owner, method, url, body, { 'if-match': '"1"' })).status).toBe(404)
    }
  })
})

describe('links for a new password', () => {
  test('are refused for somebody who stands higher, here or in any other workspace', async () => {
    expect((await house.call(lead, 'POST', `${at}/members/${owner.id}/password-reset`, {})).body.code).toBe(
      'workspace/role-above-own',
    )
    const both = await house.createPerson('north', { role: 'viewer', name: 'Berta Both' })
    expect((await house.call(lead, 'POST', `${at}/members/${both.id}/password-reset`, {})).status).toBe(200)
    await house.database.superuser.query(
      `insert into mainstay.membership (workspace_id, person_id, role) select w.id, $1, 'owner' from mainstay.workspace w where w.slug = 'south'`,
      [both.id],
    )
    expect((await house.call(owner, 'POST', `${at}/members/${both.id}/password-reset`, {})).body.code).toBe(
      'workspace/role-above-own',
    )
  })

  test('set the password once, end every session, and are kept as a hash', async () => {
    const person = await house.createPerson('north', { role: 'viewer', name: 'Fritz Forgot' })
    await house.database.superuser.query(
      `insert into identity.credential (id, "userId", "accountId", "providerId", password) values ('c-fritz', $1, $1, 'credential', 'old')`,
      [person.id],
    )
    await house.database.superuser.query(
      `insert into identity.session (id, "userId", token, "expiresAt") values ('s-fritz', $1, 't-fritz', now() + interval '1 hour')`,
      [person.id],
    )
    const made = await house.call(lead, 'POST', `${at}/members/${person.id}/password-reset`, {})
    const token = made.body.link.split('/').at(-1)
    expect(made.body.link).toMatch(/\/reset-password\/[\w-]{43}$/)
    expect(new Date(made.body.expiresAt).toISOString()).toBe('2026-11-20T11:00:00.000Z')
    const { rows } = await house.database.superuser.query(
      'select r.token_hash from identity.password_reset r where r.person_id = $1',
      [person.id],
    )
    expect(rows[0].token_hash).not.toContain(token)
    expect((await house.call(null, 'POST', `/api/password-resets/${token}`, { password: 'password1' })).body.code).toBe(
      'session/password-too-common',
    )
    const used = await house.call(null, 'POST', `/api/password-resets/${token}`, { password: 'a brand new secret' })
    expect([used.status, used.headers['set-cookie']]).toEqual([200, undefined])
    expect(
      (await house.call(null, 'POST', `/api/password-resets/${token}`, { password: 'a brand new secret' })).body.code,
    ).toBe('session/reset-invalid')
    const left = await house.database.superuser.query(
      `select (select count(*)::integer from identity.session s where s."userId" = $1) as sessions, (select c.password from identity.credential c where c."userId" = $1) as password`,
      [person.id],
    )
    expect(left.rows[0].sessions).toBe(0)
    expect(left.rows[0].password).not.toBe('old')
  })

  test('end after an hour', async () => {
    const made = await house.call(owner, 'POST', `${at}/members/${viewer.id}/password-reset`, {})
    house.setNow('2026-11-20T11:00:01Z')
    expect(
      (
        await house.call(null, 'POST', `/api/password-resets/${made.body.link.split('/').at(-1)}`, {
          password: 'a brand new secret',
        })
      ).status,
    ).toBe(404)
    house.setNow('2026-11-20T10:00:00Z')
  })
})

describe('settings', () => {
  test('change name and currency until amounts exist', async () => {
    const before = await house.call(owner, 'GET', `${at}/settings`)
    const put = (body: object, version: number) =>
      house.call(owner, 'PATCH', `${at}/settings`, body, { 'if-match': `"${version}"` })
    expect((await put({ name: 'The North', reportingCurrency: 'CHF' }, before.body.version)).body).toMatchObject({
      name: 'The North',
      reportingCurrency: 'CHF',
      version: before.body.version + 1,
    })
    expect((await put({ reportingCurrency: 'francs' }, before.body.version + 1)).status).toBe(400)
    await house.database.superuser.query(
      'create or replace function mainstay.has_amounts() returns boolean language sql as $$ select true $$',
    )
    expect((await put({ reportingCurrency: 'USD' }, before.body.version + 1)).body.code).toBe(
      'workspace/currency-fixed',
    )
    expect((await put({ requiresTwoFactor: true }, before.body.version + 1)).body.code).toBe(
      'workspace/own-second-factor-first',
    )
  })

  test('are no business of a program lead', async () => {
    expect((await house.call(lead, 'PATCH', `${at}/settings`, { name: 'x' }, { 'if-match': '"1"' })).status).toBe(403)
  })
})

describe('saved views', () => {
  const view = { screen: 'portfolio', name: 'My whales', definition: { sort: '-margin' } }

  test('belong to their maker; shared ones may be used but not changed by others', async () => {
    const made = await house.call(viewer, 'POST', `${at}/views`, view)
    expect([made.status, made.body.isMine, made.body.version]).toEqual([201, true, 1])
    expect((await house.call(viewer, 'POST', `${at}/views`, view)).body.code).toBe('workspace/view-name-taken')
    const list = (person: TestPerson) => house.call(person, 'GET', `${at}/views?screen=portfolio`)
    expect((await list(lead)).body.rows).toEqual([])
    const url = `${at}/views/${made.body.id}`
    expect((await house.call(lead, 'PATCH', url, { name: 'x' }, { 'if-match': '"1"' })).status).toBe(404)
    const shared = await house.call(viewer, 'PATCH', url, { isShared: true }, { 'if-match': '"1"' })
    expect(shared.body).toMatchObject({ isShared: true, version: 2, name: 'My whales', definition: view.definition })
    expect((await list(lead)).body.rows).toMatchObject([{ name: 'My whales', isMine: false }])
    expect((await house.call(lead, 'PATCH', url, { name: 'x' }, { 'if-match': '"2"' })).status).toBe(403)
    expect((await house.call(lead, 'DELETE', url, undefined, { 'if-match': '"2"' })).status).toBe(403)
    expect((await house.call(viewer, 'DELETE', url, undefined, { 'if-match': '"1"' })).status).toBe(412)
    expect((await house.call(viewer, 'DELETE', url, undefined, { 'if-match': '"2"' })).status).toBe(200)
  })

  test('are saved once for one idempotency key', async () => {
    const send = (name: string) =>
      house.call(viewer, 'POST', `${at}/views`, { ...view, name }, { 'idempotency-key': 'once' })
    const [one, two] = await Promise.all([send('Twice'), send('Twice')])
    expect(one.body.id).toBe(two.body.id)
    expect((await send('Other')).status).toBe(422)
  })

  test('larger than a screen can need are refused', async () => {
    const big = { ...view, name: 'Big', definition: { text: 'x'.repeat(9_000) } }
    expect((await house.call(viewer, 'POST', `${at}/views`, big)).status).toBe(400)
  })
})

describe('the audit', () => {
  test('hides margins and costs in what changed from those without the right to them', async () => {
    await house.database.superuser.query(
      `insert into mainstay.audit_entry (workspace_id, actor_kind, actor_id, actor_name, action, subject_type, subject_id, before, after)
       select w.id, 'system', 'system', 'Mainstay', 'ledger.change-rate', 'rate', '1', '{"unitCost": "3.10", "lines": [{"grossMargin": 4, "name": "x"}]}', null from mainstay.workspace w where w.slug = 'north'`,
    )
    const url = `${at}/audit?subjectType=rate`
    expect((await house.call(owner, 'GET', url)).body.rows[0].before).toEqual({
      unitCost: '3.10',
      lines: [{ grossMargin: 4, name: 'x' }],
    })
    expect((await house.call(lead, 'GET', url)).body.rows[0].before).toEqual({
      unitCost: null,
      lines: [{ grossMargin: null, name: 'x' }],
    })
  })

  test('pages from the newest on, without gaps', async () => {
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page = await house.call(owner, 'GET', `${at}/audit?limit=3${cursor ? `&cursor=${cursor}` : ''}`)
      seen.push(...page.body.rows.map((row: { id: string }) => row.id))
      cursor = page.body.nextCursor
      if (cursor === null) expect(seen).toHaveLength(page.body.total)
    }
    expect(seen.map(Number)).toEqual(seen.map(Number).sort((a, b) => b - a))
  })
})

describe('a new password for somebody else', () => {
  test('is refused to whoever sees less than they do, and to keys', async () => {
    const sighted = await house.createPerson('north', { role: 'program_lead', seesMargins: true })
    const peer = await house.createPerson('north', { role: 'program_lead', seesMargins: false })
    const narrow = await house.createPerson('north', { role: 'program_lead', seesMargins: true, visibility: 'team' })
    const reset = (by: TestPerson, whom: TestPerson) =>
      house.call(by, 'POST', `${at}/members/${whom.id}/password-reset`, {})
    expect((await reset(lead, sighted)).body.code).toBe('workspace/role-above-own')
    expect((await reset(narrow, peer)).body.code).toBe('workspace/role-above-own')
    const { rows } = await house.database.superuser.query(
      'select 1 from identity.password_reset r where r.person_id = any($1)',
      [[sighted.id, peer.id]],
    )
    expect(rows).toEqual([])
    expect((await reset(lead, peer)).status).toBe(200)
    expect((await reset(owner, sighted)).status).toBe(200)
  })
})
