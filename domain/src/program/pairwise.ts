import { accept, type Result, refuse } from '../kernel/index.ts'

/** The most that one item may count against another; the least is its reciprocal. Saaty's scale of 1 to 9. */
export const PAIRWISE_SCALE_TOP = 9
const TOLERANCE = 1e-9

/** One comparison: `item` matters `value` times as much as `against` (1/9 to 9; below 1: it matters less). */
export interface PairwiseJudgement {
  readonly item: string
  readonly against: string
  readonly value: number
}

/** A complete reciprocal matrix: the cell of row i and column j says how many times item i matters as much as item j. */
export interface PairwiseMatrix {
  readonly items: readonly string[]
  readonly values: readonly (readonly number[])[]
}

export type PairwiseFaultCode =
  | 'program/pairwise-too-few-items'
  | 'program/pairwise-item-duplicate'
  | 'program/pairwise-item-unknown'
  | 'program/pairwise-item-with-itself'
  | 'program/pairwise-value-out-of-range'
  | 'program/pairwise-not-reciprocal'
  | 'program/pairwise-pair-missing'

/** One thing wrong with a set of comparisons, and the two items it is about (null where it is about none or one). */
export interface PairwiseFault {
  readonly code: PairwiseFaultCode
  readonly item: string | null
  readonly against: string | null
}

export type PairwiseRefusal =
  | 'program/pairwise-incomplete'
  | 'program/pairwise-invalid'
  | 'program/pairwise-no-judges'
  | 'program/pairwise-different-items'

/**
 * Everything wrong with one person's comparisons, all at once: fewer than two items, an item twice, a comparison of an
 * unknown item or of an item with itself, a value outside 1/9 to 9, two comparisons of a pair that do not mirror each
 * other, and every pair that nobody has compared. None: they make a complete matrix.
 */
export function pairwiseFaults(
  items: readonly string[],
  judgements: readonly PairwiseJudgement[],
): readonly PairwiseFault[] {
  const faults: PairwiseFault[] = []
  if (items.length < 2) faults.push({ code: 'program/pairwise-too-few-items', item: null, against: null })
  items.forEach((item, index) => {
    if (items.indexOf(item) < index) faults.push({ code: 'program/pairwise-item-duplicate', item, against: null })
  })
  const known = new Set(items)
  const given = new Map<string, number>()
  for (const { item, against, value } of judgements) {
    const code = judgementFault({ item, against, value }, { known, given })
    if (code) faults.push({ code, item, against })
    else given.set(pairKey(item, against), value).set(pairKey(against, item), 1 / value)
  }
  const compared = new Set(judgements.flatMap(({ item, against }) => [pairKey(item, against), pairKey(against, item)]))
  for (const [item, against] of pairsOf([...known])) {
    if (compared.has(pairKey(item, against))) continue
    faults.push({ code: 'program/pairwise-pair-missing', item, against })
  }
  return faults
}

/**
 * The matrix of one person's comparisons; each pair is compared once and mirrored. Refuses an incomplete set with the
 * pairs that lack (at most the first ten are named), and a faulty one with its first fault.
 */
export function pairwiseMatrix(
  items: readonly string[],
  judgements: readonly PairwiseJudgement[],
): Result<PairwiseMatrix, PairwiseRefusal> {
  const faults = pairwiseFaults(items, judgements)
  const missing = faults.filter(({ code }) => code === 'program/pairwise-pair-missing')
  const other = faults.find(({ code }) => code !== 'program/pairwise-pair-missing')
  if (other) {
    const { code, item, against } = other
    return refuse('program/pairwise-invalid', { faults: faults.length, fault: code, item, against })
  }
  if (missing.length > 0) {
    const pairs = missing.slice(0, 10).map(({ item, against }) => `${item} / ${against}`)
    return refuse('program/pairwise-incomplete', { missing: missing.length, pairs: pairs.join(', ') })
  }
  const given = new Map<string, number>()
  for (const { item, against, value } of judgements) {
    given.set(pairKey(item, against), value).set(pairKey(against, item), 1 / value)
  }
  const values = items.map((item) =>
    items.map((against) => (item === against ? 1 : (given.get(pairKey(item, against)) ?? 1))),
  )
  return accept({ items, values })
}

/**
 * One matrix for a group: each comparison is the geometric mean of the members' comparisons (aggregation of individual
 * judgements), which alone keeps the mirror rule: the mean of "three times" and "a third" is "the same". Refuses a
 * group of nobody and members who compared different items.
 */
export function combinePairwise(matrices: readonly PairwiseMatrix[]): Result<PairwiseMatrix, PairwiseRefusal> {
  const first = matrices[0]
  if (!first) return refuse('program/pairwise-no-judges')
  const { items } = first
  const differing = matrices.findIndex(
    (matrix) => matrix.items.length !== items.length || matrix.items.some((item, index) => item !== items[index]),
  )
  if (differing >= 0) return refuse('program/pairwise-different-items', { judge: differing + 1 })
  const meanOf = (row: number, column: number): number =>
    Math.exp(matrices.reduce((sum, { values }) => sum + Math.log(values[row]?.[column] ?? 1), 0) / matrices.length)
  const values = items.map((_, row) =>
    items.map((__, column) => {
      if (row === column) return 1
      return row < column ? meanOf(row, column) : 1 / meanOf(column, row)
    }),
  )
  return accept({ items, values })
}

/** Every pair of items once, in their order. */
export function pairsOf(items: readonly string[]): readonly (readonly [string, string])[] {
  return items.flatMap((item, index) => items.slice(index + 1).map((against): [string, string] => [item, against]))
}

function judgementFault(
  { item, against, value }: PairwiseJudgement,
  { known, given }: { readonly known: ReadonlySet<string>; readonly given: ReadonlyMap<string, number> },
): PairwiseFaultCode | null {
  if (!known.has(item) || !known.has(against)) return 'program/pairwise-item-unknown'
  if (item === against) return 'program/pairwise-item-with-itself'
  if (!isOnScale(value)) return 'program/pairwise-value-out-of-range'
  const before = given.get(pairKey(item, against))
  return before !== undefined && Math.abs(before / value - 1) > TOLERANCE ? 'program/pairwise-not-reciprocal' : null
}

function isOnScale(value: number): boolean {
  return value >= 1 / PAIRWISE_SCALE_TOP - TOLERANCE && value <= PAIRWISE_SCALE_TOP + TOLERANCE
}

function pairKey(item: string, against: string): string {
  return JSON.stringify([item, against])
}
