import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { refreshSelection } from '../commands/refresh-selection.ts'
import { aScoredHouse, type SelectionHouse, type TestFigures } from '../fixtures.ts'

let program: TestProgram
let house: SelectionHouse
let houses = 0

/** Strong in different things, so that weights decide; Z has never bought anything. */
const FIGURES: Readonly<Record<string, TestFigures | null>> = {
  A: { netRevenue: 900, grossMarginRate: 0.5, contributionRate: 0.3, growth: 0.3, productLines: 18, walletBase: 4500 },
  B: { netRevenue: 800, grossMarginRate: 0.4, contributionRate: 0.25, growth: 0.02, productLines: 12, walletBase: 900 },
  C: { netRevenue: 700, grossMarginRate: 0.3, contributionRate: 0.02, growth: 0.28, productLines: 7, walletBase: 1200 },
  D: { netRevenue: 600, grossMarginRate: 0.2, contributionRate: 0.1, growth: 0.1, productLines: 9, walletBase: 1400 },
  E: { netRevenue: 500, grossMarginRate: 0.2, contributionRate: 0.05, growth: 0.05, productLines: 20, walletBase: 600 },
  F: { netRevenue: 400, grossMarginRate: 0.1, contributionRate: -0.1, growth: -0.2, productLines: 1, walletBase: 410 },
  Z: null,
}

beforeAll(async () => {
  program = await createTestProgram()
})
afterAll(() => program.stop())

const path = (rest = '') => `/api/workspaces/${house.slug}/selection/firmness${rest}`
const idOf = (code: string) => house.accounts.get(code) ?? ''

async function openHouse(figures: Readonly<Record<string, TestFigures | null>> = FIGURES): Promise<void> {
  house = await aScoredHouse(program, `firm-${++houses}`, figures)
  await program.runJobs()
}

async function ask(person: TestPerson, body: object): Promise<string> {
  const reply = await program.call(person, 'POST', path(), body)
  expect(reply.status).toBe(201)
  return reply.body.id
}

async function answerFor(person: TestPerson, body: object) {
  const id = await ask(person, { draws: 200, ...body })
  await program.runJobs()
  const reply = await program.call(person, 'GET', path(`/${id}`))
  expect(reply.body).toMatchObject({ id })
  return reply.body
}

async function insideUnder(weights: Record<string, number>, places: number): Promise<string[]> {
  const reply = await program.call(house.lead, 'POST', `/api/workspaces/${house.slug}/selection/ranking`, { weights })
  return reply.body.rows.slice(0, places).map((row: { account: { code: string } }) => row.account.code)
}

describe('how firm the list is', () => {
  beforeEach(() => openHouse())

  it('names the weight at which somebody falls out, and there the ranking indeed changes', async () => {
    const answer = await answerFor(house.lead, { places: 2 })
    expect(answer).toMatchObject({ situation: 'contested', places: 2, accounts: 7, ranked: 6, inside: 2 })
    const shares: { key: string; share: number }[] = answer.criteria
    expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9)
    const moved = answer.criteria.find(({ key }: { key: string }) => key === answer.smallest.key)
    const change = moved[answer.smallest.direction]
    const weightsAt = (share: number) =>
      Object.fromEntries(
        shares.map((one) => [
          one.key,
          100 * (one.key === moved.key ? share : (one.share * (1 - share)) / (1 - moved.share)),
        ]),
      )
    const step = 1e-4 * Math.sign(change.change)
    const before = await insideUnder(weightsAt(change.share - step), 2)
    const after = await insideUnder(weightsAt(change.share + step), 2)
    expect(before).toContain(change.fallsOut.account.code)
    expect(after).not.toContain(change.fallsOut.account.code)
    expect(after).toContain(change.comesIn.account.code)
  })

  it('tells what share of all weights gives an account its place, the same for the same seed', async () => {
    const { acceptability } = await answerFor(house.lead, { places: 2, draws: 400, seed: 7 })
    expect(acceptability).toMatchObject({ draws: 400, seed: 7, level: 0.9, hidden: 0 })
    const [first] = acceptability.rows
    expect(first).toMatchObject({ account: { code: 'A' }, rank: 1, isInside: true })
    // Nobody has judged yet: weight on what is judged would only leave everybody without enough evidence.
    expect(first).toMatchObject({ insideShare: 1, rankedShare: 1 })
    expect(acceptability.rows.map(({ account }: { account: { code: string } }) => account.code)).not.toContain('Z')
    const total = acceptability.rows.reduce((sum: number, row: { insideShare: number }) => sum + row.insideShare, 0)
    expect(total).toBeCloseTo(2, 9)
    await refreshSelection(program.program.context, house.workspaceId)
    const again = await answerFor(house.lead, { places: 2, draws: 400, seed: 7 })
    expect(again.acceptability).toEqual(acceptability)
  })

  it('says who moves when a criterion or a rater is left out', async () => {
    for (const [code, score] of Object.entries({ A: 1, D: 5 })) {
      const judge = `/api/workspaces/${house.slug}/accounts/${idOf(code)}/judgements`
      for (const criterionKey of ['strategic_fit', 'access_to_deciders', 'willing_to_plan']) {
        expect((await program.call(house.lead, 'POST', judge, { criterionKey, score })).status).toBe(201)
      }
    }
    await program.runJobs()
    const answer = await answerFor(house.lead, { places: 1 })
    expect(answer.raters).toMatchObject([
      {
        name: house.lead.name,
        judgedAccounts: 2,
        fallsOut: { total: 1, accounts: [{ code: 'D' }] },
        comesIn: { total: 1, accounts: [{ code: 'A' }] },
      },
    ])
    const edge = answer.edges.find(({ account }: { account: { code: string } }) => account.code === 'D')
    expect(edge.reasons).toContainEqual(
      expect.objectContaining({ code: 'selection/moves-without-rater', name: house.lead.name }),
    )
    const growth = answer.criteria.find(({ key }: { key: string }) => key === 'growth')
    expect(growth.without.fallsOut.total).toBe(growth.without.comesIn.total)
  })

  it('answers the same question about the same scores at once, and a later one anew', async () => {
    const id = await ask(house.lead, { places: 2, draws: 200 })
    await program.runJobs()
    const again = await program.call(house.lead, 'POST', path(), { places: 2, draws: 200 })
    expect(again.body).toMatchObject({ id, status: 'done' })
    await refreshSelection(program.program.context, house.workspaceId)
    expect(await ask(house.lead, { places: 2, draws: 200 })).not.toBe(id)
  })

  it('drops one’s own earlier question, and refuses its result', async () => {
    const first = await ask(house.lead, { places: 2 })
    const second = await ask(house.lead, { places: 3 })
    await program.runJobs()
    expect(await program.call(house.lead, 'GET', path(`/${first}`))).toMatchObject({
      status: 409,
      body: { code: 'selection/run-not-done' },
    })
    expect((await program.call(house.lead, 'GET', path(`/${second}`))).body).toMatchObject({ places: 3 })
  })

  it('gives the latest answer about the criteria in force, and says when scores have changed since', async () => {
    expect((await program.call(house.lead, 'GET', path())).body).toEqual({ firmness: null })
    await answerFor(house.lead, { places: 2 })
    expect((await program.call(house.lead, 'GET', path())).body).toEqual({ firmness: null })
    const usual = await answerFor(house.lead, {})
    expect((await program.call(house.lead, 'GET', path())).body.firmness).toMatchObject({
      id: usual.id,
      isCurrent: true,
    })
    await refreshSelection(program.program.context, house.workspaceId)
    expect((await program.call(house.lead, 'GET', path())).body.firmness).toMatchObject({
      id: usual.id,
      isCurrent: false,
    })
  })

  it('is not worked out under criteria that were changed after the question', async () => {
    const id = await ask(house.lead, { places: 2 })
    await program.database.superuser.query(
      "update mainstay.criteria_set set version = version + 1 where workspace_id = $1 and status = 'published'",
      [house.workspaceId],
    )
    await program.runJobs()
    const run = await program.call(house.lead, 'GET', `/api/workspaces/${house.slug}/selection/runs/${id}`)
    expect(run.body).toMatchObject({ status: 'failed', failure: { code: 'selection/criteria-changed' } })
  })

  it('counts accounts the reader may not see, without their names', async () => {
    const member = await program.createPerson(house.slug, { role: 'viewer', visibility: 'team', seesMargins: true })
    await program.database.superuser.query(
      'insert into mainstay.account_team_member (workspace_id, account_id, person_id, duty) values ($1, $2, $3, $4)',
      [house.workspaceId, idOf('A'), member.id, 'team_member'],
    )
    const { id, acceptability } = await answerFor(house.lead, { places: 2 })
    const { body } = await program.call(member, 'GET', path(`/${id}`))
    expect(body).toMatchObject({ accounts: 7, ranked: 6, inside: 2 })
    expect(body.acceptability.rows.map((row: { account: { code: string } }) => row.account.code)).toEqual(['A'])
    expect(body.acceptability.hidden).toBe(acceptability.rows.length - 1)
    const moves = body.criteria.flatMap((one: { more: unknown; less: unknown }) => [one.more, one.less])
    expect(moves).toContainEqual(expect.objectContaining({ fallsOut: { account: null } }))
    expect(JSON.stringify(body)).not.toMatch(/Company [B-Z]/)
  })

  it('tells people without the right to margins nothing that a margin could be read off', async () => {
    const clerk = await program.createPerson(house.slug, { role: 'contributor', seesMargins: false })
    const { id } = await answerFor(house.lead, { places: 2 })
    const { body } = await program.call(clerk, 'GET', path(`/${id}`))
    const keyed = Object.fromEntries(body.criteria.map((one: { key: string }) => [one.key, one]))
    expect(keyed.contribution_rate).toMatchObject({ isHidden: true, more: null, less: null, without: null })
    expect(keyed.growth).toMatchObject({ isHidden: false, without: expect.anything() })
    expect(body.smallest.key).not.toBe('contribution_rate')
    expect(JSON.stringify(body.edges)).not.toContain('ontribution')
    const own = { weights: { contribution_rate: 100, growth: 0 }, places: 2 }
    expect((await program.call(clerk, 'POST', path(), own)).status).toBe(403)
    const theirs = await answerFor(house.lead, own)
    expect((await program.call(clerk, 'GET', path(`/${theirs.id}`))).status).toBe(403)
  })
})

describe('a list that cannot be contested', () => {
  it.each([
    ['everybody_in', FIGURES, { places: 6 }],
    ['everybody_in', FIGURES, { places: 1_000_000 }],
    ['no_places', FIGURES, { places: 0 }],
    ['everybody_in', { A: FIGURES.A ?? null }, { places: 1 }],
    ['nobody_ranked', { A: null, B: null }, { places: 1 }],
    ['all_equal', { A: FIGURES.A ?? null, B: FIGURES.A ?? null, C: FIGURES.A ?? null }, { places: 1 }],
    ['no_accounts', {}, { places: 1 }],
  ])('is said to be so: %s', async (situation, figures, question) => {
    await openHouse(figures)
    const answer = await answerFor(house.lead, question)
    expect(answer).toMatchObject({ situation })
  })

  it('of a single criterion is said to be so', async () => {
    await openHouse()
    const weights = {
      contribution_rate: 0,
      growth: 10,
      wallet_headroom: 0,
      product_breadth: 0,
      strategic_fit: 0,
      access_to_deciders: 0,
      willing_to_plan: 0,
    }
    expect(await answerFor(house.lead, { weights, places: 2 })).toMatchObject({ situation: 'one_criterion' })
    const none = { ...weights, growth: 0 }
    expect(await program.call(house.lead, 'POST', path(), { weights: none })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'weights' }] },
    })
  })
})

describe('who may ask, and what', () => {
  beforeEach(() => openHouse())

  it('refuses strangers, and says nothing of another workspace', async () => {
    const id = await ask(house.lead, { places: 2 })
    const guard = `/api/workspaces/${house.slug}/selection/size-guard`
    await program.createWorkspace(`${house.slug}-b`)
    const stranger = await program.createPerson(`${house.slug}-b`, { role: 'owner' })
    for (const [method, url] of [
      ['POST', path()],
      ['GET', path()],
      ['GET', path(`/${id}`)],
      ['POST', guard],
    ] as const) {
      const body = method === 'POST' ? {} : undefined
      expect((await program.call(null, method, url, body)).status, `${method} ${url}`).toBe(401)
      expect((await program.call(stranger, method, url, body)).status, `${method} ${url}`).toBe(404)
    }
    const own = `/api/workspaces/${house.slug}-b/selection`
    expect((await program.call(stranger, 'GET', `${own}/firmness/${id}`)).status).toBe(404)
    const foreign = await program.call(stranger, 'POST', `${own}/size-guard`, { accountIds: [idOf('A')] })
    expect(foreign.status).toBeGreaterThanOrEqual(404)
    const runs = await program.database.superuser.query(
      'select r.status from mainstay.selection_run r where r.workspace_id = $1',
      [house.workspaceId],
    )
    expect(runs.rows).toEqual([{ status: 'queued' }])
  })

  it('lists every wrong field', async () => {
    const reply = await program.call(house.lead, 'POST', path(), {
      criteriaSetId: 'x',
      places: -1,
      draws: 20_001,
      seed: 0.5,
      weights: { growth: -3 },
    })
    expect(reply.status).toBe(400)
    const paths = reply.body.errors.map(({ path: field }: { path: string }) => field)
    expect(paths.sort()).toEqual(['criteriaSetId', 'draws', 'places', 'seed', 'weights.growth'])
    const unknown = await program.call(house.lead, 'POST', path(), { weights: { 'no such': 3 } })
    expect(unknown).toMatchObject({ status: 400, body: { errors: [{ path: 'weights.no such' }] } })
    expect((await program.call(house.lead, 'GET', path('/nonsense'))).status).toBe(400)
  })
})

describe('does size decide', () => {
  beforeEach(() => openHouse())

  it('is answered with the field’s finding, its source and its caution, and for each account asked about', async () => {
    const url = `/api/workspaces/${house.slug}/selection/size-guard`
    const { body } = await program.call(house.lead, 'POST', url, { accountIds: [idOf('Z'), idOf('A')] })
    expect(body).toMatchObject({
      correlationLimit: 0.8,
      sizeWeightLimit: 0.25,
      sizeWeightShare: 0,
      accountsCompared: 6,
      asked: [
        { account: { code: 'Z' }, standing: 'not_in' },
        { account: { code: 'A' }, standing: 'qualifies_anyway' },
      ],
    })
    expect(body.rankCorrelation).toBeGreaterThan(0)
    expect(body.benchmark).toMatchObject({
      claim: expect.stringContaining('51 percent'),
      source: expect.stringContaining('Gartner'),
      caution: expect.stringContaining('Regression to the mean'),
    })
    const member = await program.createPerson(house.slug, { role: 'viewer', visibility: 'team' })
    expect((await program.call(member, 'POST', url, { accountIds: [idOf('A')] })).status).toBe(404)
    const many = { accountIds: Array.from({ length: 201 }, () => idOf('A')) }
    expect((await program.call(house.lead, 'POST', url, many)).status).toBe(400)
  })
})
