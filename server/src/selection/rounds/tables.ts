import type { RoundStatus } from '@mainstay/domain/selection'
import type { ColumnType, Generated } from 'kysely'

declare module '../../platform/db/database.ts' {
  interface Database {
    'mainstay.scoring_round': ScoringRoundTable
    'mainstay.scoring_round_criterion': RoundCriterionTable
    'mainstay.scoring_round_rater': RoundRaterTable
    'mainstay.scoring_round_candidate': RoundCandidateTable
    'mainstay.scoring_round_score': RoundScoreTable
    'mainstay.scoring_round_settlement': RoundSettlementTable
  }
}

export interface ScoringRoundTable {
  workspace_id: number
  id: string
  name: string
  criteria_set_id: string | null
  status: RoundStatus
  opens_on: string
  deadline: string
  closing: 'by_hand' | 'automatic'
  reminder_days: number[]
  lead_id: string
  lead_name: string
  closed_on: string | null
  taken_over_at: Date | null
  taken_over_by: string | null
  open_reason: string | null
  cancel_reason: string | null
  version: Generated<number>
  created_at: ColumnType<Date, Date, never>
}

/** A criterion as it stood when the round was planned or opened. */
interface RoundCriterionTable {
  workspace_id: number
  round_id: string
  criterion_key: string
  place: number
  name: string
  definition: string
  levels: string[]
  functions: string[]
}

interface RoundRaterTable {
  workspace_id: number
  round_id: string
  person_id: string
  place: number
  function: string
  last_reminded_on: string | null
}

interface RoundCandidateTable {
  workspace_id: number
  round_id: string
  account_id: string
  place: number
}

/** Without a score: the rater had no basis to judge. */
interface RoundScoreTable {
  workspace_id: number
  round_id: string
  account_id: string
  criterion_key: string
  person_id: string
  score: number | null
  comment: string | null
  revision: string
  given_at: Date
}

interface RoundSettlementTable {
  workspace_id: number
  id: Generated<string>
  round_id: string
  account_id: string
  criterion_key: string
  score: number
  note: string
  person_id: string
  person_name: string
  settled_at: Date
  taken_over_at: Date | null
}
