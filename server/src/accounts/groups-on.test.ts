import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestProgram } from '../../test/program.ts'
import { systemActorOf } from '../platform/area.ts'
import { countMoved, groupsOn } from './queries/groups-on.ts'

let program: TestProgram
let workspaceId: number
beforeAll(async () => {
  program = await createTestProgram()
  workspaceId = await program.createWorkspace('groups')
}, 60_000)
afterAll(() => program.stop())

const run = (text: string, values: readonly unknown[] = []) =>
  program.database.superuser.query(text, [workspaceId, ...values])

async function company(code: string, since: string, parent: string | null = null): Promise<void> {
  await run(
    `with next as (select nextval(pg_get_serial_sequence('mainstay.account', 'id')) as id),
       above as (select a.id, a.group_id from mainstay.account a where a.workspace_id = $1 and a.code = $4)
     insert into mainstay.account (workspace_id, id, code, name, parent_id, group_id, created_at)
     select $1, next.id, $2, $2, above.id, coalesce(above.group_id, next.id), $3 from next left join above on true`,
    [code, since, parent],
  )
}

/** Gives a company another parent, and says on which day that was. */
async function move(code: string, parent: string | null, on: string): Promise<void> {
  const days =
    'p.workspace_id = $1 and p.account_id = (select a.id from mainstay.account a where a.workspace_id = $1 and a.code = $2)'
  await run(
    `update mainstay.account set parent_id = (select a.id from mainstay.account a where a.workspace_id = $1 and a.code = $3) where workspace_id = $1 and code = $2`,
    [code, parent],
  )
  await run(
    `update mainstay.account_parent_period p set valid_from = $3 where ${days} and p.valid_from = (now() at time zone 'UTC')::date`,
    [code, on],
  )
}

async function groups(day: string): Promise<Record<string, string>> {
  const system = await systemActorOf(program.database.pool, workspaceId)
  return program.program.useCases.read(system, async (scope) => {
    const { rows } = await sql<{ code: string; top: string }>`
      select a.code, t.code as top from (${groupsOn(scope, day)}) g
      join mainstay.account a on a.workspace_id = ${workspaceId} and a.id = g.id
      join mainstay.account t on t.workspace_id = ${workspaceId} and t.id = g.group_id`.execute(scope.db)
    return Object.fromEntries(rows.map(({ code, top }) => [code, top]))
  })
}

describe('the groups of a day', () => {
  it('follow every move of a parent, and take what is below along', async () => {
    await company('TOP', '2020-01-01')
    await company('OTHER', '2020-01-01')
    await company('MIDDLE', '2020-01-01')
    await company('LEAF', '2021-05-05', 'MIDDLE')
    await move('MIDDLE', 'TOP', '2022-03-01')
    await move('MIDDLE', 'OTHER', '2023-03-01')
    await move('MIDDLE', null, '2024-03-01')
    expect(await groups('2022-02-28')).toMatchObject({ MIDDLE: 'MIDDLE', LEAF: 'MIDDLE' })
    expect(await groups('2022-03-01')).toMatchObject({ MIDDLE: 'TOP', LEAF: 'TOP' })
    expect(await groups('2023-12-31')).toMatchObject({ MIDDLE: 'OTHER', LEAF: 'OTHER', TOP: 'TOP' })
    expect(await groups('2024-03-01')).toMatchObject({ MIDDLE: 'MIDDLE', LEAF: 'MIDDLE' })
  })

  it('take the first parent of a company that was noted only later', async () => {
    await company('LATE', '2024-06-01', 'TOP')
    await move('LATE', 'OTHER', '2025-01-01')
    expect(await groups('2019-01-01')).toMatchObject({ LATE: 'TOP', TOP: 'TOP' })
    expect(await groups('2025-01-01')).toMatchObject({ LATE: 'OTHER' })
  })

  it('count as moved only those that stand elsewhere now', async () => {
    const system = await systemActorOf(program.database.pool, workspaceId)
    const moved = (day: string) => program.program.useCases.read(system, (scope) => countMoved(scope, day))
    await run(
      `with recursive tree as (
         select a.id, a.id as root from mainstay.account a where a.workspace_id = $1 and a.parent_id is null
         union all select a.id, t.root from mainstay.account a join tree t on a.parent_id = t.id
       ) update mainstay.account a set group_id = t.root from tree t where a.id = t.id`,
    )
    expect(await moved('2023-12-31')).toBe(3)
    expect(await moved('2024-12-31')).toBe(1)
    expect(await moved('2025-12-31')).toBe(0)
  })
})
