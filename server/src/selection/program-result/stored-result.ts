import type {
  CollaborationResult,
  Matching,
  MeasureComparison,
  OutcomeMeasure,
  OwnTrend,
} from '@mainstay/domain/selection'

export interface ProgramResultAsk {
  readonly since: string
  readonly months: 12 | 24
  readonly seed: number
}

export interface StoredMatching extends Pick<Matching, 'balance' | 'isBalanced'> {
  readonly pairs: number
  readonly nobodyAlike: number
  readonly unknown: number
}

/** What one measure tells, over all accounts. */
export interface StoredMeasure {
  readonly measure: OutcomeMeasure
  readonly againstMatched: MeasureComparison
  readonly againstOwnTrend: OwnTrend
}

/** The answer by account ids; names are looked up for whoever reads it. */
export interface StoredProgramResult {
  readonly hasEarlier: boolean
  readonly keyAccounts: number
  readonly others: number
  readonly joinedLater: number
  readonly decidedAfterwards: number
  readonly matching: StoredMatching
  readonly measures: readonly StoredMeasure[]
  /** Ids of key account and counterpart, as many as are shown. */
  readonly pairs: readonly (readonly [string, string])[]
  readonly collaboration: CollaborationResult
}
