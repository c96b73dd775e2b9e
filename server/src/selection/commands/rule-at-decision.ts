import { proposalsOf } from '../queries/tiers.ts'
import type { Selection } from '../scoring/book-cache.ts'
import { isRanked } from '../scoring/score-book.ts'

/** What the scores say about an account when something is decided about it; null where nothing can be said. */
export interface ScoresSay {
  /** The tier proposed; null both for out and for "unknown", told apart by `isKnown`. */
  readonly proposedTier: string | null
  readonly isKnown: boolean
}

export interface ProposalsAtDecision {
  of(accountId: string): ScoresSay
  /** The best ranked account that has no place now, other than those decided about. */
  readonly nextAccountId: string | null
}

const UNKNOWN: ScoresSay = { proposedTier: null, isKnown: false }

/** What the scores propose for accounts that are decided about now. Unknown without criteria, and for accounts not scored. */
export function readProposals(selection: Selection, accountIds: readonly string[]): ProposalsAtDecision {
  const proposals = proposalsOf(selection, accountIds)
  return {
    of: (accountId) => {
      const proposal = proposals.get(accountId)
      return proposal ? { proposedTier: proposal.proposedTier, isKnown: true } : UNKNOWN
    },
    nextAccountId: nextByScores(selection, new Set(accountIds)),
  }
}

function nextByScores({ state, book }: Selection, decided: ReadonlySet<string>): string | null {
  if (!book) return null
  for (const position of book.ranking.order) {
    const accountId = book.accountIds[position] ?? ''
    if (!isRanked(book.ranking, position)) return null
    if (!decided.has(accountId) && !state.situation.current.has(accountId)) return accountId
  }
  return null
}
