import type { NoticeDuty, PlanNoticeKind } from '@mainstay/domain/plans'
import type { Generated } from 'kysely'

declare module '../../platform/db/database.ts' {
  interface Database {
    'mainstay.plan_stance': PlanStanceTable
    'mainstay.plan_notice': PlanNoticeTable
    'mainstay.plan_presence': PlanPresenceTable
  }
}

export interface PlanStanceTable {
  workspace_id: number
  plan_id: string
  person_id: string
  account_id: string
  stance: 'watching' | 'muted'
  updated_at: Date
}

export interface PlanNoticeTable {
  workspace_id: number
  id: string
  person_id: string
  plan_id: string | null
  account_id: string
  kind: PlanNoticeKind
  actor_id: string
  actor_name: string
  comment_id: string | null
  duty: NoticeDuty | null
  others: Generated<number>
  told_at: Date
  read_at: Date | null
}

export interface PlanPresenceTable {
  workspace_id: number
  plan_id: string
  person_id: string
  account_id: string
  name: string
  since: Date
  seen_at: Date
}
