/** An account's rank (1 is first) in two rankings; `movement` is places gained (below 0: lost), null when in one of them only. */
export interface RankMovement {
  readonly accountId: string
  readonly rank: number | null
  readonly previousRank: number | null
  readonly movement: number | null
}

/** How accounts moved from one ranking to the next: those of the new one in its order, then those that left it. */
export function rankMovement(before: readonly string[], after: readonly string[]): readonly RankMovement[] {
  const ranksBefore = new Map(before.map((accountId, index) => [accountId, index + 1]))
  const ranksAfter = new Map(after.map((accountId, index) => [accountId, index + 1]))
  const left = before.filter((accountId) => !ranksAfter.has(accountId))
  return [...after, ...left].map((accountId) => {
    const rank = ranksAfter.get(accountId) ?? null
    const previousRank = ranksBefore.get(accountId) ?? null
    const movement = rank === null || previousRank === null ? null : previousRank - rank
    return { accountId, rank, previousRank, movement }
  })
}

/** Places gained per account index between two orders of the same accounts, as `rankMatrix` gives them. */
export function movementOfOrders(before: Uint32Array, after: Uint32Array): Int32Array {
  const movement = new Int32Array(after.length)
  before.forEach((account, position) => {
    movement[account] = (movement[account] ?? 0) + position
  })
  after.forEach((account, position) => {
    movement[account] = (movement[account] ?? 0) - position
  })
  return movement
}
