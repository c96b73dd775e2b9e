import { seededRandom } from '@mainstay/domain/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { statusOf } from '../../platform/http/status.ts'
import { Refused } from '../../platform/refusal.ts'
import { noOrigin, type WriteScope } from '../../platform/use-case.ts'
import { EVERY_SECTION, givenPlan } from '../fixtures.ts'
import { doAtRandom } from './random-deeds-fixtures.ts'
import { undoPlanChange } from './undo-change.ts'
import { undoDeed } from './undo-deed.ts'
import { knownDeeds } from './undo-rows.ts'
import { UNDOABLE } from './undoable-deeds.ts'

let house: TestProgram
let north: number
let people: TestPerson[]

beforeAll(async () => {
  house = await createTestProgram()
  north = await house.createWorkspace('north')
  people = [
    await house.createPerson('north', { role: 'owner', name: 'Olga Owner' }),
    await house.createPerson('north', { role: 'contributor', name: 'Carl Colleague' }),
    await house.createPerson('north', { role: 'contributor', seesMargins: false, name: 'Nora None' }),
    await house.createPerson('north', { role: 'account_manager', name: 'Lea Leaver' }),
  ]
  house.setNow('2026-11-20T10:00:00Z')
})
afterAll(() => house.stop())

interface Offered {
  readonly id: string
  readonly action: string
  readonly item: string | null
  readonly mayUndo: boolean
}

class TakenBackOnTrial extends Error {}

interface Trial {
  readonly planId: string
  readonly changeId: string
  readonly clock: { readonly now: Date; readonly today: string }
}

async function asAsked(scope: WriteScope, { planId, changeId, clock }: Trial): Promise<void> {
  await undoPlanChange(scope, { id: planId, changeId }, clock)
}

/** The opposite alone, with the rules of whoever would do it by hand. */
async function byHand(scope: WriteScope, { planId, changeId, clock }: Trial): Promise<void> {
  const { rows } = await scope.client.query<{ action: string }>(
    'select e.action from mainstay.audit_entry e where e.id = $1',
    [changeId],
  )
  const undoable = UNDOABLE.get(rows[0]?.action ?? '')
  if (!undoable) throw new Refused('http/not-found')
  const [deed] = await knownDeeds(scope, planId, [{ id: changeId, undoable }])
  if (!deed) throw new Refused('http/not-found')
  await undoDeed(scope, planId, deed, clock)
}

/** What taking a change back would answer: nothing of it stays. */
async function tried(person: TestPerson, planId: string, changeId: string, way = asAsked): Promise<string> {
  const clock = { now: new Date('2026-11-20T10:00:00Z'), today: '2026-11-20' }
  const actor = await house.actor('north', person)
  try {
    await house.program.useCases.command(actor, noOrigin, async (scope) => {
      await way(scope, { planId, changeId, clock })
      throw new TakenBackOnTrial()
    })
  } catch (error) {
    if (error instanceof TakenBackOnTrial) return 'succeeds'
    if (error instanceof Refused) return error.code
    throw error
  }
  throw new Error('a trial ended without an answer')
}

const FIELD = { key: 'site', label: 'Site', kind: 'text', help: '', isRequired: false, choices: [] }

test.each([1, 2, 3, 4, 5, 6])(
  'whatever was done to a plan, what is offered to be taken back succeeds, and what is not is refused in words (%i)',
  async (seed) => {
    const plan = await givenPlan(house, north, `O${seed}`)
    const sections = EVERY_SECTION.map((each) => (each.part === 'statements' ? { ...each, fields: [FIELD] } : each))
    const write = house.database.superuser.query.bind(house.database.superuser)
    await write('update mainstay.plan set sections = $2 where id = $1', [plan.id, JSON.stringify(sections)])
    const [owner, , unsighted, leaver] = people
    if (!owner || !unsighted || !leaver) throw new Error('nobody is there')
    const random = seededRandom(seed)
    const setting = { house, planId: plan.id, people, random }
    let done = await doAtRandom(setting, 180)
    const list = async (person: TestPerson): Promise<Offered[]> => {
      const reply = await house.call(person, 'GET', `/api/workspaces/north/plans/${plan.id}/changes?limit=200`)
      return reply.body.rows
    }
    // Some are taken back, and some of those done again.
    for (let times = 0; times < 12; times += 1) {
      const offered = (await list(owner)).filter(({ mayUndo }) => mayUndo)
      const one = offered[Math.floor(random() * Math.min(offered.length, 5))]
      if (!one) continue
      const reply = await house.call(owner, 'POST', `/api/workspaces/north/plans/${plan.id}/changes/${one.id}/undo`, {})
      expect([one.action, reply.status, reply.body.detail]).toEqual([one.action, 200, undefined])
    }
    done += await doAtRandom(setting, 40)
    expect(done).toBeGreaterThan(60)
    await write(`update mainstay.membership set status = 'disabled' where person_id = $1`, [leaver.id])
    try {
      for (const person of [owner, unsighted]) {
        const rows = await list(person)
        expect(rows.some(({ mayUndo }) => mayUndo)).toBe(true)
        for (const { id, action, item, mayUndo } of rows) {
          const answer = await tried(person, plan.id, id)
          expect([action, item, answer === 'succeeds' || answer]).toEqual([action, item, mayUndo || answer])
          if (!mayUndo) expect(statusOf(answer)?.sentence).toBeTruthy()
          // Nothing is held back that the opposite would not refuse.
          const isOfOpposite = !mayUndo && !/^plans.undo-/.test(answer) && !action.startsWith('plans.change-')
          if (isOfOpposite) expect([action, await tried(person, plan.id, id, byHand)]).toEqual([action, answer])
        }
      }
    } finally {
      await write(`update mainstay.membership set status = 'active' where person_id = $1`, [leaver.id])
    }
  },
  120_000,
)
