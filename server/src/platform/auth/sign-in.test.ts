import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, codeOf, createSignInProgram, OWNER, type SignInProgram } from './sign-in-harness.ts'

let house: SignInProgram
let owner: Browser

beforeAll(async () => {
  house = await createSignInProgram()
  owner = await house.owner()
})
afterAll(() => house.stop())

const signIn = (browser: Browser, password = OWNER.password, email = OWNER.email) =>
  browser.send('POST', '/api/auth/sign-in/email', { email, password })

async function events(): Promise<string[]> {
  const { rows } = await house.database.superuser.query('select e.event from mainstay.security_entry e order by e.id')
  return rows.map((row) => row.event)
}

describe('signing in with a password', () => {
  test('opens a session in a cookie that scripts cannot read, and no token stands in the answer', async () => {
    const browser = house.browser()
    const answer = await signIn(browser)
    expect(answer.status).toBe(200)
    expect(answer.body.token).toBeUndefined()
    expect(JSON.stringify(answer.body)).not.toContain([...browser.cookies.values()][0]?.split('.')[0])
    const cookie = String([answer.headers['set-cookie']].flat()[0])
    expect(cookie).toMatch(/^mainstay\.session_token=/)
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=Lax/i)
    expect(cookie).not.toMatch(/Secure/i)
    const session = await browser.send('GET', '/api/session')
    expect(session.body.person).toMatchObject({ name: OWNER.name, email: OWNER.email, hasTwoFactor: false })
    expect(session.body.workspaces).toMatchObject([{ slug: 'north', role: 'owner', seesMargins: true }])
    expect(session.body.databaseNotice).toBe('a test database')
  })

  test('answers an unknown mail address and a wrong password alike', async () => {
    const wrong = await signIn(house.browser('10.1.0.1'), 'not the password')
    const unknown = await signIn(house.browser('10.1.0.1'), 'not the password', 'nobody@example.test')
    expect(wrong.status).toBe(401)
    expect(unknown.status).toBe(401)
    expect({ ...wrong.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' })
    expect(wrong.headers['content-type']).toContain('application/problem+json')
    expect(wrong.body).toMatchObject({ code: 'session/wrong-credentials', requestId: wrong.headers['x-request-id'] })
  })

  test('takes about as long for an unknown mail address as for a wrong password', async () => {
    const time = async (email: string) => {
      const started = performance.now()
      await signIn(house.browser('10.1.0.2'), 'not the password', email)
      return performance.now() - started
    }
    const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
    const known: number[] = []
    const unknown: number[] = []
    for (let round = 0; round < 7; round++) {
      known.push(await time(OWNER.email))
      unknown.push(await time(`nobody${round}@example.test`))
    }
    await house.database.superuser.query('delete from identity.attempt')
    expect(median(unknown) / median(known)).toBeGreaterThan(0.5)
    expect(median(unknown) / median(known)).toBeLessThan(2)
  })

  test('lists every wrong field, in the same form as everywhere', async () => {
    const answer = await house.browser().send('POST', '/api/auth/sign-in/email', { email: 'x' })
    expect(answer.status).toBe(400)
    expect(answer.body.errors.map((error: { path: string }) => error.path)).toEqual(['email', 'password'])
  })

  test('tells a program that sends a cookie without an Origin header to use an API key', async () => {
    const bare = async (cookie?: string) => {
      const reply = await house.app.inject({
        method: 'POST',
        url: '/api/auth/sign-in/email',
        headers: { host: 'localhost:4700', ...(cookie ? { cookie } : {}) },
        payload: { email: OWNER.email, password: OWNER.password },
      })
      return [reply.statusCode, reply.headers['content-type'], reply.json().code, reply.json().detail]
    }
    // Without a cookie there is nothing that another site could make use of.
    expect((await bare())[0]).toBe(200)
    expect(await bare('mainstay.session_token=old')).toEqual([
      403,
      'application/problem+json; charset=utf-8',
      'session/browser-only',
      expect.stringMatching(/API key.*Authorization: Bearer mst_/),
    ])
  })

  test('refuses a body that is no JSON, and one from another site', async () => {
    const text = await house
      .browser()
      .send('POST', '/api/auth/sign-in/email', JSON.stringify(OWNER), { 'content-type': 'text/plain' })
    expect(text.status).toBe(415)
    const foreign = await house
      .browser()
      .send('POST', '/api/auth/sign-in/email', OWNER, { origin: 'https://evil.test' })
    expect(foreign.status).toBe(403)
    const crossSite = await house
      .browser()
      .send('POST', '/api/auth/sign-in/email', OWNER, { 'sec-fetch-site': 'cross-site' })
    expect(crossSite.status).toBe(403)
  })

  test('knows no way to sign up, nor any other address of the library', async () => {
    for (const path of [
      '/sign-up/email',
      '/update-user',
      '/delete-user',
      '/change-email',
      '/list-sessions',
      '/request-password-reset',
      '/reset-password',
    ]) {
      const answer = await owner.send('POST', `/api/auth${path}`, {
        name: 'Eve',
        email: 'eve@example.test',
        password: 'long enough password',
      })
      expect([path, answer.status]).toEqual([path, 404])
    }
    const { rows } = await house.database.superuser.query('select count(*)::integer as people from identity.person')
    expect(rows[0].people).toBe(1)
  })

  test('keeps no password that could be read back', async () => {
    const { rows } = await house.database.superuser.query('select c.password from identity.credential c')
    expect(rows[0].password).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/)
  })
})

describe('the life of a session', () => {
  test('ends with signing out, and the old cookie opens nothing', async () => {
    const browser = house.browser()
    await signIn(browser)
    const stolen = new Map(browser.cookies)
    const answer = await browser.send('POST', '/api/auth/sign-out')
    expect(answer.status).toBe(200)
    for (const [name, value] of stolen) browser.cookies.set(name, value)
    expect((await browser.send('GET', '/api/session')).body.person).toBeNull()
    expect((await browser.send('GET', '/api/sessions')).status).toBe(401)
  })

  test('is refused when its cookie is changed by one letter', async () => {
    const browser = house.browser()
    await signIn(browser)
    const [name, value] = [...browser.cookies][0] ?? ['', '']
    browser.cookies.set(name, `${value[0] === 'a' ? 'b' : 'a'}${value.slice(1)}`)
    expect((await browser.send('GET', '/api/sessions')).status).toBe(401)
  })

  test('ends after 12 hours without use, while use keeps it open', async () => {
    const browser = house.browser()
    await signIn(browser)
    const start = Date.now()
    const hour = 3_600_000
    house.setNow(new Date(start + 11 * hour))
    expect((await browser.send('GET', '/api/sessions')).status).toBe(200)
    house.setNow(new Date(start + 22 * hour))
    expect((await browser.send('GET', '/api/sessions')).status).toBe(200)
    house.setNow(new Date(start + 35 * hour))
    expect((await browser.send('GET', '/api/sessions')).status).toBe(401)
    house.setNow(new Date())
  })

  test('ends after 30 days, however much it is used', async () => {
    const browser = house.browser()
    await signIn(browser)
    const start = Date.now()
    for (let halfDay = 1; halfDay <= 29 * 2.2; halfDay++) {
      house.setNow(new Date(start + halfDay * 11 * 3_600_000))
      expect((await browser.send('GET', '/api/sessions')).status).toBe(200)
    }
    house.setNow(new Date(start + 30 * 86_400_000 + 1000))
    expect((await browser.send('GET', '/api/sessions')).status).toBe(401)
    house.setNow(new Date())
  })

  test('is listed without its token, and can be ended from elsewhere', async () => {
    const here = house.browser()
    const there = house.browser('10.2.0.2')
    await signIn(here)
    await signIn(there)
    const list = await here.send('GET', '/api/sessions')
    expect(Object.keys(list.body.rows[0]).sort()).toEqual([
      'address',
      'agent',
      'createdAt',
      'expiresAt',
      'id',
      'isCurrent',
      'lastUsedAt',
    ])
    const other = list.body.rows.find((row: { address: string }) => row.address === '10.2.0.2')
    expect(other).toMatchObject({ isCurrent: false, agent: 'Test browser' })
    expect((await here.send('DELETE', `/api/sessions/${other.id}`)).status).toBe(200)
    expect((await there.send('GET', '/api/sessions')).status).toBe(401)
    expect((await here.send('POST', '/api/sessions/revocation')).body.revoked).toBeGreaterThanOrEqual(1)
    expect((await here.send('GET', '/api/sessions')).body.rows).toHaveLength(1)
  })

  test('of another person cannot be ended', async () => {
    await house.database.superuser.query(
      `insert into identity.person (id, name, email) values ('somebody', 'Some Body', 'somebody@example.test')`,
    )
    await house.database.superuser.query(
      `insert into identity.session (id, "userId", token, "expiresAt") values ('theirs', 'somebody', 'token', now() + interval '1 hour')`,
    )
    const browser = house.browser()
    await signIn(browser)
    expect((await browser.send('DELETE', '/api/sessions/theirs')).status).toBe(404)
    const { rows } = await house.database.superuser.query(`select 1 from identity.session where id = 'theirs'`)
    expect(rows).toHaveLength(1)
  })
})

describe('changing the password', () => {
  test('needs the present one, refuses common ones, and ends every other session', async () => {
    const here = house.browser()
    const there = house.browser()
    await signIn(here)
    await signIn(there)
    const change = (currentPassword: string, newPassword: string) =>
      here.send('POST', '/api/auth/change-password', { currentPassword, newPassword })
    expect((await change('wrong', 'a new and longer one')).body.code).toBe('session/wrong-password')
    expect((await change(OWNER.password, 'Password123')).body.code).toBe('session/password-too-common')
    expect((await change(OWNER.password, OWNER.email)).body.code).toBe('session/password-too-common')
    expect((await change(OWNER.password, 'short')).status).toBe(400)
    const before = [...here.cookies.values()][0]
    const wide = `${'pässwörd 🔑 '.repeat(6).slice(0, 63)}x`
    expect((await change(OWNER.password, wide)).status).toBe(200)
    expect([...here.cookies.values()][0]).not.toBe(before)
    expect((await here.send('GET', '/api/sessions')).status).toBe(200)
    expect((await there.send('GET', '/api/sessions')).status).toBe(401)
    expect((await signIn(house.browser(), wide.slice(0, -1))).status).toBe(401)
    expect((await signIn(house.browser(), wide)).status).toBe(200)
    expect(
      (await here.send('POST', '/api/auth/change-password', { currentPassword: wide, newPassword: OWNER.password }))
        .status,
    ).toBe(200)
    expect(await events()).toEqual(expect.arrayContaining(['password-changed', 'password-change-failed']))
  })

  test('is closed to those not signed in', async () => {
    const answer = await house
      .browser()
      .send('POST', '/api/auth/change-password', { currentPassword: 'x', newPassword: 'long enough' })
    expect(answer.status).toBe(401)
  })
})

describe('the second factor', () => {
  test('is asked for at sign-in once switched on; a code works once; backup codes work once', async () => {
    const browser = house.browser('10.3.0.1')
    await signIn(browser)
    expect((await browser.send('POST', '/api/auth/two-factor/enable', { password: 'wrong' })).body.code).toBe(
      'session/wrong-password',
    )
    const begun = await browser.send('POST', '/api/auth/two-factor/enable', { password: OWNER.password })
    expect(begun.body.backupCodes).toHaveLength(10)
    const step = Math.floor(Date.now() / 30_000) * 30_000
    const enabled = await browser.send('POST', '/api/auth/two-factor/verify-totp', {
      code: codeOf(begun.body.totpURI, step - 30_000),
    })
    expect(enabled.status).toBe(200)
    expect((await browser.send('GET', '/api/session')).body.person.hasTwoFactor).toBe(true)

    const next = house.browser('10.3.0.2')
    const first = await signIn(next)
    expect(first.body).toMatchObject({ twoFactorRedirect: true })
    expect((await next.send('GET', '/api/session')).body.person).toBeNull()
    expect((await next.send('POST', '/api/auth/two-factor/verify-totp', { code: '000000' })).body.code).toBe(
      'session/wrong-code',
    )
    const code = codeOf(begun.body.totpURI, step)
    expect((await next.send('POST', '/api/auth/two-factor/verify-totp', { code })).status).toBe(200)
    expect((await next.send('GET', '/api/session')).body.person.email).toBe(OWNER.email)

    const thief = house.browser('10.3.0.3')
    await signIn(thief)
    const replay = await thief.send('POST', '/api/auth/two-factor/verify-totp', { code })
    expect(replay.body.code).toBe('session/wrong-code')
    expect((await thief.send('GET', '/api/session')).body.person).toBeNull()

    const spare = begun.body.backupCodes[0]
    for (const status of [200, 401]) {
      const again = house.browser('10.3.0.4')
      await signIn(again)
      expect((await again.send('POST', '/api/auth/two-factor/verify-backup-code', { code: spare })).status).toBe(status)
    }
    const { rows } = await house.database.superuser.query(
      'select f."backupCodes", f.secret from identity.second_factor f',
    )
    expect(rows[0].backupCodes).not.toContain(begun.body.backupCodes[1])
    expect((await next.send('POST', '/api/auth/two-factor/disable', { password: OWNER.password })).status).toBe(200)
    expect((await signIn(house.browser())).body.twoFactorRedirect).toBeUndefined()
    expect(await events()).toEqual(
      expect.arrayContaining([
        'second-factor-enabled',
        'second-factor-failed',
        'second-factor-replayed',
        'backup-code-used',
        'second-factor-disabled',
      ]),
    )
  })
})

describe('every step of signing in', () => {
  test('leaves a row that knows who and from where, but no mail address', async () => {
    const { rows } = await house.database.superuser.query(
      `select e.person_id, e.email_hash, e.source_address, e.request_id from mainstay.security_entry e where e.event = 'sign-in' order by e.id desc limit 1`,
    )
    expect(rows[0]).toMatchObject({ source_address: '10.0.0.1', email_hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(rows[0].person_id).toBeTruthy()
    expect(rows[0].request_id).toBeTruthy()
    expect(await events()).toEqual(
      expect.arrayContaining(['set-up', 'sign-in', 'sign-in-failed', 'sign-out', 'session-revoked']),
    )
  })
})
