import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { keyAsActor } from '../../platform/auth/access.ts'
import { anAccount, aScoredHouse, type SelectionHouse } from '../fixtures.ts'
import { askForOverridesOver } from './tell-overrides-over.ts'

let program: TestProgram
let house: SelectionHouse
let lead: TestPerson
let second: TestPerson
let asker: TestPerson
let viewer: TestPerson
let stranger: TestPerson
let northLead: TestPerson

const base = '/api/workspaces/favors'
const overrides = `${base}/selection/overrides`
const REASON = 'Their founder opens the southern market for us.'
const NOTE = 'The letter of intent is signed.'
const NO_ACCOUNT = '999999999'
const NO_ID = '00000000-0000-4000-8000-000000000000'

beforeAll(async () => {
  program = await createTestProgram()
  const good = { netRevenue: 900, contributionRate: 0.4, growth: 0.5, productLines: 20, walletBase: 4500 }
  const weak = { netRevenue: 10, contributionRate: 0, growth: -0.3, productLines: 1, walletBase: 10 }
  const codes = ['W1', 'W2', 'W3', 'W4', 'W5', 'W6', 'W7', 'W8', 'W9']
  house = await aScoredHouse(program, 'favors', {
    GOOD: good,
    NEXT: { ...good, growth: 0.3 },
    ...Object.fromEntries(codes.map((code) => [code, weak])),
  })
  lead = house.lead
  second = await program.createPerson('favors', { role: 'owner', name: 'Second Decider' })
  asker = await program.createPerson('favors', { role: 'contributor', name: 'Rex Region' })
  viewer = await program.createPerson('favors', { role: 'viewer' })
  northLead = await program.createPerson('favors', { role: 'program_lead', visibility: 'unit', unit: 'North' })
  await program.createWorkspace('elsewhere')
  stranger = await program.createPerson('elsewhere', { role: 'owner' })
})
afterAll(() => program.stop())

function idOf(code: string): string {
  return house.accounts.get(code) ?? ''
}

function ask(code: string, more: object = {}, person: TestPerson | null = asker) {
  const wish = { accountId: idOf(code), tier: 'B', reason: REASON, expiresOn: '2027-06-30' }
  return program.call(person, 'POST', overrides, { ...wish, ...more })
}

interface Asked {
  readonly id: string
  readonly version: number
}

function answer({ id, version }: Asked, more: object = {}, person: TestPerson | null = lead) {
  const body = { answer: 'grant', note: NOTE, ...more }
  return program.call(person, 'POST', `${overrides}/${id}/answer`, body, { 'if-match': `"${version}"` })
}

function end({ id, version }: Asked, person: TestPerson | null, reason = 'The founder has left the company.') {
  return program.call(person, 'POST', `${overrides}/${id}/end`, { reason }, { 'if-match': `"${version}"` })
}

function decide(code: string, more: object = {}, person: TestPerson = lead) {
  const decision = { accountIds: [idOf(code)], tier: 'B', reason: REASON, effectiveDate: '2026-11-20' }
  return program.call(person, 'POST', `${base}/selection/decisions`, { ...decision, ...more })
}

async function tierOf(code: string, day?: string) {
  if (day) program.setNow(`${day}T10:00:00Z`)
  const { body } = await program.call(lead, 'GET', `${base}/accounts/${idOf(code)}/score`)
  program.setNow('2026-11-20T10:00:00Z')
  return { tier: body.tier, exception: body.exception }
}

async function count(table: string): Promise<number> {
  return Number((await program.database.superuser.query(`select count(*) from mainstay.${table}`)).rows[0].count)
}

async function audited(subjectId: string): Promise<string[]> {
  const { rows } = await program.database.superuser.query(
    'select a.action from mainstay.audit_entry a where a.subject_id = $1 order by a.id',
    [subjectId],
  )
  return rows.map((row) => row.action)
}

describe('asking for an override', () => {
  it('changes nothing until a second person grants it, and everybody sees who asked and why', async () => {
    const { status, body } = await ask('W1')
    expect(status).toBe(201)
    expect(body).toMatchObject({
      account: { code: 'W1' },
      tier: 'B',
      reason: REASON,
      state: 'asked',
      askerName: 'Rex Region',
      isOwn: true,
      askedOn: '2026-11-20',
      expiresOn: '2027-06-30',
      proposedTier: 'out',
      currentTier: 'out',
      fallsBackTo: null,
      answer: null,
      end: null,
      version: 1,
    })
    expect(await tierOf('W1')).toEqual({ tier: null, exception: null })
    const seen = await program.call(viewer, 'GET', `${overrides}?state=asked&accountId=${idOf('W1')}`)
    expect(seen.body).toMatchObject({ total: 1, rows: [{ id: body.id, isOwn: false, askerName: 'Rex Region' }] })
    expect(await audited(body.id)).toEqual(['selection.override-asked'])
  })

  it('refuses a second one while one is open, the tier it has, a late, past or impossible end, and a thin reason', async () => {
    expect((await ask('W1')).body).toMatchObject({ code: 'selection/override-already-open' })
    expect((await ask('W2', { tier: 'out' })).body.code).toBe('selection/same-tier')
    expect((await ask('W2', { tier: 'X' })).body.code).toBe('selection/unknown-tier')
    expect((await ask('W2', { expiresOn: '2028-11-21' })).body.code).toBe('selection/override-expiry-too-late')
    expect((await ask('W2', { expiresOn: '2026-11-19' })).body.code).toBe('selection/override-expiry-in-past')
    expect((await ask('W2', { reason: '............' })).body.code).toBe('selection/reason-required')
    const wrong = await ask('W2', { reason: 'a friend', expiresOn: '2027-02-30', tier: '', accountId: 'x' })
    expect(wrong.status).toBe(400)
    expect(wrong.body.errors.map((error: { path: string }) => error.path).sort()).toEqual([
      'accountId',
      'expiresOn',
      'reason',
      'tier',
    ])
  })

  it('is for those who may ask, about accounts they see', async () => {
    const before = await count('tier_override')
    expect((await ask('W2', {}, null)).status).toBe(401)
    expect((await ask('W2', {}, viewer)).status).toBe(403)
    expect((await ask('W2', {}, stranger)).status).toBe(404)
    expect((await ask('W2', {}, northLead)).status).toBe(404)
    expect((await ask('W2', { accountId: NO_ACCOUNT })).status).toBe(404)
    expect(await count('tier_override')).toBe(before)
  })

  it('is done once however often the same request arrives', async () => {
    const wish = { accountId: idOf('W9'), tier: 'C', reason: REASON, expiresOn: '2027-01-31' }
    const send = () => program.call(asker, 'POST', overrides, wish, { 'idempotency-key': 'once-and-for-all' })
    const [one, other] = [await send(), await send()]
    expect([one.status, other.status]).toEqual([201, 201])
    expect(other.body.id).toBe(one.body.id)
  })

  it('keeps hostile words as words', async () => {
    const reason = `<img src=x onerror=alert(1)> '; drop table mainstay.tier_override; --`
    const { body } = await ask('W8', { reason })
    expect(body.reason).toBe(reason)
    expect((await answer(body, { answer: 'refuse' })).body.state).toBe('refused')
    expect((await ask('W8', { reason: 'Nul\u0000 inside the reason' })).status).toBe(400)
  })

  it('lets exactly one of many askers in', async () => {
    const replies = await Promise.all(Array.from({ length: 8 }, () => ask('W7')))
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(replies.filter(({ body }) => body.code === 'selection/override-already-open')).toHaveLength(7)
  })
})

describe('answering an override', () => {
  it('grants a tier that expires, is marked everywhere, and falls back by itself', async () => {
    const { body: asked } = await ask('W3')
    const { status, body } = await answer(asked)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      state: 'granted',
      currentTier: 'B',
      fallsBackTo: 'out',
      answer: { isGranted: true, deciderName: lead.name, reason: NOTE, decidedOn: '2026-11-20' },
      version: 2,
    })
    const mark = { kind: 'override', expiresOn: '2027-06-30' }
    expect(await tierOf('W3')).toEqual({ tier: 'B', exception: mark })
    expect(await tierOf('W3', '2027-06-30')).toMatchObject({ tier: 'B' })
    expect(await tierOf('W3', '2027-07-01')).toEqual({ tier: null, exception: null })
    const ranked = await program.call(viewer, 'POST', `${base}/selection/ranking`, { query: 'W3' })
    expect(ranked.body.rows[0]).toMatchObject({ tier: 'B', exception: mark })
    const proposals = await program.call(viewer, 'GET', `${base}/selection/proposals?limit=200`)
    // What was granted for a time is not proposed to be undone while it holds.
    expect(proposals.body.rows.map((row: { account: { code: string } }) => row.account.code)).not.toContain('W3')
    const decided = await program.call(viewer, 'GET', `${base}/selection/decisions?accountId=${idOf('W3')}`)
    expect(decided.body.rows[0]).toMatchObject({
      overrideId: asked.id,
      followsScores: false,
      proposedTier: 'out',
      deciderName: lead.name,
      expiresOn: '2027-06-30',
    })
    expect(await audited(asked.id)).toEqual(['selection.override-asked', 'selection.override-granted'])
    const file = await program.call(lead, 'GET', `${base}/selection/decisions/export?accountId=${idOf('W3')}`)
    expect(String(file.body).split('\r\n')[0]).toContain('Proposed by the scores,Against the scores,By an override')
    expect(String(file.body).split('\r\n')[1]).toContain('2027-06-30,out,yes,yes')
  })

  it('is never for whoever asked, whatever else they may do', async () => {
    const { body: asked } = await ask('W2', {}, lead)
    expect((await answer(asked, {}, lead)).body.code).toBe('selection/override-needs-second-person')
    expect((await answer(asked, {}, asker)).status).toBe(403)
    expect((await answer(asked, {}, viewer)).status).toBe(403)
    expect((await answer(asked, {}, null)).status).toBe(401)
    expect((await answer(asked, {}, stranger)).status).toBe(404)
    expect((await answer(asked, {}, northLead)).status).toBe(404)
    expect((await answer({ id: NO_ID, version: 1 })).status).toBe(404)
    const wrong = await answer(asked, { note: 'ok', answer: 'maybe' })
    expect(wrong.body.errors.map((error: { path: string }) => error.path).sort()).toEqual(['answer', 'note'])
    const blind = await program.call(second, 'POST', `${overrides}/${asked.id}/answer`, { answer: 'grant', note: NOTE })
    expect(blind.status).toBe(428)
    const refused = await answer(asked, { answer: 'refuse' }, second)
    expect(refused.body).toMatchObject({ state: 'refused', currentTier: 'out', answer: { isGranted: false } })
    expect(await tierOf('W2')).toMatchObject({ tier: null })
    expect((await answer({ ...asked, version: 2 }, {}, second)).body.code).toBe('selection/override-already-answered')
  })

  it('is not for a key of whoever asked either: a key is its owner', async () => {
    const owner = await program.actor('favors', lead)
    expect(keyAsActor(owner, { name: 'nightly', scopes: ['write'] })).toMatchObject({ id: lead.id, kind: 'api_key' })
  })

  it('comes to exactly one of two deciders who answer at once', async () => {
    const { body: asked } = await ask('W4')
    const replies = await Promise.all([
      answer(asked, {}, lead),
      answer(asked, { answer: 'refuse' }, second),
      answer(asked, {}, second),
    ])
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(replies.filter(({ body }) => body.code === 'selection/override-already-answered')).toHaveLength(2)
    const { rows } = await program.database.superuser.query(
      'select count(*)::int as taken from mainstay.tier_decision d where d.override_id = $1',
      [asked.id],
    )
    const { body } = await program.call(lead, 'GET', `${overrides}?accountId=${idOf('W4')}`)
    expect(rows[0].taken).toBe(body.rows[0].state === 'granted' ? 1 : 0)
  })

  it('and withdrawing at once have exactly one outcome', async () => {
    const { body: asked } = await ask('W5')
    const replies = await Promise.all([answer(asked, {}, lead), end(asked, asker)])
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
    const { body } = await program.call(lead, 'GET', `${overrides}?accountId=${idOf('W5')}`)
    expect([body.rows[0].answer === null, body.rows[0].end === null].filter(Boolean)).toHaveLength(1)
    if (body.rows[0].state === 'granted') await end(body.rows[0], lead)
  })

  it('needs a reason where no place is left, and keeps the question open until one is given', async () => {
    const { body } = await program.call(lead, 'GET', `${base}/tier-scheme`)
    const tiers = body.tiers.map((tier: { key: string; capacity: number }) =>
      tier.key === 'A' ? { ...tier, capacity: 1 } : tier,
    )
    await program.call(lead, 'PUT', `${base}/tier-scheme`, { tiers }, { 'if-match': `"${body.version}"` })
    expect((await answer((await ask('NEXT', { tier: 'A' })).body)).body).toMatchObject({ currentTier: 'A' })
    const { body: asked } = await ask('W6', { tier: 'A' })
    expect((await answer(asked)).body).toMatchObject({ code: 'selection/tier-full', facts: { tier: 'A' } })
    expect((await program.call(lead, 'GET', `${overrides}?state=asked&accountId=${idOf('W6')}`)).body.total).toBe(1)
    const granted = await answer(asked, { overCapacityReason: 'The board wants one more this year.' })
    expect(granted.body).toMatchObject({ state: 'granted', currentTier: 'A' })
  })
})

describe('the end of an override', () => {
  it('is a withdrawal while nobody has answered, and only by whoever asked', async () => {
    const { body: asked } = await ask('W2')
    expect((await end(asked, second)).body.code).toBe('selection/override-not-yours')
    expect((await end(asked, viewer)).status).toBe(403)
    expect((await end(asked, null)).status).toBe(401)
    expect((await end(asked, stranger)).status).toBe(404)
    expect((await end(asked, asker, 'no')).body.errors).toHaveLength(1)
    expect((await end({ ...asked, version: 7 }, asker)).status).toBe(412)
    const { body } = await end(asked, asker)
    expect(body).toMatchObject({ state: 'ended', end: { enderName: 'Rex Region', endedOn: '2026-11-20' } })
    expect((await end(body, asker)).body.code).toBe('selection/override-over')
    expect((await answer(body)).body.code).toBe('selection/override-over')
    expect(await audited(asked.id)).toEqual(['selection.override-asked', 'selection.override-withdrawn'])
  })

  it('before its time brings back what held before, by somebody who decides', async () => {
    const { body: asked } = await ask('W2', { tier: 'C' })
    const { body: granted } = await answer(asked)
    expect((await end(granted, asker)).body.code).toBe('selection/override-right-missing')
    const { body } = await end(granted, second)
    expect(body).toMatchObject({ state: 'ended', currentTier: 'out', end: { enderName: 'Second Decider' } })
    expect(await tierOf('W2')).toEqual({ tier: null, exception: null })
    const decided = await program.call(lead, 'GET', `${base}/selection/decisions?accountId=${idOf('W2')}`)
    expect(decided.body.rows[0]).toMatchObject({
      tier: 'out',
      previousTier: 'C',
      followsScores: null,
      overrideId: null,
    })
  })

  it('comes with a decision that takes its place', async () => {
    const { body: asked } = await ask('W2', { tier: 'C' })
    await answer(asked)
    expect((await decide('W2', { tier: 'out', reason: 'The scores never spoke for them.' }, second)).status).toBe(201)
    const { body } = await program.call(lead, 'GET', `${overrides}?accountId=${idOf('W2')}`)
    const replaced = body.rows.find(({ id }: Asked) => id === asked.id)
    expect(replaced).toMatchObject({ state: 'ended', currentTier: 'out', end: { enderName: 'Second Decider' } })
    expect(await tierOf('W2', '2027-06-30')).toMatchObject({ tier: null })
  })

  it('by time is told once, for what was granted and for what nobody answered', async () => {
    const asked = (await program.call(lead, 'GET', `${overrides}?state=asked`)).body.rows
    expect(asked.length).toBeGreaterThan(0)
    const running = (await program.call(lead, 'GET', `${overrides}?state=running`)).body.rows
    expect(running.length).toBeGreaterThan(1)
    program.setNow('2027-07-01T06:00:00Z')
    for (const _ of [1, 2]) {
      await askForOverridesOver(program.program.context)
      await program.runJobs()
    }
    for (const { id } of running) {
      expect((await audited(id)).filter((action) => action === 'selection.override-expired')).toHaveLength(1)
    }
    for (const { id } of asked) {
      expect((await audited(id)).filter((action) => action === 'selection.override-lapsed')).toHaveLength(1)
    }
    const states = (await program.call(lead, 'GET', `${overrides}?state=over&limit=200`)).body.rows.map(
      (row: { state: string }) => row.state,
    )
    expect(new Set(states)).toEqual(new Set(['expired', 'lapsed', 'refused', 'ended']))
    expect((await answer(asked[0])).body.code).toBe('selection/override-over')
    const { rows } = await program.database.superuser.query(
      "select count(*)::int as told from mainstay.outbox_event e where e.topic = 'selection.override-expired'",
    )
    expect(rows[0].told).toBe(running.length)
    program.setNow('2026-11-20T10:00:00Z')
  })
})

describe('the list of overrides', () => {
  it('is read page by page without losing any', async () => {
    const all = (await program.call(viewer, 'GET', `${overrides}?limit=200`)).body
    const first = (await program.call(viewer, 'GET', `${overrides}?limit=2`)).body
    expect(first).toMatchObject({ total: all.total })
    const rest = (await program.call(viewer, 'GET', `${overrides}?limit=200&cursor=${first.nextCursor}`)).body
    expect([...first.rows, ...rest.rows].map((row: Asked) => row.id)).toEqual(all.rows.map((row: Asked) => row.id))
  })

  it('shows nobody what they may not see', async () => {
    expect((await program.call(null, 'GET', overrides)).status).toBe(401)
    expect((await program.call(stranger, 'GET', overrides)).status).toBe(404)
    expect((await program.call(northLead, 'GET', overrides)).body).toMatchObject({ rows: [], total: 0 })
    expect((await program.call(viewer, 'GET', `${overrides}?limit=0&state=odd&accountId=x`)).body.errors).toHaveLength(
      3,
    )
    expect((await program.call(viewer, 'GET', `${overrides}?cursor=odd`)).body.code).toBe('http/cursor-invalid')
  })
})

describe('a decision against the scores', () => {
  it('is refused where a second person could decide, and says what to do instead', async () => {
    const before = await count('tier_decision')
    const reply = await decide('W9', { tier: 'C' })
    expect(reply.status).toBe(409)
    expect(reply.body).toMatchObject({
      code: 'selection/exception-needs-override',
      facts: { accountId: idOf('W9'), tier: 'C', proposedTier: 'out' },
    })
    expect(await count('tier_decision')).toBe(before)
  })

  it('does not concern what the scores propose', async () => {
    const proposals = await program.call(lead, 'GET', `${base}/selection/proposals`)
    const good = proposals.body.rows.find((row: { account: { code: string } }) => row.account.code === 'GOOD')
    const reply = await decide('GOOD', { tier: good.proposedTier })
    expect(reply.body.decisions[0]).toMatchObject({ followsScores: true, proposedTier: good.proposedTier })
    expect(await tierOf('GOOD')).toMatchObject({ exception: null })
  })

  it('may be taken by whoever decides alone about an account, and stays marked', async () => {
    const only = await aScoredHouse(program, 'alone', { ONE: { netRevenue: 10, growth: -0.5 } })
    const reply = await program.call(only.lead, 'POST', '/api/workspaces/alone/selection/decisions', {
      accountIds: [only.accounts.get('ONE')],
      tier: 'A',
      reason: REASON,
      effectiveDate: '2026-11-20',
    })
    expect(reply.status).toBe(201)
    expect(reply.body.decisions[0]).toMatchObject({ followsScores: false, proposedTier: 'out', overrideId: null })
    const ranked = await program.call(only.lead, 'POST', '/api/workspaces/alone/selection/ranking', {})
    expect(ranked.body.rows[0].exception).toEqual({ kind: 'against_scores', expiresOn: null })
  })

  it('needs no second person who could not see the account', async () => {
    const hidden = await anAccount(program, { workspaceId: house.workspaceId, code: 'HID', unit: 'South' })
    const { superuser } = program.database
    await superuser.query("update mainstay.membership set visibility = 'unit', unit = 'North' where person_id = $1", [
      second.id,
    ])
    const reply = await program.call(lead, 'POST', `${base}/selection/decisions`, {
      accountIds: [idOf('W9')],
      tier: 'C',
      reason: REASON,
      effectiveDate: '2026-11-20',
    })
    expect(reply.status).toBe(201)
    await superuser.query("update mainstay.membership set visibility = 'all' where person_id = $1", [second.id])
    expect(hidden).toBeTruthy()
  })
})

describe('the house rule about exceptions', () => {
  const policy = `${base}/selection/exception-policy`

  it('asks for a second person unless the house says otherwise', async () => {
    const { body } = await program.call(viewer, 'GET', policy)
    expect(body).toEqual({ needsSecondPerson: true, deciders: 3, version: 0 })
    const off = { needsSecondPerson: false }
    const changed = await program.call(lead, 'PUT', policy, off, { 'if-match': '"0"' })
    expect(changed.body).toEqual({ needsSecondPerson: false, deciders: 3, version: 1 })
    expect((await program.call(second, 'PUT', policy, off, { 'if-match': '"0"' })).status).toBe(412)
    const reply = await decide('W8', { tier: 'C' })
    expect(reply.body.decisions[0]).toMatchObject({ followsScores: false })
    expect(await audited('favors')).toContain('selection.exception-policy')
  })

  it('is changed by those who publish the program', async () => {
    const on = { needsSecondPerson: true }
    expect((await program.call(null, 'PUT', policy, on, { 'if-match': '"1"' })).status).toBe(401)
    expect((await program.call(asker, 'PUT', policy, on, { 'if-match': '"1"' })).status).toBe(403)
    expect((await program.call(stranger, 'PUT', policy, on, { 'if-match': '"1"' })).status).toBe(404)
    expect((await program.call(lead, 'PUT', policy, {}, { 'if-match': '"1"' })).body.errors).toHaveLength(1)
    expect((await program.call(null, 'GET', policy)).status).toBe(401)
    expect((await program.call(stranger, 'GET', policy)).status).toBe(404)
    expect((await program.call(viewer, 'GET', policy)).body.needsSecondPerson).toBe(false)
  })
})
