import type { PlanComment } from '@mainstay/contract/plans-comments'
import { answersForEveryPlan, commentRights } from '@mainstay/domain/plans'
import type { Selectable } from 'kysely'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import type { StoredPlan } from '../plan-store.ts'
import type { PlanCommentTable } from './tables.ts'

export type CommentRow = Omit<Selectable<PlanCommentTable>, 'workspace_id' | 'account_id'>

const COMMENT_COLUMNS = [
  'c.id',
  'c.plan_id',
  'c.subject_kind',
  'c.subject_id',
  'c.part',
  'c.section_key',
  'c.content',
  'c.author_id',
  'c.author_name',
  'c.mentions',
  'c.created_at',
  'c.edited_at',
  'c.removed_at',
  'c.removed_by',
  'c.version',
] as const

/** A comment of this plan for a change; whoever wants to change it too waits. */
export async function lockComment(scope: WriteScope, plan: StoredPlan, id: string): Promise<CommentRow> {
  const row = await scope.db
    .selectFrom('mainstay.plan_comment as c')
    .select(COMMENT_COLUMNS)
    .where('c.workspace_id', '=', scope.workspaceId)
    .where('c.plan_id', '=', plan.id)
    .where('c.id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Refused('http/not-found')
  return row
}

export function rightsOver(scope: ReadScope, row: CommentRow) {
  const { id, role } = scope.actor
  return commentRights(
    { isAuthor: row.author_id === id, isLead: answersForEveryPlan(role) },
    row.removed_by === null ? null : { isOwn: row.removed_by === id },
  )
}

/** A comment as its reader sees it. */
export function presentComment(scope: ReadScope, plan: StoredPlan, row: CommentRow): PlanComment {
  const rights = rightsOver(scope, row)
  const mayWrite = plan.status !== 'closed' && scope.actor.permissions.has('plans:write')
  return {
    id: row.id,
    planId: row.plan_id,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    content: row.content,
    mentions: [...row.mentions],
    author: { personId: row.author_id, name: row.author_name },
    isOwn: row.author_id === scope.actor.id,
    createdAt: row.created_at.toISOString(),
    editedAt: row.edited_at?.toISOString() ?? null,
    mayChange: mayWrite && rights.mayChange,
    mayRemove: mayWrite && rights.mayRemove,
    version: row.version,
  }
}
