import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { type GivenPlan, givenPlan } from '../fixtures.ts'
import { addParagraph, anEditor, tangledUpdate, updateOf } from './typing.ts'

let house: TestProgram
let workspaceId: number
let ann: TestPerson
let bob: TestPerson
let plan: GivenPlan
let plans = 0

beforeAll(async () => {
  house = await createTestProgram()
  workspaceId = await house.createWorkspace('north')
  ann = await house.createPerson('north', { role: 'contributor' })
  bob = await house.createPerson('north', { role: 'contributor' })
})
afterAll(() => house.stop())
beforeEach(async () => {
  plan = await givenPlan(house, workspaceId, `T${++plans}`)
})

const append = (person: TestPerson, update: string) =>
  house.call(person, 'POST', `/api/workspaces/north/plans/${plan.id}/texts/swot/updates`, { update })

it('refuses changes made up so that merging them takes minutes, and answers everybody else meanwhile', async () => {
  const tangled = append(bob, tangledUpdate(20_000))
  let longest = 0
  let before = performance.now()
  const beat = setInterval(() => {
    longest = Math.max(longest, performance.now() - before)
    before = performance.now()
  }, 10)
  const reply = await tangled
  clearInterval(beat)
  expect(reply.body).toMatchObject({ status: 422, code: 'plans/text-too-tangled' })
  expect(longest).toBeLessThan(1_500)
  // The next is taken as ever.
  const doc = anEditor()
  addParagraph(doc, 'and on')
  expect((await append(ann, updateOf(doc))).body).toEqual({ sequence: 1, isNew: true })
}, 30_000)

it('refuses more changes at once than a person can write, so that those that wait hold nobody else up', async () => {
  const replies = await Promise.all(Array.from({ length: 8 }, () => append(bob, tangledUpdate(20_000))))
  const codes = replies.map(({ body }) => body.code)
  expect(codes.filter((code) => code === 'http/busy').length).toBeGreaterThanOrEqual(4)
  expect(codes.filter((code) => code === 'plans/text-too-tangled').length).toBeGreaterThanOrEqual(1)
  expect(replies.every(({ status }) => status >= 400)).toBe(true)
}, 40_000)
