import { accept, degraded, type Figure, insufficient, known, type Result, refuse } from '../kernel/index.ts'
import { isWrittenReason, MINIMUM_REASON_LENGTH } from '../program/index.ts'
import { type Agreement, krippendorffAlpha } from './agreement.ts'
import { type RoundScore, ratingTable } from './rating-table.ts'
import { type ScoreSpread, scoreSpreads } from './score-spread.ts'
import type { ScoringRound } from './scoring-round.ts'

/** Levels apart from which a low agreement sends an account to discussion. */
export const DISCUSS_FROM_RANGE = 2
/** Levels apart from which it goes to discussion whatever the agreement elsewhere. */
export const ALWAYS_DISCUSS_FROM_RANGE = 3

/** What the raters settled on for one account and criterion, with the note; the raw scores stay as they are. */
export interface Settlement {
  readonly id: string
  readonly accountId: string
  readonly criterionKey: string
  readonly score: number
  readonly note: string
  readonly settledBy: string
  readonly settledAt: string
}

/** A settlement somebody asks for; `replaces` is the one the person saw when deciding, null when there was none. */
export interface SettlementRequest extends Settlement {
  readonly replaces: string | null
}

export type SettlementRefusal =
  | 'selection/round-not-closed'
  | 'selection/not-a-candidate'
  | 'selection/criterion-not-in-round'
  | 'selection/judgement-out-of-range'
  | 'selection/reason-required'
  | 'selection/settled-meanwhile'

/** How the result of an account and criterion came about. */
export type CellResultKind = 'settled' | 'agreed' | 'one_rater' | 'discuss' | 'no_evidence'

/** The result of one account and criterion: a level, or why there is none, with the spread and settlement behind it. */
export interface CellResult {
  readonly accountId: string
  readonly criterionKey: string
  readonly kind: CellResultKind
  readonly level: Figure
  readonly spread: ScoreSpread | null
  readonly settlement: Settlement | null
}

/**
 * Takes a settlement of one account and criterion. Refuses it before the round is closed, for what is not in the round,
 * for anything but a whole level from 1 to 5, without a note of at least ten characters, and when somebody else has
 * settled the same meanwhile: their words are shown first, so that two people at once lose nothing.
 */
export function settle(
  round: ScoringRound,
  request: SettlementRequest,
  latest: Settlement | null,
): Result<Settlement, SettlementRefusal> {
  const { replaces, ...settlement } = request
  const { accountId, criterionKey, score, note } = settlement
  if (round.status !== 'closed') return refuse('selection/round-not-closed', { status: round.status })
  if (!round.accountIds.includes(accountId)) return refuse('selection/not-a-candidate', { accountId })
  if (!round.criteria.some((one) => one.criterionKey === criterionKey)) {
    return refuse('selection/criterion-not-in-round', { criterionKey })
  }
  if (!(Number.isInteger(score) && score >= 1 && score <= 5)) {
    return refuse('selection/judgement-out-of-range', { criterionKey, lowest: 1, highest: 5 })
  }
  if (!isWrittenReason(note)) return refuse('selection/reason-required', { accountId, fewest: MINIMUM_REASON_LENGTH })
  if ((latest?.id ?? null) !== replaces) {
    return refuse('selection/settled-meanwhile', {
      id: latest?.id ?? null,
      by: latest?.settledBy ?? null,
      at: latest?.settledAt ?? null,
      score: latest?.score ?? null,
      note: latest?.note ?? null,
    })
  }
  return accept({ ...settlement, note: note.trim() })
}

/**
 * The result of every account and criterion of a round, accounts in their order. What was settled counts as settled. Else,
 * where the scores lie two levels or more apart and the criterion's agreement is below 0.667 or cannot be told, or where
 * they lie three levels or more apart, there is no result but the task to discuss the anchors: a mean would hide that the
 * raters mean different things. Else the mean of the scores, as scoring itself
 * takes several judgements together; of a single rater marked. No score, no evidence.
 */
export function roundResults(question: {
  readonly round: ScoringRound
  readonly scores: readonly RoundScore[]
  readonly settlements: readonly Settlement[]
}): readonly CellResult[] {
  const { round, scores, settlements } = question
  const spreads = new Map(scoreSpreads(scores).map((spread) => [cellKey(spread), spread]))
  const settled = new Map(settlements.map((settlement) => [cellKey(settlement), settlement]))
  const agreements = new Map(
    round.criteria.map(({ criterionKey }) => [criterionKey, agreementOn(scores, criterionKey)]),
  )
  return round.accountIds.flatMap((accountId) =>
    round.criteria.map(({ criterionKey }): CellResult => {
      const key = cellKey({ accountId, criterionKey })
      const spread = spreads.get(key) ?? null
      const settlement = settled.get(key) ?? null
      const agreement = agreements.get(criterionKey) ?? null
      const outcome = outcomeOf({ spread, settlement, agreement })
      return { accountId, criterionKey, ...outcome, spread, settlement }
    }),
  )
}

/** The agreement on one criterion of a round: Krippendorff's alpha on ordered levels. */
export function agreementOn(scores: readonly RoundScore[], criterionKey: string): Agreement {
  return krippendorffAlpha(ratingTable(scores, criterionKey).ratings, 'ordinal')
}

function outcomeOf(cell: {
  readonly spread: ScoreSpread | null
  readonly settlement: Settlement | null
  readonly agreement: Agreement | null
}): Pick<CellResult, 'kind' | 'level'> {
  const { spread, settlement, agreement } = cell
  if (settlement) return { kind: 'settled', level: known(settlement.score) }
  if (!spread) return { kind: 'no_evidence', level: insufficient('selection/not-judged') }
  if (spread.raters === 1) return { kind: 'one_rater', level: degraded(spread.mean, 'selection/one-rater') }
  if (needsDiscussion(spread, agreement)) {
    return { kind: 'discuss', level: insufficient('selection/discuss-anchors') }
  }
  return { kind: 'agreed', level: known(spread.mean) }
}

function needsDiscussion(spread: ScoreSpread, agreement: Agreement | null): boolean {
  if (spread.range >= ALWAYS_DISCUSS_FROM_RANGE) return true
  const isAgreed = agreement?.reading === 'rely' || agreement?.reading === 'tentative'
  return spread.range >= DISCUSS_FROM_RANGE && !isAgreed
}

function cellKey({ accountId, criterionKey }: { readonly accountId: string; readonly criterionKey: string }): string {
  return JSON.stringify([accountId, criterionKey])
}
