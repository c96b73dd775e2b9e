import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { serveProgram } from '../../app.ts'
import { serveWeb } from './web-door.ts'

const ALLOWED = 6

let house: TestProgram
let ann: TestPerson
let bert: TestPerson
let app: FastifyInstance

beforeAll(async () => {
  house = await createTestProgram()
  await house.createWorkspace('north')
  ann = await house.createPerson('north', { role: 'owner' })
  bert = await house.createPerson('north', { role: 'viewer' })
})
afterAll(() => house.stop())
beforeEach(async () => {
  app = await serveProgram(house.program, {
    requestsPerMinute: ALLOWED,
    doors: [(server) => serveWeb(server, import.meta.dirname)],
  })
  return () => app.close()
})

async function asked(person: TestPerson | null, times: number, url = '/api/workspaces/north/members') {
  const answers = []
  for (let round = 0; round < times; round += 1) {
    answers.push(
      await app.inject({ method: 'GET', url, headers: person ? { authorization: person.authorization } : {} }),
    )
  }
  return { answers, statuses: answers.map((answer) => answer.statusCode) }
}

it('allows each person so many requests a minute, whoever else sits behind the same address', async () => {
  const { answers, statuses } = await asked(ann, ALLOWED + 2)
  expect(statuses).toEqual([...Array(ALLOWED).fill(200), 429, 429])
  expect((await asked(bert, ALLOWED)).statuses).toEqual(Array(ALLOWED).fill(200))
  const refused = answers.at(-1)
  expect(refused?.json()).toMatchObject({ code: 'http/too-many-requests', facts: { retryAfterSeconds: 60 } })
  expect(refused?.headers['retry-after']).toBe('60')
})

it('counts what a person asks at the doors beside the contract as well', async () => {
  expect((await asked(ann, ALLOWED)).statuses).not.toContain(429)
  expect((await asked(ann, 1, '/api/workspaces/north/accounts/export?format=csv')).statuses).toEqual([429])
})

it('allows one address ten times as much, so that an office can load the application', async () => {
  const { statuses } = await asked(null, ALLOWED * 10 + 1, '/allowance.ts')
  expect(statuses).toEqual([...Array(ALLOWED * 10).fill(200), 429])
  expect((await asked(null, 1, '/livez')).statuses).not.toContain(429)
})

it('gives nobody a fresh allowance for a header they wrote themselves', async () => {
  const statuses: number[] = []
  for (let round = 0; round <= ALLOWED * 10; round += 1) {
    const headers = { authorization: `Bearer made-up-${round}`, 'x-forwarded-for': `10.0.0.${round}` }
    const answer = await app.inject({ method: 'GET', url: '/api/workspaces/north/members', headers })
    statuses.push(answer.statusCode)
  }
  expect(statuses).toEqual([...Array(ALLOWED * 10).fill(401), 429])
})
