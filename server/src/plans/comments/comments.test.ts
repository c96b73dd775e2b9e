import { COMMENT_SUBJECTS } from '@mainstay/contract/plans-comments'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { EVERY_SECTION, type GivenPlan, givenPlan } from '../fixtures.ts'

let house: TestProgram
let north: number
let owner: TestPerson
let manager: TestPerson
let contributor: TestPerson
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
  manager = await house.createPerson('north', { role: 'account_manager', name: 'Mia Manager' })
  contributor = await house.createPerson('north', { role: 'contributor', name: 'Carl Contributor' })
  viewer = await house.createPerson('north', { role: 'viewer', name: 'Vera Viewer' })
  unseeing = await house.createPerson('north', { role: 'contributor', visibility: 'team', name: 'Una Unseeing' })
  stranger = await house.createPerson('south', { role: 'owner' })
})
afterAll(() => house.stop())

beforeEach(async () => {
  plan = await givenPlan(house, north, `C${++plans}`)
})

const of = (path = '') => `/api/workspaces/north/plans/${plan.id}${path}`
const comment = (person: TestPerson | null, changes: Record<string, unknown> = {}, path = of('/comments')) =>
  house.call(person, 'POST', path, { subjectKind: 'plan', subjectId: plan.id, content: 'Shall we?', ...changes })
const listOf = (person: TestPerson, kind = 'plan', id = plan.id) =>
  house.call(person, 'GET', of(`/comments?subjectKind=${kind}&subjectId=${id}`))
const change = (person: TestPerson, id: string, version: number, body: object) =>
  house.call(person, 'PUT', of(`/comments/${id}`), body, { 'if-match': `"${version}"` })
const act = (person: TestPerson, id: string, deed: 'remove' | 'put-back', version: number) =>
  house.call(person, 'POST', of(`/comments/${id}/${deed}`), {}, { 'if-match': `"${version}"` })
const noticesOf = async (person: TestPerson) =>
  (await house.call(person, 'GET', '/api/workspaces/north/plan-notices')).body.rows.filter(
    (row: { plan: { id: string } }) => row.plan.id === plan.id,
  )

/** Makes the sections of a part visible to the inner team alone. */
async function hidePart(part: string): Promise<void> {
  const sections = EVERY_SECTION.map((section) => (section.part === part ? { ...section, audience: 'inner' } : section))
  await house.database.superuser.query('update mainstay.plan set sections = $2 where id = $1', [
    plan.id,
    JSON.stringify(sections),
  ])
}

async function onTeam(person: TestPerson, changes: { inner?: boolean; duty?: string } = {}): Promise<string> {
  const { rows } = await house.database.superuser.query<{ id: string }>(
    `insert into mainstay.plan_person (workspace_id, id, plan_id, account_id, person_id, name, side, function, duty, is_inner)
     values ($1, gen_random_uuid(), $2, $3, $4, $5, 'ours', 'sales', $6, $7) returning id`,
    [north, plan.id, plan.accountId, person.id, person.name, changes.duty ?? 'informed', changes.inner ?? false],
  )
  return rows[0]?.id ?? ''
}

async function swotItem(author: TestPerson): Promise<string> {
  const { rows } = await house.database.superuser.query<{ id: string }>(
    `insert into mainstay.swot_item (workspace_id, id, plan_id, account_id, viewpoint, kind, content, author_id, author_name)
     values ($1, gen_random_uuid(), $2, $3, 'customer', 'threat', 'A rival builds next door', $4, $5) returning id`,
    [north, plan.id, plan.accountId, author.id, author.name],
  )
  return rows[0]?.id ?? ''
}

describe('a comment', () => {
  it('stands under what it is about, with its author, and is told in the audit', async () => {
    const said = await comment(contributor)
    expect([said.status, said.body.author.name, said.body.version]).toEqual([201, 'Carl Contributor', 1])
    const seen = await listOf(viewer)
    expect(seen.body).toMatchObject({ total: 1, nextCursor: null })
    expect(seen.body.rows[0]).toMatchObject({ content: 'Shall we?', isOwn: false, mayChange: false, mayRemove: false })
    expect((await listOf(contributor)).body.rows[0]).toMatchObject({ isOwn: true, mayChange: true, mayRemove: true })
    const { rows } = await house.database.superuser.query(
      'select action, subject_type, account_id, after from mainstay.audit_entry where subject_id = $1',
      [plan.id],
    )
    expect(rows).toMatchObject([
      {
        action: 'plans.comment-added',
        subject_type: 'plan',
        account_id: plan.accountId,
        after: { content: 'Shall we?' },
      },
    ])
  })

  it('comes page by page, oldest first, and is counted by what it is about', async () => {
    const item = await swotItem(owner)
    for (const content of ['one', 'two', 'three']) await comment(owner, { content })
    await comment(owner, { subjectKind: 'swot_item', subjectId: item })
    const first = await house.call(owner, 'GET', of(`/comments?subjectKind=plan&subjectId=${plan.id}&limit=2`))
    expect(first.body.rows).toHaveLength(2)
    const cursor = encodeURIComponent(first.body.nextCursor)
    const second = await house.call(
      owner,
      'GET',
      of(`/comments?subjectKind=plan&subjectId=${plan.id}&limit=2&cursor=${cursor}`),
    )
    const all = [...first.body.rows, ...second.body.rows].map((row: { content: string }) => row.content)
    expect(all.sort()).toEqual(['one', 'three', 'two'])
    expect(second.body.nextCursor).toBeNull()
    expect((await house.call(owner, 'GET', of('/comment-counts'))).body.rows).toEqual([
      { subjectKind: 'plan', subjectId: plan.id, comments: 3 },
      { subjectKind: 'swot_item', subjectId: item, comments: 1 },
    ])
  })

  it('is refused to strangers, to those who only look, and about what is not there', async () => {
    expect((await comment(null)).status).toBe(401)
    expect((await comment(viewer)).status).toBe(403)
    expect((await comment(unseeing)).status).toBe(404)
    expect((await comment(stranger, {}, `/api/workspaces/south/plans/${plan.id}/comments`)).status).toBe(404)
    expect((await listOf(unseeing)).status).toBe(404)
    const nowhere = '0f0f0f0f-0000-4000-8000-000000000000'
    for (const subjectKind of COMMENT_SUBJECTS.filter((kind) => kind !== 'section' && kind !== 'white_space_cell')) {
      expect([subjectKind, (await comment(owner, { subjectKind, subjectId: nowhere })).status]).toEqual([
        subjectKind,
        404,
      ])
    }
    expect((await comment(owner, { subjectKind: 'action', subjectId: 'no id at all' })).status).toBe(404)
    expect((await comment(owner, { subjectKind: 'section', subjectId: 'nothing' })).body.code).toBe(
      'plans/no-such-part',
    )
    const bad = await comment(owner, { subjectKind: 'weather', content: '', mentionIds: 7 })
    expect(bad.body.errors.map((error: { path: string }) => error.path).sort()).toEqual([
      'content',
      'mentionIds',
      'subjectKind',
    ])
    expect((await listOf(owner)).body.total).toBe(0)
  })

  it('keeps hostile words as they are and refuses what cannot be stored', async () => {
    const content = '<img src=x onerror=alert(1)> {{7*7}} =HYPERLINK("x") \u202e'
    expect((await comment(owner, { content })).body.content).toBe(content)
    expect((await comment(owner, { content: 'a\u0000b' })).status).toBe(400)
  })

  it('is changed by its author alone, at the version they saw, and marked as edited', async () => {
    const { body } = await comment(contributor)
    expect((await change(owner, body.id, 1, { content: 'Mine now' })).body.code).toBe('plans/comment-not-yours')
    const changed = await change(contributor, body.id, 1, { content: 'Better so' })
    expect(changed.body).toMatchObject({ content: 'Better so', version: 2 })
    expect(changed.body.editedAt).not.toBeNull()
    expect((await change(contributor, body.id, 1, { content: 'Too late' })).status).toBe(412)
    expect((await listOf(owner)).body.rows[0].content).toBe('Better so')
  })

  it('is taken out by its author and put back, and what a lead took out only a lead puts back', async () => {
    const { body } = await comment(contributor)
    expect((await act(manager, body.id, 'remove', 1)).body.code).toBe('plans/comment-not-yours')
    expect((await act(contributor, body.id, 'remove', 1)).status).toBe(200)
    expect((await listOf(owner)).body.total).toBe(0)
    expect((await act(contributor, body.id, 'remove', 2)).body.code).toBe('plans/comment-removed')
    expect((await change(contributor, body.id, 2, { content: 'x' })).body.code).toBe('plans/comment-removed')
    expect((await act(contributor, body.id, 'put-back', 2)).status).toBe(200)
    expect((await act(contributor, body.id, 'put-back', 3)).body.code).toBe('plans/comment-not-removed')
    expect((await act(owner, body.id, 'remove', 3)).status).toBe(200)
    expect((await act(contributor, body.id, 'put-back', 4)).body.code).toBe('plans/comment-not-yours')
    expect((await act(owner, body.id, 'put-back', 4)).status).toBe(200)
    expect((await listOf(owner)).body.total).toBe(1)
  })

  it('is not possible in a closed plan', async () => {
    const { body } = await comment(contributor)
    await house.database.superuser.query(
      "update mainstay.plan set status = 'closed', closed_on = '2026-11-20' where id = $1",
      [plan.id],
    )
    expect((await comment(contributor)).body.code).toBe('plans/closed')
    expect((await act(contributor, body.id, 'remove', 1)).body.code).toBe('plans/closed')
    expect((await listOf(contributor)).body.rows[0]).toMatchObject({ mayChange: false, mayRemove: false })
  })

  it('about a section for the inner team is hidden from all others, and so is that there is one', async () => {
    const item = await swotItem(owner)
    await onTeam(contributor, { inner: true })
    const inner = await comment(contributor, { subjectKind: 'swot_item', subjectId: item, content: 'Between us' })
    await hidePart('swot')
    expect((await listOf(contributor, 'swot_item', item)).body.total).toBe(1)
    expect((await listOf(manager, 'swot_item', item)).body.code).toBe('plans/no-such-part')
    expect((await comment(manager, { subjectKind: 'swot_item', subjectId: item })).body.code).toBe('plans/no-such-part')
    expect((await house.call(manager, 'GET', of('/comment-counts'))).body.rows).toEqual([])
    expect((await change(manager, inner.body.id, 1, { content: 'x' })).status).toBe(404)
    expect((await act(manager, inner.body.id, 'remove', 1)).status).toBe(404)
    expect((await house.call(contributor, 'GET', of('/comment-counts'))).body.rows).toHaveLength(1)
  })
})

describe('who is told of a comment', () => {
  it('hears that they were named, whoever watches or answers for the plan that there is one, and nobody twice', async () => {
    await onTeam(manager, { duty: 'accountable' })
    await house.call(viewer, 'POST', of('/stance'), { stance: 'watching' })
    await comment(contributor, { mentionIds: [manager.id, manager.id], content: 'Mia, look' })
    expect(await noticesOf(manager)).toMatchObject([
      { kind: 'mentioned', actorName: 'Carl Contributor', excerpt: 'Mia, look', isRead: false },
    ])
    expect(await noticesOf(viewer)).toMatchObject([{ kind: 'commented' }])
    expect(await noticesOf(contributor)).toEqual([])
    expect(await noticesOf(owner)).toEqual([])
  })

  it('is whoever the thing belongs to', async () => {
    const item = await swotItem(contributor)
    await comment(owner, { subjectKind: 'swot_item', subjectId: item })
    expect(await noticesOf(contributor)).toMatchObject([
      { kind: 'commented', subject: { kind: 'swot_item', id: item } },
    ])
  })

  it('hears nothing of a muted plan unless somebody names them', async () => {
    await onTeam(manager, { duty: 'responsible' })
    expect((await house.call(manager, 'POST', of('/stance'), { stance: 'muted' })).body.stance).toBe('muted')
    await comment(contributor)
    expect(await noticesOf(manager)).toEqual([])
    await comment(contributor, { mentionIds: [manager.id] })
    expect(await noticesOf(manager)).toMatchObject([{ kind: 'mentioned' }])
    expect((await house.call(manager, 'GET', of('/stance'))).body.stance).toBe('muted')
    await house.call(manager, 'POST', of('/stance'), { stance: 'normal' })
    expect((await house.call(manager, 'GET', of('/stance'))).body.stance).toBe('normal')
  })

  it('can only be somebody who may see it, and is asked for by name', async () => {
    expect((await comment(owner, { mentionIds: [unseeing.id] })).body.code).toBe('plans/mention-unseen')
    expect((await comment(owner, { mentionIds: [stranger.id] })).body.code).toBe('plans/mention-unseen')
    const readers = await house.call(viewer, 'GET', of('/readers'))
    expect(readers.body.rows.map((row: { name: string }) => row.name)).toEqual([
      'Carl Contributor',
      'Mia Manager',
      'Olga Owner',
      'Vera Viewer',
    ])
    await hidePart('actions')
    const inSection = { subjectKind: 'section', subjectId: 'actions', mentionIds: [manager.id] }
    expect((await comment(owner, inSection)).body.code).toBe('plans/mention-unseen')
    expect((await listOf(owner)).body.total).toBe(0)
  })

  it('hears once, also when the comment is changed; who is named afterwards hears then', async () => {
    const { body } = await comment(owner, { mentionIds: [manager.id] })
    await change(owner, body.id, 1, { content: 'Both of you', mentionIds: [manager.id, contributor.id] })
    expect(await noticesOf(manager)).toHaveLength(1)
    expect(await noticesOf(contributor)).toMatchObject([{ kind: 'mentioned', excerpt: 'Both of you' }])
    await change(owner, body.id, 2, { content: 'Still both' })
    expect((await listOf(owner)).body.rows[0].mentions).toHaveLength(2)
  })

  it('no longer reads words that were taken out, or that became those of the inner team', async () => {
    const item = await swotItem(contributor)
    const { body } = await comment(owner, { subjectKind: 'swot_item', subjectId: item, content: 'Our weak spot' })
    expect((await noticesOf(contributor))[0].excerpt).toBe('Our weak spot')
    await hidePart('swot')
    expect((await noticesOf(contributor))[0].excerpt).toBeNull()
    await hidePart('nothing')
    await act(owner, body.id, 'remove', 1)
    expect((await noticesOf(contributor))[0].excerpt).toBeNull()
  })
})
