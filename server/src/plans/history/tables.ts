import type { ColumnType, Generated } from 'kysely'

declare module '../../platform/db/database.ts' {
  interface Database {
    'mainstay.plan_snapshot': PlanSnapshotTable
    'mainstay.plan_snapshot_part': PlanSnapshotPartTable
    'mainstay.plan_approval': PlanApprovalTable
    'mainstay.plan_approval_answer': PlanApprovalAnswerTable
  }
}

export interface PlanSnapshotTable {
  workspace_id: number
  id: string
  plan_id: string
  account_id: string
  number: number
  kind: 'by_hand' | 'submitted' | 'approved'
  reason: string
  taken_by: string
  taker_name: string
  taken_at: Date
}

export interface PlanSnapshotPartTable {
  workspace_id: number
  snapshot_id: string
  account_id: string
  part: string
  content: ColumnType<unknown, string, never>
}

export interface PlanApprovalTable {
  workspace_id: number
  id: string
  plan_id: string
  account_id: string
  state: 'waiting' | 'changes_asked' | 'approved' | 'withdrawn'
  note: Generated<string>
  submitted_by: string
  submitter_name: string
  submitted_at: Date
  settled_at: Date | null
  submitted_snapshot_id: string
  approved_snapshot_id: string | null
  version: Generated<number>
}

export interface PlanApprovalAnswerTable {
  workspace_id: number
  approval_id: string
  account_id: string
  person_id: string
  name: string
  position: number
  answer: 'approved' | 'changes_asked' | null
  reason: Generated<string>
  answered_at: Date | null
}
