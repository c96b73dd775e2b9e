import type { ColumnType, Generated } from 'kysely'

declare module '../platform/db/database.ts' {
  interface Database {
    'mainstay.plan_template': PlanTemplateTable
    'mainstay.plan': PlanTable
    'mainstay.plan_period': PlanPeriodTable
    'mainstay.plan_person': PlanPersonTable
    'mainstay.plan_statement': PlanStatementTable
    'mainstay.plan_cause': PlanCauseTable
  }
}

export interface PlanTemplateTable {
  workspace_id: number
  id: string
  name: string
  family_id: string
  number: number
  status: 'draft' | 'active' | 'archived'
  tier: string | null
  plan_kind: 'account' | 'unit'
  sections: ColumnType<unknown, string, string>
  version: Generated<number>
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface PlanTable {
  workspace_id: number
  id: string
  account_id: string
  parent_id: string | null
  scope: Generated<string>
  title: string
  status: 'draft' | 'active' | 'closed'
  template_id: string | null
  sections: ColumnType<unknown, string, string>
  version: Generated<number>
  created_by: string
  created_at: Generated<Date>
  updated_at: Generated<Date>
  closed_on: string | null
  close_reason: string | null
  closed_from: 'draft' | 'active' | null
  deleted_at: ColumnType<Date | null, never, Date | null>
}

export interface PlanPeriodTable {
  workspace_id: number
  plan_id: string
  account_id: string
  number: number
  starts_on: string
  ends_on: string
}

export interface PlanPersonTable {
  workspace_id: number
  id: string
  plan_id: string
  account_id: string
  person_id: string | null
  name: string
  side: 'ours' | 'customer'
  function: string
  duty: 'responsible' | 'accountable' | 'consulted' | 'informed'
  task: Generated<string>
  is_inner: Generated<boolean>
  version: Generated<number>
  created_at: Generated<Date>
  removed_at: Date | null
}

export interface PlanStatementTable {
  workspace_id: number
  id: string
  plan_id: string
  account_id: string
  section_key: string
  field_key: string | null
  content: string
  is_confirmed: Generated<boolean>
  source: Generated<string>
  as_of: string
  author_id: string
  author_name: string
  version: Generated<number>
  created_at: Generated<Date>
  updated_at: Generated<Date>
  removed_at: Date | null
}

export interface PlanCauseTable {
  workspace_id: number
  plan_id: string
  account_id: string
  cause_kind: 'swot_item' | 'tows_pair' | 'white_space_cell' | 'buying_step' | 'statement' | 'rule'
  cause_id: string
  effect_kind: 'objective' | 'action' | 'bridge_entry'
  effect_id: string
  created_at: Generated<Date>
}
