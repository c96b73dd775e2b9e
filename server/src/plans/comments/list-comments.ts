import type { PlanComment } from '@mainstay/contract/plans-comments'
import { sql } from 'kysely'
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { findPlan, visibleSections } from '../plan-store.ts'
import { type CommentRow, presentComment } from './comment-store.ts'
import { findSubject } from './comment-subject.ts'
import type { CommentSubjectKind } from './tables.ts'

const SORT = 'written'

interface CommentQuestion {
  readonly planId: string
  readonly subjectKind: CommentSubjectKind
  readonly subjectId: string
  readonly cursor?: string | undefined
  readonly limit: number
}

/** What was said about one thing, oldest first. */
export async function listComments(
  scope: ReadScope,
  question: CommentQuestion,
): Promise<{ rows: PlanComment[]; nextCursor: string | null; total: number }> {
  const plan = await findPlan(scope, question.planId)
  const { kind, id } = await findSubject(scope, plan, { kind: question.subjectKind, id: question.subjectId })
  const after = decodeCursor(question.cursor, SORT, ['moment', 'uuid'])
  const beyond = after === null ? sql`` : sql`and (c.created_at, c.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`
  const standing = sql`c.workspace_id = ${scope.workspaceId} and c.plan_id = ${plan.id} and c.subject_kind = ${kind}
    and c.subject_id = ${id} and c.removed_at is null`
  const { rows } = await sql<CommentRow & { readonly written: string }>`
    select c.id, c.plan_id, c.subject_kind, c.subject_id, c.part, c.section_key, c.content, c.author_id, c.author_name,
      c.mentions, c.created_at, c.edited_at, c.removed_at, c.removed_by, c.version, c.created_at::text as written
    from mainstay.plan_comment c where ${standing} ${beyond}
    order by c.created_at, c.id limit ${question.limit + 1}`.execute(scope.db)
  const counted = await sql<{ total: number }>`
    select count(*)::integer as total from mainstay.plan_comment c where ${standing}`.execute(scope.db)
  const page = rows.slice(0, question.limit)
  const last = page.at(-1)
  return {
    rows: page.map((row) => presentComment(scope, plan, row)),
    nextCursor: rows.length > question.limit && last ? encodeCursor(SORT, [last.written, last.id]) : null,
    total: counted.rows[0]?.total ?? 0,
  }
}

/** How many comments each thing of a plan has, as far as the reader may see the thing. */
export async function countComments(
  scope: ReadScope,
  planId: string,
): Promise<{ rows: { subjectKind: CommentSubjectKind; subjectId: string; comments: number }[] }> {
  const plan = await findPlan(scope, planId)
  const sections = await visibleSections(scope, plan)
  const keys = sections.map(({ key }) => key)
  const parts = [...new Set(sections.map(({ part }) => part))]
  const { rows } = await sql<{ subject_kind: CommentSubjectKind; subject_id: string; comments: number }>`
    select c.subject_kind, c.subject_id, count(*)::integer as comments from mainstay.plan_comment c
    where c.workspace_id = ${scope.workspaceId} and c.plan_id = ${plan.id} and c.removed_at is null
      and (c.part is null or case when c.section_key is null then c.part = any(${parts}::text[])
        else c.section_key = any(${keys}::text[]) end)
    group by c.subject_kind, c.subject_id order by c.subject_kind, c.subject_id`.execute(scope.db)
  return {
    rows: rows.map((row) => ({
      subjectKind: row.subject_kind,
      subjectId: row.subject_id,
      comments: row.comments,
    })),
  }
}
