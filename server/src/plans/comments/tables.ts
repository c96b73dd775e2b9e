import type { PlanSection } from '@mainstay/contract/plans'
import type { COMMENT_SUBJECTS } from '@mainstay/contract/plans-comments'
import type { Generated } from 'kysely'
import type { Json } from '../../platform/db/database.ts'

declare module '../../platform/db/database.ts' {
  interface Database {
    'mainstay.plan_comment': PlanCommentTable
  }
}

export type CommentSubjectKind = (typeof COMMENT_SUBJECTS)[number]

export interface Mention {
  readonly personId: string
  readonly name: string
}

export interface PlanCommentTable {
  workspace_id: number
  id: string
  plan_id: string
  account_id: string
  subject_kind: CommentSubjectKind
  subject_id: string
  part: PlanSection['part'] | null
  section_key: string | null
  content: string
  author_id: string
  author_name: string
  mentions: Json<Mention[]>
  created_at: Date
  edited_at: Date | null
  removed_at: Date | null
  removed_by: string | null
  version: Generated<number>
}
