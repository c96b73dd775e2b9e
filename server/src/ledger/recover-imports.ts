import { type AreaContext, systemActorOf } from '../platform/area.ts'
import { noOrigin } from '../platform/use-case.ts'
import { removeStaleParts } from './storage.ts'

const SILENT_SECONDS = 45
const ACTIONS: Readonly<Record<string, string>> = { checking: 'check', applying: 'apply', undoing: 'undo' }

/** Asks again for every import whose worker has died, and clears what half-written files it left. Safe to call at any time. */
export async function recoverImports(context: AreaContext): Promise<number> {
  await removeStaleParts(context.filesFolder, context.now().getTime())
  const { rows } = await context.pool.query<{ workspace_id: number; id: string; status: string }>(
    'select s.workspace_id, s.id, s.status from mainstay.silent_imports($1) s',
    [SILENT_SECONDS],
  )
  for (const row of rows) {
    const actor = await systemActorOf(context.pool, row.workspace_id)
    await context.useCases.command(actor, noOrigin, async (scope) => {
      await scope.client.query(
        'update mainstay.import i set heartbeat_at = now() where i.workspace_id = $1 and i.id = $2',
        [row.workspace_id, row.id],
      )
      await scope.enqueue('import', { importId: row.id, action: ACTIONS[row.status] ?? 'check' })
    })
  }
  return rows.length
}
