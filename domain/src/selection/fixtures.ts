import { known } from '../kernel/index.ts'
import {
  type CriteriaSetContent,
  type Criterion,
  judgedAnchors,
  type MeasureKey,
  measuredAnchors,
} from '../program/index.ts'
import type { AccountEvidence } from './evidence.ts'
import type { Judgement } from './judgement.ts'

/** The day on which the test accounts are scored. */
export const TODAY = '2014-06-30'

/** A criterion for tests: growth from nought to one earns 0 to 100 points. */
export function aCriterion(changes: Partial<Criterion> = {}): Criterion {
  return {
    key: 'growth',
    name: 'Growth',
    definition: 'How much more they buy.',
    weight: 10,
    isSizeCriterion: false,
    source: { kind: 'measured', measure: 'growth_12m' },
    anchors: measuredAnchors([0, 0], [1, 100]),
    ...changes,
  }
}

/** A judged criterion for tests, on the five fixed levels. */
export function aJudgedCriterion(changes: Partial<Criterion> = {}): Criterion {
  return aCriterion({
    key: 'fit',
    source: { kind: 'judged' },
    anchors: judgedAnchors(['None.', 'Little.', 'Some.', 'Much.', 'Full.']),
    ...changes,
  })
}

/** Criteria for tests, without gates and without a minimum of confidence unless given. */
export function aSet(changes: Partial<CriteriaSetContent> = {}): CriteriaSetContent {
  return { criteria: [aCriterion()], gates: [], minimumConfidence: 0, ...changes }
}

/** A judgement for tests: level 3 on fit by Ana, of the day of scoring. */
export function aJudgement(changes: Partial<Judgement> = {}): Judgement {
  return { criterionKey: 'fit', score: 3, authorId: 'ana', date: TODAY, comment: null, ...changes }
}

/** An account's evidence for tests: measures as plain numbers of the day of scoring, and judgements. */
export function evidenceOf(
  measures: Partial<Record<MeasureKey, number>>,
  judgements: readonly Judgement[] = [],
  accountId = 'account',
): AccountEvidence {
  const measured = Object.entries(measures).map(([key, value]) => [key, { figure: known(value), asOf: TODAY }])
  return { accountId, measures: Object.fromEntries(measured), judgements }
}
