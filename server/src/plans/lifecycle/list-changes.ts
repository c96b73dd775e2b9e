import type { planChange } from '@mainstay/contract/plans-lifecycle'
import { sql } from 'kysely'
import type { z } from 'zod'
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { findPlan } from '../plan-store.ts'

type PlanChange = z.infer<typeof planChange>

interface Row {
  readonly id: string
  readonly at: Date
  readonly actorName: string
  readonly action: string
}

const SORT = '-at'

/** Who did what in a plan, newest first, without what was written: sections may be for the inner team alone. */
export async function listPlanChanges(
  scope: ReadScope,
  input: { readonly id: string; readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ rows: PlanChange[]; nextCursor: string | null; total: number }> {
  const plan = await findPlan(scope, input.id)
  const after = decodeCursor(input.cursor, SORT, ['id'])
  const ofPlan = sql`e.workspace_id = ${scope.workspaceId} and e.subject_type = 'plan' and e.subject_id = ${plan.id}`
  const { rows } = await sql<Row>`
    select e.id, e.at, e.actor_name as "actorName", e.action from mainstay.audit_entry e
    where ${ofPlan} ${after ? sql`and e.id < ${after[0]}::bigint` : sql``}
    order by e.id desc limit ${input.limit + 1}`.execute(scope.db)
  const { rows: counts } = await sql<{ total: number }>`
    select count(*)::integer as total from mainstay.audit_entry e where ${ofPlan}`.execute(scope.db)
  const page = rows.slice(0, input.limit)
  const last = page.at(-1)
  return {
    rows: page.map(({ at, ...row }) => ({ ...row, at: at.toISOString() })),
    nextCursor: rows.length > input.limit && last ? encodeCursor(SORT, [last.id]) : null,
    total: counts[0]?.total ?? 0,
  }
}
