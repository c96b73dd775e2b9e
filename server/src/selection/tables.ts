import type { ColumnType, Generated } from 'kysely'
import type { Json } from '../platform/db/database.ts'

declare module '../platform/db/database.ts' {
  interface Database {
    'mainstay.judgement': JudgementTable
    'mainstay.scoring': ScoringTable
    'mainstay.account_score': AccountScoreTable
    'mainstay.tier_decision': TierDecisionTable
  }
}

export interface JudgementTable {
  workspace_id: number
  id: Generated<string>
  account_id: string
  criterion_key: string
  score: number
  person_id: string
  person_name: string
  judged_on: string
  comment: string | null
  /** The scoring round it was given in. */
  round_id: string | null
  /** Settled after a disagreement: replaces the judgements before it. */
  is_settlement: Generated<boolean>
  created_at: ColumnType<Date, never, never>
}

/** What the stored scores were computed from. */
export interface ScoringTable {
  workspace_id: number
  revision: number
  criteria_set_id: string | null
  judgements: string
  scored_on: string
  computed_at: Date
}

/** A top reason for a score; `needsMargins` ones are not for people without the right to margins. */
export interface StoredReason {
  readonly code: string
  readonly criterion: string
  readonly needsMargins: boolean
}

export interface AccountScoreTable {
  workspace_id: number
  criteria_set_id: string
  account_id: string
  score: number | null
  confidence: number
  rank: number
  is_eligible: boolean
  failed_gates: string[]
  strength: number | null
  attractiveness: number | null
  reasons: Json<StoredReason[]>
}

export interface TierDecisionTable {
  workspace_id: number
  id: Generated<string>
  account_id: string
  tier: string
  previous_tier: string
  reason: string
  over_capacity_reason: string | null
  decider_id: string
  decider_name: string
  effective_date: string
  expires_on: string | null
  decided_at: Date
  criteria_set_id: string | null
  score: number | null
  rank: number | null
  /** The override it grants. */
  override_id: string | null
  /** What the scores proposed on that day, and whether the decision follows them; null where not known. */
  proposed_tier: string | null
  follows_scores: boolean | null
  /** Of an exception that takes a place: the account that was next by the scores. */
  instead_account_id: string | null
}
