import { randomUUID } from 'node:crypto'
import type { PlanSection } from '@mainstay/contract/plans'
import { PLAN_PARTS } from '@mainstay/contract/plans-record'
import type { TestProgram } from '../../test/program.ts'

/** One section of every part, open to all who see the plan. */
export const EVERY_SECTION: readonly PlanSection[] = PLAN_PARTS.map((part) => ({
  key: part,
  title: part,
  help: '',
  part,
  audience: 'plan',
  fields: [],
  freshMonths: 12,
}))

export interface GivenPlan {
  readonly id: string
  readonly accountId: string
}

/** An account with an active plan of two yearly periods from January 2026, put straight into the database. */
export async function givenPlan(
  house: TestProgram,
  workspaceId: number,
  code: string,
  changes: {
    readonly parentId?: string
    readonly scope?: string
    readonly unit?: string
    readonly accountId?: string
  } = {},
): Promise<GivenPlan> {
  const query = house.database.superuser.query.bind(house.database.superuser)
  const id = randomUUID()
  const accountId = changes.accountId ?? (await givenAccount(house, workspaceId, code, changes.unit ?? null))
  await query(
    `insert into mainstay.plan (workspace_id, id, account_id, parent_id, scope, title, status, sections, created_by)
     values ($1, $2, $3, $4, $5, $6, 'active', $7, 'test')`,
    [
      workspaceId,
      id,
      accountId,
      changes.parentId ?? null,
      changes.scope ?? '',
      `Plan of ${code}`,
      JSON.stringify(EVERY_SECTION),
    ],
  )
  await query(
    `insert into mainstay.plan_period (workspace_id, plan_id, account_id, number, starts_on, ends_on)
     values ($1, $2, $3, 1, '2026-01-01', '2026-12-31'), ($1, $2, $3, 2, '2027-01-01', '2027-12-31')`,
    [workspaceId, id, accountId],
  )
  return { id, accountId }
}

async function givenAccount(
  house: TestProgram,
  workspaceId: number,
  code: string,
  unit: string | null,
): Promise<string> {
  const { rows } = await house.database.superuser.query<{ id: string }>(
    `with n as (select nextval(pg_get_serial_sequence('mainstay.account', 'id')) as id)
     insert into mainstay.account (workspace_id, id, code, name, group_id, unit)
     overriding system value select $1, n.id, $2, $3, n.id, $4 from n returning id`,
    [workspaceId, code, `Account ${code}`, unit],
  )
  const row = rows[0]
  if (!row) throw new Error('the account was not stored')
  return row.id
}
