import { randomUUID } from 'node:crypto'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'
import { EVERY_SECTION, type GivenPlan, givenPlan } from '../fixtures.ts'

export const TODAY = '2026-11-20'

/** Two workspaces, people of every kind, and a plan; the day is 20 November 2026. */
export interface ActionHouse {
  readonly house: TestProgram
  readonly workspaceId: number
  readonly lead: TestPerson
  readonly manager: TestPerson
  readonly contributor: TestPerson
  readonly viewer: TestPerson
  /** Sees only accounts of teams they are on: none. */
  readonly outsider: TestPerson
  /** Owner of the other workspace. */
  readonly stranger: TestPerson
  readonly plan: GivenPlan
  /** Adds an action as the lead and gives it back. */
  given(changes?: Record<string, unknown>): Promise<{ id: string; version: number; title: string }>
  /** A call below the plan. */
  call(
    person: TestPerson | null,
    method: 'GET' | 'POST' | 'PATCH' | 'PUT',
    path: string,
    more?: CallMore,
  ): ReturnType<TestProgram['call']>
}

interface CallMore {
  readonly body?: unknown
  readonly version?: number
  readonly workspace?: string
  readonly planId?: string
}

export async function createActionHouse(): Promise<ActionHouse> {
  const house = await createTestProgram()
  const workspaceId = await house.createWorkspace('north')
  await house.createWorkspace('south')
  const lead = await house.createPerson('north', { role: 'program_lead', name: 'Lea Lead' })
  const manager = await house.createPerson('north', { role: 'account_manager', name: 'Mia Manager' })
  const contributor = await house.createPerson('north', { role: 'contributor', name: 'Ole Operations' })
  const viewer = await house.createPerson('north', { role: 'viewer', name: 'Vera Viewer' })
  const outsider = await house.createPerson('north', {
    role: 'account_manager',
    visibility: 'team',
    name: 'Otto Outside',
  })
  const stranger = await house.createPerson('south', { role: 'owner', name: 'Sue South' })
  const plan = await givenPlan(house, workspaceId, 'K100')
  const call: ActionHouse['call'] = (person, method, path, more = {}) =>
    house.call(
      person,
      method,
      `/api/workspaces/${more.workspace ?? 'north'}/plans/${more.planId ?? plan.id}${path}`,
      more.body ?? (method === 'GET' ? undefined : {}),
      more.version === undefined ? {} : { 'if-match': `"${more.version}"` },
    )
  return {
    house,
    workspaceId,
    lead,
    manager,
    contributor,
    viewer,
    outsider,
    stranger,
    plan,
    call,
    given: async (changes = {}) => {
      const reply = await call(lead, 'POST', '/actions', { body: { title: 'Visit the plant', ...changes } })
      if (reply.status !== 201) throw new Error(JSON.stringify(reply.body))
      return reply.body
    },
  }
}

/** Makes the section of actions one for the inner team only. */
export async function hideActions(house: TestProgram, planId: string, isHidden: boolean): Promise<void> {
  const sections = EVERY_SECTION.map((section) =>
    section.part === 'actions' && isHidden ? { ...section, audience: 'inner' } : section,
  )
  await house.database.superuser.query('update mainstay.plan set sections = $2 where id = $1', [
    planId,
    JSON.stringify(sections),
  ])
}

/** An objective with a key result, straight into the database. */
export async function givenKeyResult(
  at: ActionHouse,
  readings: readonly (readonly [day: string, value: number])[] = [],
): Promise<{ objectiveId: string; keyResultId: string }> {
  const query = at.house.database.superuser.query.bind(at.house.database.superuser)
  const [objectiveId, keyResultId] = [randomUUID(), randomUUID()]
  const place = [at.workspaceId, at.plan.id, at.plan.accountId]
  await query(
    `insert into mainstay.plan_objective (workspace_id, plan_id, account_id, id, title, kind, ambition, starts_on, ends_on)
     values ($1, $2, $3, $4, 'Win the second plant', 'quantitative', 'committed', '2026-01-01', '2026-12-31')`,
    [...place, objectiveId],
  )
  await query(
    `insert into mainstay.plan_key_result (workspace_id, plan_id, account_id, objective_id, id, title, kind, direction, ambition,
       weight, start_value, target_value, position)
     values ($1, $2, $3, $4, $5, 'Lines installed', 'measured', 'up', 'committed', 1, 0, 10, 1)`,
    [...place, objectiveId, keyResultId],
  )
  for (const [day, value] of readings) {
    await query(
      `insert into mainstay.key_result_reading (workspace_id, plan_id, account_id, key_result_id, id, read_on, value, author_id, author_name)
       values ($1, $2, $3, $4, $5, $6, $7, 'test', 'Test')`,
      [...place, keyResultId, randomUUID(), day, value],
    )
  }
  return { objectiveId, keyResultId }
}
