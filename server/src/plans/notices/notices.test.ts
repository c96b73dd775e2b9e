import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { noOrigin } from '../../platform/use-case.ts'
import { type GivenPlan, givenPlan } from '../fixtures.ts'
import { findPlan } from '../plan-store.ts'
import { noticeLetter } from './letters.ts'
import { tellPeople } from './tell.ts'

let house: TestProgram
let north: number
let owner: TestPerson
let viewer: TestPerson
let unseeing: TestPerson
let stranger: TestPerson
let plan: GivenPlan
let plans = 0

beforeAll(async () => {
  house = await createTestProgram()
  north = await house.createWorkspace('north')
  await house.createWorkspace('south')
  owner = await house.createPerson('north', { role: 'owner', name: 'Olga Owner' })
  unseeing = await house.createPerson('north', { role: 'account_manager', visibility: 'team', name: 'Una Unseeing' })
  stranger = await house.createPerson('south', { role: 'owner' })
})
afterAll(() => house.stop())

beforeEach(async () => {
  plan = await givenPlan(house, north, `N${++plans}`)
  viewer = await house.createPerson('north', { role: 'viewer', name: 'Vera Viewer' })
  house.setNow('2026-11-20T10:00:00Z')
})

const base = '/api/workspaces/north'
const notices = `${base}/plan-notices`
const of = (path: string) => `${base}/plans/${plan.id}/${path}`
const name = (person: TestPerson, content = 'Look') =>
  house.call(owner, 'POST', of('comments'), {
    subjectKind: 'plan',
    subjectId: plan.id,
    content,
    mentionIds: [person.id],
  })
const unreadOf = async (person: TestPerson) => (await house.call(person, 'GET', `${notices}/unread`)).body.unread
const beat = (person: TestPerson | null) => house.call(person, 'POST', of('presence'), {})
const namesOf = (reply: { body: { people: { name: string }[] } }) => reply.body.people.map((person) => person.name)
const count = async (text: string) => Number((await house.database.superuser.query(text)).rows[0].count)

describe('what somebody was told', () => {
  it('is listed for them alone, the latest first, page by page', async () => {
    for (const [minute, content] of ['first', 'second', 'third'].entries()) {
      house.setNow(`2026-11-20T10:0${minute}:00Z`)
      await name(viewer, content)
    }
    const first = await house.call(viewer, 'GET', `${notices}?limit=2`)
    expect(first.body.total).toBe(3)
    expect(first.body.rows.map((row: { excerpt: string }) => row.excerpt)).toEqual(['third', 'second'])
    const next = await house.call(viewer, 'GET', `${notices}?limit=2&cursor=${first.body.nextCursor}`)
    expect(next.body.rows).toMatchObject([{ excerpt: 'first', plan: { id: plan.id } }])
    expect(next.body.nextCursor).toBeNull()
    expect((await house.call(owner, 'GET', notices)).body.total).toBe(0)
    expect((await house.call(null, 'GET', notices)).status).toBe(401)
    expect((await house.call(stranger, 'GET', notices)).status).toBe(404)
    expect((await house.call(viewer, 'GET', `${notices}?cursor=x`)).body.code).toBe('http/cursor-invalid')
  })

  it('is unread until it is marked, some or all, and never by anybody else', async () => {
    await name(viewer)
    await name(viewer)
    await name(viewer)
    expect(await unreadOf(viewer)).toBe(3)
    const [row] = (await house.call(viewer, 'GET', notices)).body.rows
    await house.call(owner, 'POST', `${notices}/read`, { ids: [row.id] })
    expect(await unreadOf(viewer)).toBe(3)
    expect((await house.call(viewer, 'POST', `${notices}/read`, { ids: [row.id] })).body).toEqual({ unread: 2 })
    expect((await house.call(viewer, 'POST', `${notices}/read`, { ids: 'all' })).body).toEqual({ unread: 0 })
    expect((await house.call(viewer, 'POST', `${notices}/read`, { ids: [] })).status).toBe(400)
  })

  it('is gone with the sight of the account', async () => {
    await name(viewer)
    await house.database.superuser.query("update mainstay.membership set visibility = 'team' where person_id = $1", [
      viewer.id,
    ])
    expect((await house.call(viewer, 'GET', notices)).body).toMatchObject({ total: 0, rows: [] })
    expect(await unreadOf(viewer)).toBe(0)
  })

  it('goes by mail to the same people, and so not to those who muted the plan', async () => {
    const other = await house.createPerson('north', { role: 'viewer', name: 'Mo Muted' })
    await house.call(viewer, 'POST', of('stance'), { stance: 'watching' })
    await house.call(other, 'POST', of('stance'), { stance: 'muted' })
    const sent: unknown[] = []
    const { context } = house.program
    const area = { ...context, mailer: { ...context.mailer, isOn: true } }
    await house.program.useCases.command(await house.actor('north', owner), noOrigin, async (scope) => {
      const sendMail = async (mail: { to: unknown }) => {
        sent.push(mail.to)
        return 'waiting' as const
      }
      const happening = { kind: 'commented', namedIds: [], ownerIds: [other.id], reach: 'all' } as const
      const place = { part: null, sectionKey: null }
      const found = await findPlan(scope, plan.id)
      await tellPeople(
        area,
        { ...scope, sendMail },
        { plan: found, happening: { ...happening, place, commentId: null } },
      )
    })
    expect(sent).toEqual([{ personId: viewer.id }])
    expect(await unreadOf(viewer)).toBe(1)
    expect(await unreadOf(other)).toBe(0)
  })

  it('is written in a letter without the words of the comment and safe from names', () => {
    const area = { config: { ...house.program.context.config, publicUrl: 'https://keys.example.test/' } }
    const actor = { name: 'Eve https://bad.example', workspaceSlug: 'north' }
    const letter = noticeLetter(area, actor, { kind: 'mentioned', plan: { id: plan.id, title: 'Plan of N' } })
    expect(letter.paragraphs.join(' ')).toContain('named you in a comment on the plan Plan of N')
    expect(letter.paragraphs.join(' ')).not.toContain('https://')
    expect(letter.action?.url).toBe(`https://keys.example.test/w/north/plans/${plan.id}?part=overview`)
    const asked = noticeLetter(area, actor, { kind: 'approval_asked', plan: { id: plan.id, title: 'Plan of N' } })
    expect(asked.action?.url).toContain('part=history')
  })
})

describe('how closely somebody follows a plan', () => {
  it('is their own, also for those who only look, and only of plans they see', async () => {
    expect((await house.call(viewer, 'GET', of('stance'))).body).toEqual({ stance: 'normal', toldAs: null })
    expect((await house.call(viewer, 'POST', of('stance'), { stance: 'watching' })).status).toBe(200)
    expect((await house.call(viewer, 'POST', of('stance'), { stance: 'watching' })).status).toBe(200)
    expect((await house.call(viewer, 'GET', of('stance'))).body).toEqual({ stance: 'watching', toldAs: null })
    expect((await house.call(owner, 'GET', of('stance'))).body).toEqual({ stance: 'normal', toldAs: null })
    expect((await house.call(unseeing, 'POST', of('stance'), { stance: 'watching' })).status).toBe(404)
    expect((await house.call(null, 'POST', of('stance'), { stance: 'watching' })).status).toBe(401)
    expect((await house.call(viewer, 'POST', of('stance'), { stance: 'often' })).body.errors[0].path).toBe('stance')
  })
})

describe('who answers for a plan or works on it', () => {
  it('is told without watching, and sees by which duty, until they mute it', async () => {
    const duties = [
      ['accountable', 'accountable'],
      ['responsible', 'responsible'],
      ['informed', null],
    ] as const
    for (const [duty, toldAs] of duties) {
      const member = await house.createPerson('north', { role: 'contributor', name: `Mona ${duty}` })
      await house.call(owner, 'POST', of('team'), { personId: member.id, side: 'ours', function: 'Sales', duty })
      const stance = await house.call(member, 'GET', of('stance'))
      expect(stance.body).toEqual({ stance: 'normal', toldAs })
      // Of the duty itself.
      expect(await unreadOf(member)).toBe(1)
      const told = toldAs === null ? 1 : 2
      await name(viewer, 'Nobody else is named')
      expect(await unreadOf(member)).toBe(told)
      const muted = await house.call(member, 'POST', of('stance'), { stance: 'muted' })
      expect(muted.body).toEqual({ stance: 'muted', toldAs })
      await name(viewer, 'Still nobody else')
      expect(await unreadOf(member)).toBe(told)
    }
  })
})

describe('who has a plan open', () => {
  it('is seen by others at once, once, and no longer when they have gone', async () => {
    expect(namesOf(await beat(owner))).toEqual(['Olga Owner'])
    const both = await beat(viewer)
    expect(namesOf(both)).toEqual(['Olga Owner', 'Vera Viewer'].sort())
    expect(both.body.people.find((person: { isYou: boolean }) => person.isYou).name).toBe('Vera Viewer')
    expect(namesOf(await house.call(viewer, 'POST', of('presence/leave'), {}))).toEqual(['Olga Owner'])
    expect(namesOf(await house.call(owner, 'GET', of('presence')))).toEqual(['Olga Owner'])
  })

  it('is announced when somebody comes or goes, not while they stay, and never written to the audit', async () => {
    const events = () =>
      count(`select count(*) from mainstay.outbox_event where topic = 'plans.presence' and subject_id = '${plan.id}'`)
    await beat(owner)
    await beat(owner)
    await beat(owner)
    expect(await events()).toBe(1)
    await house.call(owner, 'POST', of('presence/leave'), {})
    await house.call(owner, 'POST', of('presence/leave'), {})
    expect(await events()).toBe(2)
    expect(await count(`select count(*) from mainstay.audit_entry where subject_id = '${plan.id}'`)).toBe(0)
  })

  it('is forgotten by itself when a browser falls silent', async () => {
    await beat(owner)
    house.setNow('2026-11-20T10:00:45Z')
    expect(namesOf(await house.call(viewer, 'GET', of('presence')))).toEqual(['Olga Owner'])
    house.setNow('2026-11-20T10:00:51Z')
    expect(namesOf(await house.call(viewer, 'GET', of('presence')))).toEqual([])
    expect(namesOf(await beat(viewer))).toEqual(['Vera Viewer'])
  })

  it('is no business of those who do not see the plan', async () => {
    expect((await beat(null)).status).toBe(401)
    expect((await beat(unseeing)).status).toBe(404)
    expect((await house.call(unseeing, 'GET', of('presence'))).status).toBe(404)
    const foreign = `/api/workspaces/south/plans/${plan.id}/presence`
    expect((await house.call(stranger, 'POST', foreign, {})).status).toBe(404)
  })
})
