import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createSignInProgram, OWNER, type SignInProgram } from './sign-in-harness.ts'
import { TRIES } from './throttle.ts'

let house: SignInProgram

beforeAll(async () => {
  house = await createSignInProgram()
  await house.owner()
})
afterAll(() => house.stop())
beforeEach(async () => {
  await house.database.superuser.query('delete from identity.attempt')
  house.setNow(new Date())
})

const signIn = (address: string, email: string, password: string) =>
  house.browser(address).send('POST', '/api/auth/sign-in/email', { email, password })

test('100 wrong sign-ins from one address, on as many accounts, end in 429 with the time to wait', async () => {
  const statuses: number[] = []
  let last = await signIn('10.9.0.1', 'nobody@example.test', 'wrong')
  for (let index = 0; index < 100; index++) {
    last = await signIn('10.9.0.1', `nobody${index}@example.test`, 'wrong')
    statuses.push(last.status)
  }
  expect(statuses.filter((status) => status === 401)).toHaveLength(TRIES.address - 1)
  expect(last.status).toBe(429)
  expect(Number(last.headers['retry-after'])).toBeGreaterThan(800)
  expect(last.body.code).toBe('http/too-many-requests')
  expect((await signIn('10.9.0.2', OWNER.email, OWNER.password)).status).toBe(200)
})

test('100 wrong sign-ins at one account from as many addresses end in 429, and its owner gets in again after the window', async () => {
  let last = await signIn('10.8.0.0', OWNER.email, 'wrong')
  for (let index = 1; index < 100; index++) last = await signIn(`10.8.0.${index}`, OWNER.email, 'wrong')
  expect(last.status).toBe(429)
  expect((await signIn('10.8.1.1', OWNER.email, OWNER.password)).status).toBe(429)
  house.setNow(new Date(Date.now() + 901_000))
  expect((await signIn('10.8.1.1', OWNER.email, OWNER.password)).status).toBe(200)
})

test('wrong tries at once are counted before they are made', async () => {
  const answers = await Promise.all(Array.from({ length: 80 }, () => signIn('10.7.0.1', OWNER.email, 'wrong')))
  expect(answers.filter((answer) => answer.status === 401)).toHaveLength(TRIES.address)
})

test('one address alone cannot lock an account', async () => {
  for (let index = 0; index < 60; index++) await signIn('10.6.0.1', OWNER.email, 'wrong')
  expect((await signIn('10.6.0.2', OWNER.email, OWNER.password)).status).toBe(200)
})

test('right sign-ins are never counted', async () => {
  for (let index = 0; index < TRIES.account + 5; index++) {
    expect((await signIn('10.5.0.1', OWNER.email, OWNER.password)).status).toBe(200)
  }
}, 60_000)

test('codes of set-up, links of invitations and of new passwords are throttled alike', async () => {
  const tries = [
    [
      'POST',
      '/api/setup',
      {
        code: 'WRONG',
        name: 'Eve',
        email: 'eve@example.test',
        password: 'long enough one',
        workspaceName: 'E',
        workspaceSlug: 'e',
        reportingCurrency: 'EUR',
      },
    ],
    ['GET', '/api/invitations/wrong-token', undefined],
    ['POST', '/api/invitations/wrong-token/acceptance', {}],
    ['POST', '/api/password-resets/wrong-token', { password: 'long enough one' }],
    ['POST', '/api/auth/two-factor/verify-totp', { code: '123456' }],
  ] as const
  for (const [method, url, body] of tries) {
    const statuses = []
    let last = await house.browser('10.4.0.1').send(method, url, body)
    for (let index = 0; index < 100; index++) {
      last = await house.browser('10.4.0.1').send(method, url, body)
      statuses.push(last.status)
    }
    expect([url, last.status]).toEqual([url, 429])
    expect(Number(last.headers['retry-after'])).toBeGreaterThan(0)
  }
})

test('no mail address stands in what is counted', async () => {
  await signIn('10.3.0.1', 'secret.name@example.test', 'wrong')
  const { rows } = await house.database.superuser.query('select a.key from identity.attempt a')
  expect(rows.length).toBe(2)
  for (const row of rows) expect(row.key).toMatch(/^[0-9a-f]{64}$/)
})
