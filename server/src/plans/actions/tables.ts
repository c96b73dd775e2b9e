import type { Generated } from 'kysely'

declare module '../../platform/db/database.ts' {
  interface Database {
    'mainstay.plan_action': PlanActionTable
    'mainstay.plan_action_need': PlanActionNeedTable
    'mainstay.plan_hand_over': PlanHandOverTable
    'mainstay.plan_report_sent': PlanReportSentTable
    'mainstay.calendar_feed': CalendarFeedTable
  }
}

export interface PlanActionTable {
  workspace_id: number
  id: string
  plan_id: string
  account_id: string
  title: string
  details: string
  state: 'planned' | 'in_progress' | 'blocked' | 'done' | 'dropped'
  state_reason: string
  evidence: string
  starts_on: string | null
  due_on: string | null
  done_on: string | null
  owner_kind: 'member' | 'colleague' | 'customer' | null
  owner_person_id: string | null
  owner_name: string | null
  owner_function: string
  customer_owner: string
  objective_id: string | null
  key_result_id: string | null
  repeat_every: number | null
  repeat_unit: 'week' | 'month' | null
  repeat_anchor: string | null
  repeated_from: string | null
  snoozed_until: string | null
  snooze_reason: string
  version: Generated<number>
  created_by: string
  created_at: Generated<Date>
  updated_at: Generated<Date>
  removed_at: Date | null
}

export interface PlanActionNeedTable {
  workspace_id: number
  action_id: string
  needs_id: string
  plan_id: string
  account_id: string
}

export interface PlanHandOverTable {
  workspace_id: number
  id: string
  plan_id: string
  account_id: string
  from_name: string
  to_name: string
  note: string
  actions: number
  duties: number
  happened_on: string
  created_at: Generated<Date>
}

export interface PlanReportSentTable {
  workspace_id: number
  plan_id: string
  account_id: string
  week: string
}

export interface CalendarFeedTable {
  workspace_id: number
  person_id: string
  token_hash: string
  created_at: Generated<Date>
  last_read_at: Date | null
}
