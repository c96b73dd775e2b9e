import type { planChange } from '@mainstay/contract/plans-changes'
import { periodLabel } from '@mainstay/domain/plans'
import { sql } from 'kysely'
import type { z } from 'zod'
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { nameOfDeed, type ReaderOfDeeds } from '../history/name-change.ts'
import { type ChangeRow, withChains } from '../history/undo-chain.ts'
import { judgeDeeds } from '../history/undo-deed.ts'
import { findPlan, type StoredPlan, visibleSections } from '../plan-store.ts'
import { listPeriods } from './period-store.ts'

type PlanChange = z.infer<typeof planChange>

const SORT = '-at'
const COLUMNS = sql`e.id, e.at, e.actor_name as "actorName", e.action, e.before, e.after`

function ofPlan(scope: ReadScope, plan: StoredPlan) {
  return sql`e.workspace_id = ${scope.workspaceId} and e.subject_type = 'plan' and e.subject_id = ${plan.id}`
}

/**
 * Who did what to what in a plan, newest first, without what was written. Things of sections for the inner team have no
 * name for others.
 */
export async function listPlanChanges(
  scope: ReadScope,
  input: { readonly id: string; readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ rows: PlanChange[]; nextCursor: string | null; total: number }> {
  const plan = await findPlan(scope, input.id)
  const after = decodeCursor(input.cursor, SORT, ['id'])
  const { rows } = await sql<ChangeRow>`
    select ${COLUMNS} from mainstay.audit_entry e
    where ${ofPlan(scope, plan)} ${after ? sql`and e.id < ${after[0]}::bigint` : sql``}
    order by e.id desc limit ${input.limit + 1}`.execute(scope.db)
  const { rows: counts } = await sql<{ total: number }>`
    select count(*)::integer as total from mainstay.audit_entry e where ${ofPlan(scope, plan)}`.execute(scope.db)
  const page = rows.slice(0, input.limit)
  const last = page.at(-1)
  return {
    rows: await presentChanges(scope, plan, page),
    nextCursor: rows.length > input.limit && last ? encodeCursor(SORT, [last.id]) : null,
    total: counts[0]?.total ?? 0,
  }
}

async function presentChanges(scope: ReadScope, plan: StoredPlan, page: readonly ChangeRow[]): Promise<PlanChange[]> {
  const reader = await readerOf(scope, plan)
  const rows = await withChains(scope, plan.id, page)
  const mayWrite = plan.status !== 'closed' && scope.actor.permissions.has('plans:write')
  const judged = mayWrite ? await judgeDeeds(scope, { plan, sections: reader.sections }, rows) : new Map()
  return rows.map((row) => {
    const { id, at, actorName, action, root, fate } = row
    const item = nameOfDeed(root ?? row, reader)
    // What has no name for the reader stands where they may not write either.
    const mayUndo = item !== null && judged.get(id)?.kind === 'may'
    const of = root && { action: root.action, actorName: root.actorName, at: root.at.toISOString() }
    return { id, at: at.toISOString(), actorName, action, item, mayUndo, of, fate }
  })
}

/** What whoever reads a plan is told by: the sections they see, and what its periods are called. */
export async function readerOf(scope: ReadScope, plan: StoredPlan): Promise<ReaderOfDeeds> {
  const periods = await listPeriods(scope, plan.id)
  return {
    sections: await visibleSections(scope, plan),
    seesMargins: scope.actor.seesMargins,
    periods: new Map(periods.map((period) => [period.number, periodLabel(period)])),
  }
}

/** One deed of a plan, or none. */
export async function findChange(scope: ReadScope, plan: StoredPlan, id: string): Promise<ChangeRow[]> {
  const { rows } = await sql<ChangeRow>`
    select ${COLUMNS} from mainstay.audit_entry e
    where ${ofPlan(scope, plan)} and e.id = ${id}::bigint`.execute(scope.db)
  return rows
}
