import type { ScoreMatrix } from './rank.ts'

/** A view of one column's cells as whole numbers, for hashing. */
type Bits = Int32Array

/**
 * Puts accounts with the very same evidence together: per account the index of the first account that has the same
 * points, the same strengths and the same gates. Such accounts move alike under any weights, so that one of them stands
 * for all. Work grows in proportion to accounts times criteria.
 */
export function firstAlike(matrix: ScoreMatrix): Uint32Array {
  const bits = matrix.columns.flatMap(({ points, strength }) => [
    bitsOf(points),
    ...(strength ? [bitsOf(strength)] : []),
  ])
  const gates = matrix.gates
  const size = 2 ** Math.ceil(Math.log2(Math.max(2, matrix.accounts * 2)))
  const slots = new Int32Array(size).fill(-1)
  const first = new Uint32Array(matrix.accounts)
  for (let account = 0; account < matrix.accounts; account += 1) {
    let slot = hashOf(bits, account) & (size - 1)
    let found = slots[slot] ?? -1
    while (found >= 0 && (gates?.[found] !== gates?.[account] || !isAlike(bits, found, account))) {
      slot = (slot + 1) & (size - 1)
      found = slots[slot] ?? -1
    }
    if (found < 0) slots[slot] = account
    first[account] = found < 0 ? account : found
  }
  return first
}

function bitsOf(cells: Float64Array): Bits {
  return new Int32Array(cells.buffer, cells.byteOffset, cells.length * 2)
}

function hashOf(bits: readonly Bits[], account: number): number {
  let hash = 17
  for (const cells of bits) {
    hash = Math.imul(hash ^ (cells[2 * account] ?? 0), 0x9e3779b1)
    hash = Math.imul((hash ^ (hash >>> 15)) + (cells[2 * account + 1] ?? 0), 0x85ebca77)
    hash ^= hash >>> 13
  }
  return hash ^ (hash >>> 16)
}

function isAlike(bits: readonly Bits[], one: number, other: number): boolean {
  for (const cells of bits) {
    if (cells[2 * one] !== cells[2 * other] || cells[2 * one + 1] !== cells[2 * other + 1]) return false
  }
  return true
}
