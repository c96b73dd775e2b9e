import { randomUUID } from 'node:crypto'
import type { AuditAction } from '@mainstay/contract/audit'
import { Refused } from '../../refusal.ts'
import type { WriteScope } from '../../use-case.ts'
import { presentView, type ViewRow } from '../queries/saved-views.ts'

const UNIQUE_VIOLATION = '23505'

export interface SaveViewInput {
  readonly screen: string
  readonly name: string
  readonly isShared: boolean
  readonly definition: Record<string, unknown>
}

export interface ChangeViewInput {
  readonly id: string
  readonly name?: string | undefined
  readonly isShared?: boolean | undefined
  readonly definition?: Record<string, unknown> | undefined
}

const COLUMNS = ['id', 'screen', 'name', 'person_id', 'is_shared', 'definition', 'version'] as const

/** Two views of one person on one screen cannot bear the same name. */
async function refuseTakenName<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION) {
      throw new Refused('workspace/view-name-taken')
    }
    throw error
  }
}

export async function saveView(scope: WriteScope, input: SaveViewInput) {
  const row = await refuseTakenName(
    scope.db
      .insertInto('mainstay.saved_view')
      .values({
        workspace_id: scope.workspaceId,
        id: randomUUID(),
        screen: input.screen,
        name: input.name,
        person_id: scope.actor.id,
        is_shared: input.isShared,
        definition: JSON.stringify(input.definition),
      })
      .returning(COLUMNS)
      .executeTakeFirstOrThrow(),
  )
  await recordView(scope, 'workspace.save-view', { id: row.id, before: null, after: row })
  return presentView(row, scope.actor.id)
}

/** Only its owner changes a view; others may use a shared one. */
export async function changeView(scope: WriteScope, input: ChangeViewInput) {
  const before = await lockOwnView(scope, input.id)
  const row = await refuseTakenName(
    scope.db
      .updateTable('mainstay.saved_view as v')
      .set({
        name: input.name ?? before.name,
        is_shared: input.isShared ?? before.is_shared,
        definition: JSON.stringify(input.definition ?? before.definition),
        version: before.version + 1,
      })
      .where('v.workspace_id', '=', scope.workspaceId)
      .where('v.id', '=', input.id)
      .returning(COLUMNS)
      .executeTakeFirstOrThrow(),
  )
  await recordView(scope, 'workspace.change-view', { id: row.id, before, after: row })
  return presentView(row, scope.actor.id)
}

export async function deleteView(scope: WriteScope, id: string) {
  const before = await lockOwnView(scope, id)
  await scope.db
    .deleteFrom('mainstay.saved_view as v')
    .where('v.workspace_id', '=', scope.workspaceId)
    .where('v.id', '=', id)
    .execute()
  await recordView(scope, 'workspace.delete-view', { id, before, after: null })
  return { id }
}

async function lockOwnView(scope: WriteScope, id: string): Promise<ViewRow> {
  const row = await scope.db
    .selectFrom('mainstay.saved_view as v')
    .select(['v.id', 'v.screen', 'v.name', 'v.person_id', 'v.is_shared', 'v.definition', 'v.version'])
    .where('v.workspace_id', '=', scope.workspaceId)
    .where('v.id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row || (row.person_id !== scope.actor.id && !row.is_shared)) throw new Refused('http/not-found')
  if (row.person_id !== scope.actor.id) throw new Refused('http/not-allowed')
  scope.expectVersion(row.version)
  return row
}

interface ViewChange {
  readonly id: string
  readonly before: ViewRow | null
  readonly after: ViewRow | null
}

function recordView(scope: WriteScope, action: AuditAction, change: ViewChange): Promise<void> {
  return scope.record({
    action,
    subjectType: 'saved_view',
    subjectId: change.id,
    before: change.before && auditable(change.before),
    after: change.after && auditable(change.after),
  })
}

function auditable(row: ViewRow): Record<string, unknown> {
  return { screen: row.screen, name: row.name, isShared: row.is_shared, definition: row.definition }
}
