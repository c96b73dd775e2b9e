import type { ColumnType, Generated } from 'kysely'
import type { Json } from '../../platform/db/database.ts'

declare module '../../platform/db/database.ts' {
  interface Database {
    'mainstay.scorecard_scheme': ScorecardSchemeTable
    'mainstay.profitability_score': ProfitabilityScoreTable
  }
}

/** Ids of the product lines that count as add-ons of each kind. */
export interface AddOnLines {
  readonly upsell: readonly string[]
  readonly supportSubscriptions: readonly string[]
  readonly renewals: readonly string[]
}

export interface StoredShares {
  readonly profit: number
  readonly assigned: number
  readonly breadth: number
  readonly values: number
  readonly addOns: number
}

export interface ScorecardSchemeTable {
  workspace_id: number
  shares: Json<StoredShares>
  reason: string | null
  cohort: 'all' | 'tier'
  value_criteria: string[]
  add_on_lines: Json<AddOnLines>
  version: number
  updated_at: Date
}

export interface ProfitabilityScoreTable {
  workspace_id: number
  id: Generated<string>
  account_id: string
  person_id: string
  person_name: string
  score: number
  comment: string | null
  scored_on: string
  created_at: ColumnType<Date, never, never>
}
