import { accountsInside, type CutQuestion, rankedScores, sharesOf } from './cut.ts'
import { firstSwap } from './first-swap.ts'
import { firstAlike } from './profiles.ts'
import {
  type PresentTotals,
  pathsAlong,
  presentTotals,
  type ScorePaths,
  scoreAlong,
  type WeightDirection,
} from './score-paths.ts'

/** Why the cut changes: one account overtakes another, an account inside loses its standing, or one outside gains it. */
export type CutChangeCause = 'overtaken' | 'evidence_too_thin' | 'evidence_enough'

/**
 * The smallest change of one criterion's share that changes who is in. `share` is the share at which it happens, `change`
 * its distance from the present share (below 0: less weight). Indices of accounts; null where nobody falls out or comes in.
 */
export interface CutChange {
  readonly share: number
  readonly change: number
  readonly fallsOut: number | null
  readonly comesIn: number | null
  readonly cause: CutChangeCause
}

/** How firm the list is against one criterion's weight; null in a direction where no change can alter the list. */
export interface WeightFirmness {
  readonly key: string
  readonly share: number
  readonly more: CutChange | null
  readonly less: CutChange | null
}

/** How firm the list is: who is inside now, each criterion's answer, and the criterion that needs the least change. */
export interface Firmness {
  readonly inside: readonly number[]
  readonly criteria: readonly WeightFirmness[]
  readonly smallest: { readonly key: string; readonly change: CutChange } | null
}

/**
 * How firm is the list? For each criterion the smallest change of its share of the weight, up and down, the others keeping
 * their proportions, after which another account has a place; exact, from the points where scores cross. Missing evidence,
 * least confidence and gates count as in scoring: an account may also fall out because too little of the weight is
 * evidenced. A tie alone is no change. A criterion that carries the whole weight, and a list without places, cannot change.
 * Source: weight stability intervals of multi-criteria decision analysis.
 */
export function firmnessOf(question: CutQuestion): Firmness {
  const start = startOf(question)
  const criteria = question.matrix.columns.map(({ key }, column): WeightFirmness => {
    const share = start.shares[column] ?? 0
    const along = (direction: WeightDirection) => changeAlong(question, start, { column, direction })
    return { key, share, more: along('more'), less: along('less') }
  })
  const changes = criteria.flatMap(({ key, more, less }) =>
    [more, less].flatMap((change) => (change ? [{ key, change }] : [])),
  )
  const smallest = changes.reduce<Firmness['smallest']>(
    (least, one) => (least && Math.abs(least.change.change) <= Math.abs(one.change.change) ? least : one),
    null,
  )
  return { inside: start.inside, criteria, smallest }
}

interface Start {
  readonly shares: readonly number[]
  readonly totals: PresentTotals
  readonly ranked: Float64Array
  readonly inside: readonly number[]
  /** One account for each kind of evidence: inside the last of them, outside the first. Candidates to fall and to rise. */
  readonly ins: readonly number[]
  readonly outs: readonly number[]
  readonly isFull: boolean
}

function startOf(question: CutQuestion): Start {
  const marks = accountsInside(question)
  const alike = firstAlike(question.matrix)
  const lastInside = new Map<number, number>()
  const firstOutside = new Map<number, number>()
  const inside: number[] = []
  marks.forEach((mark, account) => {
    const kind = alike[account] ?? account
    if (mark === 1) {
      inside.push(account)
      lastInside.set(kind, account)
    } else if (!firstOutside.has(kind)) firstOutside.set(kind, account)
  })
  return {
    shares: sharesOf(question.weights),
    totals: presentTotals(question),
    ranked: rankedScores(question),
    inside,
    ins: [...lastInside.values()].reverse(),
    outs: [...firstOutside.values()],
    isFull: inside.length >= question.places,
  }
}

function changeAlong(
  question: CutQuestion,
  start: Start,
  course: { readonly column: number; readonly direction: WeightDirection },
): CutChange | null {
  const share = start.shares[course.column] ?? 0
  if (question.places < 1 || share >= 1 || start.shares.every((own) => own === 0)) return null
  const paths = pathsAlong(question, course, start)
  if (paths.reach <= 0) return null
  const found = start.isFull ? changeOfFull(paths, start) : changeOfOpen(paths, start)
  if (!found) return null
  const { distance, ...who } = found
  // Nought less a distance, so that no change is never written as -0.
  const change = course.direction === 'more' ? distance : 0 - distance
  return { share: share + change, change, ...who }
}

type Found = Omit<CutChange, 'share' | 'change'> & { readonly distance: number }

/** Every place is taken: somebody is overtaken, or loses the standing and leaves the place to the next. */
function changeOfFull(paths: ScorePaths, start: Start): Found | null {
  const exit = firstBy(start.ins, paths.until)
  const swap = firstSwap(paths, { high: exit?.distance ?? paths.reach, outs: start.outs, ins: start.ins })
  if (swap) {
    const entry = paths.from[swap.outside] ?? 0
    const cause = entry > 0 && swap.distance <= entry ? 'evidence_enough' : 'overtaken'
    return { distance: swap.distance, fallsOut: swap.inside, comesIn: swap.outside, cause }
  }
  if (!exit) return null
  const { distance, account } = exit
  return { distance, fallsOut: account, comesIn: bestAt(paths, start.outs, distance), cause: 'evidence_too_thin' }
}

/** Places are free, so that everybody who is ranked is in: only a standing lost or gained changes the list. */
function changeOfOpen(paths: ScorePaths, start: Start): Found | null {
  const exit = firstBy(start.ins, paths.until)
  const entry = firstBy(start.outs, paths.from)
  if (entry && entry.distance <= (exit?.distance ?? entry.distance)) {
    return { distance: entry.distance, fallsOut: null, comesIn: entry.account, cause: 'evidence_enough' }
  }
  if (!exit) return null
  return { distance: exit.distance, fallsOut: exit.account, comesIn: null, cause: 'evidence_too_thin' }
}

function firstBy(
  accounts: readonly number[],
  distances: Float64Array,
): { readonly account: number; readonly distance: number } | null {
  let first: { readonly account: number; readonly distance: number } | null = null
  for (const account of accounts) {
    const distance = distances[account] ?? Number.POSITIVE_INFINITY
    if (distance < (first?.distance ?? Number.POSITIVE_INFINITY)) first = { account, distance }
  }
  return first
}

/** The best account outside that still has its standing beyond the distance; the earlier of equals. */
function bestAt(paths: ScorePaths, outs: readonly number[], distance: number): number | null {
  let best: number | null = null
  let height = Number.NEGATIVE_INFINITY
  for (const account of outs) {
    if (distance < (paths.from[account] ?? 0) || distance >= (paths.until[account] ?? 0)) continue
    const score = scoreAlong(paths, account, distance)
    if (score <= height) continue
    best = account
    height = score
  }
  return best
}
