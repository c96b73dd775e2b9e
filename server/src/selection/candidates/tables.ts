import type { ColumnType, Generated } from 'kysely'

declare module '../../platform/db/database.ts' {
  interface Database {
    'mainstay.nomination': NominationTable
  }
}

export interface NominationTable {
  workspace_id: number
  id: string
  account_id: string
  reason: string
  nominated_by: string
  nominator_name: string
  nominated_at: Date
  answer: ColumnType<'taken_up' | 'declined' | null, never, 'taken_up' | 'declined'>
  decider_id: ColumnType<string | null, never, string>
  decider_name: ColumnType<string | null, never, string>
  note: ColumnType<string | null, never, string>
  answered_at: ColumnType<Date | null, never, Date>
  version: Generated<number>
}
