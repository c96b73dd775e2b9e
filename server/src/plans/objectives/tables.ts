import type { ColumnType, Generated } from 'kysely'

declare module '../../platform/db/database.ts' {
  interface Database {
    'mainstay.plan_objective': PlanObjectiveTable
    'mainstay.plan_key_result': PlanKeyResultTable
    'mainstay.key_result_reading': KeyResultReadingTable
  }
}

type Moment = ColumnType<Date, Date, Date>

export interface PlanObjectiveTable {
  workspace_id: number
  id: string
  plan_id: string
  account_id: string
  title: string
  why: string
  kind: 'qualitative' | 'quantitative'
  ambition: 'committed' | 'stretch'
  owner_kind: 'member' | 'colleague' | 'customer' | null
  owner_person_id: string | null
  owner_name: string | null
  owner_function: string
  starts_on: string
  ends_on: string
  status: Generated<'open' | 'closed' | 'dropped'>
  ended_on: string | null
  ended_by_name: string | null
  end_reason: Generated<string>
  final_grade: number | null
  version: Generated<number>
  created_at: Moment
  updated_at: Moment
  removed_at: Date | null
}

export interface PlanKeyResultTable {
  workspace_id: number
  id: string
  plan_id: string
  account_id: string
  objective_id: string
  title: string
  kind: 'measured' | 'binary'
  direction: 'up' | 'down'
  ambition: 'committed' | 'stretch'
  weight: number
  unit: string
  start_value: string
  target_value: string
  fed_source:
    | 'net_revenue'
    | 'gross_margin'
    | 'contribution'
    | 'invoice_lines'
    | 'products_bought'
    | 'share_of_wallet'
    | null
  fed_product_line: string | null
  fed_window: 'period_to_date' | 'last_12_months' | null
  position: number
  version: Generated<number>
  created_at: Moment
  updated_at: Moment
  removed_at: Date | null
}

export interface KeyResultReadingTable {
  workspace_id: number
  id: string
  plan_id: string
  account_id: string
  key_result_id: string
  read_on: string
  value: string
  note: string
  author_id: string
  author_name: string
  corrects_id: string | null
  version: Generated<number>
  created_at: Moment
  removed_at: Date | null
}
