import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'

let program: TestProgram
let lead: TestPerson
let viewer: TestPerson
let stranger: TestPerson
const base = '/api/workspaces/alpha'
const people = `${base}/program-people`
const meetings = `${base}/council-meetings`
const decisions = `${base}/council-decisions`

beforeAll(async () => {
  program = await createTestProgram()
  await program.createWorkspace('alpha')
  await program.createWorkspace('beta')
  lead = await program.createPerson('alpha', { role: 'program_lead', name: 'Lea Lead' })
  viewer = await program.createPerson('alpha', { role: 'viewer', name: 'Vic Viewer' })
  stranger = await program.createPerson('beta', { role: 'owner' })
})
afterAll(() => program.stop())

const ifMatch = ({ version }: { version: number }) => ({ 'if-match': `"${version}"` })
const codeOf = async (reply: ReturnType<TestProgram['call']>) => (await reply).body.code

describe('the people behind the program', () => {
  it('shows every role that nobody holds as a gap', async () => {
    const { body } = await program.call(viewer, 'GET', people)
    expect(body.rows).toEqual([])
    expect(body.gaps).toHaveLength(9)
    expect(body.gaps.slice(0, 3)).toEqual([
      { role: 'executive_sponsor', function: null },
      { role: 'champion', function: null },
      { role: 'council', function: 'sales' },
    ])
  })

  it('names members and people outside, one sponsor and one champion at a time, and keeps who was before', async () => {
    const sponsor = { role: 'executive_sponsor', name: 'Cleo Chief', since: '2025-01-01', until: '2026-06-30' }
    const first = await program.call(lead, 'POST', people, sponsor)
    expect(first.status).toBe(201)
    expect(first.body).toMatchObject({ name: 'Cleo Chief', personId: null, holds: false, version: 1 })
    const next = { role: 'executive_sponsor', personId: viewer.id, since: '2026-06-30', duties: 'Opens doors.' }
    expect(await codeOf(program.call(lead, 'POST', people, next))).toBe('program/role-held')
    const two = await Promise.all(
      [1, 2].map(() => program.call(lead, 'POST', people, { ...next, since: '2026-07-01' })),
    )
    expect(two.map(({ status }) => status).sort()).toEqual([201, 409])
    const champion = await program.call(lead, 'POST', people, {
      role: 'champion',
      personId: lead.id,
      since: '2026-01-01',
    })
    const seat = { role: 'council', function: 'finance', name: 'Fay Finance', since: '2026-01-01' }
    expect((await program.call(lead, 'POST', people, seat)).status).toBe(201)
    expect((await program.call(lead, 'POST', people, { ...seat, name: 'Finn Finance' })).status).toBe(201)
    const { body } = await program.call(viewer, 'GET', people)
    expect(
      body.rows.find((row: { holds: boolean; role: string }) => row.holds && row.role === 'executive_sponsor').name,
    ).toBe('Vic Viewer')
    expect(body.rows).toHaveLength(5)
    expect(body.gaps).toHaveLength(6)
    const url = `${people}/${champion.body.id}`
    const ended = { duties: 'Keeps the rhythm.', since: '2026-01-01', until: '2026-11-01' }
    expect((await program.call(lead, 'PUT', url, ended)).status).toBe(428)
    expect((await program.call(viewer, 'PUT', url, ended, ifMatch(champion.body))).status).toBe(403)
    const changed = await program.call(lead, 'PUT', url, ended, ifMatch(champion.body))
    expect(changed.body).toMatchObject({ holds: false, duties: 'Keeps the rhythm.', version: 2 })
    expect((await program.call(lead, 'PUT', url, ended, ifMatch(champion.body))).status).toBe(412)
    const backwards = { ...ended, until: '2025-12-31' }
    expect(await codeOf(program.call(lead, 'PUT', url, backwards, ifMatch(changed.body)))).toBe(
      'program/role-ends-before-start',
    )
    expect((await program.call(viewer, 'GET', people)).body.gaps).toContainEqual({ role: 'champion', function: null })
  })

  it('refuses a seat without a function, nobody at all, and people who are not here', async () => {
    const since = '2026-01-01'
    expect(await codeOf(program.call(lead, 'POST', people, { role: 'council', name: 'Ann', since }))).toBe(
      'program/council-function-missing',
    )
    expect(await codeOf(program.call(lead, 'POST', people, { role: 'champion', since }))).toBe(
      'program/person-name-missing',
    )
    expect(await codeOf(program.call(lead, 'POST', people, { role: 'champion', personId: stranger.id, since }))).toBe(
      'accounts/person-unknown',
    )
    const wrong = await program.call(lead, 'POST', people, { role: 'king', since: 'then' })
    expect(wrong.status).toBe(400)
    expect(wrong.body.errors.map(({ path }: { path: string }) => path).sort()).toEqual(['role', 'since'])
    expect((await program.call(null, 'POST', people, { role: 'champion', name: 'X', since })).status).toBe(401)
    expect((await program.call(null, 'GET', people)).status).toBe(401)
    expect((await program.call(viewer, 'POST', people, { role: 'champion', name: 'X', since })).status).toBe(403)
    expect((await program.call(stranger, 'GET', people)).status).toBe(404)
    const [row] = (await program.call(lead, 'GET', people)).body.rows
    const elsewhere = `/api/workspaces/beta/program-people/${row.id}`
    expect(
      (await program.call(stranger, 'PUT', elsewhere, { duties: '', since, until: null }, ifMatch(row))).status,
    ).toBe(404)
  })
})

describe('the council', () => {
  const meeting = {
    heldOn: '2026-10-01',
    title: 'Autumn council',
    attendees: [
      { personId: null, name: 'Fay Finance', function: 'finance' },
      { personId: null, name: 'Sam Sales', function: 'sales' },
      { personId: null, name: 'Sue Sales', function: 'sales' },
    ],
    minutes: 'We went through the criteria.\n<script>alert(1)</script>',
  }
  const entry = {
    decidedOn: '2026-10-01',
    decision: 'Fewer criteria.',
    reason: 'Nobody could explain eleven.',
    decidedBy: 'The council',
  }

  it('keeps meetings with who was there and what was said', async () => {
    const { status, body } = await program.call(lead, 'POST', meetings, meeting)
    expect(status).toBe(201)
    expect(body).toMatchObject({ ...meeting, version: 1 })
    expect((await program.call(viewer, 'GET', `${meetings}/${body.id}`)).body).toEqual(body)
    const changed = await program.call(
      lead,
      'PUT',
      `${meetings}/${body.id}`,
      { ...meeting, minutes: 'Better.' },
      ifMatch(body),
    )
    expect(changed.body).toMatchObject({ minutes: 'Better.', version: 2 })
    expect((await program.call(lead, 'PUT', `${meetings}/${body.id}`, meeting, ifMatch(body))).status).toBe(412)
    expect(await codeOf(program.call(lead, 'POST', meetings, { ...meeting, heldOn: '2026-11-22' }))).toBe(
      'program/meeting-in-future',
    )
    for (let held = 1; held <= 3; held++)
      await program.call(lead, 'POST', meetings, { ...meeting, heldOn: `2026-0${held}-01` })
    const first = (await program.call(viewer, 'GET', `${meetings}?limit=2`)).body
    expect(first.rows.map(({ heldOn }: { heldOn: string }) => heldOn)).toEqual(['2026-10-01', '2026-03-01'])
    expect(first).toMatchObject({
      total: 4,
      rows: [{ functions: ['finance', 'sales'], attendees: 3, decisions: 0 }, {}],
    })
    const second = (await program.call(viewer, 'GET', `${meetings}?limit=2&cursor=${first.nextCursor}`)).body
    expect(second.rows.map(({ heldOn }: { heldOn: string }) => heldOn)).toEqual(['2026-02-01', '2026-01-01'])
    expect(second.nextCursor).toBeNull()
    expect((await program.call(null, 'POST', meetings, meeting)).status).toBe(401)
    expect((await program.call(viewer, 'POST', meetings, meeting)).status).toBe(403)
    const elsewhere = `/api/workspaces/beta/council-meetings/${body.id}`
    expect((await program.call(stranger, 'GET', elsewhere)).status).toBe(404)
    expect((await program.call(stranger, 'PUT', elsewhere, meeting, ifMatch(changed.body))).status).toBe(404)
    const wrong = await program.call(lead, 'POST', meetings, {
      ...meeting,
      heldOn: '2026-13-01',
      attendees: [{ name: '', function: 'poetry' }],
    })
    expect(wrong.body.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
      'attendees.0.function',
      'attendees.0.name',
      'heldOn',
    ])
  })

  it('logs decisions with reason and meeting, numbered without gaps however many write at once', async () => {
    const [held] = (await program.call(viewer, 'GET', meetings)).body.rows
    const replies = await Promise.all(
      [1, 2, 3].map(() => program.call(lead, 'POST', decisions, { ...entry, meetingId: held.id })),
    )
    expect(replies.map(({ body }) => body.number).sort()).toEqual([1, 2, 3])
    expect(replies[0]?.body).toMatchObject({
      meeting: { title: 'Autumn council' },
      recordedBy: 'Lea Lead',
      corrects: null,
      links: [],
    })
    expect(await codeOf(program.call(lead, 'POST', decisions, { ...entry, reason: '..........' }))).toBe(
      'program/decision-reason-missing',
    )
    expect(await codeOf(program.call(lead, 'POST', decisions, { ...entry, decidedOn: '2026-11-22' }))).toBe(
      'program/decision-in-future',
    )
    const { body } = await program.call(viewer, 'GET', `${decisions}?meetingId=${held.id}&limit=2`)
    expect(body).toMatchObject({ total: 3, rows: [{ number: 3 }, { number: 2 }] })
    const rest = (await program.call(viewer, 'GET', `${decisions}?limit=2&cursor=${body.nextCursor}`)).body
    expect(rest.rows.map(({ number }: { number: number }) => number)).toEqual([1])
    expect((await program.call(viewer, 'GET', `${decisions}?meetingId=${crypto.randomUUID()}`)).body.rows).toEqual([])
    expect((await program.call(viewer, 'GET', meetings)).body.rows[0].decisions).toBe(3)
  })

  it('corrects an entry by a later one only, once, and the database lets nobody rewrite it', async () => {
    const [last] = (await program.call(viewer, 'GET', decisions)).body.rows
    const correction = { ...entry, decision: 'Seven criteria.', correctsId: last.id }
    const two = await Promise.all([1, 2].map(() => program.call(lead, 'POST', decisions, correction)))
    expect(two.map(({ status }) => status).sort()).toEqual([201, 409])
    const { rows } = (await program.call(viewer, 'GET', decisions)).body
    expect(rows[0].corrects).toEqual({ id: last.id, number: last.number })
    expect(rows[1]).toMatchObject({ id: last.id, decision: 'Fewer criteria.', correctedBy: { number: rows[0].number } })
    const change = "update mainstay.council_decision d set decision = 'never said'"
    await expect(program.database.pool.query(change)).rejects.toThrow(/permission denied/)
    await expect(program.database.superuser.query(change)).rejects.toThrow(/never changed/)
    await expect(program.database.superuser.query('delete from mainstay.council_decision')).rejects.toThrow(
      /never changed/,
    )
  })

  it('links what a decision is about, if it is there and no draft', async () => {
    const draft = (await program.call(lead, 'POST', `${base}/criteria-sets`, { name: 'Seven', from: null })).body
    const linked = { ...entry, criteriaSetId: draft.id }
    expect(await codeOf(program.call(lead, 'POST', decisions, linked))).toBe('program/decision-link-unknown')
    await program.call(lead, 'POST', `${base}/criteria-sets/${draft.id}/publication`, {}, ifMatch(draft))
    expect((await program.call(lead, 'POST', decisions, linked)).body.links).toEqual([
      { kind: 'criteria_set', id: draft.id, label: 'Seven' },
    ])
    for (const field of ['definitionId', 'overrideId', 'runId', 'meetingId', 'correctsId']) {
      expect(await codeOf(program.call(lead, 'POST', decisions, { ...entry, [field]: crypto.randomUUID() }))).toBe(
        'program/decision-link-unknown',
      )
    }
    expect(await codeOf(program.call(lead, 'POST', decisions, { ...entry, tierSchemeVersion: 9 }))).toBe(
      'program/decision-link-unknown',
    )
  })

  it('names an account behind an override only to those who may see it', async () => {
    const { rows } = await program.database.superuser.query(
      `with a as (insert into mainstay.account (workspace_id, id, code, name, group_id, unit)
         select w.id, 900001, 'SECRET', 'Secret Ltd', 900001, 's' from mainstay.workspace w where w.slug = 'alpha' returning workspace_id, id)
       insert into mainstay.tier_override (workspace_id, id, account_id, tier, reason, asked_by, asker_name, asked_on, asked_at, expires_on)
       select a.workspace_id, gen_random_uuid(), a.id, 'A', 'They will grow soon.', 'x', 'X', '2026-10-01', now(), '2027-01-01' from a returning id`,
    )
    const overrideId = rows[0].id
    const made = await program.call(lead, 'POST', decisions, { ...entry, overrideId })
    expect(made.body.links).toEqual([{ kind: 'override', id: overrideId, label: 'Secret Ltd' }])
    const northerner = await program.createPerson('alpha', { role: 'viewer', visibility: 'unit', unit: 'n' })
    const [row] = (await program.call(northerner, 'GET', decisions)).body.rows
    expect(row.links).toEqual([{ kind: 'override', id: overrideId, label: null }])
    const blind = await program.createPerson('alpha', { role: 'program_lead', visibility: 'unit', unit: 'n' })
    expect(await codeOf(program.call(blind, 'POST', decisions, { ...entry, overrideId }))).toBe(
      'program/decision-link-unknown',
    )
  })

  it('is written by program leads of this workspace only, and read by its people', async () => {
    expect((await program.call(null, 'GET', decisions)).status).toBe(401)
    expect((await program.call(null, 'POST', decisions, entry)).status).toBe(401)
    expect((await program.call(viewer, 'POST', decisions, entry)).status).toBe(403)
    expect((await program.call(stranger, 'GET', decisions)).status).toBe(404)
    const foreign = '/api/workspaces/beta/council-decisions'
    const [row] = (await program.call(viewer, 'GET', decisions)).body.rows
    expect(await codeOf(program.call(stranger, 'POST', foreign, { ...entry, correctsId: row.id }))).toBe(
      'program/decision-link-unknown',
    )
    expect((await program.call(stranger, 'GET', foreign)).body.rows).toEqual([])
    const wrong = await program.call(lead, 'POST', decisions, { decidedOn: 'x', decision: '', reason: 'r' })
    expect(wrong.status).toBe(400)
    expect(wrong.body.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
      'decidedBy',
      'decidedOn',
      'decision',
    ])
    expect((await program.call(viewer, 'GET', `${decisions}?cursor=bad`)).body.code).toBe('http/cursor-invalid')
  })
})
