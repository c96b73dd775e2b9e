import type { ColumnType, Generated } from 'kysely'

declare module '../../platform/db/database.ts' {
  interface Database {
    'mainstay.value_case': ValueCaseTable
    'mainstay.value_driver': ValueDriverTable
  }
}

export interface ValueCaseTable {
  workspace_id: number
  id: string
  plan_id: string
  account_id: string
  title: string
  beneficiary: 'customer' | 'us'
  note: string
  starts_on: string
  years: number
  discount_rate: number
  author_id: string
  author_name: string
  version: Generated<number>
  created_at: Generated<Date>
  updated_at: Generated<Date>
  removed_at: ColumnType<Date | null, Date | null | undefined, Date | null>
}

/** Amounts of a year as decimal strings. */
export interface StoredYear {
  readonly low: string | null
  readonly base: string
  readonly high: string | null
}

export interface ValueDriverTable {
  workspace_id: number
  id: string
  case_id: string
  plan_id: string
  account_id: string
  kind: 'benefit' | 'cost'
  name: string
  method: string
  baseline: string
  source: string
  evidence: 'claimed' | 'agreed' | 'measured'
  owner_id: string | null
  probability: number
  attribution: number
  years: ColumnType<StoredYear[], string, string>
  author_id: string
  author_name: string
  version: Generated<number>
  created_at: Generated<Date>
  updated_at: Generated<Date>
  removed_at: ColumnType<Date | null, Date | null | undefined, Date | null>
}
