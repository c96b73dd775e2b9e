import type { BridgeKind, GoalMeasure } from '@mainstay/contract/plans-goals'
import type { ColumnType, Generated } from 'kysely'

declare module '../../platform/db/database.ts' {
  interface Database {
    'mainstay.plan_goal': PlanGoalTable
    'mainstay.plan_bridge_entry': PlanBridgeEntryTable
  }
}

export interface PlanGoalTable {
  workspace_id: number
  plan_id: string
  account_id: string
  period: number
  measure: GoalMeasure
  amount: string | null
  author_name: string
  version: Generated<number>
  updated_at: Generated<Date>
}

export interface PlanBridgeEntryTable {
  workspace_id: number
  id: string
  plan_id: string
  account_id: string
  period: number
  measure: GoalMeasure
  kind: BridgeKind
  amount: string
  note: Generated<string>
  source: Generated<string>
  author_name: string
  version: Generated<number>
  created_at: Generated<Date>
  updated_at: Generated<Date>
  removed_at: ColumnType<Date | null, Date | null | undefined, Date | null>
}
