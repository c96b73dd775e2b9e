import type { RoundScore, ScoringRound } from './index.ts'

/** The day on which the test rounds are looked at: open, ten days before their deadline. */
export const ROUND_DAY = '2024-05-20'

/** A round for tests: three candidates, two criteria, one rater each from sales, finance and service; open. */
export function aRound(changes: Partial<ScoringRound> = {}): ScoringRound {
  return {
    status: 'open',
    opensOn: '2024-05-01',
    deadline: '2024-05-30',
    accountIds: ['north', 'south', 'west'],
    criteria: [
      { criterionKey: 'fit', functions: ['sales', 'finance', 'service'] },
      { criterionKey: 'credit', functions: ['finance'] },
    ],
    raters: [
      { raterId: 'sam', function: 'sales' },
      { raterId: 'fay', function: 'finance' },
      { raterId: 'sue', function: 'service' },
    ],
    reminderDays: [7, 1],
    ...changes,
  }
}

/** A score for tests: Sam gives North a three on fit. */
export function aScore(changes: Partial<RoundScore> = {}): RoundScore {
  return { accountId: 'north', criterionKey: 'fit', raterId: 'sam', score: 3, comment: null, ...changes }
}

/** Scores on one criterion from a table: one row a rater, one column an account ("a0", "a1" and so on). */
export function scoresFrom(
  rows: Readonly<Record<string, readonly (number | null)[]>>,
  criterionKey = 'fit',
): readonly RoundScore[] {
  return Object.entries(rows).flatMap(([raterId, row]) =>
    row.map((score, index) => ({ accountId: `a${index}`, criterionKey, raterId, score, comment: null })),
  )
}
