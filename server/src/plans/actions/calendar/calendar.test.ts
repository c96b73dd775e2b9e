import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ActionHouse, createActionHouse, hideActions } from '../actions-harness.ts'

let at: ActionHouse
beforeAll(async () => {
  at = await createActionHouse()
})
afterAll(() => at.house.stop())

const feed = (person: Parameters<ActionHouse['call']>[0], method: 'GET' | 'POST', more = '', workspace = 'north') =>
  at.house.call(person, method, `/api/workspaces/${workspace}/calendar-feed${more}`, method === 'POST' ? {} : undefined)
const open = (path: string) => at.house.call(null, 'GET', path)
const make = async () => (await feed(at.viewer, 'POST')).body.path as string

test('an address is made, shown once, read by a calendar without signing in, and stopped', async () => {
  expect((await feed(at.viewer, 'GET')).body).toEqual({ isOn: false, createdAt: null, lastReadAt: null })
  const owner = { kind: 'member', personId: at.viewer.id }
  await at.given({ title: 'Due soon', dueOn: '2026-12-01', owner })
  await at.given({ title: 'Without date', owner })
  await at.given({ title: 'Of somebody else', dueOn: '2026-12-01' })
  const path = await make()
  expect(path).toMatch(/^\/api\/calendars\/[\w-]{43}\.ics$/)
  const calendar = await open(path)
  expect(calendar.headers['content-type']).toBe('text/calendar; charset=utf-8')
  expect(calendar.headers['cache-control']).toBe('no-store')
  expect(calendar.body).toContain('SUMMARY:Account K100: Due soon')
  expect(calendar.body.match(/BEGIN:VEVENT/g)).toHaveLength(1)
  expect((await feed(at.viewer, 'GET')).body).toMatchObject({ isOn: true, lastReadAt: '2026-11-20T10:00:00.000Z' })
  const stored = await at.house.database.superuser.query('select f.token_hash from mainstay.calendar_feed f')
  expect(path).not.toContain(stored.rows[0].token_hash)
  expect((await feed(at.viewer, 'POST', '/revocation')).body.isOn).toBe(false)
  expect((await open(path)).status).toBe(404)
})

test('a new address ends the one before', async () => {
  const [first, second] = [await make(), await make()]
  expect((await open(first)).status).toBe(404)
  expect((await open(second)).status).toBe(200)
})

test('nothing is told of wrong addresses, of hidden sections, and to whoever has left', async () => {
  const path = await make()
  expect((await open('/api/calendars/nonsense.ics')).status).toBe(404)
  expect((await open(`/api/calendars/${'a'.repeat(43)}.ics`)).status).toBe(404)
  await hideActions(at.house, at.plan.id, true)
  expect((await open(path)).body).not.toContain('VEVENT')
  await hideActions(at.house, at.plan.id, false)
  await at.house.database.superuser.query(`update mainstay.membership set status = 'disabled' where person_id = $1`, [
    at.viewer.id,
  ])
  expect((await open(path)).status).toBe(404)
  await at.house.database.superuser.query(`update mainstay.membership set status = 'active' where person_id = $1`, [
    at.viewer.id,
  ])
})

test('one makes an address for oneself alone', async () => {
  expect((await feed(null, 'POST')).status).toBe(401)
  expect((await feed(at.stranger, 'POST')).status).toBe(404)
  expect((await feed(at.manager, 'GET')).body.isOn).toBe(false)
})

test('a workspace that demands a second factor closes the address of whoever has none', async () => {
  const path = (await feed(at.contributor, 'POST')).body.path as string
  const demand = (isDemanded: boolean) =>
    at.house.database.superuser.query(`update mainstay.workspace set requires_two_factor = $1 where slug = 'north'`, [
      isDemanded,
    ])
  await demand(true)
  expect((await open(path)).status).toBe(404)
  await at.house.database.superuser.query(`update identity.person set "twoFactorEnabled" = true where id = $1`, [
    at.contributor.id,
  ])
  expect((await open(path)).status).toBe(200)
  await demand(false)
})
