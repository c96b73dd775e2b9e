import type { AccountScore } from './score.ts'

export type ScoreReasonCode =
  | 'selection/above-median'
  | 'selection/at-median'
  | 'selection/below-median'
  | 'selection/no-evidence'
  | 'selection/no-comparison'

/** Why an account scores as it does on one criterion, against the median account. `toScore`: points of score it gains or loses by that. */
export interface ScoreReason {
  readonly key: string
  readonly code: ScoreReasonCode
  readonly points: number | null
  readonly medianPoints: number | null
  readonly toScore: number
  readonly weightShare: number
}

/** The median points of every criterion over the accounts with evidence for it (the plain median). */
export function medianPoints(scores: readonly AccountScore[]): ReadonlyMap<string, number> {
  const byKey = new Map<string, number[]>()
  for (const { contributions } of scores) {
    for (const { key, points } of contributions) {
      const list = byKey.get(key) ?? []
      if (points !== null) list.push(points)
      byKey.set(key, list)
    }
  }
  return new Map([...byKey].filter(([, points]) => points.length > 0).map(([key, points]) => [key, medianOf(points)]))
}

/**
 * What lifts an account above the median account and what holds it down, the strongest first; criteria without evidence
 * come last, by weight. Codes and numbers only: the words are the screen's.
 */
export function reasonsForScore(score: AccountScore, medians: ReadonlyMap<string, number>): readonly ScoreReason[] {
  return score.contributions
    .map(({ key, points, weightShare, evidencedShare }): ScoreReason => {
      const median = medians.get(key) ?? null
      const difference = points === null || median === null ? 0 : points - median
      return {
        key,
        code: codeFor(points, median),
        points,
        medianPoints: median,
        toScore: difference * evidencedShare,
        weightShare,
      }
    })
    .sort(
      (one, other) =>
        Number(one.points === null) - Number(other.points === null) ||
        Math.abs(other.toScore) - Math.abs(one.toScore) ||
        other.weightShare - one.weightShare,
    )
}

function codeFor(points: number | null, median: number | null): ScoreReasonCode {
  if (points === null) return 'selection/no-evidence'
  if (median === null) return 'selection/no-comparison'
  if (points === median) return 'selection/at-median'
  return points > median ? 'selection/above-median' : 'selection/below-median'
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2
}
