import type { RoundScore } from './rating-table.ts'
import type { CellResult } from './reconciliation.ts'

/**
 * A score of a round as it goes into the scores of the program: a rater's own, or, with the id of the settlement, the one
 * that the round settled on, which takes the place of all before it.
 */
export interface RoundJudgement {
  readonly accountId: string
  readonly criterionKey: string
  readonly authorId: string
  readonly score: number
  readonly comment: string | null
  readonly settlementId: string | null
}

/** What a round hands over, and how many results stay open for discussion. */
export interface RoundHandover {
  readonly judgements: readonly RoundJudgement[]
  readonly openResults: number
}

/**
 * What a round hands over to the scores of the program: the raters' own scores, unchanged, wherever they agree well
 * enough or only one of them scored, and wherever the matter was settled also the settlement behind them. A result that is
 * open for discussion hands over nothing: what was known of the account before stays, and no mean hides the quarrel.
 */
export function handOverRound(results: readonly CellResult[], scores: readonly RoundScore[]): RoundHandover {
  const byCell = new Map<string, RoundScore[]>()
  for (const one of scores) {
    const key = JSON.stringify([one.accountId, one.criterionKey])
    const list = byCell.get(key)
    if (list) list.push(one)
    else byCell.set(key, [one])
  }
  return {
    judgements: results
      .filter(({ kind }) => kind !== 'discuss' && kind !== 'no_evidence')
      .flatMap((result) =>
        judgementsOf(result, byCell.get(JSON.stringify([result.accountId, result.criterionKey])) ?? []),
      ),
    openResults: results.filter(({ kind }) => kind === 'discuss').length,
  }
}

function judgementsOf({ settlement }: CellResult, scores: readonly RoundScore[]): readonly RoundJudgement[] {
  const own = scores.flatMap(({ accountId, criterionKey, raterId, score, comment }): readonly RoundJudgement[] =>
    score === null ? [] : [{ accountId, criterionKey, authorId: raterId, score, comment, settlementId: null }],
  )
  if (!settlement) return own
  const { id, accountId, criterionKey, settledBy, score, note } = settlement
  return [...own, { accountId, criterionKey, authorId: settledBy, score, comment: note, settlementId: id }]
}
