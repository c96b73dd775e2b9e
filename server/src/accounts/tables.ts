import type { ColumnType, Generated } from 'kysely'
import type { Json, NullableNumeric } from '../platform/db/database.ts'

declare module '../platform/db/database.ts' {
  interface Database {
    'mainstay.account': AccountTable
    'mainstay.account_parent_period': {
      workspace_id: number
      account_id: string
      valid_from: string
      parent_id: string | null
    }
    'mainstay.account_team_member': {
      workspace_id: number
      account_id: string
      person_id: string
      duty: 'account_manager' | 'executive_sponsor' | 'team_member'
      since: Generated<string>
    }
  }
}

export interface AccountTable {
  workspace_id: number
  id: Generated<string>
  code: string
  name: string
  parent_id: string | null
  group_id: string
  segment: string | null
  unit: string | null
  city: string | null
  region: string | null
  country: string | null
  employees: number | null
  annual_sales: NullableNumeric
  annual_sales_currency: string | null
  year_opened: number | null
  attributes: Json<Record<string, string>>
  search_text: ColumnType<string, never, never>
  import_number: number | null
  version: Generated<number>
  created_at: ColumnType<Date, never, never>
  updated_at: ColumnType<Date, never, Date>
}
