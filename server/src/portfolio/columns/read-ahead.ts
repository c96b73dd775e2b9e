import { findFigureSet } from '../../economics/index.ts'
import { type AreaContext, systemActorOf } from '../../platform/area.ts'
import type { ColumnKeeper } from './column-keeper.ts'

/** Reads the columns of the usual question of every workspace with a long list, the youngest first, while there is room. */
export async function readColumnsAhead(area: AreaContext, columns: ColumnKeeper, stopped: AbortSignal): Promise<void> {
  const { rows } = await area.pool.query<{ workspaceId: number }>(
    'select l.workspace_id as "workspaceId" from mainstay.long_default_figures($1, $2) l',
    [columns.limits.fewest, columns.limits.most],
  )
  for (const { workspaceId } of rows) {
    if (stopped.aborted) return
    const program = await systemActorOf(area.pool, workspaceId)
    const set = await area.useCases.read(program, (scope) => findFigureSet(scope, {}))
    if (set) await columns.readAhead(program, set)
  }
}
