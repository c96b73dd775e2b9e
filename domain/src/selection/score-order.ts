const DIGIT_BITS = 11
const BUCKETS = 1 << DIGIT_BITS
const SIGN_BIT = 0x80000000

/**
 * The order of accounts, as indices: lower group first, within a group the higher score first, equal scores by index.
 * A score that is not a number comes last in its group. Work grows in proportion to the number of accounts: the scores
 * are sorted by the digits of their binary form, six stable passes, then one by group.
 */
export function orderByScore(groups: Uint8Array, scores: Float64Array): Uint32Array {
  const { high, low } = descendingKeys(scores)
  let order = indicesOf(scores.length)
  let spare = new Uint32Array(scores.length)
  const passes = [low, high].flatMap((keys) => [0, DIGIT_BITS, 2 * DIGIT_BITS].map((shift) => ({ keys, shift })))
  for (const { keys, shift } of [...passes, { keys: groups, shift: 0 }]) {
    if (!sortByDigit({ from: order, to: spare, keys, shift })) continue
    const sorted = spare
    spare = order
    order = sorted
  }
  return order
}

function indicesOf(length: number): Uint32Array<ArrayBuffer> {
  const indices = new Uint32Array(length)
  for (let index = 0; index < length; index += 1) indices[index] = index
  return indices
}

/** The two halves of each score's binary form, changed so that a higher score has a lower key. */
function descendingKeys(scores: Float64Array): { readonly high: Uint32Array; readonly low: Uint32Array } {
  const high = new Uint32Array(scores.length)
  const low = new Uint32Array(scores.length)
  const cell = new Float64Array(1)
  const halves = new Uint32Array(cell.buffer)
  const highHalf = isLittleEndian() ? 1 : 0
  for (let index = 0; index < scores.length; index += 1) {
    const score = scores[index] ?? Number.NaN
    // Adding zero turns -0 into 0, whose binary forms differ.
    cell[0] = Number.isNaN(score) ? Number.NEGATIVE_INFINITY : score + 0
    const upper = halves[highHalf] ?? 0
    const lower = halves[1 - highHalf] ?? 0
    const isNegative = (upper & SIGN_BIT) !== 0
    high[index] = isNegative ? upper : upper ^ ~SIGN_BIT
    low[index] = isNegative ? lower : ~lower
  }
  return { high, low }
}

/** One stable pass; false when all share the digit, so that nothing would move and `to` is left as it was. */
function sortByDigit(pass: {
  readonly from: Uint32Array
  readonly to: Uint32Array
  readonly keys: Uint32Array | Uint8Array
  readonly shift: number
}): boolean {
  const { from, to, keys, shift } = pass
  const starts = new Uint32Array(BUCKETS + 1)
  for (let index = 0; index < keys.length; index += 1) {
    const next = (((keys[index] ?? 0) >>> shift) & (BUCKETS - 1)) + 1
    starts[next] = (starts[next] ?? 0) + 1
  }
  if (starts.includes(keys.length, 1)) return false
  for (let bucket = 1; bucket <= BUCKETS; bucket += 1) {
    starts[bucket] = (starts[bucket] ?? 0) + (starts[bucket - 1] ?? 0)
  }
  for (let position = 0; position < from.length; position += 1) {
    const account = from[position] ?? 0
    const digit = ((keys[account] ?? 0) >>> shift) & (BUCKETS - 1)
    const place = starts[digit] ?? 0
    to[place] = account
    starts[digit] = place + 1
  }
  return true
}

function isLittleEndian(): boolean {
  return new Uint8Array(new Uint16Array([1]).buffer)[0] === 1
}
