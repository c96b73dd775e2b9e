import { accept, type Result, refuse } from '../kernel/index.ts'

/** What weights given by hand have to add up to. */
export const DIRECT_TOTAL = 100
/** What the most valuable swing counts. */
export const BEST_SWING = 100
const TOLERANCE = 1e-9

/** A number somebody gave a criterion: points of weight, or the value of its swing. */
export interface GivenWeight {
  readonly key: string
  readonly value: number
}

/** The share of the weight a criterion gets; the shares of a set add up to 1. */
export interface WeightShare {
  readonly key: string
  readonly share: number
}

/** One person's shares. */
export interface PersonalWeights {
  readonly personId: string
  readonly shares: readonly WeightShare[]
}

/** A group's share of a criterion, and the lowest and highest share any member gave it. */
export interface GroupWeightShare extends WeightShare {
  readonly lowest: number
  readonly highest: number
}

/** A group's weights; the reasons say why they deserve caution (one person is no group). */
export interface GroupWeights {
  readonly shares: readonly GroupWeightShare[]
  readonly people: number
  readonly reasons: readonly string[]
}

export type WeightingRefusal =
  | 'program/no-weights'
  | 'program/weight-key-duplicate'
  | 'program/weight-not-positive'
  | 'program/weights-do-not-add-up'
  | 'program/swing-out-of-range'
  | 'program/swing-without-best'
  | 'program/no-one-weighs'
  | 'program/different-criteria-weighed'

/**
 * Weights given directly, as points that add up to 100. Refuses none, a criterion twice, a weight not above 0, and a sum
 * other than 100 with the difference (above 0: too much), so that nobody's weights are changed unasked;
 * `normalizeWeights` scales them on request.
 */
export function directWeights(given: readonly GivenWeight[]): Result<readonly WeightShare[], WeightingRefusal> {
  const checked = checkGiven(given)
  if (!checked.ok) return checked
  const sum = sumOf(given)
  if (Math.abs(sum - DIRECT_TOTAL) > TOLERANCE * DIRECT_TOTAL) {
    const difference = Number((sum - DIRECT_TOTAL).toFixed(6))
    return refuse('program/weights-do-not-add-up', { sum: Number(sum.toFixed(6)), total: DIRECT_TOTAL, difference })
  }
  return accept(sharesOf(given))
}

/** The same weights scaled to add up to 1, whatever their sum. Refuses none, a criterion twice and a weight not above 0. */
export function normalizeWeights(given: readonly GivenWeight[]): Result<readonly WeightShare[], WeightingRefusal> {
  const checked = checkGiven(given)
  return checked.ok ? accept(sharesOf(given)) : checked
}

/**
 * Swing weights: imagine an account at the worst level everywhere; the criterion whose swing from worst to best is worth
 * most counts 100, the others what they are worth against it (above 0 to 100). Share = value / sum of values. Refuses
 * values outside that range, and answers in which no criterion has 100.
 */
export function swingWeights(given: readonly GivenWeight[]): Result<readonly WeightShare[], WeightingRefusal> {
  const checked = checkGiven(given)
  if (!checked.ok) return checked
  const beyond = given.find(({ value }) => value > BEST_SWING)
  if (beyond) return refuse('program/swing-out-of-range', { key: beyond.key, value: beyond.value, highest: BEST_SWING })
  const highest = Math.max(...given.map(({ value }) => value))
  if (highest !== BEST_SWING) return refuse('program/swing-without-best', { highest, best: BEST_SWING })
  return accept(sharesOf(given))
}

/**
 * The group's weights: the plain mean of the members' shares, with the lowest and highest of each criterion, so that
 * differences stay in sight. Refuses nobody, and members who weighed different criteria. One person alone is marked.
 */
export function combineWeights(people: readonly PersonalWeights[]): Result<GroupWeights, WeightingRefusal> {
  const first = people[0]
  if (!first) return refuse('program/no-one-weighs')
  const keys = first.shares.map(({ key }) => key)
  const byPerson = people.map(({ shares }) => new Map(shares.map(({ key, share }) => [key, share])))
  const differing = byPerson.findIndex((shares) => shares.size !== keys.length || keys.some((key) => !shares.has(key)))
  if (differing >= 0) {
    return refuse('program/different-criteria-weighed', { personId: people[differing]?.personId ?? null })
  }
  const shares = keys.map((key): GroupWeightShare => {
    const given = byPerson.map((personal) => personal.get(key) ?? 0)
    const share = given.reduce((sum, one) => sum + one, 0) / given.length
    return { key, share, lowest: Math.min(...given), highest: Math.max(...given) }
  })
  return accept({ shares, people: people.length, reasons: people.length === 1 ? ['program/one-person-weighs'] : [] })
}

/**
 * Shares as whole points of weight that add up to 100, as a criteria set keeps them: each at least 1, the rest by the
 * largest remainder (ties to the earlier one). Takes at most 100 criteria.
 */
export function wholePointWeights(shares: readonly WeightShare[]): readonly GivenWeight[] {
  const spare = DIRECT_TOTAL - shares.length
  const exact = shares.map(({ share }) => Math.max(0, share * DIRECT_TOTAL - 1))
  const total = exact.reduce((sum, points) => sum + points, 0)
  const quotas = exact.map((points) => (total > 0 ? (points / total) * spare : spare / shares.length))
  const whole = quotas.map((quota) => Math.floor(quota + TOLERANCE))
  const left = spare - whole.reduce((sum, points) => sum + points, 0)
  const byRemainder = quotas
    .map((quota, index) => ({ index, remainder: quota - (whole[index] ?? 0) }))
    .sort((one, other) => other.remainder - one.remainder || one.index - other.index)
  const raised = new Set(byRemainder.slice(0, left).map(({ index }) => index))
  return shares.map(({ key }, index) => ({ key, value: 1 + (whole[index] ?? 0) + (raised.has(index) ? 1 : 0) }))
}

function checkGiven(given: readonly GivenWeight[]): Result<null, WeightingRefusal> {
  if (given.length === 0) return refuse('program/no-weights')
  const seen = new Set<string>()
  for (const { key, value } of given) {
    if (seen.has(key)) return refuse('program/weight-key-duplicate', { key })
    seen.add(key)
    if (!(Number.isFinite(value) && value > 0)) return refuse('program/weight-not-positive', { key })
  }
  return accept(null)
}

function sumOf(given: readonly GivenWeight[]): number {
  return given.reduce((sum, { value }) => sum + value, 0)
}

function sharesOf(given: readonly GivenWeight[]): readonly WeightShare[] {
  const sum = sumOf(given)
  return given.map(({ key, value }) => ({ key, share: value / sum }))
}
