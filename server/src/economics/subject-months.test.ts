import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestProgram, type TestProgram } from '../../test/program.ts'
import { systemActorOf } from '../platform/area.ts'
import { noOrigin, type WriteScope } from '../platform/use-case.ts'
import { addSubjectMonths } from './subject-months.ts'

let house: TestProgram
let workspaceId: number

beforeAll(async () => {
  house = await createTestProgram()
  workspaceId = await house.createWorkspace('north')
})
afterAll(() => house.stop())

/** More than fits between two connections without anybody reading. */
const MANY = 400_000

const gathered = (scope: WriteScope, rows: number, month = 'm.n::bigint') =>
  sql`create temporary table subject_month on commit drop as select ${sql.raw(month)} as subject_id, date '2026-01-01' as month,
    1 as lines from generate_series(1, ${rows}::integer) m(n)`.execute(scope.db)

async function betweenTwo<Value>(work: (from: WriteScope, to: WriteScope) => Promise<Value>): Promise<Value> {
  const { useCases, pool } = house.program.context
  const system = await systemActorOf(pool, workspaceId)
  return useCases.command(system, noOrigin, (to) => useCases.command(system, noOrigin, (from) => work(from, to)))
}

const inTime = <Value>(work: Promise<Value>) =>
  Promise.race([work, wait(20_000, null, { ref: false }).then(() => Promise.reject(new Error('it hangs')))])

describe('the months that two connections gathered', () => {
  it('lie together on one of them', async () => {
    const count = await betweenTwo(async (from, to) => {
      await gathered(to, 3)
      await gathered(from, MANY)
      await addSubjectMonths(from, to)
      const { rows } = await sql<{ count: string }>`select count(*) from pg_temp.subject_month`.execute(to.db)
      return rows[0]?.count
    })
    expect(Number(count)).toBe(MANY + 3)
  })

  it('leave both connections fit for the next where the one does not take them', async () => {
    for (const broken of [() => Promise.resolve(), (to: WriteScope) => gathered(to, 1, "'no number'::text")]) {
      const refused = betweenTwo(async (from, to) => {
        await broken(to)
        await gathered(from, MANY)
        await addSubjectMonths(from, to)
      })
      await inTime(expect(refused).rejects.toThrow(/subject_month|byte sequence|binary/))
    }
    expect(house.program.context.pool.idleCount).toBe(house.program.context.pool.totalCount)
  })

  it('are refused as well where there are none to be read', async () => {
    const refused = betweenTwo(async (from, to) => {
      await gathered(to, 1)
      await addSubjectMonths(from, to)
    })
    await inTime(expect(refused).rejects.toThrow(/subject_month|pg_temp/))
  })
})
