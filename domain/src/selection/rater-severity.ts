import { type Figure, insufficient, known } from '../kernel/index.ts'
import type { RoundScore } from './rating-table.ts'

/** Fewest accounts a rater must share with others before the rater's severity may be taken out of the scores. */
export const FEWEST_COMMON_ACCOUNTS = 5

/**
 * How a rater scores against the others where they scored the same thing: levels above (generous) or below (severe) the
 * mean of all raters there, over how many accounts and scores.
 */
export interface RaterSeverity {
  readonly raterId: string
  readonly deviation: Figure
  readonly commonAccounts: number
  readonly commonScores: number
}

/** A score with its correction beside it; null where it cannot be corrected. The raw score is never replaced. */
export interface CorrectedScore extends RoundScore {
  readonly corrected: number | null
}

/** The severity of every rater, whether scores may be corrected for it, and the scores with the correction beside them. */
export interface SeverityCorrection {
  readonly raters: readonly RaterSeverity[]
  readonly isCorrectable: boolean
  readonly reasons: readonly string[]
  readonly scores: readonly CorrectedScore[]
}

/**
 * Who scores severely and who generously: the mean, over everything that a rater and at least one other scored, of the
 * rater's score less the mean of all raters there. Corrected score = score less that deviation; it may leave the levels
 * 1 to 5. Corrected only when every rater shares at least five accounts with others, else one odd account would count as
 * character; raters who scored nothing in common get no deviation at all.
 */
export function raterSeverity(scores: readonly RoundScore[]): SeverityCorrection {
  const given = scores.filter((one): one is RoundScore & { readonly score: number } => one.score !== null)
  const means = meansOfSharedCells(given)
  const raterIds = [...new Set(given.map(({ raterId }) => raterId))]
  const raters = raterIds.map((raterId): RaterSeverity => {
    const common = given.filter((one) => one.raterId === raterId && means.has(cellKey(one)))
    const commonAccounts = new Set(common.map(({ accountId }) => accountId)).size
    const sum = common.reduce((total, one) => total + one.score - (means.get(cellKey(one)) ?? one.score), 0)
    const deviation = common.length > 0 ? known(sum / common.length) : insufficient('selection/nothing-in-common')
    return { raterId, deviation, commonAccounts, commonScores: common.length }
  })
  const reasons = reasonsAgainst(raters)
  const isCorrectable = reasons.length === 0
  const deviations = new Map(raters.map(({ raterId, deviation }) => [raterId, deviation.value]))
  return {
    raters,
    isCorrectable,
    reasons,
    scores: scores.map((one): CorrectedScore => {
      const deviation = deviations.get(one.raterId) ?? null
      const canCorrect = isCorrectable && one.score !== null && deviation !== null
      return { ...one, corrected: canCorrect ? one.score - deviation : null }
    }),
  }
}

function reasonsAgainst(raters: readonly RaterSeverity[]): readonly string[] {
  if (raters.length < 2) return ['selection/one-rater']
  const isShort = raters.some(({ commonAccounts }) => commonAccounts < FEWEST_COMMON_ACCOUNTS)
  return isShort ? ['selection/fewer-than-five-common-accounts'] : []
}

function meansOfSharedCells(given: readonly (RoundScore & { readonly score: number })[]): ReadonlyMap<string, number> {
  const cells = new Map<string, number[]>()
  for (const one of given) {
    const key = cellKey(one)
    const list = cells.get(key)
    if (list) list.push(one.score)
    else cells.set(key, [one.score])
  }
  const means = new Map<string, number>()
  for (const [key, list] of cells) {
    if (list.length >= 2) means.set(key, list.reduce((sum, score) => sum + score, 0) / list.length)
  }
  return means
}

function cellKey({ accountId, criterionKey }: RoundScore): string {
  return JSON.stringify([accountId, criterionKey])
}
