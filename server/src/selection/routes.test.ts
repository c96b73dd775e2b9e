import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../test/program.ts'
import { anAccount, aScoredHouse, type SelectionHouse } from './fixtures.ts'

let program: TestProgram
let house: SelectionHouse
let lead: TestPerson
let contributor: TestPerson
let viewer: TestPerson
let member: TestPerson
let stranger: TestPerson
const base = '/api/workspaces/alpha'
const ranking = `${base}/selection/ranking`

/** Scores fall from A to H; Z has never bought anything. */
const FIGURES = {
  A: {
    netRevenue: 900,
    grossMarginRate: 0.5,
    contributionRate: 0.4,
    growth: 0.5,
    productLines: 20,
    walletBase: 4500,
    outlook: 'growing',
  },
  B: { netRevenue: 100, grossMarginRate: 0.5, contributionRate: 0.3, growth: 0.4, productLines: 15, walletBase: 400 },
  C: { netRevenue: 200, grossMarginRate: 0.4, contributionRate: 0.2, growth: 0.2, productLines: 12, walletBase: 500 },
  D: { netRevenue: 300, grossMarginRate: 0.3, contributionRate: null, growth: 0.1, productLines: 10, walletBase: 500 },
  E: { netRevenue: 400, grossMarginRate: 0.2, contributionRate: 0.1, growth: 0.05, productLines: 8, walletBase: 600 },
  F: { netRevenue: 500, grossMarginRate: 0.2, contributionRate: 0.05, growth: 0, productLines: 5, walletBase: 600 },
  G: { netRevenue: 600, grossMarginRate: 0.1, contributionRate: -0.02, growth: -0.1, productLines: 3, walletBase: 650 },
  H: {
    netRevenue: 700,
    grossMarginRate: 0.1,
    contributionRate: -0.1,
    growth: -0.2,
    productLines: 1,
    walletBase: 710,
    outlook: 'declining',
  },
  Z: null,
}

beforeAll(async () => {
  program = await createTestProgram()
  house = await aScoredHouse(program, 'alpha', FIGURES)
  lead = house.lead
  await program.createWorkspace('beta')
  contributor = await program.createPerson('alpha', { role: 'contributor', name: 'Cleo Contributor' })
  viewer = await program.createPerson('alpha', { role: 'viewer' })
  member = await program.createPerson('alpha', { role: 'viewer', visibility: 'team', seesMargins: true })
  stranger = await program.createPerson('beta', { role: 'owner' })
  await program.database.superuser.query(
    "insert into mainstay.account_team_member (workspace_id, account_id, person_id, duty) select $1, a.id, $2, 'team_member' from mainstay.account a where a.code in ('B', 'G')",
    [house.workspaceId, member.id],
  )
})
afterAll(() => program.stop())

function idOf(code: string): string {
  return house.accounts.get(code) ?? ''
}

async function rank(person: TestPerson, body: object = {}) {
  const reply = await program.call(person, 'POST', ranking, body)
  expect(reply.status).toBe(200)
  return reply.body
}

function codes(answer: { rows: { account: { code: string } }[] }): string[] {
  return answer.rows.map(({ account }) => account.code)
}

describe('the ranking', () => {
  it('is there at once, under the starter criteria that the program published itself and said so', async () => {
    const answer = await rank(lead)
    expect(codes(answer)).toEqual(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'Z'])
    expect(answer).toMatchObject({ total: 9, eligible: 8 })
    expect(answer.rows[0]).toMatchObject({
      rank: 1,
      movement: 0,
      isEligible: true,
      confidence: 0.68,
      contributions: [expect.any(Number), expect.any(Number), expect.any(Number), expect.any(Number), null, null, null],
    })
    expect(answer.rows[8]).toMatchObject({ score: null, isEligible: false, confidence: 0 })
    const set = await program.call(viewer, 'GET', `${base}/criteria-sets/${answer.criteriaSetId}`)
    expect(set.body).toMatchObject({ isStarter: true, number: 1, status: 'published', publishedBy: 'Mainstay' })
    const { rows } = await program.database.superuser.query(
      "select a.actor_kind, a.after from mainstay.audit_entry a where a.action = 'program.published'",
    )
    expect(rows).toEqual([{ actor_kind: 'system', after: expect.objectContaining({ isStarter: true }) }])
  })

  it('shows contributions that add up to the score', async () => {
    for (const row of (await rank(lead)).rows.slice(0, 8)) {
      const sum = row.contributions.reduce((total: number, points: number | null) => total + (points ?? 0), 0)
      expect(sum).toBeCloseTo(row.score, 9)
    }
  })

  it('answers a moved weight with another order, movements against the stored one, and stores nothing', async () => {
    const before = await program.database.superuser.query(
      'select s.account_id, s.score, s.rank from mainstay.account_score s order by 1',
    )
    const answer = await rank(lead, {
      weights: { contribution_rate: 0, growth: 0, wallet_headroom: 100, product_breadth: 0 },
    })
    expect(codes(answer).slice(0, 3)).toEqual(['A', 'B', 'C'])
    const swapped = await rank(lead, {
      weights: {
        product_breadth: 0,
        contribution_rate: 0,
        growth: 0,
        wallet_headroom: 1,
        strategic_fit: 0,
        access_to_deciders: 0,
        willing_to_plan: 0,
      },
    })
    expect(codes(swapped)).toEqual(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'Z'])
    expect(swapped.rows[0].score).toBe(100)
    expect(swapped.rows[1].score).toBeCloseTo(75 + (0.25 / 0.3) * 25)
    const after = await program.database.superuser.query(
      'select s.account_id, s.score, s.rank from mainstay.account_score s order by 1',
    )
    expect(after.rows).toEqual(before.rows)
    expect((await program.call(lead, 'POST', ranking, { weights: { nothing: 5 } })).body.errors[0].path).toBe(
      'weights.nothing',
    )
  })

  it('says where the cut is and how far the next account is from it', async () => {
    const tiers = (await program.call(lead, 'GET', `${base}/tier-scheme`)).body
    const small = tiers.tiers.map((tier: object) => ({ ...tier, capacity: 1 }))
    const stored = await program.call(
      lead,
      'PUT',
      `${base}/tier-scheme`,
      { tiers: small },
      { 'if-match': `"${tiers.version}"` },
    )
    expect(stored.status).toBe(200)
    const answer = await rank(lead)
    const [, , third, fourth] = answer.rows
    expect(answer.cut).toMatchObject({ places: 3, score: third.score, nextAccount: { code: 'D' } })
    expect(answer.cut.distance).toBeCloseTo(third.score - fourth.score, 10)
    expect((await rank(member)).cut.nextAccount).toBeNull()
  })

  it('tells how far size decides, and who keeps a place only by size', async () => {
    const { spendBias } = await rank(lead)
    expect(spendBias).toMatchObject({
      sizeWeightShare: 0,
      warnings: [],
      accountsCompared: 8,
      wouldNotQualify: { sizeHidden: [], spendRemoved: [] },
    })
    // Spend ranks of A to H: 8, 1, 2 ... 7 against score ranks 8 ... 1: 1 - 6 * 112 / (8 * 63).
    expect(spendBias.rankCorrelation).toBeCloseTo(1 - (6 * 112) / (8 * 63), 10)
    const draft = (await program.call(lead, 'POST', `${base}/criteria-sets`, { name: 'By size' })).body
    const [first, ...others] = draft.definition.criteria
    const size = {
      ...first,
      key: 'size',
      weight: 900,
      source: {
        kind: 'measured',
        measure: 'net_revenue_12m',
        anchors: [
          { raw: 0, points: 0 },
          { raw: 1000, points: 100 },
        ],
      },
    }
    const changed = await program.call(
      lead,
      'PUT',
      `${base}/criteria-sets/${draft.id}`,
      { name: 'By size', definition: { ...draft.definition, criteria: [size, ...others] } },
      { 'if-match': '"1"' },
    )
    expect(changed.body.faults).toEqual([])
    const bySize = await rank(lead, { criteriaSetId: draft.id })
    expect(codes(bySize).slice(0, 4)).toEqual(['A', 'H', 'G', 'F'])
    expect(bySize.rows[1]).toMatchObject({
      movement: 6,
      isInOnlyBySize: true,
      qualifiesWithoutSpend: expect.any(Boolean),
    })
    expect(bySize.spendBias.warnings).toEqual(['selection/score-follows-spend', 'selection/weight-on-size'])
    expect(bySize.spendBias.wouldNotQualify.sizeHidden.map(({ code }: { code: string }) => code)).toEqual(['H', 'G'])
    expect(
      (await rank(member, { criteriaSetId: draft.id })).spendBias.wouldNotQualify.sizeHidden.map(
        ({ code }: { code: string }) => code,
      ),
    ).toEqual(['G'])
    const without = await rank(lead, { criteriaSetId: draft.id, spendBias: 'without' })
    expect(without.spendBias).toBeNull()
    expect(without.rows[1].isInOnlyBySize).toBeNull()
    const { rows } = await program.database.superuser.query(
      'select distinct s.criteria_set_id from mainstay.account_score s',
    )
    expect(rows.map((row) => row.criteria_set_id)).not.toContain(draft.id)
  })

  it('pages, and finds by name without changing ranks', async () => {
    const page = await rank(lead, { offset: 2, limit: 3 })
    expect(page.rows.map((row: { rank: number }) => row.rank)).toEqual([3, 4, 5])
    const found = await rank(lead, { query: 'company f' })
    expect(found.total).toBe(1)
    expect(found.rows[0]).toMatchObject({ rank: 6, account: { code: 'F' } })
  })

  it('shows a person of two teams only their accounts, with their ranks among all', async () => {
    const answer = await rank(member)
    expect(answer.rows.map((row: { rank: number; account: { code: string } }) => [row.rank, row.account.code])).toEqual(
      [
        [2, 'B'],
        [7, 'G'],
      ],
    )
    expect(answer).toMatchObject({ total: 2, eligible: 8 })
  })

  it('hides what margins add from people without the right to them, also behind weights of their own', async () => {
    const answer = await rank(viewer)
    expect(answer.criteria[0]).toMatchObject({ key: 'contribution_rate', needsMargins: true })
    // The others are hidden with it: the score less their sum would be what the margin adds.
    expect(answer.rows[0].score).toBeGreaterThan(0)
    expect(answer.rows.flatMap((row: { contributions: (number | null)[] }) => row.contributions)).toEqual(
      Array(7 * answer.rows.length).fill(null),
    )
    expect((await program.call(viewer, 'POST', ranking, { weights: { growth: 0 } })).status).toBe(403)
    expect((await program.call(viewer, 'POST', ranking, { weights: { growth: 18 } })).status).toBe(200)
  })

  it('needs sign-in, this workspace, and fields that make sense', async () => {
    expect((await program.call(null, 'POST', ranking, {})).status).toBe(401)
    expect((await program.call(stranger, 'POST', ranking, {})).status).toBe(404)
    const reply = await program.call(lead, 'POST', ranking, {
      offset: -1,
      limit: 1000,
      weights: { growth: -1 },
      spendBias: 'maybe',
    })
    expect(reply.body.errors.map((error: { path: string }) => error.path).sort()).toEqual([
      'limit',
      'offset',
      'spendBias',
      'weights.growth',
    ])
    const { criteriaSetId } = await rank(lead)
    expect(
      (await program.call(stranger, 'POST', '/api/workspaces/beta/selection/ranking', { criteriaSetId })).status,
    ).toBe(404)
    expect((await program.call(stranger, 'POST', '/api/workspaces/beta/selection/ranking', {})).body.code).toBe(
      'selection/no-criteria-set',
    )
  })
})

describe('why an account scores as it does', () => {
  it('shows every criterion with raw value, points, evidence and the median account', async () => {
    const { status, body } = await program.call(lead, 'GET', `${base}/accounts/${idOf('D')}/score`)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      rank: 4,
      accounts: 9,
      tier: null,
      isEligible: true,
      criteriaSet: { number: 1, status: 'published' },
    })
    const [margin, growth, wallet] = body.criteria
    expect(margin).toMatchObject({ key: 'contribution_rate', raw: 0.3, unit: 'fraction', weightShare: 0.22 })
    expect(margin.evidence).toEqual({
      status: 'fresh',
      source: 'gross_margin_rate',
      reasons: ['selection/gross-margin-stands-in'],
      date: '2026-10-31',
      authors: [],
      judgements: 0,
    })
    expect(growth).toMatchObject({ raw: 0.1, points: 65 })
    expect(growth.medianPoints).toBeCloseTo((65 + 52.5) / 2)
    expect(wallet.evidence.date).toBe('2026-05-01')
    expect(body.criteria[4]).toMatchObject({
      key: 'strategic_fit',
      raw: null,
      evidence: { status: 'missing', reasons: ['selection/not-judged'] },
    })
    const sum = body.criteria.reduce(
      (total: number, one: { contribution: number | null }) => total + (one.contribution ?? 0),
      0,
    )
    expect(sum).toBeCloseTo(body.score, 9)
  })

  it('says what would have to change for the account to be in, and that reaches the cut', async () => {
    const { body } = await program.call(lead, 'GET', `${base}/accounts/${idOf('D')}/score`)
    expect(body.cut.distance).toBeCloseTo(body.cut.score - body.score, 10)
    const growth = body.criteria[1]
    expect(growth.canLiftAlone).toBe(true)
    const points = growth.neededRaw <= 0.3 ? 65 + ((growth.neededRaw - 0.1) / 0.2) * 35 : 100
    expect(body.score + (growth.contribution * (points - 65)) / 65).toBeCloseTo(body.cut.score, 6)
    const above = await program.call(lead, 'GET', `${base}/accounts/${idOf('A')}/score`)
    expect(above.body.criteria.every((one: { canLiftAlone: boolean | null }) => one.canLiftAlone === null)).toBe(true)
    expect(above.body.cut.distance).toBeLessThan(0)
  })

  it('explains a subsidiary by its group', async () => {
    const child = await anAccount(program, { workspaceId: house.workspaceId, code: 'A-1', parentId: idOf('A') })
    const { body } = await program.call(lead, 'GET', `${base}/accounts/${child}/score`)
    expect(body).toMatchObject({ account: { code: 'A' }, rank: 1 })
  })

  it('hides raw values and points from people without the right to margins', async () => {
    const { body } = await program.call(viewer, 'GET', `${base}/accounts/${idOf('D')}/score`)
    expect(body.score).toBeGreaterThan(0)
    expect(body.criteria[0]).toMatchObject({
      raw: null,
      points: null,
      contribution: null,
      medianPoints: null,
      neededRaw: null,
    })
  })

  it('is not found for a hidden account, another workspace or nobody', async () => {
    const url = `${base}/accounts/${idOf('A')}/score`
    expect((await program.call(member, 'GET', url)).status).toBe(404)
    expect((await program.call(null, 'GET', url)).status).toBe(401)
    expect((await program.call(stranger, 'GET', url)).status).toBe(404)
    expect((await program.call(stranger, 'GET', `/api/workspaces/beta/accounts/${idOf('A')}/score`)).status).toBe(404)
    expect(
      (await program.call(lead, 'GET', `${base}/accounts/x/score?criteriaSetId=1`)).body.errors
        .map((error: { path: string }) => error.path)
        .sort(),
    ).toEqual(['criteriaSetId', 'id'])
  })

  it('offers a first wording of the reason from rank, criteria and outlook, without margins for those who may not', async () => {
    const url = `${base}/selection/decision-suggestions?accountId=${idOf('A')}`
    const score = Math.round((await rank(lead)).rows[0].score)
    expect((await program.call(lead, 'GET', url)).body.reasons).toEqual([
      `Rank 1 of 9 with a score of ${score}. Above the median account in Contribution margin and Growth of demand. Its purchases are growing.`,
    ])
    const plain = (await program.call(viewer, 'GET', `${url}&limit=3`)).body.reasons
    expect(plain.join()).not.toContain('Contribution')
    expect(plain.length).toBeGreaterThan(1)
    const low = (await program.call(lead, 'GET', `${base}/selection/decision-suggestions?accountId=${idOf('H')}`)).body
      .reasons[0]
    expect(low).toContain('Below the median account in')
    expect(low).toContain('declining')
    expect(
      (await program.call(lead, 'GET', `${base}/selection/decision-suggestions?accountId=${idOf('Z')}`)).body.reasons,
    ).toEqual([])
    expect((await program.call(null, 'GET', url)).status).toBe(401)
    expect((await program.call(stranger, 'GET', url)).status).toBe(404)
    expect((await program.call(member, 'GET', url)).status).toBe(404)
    expect((await program.call(lead, 'GET', `${base}/selection/decision-suggestions?limit=9`)).status).toBe(400)
  })
})

describe('judging', () => {
  const url = (code: string) => `${base}/accounts/${idOf(code)}/judgements`

  it('takes a judged score with its author, and the ranking follows', async () => {
    const before = (await program.call(lead, 'GET', `${base}/accounts/${idOf('E')}/score`)).body
    const reply = await program.call(contributor, 'POST', url('E'), {
      criterionKey: 'strategic_fit',
      score: 5,
      comment: 'Their plan needs us.',
    })
    expect(reply.status).toBe(201)
    expect(reply.body).toMatchObject({
      criterionKey: 'strategic_fit',
      score: 5,
      personName: 'Cleo Contributor',
      judgedOn: '2026-11-20',
    })
    await program.runJobs()
    const after = (await program.call(lead, 'GET', `${base}/accounts/${idOf('E')}/score`)).body
    expect(after.confidence).toBeCloseTo(before.confidence + 0.14)
    expect(after.score).toBeGreaterThan(before.score)
    expect(after.criteria[4]).toMatchObject({
      raw: 5,
      points: 100,
      evidence: { authors: ['Cleo Contributor'], judgements: 1, date: '2026-11-20' },
    })
    expect((await rank(lead)).criteria[4].accountsWithEvidence).toBe(1)
    const { rows } = await program.database.superuser.query(
      "select a.account_id, a.actor_id from mainstay.audit_entry a where a.action = 'selection.judged'",
    )
    expect(rows).toEqual([{ account_id: idOf('E'), actor_id: contributor.id }])
  })

  it('counts the latest of each person, and the mean over persons', async () => {
    await program.call(contributor, 'POST', url('F'), { criterionKey: 'strategic_fit', score: 1 })
    await program.call(contributor, 'POST', url('F'), { criterionKey: 'strategic_fit', score: 4 })
    await program.call(lead, 'POST', url('F'), { criterionKey: 'strategic_fit', score: 2 })
    await program.runJobs()
    const { body } = await program.call(lead, 'GET', `${base}/accounts/${idOf('F')}/score`)
    expect(body.criteria[4]).toMatchObject({ raw: 3, evidence: { judgements: 2 } })
    const list = await program.call(viewer, 'GET', url('F'))
    expect(list.body.rows.map((row: { score: number }) => row.score)).toEqual([2, 4, 1])
  })

  it('counts a judgement older than twelve months half in the confidence', async () => {
    await program.database.superuser.query(
      "insert into mainstay.judgement (workspace_id, account_id, criterion_key, score, person_id, person_name, judged_on) values ($1, $2, 'strategic_fit', 4, 'old', 'Olga Old', '2025-11-19')",
      [house.workspaceId, idOf('G')],
    )
    const { body } = await program.call(lead, 'GET', `${base}/accounts/${idOf('G')}/score`)
    expect(body.criteria[4].evidence).toMatchObject({ status: 'stale', date: '2025-11-19' })
    expect(body.confidence).toBeCloseTo(0.68 + 0.07)
  })

  it('refuses measured or unknown criteria, wrong levels and people who may not, and writes nothing', async () => {
    const count = async () =>
      (await program.database.superuser.query('select count(*) from mainstay.judgement')).rows[0].count
    const before = await count()
    expect((await program.call(contributor, 'POST', url('C'), { criterionKey: 'growth', score: 3 })).body.code).toBe(
      'selection/criterion-not-judged',
    )
    const wrong = await program.call(contributor, 'POST', url('C'), { criterionKey: '', score: 6, comment: 7 })
    expect(wrong.body.errors.map((error: { path: string }) => error.path).sort()).toEqual([
      'comment',
      'criterionKey',
      'score',
    ])
    expect((await program.call(viewer, 'POST', url('C'), { criterionKey: 'strategic_fit', score: 3 })).status).toBe(403)
    expect((await program.call(null, 'POST', url('C'), { criterionKey: 'strategic_fit', score: 3 })).status).toBe(401)
    expect(
      (
        await program.call(stranger, 'POST', `/api/workspaces/beta/accounts/${idOf('C')}/judgements`, {
          criterionKey: 'strategic_fit',
          score: 3,
        })
      ).status,
    ).toBe(404)
    expect((await program.call(null, 'GET', url('C'))).status).toBe(401)
    expect((await program.call(member, 'GET', url('C'))).status).toBe(404)
    expect((await program.call(stranger, 'GET', `/api/workspaces/beta/accounts/${idOf('C')}/judgements`)).status).toBe(
      404,
    )
    expect(await count()).toBe(before)
  })
})
