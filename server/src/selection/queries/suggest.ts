import { reasonsForScore, type ScoreReason } from '@mainstay/domain/selection'
import { sql } from 'kysely'
import type { AreaContext } from '../../platform/area.ts'
import { actorOf, type CallContext, read } from '../../platform/http/call.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { findCandidate } from '../candidate-store.ts'
import { booksOf, type Selection } from '../scoring/book-cache.ts'
import { findDefaultFigures } from '../scoring/evidence-store.ts'
import { type ScoreBook, scoreReader } from '../scoring/score-book.ts'
import { criterionLabels } from '../scoring/store-scores.ts'

const OUTLOOKS: Readonly<Record<string, string>> = {
  growing: 'Its purchases are growing.',
  flat: 'Its purchases are level.',
  declining: 'Its purchases are declining.',
  at_risk: 'Its purchases are at risk.',
}
const NAMED = 2

/** First wordings of the reason for a decision, built from facts: rank, score, strongest and weakest criteria, outlook. */
export async function suggestReasons(
  area: AreaContext,
  context: CallContext,
  input: { readonly accountId: string; readonly limit: number },
): Promise<{ reasons: string[] }> {
  const selection = await booksOf(area).load(actorOf(context))
  return read(context, async (scope) => {
    const candidate = await findCandidate(scope, input.accountId)
    const facts = factsOf(selection, candidate.id, scope.actor.seesMargins)
    if (!facts) return { reasons: [] }
    const outlook = OUTLOOKS[(await readOutlook(scope, candidate.id)) ?? ''] ?? ''
    return { reasons: wordings(facts, outlook).slice(0, input.limit) }
  })
}

interface SuggestionFacts {
  readonly rank: number
  readonly accounts: number
  readonly score: number
  readonly isIn: boolean
  readonly lifting: readonly string[]
  readonly holding: readonly string[]
  readonly missing: readonly string[]
}

function factsOf({ book, state }: Selection, accountId: string, seesMargins: boolean): SuggestionFacts | null {
  const position = book?.positionOf.get(accountId)
  if (!book || position === undefined) return null
  const account = scoreReader(book)(position)
  if (account.score === null) return null
  const rank = book.ranks[position] ?? 0
  const reasons = reasonsForScore(account, book.medians)
  const named = namesOf(book, reasons, seesMargins)
  return {
    rank,
    accounts: book.accountIds.length,
    score: account.score,
    isIn: account.standing === 'ranked' && rank <= state.places,
    lifting: named('selection/above-median').slice(0, NAMED),
    holding: named('selection/below-median').slice(0, NAMED),
    missing: named('selection/no-evidence').slice(0, NAMED),
  }
}

function namesOf(book: ScoreBook, reasons: readonly ScoreReason[], seesMargins: boolean) {
  const labels = criterionLabels(book.criteriaSet)
  return (code: ScoreReason['code']) =>
    reasons.flatMap((reason) => {
      const label = labels.get(reason.key)
      return reason.code === code && label && (seesMargins || !label.needsMargins) ? [label.name] : []
    })
}

function wordings(facts: SuggestionFacts, outlook: string): string[] {
  const standing = `Rank ${facts.rank} of ${facts.accounts} with a score of ${Math.round(facts.score)}.`
  const lifted = facts.lifting.length > 0 ? `Above the median account in ${facts.lifting.join(' and ')}.` : ''
  const held = facts.holding.length > 0 ? `Below the median account in ${facts.holding.join(' and ')}.` : ''
  const missing = facts.missing.length > 0 ? `No evidence yet on ${facts.missing.join(' and ')}.` : ''
  const order = facts.isIn ? [lifted, held] : [held, lifted]
  const sentences = [
    [standing, order[0] || order[1], outlook],
    [standing, lifted, held, outlook],
    [standing, order[0] || order[1], missing],
  ]
  return [...new Set(sentences.map((parts) => parts.filter(Boolean).join(' ')))]
}

async function readOutlook(scope: ReadScope, accountId: string): Promise<string | null> {
  const figures = await findDefaultFigures(scope)
  if (!figures) return null
  const { rows } = await sql<{ outlook: string | null }>`
    select f.outlook from mainstay.account_figure f
    where f.workspace_id = ${scope.workspaceId} and f.figure_set_id = ${figures.id} and f.account_id = ${accountId}`.execute(
    scope.db,
  )
  return rows[0]?.outlook ?? null
}
