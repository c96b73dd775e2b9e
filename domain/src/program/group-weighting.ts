import { accept, type Result, refuse } from '../kernel/index.ts'
import {
  combinePairwise,
  type PairwiseJudgement,
  type PairwiseMatrix,
  type PairwiseRefusal,
  pairwiseMatrix,
} from './pairwise.ts'
import { type PairwisePriorities, type PrioritiesRefusal, pairwisePriorities } from './pairwise-priorities.ts'
import type { RandomIndexTable } from './random-index.ts'
import {
  combineWeights,
  directWeights,
  type GivenWeight,
  type GroupWeightShare,
  swingWeights,
  type WeightingRefusal,
  type WeightShare,
} from './weighting.ts'

/** The table whose numbers a group is read by when its members chose different ones; it covers the most criteria. */
export const GROUP_RANDOM_INDEX: RandomIndexTable = 'saaty_2005'
/** A member is far off when more than this part of their weight lies elsewhere than the group's: a fifth. */
export const FAR_OFF = 0.2

/** How one person answered the question "how much does each criterion count?". */
export type WeightAnswers =
  | { readonly method: 'direct' | 'swing'; readonly weights: readonly GivenWeight[] }
  | {
      readonly method: 'pairwise'
      readonly comparisons: readonly PairwiseJudgement[]
      readonly table: RandomIndexTable
    }

/** What the answers say: a share for every criterion and, from comparisons, the matrix and how consistent it is. */
export interface WeightReading {
  readonly shares: readonly WeightShare[]
  readonly comparisons: { readonly matrix: PairwiseMatrix; readonly priorities: PairwisePriorities } | null
}

/** A member of the group with what they said. */
export interface GroupMember {
  readonly personId: string
  readonly reading: WeightReading
}

/** The weights of a group. `distances`: by member, the part of their weight that lies elsewhere than the group's (0 to 1). */
export interface GroupReading {
  readonly shares: readonly GroupWeightShare[]
  readonly comparisons: PairwisePriorities | null
  readonly distances: readonly number[]
  readonly reasons: readonly string[]
}

export type WeightReadingRefusal =
  | WeightingRefusal
  | PairwiseRefusal
  | PrioritiesRefusal
  | 'program/weights-for-other-criteria'

/**
 * One person's answers as shares of the criteria named, in their order: direct points, swings, or comparisons by the
 * principal eigenvector. Refuses what `directWeights`, `swingWeights`, `pairwiseMatrix` and `pairwisePriorities` refuse, and
 * weights that leave out one of the criteria or name another. Inconsistent comparisons are read all the same.
 */
export function readWeights(
  keys: readonly string[],
  answers: WeightAnswers,
): Result<WeightReading, WeightReadingRefusal> {
  if (answers.method === 'pairwise') {
    const matrix = pairwiseMatrix(keys, answers.comparisons)
    if (!matrix.ok) return matrix
    const priorities = pairwisePriorities(matrix.value, answers.table)
    if (!priorities.ok) return priorities
    const shares = keys.map((key, index) => ({ key, share: priorities.value.weights[index] ?? 0 }))
    return accept({ shares, comparisons: { matrix: matrix.value, priorities: priorities.value } })
  }
  const given = new Set(answers.weights.map(({ key }) => key))
  const odd = keys.find((key) => !given.has(key)) ?? [...given].find((key) => !keys.includes(key))
  if (given.size > 0 && odd !== undefined) return refuse('program/weights-for-other-criteria', { key: odd })
  const shares = answers.method === 'direct' ? directWeights(answers.weights) : swingWeights(answers.weights)
  if (!shares.ok) return shares
  const byKey = new Map(shares.value.map((share) => [share.key, share]))
  return accept({ shares: keys.flatMap((key) => byKey.get(key) ?? []), comparisons: null })
}

/**
 * The weights of a group. Members who compared are first made one matrix by the geometric mean of each comparison, and its
 * weights count once for each of them; then the plain mean over all members is taken, whatever their method. A group that
 * only compares thus has the weights of its common matrix; one that never does, the mean of its shares. Lowest and highest
 * are those of the members themselves. Consistency of the common matrix by the table all members chose, else by Saaty 2005.
 * Refuses a group of nobody and members who weighed different criteria.
 */
export function groupWeights(members: readonly GroupMember[]): Result<GroupReading, WeightReadingRefusal> {
  const own = combineWeights(members.map(({ personId, reading }) => ({ personId, shares: reading.shares })))
  if (!own.ok) return own
  const common = commonComparisons(members)
  if (common && !common.ok) return common
  const priorities = common?.value ?? null
  const compared = priorities?.items.map((key, index) => ({ key, share: priorities.weights[index] ?? 0 })) ?? []
  const mean = combineWeights(
    members.map(({ personId, reading }) => ({ personId, shares: reading.comparisons ? compared : reading.shares })),
  )
  if (!mean.ok) return mean
  const shareOf = new Map(mean.value.shares.map(({ key, share }) => [key, share]))
  const shares = own.value.shares.map((share) => ({ ...share, share: shareOf.get(share.key) ?? share.share }))
  return accept({
    shares,
    comparisons: priorities,
    distances: members.map(({ reading }) => distance(reading.shares, shareOf)),
    reasons: own.value.reasons,
  })
}

function commonComparisons(
  members: readonly GroupMember[],
): Result<PairwisePriorities, PairwiseRefusal | PrioritiesRefusal> | null {
  const compared = members.flatMap(({ reading }) => reading.comparisons ?? [])
  const [first] = compared
  if (!first) return null
  const matrix = combinePairwise(compared.map((one) => one.matrix))
  if (!matrix.ok) return matrix
  const { randomIndexTable } = first.priorities
  const agree = compared.every(({ priorities }) => priorities.randomIndexTable === randomIndexTable)
  return pairwisePriorities(matrix.value, agree ? randomIndexTable : GROUP_RANDOM_INDEX)
}

/** The part of the weight that would have to move to make one set of shares the other. */
function distance(shares: readonly WeightShare[], others: ReadonlyMap<string, number>): number {
  return shares.reduce((sum, { key, share }) => sum + Math.abs(share - (others.get(key) ?? 0)), 0) / 2
}
