import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Browser, createSignInProgram, type SignInProgram } from './sign-in-harness.ts'

let house: SignInProgram
let owner: Browser
const at = '/api/workspaces/north'

beforeAll(async () => {
  house = await createSignInProgram()
  owner = await house.owner()
})
afterAll(() => house.stop())

async function makeKey(scopes: string[], days = 30): Promise<{ id: string; key: string; prefix: string }> {
  const answer = await owner.send('POST', `${at}/api-keys`, { name: `key ${scopes.join(' ')}`, scopes, days })
  expect(answer.status).toBe(201)
  return answer.body
}

const ask = (key: string, url: string, method: 'GET' | 'POST' | 'PATCH' = 'GET', body?: unknown) =>
  house.browser().send(method, url, body, { authorization: `Bearer ${key}`, 'if-match': '"1"' })

test('a key is shown once, kept as a hash, and recognised by its beginning', async () => {
  const made = await makeKey(['read'])
  expect(made.key).toMatch(/^mst_[\w-]{43}$/)
  expect(made.key.startsWith(made.prefix)).toBe(true)
  const list = await owner.send('GET', `${at}/api-keys`)
  expect(JSON.stringify(list.body)).not.toContain(made.key)
  const { rows } = await house.database.superuser.query('select k::text as all from mainstay.api_key k')
  expect(JSON.stringify(rows)).not.toContain(made.key)
})

test('a key does what its scopes name, and nothing else', async () => {
  const { key } = await makeKey(['read'])
  expect((await ask(key, `${at}/settings`)).status).toBe(200)
  expect((await ask(key, `${at}/settings`, 'PATCH', { name: 'Eve' })).status).toBe(403)
  expect((await ask(key, `${at}/audit`)).status).toBe(403)
  expect((await ask(key, `${at}/views`, 'POST', { screen: 's', name: 'n', definition: {} })).status).toBe(403)
  const admin = await makeKey(['admin'])
  expect((await ask(admin.key, `${at}/audit`)).status).toBe(200)
  expect((await ask(admin.key, `${at}/api-keys`, 'POST', { name: 'child', scopes: ['write'], days: 1 })).status).toBe(
    403,
  )
})

test('a key is no person: it opens no session and no other workspace', async () => {
  const { key } = await makeKey(['read', 'write', 'admin'])
  expect((await ask(key, '/api/session')).body.person).toBeNull()
  expect((await ask(key, '/api/sessions')).status).toBe(401)
  await owner.send('POST', '/api/workspaces', { name: 'South', slug: 'south', reportingCurrency: 'EUR' })
  expect((await ask(key, '/api/workspaces/south/settings')).status).toBe(404)
})

test('a key that is changed, withdrawn or expired is as good as none', async () => {
  const { id, key } = await makeKey(['read'], 1)
  expect((await ask(`${key.slice(0, -1)}${key.endsWith('a') ? 'b' : 'a'}`, `${at}/settings`)).status).toBe(401)
  expect((await house.browser().send('GET', `${at}/settings`, undefined, { authorization: 'Basic abc' })).status).toBe(
    401,
  )
  house.setNow(new Date(Date.now() + 86_400_000 + 1000))
  expect((await ask(key, `${at}/settings`)).status).toBe(401)
  house.setNow(new Date())
  expect((await ask(key, `${at}/settings`)).status).toBe(200)
  expect((await owner.send('DELETE', `${at}/api-keys/${id}`)).status).toBe(200)
  expect((await ask(key, `${at}/settings`)).status).toBe(401)
  expect((await owner.send('DELETE', `${at}/api-keys/${id}`)).status).toBe(404)
})

test('its last use is noted, at most once a minute', async () => {
  const { id, key } = await makeKey(['read'])
  const lastUse = async () =>
    (
      await house.database.superuser.query('select k.last_used_at from mainstay.api_key k where k.id = $1', [id])
    ).rows[0].last_used_at?.getTime() ?? null
  expect(await lastUse()).toBeNull()
  await ask(key, `${at}/settings`)
  const first = await lastUse()
  expect(first).not.toBeNull()
  await ask(key, `${at}/settings`)
  expect(await lastUse()).toBe(first)
  house.setNow(new Date(Date.now() + 61_000))
  await ask(key, `${at}/settings`)
  expect(await lastUse()).toBeGreaterThan(first)
  house.setNow(new Date())
})

test('what it does is audited as the key of its owner', async () => {
  const { key } = await makeKey(['write', 'read'])
  expect((await ask(key, `${at}/views`, 'POST', { screen: 'portfolio', name: 'by key', definition: {} })).status).toBe(
    201,
  )
  const audit = await owner.send('GET', `${at}/audit?subjectType=saved_view`)
  expect(audit.body.rows[0]).toMatchObject({ actorKind: 'api_key', actorName: 'Olga Owner (key key write read)' })
})

test('it loses what its owner loses, and ends with their membership', async () => {
  const { key } = await makeKey(['admin', 'read'])
  const sql = (text: string) =>
    house.database.superuser.query(
      `update mainstay.membership m set ${text} from mainstay.workspace w where w.id = m.workspace_id and w.slug = 'north'`,
    )
  await sql("role = 'viewer'")
  expect((await ask(key, `${at}/audit`)).status).toBe(403)
  expect((await ask(key, `${at}/settings`)).status).toBe(200)
  await sql("status = 'disabled'")
  expect((await ask(key, `${at}/settings`)).status).toBe(404)
  await sql("role = 'owner', status = 'active'")
})

test('a workspace that requires a second factor is closed to persons and keys without one', async () => {
  const { key } = await makeKey(['read'])
  await house.database.superuser.query(`update mainstay.workspace set requires_two_factor = true where slug = 'north'`)
  for (const answer of [await owner.send('GET', `${at}/settings`), await ask(key, `${at}/settings`)]) {
    expect([answer.status, answer.body.code]).toEqual([403, 'http/two-factor-required'])
  }
  expect((await owner.send('GET', '/api/session')).body.workspaces[0]).toMatchObject({ requiresTwoFactor: true })
  await house.database.superuser.query(`update mainstay.workspace set requires_two_factor = false where slug = 'north'`)
})

test('what it is refused is recorded under its owner, also in a workspace it does not belong to', async () => {
  const { key } = await makeKey(['read'])
  const count = async () =>
    (
      await house.database.superuser.query(
        `select (select count(*) from mainstay.security_entry e join identity.person p on p.id = e.person_id where e.event = 'access.denied')
           + (select count(*) from mainstay.audit_entry a join identity.person p on p.id = a.actor_id
              where a.action = 'access.denied' and a.actor_kind = 'api_key') as count`,
      )
    ).rows[0].count
  const before = await count()
  expect((await ask(key, `${at}/audit`)).status).toBe(403)
  expect((await ask(key, '/api/workspaces/south/settings')).status).toBe(404)
  expect(Number(await count())).toBe(Number(before) + 2)
})

test('a fresh header opens no fresh allowance of requests', async () => {
  const left = async (authorization: string) =>
    Number(
      (await house.browser('10.9.8.7').send('GET', '/api/session', undefined, { authorization })).headers[
        'x-ratelimit-remaining'
      ],
    )
  expect(await left('Bearer a')).toBe((await left('Bearer b')) + 1)
})

test('it makes no link with which somebody could sign in, whatever its scopes', async () => {
  const { key } = await makeKey(['read', 'write', 'import', 'admin'])
  const { personId } = (await owner.send('GET', `${at}/members`)).body.rows[0]
  expect((await ask(key, `${at}/members/${personId}/password-reset`, 'POST', {})).status).toBe(403)
  const { rows } = await house.database.superuser.query('select 1 from identity.password_reset')
  expect(rows).toEqual([])
})
