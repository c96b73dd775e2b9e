import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestProgram, type TestProgram } from '../../../test/program.ts'

let house: TestProgram

beforeAll(async () => {
  house = await createTestProgram()
})
afterAll(() => house.stop())

test('a running process says so without asking the database', async () => {
  const answer = await house.call(null, 'GET', '/livez')
  expect([answer.status, answer.body]).toEqual([200, { status: 'alive' }])
})

test('a process that can serve is ready', async () => {
  const answer = await house.call(null, 'GET', '/readyz')
  expect([answer.status, answer.body]).toEqual([200, { status: 'ready' }])
})

test('a schema that does not fit, and a queue that stands still, are reasons not to be ready', async () => {
  const sql = (text: string) => house.database.superuser.query(text)
  await sql('create table kept as select m.number, m.checksum from mainstay_schema.migration m')
  await sql("update mainstay_schema.migration set checksum = 'other' where number = 1")
  const schema = await house.call(null, 'GET', '/readyz')
  expect([schema.status, schema.body.reasons[0].check]).toEqual([503, 'migrations'])
  expect(schema.headers['retry-after']).toBe('5')
  await sql('update mainstay_schema.migration m set checksum = k.checksum from kept k where k.number = m.number')
  const { oldestWaitSeconds } = house.jobs
  Object.assign(house.jobs, { oldestWaitSeconds: async () => 3_600 })
  const queue = await house.call(null, 'GET', '/readyz')
  expect([queue.status, queue.body.reasons]).toEqual([
    503,
    [{ check: 'queue', reason: 'the oldest job has waited 3600 seconds' }],
  ])
  Object.assign(house.jobs, { oldestWaitSeconds })
  expect((await house.call(null, 'GET', '/readyz')).status).toBe(200)
})

test('metrics are for this machine, and nobody a proxy passes on', async () => {
  await house.call(null, 'GET', '/api/workspaces/some-secret-name/accounts')
  const here = await house.call(null, 'GET', '/metrics')
  expect(here.status).toBe(200)
  expect(here.body).toContain('mainstay_http_request_seconds_bucket')
  expect(here.body).toContain('route="/api/workspaces/:/accounts"')
  expect(here.body).not.toContain('some-secret-name')
  expect(here.body).toContain('mainstay_database_connections{state="idle"}')
  expect(here.body).toContain('process_resident_memory_bytes')
  const forwarded = await house.call(null, 'GET', '/metrics', undefined, { 'x-forwarded-for': '203.0.113.9' })
  expect(forwarded.status).toBe(404)
  const elsewhere = await house.app.inject({ method: 'GET', url: '/metrics', remoteAddress: '203.0.113.9' })
  expect(elsewhere.statusCode).toBe(404)
})

test('a connection that never carried a request does not hold up the stop', async () => {
  const other = await createTestProgram()
  await other.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = other.app.server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1')
  await new Promise((resolve) => socket.once('connect', resolve))
  const started = performance.now()
  await other.stop()
  expect(performance.now() - started).toBeLessThan(10_000)
  socket.destroy()
})
