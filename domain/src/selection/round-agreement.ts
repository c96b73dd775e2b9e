import type { Figure } from '../kernel/index.ts'
import { type Agreement, krippendorffAlpha } from './agreement.ts'
import { type IntraclassCorrelation, intraclassCorrelation } from './intraclass.ts'
import { type RoundScore, ratingTable } from './rating-table.ts'
import type { ScoringRound } from './scoring-round.ts'

/**
 * How far the raters agree, three ways: alpha on ordered levels (the one that is read for discussion), alpha on
 * distances, and the intraclass correlation where some accounts were scored by all.
 */
export interface RatersAgreement {
  readonly ordinal: Agreement
  readonly interval: Agreement
  readonly intraclass: Figure<IntraclassCorrelation>
}

/** The agreement on one criterion of a round. */
export interface CriterionAgreement extends RatersAgreement {
  readonly criterionKey: string
}

/** The agreement of a round as a whole and on each of its criteria. */
export interface RoundAgreement {
  readonly overall: RatersAgreement
  readonly criteria: readonly CriterionAgreement[]
}

/**
 * How far the raters of a round agree, criterion by criterion in the order of the round, and over everything scored. For
 * the whole, every account on every criterion is a thing of its own that was rated: an account that all find strong on
 * one criterion and weak on another is agreement, not quarrel.
 */
export function roundAgreement(round: ScoringRound, scores: readonly RoundScore[]): RoundAgreement {
  const cells = scores.map((one) => ({
    ...one,
    accountId: JSON.stringify([one.accountId, one.criterionKey]),
    criterionKey: '',
  }))
  return {
    overall: agreementIn(cells, ''),
    criteria: round.criteria.map(({ criterionKey }) => ({ criterionKey, ...agreementIn(scores, criterionKey) })),
  }
}

function agreementIn(scores: readonly RoundScore[], criterionKey: string): RatersAgreement {
  const { ratings } = ratingTable(scores, criterionKey)
  return {
    ordinal: krippendorffAlpha(ratings, 'ordinal'),
    interval: krippendorffAlpha(ratings, 'interval'),
    intraclass: intraclassCorrelation(ratings),
  }
}
