import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, createSignInProgram, OWNER, type SignInProgram } from '../auth/sign-in-harness.ts'
import { type Mailbox, openMailbox } from '../mail/mailbox-harness.ts'

const at = '/api/workspaces/north'
const VERA = { name: 'Vera Viewer', email: 'vera@acme.test', password: 'long enough words', role: 'viewer' }
const LEA = { name: 'Lea Lead', email: 'lea@acme.test', password: 'other long words', role: 'program_lead' }

const ask = (browser: Browser, email: string, password: string) =>
  browser.send('POST', '/api/person/email-change', { email, password })
const signIn = (house: SignInProgram, email: string, password: string, address?: string) =>
  house.browser(address).send('POST', '/api/auth/sign-in/email', { email, password })
const whoIs = async (browser: Browser) => (await browser.send('GET', '/api/session')).body.person

async function auditOf(owner: Browser, action: string) {
  const { body } = await owner.send('GET', `${at}/audit?limit=200`)
  return body.rows.filter((row: { action: string }) => row.action === action)
}

async function memberOf(owner: Browser, name: string) {
  const { body } = await owner.send('GET', `${at}/members?limit=200`)
  return body.rows.find((row: { name: string }) => row.name === name)
}

describe('where no mail is sent', () => {
  let house: SignInProgram
  let owner: Browser
  let vera: Browser
  let lea: Browser

  beforeAll(async () => {
    house = await createSignInProgram()
    owner = await house.owner()
    vera = await house.member(owner, VERA)
    lea = await house.member(owner, LEA)
  })
  afterAll(() => house.stop())

  test('the session says so, and an invitation leaves its link to be passed on', async () => {
    expect((await owner.send('GET', '/api/session')).body.sendsMail).toBe(false)
    const access = { role: 'viewer', visibility: 'all', seesMargins: false }
    const made = await owner.send('POST', `${at}/invitations`, { email: 'new@acme.test', ...access })
    expect(made.body).toMatchObject({ mail: null, link: expect.stringContaining('/invitation/') })
    const list = await owner.send('GET', `${at}/invitations`)
    expect(list.body.rows).toMatchObject([{ email: 'new@acme.test', mail: null }])
    const forgotten = await house.browser().send('POST', '/api/password-resets', { email: VERA.email })
    expect([forgotten.status, forgotten.body.code]).toEqual([409, 'session/no-mail'])
  })

  test('everybody changes their own name, which each of their workspaces has in its audit', async () => {
    const changed = await vera.send('PATCH', '/api/person', { name: '  Vera Winter ' })
    expect([changed.status, changed.body]).toEqual([200, { name: 'Vera Winter' }])
    expect(await whoIs(vera)).toMatchObject({ name: 'Vera Winter' })
    expect(await auditOf(owner, 'workspace.rename-member')).toMatchObject([
      { actorName: 'Vera Viewer', before: { name: 'Vera Viewer' }, after: { name: 'Vera Winter' } },
    ])
    await vera.send('PATCH', '/api/person', { name: 'Vera Winter' })
    expect(await auditOf(owner, 'workspace.rename-member')).toHaveLength(1)
    expect((await vera.send('PATCH', '/api/person', { name: 'a\u0000b' })).body.errors[0].path).toBe('name')
    expect((await house.browser().send('PATCH', '/api/person', { name: 'Nobody' })).status).toBe(401)
    await vera.send('PATCH', '/api/person', { name: VERA.name })
  })

  test('a mail address is not even asked for without the password', async () => {
    const wrong = await ask(vera, 'vera@new.test', 'not the password')
    expect([wrong.status, wrong.body.code]).toEqual([403, 'session/wrong-password'])
    expect((await ask(vera, VERA.email.toUpperCase(), VERA.password)).body.code).toBe('session/email-unchanged')
    expect((await vera.send('GET', '/api/person/email-change')).body).toEqual({ change: null })
    expect((await ask(vera, 'no mail', '')).body.errors.map((error: { path: string }) => error.path)).toEqual([
      'email',
      'password',
    ])
  })

  test('a wish waits until somebody who could reset the password vouches for it; then every other session ends', async () => {
    const elsewhere = house.browser('10.3.0.1')
    await elsewhere.send('POST', '/api/auth/sign-in/email', { email: VERA.email, password: VERA.password })
    const reset = await owner.send(
      'POST',
      `${at}/members/${(await memberOf(owner, VERA.name)).personId}/password-reset`,
    )
    const asked = await ask(vera, 'Vera@New.test', VERA.password)
    expect(asked.body).toMatchObject({ email: VERA.email, change: { email: 'vera@new.test', waitsFor: 'approval' } })
    expect(await whoIs(vera)).toMatchObject({ email: VERA.email })
    expect((await memberOf(vera, VERA.name)).wantedEmail).toBeNull()
    const { personId, wantedEmail } = await memberOf(owner, VERA.name)
    expect(wantedEmail).toBe('vera@new.test')
    const decide = (by: Browser, email: string, decision: string) =>
      by.send('POST', `${at}/members/${personId}/email-change`, { email, decision })
    expect((await decide(vera, wantedEmail, 'approve')).status).toBe(403)
    expect((await decide(owner, 'other@new.test', 'approve')).status).toBe(404)
    const approved = await decide(lea, wantedEmail, 'approve')
    expect([approved.status, approved.body.email, approved.body.wantedEmail]).toEqual([200, 'vera@new.test', null])
    expect(await whoIs(vera)).toMatchObject({ email: 'vera@new.test' })
    expect(await whoIs(elsewhere)).toBeNull()
    expect((await signIn(house, VERA.email, VERA.password)).status).toBe(401)
    expect((await signIn(house, 'vera@new.test', VERA.password)).status).toBe(200)
    const token = reset.body.link.split('/').at(-1)
    const late = await house.browser().send('POST', `/api/password-resets/${token}`, { password: 'some new password' })
    expect(late.body.code).toBe('session/reset-invalid')
    expect(await auditOf(owner, 'workspace.change-email')).toMatchObject([
      { actorName: 'Lea Lead', before: { email: VERA.email }, after: { email: 'vera@new.test' } },
    ])
  })

  test('a wish can be declined, or taken back', async () => {
    await ask(vera, 'vera@other.test', VERA.password)
    const { personId } = await memberOf(owner, VERA.name)
    const body = { email: 'vera@other.test', decision: 'decline' }
    const declined = await owner.send('POST', `${at}/members/${personId}/email-change`, body)
    expect(declined.body).toMatchObject({ email: 'vera@new.test', wantedEmail: null })
    await ask(vera, 'vera@third.test', VERA.password)
    expect((await vera.send('DELETE', '/api/person/email-change')).body).toEqual({ isDropped: true })
    expect((await vera.send('DELETE', '/api/person/email-change')).body).toEqual({ isDropped: false })
    expect((await memberOf(owner, VERA.name)).wantedEmail).toBeNull()
  })

  test('an address that belongs to somebody else cannot be approved', async () => {
    await ask(vera, OWNER.email, VERA.password)
    const { personId } = await memberOf(owner, VERA.name)
    const body = { email: OWNER.email, decision: 'approve' }
    const taken = await owner.send('POST', `${at}/members/${personId}/email-change`, body)
    expect([taken.status, taken.body.code]).toEqual([409, 'session/email-taken'])
    expect(await whoIs(vera)).toMatchObject({ email: 'vera@new.test' })
    await vera.send('DELETE', '/api/person/email-change')
  })

  test('a program lead of one workspace does not vouch for an owner, nor for a member of another workspace', async () => {
    await house.database.pool.query("select mainstay.create_workspace('south', 'South', 'EUR')")
    await house.database.superuser.query(
      `insert into mainstay.membership (workspace_id, person_id, role) select w.id, p.id, 'viewer'
       from mainstay.workspace w, identity.person p where w.slug = 'south' and p.name = $1`,
      [VERA.name],
    )
    await ask(vera, 'vera@fourth.test', VERA.password)
    const { personId } = await memberOf(owner, VERA.name)
    const body = { email: 'vera@fourth.test', decision: 'approve' }
    for (const by of [lea, owner])
      expect((await by.send('POST', `${at}/members/${personId}/email-change`, body)).body.code).toBe(
        'workspace/role-above-own',
      )
    const { rows } = await house.database.superuser.query(
      `select count(*)::integer as count from mainstay.audit_entry e join mainstay.workspace w on w.id = e.workspace_id
       where w.slug = 'south' and e.action = 'workspace.ask-email-change'`,
    )
    expect(rows).toEqual([{ count: 1 }])
  })

  test('whoever manages people in each of their workspaces has nobody above them, and changes at once', async () => {
    const asked = await ask(owner, 'olga@new.test', OWNER.password)
    expect(asked.body).toEqual({ email: 'olga@new.test', change: null })
    expect(await whoIs(owner)).toMatchObject({ email: 'olga@new.test' })
    expect((await signIn(house, 'olga@new.test', OWNER.password)).status).toBe(200)
  })
})

describe('where mail is sent', () => {
  let house: SignInProgram
  let mailbox: Mailbox
  let owner: Browser
  let vera: Browser
  const runJobs = () => house.jobs.drain(house.program.jobHandlers)
  const tokenIn = (body: string | undefined) => /\/confirm-email\/([\w-]+)/.exec(body ?? '')?.[1] ?? ''

  beforeAll(async () => {
    mailbox = await openMailbox()
    house = await createSignInProgram({
      MAINSTAY_SMTP_URL: `smtp://127.0.0.1:${mailbox.port}`,
      MAINSTAY_MAIL_FROM: 'mainstay@north.test',
      MAINSTAY_PUBLIC_URL: 'http://localhost:4700',
    })
    owner = await house.owner()
    vera = await house.member(owner, VERA)
    await runJobs()
  })
  afterAll(async () => {
    await house.stop()
    await mailbox.close()
  })

  test('the new address confirms itself; the old one is told before and after', async () => {
    const elsewhere = house.browser('10.3.0.2')
    await elsewhere.send('POST', '/api/auth/sign-in/email', { email: VERA.email, password: VERA.password })
    const start = mailbox.received.length
    const asked = await ask(vera, 'vera@new.test', VERA.password)
    expect(asked.body).toMatchObject({ email: VERA.email, change: { email: 'vera@new.test', waitsFor: 'link' } })
    await runJobs()
    const mails = mailbox.received.slice(start)
    expect(mails.map(({ to }) => to[0])).toEqual([VERA.email, 'vera@new.test'])
    expect(tokenIn(mails[0]?.body)).toBe('')
    expect((await memberOf(owner, VERA.name)).wantedEmail).toBeNull()
    const token = tokenIn(mails[1]?.body)
    const nobody = house.browser('10.3.0.3')
    expect((await nobody.send('POST', '/api/email-changes/wrong-token')).body.code).toBe('session/email-change-invalid')
    const confirmed = await nobody.send('POST', `/api/email-changes/${token}`)
    expect([confirmed.status, confirmed.body]).toEqual([200, { email: 'vera@new.test' }])
    expect(await whoIs(nobody)).toBeNull()
    expect(await whoIs(vera)).toMatchObject({ email: 'vera@new.test' })
    expect(await whoIs(elsewhere)).toBeNull()
    expect((await nobody.send('POST', `/api/email-changes/${token}`)).status).toBe(404)
    await runJobs()
    expect(mailbox.received.at(-1)).toMatchObject({ to: [VERA.email] })
    expect(await auditOf(owner, 'workspace.change-email')).toMatchObject([
      { actorName: VERA.name, before: { email: VERA.email }, after: { email: 'vera@new.test' } },
    ])
  })

  test('an address of somebody else gets no link, and the answer does not tell', async () => {
    const start = mailbox.received.length
    const asked = await ask(vera, OWNER.email, VERA.password)
    expect(asked.body).toMatchObject({ change: { email: OWNER.email, waitsFor: 'link' } })
    await runJobs()
    expect(mailbox.received.slice(start).map(({ to }) => to[0])).toEqual(['vera@new.test'])
  })

  test('a link ends after a day, and when a newer wish takes its place', async () => {
    await ask(vera, 'vera@late.test', VERA.password)
    await runJobs()
    const late = tokenIn(mailbox.received.at(-1)?.body)
    house.setNow(new Date(Date.now() + 25 * 3_600_000))
    expect((await house.browser().send('POST', `/api/email-changes/${late}`)).status).toBe(404)
    house.setNow(new Date())
    await ask(vera, 'vera@later.test', VERA.password)
    expect((await house.browser().send('POST', `/api/email-changes/${late}`)).status).toBe(404)
    expect((await vera.send('GET', '/api/person/email-change')).body.change).toMatchObject({ email: 'vera@later.test' })
  })

  test('two who want the same address cannot both have it', async () => {
    const tokens: string[] = []
    for (const [browser, password] of [
      [vera, VERA.password],
      [owner, OWNER.password],
    ] as const) {
      await ask(browser, 'shared@acme.test', password)
      await runJobs()
      tokens.push(tokenIn(mailbox.received.at(-1)?.body))
    }
    const answers = await Promise.all(
      tokens.map((token) => house.browser().send('POST', `/api/email-changes/${token}`)),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })
})
