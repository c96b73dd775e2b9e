import { Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { applyWrites, type CellChange, type KeptCell, openGrid, refuseWrittenSince } from './write-cells.ts'

/** Takes a change of cells back, unless one of them has been written since. What it does can be taken back in turn. */
export async function undoChange(
  scope: WriteScope,
  input: { readonly planId: string; readonly id: string },
  now: Date,
): Promise<CellChange> {
  const grid = await openGrid(scope, input.planId)
  const change = await scope.db
    .selectFrom('mainstay.white_space_change as g')
    .select(['g.cells', 'g.undone_at'])
    .where('g.workspace_id', '=', scope.workspaceId)
    .where('g.plan_id', '=', grid.plan.id)
    .where('g.id', '=', input.id)
    .forUpdate()
    .executeTakeFirst()
  if (!change) throw new Refused('http/not-found')
  if (change.undone_at !== null) throw new Refused('plans/change-undone-already')
  const cells = change.cells as KeptCell[]
  refuseWrittenSince(grid, cells)
  await scope.db
    .updateTable('mainstay.white_space_change')
    .set({ undone_at: now })
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', input.id)
    .execute()
  return applyWrites(
    scope,
    grid,
    cells.map(({ unitId, offeringId, before }) => ({ unitId, offeringId, content: before })),
  )
}
