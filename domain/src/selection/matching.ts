/**
 * What accounts are matched on: a value per account, NaN unknown. Two accounts are alike when all of these are close.
 */
export interface Likeness {
  readonly key: string
  readonly values: Float64Array
}

/**
 * Whom to match: the accounts treated (for example the key accounts) and those that may serve as their counterparts.
 * `caliper`: the farthest that two may lie apart on each likeness, in standard deviations. `segment`: only accounts of the
 * same number are matched. `reuse`: whether one counterpart may serve several.
 */
export interface MatchQuestion {
  readonly treated: readonly number[]
  readonly controls: readonly number[]
  readonly likenesses: readonly Likeness[]
  readonly caliper: number
  readonly reuse: 'once' | 'again'
  readonly segment?: ArrayLike<number>
}

/** Two accounts that were alike at the start; `distance` in standard deviations, over all likenesses together. */
export interface Pair {
  readonly treated: number
  readonly control: number
  readonly distance: number
}

/** A treated account without a counterpart, and why: a likeness unknown, or nobody close enough. */
export interface Unmatched {
  readonly account: number
  readonly reason: 'selection/likeness-unknown' | 'selection/nobody-alike'
}

/** Mean difference between treated and controls in standard deviations, before and after matching; null when undefined. */
export interface Balance {
  readonly key: string
  readonly before: number | null
  readonly after: number | null
}

export interface Matching {
  readonly pairs: readonly Pair[]
  readonly unmatched: readonly Unmatched[]
  readonly balance: readonly Balance[]
  readonly isBalanced: boolean
}

/** Usual caliper: a quarter of a standard deviation. Source: Rosenbaum and Rubin 1985. */
export const CALIPER = 0.25
/** Standardised differences up to a tenth count as balanced. Source: Austin 2009. */
export const BALANCE_LIMIT = 0.1

/**
 * What an account of ours was like before: the logarithm of what it spent, and its trend (for example last year's growth).
 * Spend of nought or below has no logarithm and is unknown here.
 */
export function startingLikenesses(spend: Float64Array, trend: Float64Array): readonly Likeness[] {
  const logarithms = spend.map((amount) => (amount > 0 ? Math.log(amount) : Number.NaN))
  return [
    { key: 'log_spend', values: logarithms },
    { key: 'trend', values: trend },
  ]
}

/**
 * Finds each treated account the nearest control that was like it at the start: the straight distance over the likenesses,
 * each divided by its standard deviation (root of the mean variance of treated and controls), no likeness farther apart than the caliper.
 * Where a control serves once, the treated choose in turn, those highest on the first likeness first, since they have the
 * fewest counterparts; the result does not depend on the order given. Equal distances: the control of the lower index.
 * Controls are sorted on the first likeness, so that only near ones are looked at.
 */
export function matchAccounts(question: MatchQuestion): Matching {
  const scaled = scaleOf(question)
  const isUsable = (account: number) => scaled.every(({ values }) => Number.isFinite(values[account]))
  const treatedSet = new Set(question.treated)
  const treated = question.treated.filter(isUsable)
  const controls = question.controls.filter((account) => isUsable(account) && !treatedSet.has(account))
  const find = nearestFinder(question, scaled, controls)
  const first = scaled[0]?.values ?? new Float64Array()
  const pairs: Pair[] = []
  const alone: Unmatched[] = []
  for (const account of [...treated].sort((one, other) => (first[other] ?? 0) - (first[one] ?? 0) || one - other)) {
    const found = find(account)
    if (found) pairs.push(found)
    else alone.push({ account, reason: 'selection/nobody-alike' })
  }
  const unknown = question.treated
    .filter((account) => !isUsable(account))
    .map((account): Unmatched => ({ account, reason: 'selection/likeness-unknown' }))
  const balance = scaled.map((likeness) => balanceOf(likeness, { treated, controls, pairs }))
  return {
    pairs: pairs.sort((one, other) => one.treated - other.treated),
    unmatched: [...alone, ...unknown].sort((one, other) => one.account - other.account),
    balance,
    isBalanced: pairs.length > 0 && balance.every(({ after }) => after === null || Math.abs(after) <= BALANCE_LIMIT),
  }
}

/** Each likeness in standard deviations. One that is equal for all tells nothing and counts as nought for everybody. */
function scaleOf({ likenesses, treated, controls }: MatchQuestion): readonly Likeness[] {
  return likenesses.map(({ key, values }) => {
    const one = momentsOf(values, treated)
    const other = momentsOf(values, controls)
    const within = (one.variance + other.variance) / 2
    const deviation = Math.sqrt(within > 0 ? within : momentsOf(values, [...treated, ...controls]).variance)
    const factor = deviation > 0 ? 1 / deviation : 0
    return { key, values: values.map((value) => value * factor) }
  })
}

function momentsOf(
  values: Float64Array,
  accounts: readonly number[],
): { readonly mean: number; readonly variance: number; readonly count: number } {
  let count = 0
  let mean = 0
  let squares = 0
  for (const account of accounts) {
    const value = values[account] ?? Number.NaN
    if (!Number.isFinite(value)) continue
    count += 1
    const distance = value - mean
    mean += distance / count
    squares += distance * (value - mean)
  }
  return { count, mean, variance: count > 1 ? squares / (count - 1) : 0 }
}

function nearestFinder(
  question: MatchQuestion,
  scaled: readonly Likeness[],
  controls: readonly number[],
): (treated: number) => Pair | null {
  const first = scaled[0]?.values ?? new Float64Array()
  const sorted = [...controls].sort((one, other) => (first[one] ?? 0) - (first[other] ?? 0) || one - other)
  const places = Float64Array.from(sorted, (account) => first[account] ?? 0)
  const used = new Set<number>()
  const isOpen = (control: number, treated: number) =>
    !used.has(control) && (!question.segment || question.segment[control] === question.segment[treated])
  return (treated) => {
    const own = first[treated] ?? 0
    let best: Pair | null = null
    const consider = (position: number) => {
      const control = sorted[position] ?? 0
      if (!isOpen(control, treated)) return
      const distance = distanceOf(scaled, { treated, control }, question.caliper)
      if (distance === null) return
      if (best === null || distance < best.distance || (distance === best.distance && control < best.control)) {
        best = { treated, control, distance }
      }
    }
    const reach = () => Math.min(question.caliper, (best as Pair | null)?.distance ?? question.caliper)
    const start = lowerBound(places, own)
    let below = start - 1
    let above = start
    while (true) {
      const gapBelow = below >= 0 ? own - (places[below] ?? 0) : Number.POSITIVE_INFINITY
      const gapAbove = above < places.length ? (places[above] ?? 0) - own : Number.POSITIVE_INFINITY
      if (Math.min(gapBelow, gapAbove) > reach()) break
      if (gapBelow <= gapAbove) consider(below--)
      else consider(above++)
    }
    const found = best as Pair | null
    if (found && question.reuse === 'once') used.add(found.control)
    return found
  }
}

function lowerBound(sorted: Float64Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}

function distanceOf(
  scaled: readonly Likeness[],
  pair: { readonly treated: number; readonly control: number },
  caliper: number,
): number | null {
  let squares = 0
  for (const { values } of scaled) {
    const gap = Math.abs((values[pair.treated] ?? 0) - (values[pair.control] ?? 0))
    if (gap > caliper) return null
    squares += gap * gap
  }
  return Math.sqrt(squares)
}

/** The likeness is in standard deviations already, so that its mean differences are standardised. */
function balanceOf(
  { key, values }: Likeness,
  groups: {
    readonly treated: readonly number[]
    readonly controls: readonly number[]
    readonly pairs: readonly Pair[]
  },
): Balance {
  const difference = (treated: readonly number[], controls: readonly number[]) =>
    treated.length === 0 || controls.length === 0
      ? null
      : momentsOf(values, treated).mean - momentsOf(values, controls).mean
  return {
    key,
    before: difference(groups.treated, groups.controls),
    after: difference(
      groups.pairs.map(({ treated }) => treated),
      groups.pairs.map(({ control }) => control),
    ),
  }
}
