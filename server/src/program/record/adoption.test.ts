import { ADOPTION_FACTS, ADOPTION_STEPS } from '@mainstay/domain/program'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { smallLedger } from '../../economics/fixtures.ts'
import { refreshEconomics } from '../../economics/index.ts'
import type { AdoptionAnswer } from './adoption.ts'

let program: TestProgram
let lead: TestPerson
let viewer: TestPerson
let workspaceId: number
const base = '/api/workspaces/alpha'

beforeAll(async () => {
  program = await createTestProgram()
  workspaceId = await program.createWorkspace('alpha')
  await program.createWorkspace('beta')
  lead = await program.createPerson('alpha', { role: 'program_lead', name: 'Lea Lead' })
  viewer = await program.createPerson('alpha', { role: 'viewer', visibility: 'unit', unit: 'n' })
})
afterAll(() => program.stop())

async function adoption(person = lead): Promise<AdoptionAnswer> {
  const { status, body } = await program.call(person, 'GET', `${base}/adoption`)
  expect(status).toBe(200)
  return body
}

function found(answer: AdoptionAnswer, fact: string): number | null | undefined {
  return answer.steps.flatMap(({ evidence }) => evidence).find((one) => one.fact === fact)?.actual
}

async function post(path: string, body: object) {
  const reply = await program.call(lead, 'POST', `${base}/${path}`, body)
  expect(reply.status).toBe(201)
  return reply.body
}

describe('how far the program is adopted', () => {
  it('is at the very start in an empty workspace, and unknown where nothing can tell', async () => {
    const answer = await adoption()
    expect(answer.steps.map(({ step }) => step)).toEqual([...ADOPTION_STEPS])
    expect(answer).toMatchObject({ assessedOn: '2026-11-20', keyAccounts: 0, atLeast: 0, highestLevel: 4 })
    expect(answer.overall).toMatchObject({ value: null, status: 'insufficient_data' })
    expect(answer.source).toContain('Ryals')
    const facts = new Set(answer.steps.flatMap(({ evidence }) => evidence.map(({ fact }) => fact)))
    expect(facts).toEqual(new Set(ADOPTION_FACTS))
    for (const fact of ['shareOfAccountsWithManager', 'shareOfAccountsWithPlan', 'shareOfManagersTrainedInTwoYears']) {
      expect(found(answer, fact)).toBeNull()
    }
    for (const fact of ['definitionInEffect', 'programSponsorNamed', 'criteriaPublished', 'backTestsLastYear']) {
      expect(found(answer, fact)).toBe(0)
    }
    expect(answer.steps[0]).toMatchObject({
      level: { value: 0, status: 'ok' },
      nextSteps: [{ fact: 'definitionInEffect', level: 1 }],
    })
  })

  it('sees definition, sponsor, champion, council and criteria as they are put on record', async () => {
    const draft = await post('program-definitions', {})
    const content = {
      ...draft.content,
      keyAccountMeaning: 'A customer we would change ourselves for.',
      valueTheyBring: 'Volume that keeps two lines running.',
      valueWeBring: 'Parts in a day.',
      willNotDo: 'No special prices for nothing.',
      investment: { fullTimePeople: 1, moneyPerYear: '0', currency: 'USD', executiveDaysPerYear: 0 },
      effectiveDate: '2026-11-20',
    }
    const ifMatch = (version: number) => ({ 'if-match': `"${version}"` })
    const url = `${base}/program-definitions/${draft.id}`
    await program.call(lead, 'PUT', url, { content }, ifMatch(1))
    expect((await program.call(lead, 'POST', `${url}/publication`, {}, ifMatch(2))).status).toBe(200)
    await post('program-people', { role: 'executive_sponsor', name: 'Cleo Chief', since: '2024-01-01' })
    await post('program-people', { role: 'champion', personId: lead.id, since: '2024-01-01' })
    const criteria = await post('criteria-sets', { name: 'Ours', from: null })
    await program.call(lead, 'POST', `${base}/criteria-sets/${criteria.id}/publication`, {}, ifMatch(1))
    const attendees = ['sales', 'finance', 'service'].map((name) => ({
      personId: null,
      name: `One of ${name}`,
      function: name,
    }))
    for (const heldOn of ['2025-11-19', '2026-02-10', '2026-10-10']) {
      const cleo = { personId: null, name: 'cleo chief', function: 'other' }
      const meeting = await post('council-meetings', {
        heldOn,
        title: 'Council',
        attendees: [...attendees, cleo],
        minutes: '',
      })
      const decision = { decidedOn: heldOn, decision: 'Go on.', reason: 'It works well so far.', decidedBy: 'All' }
      await post('council-decisions', { ...decision, meetingId: meeting.id, criteriaSetId: criteria.id })
    }
    await post('council-meetings', { heldOn: '2026-09-01', title: 'Without decisions', attendees, minutes: '' })
    const answer = await adoption()
    expect(found(answer, 'definitionInEffect')).toBe(1)
    expect(found(answer, 'councilMeetingsWithDecisionsLastYear')).toBe(2)
    expect(found(answer, 'programSponsorNamed')).toBe(1)
    expect(found(answer, 'quartersWithSponsorActivityLastYear')).toBe(2)
    expect(found(answer, 'championNamed')).toBe(1)
    expect(found(answer, 'monthsWithChampionActivityLastYear')).toBe(1)
    expect(found(answer, 'criteriaPublished')).toBe(1)
    expect(found(answer, 'monthsSinceCriteriaReview')).toBe(0)
    expect(found(answer, 'functionsInCriteriaReview')).toBe(3)
    expect(found(answer, 'decisionsFromResultsLastYear')).toBe(0)
    expect(answer.steps.find(({ step }) => step === 'organizational_change')).toMatchObject({ level: { value: 1 } })
  })

  it('counts over all key accounts, whoever asks, and of decisions only the one that holds', async () => {
    const ledger = smallLedger(program.database.superuser, workspaceId)
    const ids = [await ledger.account('ONE', { unit: 'n' }), await ledger.account('TWO', { unit: 's' })]
    for (const [index, id] of ids.entries()) {
      await program.database.superuser.query(
        `insert into mainstay.tier_decision (workspace_id, account_id, tier, previous_tier, reason, decider_id, decider_name, effective_date)
         values ($1, $2, 'A', 'out', 'Because we say so here.', 'x', 'X', '2026-01-01')`,
        [workspaceId, id],
      )
      const duty = index === 0 ? 'account_manager' : 'executive_sponsor'
      expect((await program.call(lead, 'PUT', `${base}/accounts/${id}/team/${lead.id}`, { duty })).status).toBe(200)
    }
    await ledger.lines([{ account: 'ONE', date: '2026-10-05', net: 100, cost: 60 }])
    await ledger.wallet('ONE', { year: 2026, base: 500, on: '2026-05-01' })
    await ledger.markEverything()
    await refreshEconomics(program.program.context, workspaceId)
    const answer = await adoption(viewer)
    expect(answer.keyAccounts).toBe(2)
    expect(found(answer, 'shareOfAccountsWithManager')).toBe(0.5)
    expect(found(answer, 'shareOfAccountsWithSponsor')).toBe(0.5)
    expect(found(answer, 'shareOfManagersWithinLoad')).toBe(1)
    expect(found(answer, 'shareOfAccountsScoredLastYear')).toBe(0)
    expect(found(answer, 'shareOfAccountsInByOverride')).toBe(0)
    expect(found(answer, 'shareOfDecisionsWithReason')).toBe(1)
    expect(found(answer, 'shareOfAccountsWithWallet')).toBe(0.5)
    expect(found(answer, 'shareOfAccountsWithContribution')).toBe(0)
    expect(answer.steps).toEqual((await adoption(lead)).steps)
  })

  it('counts plans that are in force, changed by people, and what was done in time', async () => {
    const { superuser } = program.database
    const query = (text: string, values: readonly unknown[]) => superuser.query(text, [workspaceId, ...values])
    const planOf = async (code: string, status: string) => {
      const { rows } = await query(
        `insert into mainstay.plan (workspace_id, id, account_id, title, status, sections, created_by)
         select $1, gen_random_uuid(), a.id, 'Plan', $3, '[]', 'x' from mainstay.account a
         where a.workspace_id = $1 and a.code = $2 returning id, account_id`,
        [code, status],
      )
      return rows[0]
    }
    await planOf('TWO', 'draft')
    expect(found(await adoption(lead), 'shareOfAccountsWithPlan')).toBe(0)
    expect(found(await adoption(lead), 'shareOfPlansChangedLastQuarter')).toBeNull()
    const plan = await planOf('ONE', 'active')
    const action = (due: string, done: string | null, state = done ? 'done' : 'planned') =>
      query(
        `insert into mainstay.plan_action (workspace_id, id, plan_id, account_id, title, state, state_reason, due_on, done_on, created_by)
         values ($1, gen_random_uuid(), $2, $3, 'Visit', $4, 'because', $5, $6, 'x')`,
        [plan.id, plan.account_id, state, due, done],
      )
    await action('2026-10-01', '2026-09-30')
    await action('2026-10-01', '2026-10-02')
    await action('2026-11-01', null)
    await action('2026-11-20', '2026-11-20')
    await action('2026-12-01', null)
    await action('2026-10-01', null, 'dropped')
    await action('2025-10-01', null)
    const changed = (kind: string, at: string) =>
      query(
        `insert into mainstay.audit_entry (workspace_id, at, actor_kind, actor_id, actor_name, action, subject_type, subject_id)
         values ($1, $2, $3, 'x', 'X', 'plans.change', 'plan', $4)`,
        [at, kind, plan.id],
      )
    await changed('person', '2026-07-01')
    await changed('system', '2026-11-01')
    const before = await adoption(lead)
    expect(found(before, 'shareOfAccountsWithPlan')).toBe(0.5)
    expect(found(before, 'shareOfPlansChangedLastQuarter')).toBe(0)
    expect(found(before, 'shareOfPlanActionsDoneOnTime')).toBe(0.5)
    await changed('person', '2026-11-01')
    expect(found(await adoption(lead), 'shareOfPlansChangedLastQuarter')).toBe(1)
  })

  it('leaves the functions that scored unknown while scores were only given outside rounds', async () => {
    await program.database.superuser.query(
      `insert into mainstay.judgement (workspace_id, account_id, criterion_key, score, person_id, person_name, judged_on)
       select $1, a.id, 'growth', 3, $2, 'L', '2026-11-01' from mainstay.account a where a.workspace_id = $1`,
      [workspaceId, lead.id],
    )
    const answer = await adoption()
    expect(found(answer, 'functionsScoringLastYear')).toBeNull()
    expect(found(answer, 'shareOfAccountsScoredLastYear')).toBe(1)
  })

  it('keeps one entry a month, the latest look of each, also when only new facts came in', async () => {
    program.setNow('2026-12-15T10:00:00Z')
    const ledger = smallLedger(program.database.superuser, workspaceId)
    await ledger.account('THREE')
    await ledger.lines([{ account: 'THREE', date: '2026-12-05', net: 1, cost: 1 }])
    await ledger.markEverything()
    await refreshEconomics(program.program.context, workspaceId)
    await program.runJobs()
    const { rows } = await program.database.superuser.query(
      'select m.assessed_on::text from mainstay.adoption_month m where m.workspace_id = $1 order by m.month',
      [workspaceId],
    )
    expect(rows.map(({ assessed_on }) => assessed_on)).toEqual(['2026-11-20', '2026-12-15'])
    const { trend } = await adoption()
    expect(trend.map(({ month }) => month)).toEqual(['2026-11', '2026-12'])
    expect(trend[1]?.steps).toHaveLength(8)
    expect((await adoption()).trend).toHaveLength(2)
  })

  it('is told to people of the workspace only', async () => {
    const stranger = await program.createPerson('beta', { role: 'owner' })
    expect((await program.call(null, 'GET', `${base}/adoption`)).status).toBe(401)
    expect((await program.call(stranger, 'GET', `${base}/adoption`)).status).toBe(404)
    expect((await program.call(stranger, 'GET', '/api/workspaces/beta/adoption')).body.trend).toHaveLength(1)
    expect((await program.call(stranger, 'GET', '/api/workspaces/No!/adoption')).status).toBe(404)
  })
})
