import type { RuleTriggerKind } from '@mainstay/domain/plans/rules'
import type { Generated } from 'kysely'

declare module '../../platform/db/database.ts' {
  interface Database {
    'mainstay.plan_rule': PlanRuleTable
    'mainstay.plan_rule_run': PlanRuleRunTable
    'mainstay.plan_rule_hit': PlanRuleHitTable
  }
}

export interface PlanRuleTable {
  workspace_id: number
  id: string
  name: string
  trigger_kind: RuleTriggerKind
  trigger_days: number | null
  title: string
  details: string
  due_in_days: number
  owner_kind: 'accountable' | 'account_manager' | 'member'
  owner_person_id: string | null
  status: 'draft' | 'on' | 'off'
  content_number: Generated<number>
  tested_number: number | null
  tested_on: string | null
  tested_by_name: string | null
  active_since: string | null
  last_ran_on: string | null
  version: Generated<number>
  created_by_name: string
  created_at: Generated<Date>
  updated_at: Generated<Date>
  removed_at: Date | null
}

export interface PlanRuleRunTable {
  workspace_id: number
  id: string
  rule_id: string
  ran_at: Date
  cause: 'daily' | 'tier_decided'
}

export type HitOutcome = 'made' | 'made_already' | 'still_open' | 'no_actions_part' | 'plan_full'

export interface PlanRuleHitTable {
  workspace_id: number
  id: string
  run_id: string
  rule_id: string
  plan_id: string
  account_id: string
  subject: string
  occasion: string
  title: string
  outcome: HitOutcome
  action_id: string | null
}
