import { type CutQuestion, rankedScores } from './cut.ts'

/**
 * What kind of list it is before anything is asked of it. Only a contested list has a cut that other weights could move
 * somebody across; each other kind says why the question of firmness has no answer.
 */
export type ListSituation =
  | 'no_accounts'
  | 'nobody_ranked'
  | 'no_places'
  | 'everybody_in'
  | 'one_criterion'
  | 'all_equal'
  | 'contested'

/** The kind of list, how many accounts are ranked, and how many of those have a place. */
export interface ListReading {
  readonly situation: ListSituation
  readonly ranked: number
  readonly inside: number
}

/** Scores closer together than this are rounding. */
const ROUNDING = 1e-9

/**
 * Reads off a list whether there is anything to contest: accounts at all, ranked ones, places, more ranked accounts than
 * places, more than one criterion with weight, and scores that differ. The first that is lacking names the situation.
 */
export function listSituation(question: CutQuestion): ListReading {
  const scores = rankedScores(question)
  let ranked = 0
  let lowest = Number.POSITIVE_INFINITY
  let highest = Number.NEGATIVE_INFINITY
  for (const score of scores) {
    if (Number.isNaN(score)) continue
    ranked += 1
    lowest = Math.min(lowest, score)
    highest = Math.max(highest, score)
  }
  const inside = Math.min(ranked, Math.max(0, question.places))
  return { situation: situationOf(question, { ranked, isFlat: highest - lowest < ROUNDING }), ranked, inside }
}

function situationOf(
  question: CutQuestion,
  scores: { readonly ranked: number; readonly isFlat: boolean },
): ListSituation {
  if (question.matrix.accounts === 0) return 'no_accounts'
  if (scores.ranked === 0) return 'nobody_ranked'
  if (question.places < 1) return 'no_places'
  if (question.places >= scores.ranked) return 'everybody_in'
  if (question.weights.filter((weight) => weight > 0).length < 2) return 'one_criterion'
  return scores.isFlat ? 'all_equal' : 'contested'
}

/**
 * The weights worth trying out on a list: 0 where no account at all has evidence, for such a weight decides nothing but
 * that everybody has too little. Unchanged when that would leave no weight.
 */
export function evidencedWeights({ matrix, weights }: CutQuestion): readonly number[] {
  const evidenced = weights.map((weight, index) =>
    matrix.columns[index]?.points.some((value) => !Number.isNaN(value)) ? weight : 0,
  )
  return evidenced.some((weight) => weight > 0) ? evidenced : weights
}
