import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  ConnectionLost,
  convergence,
  type PlanCall,
  type SharedThings,
  type Writer,
  writeTogether,
} from '../../test/plan-writers.ts'
import { createTestProgram, type TestPerson, type TestProgram } from '../../test/program.ts'
import { type GivenPlan, givenPlan } from './fixtures.ts'

const PEOPLE = 50
const ROUNDS = 3

let house: TestProgram
let people: TestPerson[]
let workspaceId: number
beforeAll(async () => {
  house = await createTestProgram()
  workspaceId = await house.createWorkspace('north')
  people = []
  for (let at = 0; at < PEOPLE; at++) people.push(await house.createPerson('north', { role: 'contributor' }))
})
afterAll(() => house.stop())

function writerOf(plan: GivenPlan, person: TestPerson): Writer {
  const call = ({ method, path, body, headers }: PlanCall) =>
    house.call(person, method, `/api/workspaces/north/plans/${plan.id}${path}`, body, headers)
  let cuts = 0
  return {
    name: person.id,
    send: async (wish, line) => {
      const reply = call(wish)
      if (line === 'steady') return reply
      // Every other time the call is still on its way when the same one comes again.
      if (cuts++ % 2 === 0) await reply
      else void reply
      throw new ConnectionLost()
    },
  }
}

async function givenShared(plan: GivenPlan): Promise<SharedThings> {
  const [first] = people
  if (!first) throw new Error('nobody is there')
  const { send } = writerOf(plan, first)
  const item = { viewpoint: 'customer', kind: 'threat', text: 'Everybody knows something of it' }
  const swot = await send({ method: 'POST', path: '/swot-items', body: item }, 'steady')
  const action = await send({ method: 'POST', path: '/actions', body: { title: 'Everybody helps' } }, 'steady')
  return { swotItem: swot.body.id, action: action.body.id, section: 'statements', today: '2026-11-20' }
}

describe('fifty people in one plan over lines that break', () => {
  test('everything that was accepted is there once, and everybody reads the same', async () => {
    const plan = await givenPlan(house, workspaceId, 'K700')
    const shared = await givenShared(plan)
    const writers = people.map((person) => writerOf(plan, person))
    const outcome = await writeTogether(writers, { shared, rounds: ROUNDS, seed: 7 })
    expect(Object.values(outcome.accepted).flat()).toHaveLength(PEOPLE * ROUNDS)
    expect(outcome.lost).toBeGreaterThan(20)
    expect(outcome.met).toBeGreaterThan(20)
    expect(await convergence(writers, shared, outcome)).toEqual({ missing: [], twice: [], contents: 1 })
    const { rows } = await house.database.superuser.query(
      `select count(*)::integer as n from mainstay.audit_entry e where e.subject_id = $1
         and e.action in ('plans.swot-item-added', 'plans.action-added', 'plans.statement-added',
           'plans.swot-item-changed', 'plans.action-changed')`,
      [plan.id],
    )
    // Each write once, and the two things they share.
    expect(rows[0].n).toBe(PEOPLE * ROUNDS + 2)
  }, 120_000)

  test('one who saw an older version changes nothing, however often they send it', async () => {
    const plan = await givenPlan(house, workspaceId, 'K701')
    const shared = await givenShared(plan)
    const [ann, bob] = people.map((person) => writerOf(plan, person))
    if (!ann || !bob) throw new Error('too few people')
    const change = (evidence: string, key: string): PlanCall => ({
      method: 'PUT',
      path: `/swot-items/${shared.swotItem}`,
      body: { evidence },
      headers: { 'if-match': '"1"', 'idempotency-key': key },
    })
    expect((await ann.send(change('Ann saw it', 'a'), 'steady')).status).toBe(200)
    for (let attempt = 0; attempt < 3; attempt++) {
      expect((await bob.send(change('Bob saw it', 'b'), 'steady')).status).toBe(412)
    }
    // A lost answer comes again, though the version has moved on since.
    expect((await ann.send(change('Ann saw it', 'a'), 'steady')).body).toMatchObject({
      evidence: 'Ann saw it',
      version: 2,
    })
  })
})
