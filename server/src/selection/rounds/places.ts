import {
  type AccountScore,
  type Disagreement,
  disagreementsThatMatter,
  type ScoreSpread,
} from '@mainstay/domain/selection'
import type { Actor } from '../../platform/access/actor.ts'
import type { AreaContext } from '../../platform/area.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { restsOnMargins } from '../queries/rank.ts'
import { booksOf, type SelectionState } from '../scoring/book-cache.ts'
import { type ScoreBook, scoreReader } from '../scoring/score-book.ts'
import { findRound } from './round-store.ts'

/** The list that a round may move, or why it cannot be shown. */
export type ListBehind =
  | { readonly kind: 'book'; readonly book: ScoreBook; readonly state: SelectionState }
  | { readonly kind: 'unknown'; readonly why: 'no-criteria' | 'margins'; readonly book: ScoreBook | null }

/** Scores under the round's criteria. Opens its own readings: call it before one's own. */
export async function listBehind(area: AreaContext, actor: Actor, roundId: string): Promise<ListBehind> {
  const setId = await area.useCases.read(actor, async (scope: ReadScope) => {
    const { row } = await findRound(scope, roundId)
    return row.criteria_set_id
  })
  if (setId === null) return { kind: 'unknown', why: 'no-criteria', book: null }
  const { book, state } = await booksOf(area).load(actor, setId)
  if (!book) return { kind: 'unknown', why: 'no-criteria', book: null }
  // A draft's weights and gates are of one's own choice, and would lay a margin bare.
  const { status, content } = book.criteriaSet
  if (status === 'draft' && restsOnMargins(content) && !actor.seesMargins) {
    return { kind: 'unknown', why: 'margins', book }
  }
  return { kind: 'book', book, state }
}

/** What each disagreement could do to the list as it stands now, the most important first. */
export function disagreementsOn(
  { book, state }: Extract<ListBehind, { kind: 'book' }>,
  spreads: readonly ScoreSpread[],
): readonly Disagreement[] {
  const read = scoreReader(book)
  const inRound = new Set(spreads.map(({ accountId }) => accountId))
  const scores = book.accountIds.map((accountId, position): AccountScore => {
    const score = read(position)
    return inRound.has(accountId) ? score : { ...score, contributions: [] }
  })
  const { criteria } = book.criteriaSet.content
  return disagreementsThatMatter({ criteria, scores, spreads, cut: { kind: 'places', places: state.places } })
}
