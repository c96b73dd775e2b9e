import { degraded, type Figure, insufficient, known } from '../kernel/index.ts'
import type { MatrixAxes, MatrixMidpoints } from '../program/index.ts'
import type { AccountScore } from './score.ts'

/**
 * The four fields of attractiveness by our strength: strategic (both high: invest), star (attractive, we are weak: invest
 * selectively), status (we are strong, little to gain: maintain), streamline (both low: serve at low cost).
 */
export type Quadrant = 'strategic' | 'star' | 'status' | 'streamline'

/** An account's place in the matrix, both axes 0 to 100. */
export interface MatrixPosition {
  readonly attractiveness: Figure
  readonly strength: Figure
}

/**
 * An account's place in the attractiveness by strength matrix, from its score: on each axis the weighted mean of the
 * points over that axis's criteria with evidence. Degraded when evidence for some of an axis is missing, insufficient when
 * for all of it, or when no criterion speaks for it.
 */
export function matrixPosition(account: AccountScore, axes: MatrixAxes): MatrixPosition {
  const attractiveness = new Set(axes.attractiveness)
  const strength = new Set(axes.strength)
  return {
    attractiveness: axisOf(account.contributions.filter(({ key }) => attractiveness.has(key))),
    strength: axisOf(account.contributions.filter(({ key }) => strength.has(key))),
  }
}

/** The field of the matrix; on the midpoint counts as high. Null when either axis is unknown. */
export function quadrantOf(position: MatrixPosition, midpoints: MatrixMidpoints): Quadrant | null {
  const { attractiveness, strength } = position
  if (attractiveness.value === null || strength.value === null) return null
  const isStrong = strength.value >= midpoints.strength
  if (attractiveness.value >= midpoints.attractiveness) return isStrong ? 'strategic' : 'star'
  return isStrong ? 'status' : 'streamline'
}

function axisOf(contributions: AccountScore['contributions']): Figure {
  let sum = 0
  let evidenced = 0
  for (const { points, weightShare } of contributions) {
    if (points === null) continue
    sum += points * weightShare
    evidenced += weightShare
  }
  if (evidenced === 0) return insufficient('selection/no-evidence')
  const mean = Math.min(100, sum / evidenced)
  const isWhole = contributions.every(({ points }) => points !== null)
  return isWhole ? known(mean) : degraded(mean, 'selection/evidence-missing')
}
