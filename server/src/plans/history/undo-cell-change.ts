import { sql } from 'kysely'
import { Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { findChange } from '../lifecycle/list-changes.ts'
import { lockPlan, openPlanForWork, visibleSections } from '../plan-store.ts'
import { undoChange } from '../white-space/undo-cells.ts'
import type { CellChange } from '../white-space/write-cells.ts'
import { withChains } from './undo-chain.ts'
import { toldAsUndo } from './undo-change.ts'
import { judgeDeeds } from './undo-deed.ts'

/**
 * Takes a change of cells back right where it was made: by the same rule as in the list of changes, and told there as what
 * it is. Cells that somebody has written since are named to whoever asks here.
 */
export async function undoCellChange(
  scope: WriteScope,
  input: { readonly planId: string; readonly id: string },
  now: Date,
): Promise<CellChange> {
  await lockPlan(scope, input.planId)
  const plan = await openPlanForWork(scope, input.planId)
  const deedId = await deedOfChange(scope, input)
  const [deed] = deedId === null ? [] : await withChains(scope, plan.id, await findChange(scope, plan, deedId))
  if (!deed) return undoChange(scope, input, now)
  const judged = (await judgeDeeds(scope, { plan, sections: await visibleSections(scope, plan) }, [deed])).get(deed.id)
  if (judged?.kind === 'not' && judged.code === 'plans/undo-built-upon') throw new Refused(judged.code)
  return toldAsUndo(scope, { plan, deed }, (quiet) => undoChange(quiet, input, now))
}

/** The deed that kept the change: what is written at once has one moment. */
async function deedOfChange(
  scope: WriteScope,
  { planId, id }: { readonly planId: string; readonly id: string },
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select e.id from mainstay.white_space_change g
    join mainstay.audit_entry e on e.workspace_id = g.workspace_id and e.subject_type = 'plan' and e.subject_id = ${planId}
      and e.at = g.created_at and e.action in ('plans.white-space-cells-written', 'plans.change-undone', 'plans.change-redone')
    where g.workspace_id = ${scope.workspaceId} and g.plan_id = ${planId} and g.id = ${id} and g.undone_at is null
    order by e.id limit 1`.execute(scope.db)
  return rows[0]?.id ?? null
}
