import type { scoringSheet } from '@mainstay/contract/selection-sheets'
import { MEASURES } from '@mainstay/domain/program'
import { criteriaFor } from '@mainstay/domain/selection'
import type { z } from 'zod'
import type { AreaContext } from '../../platform/area.ts'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import type { ScoreBook } from '../scoring/score-book.ts'
import { presentInShort, referenceOf } from './present-round.ts'
import { findRound, readScores, ruleRoundOf, type StoredRound, type StoredScore } from './round-store.ts'

export type SheetAnswer = z.infer<typeof scoringSheet>

/** What one rater scores: the round, the rater's criteria and the answers given so far. */
export interface OwnSheet {
  readonly stored: StoredRound
  readonly criteria: StoredRound['criteria']
  readonly scores: readonly StoredScore[]
}

/** One's own sheet; refuses whoever is asked for nothing in this round. */
export async function findSheet(scope: ReadScope, id: string): Promise<OwnSheet> {
  const stored = await findRound(scope, id)
  const keys = criteriaFor(ruleRoundOf(stored), scope.actor.id)
  if (keys.length === 0) throw new Refused('selection/not-a-rater')
  const criteria = stored.criteria.filter(({ criterionKey }) => keys.includes(criterionKey))
  return { stored, criteria, scores: await readScores(scope, id, scope.actor.id) }
}

/** 1 to 5, or 0 for no basis to judge. */
export function answerOf({ score }: Pick<StoredScore, 'score'>): number {
  return score ?? 0
}

/**
 * The sheet of the person who asks: their criteria with anchors, the candidates with the evidence they may see, their own
 * answers. What others judged before is left out, so that nobody scores after somebody else.
 */
export async function readSheet(
  area: AreaContext,
  scope: ReadScope,
  id: string,
  book: ScoreBook | null,
): Promise<SheetAnswer> {
  const { stored, criteria, scores } = await findSheet(scope, id)
  const measures = book ? measuresOf(book, scope.actor.seesMargins) : []
  return {
    round: await presentInShort(area, scope, stored),
    criteria: criteria.map((one) => ({ ...one, levels: [...one.levels], functions: [...one.functions] })),
    measures: measures.map(({ key, name, unit }) => ({ key, name, unit })),
    candidates: stored.candidates.flatMap((candidate) => {
      const account = referenceOf(candidate)
      if (!account) return []
      const evidence = measures.map(({ column }) => rawOf(book, column, candidate.accountId))
      return [{ account, isVisible: candidate.isVisible, evidence }]
    }),
    cells: scores.map((one) => ({
      accountId: one.accountId,
      criterionKey: one.criterionKey,
      answer: answerOf(one),
      comment: one.comment,
      revision: one.revision,
    })),
  }
}

function measuresOf(book: ScoreBook, seesMargins: boolean) {
  const seen = new Set<string>()
  return book.criteriaSet.content.criteria.flatMap(({ source }, column) => {
    if (source.kind !== 'measured' || seen.has(source.measure)) return []
    seen.add(source.measure)
    const { key, name, unit, needsMargins } = MEASURES[source.measure]
    return needsMargins && !seesMargins ? [] : [{ key, name, unit, column }]
  })
}

function rawOf(book: ScoreBook | null, column: number, accountId: string): number | null {
  const position = book?.positionOf.get(accountId)
  const value = position === undefined ? Number.NaN : (book?.raw[column]?.[position] ?? Number.NaN)
  return Number.isNaN(value) ? null : value
}
