import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../../test/program.ts'
import { STREAMS_PER_PERSON } from './changes-door.ts'

let house: TestProgram
let base: string
let owner: TestPerson
let viewer: TestPerson

interface Heard {
  readonly id: string
  readonly event: string
  // biome-ignore lint/suspicious/noExplicitAny: assertions look into events of any shape
  readonly data: any
}

interface Follower {
  readonly status: number
  readonly headers: Headers
  readonly events: Heard[]
  readonly isOpen: () => boolean
  /** Waits until so many events are there. */
  until(count: number, milliseconds?: number): Promise<Heard[]>
  stop(): void
}

const followers: Follower[] = []

beforeAll(async () => {
  house = await createTestProgram()
  for (const slug of ['north', 'south']) await house.createWorkspace(slug)
  owner = await house.createPerson('north', { role: 'owner', name: 'Olga Owner' })
  viewer = await house.createPerson('north', { role: 'viewer', visibility: 'team' })
  await house.app.listen({ host: '127.0.0.1', port: 0 })
  base = `http://127.0.0.1:${(house.app.server.address() as AddressInfo).port}`
})
afterEach(() => {
  for (const follower of followers.splice(0)) follower.stop()
})
afterAll(() => house.stop())

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

async function follow(
  person: TestPerson,
  headers: Record<string, string> = {},
  workspace = 'north',
): Promise<Follower> {
  const abort = new AbortController()
  const response = await fetch(`${base}/api/workspaces/${workspace}/changes`, {
    headers: { authorization: person.authorization, ...headers },
    signal: abort.signal,
  })
  const events: Heard[] = []
  let isOpen = response.status === 200
  if (!isOpen) await response.arrayBuffer()
  if (isOpen) void read(response, events).finally(() => (isOpen = false))
  const follower: Follower = {
    status: response.status,
    headers: response.headers,
    events,
    isOpen: () => isOpen,
    until: async (count, milliseconds = 3_000) => {
      const end = Date.now() + milliseconds
      while (events.length < count && Date.now() < end) await pause(10)
      return events
    },
    stop: () => abort.abort(),
  }
  followers.push(follower)
  // The place to begin at is taken right after the stream opens.
  if (isOpen && !headers['last-event-id']) await pause(150)
  return follower
}

async function read(response: Response, events: Heard[]): Promise<void> {
  let text = ''
  const decoder = new TextDecoder()
  try {
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true })
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) {
        const field = (name: string) =>
          block
            .split('\n')
            .find((line) => line.startsWith(`${name}: `))
            ?.slice(name.length + 2) ?? ''
        if (field('event')) events.push({ id: field('id'), event: field('event'), data: JSON.parse(field('data')) })
      }
    }
  } catch {
    // stopped by the test
  }
}

let views = 0
const saveView = (person = owner, headers: Record<string, string> = {}) =>
  house.call(
    person,
    'POST',
    '/api/workspaces/north/views',
    { screen: 'portfolio', name: `view ${++views}`, definition: { secret: 1 } },
    headers,
  )

describe('the change feed', () => {
  test('tells another browser within a second, without saying what the value is', async () => {
    const stream = await follow(viewer)
    expect(stream.headers.get('content-type')).toContain('text/event-stream')
    expect(stream.headers.get('content-security-policy')).toContain("default-src 'none'")
    const saved = await saveView(owner, { 'x-mainstay-tab': 'tab-1' })
    const started = performance.now()
    const [event] = await stream.until(1)
    expect(performance.now() - started).toBeLessThan(1_000)
    expect(event?.event).toBe('change')
    expect(Object.keys(event?.data).sort()).toEqual([
      'accountId',
      'actorName',
      'at',
      'origin',
      'subjectId',
      'subjectType',
      'topic',
    ])
    expect(event?.data).toMatchObject({
      topic: 'workspace.save-view',
      subjectType: 'saved_view',
      subjectId: saved.body.id,
      actorName: 'Olga Owner',
      origin: 'tab-1',
    })
  })

  test('goes on after the last event seen, without gap or repetition', async () => {
    const first = await follow(owner)
    await saveView()
    await first.until(1)
    first.stop()
    const ids = [(await saveView()).body.id, (await saveView()).body.id]
    const second = await follow(owner, { 'last-event-id': first.events[0]?.id ?? '' })
    expect((await second.until(2)).map((event) => event.data.subjectId)).toEqual(ids)
    await pause(100)
    expect(second.events).toHaveLength(2)
  })

  test('asks a browser to load afresh whose place is gone or not understood', async () => {
    for (const id of [
      'nonsense',
      '9:5:@1795000000',
      '5:9:7,6@1795000000',
      '3:3:@1700000000',
      '1:9999999999999:@1795168800',
    ] as const) {
      const stream = await follow(owner, { 'last-event-id': id })
      expect((await stream.until(1))[0]?.event).toBe('reload')
    }
  })

  test('holds nothing back for a transaction that still runs, and skips nothing of what that writes', async () => {
    const stream = await follow(owner)
    const slow = await house.database.superuser.connect()
    const write = (topic: string) =>
      `insert into mainstay.outbox_event (workspace_id, topic, subject_type, subject_id, actor_name) select w.id, '${topic}', 't', '1', 'x' from mainstay.workspace w where w.slug = 'north'`
    const tell = `select pg_notify('mainstay_changes', w.id::text) from mainstay.workspace w where w.slug = 'north'`
    await slow.query('begin')
    await slow.query(write('early'))
    await house.database.superuser.query(write('quick'))
    await house.database.superuser.query(tell)
    expect((await stream.until(1)).map((event) => event.data.topic)).toEqual(['quick'])
    const place = stream.events[0]?.id ?? ''
    await slow.query(tell)
    await slow.query('commit')
    slow.release()
    expect((await stream.until(2)).map((event) => event.data.topic)).toEqual(['quick', 'early'])
    const later = await follow(owner, { 'last-event-id': place })
    expect((await later.until(1)).map((event) => event.data.topic)).toEqual(['early'])
  })

  test('delivers every event of many writers at once, once', async () => {
    const [one, two] = [await follow(owner), await follow(owner)]
    const ids = new Set(
      (await Promise.all(Array.from({ length: 60 }, () => saveView()))).map((answer) => answer.body.id),
    )
    await Promise.all([one.until(60, 8_000), two.until(60, 8_000)])
    expect(new Set(one.events.map((event) => event.data.subjectId))).toEqual(ids)
    await pause(100)
    expect([one.events.length, two.events.length]).toEqual([60, 60])
    expect(new Set(two.events.map((event) => event.data.subjectId))).toEqual(ids)
  })

  test('keeps events of accounts to those who see them', async () => {
    const { rows } = await house.database.superuser.query(
      `insert into mainstay.account (workspace_id, id, code, name, group_id) select w.id, 1, 'A1', 'Acme', 1 from mainstay.workspace w where w.slug = 'north' returning workspace_id`,
    )
    const [all, team] = [await follow(owner), await follow(viewer)]
    await house.database.superuser.query(
      `insert into mainstay.outbox_event (workspace_id, topic, subject_type, subject_id, account_id, actor_name) values ($1, 'accounts.change', 'account', '1', 1, 'x')`,
      [rows[0].workspace_id],
    )
    await saveView()
    expect((await all.until(2)).map((event) => event.data.topic)).toEqual(['accounts.change', 'workspace.save-view'])
    expect((await team.until(1)).map((event) => event.data.topic)).toEqual(['workspace.save-view'])
  })

  test('is closed to strangers and to those not signed in', async () => {
    expect((await follow(owner, {}, 'south')).status).toBe(404)
    expect((await follow({ ...owner, authorization: '' })).status).toBe(401)
  })

  test('ends within five seconds for whoever loses access, and tells them nothing more', async () => {
    const gone = await house.createPerson('north', { role: 'viewer' })
    const stream = await follow(gone)
    await house.database.superuser.query(`update mainstay.membership set status = 'disabled' where person_id = $1`, [
      gone.id,
    ])
    await saveView()
    const events = await stream.until(1)
    expect(events.map((event) => event.event)).toEqual(['closed'])
    const quiet = await house.createPerson('north', { role: 'viewer' })
    const other = await follow(quiet)
    await house.database.superuser.query(`update mainstay.membership set status = 'disabled' where person_id = $1`, [
      quiet.id,
    ])
    expect((await other.until(1, 5_000)).map((event) => event.event)).toEqual(['closed'])
    await pause(50)
    expect(other.isOpen()).toBe(false)
  })

  test('hears again after its connection to the database was cut', async () => {
    const stream = await follow(owner)
    await house.database.superuser.query(
      `select pg_terminate_backend(a.pid) from pg_stat_activity a where a.application_name = 'mainstay changes' and a.datname = current_database()`,
    )
    await pause(1_500)
    await saveView()
    const started = performance.now()
    expect(await stream.until(1, 6_000)).toHaveLength(1)
    expect(performance.now() - started).toBeLessThan(1_000)
  })

  test('has room for so many windows of one person', async () => {
    const many = await house.createPerson('north', { role: 'viewer' })
    const opened = await Promise.all(Array.from({ length: STREAMS_PER_PERSON }, () => follow(many)))
    expect(opened.every((stream) => stream.status === 200)).toBe(true)
    expect((await follow(many)).status).toBe(429)
    opened[0]?.stop()
    await pause(100)
    expect((await follow(many)).status).toBe(200)
  })

  test('tells a browser that is far behind to load afresh instead of sending everything', async () => {
    const stream = await follow(owner)
    await house.database.superuser.query(
      `insert into mainstay.outbox_event (workspace_id, topic, subject_type, subject_id, actor_name) select w.id, 'flood', 't', '1', 'x' from mainstay.workspace w, generate_series(1, 2000) where w.slug = 'north'`,
    )
    await house.database.superuser.query(
      `select pg_notify('mainstay_changes', w.id::text) from mainstay.workspace w where w.slug = 'north'`,
    )
    expect((await stream.until(1)).map((event) => event.event)).toEqual(['reload'])
    await saveView()
    expect((await stream.until(2))[1]?.data.topic).toBe('workspace.save-view')
  })
})

test('housekeeping clears what is old in every workspace, and nothing else', async () => {
  const sql = (text: string) => house.database.superuser.query(text)
  await sql('delete from mainstay.outbox_event')
  await sql(
    `insert into mainstay.outbox_event (workspace_id, at, topic, subject_type, subject_id, actor_name) select w.id, moment::timestamptz, 't', 't', moment, 'x' from mainstay.workspace w, unnest(array['2026-11-13T09:00Z', '2026-11-14T10:00Z']) moment`,
  )
  await sql(
    `insert into mainstay.idempotency_record (workspace_id, actor_id, endpoint, key, request_hash, created_at) select w.id, 'a', 'e', moment, 'h', moment::timestamptz from mainstay.workspace w, unnest(array['2026-10-21T09:00Z', '2026-10-22T10:00Z']) moment`,
  )
  await house.jobs.enqueue(null as never, 'housekeeping', { workspaceId: 0 })
  await house.runJobs()
  const events = await sql('select distinct e.subject_id from mainstay.outbox_event e')
  expect(events.rows.map((row) => row.subject_id)).toEqual(['2026-11-14T10:00Z'])
  const records = await sql(`select distinct r.key from mainstay.idempotency_record r where r.actor_id = 'a'`)
  expect(records.rows.map((row) => row.key)).toEqual(['2026-10-22T10:00Z'])
})
