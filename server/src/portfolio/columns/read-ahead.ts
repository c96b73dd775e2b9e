import { findFigureSet } from '../../economics/index.ts'
import { type AreaContext, systemActorOf } from '../../platform/area.ts'
import type { ColumnKeeper } from './column-keeper.ts'

/** Reads the columns of the usual question of every workspace with a long list, those for whom there is room. */
export async function readColumnsAhead(area: AreaContext, columns: ColumnKeeper, stopped: AbortSignal): Promise<void> {
  const { rows } = await area.pool.query<{ workspaceId: number }>(
    'select l.workspace_id as "workspaceId" from mainstay.long_default_figures($1, $2) l',
    [columns.limits.fewest, columns.limits.most],
  )
  // The youngest last: where room is needed later, whatever was read first goes.
  for (const { workspaceId } of rows.toReversed()) {
    if (stopped.aborted) return
    // One that is gone meanwhile keeps nobody else waiting.
    await readOf(area, columns, workspaceId).catch((error: unknown) =>
      area.log.warn('db', 'columns of a workspace were not read ahead', { workspaceId, error: String(error) }),
    )
  }
}

async function readOf(area: AreaContext, columns: ColumnKeeper, workspaceId: number): Promise<void> {
  const program = await systemActorOf(area.pool, workspaceId)
  const set = await area.useCases.read(program, (scope) => findFigureSet(scope, {}))
  if (set) await columns.readAhead(program, set)
}
