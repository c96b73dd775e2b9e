import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { prepareSetup } from './setup-code.ts'
import { type Browser, createSignInProgram, OWNER, type SignInProgram } from './sign-in-harness.ts'

const plan = { workspaceName: 'North', workspaceSlug: 'north', reportingCurrency: 'EUR' }
const at = '/api/workspaces/north'

describe('the first run', () => {
  let house: SignInProgram
  beforeAll(async () => {
    house = await createSignInProgram()
    await house.database.pool.query("select mainstay.create_workspace('south', 'South', 'USD')")
  })
  afterAll(() => house.stop())

  test('says that set-up is needed, and takes only the code from the console', async () => {
    const browser = house.browser()
    expect((await browser.send('GET', '/api/session')).body).toMatchObject({
      setupRequired: true,
      person: null,
      workspaces: [],
    })
    expect(house.setupCode).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{5}$/)
    const wrong = await browser.send('POST', '/api/setup', { ...OWNER, ...plan, code: 'AAAAA-AAAAA-AAAAA-AAAAA-AAAAA' })
    expect(wrong.body.code).toBe('session/setup-code-wrong')
    const common = await browser.send('POST', '/api/setup', {
      ...OWNER,
      ...plan,
      password: 'password123',
      code: house.setupCode,
    })
    expect(common.body.code).toBe('session/password-too-common')
    const { rows } = await house.database.superuser.query('select count(*)::integer as count from identity.person')
    expect(rows[0].count).toBe(0)
  })

  test('lists every wrong field', async () => {
    const answer = await house
      .browser()
      .send('POST', '/api/setup', { code: house.setupCode, password: 'x', email: 'y', workspaceSlug: 'No Slug!' })
    expect(answer.body.errors.map((error: { path: string }) => error.path).sort()).toEqual([
      'email',
      'name',
      'password',
      'reportingCurrency',
      'workspaceName',
      'workspaceSlug',
    ])
  })

  test('makes one owner out of two who try at once, signs them in, and adopts what the operator created', async () => {
    const [one, two] = [house.browser(), house.browser()]
    const code = house.setupCode.toLowerCase().replaceAll('-', ' ')
    const answers = await Promise.all([
      one.send('POST', '/api/setup', { ...OWNER, ...plan, code }),
      two.send('POST', '/api/setup', { ...OWNER, ...plan, email: 'second@example.test', code }),
    ])
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409])
    const winner = answers[0]?.status === 200 ? one : two
    const session = await winner.send('GET', '/api/session')
    expect(session.body.setupRequired).toBe(false)
    expect(session.body.workspaces.map((row: { slug: string; role: string }) => [row.slug, row.role])).toEqual([
      ['north', 'owner'],
      ['south', 'owner'],
    ])
    const audit = await winner.send('GET', `${at}/audit`)
    expect(audit.body.rows[0]).toMatchObject({ action: 'workspace.create', actorKind: 'person' })
  })

  test('is closed for good afterwards, and no new code is made', async () => {
    const again = await house.browser().send('POST', '/api/setup', {
      ...OWNER,
      ...plan,
      email: 'third@example.test',
      workspaceSlug: 'west',
      code: house.setupCode,
    })
    expect(again.body.code).toBe('session/setup-closed')
    expect(await prepareSetup(house.database.pool)).toBeNull()
  })
})

describe('behind https', () => {
  test('cookies bear the __Host- prefix and travel encrypted only, and sessions work', async () => {
    const house = await createSignInProgram({ MAINSTAY_PUBLIC_URL: 'https://mainstay.example.test' })
    try {
      const browser = await house.owner()
      const answer = await browser.send('POST', '/api/auth/sign-in/email', {
        email: OWNER.email,
        password: OWNER.password,
      })
      const cookie = String([answer.headers['set-cookie']].flat()[0])
      expect(cookie).toMatch(/^__Host-mainstay\.session_token=.*Path=\/;.*HttpOnly.*Secure.*SameSite=Lax/i)
      expect(cookie).not.toMatch(/Domain=/i)
      expect((await browser.send('GET', '/api/sessions')).status).toBe(200)
      expect(
        (
          await browser.send(
            'POST',
            '/api/workspaces',
            { name: 'W', slug: 'west', reportingCurrency: 'EUR' },
            { origin: 'http://mainstay.example.test' },
          )
        ).status,
      ).toBe(403)
    } finally {
      await house.stop()
    }
  })
})

describe('invitations', () => {
  let house: SignInProgram
  let owner: Browser
  const person = { role: 'contributor', visibility: 'all', seesMargins: false }
  beforeAll(async () => {
    house = await createSignInProgram()
    owner = await house.owner()
  })
  afterAll(() => house.stop())

  async function invite(email: string, more: object = {}): Promise<string> {
    const answer = await owner.send('POST', `${at}/invitations`, { email, ...person, ...more })
    expect(answer.status).toBe(201)
    return answer.body.link.split('/').at(-1)
  }

  test('bring in a new person with the standing offered, whatever they send, and sign them in', async () => {
    const token = await invite('Nina@Example.test')
    const guest = house.browser()
    expect((await guest.send('GET', `/api/invitations/${token}`)).body).toEqual({
      workspaceName: 'North',
      email: 'nina@example.test',
      role: 'contributor',
      isKnownPerson: false,
    })
    expect((await guest.send('POST', `/api/invitations/${token}/acceptance`, { name: 'Nina' })).body.code).toBe(
      'session/password-required',
    )
    const joined = await guest.send('POST', `/api/invitations/${token}/acceptance`, {
      name: 'Nina',
      password: 'nina likes trees',
      role: 'owner',
      seesMargins: true,
      email: 'eve@example.test',
    })
    expect(joined.body).toEqual({ workspace: 'north', email: 'nina@example.test' })
    const session = await guest.send('GET', '/api/session')
    expect(session.body.workspaces).toMatchObject([{ slug: 'north', role: 'contributor', seesMargins: false }])
    const again = await house
      .browser()
      .send('POST', `/api/invitations/${token}/acceptance`, { name: 'Eve', password: 'another long one' })
    expect(again.body.code).toBe('session/invitation-invalid')
    expect((await owner.send('POST', `${at}/invitations`, { email: 'nina@example.test', ...person })).body.code).toBe(
      'workspace/already-member',
    )
  })

  test('work once, even when two accept at the same moment', async () => {
    const token = await invite('twin@example.test')
    const answers = await Promise.all(
      ['A', 'B'].map((name) =>
        house.browser().send('POST', `/api/invitations/${token}/acceptance`, { name, password: 'a password of twins' }),
      ),
    )
    expect(answers.map((answer) => answer.status).sort()[0]).toBe(200)
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
  })

  test('of a known person need them signed in, and nobody else', async () => {
    const other = await owner.send('POST', '/api/workspaces', { name: 'East', slug: 'east', reportingCurrency: 'EUR' })
    expect(other.status).toBe(200)
    const made = await owner.send('POST', '/api/workspaces/east/invitations', { email: 'nina@example.test', ...person })
    const url = `/api/invitations/${made.body.link.split('/').at(-1)}/acceptance`
    expect((await house.browser().send('POST', url, { name: 'Eve', password: 'taking over nina' })).body.code).toBe(
      'session/known-person',
    )
    expect((await owner.send('POST', url, {})).body.code).toBe('session/wrong-person')
    const nina = house.browser()
    await nina.send('POST', '/api/auth/sign-in/email', { email: 'nina@example.test', password: 'nina likes trees' })
    expect((await nina.send('POST', url, {})).status).toBe(200)
    expect((await nina.send('GET', '/api/session')).body.workspaces).toHaveLength(2)
  })

  test('end when withdrawn, after seven days, and with a newer one', async () => {
    const first = await invite('late@example.test')
    const second = await invite('late@example.test')
    expect((await house.browser().send('GET', `/api/invitations/${first}`)).status).toBe(404)
    const list = await owner.send('GET', `${at}/invitations`)
    expect(list.body.rows.map((row: { email: string }) => row.email)).toEqual(['late@example.test'])
    expect(JSON.stringify(list.body)).not.toMatch(/token|link/)
    house.setNow(new Date(Date.now() + 7 * 86_400_000 + 1000))
    expect((await house.browser().send('GET', `/api/invitations/${second}`)).status).toBe(404)
    house.setNow(new Date())
    expect((await owner.send('DELETE', `${at}/invitations/${list.body.rows[0].id}`)).status).toBe(200)
    expect((await house.browser().send('GET', `/api/invitations/${second}`)).status).toBe(404)
  })

  test('are kept as hashes', async () => {
    const token = await invite('hash@example.test')
    const { rows } = await house.database.superuser.query('select i.token_hash from mainstay.invitation i')
    for (const row of rows) expect(row.token_hash).toMatch(/^[0-9a-f]{64}$/)
    expect(rows.map((row) => row.token_hash)).not.toContain(token)
  })
})
