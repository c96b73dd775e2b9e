/** One rater's score of an account on a criterion, a whole level from 1 to 5; null: the rater had no basis to judge. */
export interface RoundScore {
  readonly accountId: string
  readonly criterionKey: string
  readonly raterId: string
  readonly score: number | null
  readonly comment: string | null
}

/** Ratings as a table: one row a rater, one column a unit (an account); null where a rater gave none. */
export type Ratings = readonly (readonly (number | null)[])[]

/** A table of ratings with the names of its rows and columns. */
export interface RatingTable {
  readonly raterIds: readonly string[]
  readonly accountIds: readonly string[]
  readonly ratings: Ratings
}

/** The ratings of one criterion as a table, raters and accounts in the order in which they first appear. */
export function ratingTable(scores: readonly RoundScore[], criterionKey: string): RatingTable {
  const given = scores.filter((one) => one.criterionKey === criterionKey)
  const raterIds = [...new Set(given.map(({ raterId }) => raterId))]
  const accountIds = [...new Set(given.map(({ accountId }) => accountId))]
  const rows = new Map(raterIds.map((raterId) => [raterId, new Map<string, number | null>()]))
  for (const { raterId, accountId, score } of given) rows.get(raterId)?.set(accountId, score)
  const ratings = raterIds.map((raterId) => accountIds.map((accountId) => rows.get(raterId)?.get(accountId) ?? null))
  return { raterIds, accountIds, ratings }
}

/** Raters who gave at least one rating. */
export function activeRaters(ratings: Ratings): number {
  return ratings.filter((row) => row.some((value) => value !== null)).length
}

/** The ratings of each unit that were given, unit by unit. */
export function ratingsByUnit(ratings: Ratings): readonly (readonly number[])[] {
  const units = ratings.reduce((most, row) => Math.max(most, row.length), 0)
  return Array.from({ length: units }, (_, unit) =>
    ratings.map((row) => row[unit] ?? null).filter((value) => value !== null),
  )
}
