import type { CriteriaFaultCode, TierBenefitsFault, TierFault } from '@mainstay/domain/program'

type FaultCode = CriteriaFaultCode | TierFault['code'] | TierBenefitsFault['code']

const SENTENCES: Readonly<Record<FaultCode, string>> = {
  'program/no-criteria': 'There are no criteria yet.',
  'program/key-missing': 'The key is missing.',
  'program/key-duplicate': 'The key is used twice.',
  'program/name-missing': 'Give it a name.',
  'program/definition-missing': 'Say what the criterion means.',
  'program/weight-not-whole-and-positive': 'The weight is a whole number above 0.',
  'program/measure-unknown': 'There is no such measure.',
  'program/size-not-marked': 'This measure speaks of size; mark the criterion so.',
  'program/anchors-too-few': 'Give at least two anchors.',
  'program/anchors-not-increasing': 'The values of the anchors must rise.',
  'program/anchors-flat': 'All anchors give the same points, so the criterion tells nothing apart.',
  'program/anchor-not-a-number': 'The value of the anchor is no number.',
  'program/points-out-of-range': 'Points lie between 0 and 100.',
  'program/judged-levels-not-fixed': 'A judged criterion has five levels.',
  'program/judged-sentence-missing': 'Say what this level means.',
  'program/gate-criterion-not-judged': 'The gate names no judged criterion of this set.',
  'program/gate-value-not-a-number': 'The value of the gate is no number.',
  'program/minimum-confidence-out-of-range': 'The lowest confidence lies between 0 and 1.',
  'program/no-tiers': 'There must be at least one tier.',
  'program/tier-key-missing': 'The key is missing.',
  'program/tier-key-duplicate': 'The key is used twice.',
  'program/tier-key-reserved': 'This key is taken for accounts out of the program.',
  'program/tier-name-missing': 'Give the tier a name.',
  'program/tier-promise-missing': 'Say what an account in this tier gets and gives.',
  'program/score-out-of-range': 'Scores lie between 0 and 100.',
  'program/exit-not-below-entry': 'The score to stay must lie below the score to enter.',
  'program/tiers-not-falling': 'Each tier must ask for less than the one above it.',
  'program/capacity-not-whole-and-positive': 'The number of places is a whole number above 0.',
  'program/tier-unknown': 'There is no such tier.',
  'program/tier-benefits-duplicate': 'This tier is there twice.',
  'program/tier-hours-out-of-range': 'Hours a month lie between 0 and 800.',
  'program/tier-money-negative': 'Money a year cannot lie below 0.',
  'program/review-rhythm-unknown': 'Reviews come every 1, 2, 3, 4, 6 or 12 months.',
  'program/tier-text-missing': 'Write something here, or take the line out.',
  'program/tier-goal-measure-unknown': 'There is no such measure.',
  'program/tier-goal-target-missing': 'A measured goal needs its target.',
  'program/plan-template-missing': 'Name the template, or leave it open.',
}

/** What a fault means, for people. */
export function sentenceOf(code: FaultCode): string {
  return SENTENCES[code]
}
