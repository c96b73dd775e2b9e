import { accept, type Result, refuse } from '../kernel/index.ts'
import type { RoundScore } from './rating-table.ts'
import type { ScoringRound } from './scoring-round.ts'

export type ScoringRefusal =
  | 'selection/round-not-open'
  | 'selection/round-opens-later'
  | 'selection/round-deadline-passed'
  | 'selection/not-a-rater'
  | 'selection/not-a-candidate'
  | 'selection/criterion-not-in-round'
  | 'selection/criterion-of-other-functions'
  | 'selection/judgement-out-of-range'

/** What a person may see of a round's scores: nothing, the own ones, or all. */
export type ScoreVisibility = 'none' | 'own' | 'all'

/** The criteria a rater may score, by the rater's function; none for whoever is no rater of the round. */
export function criteriaFor(round: ScoringRound, raterId: string): readonly string[] {
  const rater = round.raters.find((one) => one.raterId === raterId)
  if (!rater) return []
  return round.criteria
    .filter(({ functions }) => functions.includes(rater.function))
    .map(({ criterionKey }) => criterionKey)
}

/**
 * Takes a rater's score, or the statement that there is no basis to judge (null); a second score of the same thing
 * replaces the first as long as the round is open. Refuses scoring outside the open time (the deadline day still counts),
 * by whoever is no rater, of an account or criterion that is not in the round, on a criterion of other functions, and
 * anything but a whole level from 1 to 5.
 */
export function placeScore(round: ScoringRound, score: RoundScore, today: string): Result<RoundScore, ScoringRefusal> {
  const { accountId, criterionKey, raterId } = score
  if (round.status !== 'open') return refuse('selection/round-not-open', { status: round.status })
  if (today < round.opensOn) return refuse('selection/round-opens-later', { opensOn: round.opensOn })
  if (today > round.deadline) return refuse('selection/round-deadline-passed', { deadline: round.deadline, today })
  const rater = round.raters.find((one) => one.raterId === raterId)
  if (!rater) return refuse('selection/not-a-rater', { raterId })
  if (!round.accountIds.includes(accountId)) return refuse('selection/not-a-candidate', { accountId })
  const criterion = round.criteria.find((one) => one.criterionKey === criterionKey)
  if (!criterion) return refuse('selection/criterion-not-in-round', { criterionKey })
  if (!criterion.functions.includes(rater.function)) {
    const functions = criterion.functions.join(', ')
    return refuse('selection/criterion-of-other-functions', { criterionKey, functions, function: rater.function })
  }
  if (score.score !== null && !isLevel(score.score)) {
    return refuse('selection/judgement-out-of-range', { criterionKey, lowest: 1, highest: 5 })
  }
  return accept({ ...score, comment: textOrNull(score.comment) })
}

/**
 * What a person may see: while a round is planned or open, raters see their own scores and nobody sees another's, not
 * even whoever leads it; once closed, raters and leads see all. A cancelled round stays as blind as it was.
 */
export function scoreVisibility(
  round: ScoringRound,
  viewer: { readonly personId: string; readonly leadsRound: boolean },
): ScoreVisibility {
  const isRater = round.raters.some(({ raterId }) => raterId === viewer.personId)
  const isRevealed = round.status === 'closed' || round.status === 'reconciled'
  if (isRevealed && (isRater || viewer.leadsRound)) return 'all'
  return isRater ? 'own' : 'none'
}

function isLevel(score: number): boolean {
  return Number.isInteger(score) && score >= 1 && score <= 5
}

function textOrNull(text: string | null): string | null {
  const written = text?.trim() ?? ''
  return written === '' ? null : written
}
