import { type ScorePaths, scoreAlong } from './score-paths.ts'

/** Where an account from outside first overtakes one inside: the distance at which the two are level. */
export interface FirstSwap {
  readonly distance: number
  readonly inside: number
  readonly outside: number
}

/** Points by which an account must pass another before it counts: less is rounding, and a tie alone changes nothing. */
const NOTICEABLE = 1e-9
const FEW_PAIRS = 4096
const NARROWEST = 1e-13
/** How often the accounts may be gone over before the pairs left are compared one by one. */
const PASSES = 60

interface Search {
  readonly paths: ScorePaths
  left: number
}

interface Stretch {
  readonly low: number
  readonly high: number
  readonly outs: readonly number[]
  readonly ins: readonly number[]
}

/**
 * The smallest distance up to `high` at which an account of `outs` overtakes one of `ins`; null when none does. Every
 * score only rises or only falls along a stretch, so its ends bound it: accounts whose bounds do not meet are set aside,
 * the stretch is halved, and the few pairs left are solved in closed form. Expected work grows with the number of
 * accounts, since each half keeps about half of them.
 */
export function firstSwap(paths: ScorePaths, stretch: Omit<Stretch, 'low'>): FirstSwap | null {
  const found = searchStretch(
    { paths, left: PASSES * (stretch.outs.length + stretch.ins.length) },
    { ...stretch, low: 0 },
  )
  return found && { ...found, distance: levelDistance(paths, found) }
}

function searchStretch(search: Search, stretch: Stretch): FirstSwap | null {
  const { paths } = search
  const { low, high } = stretch
  search.left -= stretch.outs.length + stretch.ins.length
  let floor = Number.POSITIVE_INFINITY
  for (const account of stretch.ins) {
    floor = Math.min(floor, scoreAlong(paths, account, low), scoreAlong(paths, account, high))
  }
  let ceiling = Number.NEGATIVE_INFINITY
  const outs = stretch.outs.filter((account) => {
    const from = Math.max(low, paths.from[account] ?? 0)
    const until = Math.min(high, paths.until[account] ?? 0)
    if (from > until) return false
    const best = Math.max(scoreAlong(paths, account, from), scoreAlong(paths, account, until)) - NOTICEABLE
    if (best <= floor) return false
    ceiling = Math.max(ceiling, best)
    return true
  })
  if (outs.length === 0) return null
  const ins = stretch.ins.filter(
    (account) => Math.min(scoreAlong(paths, account, low), scoreAlong(paths, account, high)) < ceiling,
  )
  const isSmall = outs.length * ins.length <= FEW_PAIRS || high - low < NARROWEST || search.left < 0
  if (isSmall) return firstOfPairs(paths, { low, high, outs, ins })
  const middle = (low + high) / 2
  return (
    searchStretch(search, { low, high: middle, outs, ins }) ?? searchStretch(search, { low: middle, high, outs, ins })
  )
}

function firstOfPairs(paths: ScorePaths, { low, high, outs, ins }: Stretch): FirstSwap | null {
  let best: FirstSwap | null = null
  for (const outside of outs) {
    const from = Math.max(low, paths.from[outside] ?? 0)
    for (const inside of ins) {
      const until = Math.min(high, paths.until[outside] ?? 0, best?.distance ?? high)
      if (from > until) break
      const distance = firstAbove(differenceOf(paths, { outside, inside }, NOTICEABLE), from, until)
      if (distance !== null && (best === null || distance < best.distance)) best = { distance, inside, outside }
    }
  }
  if (best === null || !isEntry(paths, best)) return best
  return { ...best, inside: lowestAt(paths, ins, best) }
}

/** Whether the account outside overtakes by gaining its standing rather than by crossing. */
function isEntry(paths: ScorePaths, swap: FirstSwap): boolean {
  const entry = paths.from[swap.outside] ?? 0
  return entry > 0 && swap.distance <= entry
}

/** Of the accounts inside, the one that stands last where an account enters; equal scores: the later account. */
function lowestAt(paths: ScorePaths, ins: readonly number[], swap: FirstSwap): number {
  let lowest = swap.inside
  let score = scoreAlong(paths, lowest, swap.distance)
  for (const account of ins) {
    const own = scoreAlong(paths, account, swap.distance)
    if (own < score - NOTICEABLE || (own < score + NOTICEABLE && account > lowest)) {
      lowest = account
      score = own
    }
  }
  return lowest
}

/** square * d * d + linear * d + constant, above 0 where the account outside stands above the one inside. */
interface Difference {
  readonly square: number
  readonly linear: number
  readonly constant: number
}

function differenceOf(
  paths: ScorePaths,
  pair: { readonly outside: number; readonly inside: number },
  margin: number,
): Difference {
  const { outside, inside } = pair
  const outEvidence = paths.evidenced[outside] ?? 0
  const outEvidenceSlope = paths.evidencedSlope[outside] ?? 0
  const out = (paths.points[outside] ?? 0) - margin * outEvidence
  const outSlope = (paths.pointsSlope[outside] ?? 0) - margin * outEvidenceSlope
  const own = paths.points[inside] ?? 0
  const ownSlope = paths.pointsSlope[inside] ?? 0
  const ownEvidence = paths.evidenced[inside] ?? 0
  const ownEvidenceSlope = paths.evidencedSlope[inside] ?? 0
  return {
    square: outSlope * ownEvidenceSlope - ownSlope * outEvidenceSlope,
    linear: out * ownEvidenceSlope + outSlope * ownEvidence - own * outEvidenceSlope - ownSlope * outEvidence,
    constant: out * ownEvidence - own * outEvidence,
  }
}

function valueAt({ square, linear, constant }: Difference, distance: number): number {
  return (square * distance + linear) * distance + constant
}

/** Where the difference vanishes, ascending; none where it never does. */
function rootsOf({ square, linear, constant }: Difference): readonly number[] {
  if (square === 0) return linear === 0 ? [] : [-constant / linear]
  const discriminant = linear * linear - 4 * square * constant
  if (discriminant < 0) return []
  const half = -(linear + (linear < 0 ? -1 : 1) * Math.sqrt(discriminant)) / 2
  const roots = half === 0 ? [0] : [half / square, constant / half]
  return roots.sort((one, other) => one - other)
}

/** The first distance from which on the difference is above 0; null when it is not before the end. */
function firstAbove(difference: Difference, from: number, until: number): number | null {
  if (valueAt(difference, from) > 0) return from
  for (const root of rootsOf(difference)) {
    if (root < from || root >= until) continue
    const rise = 2 * difference.square * root + difference.linear
    if (rise > 0 || (rise === 0 && difference.square > 0)) return root
  }
  return null
}

/** The distance at which a pair is level, without the margin that kept rounding out. */
function levelDistance(paths: ScorePaths, swap: FirstSwap): number {
  if (isEntry(paths, swap)) return swap.distance
  const entry = paths.from[swap.outside] ?? 0
  const difference = differenceOf(paths, swap, 0)
  if (valueAt(difference, entry) >= 0) return entry
  return rootsOf(difference).findLast((root) => root >= entry && root <= swap.distance) ?? swap.distance
}
