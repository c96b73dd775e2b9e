import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'

let program: TestProgram
let lead: TestPerson
let sales: TestPerson
let finance: TestPerson
let viewer: TestPerson
let stranger: TestPerson
const sets = '/api/workspaces/alpha/criteria-sets'
const KEYS = ['margin', 'growth', 'fit']

beforeAll(async () => {
  program = await createTestProgram()
  await program.createWorkspace('alpha')
  await program.createWorkspace('beta')
  lead = await program.createPerson('alpha', { role: 'program_lead', name: 'Lea Lead' })
  sales = await program.createPerson('alpha', { role: 'contributor', name: 'Sam Sales' })
  finance = await program.createPerson('alpha', { role: 'account_manager', name: 'Fay Finance' })
  viewer = await program.createPerson('alpha', { role: 'viewer' })
  stranger = await program.createPerson('beta', { role: 'owner' })
})
afterAll(() => program.stop())

interface Draft {
  readonly id: string
  readonly version: number
}

const ifMatch = (version: number) => ({ 'if-match': `"${version}"` })

function criterion(key: string, weight: number) {
  const anchors = [
    { raw: 0, points: 0 },
    { raw: 1, points: 100 },
  ]
  const source = { kind: 'measured', measure: 'growth_12m', anchors }
  return { key, name: `Name of ${key}`, definition: 'Said.', weight, isSize: false, source }
}

async function change(draft: Draft, weights: Readonly<Record<string, number>>): Promise<Draft> {
  const criteria = Object.entries(weights).map(([key, weight]) => criterion(key, weight))
  const definition = { criteria, gates: [], minimumConfidence: 0.3, axes: { strength: [] } }
  const { status, body } = await program.call(
    lead,
    'PUT',
    `${sets}/${draft.id}`,
    { name: 'Weighed', definition },
    ifMatch(draft.version),
  )
  expect(status).toBe(200)
  return body
}

/** A draft with three criteria at 40, 40, 20. */
async function newDraft(): Promise<Draft> {
  const { body } = await program.call(lead, 'POST', sets, { name: 'Weighed', from: null })
  return change(body, { margin: 40, growth: 40, fit: 20 })
}

const direct = (...values: number[]) => ({
  method: 'direct',
  weights: values.map((value, index) => ({ key: KEYS[index], value })),
})

/** margin : growth, margin : fit, growth : fit */
const pairwise = (values: readonly number[], table = 'saaty_2005') => {
  const pairs = [
    ['margin', 'growth'],
    ['margin', 'fit'],
    ['growth', 'fit'],
  ] as const
  const comparisons = values.map((value, index) => ({ item: pairs[index]?.[0], against: pairs[index]?.[1], value }))
  return { method: 'pairwise', comparisons, table }
}

function save(person: TestPerson | null, draft: Draft, answers: object, { isGiven = true, version = 0 } = {}) {
  return program.call(person, 'PUT', `${sets}/${draft.id}/weighting/own`, { answers, isGiven }, ifMatch(version))
}

async function look(person: TestPerson, draft: Draft) {
  const { status, body } = await program.call(person, 'GET', `${sets}/${draft.id}/weighting`)
  expect(status).toBe(200)
  return body
}

async function proposal(draft: Draft): Promise<{ key: string; value: number }[]> {
  const { group } = await look(lead, draft)
  return group.shares.map((share: { key: string; points: number }) => ({ key: share.key, value: share.points }))
}

function apply(draft: Draft, body: object, { person = lead as TestPerson | null, version = draft.version } = {}) {
  return program.call(person, 'POST', `${sets}/${draft.id}/group-weights`, body, ifMatch(version))
}

function undo(draft: Draft, version: number, person: TestPerson | null = lead) {
  return program.call(person, 'POST', `${sets}/${draft.id}/group-weights/undo`, undefined, ifMatch(version))
}

async function weightsOf(draft: Draft): Promise<number[]> {
  const { body } = await program.call(lead, 'GET', `${sets}/${draft.id}`)
  return body.definition.criteria.map(({ weight }: { weight: number }) => weight)
}

async function rows(draft: Draft): Promise<number> {
  const { rowCount } = await program.database.superuser.query(
    'select 1 from mainstay.weight_judgement w where w.criteria_set_id = $1',
    [draft.id],
  )
  return rowCount ?? 0
}

describe('one’s own weights', () => {
  it('are kept unfinished, then given', async () => {
    const draft = await newDraft()
    expect((await save(sales, draft, pairwise([3]), { isGiven: false })).body).toEqual({ version: 1, isGiven: false })
    expect(await look(sales, draft)).toMatchObject({
      own: { isGiven: false, version: 1, answers: { method: 'pairwise', comparisons: [{ item: 'margin', value: 3 }] } },
      given: 0,
      begun: 1,
      group: null,
    })
    const given = await save(sales, draft, pairwise([3, 6, 2]), { version: 1 })
    expect(given.headers.etag).toBe('"2"')
    const { own, group } = await look(sales, draft)
    expect(own).toMatchObject({ isGiven: true, hasSeenOthers: false, isOutdated: false })
    expect(group).toMatchObject({
      isOnePerson: true,
      needsReason: false,
      methods: { direct: 0, swing: 0, pairwise: 1 },
    })
    expect(group.consistency).toMatchObject({ table: 'saaty_2005', limit: 0.05, isConsistent: true })
  })

  it.each([
    ['points that do not add up', direct(40, 40, 10), 'program/weights-do-not-add-up', { difference: -10 }],
    ['a criterion left out', direct(60, 40), 'program/weights-for-other-criteria', { key: 'fit' }],
    ['a weight of nothing', direct(60, 40, 0), 'program/weight-not-positive', { key: 'fit' }],
    [
      'no swing at 100',
      { ...direct(90, 50, 10), method: 'swing' },
      'program/swing-without-best',
      { highest: 90, best: 100 },
    ],
    ['a pair not compared', pairwise([3]), 'program/pairwise-incomplete', { missing: 2 }],
  ])('cannot be given with %s, and nothing is kept', async (_, answers, code, detail) => {
    const draft = await newDraft()
    const { status, body } = await save(sales, draft, answers)
    expect(status).toBe(422)
    expect(body).toMatchObject({ code, facts: detail })
    expect(await rows(draft)).toBe(0)
  })

  it('cannot be taken back once given, and a change afterwards says that the others were in sight', async () => {
    const draft = await newDraft()
    await save(sales, draft, direct(50, 30, 20))
    const back = await save(sales, draft, direct(50, 30, 10), { isGiven: false, version: 1 })
    expect(back).toMatchObject({ status: 409, body: { code: 'program/weights-given' } })
    expect((await save(sales, draft, direct(20, 30, 50), { version: 1 })).status).toBe(200)
    expect((await look(sales, draft)).own.hasSeenOthers).toBe(true)
  })

  it('two windows of one person at once: one is told', async () => {
    const draft = await newDraft()
    const answers = [direct(50, 30, 20), direct(20, 30, 50)]
    const replies = await Promise.all(answers.map((one) => save(sales, draft, one, { isGiven: false })))
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 412])
    expect(await rows(draft)).toBe(1)
  })

  it('are for people who judge: not signed in, viewers and strangers change nothing', async () => {
    const draft = await newDraft()
    expect((await save(null, draft, direct(50, 30, 20))).status).toBe(401)
    expect((await save(viewer, draft, direct(50, 30, 20))).status).toBe(403)
    expect((await save(stranger, draft, direct(50, 30, 20))).status).toBe(404)
    expect((await program.call(viewer, 'GET', `${sets}/${draft.id}/weighting`)).status).toBe(403)
    expect((await program.call(null, 'GET', `${sets}/${draft.id}/weighting`)).status).toBe(401)
    const foreign = `/api/workspaces/beta/criteria-sets/${draft.id}/weighting`
    expect((await program.call(stranger, 'GET', foreign)).status).toBe(404)
    const body = { answers: direct(50, 30, 20), isGiven: true }
    expect((await program.call(stranger, 'PUT', `${foreign}/own`, body, ifMatch(0))).status).toBe(404)
    expect(await rows(draft)).toBe(0)
  })

  it('bad input is refused with every field, unknown criteria by their place', async () => {
    const draft = await newDraft()
    const bad = await save(sales, draft, {
      method: 'pairwise',
      comparisons: [{ item: 'margin', against: 'growth', value: 10 }],
      table: 'none',
    })
    expect(bad.status).toBe(400)
    expect(bad.body.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
      'answers.comparisons.0.value',
      'answers.table',
    ])
    const unknown = await save(sales, draft, { method: 'direct', weights: [{ key: 'nowhere', value: 100 }] })
    expect(unknown).toMatchObject({ status: 400, body: { errors: [{ path: 'answers.weights.0.key' }] } })
    const url = `${sets}/${draft.id}/weighting/own`
    expect((await program.call(sales, 'PUT', url, { answers: direct(50, 30, 20), isGiven: true })).status).toBe(428)
  })

  it('are given for drafts only', async () => {
    const draft = await newDraft()
    const reason = 'Three criteria are all there is.'
    await program.call(lead, 'POST', `${sets}/${draft.id}/publication`, { reason }, ifMatch(draft.version))
    expect(await save(sales, draft, direct(50, 30, 20))).toMatchObject({
      status: 409,
      body: { code: 'program/criteria-set-published' },
    })
  })
})

describe('blind until one has given one’s own', () => {
  it('nobody sees the others before, the lead included, and the database says so too', async () => {
    const draft = await newDraft()
    await save(sales, draft, direct(50, 30, 20))
    const before = await look(lead, draft)
    expect(before).toMatchObject({ own: null, group: null, given: 1, begun: 1 })
    expect(before.people).toEqual([{ name: 'Sam Sales', isGiven: true }])
    const actor = await program.actor('alpha', lead)
    const seen = await program.program.useCases.read(actor, (scope) =>
      scope.db.selectFrom('mainstay.weight_judgement as w').select('w.person_id').execute(),
    )
    expect(seen.filter(({ person_id }) => person_id === sales.id)).toEqual([])
    const early = await apply(draft, { weights: [] })
    expect(early).toMatchObject({ status: 409, body: { code: 'program/weights-not-given' } })
  })

  it('whoever leads may stand aside and look on; nobody else may', async () => {
    const draft = await newDraft()
    await save(sales, draft, direct(50, 30, 20))
    expect((await save(finance, draft, { method: 'aside' })).status).toBe(403)
    expect((await save(lead, draft, { method: 'aside' })).status).toBe(200)
    const seen = await look(lead, draft)
    expect(seen).toMatchObject({ given: 1, own: { answers: { method: 'aside' }, isOutdated: false } })
    expect(seen.group.members).toHaveLength(1)
    expect((await save(lead, draft, direct(20, 30, 50), { version: 1 })).status).toBe(200)
    expect(
      (await look(lead, draft)).group.members.map((one: { hasSeenOthers: boolean }) => one.hasSeenOthers),
    ).toContain(true)
  })

  it('names are for those who may change the criteria; who has only begun is shown to nobody else', async () => {
    const draft = await newDraft()
    await save(sales, draft, direct(60, 20, 20))
    await save(finance, draft, direct(10, 10, 80))
    await save(lead, draft, direct(60, 20, 20), { isGiven: false })
    const seen = await look(sales, draft)
    expect(seen.people).toBeNull()
    expect(seen).toMatchObject({ given: 2, begun: 3 })
    expect(seen.group.members.map(({ name }: { name: string | null }) => name)).toEqual([null, null])
    await save(lead, draft, direct(60, 20, 20), { version: 1 })
    const { group } = await look(lead, draft)
    expect(group.members[0]).toMatchObject({ name: 'Fay Finance', isFarOff: true, isOwn: false })
    expect(group.members.filter(({ isOwn }: { isOwn: boolean }) => isOwn)).toHaveLength(1)
    expect(group.shares[0]).toMatchObject({ key: 'margin', lowest: 0.1, highest: 0.6 })
  })

  it('the audit and the change feed do not tell what was said', async () => {
    const draft = await newDraft()
    await save(sales, draft, direct(51, 29, 20))
    const { rows: entries } = await program.database.superuser.query(
      "select a.after::text as after from mainstay.audit_entry a where a.subject_id = $1 and a.action = 'program.weighed'",
      [draft.id],
    )
    expect(entries).toHaveLength(1)
    expect(entries[0].after).toContain('direct')
    expect(entries[0].after).not.toContain('51')
  })
})

describe('the weights of the group', () => {
  it('comparisons meet at the geometric mean, and the draft gets whole points that add up to 100', async () => {
    const draft = await newDraft()
    await save(sales, draft, pairwise([4, 4, 1]))
    await save(finance, draft, pairwise([1, 1, 1]))
    await save(lead, draft, { method: 'aside' })
    const weights = await proposal(draft)
    expect(weights.map(({ value }) => value)).toEqual([50, 25, 25])
    const reply = await apply(draft, { weights })
    expect(reply).toMatchObject({ status: 200, body: { id: draft.id, version: draft.version + 1, weights } })
    expect(await weightsOf(draft)).toEqual([50, 25, 25])
    const { body } = await program.call(viewer, 'GET', `${sets}/${draft.id}`)
    expect(body.weightSource).toMatchObject({
      byName: 'Lea Lead',
      people: 2,
      methods: { direct: 0, swing: 0, pairwise: 2 },
      consistency: { table: 'saaty_2005', isConsistent: true },
      reason: null,
      isCurrent: true,
      canUndo: true,
    })
    expect(JSON.stringify(body.weightSource)).not.toContain('Sam')
    const { rows: entries } = await program.database.superuser.query(
      "select a.before, a.after from mainstay.audit_entry a where a.subject_id = $1 and a.action = 'program.weights'",
      [draft.id],
    )
    expect(entries[0].before.weights[0]).toEqual({ key: 'margin', value: 40 })
    expect(entries[0].after.people).toContainEqual({ name: 'Sam Sales', method: 'pairwise' })
  })

  it('contradicting comparisons are kept and marked, and count only with a written reason', async () => {
    const draft = await newDraft()
    await save(lead, draft, pairwise([3, 1 / 3, 3]))
    const { group } = await look(lead, draft)
    expect(group).toMatchObject({ needsReason: true, consistency: { isConsistent: false, limit: 0.05 } })
    const weights = await proposal(draft)
    const refused = await apply(draft, { weights, reason: 'because' })
    expect(refused).toMatchObject({ status: 422, body: { code: 'program/pairwise-inconsistent' } })
    expect(await weightsOf(draft)).toEqual([40, 40, 20])
    const reason = 'Talked through on Monday; we mean it so.'
    expect((await apply(draft, { weights, reason })).status).toBe(200)
    const { body } = await program.call(lead, 'GET', `${sets}/${draft.id}`)
    expect(body.weightSource).toMatchObject({ reason, consistency: { isConsistent: false } })
  })

  it('a group that agrees in common but has a member who contradicts themselves needs the reason too', async () => {
    const draft = await newDraft()
    await save(lead, draft, pairwise([3, 1 / 3, 3]))
    await save(sales, draft, pairwise([1 / 3, 3, 1 / 3]))
    const { group } = await look(lead, draft)
    expect(group.consistency.isConsistent).toBe(true)
    expect(group.needsReason).toBe(true)
    expect((await apply(draft, { weights: await proposal(draft) })).body.code).toBe('program/pairwise-inconsistent')
  })

  it('only what was seen is applied: weights that moved are refused, and a changed draft too', async () => {
    const draft = await newDraft()
    await save(lead, draft, direct(50, 30, 20))
    const weights = await proposal(draft)
    await save(sales, draft, direct(10, 10, 80))
    expect(await apply(draft, { weights })).toMatchObject({
      status: 409,
      body: { code: 'program/group-weights-moved' },
    })
    const stale = await apply(draft, { weights: await proposal(draft) }, { version: draft.version - 1 })
    expect(stale.status).toBe(412)
    expect(await weightsOf(draft)).toEqual([40, 40, 20])
  })

  it('weights for criteria the draft no longer has do not count, and their giver is told', async () => {
    const draft = await newDraft()
    await save(lead, draft, direct(50, 30, 20))
    await save(sales, draft, direct(50, 30, 20))
    await change(draft, { margin: 50, growth: 50 })
    const mine = await look(sales, draft)
    expect(mine.own.isOutdated).toBe(true)
    expect(mine.group).toBeNull()
    const two = {
      method: 'direct',
      weights: [
        { key: 'margin', value: 70 },
        { key: 'growth', value: 30 },
      ],
    }
    await save(sales, draft, two, { version: 1 })
    const { group } = await look(sales, draft)
    expect(group).toMatchObject({ outdated: 1, isOnePerson: true })
    expect(group.shares.map(({ points }: { points: number }) => points)).toEqual([70, 30])
  })

  it('nobody’s weights cannot be applied', async () => {
    const draft = await newDraft()
    await save(lead, draft, { method: 'aside' })
    expect(await apply(draft, { weights: [] })).toMatchObject({ status: 409, body: { code: 'program/no-one-weighs' } })
  })

  it('are applied and undone by those who may change the criteria', async () => {
    const draft = await newDraft()
    await save(lead, draft, direct(50, 30, 20))
    const weights = await proposal(draft)
    for (const [person, status] of [
      [null, 401],
      [finance, 403],
      [stranger, 404],
    ] as const) {
      expect((await apply(draft, { weights }, { person })).status).toBe(status)
      expect((await undo(draft, draft.version, person)).status).toBe(status)
    }
    const foreign = `/api/workspaces/beta/criteria-sets/${draft.id}/group-weights`
    expect((await program.call(stranger, 'POST', foreign, { weights }, ifMatch(draft.version))).status).toBe(404)
    expect((await program.call(stranger, 'POST', `${foreign}/undo`, {}, ifMatch(draft.version))).status).toBe(404)
    const bad = await apply(draft, { weights: [{ key: 'Margin', value: -1 }], reason: 7 })
    expect(bad.body.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
      'reason',
      'weights.0.key',
      'weights.0.value',
    ])
    expect(await weightsOf(draft)).toEqual([40, 40, 20])
  })
})

describe('a draft that goes', () => {
  it('takes the weights given for it along, the others’ too', async () => {
    const draft = await newDraft()
    await save(sales, draft, direct(50, 30, 20))
    await save(finance, draft, direct(50, 30, 20), { isGiven: false })
    expect(await rows(draft)).toBe(2)
    const gone = await program.call(lead, 'DELETE', `${sets}/${draft.id}`, undefined, ifMatch(draft.version))
    expect(gone.status).toBe(200)
    expect(await rows(draft)).toBe(0)
    expect((await save(sales, draft, direct(50, 30, 20))).status).toBe(404)
  })

  it('weights given while it is published: one of both comes first, and nothing is given afterwards', async () => {
    const draft = await newDraft()
    const reason = 'Three criteria are all there is.'
    const [published, given] = await Promise.all([
      program.call(lead, 'POST', `${sets}/${draft.id}/publication`, { reason }, ifMatch(draft.version)),
      save(sales, draft, direct(50, 30, 20)),
    ])
    expect(published.status).toBe(200)
    expect(await rows(draft)).toBe(given.status === 200 ? 1 : 0)
    expect([200, 409]).toContain(given.status)
    expect((await save(finance, draft, direct(50, 30, 20))).status).toBe(409)
  })
})

describe('going back to the former weights', () => {
  it('works step by step, and the source goes with them', async () => {
    const draft = await newDraft()
    await save(lead, draft, direct(50, 30, 20))
    await apply(draft, { weights: await proposal(draft) })
    await save(lead, draft, direct(20, 30, 50), { version: 1 })
    await apply(draft, { weights: await proposal(draft) }, { version: draft.version + 1 })
    expect(await weightsOf(draft)).toEqual([20, 30, 50])
    expect((await undo(draft, draft.version + 2)).status).toBe(200)
    expect(await weightsOf(draft)).toEqual([50, 30, 20])
    expect((await undo(draft, draft.version + 3)).status).toBe(200)
    expect(await weightsOf(draft)).toEqual([40, 40, 20])
    expect(await undo(draft, draft.version + 4)).toMatchObject({
      status: 409,
      body: { code: 'program/no-weights-to-undo' },
    })
  })

  it('is refused once the weights were changed by hand, and the page can say so', async () => {
    const draft = await newDraft()
    await save(lead, draft, direct(50, 30, 20))
    await apply(draft, { weights: await proposal(draft) })
    await change({ ...draft, version: draft.version + 1 }, { margin: 60, growth: 20, fit: 20 })
    const { body } = await program.call(lead, 'GET', `${sets}/${draft.id}`)
    expect(body.weightSource).toMatchObject({ isCurrent: false, canUndo: false })
    expect(await undo(draft, body.version)).toMatchObject({
      status: 409,
      body: { code: 'program/weights-changed-since' },
    })
    expect(await weightsOf(draft)).toEqual([60, 20, 20])
  })

  it('a draft made from a version keeps saying where its weights come from', async () => {
    const draft = await newDraft()
    await save(lead, draft, direct(50, 30, 20))
    const { body: applied } = await apply(draft, { weights: await proposal(draft) })
    const reason = 'Three criteria are all there is.'
    await program.call(lead, 'POST', `${sets}/${draft.id}/publication`, { reason }, ifMatch(applied.version))
    const { body: next } = await program.call(lead, 'POST', sets, { name: 'Next', from: draft.id })
    expect(next.weightSource).toMatchObject({ people: 1, isCurrent: true, canUndo: false })
  })
})

describe('the axes of the portfolio matrix', () => {
  it('stored before there were midpoints, a definition is read as usual', async () => {
    const draft = await newDraft()
    const { body } = await program.call(viewer, 'GET', `${sets}/${draft.id}`)
    expect(body.definition.axes).toEqual({ strength: [] })
  })

  it('may be composed freely, and are tidied of what is not there', async () => {
    const draft = await newDraft()
    const criteria = KEYS.map((key) => criterion(key, 30))
    const axes = {
      strength: ['margin', 'margin', 'gone'],
      attractiveness: ['margin', 'growth'],
      midpoints: { strength: 60, attractiveness: 45 },
    }
    const definition = { criteria, gates: [], minimumConfidence: 0.3, axes }
    const body = { name: 'Axes', definition }
    const { body: stored } = await program.call(lead, 'PUT', `${sets}/${draft.id}`, body, ifMatch(draft.version))
    expect(stored.definition.axes).toEqual({ ...axes, strength: ['margin'] })
    const wild = { ...definition, axes: { ...axes, midpoints: { strength: 0, attractiveness: 101 } } }
    const refused = await program.call(lead, 'PUT', `${sets}/${draft.id}`, { ...body, definition: wild }, ifMatch(9))
    expect(refused.status).toBe(400)
    expect(refused.body.errors).toHaveLength(2)
  })
})
