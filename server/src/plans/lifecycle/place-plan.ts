import { checkScope, placeBelow } from '@mainstay/domain/plans'
import { sql } from 'kysely'
import { Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { orRefuseField } from '../refuse-field.ts'

const TREE_LOCK = 7224623

/** Where a plan is wished to stand. */
export interface Place {
  /** Null for a plan that is just being begun. */
  readonly planId: string | null
  readonly accountId: string
  readonly parentId: string | null
  readonly scope: string
}

/** One at a time moves plans, so that two moves can neither close a circle together nor wait for each other's plans. */
export async function lockTree(scope: WriteScope): Promise<void> {
  await sql`select pg_advisory_xact_lock(${TREE_LOCK}, ${scope.workspaceId})`.execute(scope.db)
}

/**
 * Checks a plan's place: its parent is an open plan that the actor sees, of the same group of companies, and none of the
 * plans below it. Call `lockTree` before any plan is locked.
 */
export async function checkPlace(scope: WriteScope, place: Place): Promise<void> {
  orRefuseField(checkScope(place.scope, place.parentId), { 'plans/scope-needs-parent': 'scope' })
  if (place.parentId !== null) await checkParent(scope, { ...place, parentId: place.parentId })
  await refuseSecondPlan(scope, place)
}

async function checkParent(scope: WriteScope, place: Place & { readonly parentId: string }): Promise<void> {
  const { rows } = await sql<{ status: string; accountId: string; isSameGroup: boolean }>`
    select p.status, p.account_id as "accountId",
      coalesce(a.group_id = (select c.group_id from mainstay.account c where c.workspace_id = a.workspace_id and c.id = ${place.accountId}::bigint), false) as "isSameGroup"
    from mainstay.plan p join mainstay.account a on a.workspace_id = p.workspace_id and a.id = p.account_id
    where p.workspace_id = ${scope.workspaceId} and p.id = ${place.parentId}::uuid for share of p`.execute(scope.db)
  const [parent] = rows
  if (!parent) throw refusedPlace('plans/parent-unknown', 'The plan above does not exist, or you may not see it.')
  if (place.planId !== null) await refuseCircle(scope, place.planId, place.parentId)
  if (parent.status === 'closed') throw refusedPlace('plans/parent-closed', 'The plan above is closed.')
  if (!parent.isSameGroup) {
    throw refusedPlace('plans/parent-of-other-group', 'A plan hangs below a plan of the same group of companies.')
  }
  if (parent.accountId === place.accountId && place.scope === '') {
    throw new Refused('plans/scope-missing', {}, [
      { path: 'scope', code: 'plans/scope-missing', message: 'Name the unit or region this plan is for.' },
    ])
  }
}

async function refuseCircle(scope: WriteScope, planId: string, parentId: string): Promise<void> {
  const { rows: line } = await sql<{ id: string }>`
    select l.id from mainstay.plan_line(${parentId}::uuid) l order by l.steps`.execute(scope.db)
  orRefuseField(
    placeBelow(
      planId,
      line.map(({ id }) => id),
    ),
    { 'plans/own-parent': 'parentId', 'plans/hierarchy-cycle': 'parentId' },
  )
}

/** An account has one open plan, and one for each unit. */
async function refuseSecondPlan(scope: WriteScope, place: Place): Promise<void> {
  const rows = await scope.db
    .selectFrom('mainstay.plan as p')
    .select(['p.id', 'p.title'])
    .where('p.workspace_id', '=', scope.workspaceId)
    .where('p.account_id', '=', place.accountId)
    .where('p.scope', '=', place.scope)
    .where('p.status', '<>', 'closed')
    .execute()
  const other = rows.find(({ id }) => id !== place.planId)
  if (other) throw new Refused('plans/plan-open', { planId: other.id, title: other.title })
}

function refusedPlace(code: string, message: string): Refused {
  return new Refused(code, {}, [{ path: 'parentId', code, message }])
}
