import type { ReadScope } from '../../use-case.ts'

export interface ViewRow {
  readonly id: string
  readonly screen: string
  readonly name: string
  readonly person_id: string
  readonly is_shared: boolean
  readonly definition: Record<string, unknown>
  readonly version: number
}

export function presentView(row: ViewRow, readerId: string) {
  return {
    id: row.id,
    screen: row.screen,
    name: row.name,
    isShared: row.is_shared,
    isMine: row.person_id === readerId,
    definition: row.definition,
    version: row.version,
  }
}

/** The reader's own views of a screen, then the shared ones of others. */
export async function listViews(scope: ReadScope, screen: string) {
  const rows = await scope.db
    .selectFrom('mainstay.saved_view as v')
    .select(['v.id', 'v.screen', 'v.name', 'v.person_id', 'v.is_shared', 'v.definition', 'v.version'])
    .where('v.workspace_id', '=', scope.workspaceId)
    .where('v.screen', '=', screen)
    .where((builder) => builder.or([builder('v.person_id', '=', scope.actor.id), builder('v.is_shared', '=', true)]))
    .orderBy((builder) => builder('v.person_id', '=', scope.actor.id), 'desc')
    .orderBy('v.name')
    .orderBy('v.id')
    .limit(500)
    .execute()
  return { rows: rows.map((row) => presentView(row, scope.actor.id)) }
}
