import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { buyingCalls, givenPurchase } from '../buying/buying-fixtures.ts'
import { EVERY_SECTION, type GivenPlan, givenPlan } from '../fixtures.ts'
import { valueCalls } from '../value/value-fixtures.ts'

let house: TestProgram
let owner: TestPerson
let contributor: TestPerson
let plan: GivenPlan
let other: GivenPlan

beforeAll(async () => {
  house = await createTestProgram()
  const north = await house.createWorkspace('north')
  owner = await house.createPerson('north', { role: 'owner' })
  contributor = await house.createPerson('north', { role: 'contributor', seesMargins: false })
  plan = await givenPlan(house, north, 'TALK')
  other = await givenPlan(house, north, 'OTHER')
})
afterAll(() => house.stop())

const comment = (person: TestPerson, subject: { kind: string; id: string }, into = plan) =>
  house.call(person, 'POST', `/api/workspaces/north/plans/${into.id}/comments`, {
    subjectKind: subject.kind,
    subjectId: subject.id,
    content: 'Who has said so?',
  })
const countsOf = async (person: TestPerson) =>
  (await house.call(person, 'GET', `/api/workspaces/north/plans/${plan.id}/comment-counts`)).body.rows

test('a purchase and each of its steps can be talked about, until they are taken out', async () => {
  const calls = buyingCalls(house, plan)
  const purchase = await givenPurchase(calls, owner, { milestones: 1 })
  const [step] = purchase.ourSteps
  if (!step) throw new Error('the purchase has no step')
  const [whole, one] = [
    { kind: 'purchase', id: purchase.id },
    { kind: 'buying_step', id: step.id },
  ]
  expect((await comment(contributor, whole)).status).toBe(201)
  expect((await comment(contributor, one)).status).toBe(201)
  expect(await countsOf(owner)).toEqual([
    { subjectKind: 'buying_step', subjectId: step.id, comments: 1 },
    { subjectKind: 'purchase', subjectId: purchase.id, comments: 1 },
  ])
  for (const wrong of [
    { kind: 'purchase', id: step.id },
    { kind: 'buying_step', id: purchase.id },
  ])
    expect((await comment(owner, wrong)).status).toBe(404)
  expect((await comment(owner, whole, other)).status).toBe(404)
  await calls.move(owner, purchase, 'remove')
  expect((await comment(owner, whole)).status).toBe(404)
  expect((await comment(owner, one)).status).toBe(404)
})

test('a value case of the customer can be talked about; of what the account is worth to us nobody talks here', async () => {
  const calls = valueCalls(house, plan)
  const theirs = (await calls.addCase(owner)).body
  const ours = (await calls.addCase(owner, { beneficiary: 'us' })).body
  expect((await comment(contributor, { kind: 'value_case', id: theirs.id })).status).toBe(201)
  for (const person of [owner, contributor])
    expect((await comment(person, { kind: 'value_case', id: ours.id })).status).toBe(404)
})

test('talk about a purchase is for the inner team alone where its section is', async () => {
  const purchase = await givenPurchase(buyingCalls(house, plan), owner, { milestones: 1 })
  await comment(owner, { kind: 'purchase', id: purchase.id })
  const sections = EVERY_SECTION.map((section) =>
    section.part === 'buying_process' ? { ...section, audience: 'inner' } : section,
  )
  await house.database.superuser.query('update mainstay.plan set sections = $2 where id = $1', [
    plan.id,
    JSON.stringify(sections),
  ])
  expect((await comment(contributor, { kind: 'purchase', id: purchase.id })).body.code).toBe('plans/no-such-part')
  const kinds = (rows: { subjectKind: string }[]) => rows.map(({ subjectKind }) => subjectKind)
  expect(kinds(await countsOf(contributor))).not.toContain('purchase')
  expect(kinds(await countsOf(owner))).toContain('purchase')
})
