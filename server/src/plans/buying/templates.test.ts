import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { EVERY_SECTION, type GivenPlan, givenPlan } from '../fixtures.ts'
import { type BuyingCalls, buyingCalls, givenPurchase, stepOf } from './buying-fixtures.ts'

let house: TestProgram
let north: number
let owner: TestPerson
let contributor: TestPerson
let plan: GivenPlan
let calls: BuyingCalls

beforeAll(async () => {
  house = await createTestProgram()
  north = await house.createWorkspace('north')
  owner = await house.createPerson('north', { role: 'owner' })
  contributor = await house.createPerson('north', { role: 'contributor', name: 'Olga Operations' })
  plan = await givenPlan(house, north, 'K200')
  calls = buyingCalls(house, plan)
})
afterAll(() => house.stop())

/** A tender with a day of decision, a milestone before it and a step of ours after it. */
async function aTender(own = calls) {
  const { body: begun } = await own.begin(owner, { buyClass: 'straight_rebuy', decisionOn: '2026-06-30' })
  const { body: half } = await own.add(owner, begun, [
    { side: 'customer', title: 'M1', plannedOn: '2026-05-31', doneOn: '2026-06-02', phase: 'proposals' },
    { side: 'customer', title: 'M2', ownerRole: 'Purchasing', evidence: 'Their order', requirement: 'Certificate' },
  ])
  const ids = half.customerSteps.map(({ id }: { id: string }) => id)
  const { body } = await own.add(owner, begun, [
    { side: 'ours', title: 'S1', plannedOn: '2026-07-10', serves: [ids[1], ids[0]] },
    { side: 'ours', title: 'S2', serves: [ids[0]] },
  ])
  return body
}

describe('a template of an account', () => {
  it('keeps both ways, and a purchase that begins from it ends on its own day of decision', async () => {
    const tender = await aTender()
    const kept = await calls.keep(contributor, tender, 'Yearly tender')
    expect([kept.status, kept.body]).toEqual([
      201,
      {
        id: expect.any(String),
        name: 'Yearly tender',
        number: 1,
        buyClass: 'straight_rebuy',
        customerSteps: 2,
        ourSteps: 2,
        keptOn: expect.any(String),
        keptByName: 'Olga Operations',
      },
    ])
    // 31 May is 30 days before 30 June, 10 July 10 days after it: from 1 March 2027 on, 30 January and 11 March.
    const from = { kind: 'template', templateId: kept.body.id }
    const { status, body } = await calls.begin(owner, { decisionOn: '2027-03-01', from })
    expect(status).toBe(201)
    expect(body.template).toEqual({ id: kept.body.id, name: 'Yearly tender', number: 1 })
    expect(stepOf(body, 'M1')).toMatchObject({ plannedOn: '2027-01-30', doneOn: null, phase: 'proposals' })
    expect(stepOf(body, 'M2')).toMatchObject({
      plannedOn: null,
      ownerRole: 'Purchasing',
      evidence: 'Their order',
      requirement: 'Certificate',
    })
    expect(stepOf(body, 'S1')).toMatchObject({
      plannedOn: '2027-03-11',
      mappedTo: [stepOf(body, 'M1').id, stepOf(body, 'M2').id],
    })
    const without = await calls.begin(owner, { from })
    expect(without.body.customerSteps[0].plannedOn).toBeNull()
  })

  it('gets another version under the same name, however that is written, and never rewrites the first', async () => {
    const tender = await aTender()
    const first = (await calls.keep(owner, tender, 'Frame contract')).body
    await calls.changeStep(owner, stepOf(tender, 'M1'), { title: 'Renamed' })
    const second = (await calls.keep(owner, tender, ' frame  CONTRACT ')).body
    expect([second.name, second.number]).toEqual(['frame  CONTRACT', 2])
    const { templates } = (await calls.read(owner)).body
    expect(templates.filter(({ name }: { name: string }) => name.startsWith('rame', 1))).toEqual([second])
    const old = await calls.begin(owner, { from: { kind: 'template', templateId: first.id } })
    expect([old.body.template.number, stepOf(old.body, 'M1').title]).toEqual([1, 'M1'])
    await expect(
      house.database.superuser.query('update mainstay.buying_template set steps = $1', ['[]']),
    ).rejects.toThrow('never changed')
  })

  it('gets its next version under a name that is compared up to the middle of a character', async () => {
    const tender = await aTender()
    // Thirteen of the first are 234 long as they are compared; the last but one begins as the 240th.
    const name = `${'\uFDFA'.repeat(13)}abcde\u{10400}x`
    const numbers = [
      (await calls.keep(owner, tender, name)).body.number,
      (await calls.keep(owner, tender, name)).body.number,
    ]
    expect(numbers).toEqual([1, 2])
  })

  it('counts those who keep the same name at once one after the other', async () => {
    const tender = await aTender()
    const answers = await Promise.all(Array.from({ length: 6 }, () => calls.keep(owner, tender, 'At once')))
    expect(answers.map(({ status, body }) => [status, body.number]).toSorted()).toEqual(
      [1, 2, 3, 4, 5, 6].map((number) => [201, number]),
    )
  })

  it('is seen in every plan of its account and in none of another, and begins nothing there', async () => {
    const { body: kept } = await calls.keep(owner, await aTender(), 'Seen')
    const unit = await givenPlan(house, north, '', { accountId: plan.accountId, scope: 'Plant 2' })
    const beside = buyingCalls(house, unit)
    expect((await beside.read(owner)).body.templates.map(({ id }: { id: string }) => id)).toContain(kept.id)
    const other = buyingCalls(house, await givenPlan(house, north, 'K300'))
    expect((await other.read(owner)).body.templates).toEqual([])
    const refused = await other.begin(owner, { from: { kind: 'template', templateId: kept.id } })
    expect([refused.status, refused.body.code]).toEqual([422, 'plans/buying-template-unknown'])
  })

  it('is put away with all its versions and taken up again, while what began from it goes on', async () => {
    const tender = await aTender()
    const first = (await calls.keep(owner, tender, 'Old way')).body
    const newest = (await calls.keep(owner, tender, 'Old way')).body
    const begun = (await calls.begin(owner, { from: { kind: 'template', templateId: first.id } })).body
    const offered = async () =>
      (await calls.read(owner)).body.templates.flatMap(({ name, number }: { name: string; number: number }) =>
        name === 'Old way' ? [number] : [],
      )
    const away = await calls.moveTemplate(contributor, first, 'archive')
    expect([away.status, away.body]).toEqual([200, newest])
    expect(await offered()).toEqual([])
    expect((await calls.read(owner)).body.archivedTemplates[0]).toEqual(newest)
    const late = await calls.begin(owner, { from: { kind: 'template', templateId: first.id } })
    expect([late.status, late.body.code]).toEqual([422, 'plans/buying-template-archived'])
    const still = (await calls.read(owner)).body.purchases.find(({ id }: { id: string }) => id === begun.id)
    expect(still.template).toEqual({ id: first.id, name: 'Old way', number: 1 })

    expect((await calls.moveTemplate(owner, newest, 'restore')).body).toEqual(newest)
    expect((await calls.read(owner)).body.archivedTemplates).toEqual([])
    expect(await offered()).toEqual([2])
    await calls.moveTemplate(owner, newest, 'archive')
    expect((await calls.keep(owner, tender, 'Old way')).body.number).toBe(3)
    expect(await offered()).toEqual([3])
  })

  it('is put away once, whoever asks twice, and by those alone who work on a plan of its account', async () => {
    const { body: kept } = await calls.keep(owner, await aTender(), 'Twice')
    const written = async () => {
      const { rows } = await house.database.superuser.query<{ action: string }>(
        "select e.action from mainstay.audit_entry e where e.action like 'plans.buying-template-%' and coalesce(e.after, e.before) ->> 'name' = 'Twice' order by e.id",
      )
      return rows.map(({ action }) => action.replace('plans.buying-template-', ''))
    }
    const answers = await Promise.all(['archive', 'archive'].map(() => calls.moveTemplate(owner, kept, 'archive')))
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    for (const _ of ['once', 'twice']) await calls.moveTemplate(owner, kept, 'restore')
    expect(await written()).toEqual(['kept', 'archived', 'restored'])

    const viewer = await house.createPerson('north', { role: 'viewer' })
    expect((await calls.moveTemplate(viewer, kept, 'archive')).status).toBe(403)
    const other = buyingCalls(house, await givenPlan(house, north, 'K320'))
    expect((await other.moveTemplate(owner, kept, 'archive')).status).toBe(404)
    expect((await other.moveTemplate(owner, kept, 'restore')).status).toBe(404)
  })

  it('is not made of what is for the inner team of one plan alone', async () => {
    const hidden = await givenPlan(house, north, 'K350')
    const inner = buyingCalls(house, hidden)
    const tender = await aTender(inner)
    const sections = EVERY_SECTION.map((each) => ({ ...each, audience: 'inner' }))
    await house.database.superuser.query('update mainstay.plan set sections = $2 where id = $1', [
      hidden.id,
      JSON.stringify(sections),
    ])
    const refused = await inner.keep(owner, tender, 'Ours alone')
    expect([refused.status, refused.body.code]).toEqual([409, 'plans/buying-template-inner'])
    expect((await inner.read(owner)).body.templates).toEqual([])
    expect((await inner.keep(contributor, tender, 'Ours alone')).body.code).toBe('plans/no-such-part')
  })

  it('needs a name, steps, and room among fifty names', async () => {
    const { body: empty } = await calls.begin(owner)
    expect((await calls.keep(owner, empty, 'Nothing')).body.code).toBe('plans/purchase-without-steps')
    expect((await calls.keep(owner, empty, ' ')).status).toBe(400)
    const own = buyingCalls(house, await givenPlan(house, north, 'K400'))
    const tender = await aTender(own)
    for (let at = 0; at < 50; at += 1) await own.keep(owner, tender, `Way ${at}`)
    const full = await own.keep(owner, tender, 'One more')
    expect([full.status, full.body.code]).toEqual([422, 'plans/buying-templates-full'])
    expect((await own.keep(owner, tender, 'Way 7')).body.number).toBe(2)
    const [unused] = (await own.read(owner)).body.templates
    await own.moveTemplate(owner, unused, 'archive')
    expect((await own.keep(owner, tender, 'One more')).status).toBe(201)
    const back = await own.moveTemplate(owner, unused, 'restore')
    expect([back.status, back.body.code]).toEqual([422, 'plans/buying-templates-full'])
    // Characters whose compatible forms are many times as long are compared by as much as an index can hold.
    expect((await calls.keep(owner, tender, 'X')).status).toBe(404)
    const long = await calls.keep(owner, await givenPurchase(calls, owner, { milestones: 1 }), '\ufdfa'.repeat(120))
    expect(long.status).toBe(201)
  })
})
