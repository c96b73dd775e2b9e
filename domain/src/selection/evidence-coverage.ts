import type { ScoreMatrix } from './rank.ts'

/** Below this share of accounts with evidence a criterion decides about few of them. */
export const THIN_COVERAGE = 0.5

export type CoverageCaution =
  | 'selection/criterion-without-evidence'
  | 'selection/criterion-all-equal'
  | 'selection/criterion-thin-evidence'

/** On how many accounts a criterion has evidence, and the caution that follows from it, if any. */
export interface CriterionCoverage {
  readonly key: string
  readonly accounts: number
  readonly share: number
  readonly caution: CoverageCaution | null
}

/**
 * Which criteria of a set can tell accounts apart. One without any evidence decides nothing, whatever its weight; one on
 * which all accounts have the same points moves nobody past anybody; one with evidence on less than half of the accounts
 * decides about few. Without accounts every criterion is without evidence.
 */
export function evidenceCoverage(matrix: ScoreMatrix): readonly CriterionCoverage[] {
  return matrix.columns.map(({ key, points }): CriterionCoverage => {
    let accounts = 0
    let lowest = Number.POSITIVE_INFINITY
    let highest = Number.NEGATIVE_INFINITY
    for (const value of points) {
      if (Number.isNaN(value)) continue
      accounts += 1
      lowest = Math.min(lowest, value)
      highest = Math.max(highest, value)
    }
    const share = matrix.accounts > 0 ? accounts / matrix.accounts : 0
    return { key, accounts, share, caution: cautionFor({ accounts, share, isFlat: lowest === highest }) }
  })
}

function cautionFor(found: {
  readonly accounts: number
  readonly share: number
  readonly isFlat: boolean
}): CoverageCaution | null {
  if (found.accounts === 0) return 'selection/criterion-without-evidence'
  if (found.accounts > 1 && found.isFlat) return 'selection/criterion-all-equal'
  return found.share < THIN_COVERAGE ? 'selection/criterion-thin-evidence' : null
}
