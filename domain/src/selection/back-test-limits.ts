/**
 * How far the ledger reaches around the day: whole months before it, whole months after it, and the months after that the
 * question is about.
 */
export interface HistoryReach {
  readonly monthsBefore: number
  readonly monthsAfter: number
  readonly horizonMonths: 12 | 24
}

/** Why nothing, or only with care, can be concluded; with what was found and what it would take. */
export type BackTestReason =
  | {
      readonly code:
        | 'selection/horizon-not-over'
        | 'selection/history-too-short'
        | 'selection/too-few-picks'
        | 'selection/too-few-candidates'
        | 'selection/rival-too-small'
      readonly found: number
      readonly needed: number
    }
  | { readonly code: 'selection/picks-without-match'; readonly found: number }
  | { readonly code: 'selection/typical-account-differs'; readonly verdict: 'better' | 'worse' }
  | { readonly code: 'selection/several-sets-tested'; readonly found: number; readonly level: number }
  | {
      readonly code: 'selection/growth-undefined' | 'selection/regression-to-the-mean' | 'selection/matches-unbalanced'
    }

/**
 * Fewest picks for a verdict. Amounts of money are so unequal that with fewer a single account decides the sum, and the
 * intervals hold the truth less often than they claim.
 */
export const FEWEST_PICKS = 20
/** For every place at least this many candidates; with fewer, any list is mostly the same list. */
export const CANDIDATES_PER_PLACE = 2
/** Fewest months before the day: the year that spend at the start is measured over. */
export const FEWEST_MONTHS_BEFORE = 12

/**
 * What stands against a conclusion: the months asked about are not over, there is less than a year before the day, fewer
 * than 20 picks, or fewer than two candidates to a place. Empty when nothing does.
 */
export function reasonsAgainst(situation: {
  readonly history: HistoryReach
  readonly places: number
  readonly picks: number
  readonly candidates: number
}): readonly BackTestReason[] {
  const { history, places, picks, candidates } = situation
  const limits = [
    { code: 'selection/horizon-not-over', found: history.monthsAfter, needed: history.horizonMonths },
    { code: 'selection/history-too-short', found: history.monthsBefore, needed: FEWEST_MONTHS_BEFORE },
    { code: 'selection/too-few-picks', found: picks, needed: FEWEST_PICKS },
    { code: 'selection/too-few-candidates', found: candidates, needed: places * CANDIDATES_PER_PLACE },
  ] as const
  return limits.filter(({ found, needed }) => found < needed)
}
