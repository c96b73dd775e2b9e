import { sampleCompany } from '@mainstay/demo'
import { seededRandom } from '@mainstay/domain/kernel'
import { medianPoints, rankAccounts, scoreAccount } from '@mainstay/domain/selection'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestProgram } from '../../test/program.ts'
import { systemActorOf } from '../platform/area.ts'
import { noOrigin } from '../platform/use-case.ts'
import { findPublishedSet } from '../program/index.ts'
import { loadSampleJudgements } from './commands/load-sample-judgements.ts'
import { aFigureSet, anAccount, aScoredHouse, someFigures, type TestFigures } from './fixtures.ts'
import { listScores, readMatrixAxes, readProgramStanding, refreshSelection } from './index.ts'
import { loadEvidence } from './scoring/evidence-store.ts'
import { buildScoreBook } from './scoring/score-book.ts'

const TODAY = '2026-11-20'
let program: TestProgram

beforeAll(async () => {
  program = await createTestProgram()
})
afterAll(() => program.stop())

function randomAccounts(count: number, seed: number): Record<string, TestFigures | null> {
  const random = seededRandom(seed)
  const maybe = (value: number) => (random() < 0.2 ? null : value)
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `R${String(index).padStart(4, '0')}`,
      random() < 0.1
        ? null
        : {
            netRevenue: Math.round(random() * 1000),
            grossMarginRate: maybe(random() * 0.6),
            contributionRate: maybe(random() * 0.6 - 0.2),
            growth: maybe(random() - 0.4),
            productLines: Math.floor(random() * 25),
            walletBase: maybe(1500 * random()),
          },
    ]),
  )
}

async function storedScores(workspaceId: number) {
  const { rows } = await program.database.superuser.query(
    'select s.*, s.xmin::text as row_version from mainstay.account_score s where s.workspace_id = $1 order by s.rank',
    [workspaceId],
  )
  return rows
}

async function asSystem(workspaceId: number) {
  return systemActorOf(program.database.pool, workspaceId)
}

describe('scoring a workspace', () => {
  it('stores for every account what the rules say, one by one, and ranks the same', async () => {
    const house = await aScoredHouse(program, 'random', randomAccounts(300, 7))
    const random = seededRandom(11)
    for (const accountId of house.accounts.values()) {
      if (random() < 0.5) continue
      await program.database.superuser.query(
        `insert into mainstay.judgement (workspace_id, account_id, criterion_key, score, person_id, person_name, judged_on)
         values ($1, $2, 'strategic_fit', $3, $4, 'A person', $5), ($1, $2, 'willing_to_plan', $3, 'p', 'Another', '2026-01-05')`,
        [
          house.workspaceId,
          accountId,
          1 + Math.floor(random() * 5),
          random() < 0.5 ? 'a' : 'b',
          random() < 0.3 ? '2024-06-01' : '2026-06-01',
        ],
      )
    }
    await refreshSelection(program.program.context, house.workspaceId)
    const { set, evidence, book } = await program.program.useCases.read(
      await asSystem(house.workspaceId),
      async (scope) => {
        const published = await findPublishedSet(scope)
        if (!published) throw new Error('nothing is published')
        const evidence = await loadEvidence(scope, published.content, { today: TODAY })
        return { set: published.content, evidence, book: buildScoreBook(published, evidence, TODAY) }
      },
    )
    const expected = rankAccounts(evidence.map((one) => scoreAccount(set, one.evidence, TODAY)))
    const stored = await storedScores(house.workspaceId)
    expect(stored).toHaveLength(300)
    expected.forEach((one, index) => {
      const row = stored[index]
      expect(row.account_id).toBe(one.accountId)
      expect(row.is_eligible).toBe(one.standing === 'ranked')
      expect(row.confidence).toBeCloseTo(one.confidence, 12)
      if (one.score === null) expect(row.score).toBeNull()
      else expect(row.score).toBeCloseTo(one.score, 10)
      const position = book.positionOf.get(one.accountId) ?? -1
      expect(book.matrix.columns.map(({ points }) => points[position])).toEqual(
        one.contributions.map(({ points }) => points ?? Number.NaN),
      )
      expect(book.raw.map((raw) => raw[position])).toEqual(one.contributions.map(({ raw }) => raw ?? Number.NaN))
    })
    const weights = Object.fromEntries(set.criteria.map(({ key }, index) => [key, (index * 13) % 7]))
    const reweighed = {
      ...set,
      criteria: set.criteria.map((criterion) => ({ ...criterion, weight: weights[criterion.key] ?? 0 })),
    }
    const again = rankAccounts(evidence.map((one) => scoreAccount(reweighed, one.evidence, TODAY)))
    const answer = await program.call(house.lead, 'POST', '/api/workspaces/random/selection/ranking', {
      weights,
      limit: 200,
    })
    expect(answer.body.rows.map((row: { account: { id: string } }) => row.account.id)).toEqual(
      again.slice(0, 200).map(({ accountId }) => accountId),
    )
    again.slice(0, 200).forEach((one, index) => {
      expect(answer.body.rows[index].confidence).toBeCloseTo(one.confidence, 12)
      one.contributions.forEach(({ toScore }, position) => {
        const shown = answer.body.rows[index].contributions[position]
        if (toScore === null) expect(shown).toBeNull()
        else expect(shown).toBeCloseTo(toScore, 9)
      })
    })
    const explained = await program.call(
      house.lead,
      'GET',
      `/api/workspaces/random/accounts/${expected[0]?.accountId}/score`,
    )
    const medians = medianPoints(expected)
    for (const criterion of explained.body.criteria)
      expect(criterion.medianPoints).toBe(medians.get(criterion.key) ?? null)
  })

  it('gives the same rows when it runs twice, without writing any of them again', async () => {
    const house = await aScoredHouse(program, 'twice', randomAccounts(40, 3))
    const before = await storedScores(house.workspaceId)
    await refreshSelection(program.program.context, house.workspaceId)
    expect(await storedScores(house.workspaceId)).toEqual(before)
    const { rows } = await program.database.superuser.query(
      'select count(*)::int as sets from mainstay.criteria_set c where c.workspace_id = $1',
      [house.workspaceId],
    )
    expect(rows[0].sets).toBe(1)
  })

  it('keeps the strongest reasons, the place in the matrix and no reason without evidence', async () => {
    const house = await aScoredHouse(program, 'reasons', {
      A: { netRevenue: 10, contributionRate: 0.35, growth: 0, productLines: 1, walletBase: 20 },
      B: { netRevenue: 10, contributionRate: 0, growth: 0.3, productLines: 20, walletBase: 20 },
      Z: null,
    })
    const [first, second, last] = await storedScores(house.workspaceId)
    expect(first.account_id).toBe(house.accounts.get('B'))
    expect(
      first.reasons.map((reason: { code: string; criterion: string }) => [reason.code, reason.criterion]).sort(),
    ).toEqual([
      ['selection/above-median', 'Growth of demand'],
      ['selection/above-median', 'Range of lines bought'],
      ['selection/below-median', 'Contribution margin'],
    ])
    expect(
      first.reasons.find((reason: { criterion: string }) => reason.criterion === 'Contribution margin').needsMargins,
    ).toBe(true)
    expect(first.strength).toBe(100)
    expect(second.strength).toBe(0)
    expect(second.attractiveness).toBeCloseTo((22 * 100 + 18 * 40 + 16 * 75) / 56)
    expect(last).toMatchObject({ score: null, strength: null, attractiveness: null, reasons: [], is_eligible: false })
  })

  it('takes accounts that left and criteria that were retired out of the stored scores', async () => {
    const house = await aScoredHouse(program, 'leaving', randomAccounts(6, 5))
    const top = [...house.accounts.values()][0]
    await program.database.superuser.query(
      'update mainstay.account set group_id = $2, parent_id = $2 where workspace_id = $1 and code = $3',
      [house.workspaceId, top, 'R0005'],
    )
    await refreshSelection(program.program.context, house.workspaceId)
    expect(await storedScores(house.workspaceId)).toHaveLength(5)
    const { body } = await program.call(house.lead, 'GET', '/api/workspaces/leaving/criteria-sets')
    const [set] = body.rows
    await program.call(
      house.lead,
      'POST',
      `/api/workspaces/leaving/criteria-sets/${set.id}/retirement`,
      {},
      { 'if-match': `"${set.version}"` },
    )
    await program.runJobs()
    expect(await storedScores(house.workspaceId)).toEqual([])
    expect((await program.call(house.lead, 'POST', '/api/workspaces/leaving/selection/ranking', {})).body.code).toBe(
      'selection/no-criteria-set',
    )
    const explained = await program.call(house.lead, 'GET', `/api/workspaces/leaving/accounts/${top}/score`)
    expect(explained.body).toMatchObject({ criteriaSet: null, score: null, criteria: [] })
    expect(
      (await program.call(house.lead, 'GET', '/api/workspaces/leaving/selection/tiers')).body.tiers[0],
    ).toMatchObject({ accounts: 0, proposedIn: 0 })
    expect((await program.call(house.lead, 'GET', '/api/workspaces/leaving/selection/proposals')).body.rows).toEqual([])
  })

  it('waits for figures before it publishes anything, and then follows the news of economics', async () => {
    const workspaceId = await program.createWorkspace('fresh')
    const accountId = await anAccount(program, { workspaceId, code: 'A' })
    await refreshSelection(program.program.context, workspaceId)
    const count = async () =>
      (
        await program.database.superuser.query(
          'select count(*)::int as sets from mainstay.criteria_set c where c.workspace_id = $1',
          [workspaceId],
        )
      ).rows[0].sets
    expect(await count()).toBe(0)
    const figureSetId = await aFigureSet(program, workspaceId)
    await someFigures(
      program,
      { workspaceId, figureSetId, accountId },
      { netRevenue: 5, contributionRate: 0.2, growth: 0.1, productLines: 5 },
    )
    await program.program.useCases.command(await asSystem(workspaceId), noOrigin, (scope) =>
      scope.announce({ topic: 'economics.changed', subjectType: 'ledger', subjectId: '1' }),
    )
    await program.runJobs()
    expect(await count()).toBe(1)
    expect(await storedScores(workspaceId)).toHaveLength(1)
    const scoring = await program.database.superuser.query(
      'select s.revision from mainstay.scoring s where s.workspace_id = $1',
      [workspaceId],
    )
    // Once without criteria, once with: their publication is no news to the scoring that published them.
    expect(scoring.rows[0].revision).toBe(2)
  })

  it('puts accounts that fail a gate behind all others and proposes them no tier', async () => {
    const house = await aScoredHouse(program, 'gates', {
      A: { netRevenue: 10, contributionRate: 0.35, growth: 0.3, productLines: 20, walletBase: 50 },
      B: { netRevenue: 10, contributionRate: 0.3, growth: 0.3, productLines: 20, walletBase: 50 },
      C: { netRevenue: 10, contributionRate: 0.1, growth: 0, productLines: 5, walletBase: 20 },
    })
    const sets = '/api/workspaces/gates/criteria-sets'
    const { body: draft } = await program.call(house.lead, 'POST', sets, { name: 'Gated' })
    const gates = [
      {
        name: 'At least 35 % contribution or "none"',
        criterionKey: null,
        measure: 'contribution_rate',
        operator: 'at_most',
        value: 0.3,
      },
    ]
    const changed = await program.call(
      house.lead,
      'PUT',
      `${sets}/${draft.id}`,
      { name: 'Gated', definition: { ...draft.definition, gates } },
      { 'if-match': '"1"' },
    )
    expect(changed.body.faults).toEqual([])
    const decided = await program.call(house.lead, 'POST', '/api/workspaces/gates/selection/decisions', {
      accountIds: [house.accounts.get('A')],
      tier: 'A',
      reason: 'They have always been with us.',
      effectiveDate: TODAY,
    })
    expect(decided.status).toBe(201)
    await program.call(house.lead, 'POST', `${sets}/${draft.id}/publication`, {}, { 'if-match': '"2"' })
    await program.runJobs()
    const { body } = await program.call(house.lead, 'POST', '/api/workspaces/gates/selection/ranking', {})
    expect(body.rows.map((row: { account: { code: string } }) => row.account.code)).toEqual(['B', 'C', 'A'])
    expect(body.rows[2]).toMatchObject({
      isEligible: false,
      failedGates: [gates[0]?.name],
      tier: 'A',
      proposedTier: null,
    })
    const stored = await storedScores(house.workspaceId)
    expect(stored[2].failed_gates).toEqual([gates[0]?.name])
    const explained = await program.call(
      house.lead,
      'GET',
      `/api/workspaces/gates/accounts/${house.accounts.get('A')}/score`,
    )
    expect(explained.body.gates).toEqual([
      { name: gates[0]?.name, isPassed: false, actual: 0.35, required: 0.3, operator: 'at_most' },
    ])
    expect(explained.body).toMatchObject({ isEligible: false, proposedTier: null, proposalReason: 'gate_failed' })
  })
})

describe('what other areas are told', () => {
  it('lists score, rank, tier and confidence of every account the asker may see', async () => {
    const house = await aScoredHouse(program, 'others', randomAccounts(20, 9))
    const best = (await storedScores(house.workspaceId))[0].account_id
    await program.call(house.lead, 'POST', '/api/workspaces/others/selection/decisions', {
      accountIds: [best],
      tier: 'B',
      reason: 'They ask for a joint plan.',
      effectiveDate: TODAY,
    })
    const standings = await program.program.useCases.read(await program.actor('others', house.lead), (scope) =>
      listScores(scope, TODAY),
    )
    expect(standings).toHaveLength(20)
    expect(standings[0]).toMatchObject({ accountId: best, rank: 1, tier: 'B' })
    expect(standings[1]?.tier).toBeNull()
    const member = await program.createPerson('others', { role: 'viewer', visibility: 'team' })
    const actor = await program.actor('others', member)
    expect(await program.program.useCases.read(actor, (scope) => listScores(scope, TODAY))).toEqual([])
    const standing = await readProgramStanding(program.program.context, actor)
    expect(standing).toMatchObject({ keyAccounts: 1, places: 70, proposedIn: 0, proposedOut: 0 })
    // Whoever sees every account is told of the others.
    const lead = await program.actor('others', house.lead)
    expect((await readProgramStanding(program.program.context, lead)).proposedIn).toBeGreaterThan(0)
    expect(standing.proposals.get(best)).toMatchObject({ currentTier: 'B' })
    const { axes } = await program.program.useCases.read(actor, readMatrixAxes)
    expect(axes.strength).toEqual(['Range of lines bought', 'Access to who decides', 'Willing to plan with us'])
    expect(axes.attractiveness).toHaveLength(4)
  })

  it('enters the sample company’s judgements under its own people, once', async () => {
    const workspaceId = await program.createWorkspace('sample')
    const sample = sampleCompany()
    const codes = [...new Set(sample.judgements.map(({ customerCode }) => customerCode))].slice(0, 5)
    for (const code of codes) await anAccount(program, { workspaceId, code })
    await aFigureSet(program, workspaceId)
    await refreshSelection(program.program.context, workspaceId)
    const system = await asSystem(workspaceId)
    const load = () =>
      program.program.useCases.command(system, noOrigin, (scope) => loadSampleJudgements(scope, sample))
    const expected = sample.judgements.filter(({ customerCode }) => codes.includes(customerCode)).length
    expect(await load()).toBe(expected)
    expect(await load()).toBe(0)
    await program.runJobs()
    const { rows } = await program.database.superuser.query(
      'select distinct j.criterion_key from mainstay.judgement j where j.workspace_id = $1 order by 1',
      [workspaceId],
    )
    expect(rows.map((row) => row.criterion_key)).toEqual(['access_to_deciders', 'strategic_fit', 'willing_to_plan'])
    const { rows: people } = await program.database.superuser.query(
      "select 1 from mainstay.judgement j where j.workspace_id = $1 and (j.person_id not like 'sample:%' or j.person_name = j.person_id)",
      [workspaceId],
    )
    expect(people).toEqual([])
    expect((await storedScores(workspaceId)).filter((row) => row.score !== null)).toHaveLength(codes.length)
  })
})

describe('at volume', () => {
  it('scores 20,000 accounts and ranks them under other weights', async () => {
    const workspaceId = await program.createWorkspace('volume')
    const lead = await program.createPerson('volume', { role: 'program_lead' })
    const figureSetId = await aFigureSet(program, workspaceId)
    // Without the checks of foreign keys, which take longer than what is tested.
    await program.database.superuser.query(
      `set session_replication_role = replica;
       with ids as (select nextval(pg_get_serial_sequence('mainstay.account', 'id')) as id, n from generate_series(1, 20000) n)
       insert into mainstay.account (workspace_id, id, code, name, group_id) select ${workspaceId}, i.id, 'V' || i.n, 'Company ' || i.n, i.id from ids i;
       reset session_replication_role`,
    )
    await program.database.superuser.query(
      `insert into mainstay.account_figure (workspace_id, figure_set_id, account_id, net_revenue, net_revenue_before, gross_margin_rate, contribution_rate, growth,
         lines, active_months, product_lines, first_month, last_month, code, sort_name, search_text)
       select $1, $2, a.id, a.id % 977, 100, 0.3, (a.id % 61)::float8 / 100, (a.id % 83)::float8 / 100 - 0.3, 10, 12, a.id % 23, '2024-01-01', '2026-10-01', a.code, lower(a.name), a.search_text
       from mainstay.account a where a.workspace_id = $1`,
      [workspaceId, figureSetId],
    )
    const started = performance.now()
    await refreshSelection(program.program.context, workspaceId)
    const refreshed = performance.now()
    const url = '/api/workspaces/volume/selection/ranking'
    const first = await program.call(lead, 'POST', url, {})
    const loaded = performance.now()
    const moved = await program.call(lead, 'POST', url, { weights: { growth: 90 }, spendBias: 'without', offset: 5000 })
    const answered = performance.now()
    console.info('20,000 accounts, milliseconds', {
      refresh: refreshed - started,
      firstRanking: loaded - refreshed,
      movedWeight: answered - loaded,
    })
    expect(first.body).toMatchObject({ total: 20000, eligible: 20000 })
    expect(moved.body.rows).toHaveLength(50)
    expect(moved.body.rows.some((row: { movement: number }) => row.movement !== 0)).toBe(true)
  })
})
