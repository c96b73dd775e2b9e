import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { loadMembership } from '../auth/membership.ts'
import { type Browser, createSignInProgram, OWNER, type SignInProgram } from '../auth/sign-in-harness.ts'
import { noOrigin } from '../use-case.ts'
import { type Mailbox, openMailbox } from './mailbox-harness.ts'
import { askForOverdueMail, MOST_ATTEMPTS } from './send-job.ts'

let mailbox: Mailbox
let house: SignInProgram
let owner: Browser
const at = '/api/workspaces/north'
const ACCESS = { role: 'viewer', visibility: 'all', seesMargins: false }

beforeAll(async () => {
  mailbox = await openMailbox()
  house = await createSignInProgram({
    MAINSTAY_SMTP_URL: `smtp://127.0.0.1:${mailbox.port}`,
    MAINSTAY_MAIL_FROM: 'Mainstay at North <mainstay@north.test>',
    MAINSTAY_PUBLIC_URL: 'http://localhost:4700',
  })
  owner = await house.owner()
})
afterAll(async () => {
  await house.stop()
  await mailbox.close()
})
beforeEach(() => {
  mailbox.mood = 'takes'
  house.setNow(new Date())
})

const runJobs = () => house.jobs.drain(house.program.jobHandlers)
const later = async (minutes: number) => {
  house.setNow(new Date(Date.now() + minutes * 60_000))
  await askForOverdueMail(house.program.context)
  await runJobs()
}

async function invite(email: string) {
  const answer = await owner.send('POST', `${at}/invitations`, { email, ...ACCESS })
  expect(answer.status).toBe(201)
  return answer.body
}

async function stateOf(email: string) {
  const list = await owner.send('GET', `${at}/invitations?limit=200`)
  return list.body.rows.find((row: { email: string }) => row.email === email)?.mail
}

describe('an invitation', () => {
  test('goes out with the link that joins, from the address that was set, to the one person', async () => {
    const made = await invite('ann@acme.test')
    expect(made.mail).toMatchObject({ status: 'waiting', attempts: 0, fault: null })
    const before = mailbox.received.length
    await runJobs()
    expect(mailbox.received).toHaveLength(before + 1)
    const mail = mailbox.received.at(-1)
    expect(mail?.to).toEqual(['ann@acme.test'])
    expect(mail?.from).toBe('mainstay@north.test')
    expect(mail?.headers).toMatch(/^From: Mainstay at North <mainstay@north\.test>$/m)
    expect(mail?.headers).toMatch(/^Subject: Invitation to North on Mainstay$/m)
    expect(mail?.headers).toMatch(/^Auto-Submitted: auto-generated$/m)
    expect(mail?.body).toContain('Olga Owner invites you')
    expect(mail?.body.split(made.link).length).toBeGreaterThan(2)
    expect(made.link).toMatch(/^http:\/\/localhost:4700\/invitation\//)
    expect(await stateOf('ann@acme.test')).toMatchObject({ status: 'sent', attempts: 1, fault: null })
  })

  test('leaves nothing readable of its link in the database, before and after', async () => {
    const made = await invite('bea@acme.test')
    const token = made.link.split('/').at(-1)
    const dump = async () =>
      JSON.stringify((await house.database.superuser.query('select m.* from identity.outgoing_mail m')).rows)
    expect(await dump()).not.toContain(token)
    await runJobs()
    const { rows } = await house.database.superuser.query(
      `select m.content from identity.outgoing_mail m where m.address = 'bea@acme.test'`,
    )
    expect(rows).toEqual([{ content: null }])
  })

  test('is not sent when the change it belongs to is rolled back', async () => {
    const membership = await loadMembership(house.database.pool, 'north', { id: await ownerId(), name: OWNER.name })
    if (!membership) throw new Error('the owner is a member')
    const before = mailbox.received.length
    const letter = { kind: 'test', subject: 'Never', paragraphs: [], action: null }
    const failing = house.program.useCases.command(membership.actor, noOrigin, async (scope) => {
      expect(
        await scope.sendMail({ to: { personId: scope.actor.id }, letter, about: { subjectType: 'x', subjectId: '1' } }),
      ).toBe('waiting')
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    await runJobs()
    expect(mailbox.received).toHaveLength(before)
  })

  test('with a hostile name of workspace and person stays one mail to one person', async () => {
    const settings = await owner.send('GET', `${at}/settings`)
    const name = 'Free money: https://evil.test/?a=1&b=<b> Ünïcode'
    await owner.send('PATCH', `${at}/settings`, { name }, { 'if-match': `"${settings.body.version}"` })
    await owner.send('PATCH', '/api/person', { name: 'Eve <eve@evil.test>, "Bob"' })
    await invite('cat@acme.test')
    await runJobs()
    const mail = mailbox.received.at(-1)
    expect(mail?.to).toEqual(['cat@acme.test'])
    expect(mail?.headers.match(/^(to|cc|bcc):/gim)).toEqual(['To:'])
    expect(mail?.headers).toMatch(/^To: cat@acme\.test$/m)
    expect(mail?.body).not.toContain('evil.test')
    expect(mail?.body.slice(mail.body.indexOf('<!doctype'))).not.toMatch(/<b>|<eve/)
    await owner.send('PATCH', '/api/person', { name: OWNER.name })
    const now = await owner.send('GET', `${at}/settings`)
    await owner.send('PATCH', `${at}/settings`, { name: 'North' }, { 'if-match': `"${now.body.version}"` })
  })
})

async function ownerId(): Promise<string> {
  return (await owner.send('GET', '/api/session')).body.person.id
}

describe('a mail server that', () => {
  test('is down gets the mail once it is back, with the same message id', async () => {
    await mailbox.close()
    await invite('dan@acme.test')
    await runJobs()
    expect(await stateOf('dan@acme.test')).toMatchObject({
      status: 'waiting',
      attempts: 1,
      fault: expect.stringMatching(/ECONN|ESOCKET/),
    })
    await later(10)
    expect(await stateOf('dan@acme.test')).toMatchObject({ status: 'waiting', attempts: 2 })
    await mailbox.reopen()
    await later(30)
    expect(await stateOf('dan@acme.test')).toMatchObject({ status: 'sent', attempts: 3, fault: null })
    const { rows } = await house.database.superuser.query(
      `select m.id from identity.outgoing_mail m where m.address = 'dan@acme.test'`,
    )
    expect(mailbox.received.at(-1)?.headers).toContain(`Message-ID: <${rows[0].id}@north.test>`)
  })

  test('stays busy is given up after the last attempt, and everybody who manages people sees it', async () => {
    mailbox.mood = 'busy'
    await invite('eva@acme.test')
    await runJobs()
    for (let attempt = 2; attempt <= MOST_ATTEMPTS; attempt++) await later(attempt * 75)
    house.setNow(new Date())
    expect(await stateOf('eva@acme.test')).toMatchObject({
      status: 'failed',
      attempts: MOST_ATTEMPTS,
      fault: 'EENVELOPE 451',
    })
    const { rows } = await house.database.superuser.query(
      `select m.content from identity.outgoing_mail m where m.address = 'eva@acme.test'`,
    )
    expect(rows).toEqual([{ content: null }])
  })

  test('refuses the address is not asked again', async () => {
    mailbox.mood = 'refuses'
    await invite('fay@acme.test')
    await runJobs()
    expect(await stateOf('fay@acme.test')).toMatchObject({ status: 'failed', attempts: 1, fault: 'EENVELOPE 550' })
  })

  test('comes back too late for the link sends nothing any more', async () => {
    await mailbox.close()
    await invite('gus@acme.test')
    await runJobs()
    await mailbox.reopen()
    const before = mailbox.received.length
    await later(8 * 24 * 60)
    expect(mailbox.received).toHaveLength(before)
    const { rows } = await house.database.superuser.query(
      `select m.status, m.fault from identity.outgoing_mail m where m.address = 'gus@acme.test'`,
    )
    expect(rows).toEqual([{ status: 'failed', fault: 'too-late' }])
  })

  test('is asked by one worker only, however many take up the same mail', async () => {
    const before = mailbox.received.length
    await invite('hal@acme.test')
    const { rows } = await house.database.superuser.query(
      `select m.id, m.workspace_id from identity.outgoing_mail m where m.address = 'hal@acme.test'`,
    )
    const handler = house.program.jobHandlers.find(({ queue }) => queue === 'mail')
    const data = { workspaceId: rows[0].workspace_id, mailId: rows[0].id }
    await Promise.all(Array.from({ length: 5 }, () => handler?.run(data, new AbortController().signal)))
    expect(mailbox.received).toHaveLength(before + 1)
    await runJobs()
    expect(mailbox.received).toHaveLength(before + 1)
  })
})

describe('an invitation that has ended', () => {
  test('is not sent any more when it was withdrawn, or replaced by a newer one, while it waited', async () => {
    mailbox.mood = 'busy'
    const first = await invite('ida@acme.test')
    await runJobs()
    const second = await invite('ida@acme.test')
    await runJobs()
    await owner.send('DELETE', `${at}/invitations/${second.id}`)
    mailbox.mood = 'takes'
    const before = mailbox.received.length
    await later(60)
    expect(mailbox.received).toHaveLength(before)
    const { rows } = await house.database.superuser.query(
      'select m.status, m.fault, m.content from identity.outgoing_mail m where m.subject_id in ($1, $2)',
      [first.id, second.id],
    )
    const ended = { status: 'failed', fault: 'withdrawn', content: null }
    expect(rows).toEqual([ended, ended])
  })
})

describe('a link for a new password', () => {
  test('made by an owner goes to the member, and says so', async () => {
    const vera = { name: 'Vera Viewer', email: 'vera@acme.test', password: 'long enough words', role: 'viewer' }
    await house.member(owner, vera)
    await runJobs()
    const members = await owner.send('GET', `${at}/members?limit=200`)
    const { personId } = members.body.rows.find((row: { email: string }) => row.email === vera.email)
    const reset = await owner.send('POST', `${at}/members/${personId}/password-reset`)
    expect(reset.body.isMailed).toBe(true)
    await runJobs()
    expect(mailbox.received.at(-1)?.to).toEqual([vera.email])
    expect(mailbox.received.at(-1)?.body).toContain(reset.body.link)
    const stateFor = async (browser: Browser) => {
      const list = await browser.send('GET', `${at}/members?limit=200`)
      return list.body.rows.find((row: { email: string }) => row.email === vera.email).mail
    }
    expect(await stateFor(owner)).toMatchObject({ status: 'sent' })
    const own = house.browser('10.7.0.9')
    await own.send('POST', '/api/auth/sign-in/email', { email: vera.email, password: vera.password })
    expect(await stateFor(own)).toBeNull()
  })

  test('can be asked for by whoever forgot theirs; the answer is the same for somebody unknown', async () => {
    const before = mailbox.received.length
    const stranger = house.browser('10.7.0.1')
    const known = await stranger.send('POST', '/api/password-resets', { email: 'VERA@acme.test' })
    const unknown = await stranger.send('POST', '/api/password-resets', { email: 'nobody@acme.test' })
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body])
    await stranger.send('POST', '/api/password-resets', { email: 'vera@acme.test' })
    await runJobs()
    expect(mailbox.received).toHaveLength(before + 1)
    const link = /http:\/\/localhost:4700\/reset-password\/([\w-]+)/.exec(mailbox.received.at(-1)?.body ?? '')
    const set = await stranger.send('POST', `/api/password-resets/${link?.[1]}`, { password: 'another good one' })
    expect([set.status, set.body]).toEqual([200, { email: 'vera@acme.test' }])
    const signedIn = await stranger.send('POST', '/api/auth/sign-in/email', {
      email: 'vera@acme.test',
      password: 'another good one',
    })
    expect(signedIn.status).toBe(200)
  })

  test('takes as long to answer for somebody unknown', async () => {
    const time = async (email: string) => {
      const started = performance.now()
      await house.browser('10.7.0.2').send('POST', '/api/password-resets', { email })
      return performance.now() - started
    }
    const known = await time(OWNER.email)
    const unknown = await time('nobody2@acme.test')
    expect(Math.abs(known - unknown)).toBeLessThan(120)
  })

  test('cannot be asked for without end', async () => {
    const browser = house.browser('10.7.0.3')
    let last = 0
    for (let round = 0; round < 32 && last !== 429; round++)
      last = (await browser.send('POST', '/api/password-resets', { email: `x${round}@acme.test` })).status
    expect(last).toBe(429)
  }, 20_000)
})
