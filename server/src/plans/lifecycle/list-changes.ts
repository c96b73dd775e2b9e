import type { planChange } from '@mainstay/contract/plans-lifecycle'
import { sql } from 'kysely'
import type { z } from 'zod'
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import { type AuditedDeed, nameOfDeed, type ReaderOfDeeds } from '../history/name-change.ts'
import { rowsLeftBy, undoDeed } from '../history/undo-deed.ts'
import { findPlan, lockPlan, openPlanForWork, type StoredPlan, visibleSections } from '../plan-store.ts'

type PlanChange = z.infer<typeof planChange>

interface Row extends AuditedDeed {
  readonly id: string
  readonly at: Date
  readonly actorName: string
}

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
  const { rows } = await sql<Row>`
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

async function presentChanges(scope: ReadScope, plan: StoredPlan, rows: readonly Row[]): Promise<PlanChange[]> {
  const reader = await readerOf(scope, plan)
  const mayWrite = plan.status !== 'closed' && scope.actor.permissions.has('plans:write')
  const left = mayWrite ? await rowsLeftBy(scope, plan.id, rows) : new Map()
  return rows.map(({ id, at, actorName, action, before, after }) => {
    const item = nameOfDeed({ action, before, after }, reader)
    // What has no name for the reader stands where they may not write either.
    return { id, at: at.toISOString(), actorName, action, item, mayUndo: item !== null && left.has(id) }
  })
}

async function readerOf(scope: ReadScope, plan: StoredPlan): Promise<ReaderOfDeeds> {
  return { sections: await visibleSections(scope, plan), seesMargins: scope.actor.seesMargins }
}

/** Takes a change back; refuses where something came after it, or where it is none that can be taken back by itself. */
export async function undoPlanChange(
  scope: WriteScope,
  input: { readonly id: string; readonly changeId: string },
  clock: { readonly now: Date; readonly today: string },
): Promise<{ item: string | null }> {
  // Some ways back lock the whole plan: two who wanted that at once, each holding a part of it, would wait for ever.
  await lockPlan(scope, input.id)
  const plan = await openPlanForWork(scope, input.id)
  const { rows } = await sql<Row>`
    select ${COLUMNS} from mainstay.audit_entry e
    where ${ofPlan(scope, plan)} and e.id = ${input.changeId}::bigint`.execute(scope.db)
  const [deed] = rows
  if (!deed) throw new Refused('http/not-found')
  const item = nameOfDeed(deed, await readerOf(scope, plan))
  const left = (await rowsLeftBy(scope, plan.id, [deed])).get(deed.id)
  if (item === null || !left) throw new Refused('plans/undo-unsafe')
  await undoDeed(scope, { planId: plan.id, deed, rows: left }, clock)
  return { item }
}
