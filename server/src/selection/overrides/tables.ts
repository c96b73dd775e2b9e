import type { ColumnType, Generated } from 'kysely'

declare module '../../platform/db/database.ts' {
  interface Database {
    'mainstay.tier_override': TierOverrideTable
    'mainstay.exception_policy': ExceptionPolicyTable
  }
}

export interface TierOverrideTable {
  workspace_id: number
  id: string
  account_id: string
  tier: string
  reason: string
  asked_by: string
  asker_name: string
  asked_on: string
  asked_at: Date
  expires_on: string
  proposed_tier: string | null
  is_granted: ColumnType<boolean | null, never, boolean>
  decider_id: ColumnType<string | null, never, string>
  decider_name: ColumnType<string | null, never, string>
  answer_reason: ColumnType<string | null, never, string>
  decided_on: ColumnType<string | null, never, string>
  ended_by: ColumnType<string | null, never, string>
  ender_name: ColumnType<string | null, never, string>
  end_reason: ColumnType<string | null, never, string>
  ended_on: ColumnType<string | null, never, string>
  is_expiry_told: Generated<boolean>
  version: Generated<number>
}

export interface ExceptionPolicyTable {
  workspace_id: number
  needs_second_person: boolean
  version: number
  updated_at: Date
}
