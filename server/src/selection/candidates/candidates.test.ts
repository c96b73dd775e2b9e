import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { aScoredHouse, type SelectionHouse } from '../fixtures.ts'

let program: TestProgram
let house: SelectionHouse
let asker: TestPerson
let viewer: TestPerson
let blind: TestPerson
let stranger: TestPerson
let northLead: TestPerson

const base = '/api/workspaces/alpha/selection'
const REASON = 'They ask for us in three regions at once.'
const NOTE = 'We look at them in the next round.'
const NO_ID = '00000000-0000-4000-8000-000000000000'

beforeAll(async () => {
  program = await createTestProgram()
  const strong = { netRevenue: 900, contributionRate: 0.4, growth: 0.5, productLines: 20, walletBase: 4500 }
  house = await aScoredHouse(program, 'alpha', {
    KEY: { ...strong, contributionRate: 0.2 },
    STRONG: { ...strong, growth: 0.4, outlook: 'growing' },
    THIN: { netRevenue: 100, growth: -0.2 },
    POOR: { netRevenue: 10, contributionRate: -0.2, growth: -0.5, productLines: 1, walletBase: 10 },
    BLANK: null,
  })
  asker = await program.createPerson('alpha', { role: 'contributor', name: 'Nina North', seesMargins: true })
  viewer = await program.createPerson('alpha', { role: 'viewer' })
  blind = await program.createPerson('alpha', { role: 'contributor', seesMargins: false })
  northLead = await program.createPerson('alpha', { role: 'program_lead', visibility: 'unit', unit: 'North' })
  await program.createWorkspace('beta')
  stranger = await program.createPerson('beta', { role: 'owner' })
  const decided = await program.call(house.lead, 'POST', `${base}/decisions`, {
    accountIds: [idOf('KEY')],
    tier: 'A',
    reason: REASON,
    effectiveDate: '2026-11-20',
  })
  expect(decided.status).toBe(201)
})
afterAll(() => program.stop())

function idOf(code: string): string {
  return house.accounts.get(code) ?? ''
}

function list(person: TestPerson | null, query = '') {
  return program.call(person, 'GET', `${base}/candidates${query}`)
}

interface Row {
  readonly account: { readonly code: string }
  readonly kind: string
}

const codes = (rows: readonly Row[]) => rows.map(({ account }) => account.code)

describe('candidates worth pursuing', () => {
  it('are accounts in no tier, the best first, with why and with what is not known about them', async () => {
    const { status, body } = await list(house.lead)
    expect(status).toBe(200)
    expect(codes(body.rows)).not.toContain('KEY')
    expect(codes(body.rows)).not.toContain('BLANK')
    expect(codes(body.rows)[0]).toBe('STRONG')
    const [strong] = body.rows
    expect(strong).toMatchObject({ place: 1, outlook: 'growing', nomination: null })
    expect(strong.distance).toBeCloseTo(body.cutScore - strong.score, 9)
    expect(strong.strengths.length).toBeGreaterThan(0)
    const thin = body.rows.find(({ account }: Row) => account.code === 'THIN')
    expect(thin).toMatchObject({ kind: 'worth_asking' })
    expect(thin.missing.length).toBeGreaterThan(1)
    expect(thin.missing.some(({ isJudged }: { isJudged: boolean }) => isJudged)).toBe(true)
    expect(thin.optimisticScore).toBeGreaterThanOrEqual(body.cutScore)
    const { overCut, withinReach, worthAsking } = body.counts
    expect(overCut + withinReach + worthAsking).toBe(body.total)
  })

  it('are found by kind and by name, and read page by page', async () => {
    const asking = (await list(house.lead, '?kind=worth_asking')).body
    expect(asking.rows.every(({ kind }: Row) => kind === 'worth_asking')).toBe(true)
    expect(asking.total).toBe(asking.counts.worthAsking)
    expect(codes((await list(house.lead, '?query=thin')).body.rows)).toEqual(['THIN'])
    const all = (await list(house.lead)).body
    const first = (await list(house.lead, '?limit=1')).body
    const rest = (await list(house.lead, `?limit=50&cursor=${first.nextCursor}`)).body
    expect([...codes(first.rows), ...codes(rest.rows)]).toEqual(codes(all.rows))
  })

  it('count only what the reader may see, with its place among all', async () => {
    const { superuser } = program.database
    await superuser.query("update mainstay.account set unit = 'North' where code = 'THIN'")
    const seen = (await list(northLead)).body
    expect(codes(seen.rows)).toEqual(['THIN'])
    expect(seen).toMatchObject({ total: 1, counts: { worthAsking: 1, overCut: 0, withinReach: 0 } })
    const all = (await list(house.lead)).body
    expect(seen.rows[0].place).toBe(codes(all.rows).indexOf('THIN') + 1)
  })

  it('tell nothing of margins to who may not see them', async () => {
    const named = (body: { rows: { strengths: { key: string }[] }[] }) =>
      body.rows.flatMap(({ strengths }) => strengths.map(({ key }) => key))
    const open = named((await list(house.lead)).body)
    const hidden = named((await list(blind)).body)
    expect(open.some((key) => /margin|contribution/.test(key))).toBe(true)
    expect(hidden.some((key) => /margin|contribution/.test(key))).toBe(false)
  })

  it('change when an account gets a place', async () => {
    const decided = await program.call(house.lead, 'POST', `${base}/decisions`, {
      accountIds: [idOf('STRONG')],
      tier: 'A',
      reason: REASON,
      effectiveDate: '2026-11-20',
    })
    expect(decided.status).toBe(201)
    expect(codes((await list(house.lead)).body.rows)).not.toContain('STRONG')
  })

  it('are for people of the workspace', async () => {
    expect((await list(null)).status).toBe(401)
    expect((await list(stranger)).status).toBe(404)
    expect((await list(viewer, '?limit=0&kind=odd')).body.errors).toHaveLength(2)
    expect((await list(viewer, '?cursor=odd')).body.code).toBe('http/cursor-invalid')
    const empty = await program.call(stranger, 'GET', '/api/workspaces/beta/selection/candidates')
    expect(empty.body.code).toBe('selection/no-criteria-set')
  })
})

describe('nominating', () => {
  const nominations = `${base}/nominations`

  function nominate(code: string, more: object = {}, person: TestPerson | null = asker) {
    return program.call(person, 'POST', nominations, { accountId: idOf(code), reason: REASON, ...more })
  }

  function answer(id: string, more: object = {}, person: TestPerson | null = house.lead, version = 1) {
    const body = { answer: 'take_up', note: NOTE, ...more }
    return program.call(person, 'POST', `${nominations}/${id}/answer`, body, { 'if-match': `"${version}"` })
  }

  it('puts an account forward with a reason, which the list of candidates then shows', async () => {
    const { status, body } = await nominate('THIN')
    expect(status).toBe(201)
    expect(body).toMatchObject({
      account: { code: 'THIN' },
      reason: REASON,
      nominatorName: 'Nina North',
      isOwn: true,
      answer: null,
      version: 1,
    })
    const shown = (await list(house.lead, '?query=thin')).body.rows[0]
    expect(shown.nomination).toMatchObject({ id: body.id, nominatorName: 'Nina North' })
    expect((await nominate('THIN', {}, house.lead)).body.code).toBe('selection/nomination-open')
    const taken = await answer(body.id)
    expect(taken.body).toMatchObject({ answer: { kind: 'taken_up', note: NOTE }, version: 2 })
    expect((await answer(body.id, { answer: 'decline' }, house.lead, 2)).body.code).toBe(
      'selection/nomination-answered',
    )
    expect((await program.call(viewer, 'GET', `${nominations}?state=open`)).body.total).toBe(0)
    expect((await program.call(viewer, 'GET', `${nominations}?state=answered`)).body.total).toBe(1)
    expect((await nominate('THIN')).status).toBe(201)
  })

  it('refuses accounts that have a place, thin reasons, and people who may not', async () => {
    expect((await nominate('KEY')).body).toMatchObject({ code: 'selection/nomination-in-tier', facts: { tier: 'A' } })
    expect((await nominate('POOR', { reason: '............' })).body.code).toBe('selection/reason-required')
    expect((await nominate('POOR', { reason: 'nice', accountId: 'x' })).body.errors).toHaveLength(2)
    expect((await nominate('POOR', {}, null)).status).toBe(401)
    expect((await nominate('POOR', {}, viewer)).status).toBe(403)
    expect((await nominate('POOR', {}, stranger)).status).toBe(404)
    expect((await nominate('POOR', {}, northLead)).status).toBe(404)
    expect((await program.call(viewer, 'GET', `${nominations}?accountId=${idOf('POOR')}`)).body.total).toBe(0)
  })

  it('comes to one open nomination and one answer, however many act at once', async () => {
    const replies = await Promise.all(Array.from({ length: 6 }, () => nominate('POOR')))
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1)
    const id = replies.find(({ status }) => status === 201)?.body.id
    const answers = await Promise.all([answer(id), answer(id, { answer: 'decline' }), answer(id)])
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ body }) => body.code === 'selection/nomination-answered')).toHaveLength(2)
  })

  it('is answered by those who decide, about what they see', async () => {
    const { body } = await nominate('BLANK')
    expect((await answer(body.id, {}, asker)).status).toBe(403)
    expect((await answer(body.id, {}, null)).status).toBe(401)
    expect((await answer(body.id, {}, stranger)).status).toBe(404)
    expect((await answer(body.id, {}, northLead)).status).toBe(404)
    expect((await answer(NO_ID)).status).toBe(404)
    expect((await answer(body.id, { note: '', answer: 'odd' })).body.errors).toHaveLength(2)
    expect((await answer(body.id, {}, house.lead, 9)).status).toBe(412)
  })

  it('is listed page by page, to people of the workspace', async () => {
    const all = (await program.call(viewer, 'GET', `${nominations}?limit=200`)).body
    const first = (await program.call(viewer, 'GET', `${nominations}?limit=1`)).body
    const rest = (await program.call(viewer, 'GET', `${nominations}?limit=200&cursor=${first.nextCursor}`)).body
    expect(first.rows.length + rest.rows.length).toBe(all.total)
    expect((await program.call(null, 'GET', nominations)).status).toBe(401)
    expect((await program.call(stranger, 'GET', nominations)).status).toBe(404)
    expect((await program.call(viewer, 'GET', `${nominations}?limit=0&state=odd`)).body.errors).toHaveLength(2)
    expect((await program.call(northLead, 'GET', nominations)).body.rows).toHaveLength(2)
  })
})
