import type { roundInfluence } from '@mainstay/contract/selection-round-results'
import { type AccountEvidence, type Judgement, leaveOneRaterOut, withEvidenceOf } from '@mainstay/domain/selection'
import type { z } from 'zod'
import type { ReadScope } from '../../platform/use-case.ts'
import { readReferences } from '../candidate-store.ts'
import { loadEvidence } from '../scoring/evidence-store.ts'
import { weightsOf } from '../scoring/score-book.ts'
import type { ListBehind } from './places.ts'
import { type RoundOutcome, readOutcome } from './results.ts'
import { overAllAccounts } from './whole-workspace.ts'

export type InfluenceAnswer = z.infer<typeof roundInfluence>

const NAMES_SHOWN = 50

/**
 * Does the list hang on one person? The list as it would be with the scores of the round, and as it would be without each
 * rater's. Numbers count over all accounts, names are only of those the person who asks may see.
 */
export async function readInfluence(scope: ReadScope, id: string, behind: ListBehind): Promise<InfluenceAnswer> {
  const outcome = await readOutcome(scope, id)
  if (behind.kind !== 'book') return { raters: [] }
  const { book, state } = behind
  const { content } = book.criteriaSet
  const judged = { criteriaSet: content, accounts: await judgedEvidence(scope, outcome, behind), asOf: state.today }
  const question = {
    matrix: withEvidenceOf(book.matrix, judged),
    weights: weightsOf(content),
    minimumConfidence: content.minimumConfidence,
    places: state.places,
  }
  const raters = new Map(outcome.stored.raters.map((rater) => [rater.personId, rater.name]))
  const effects = leaveOneRaterOut(question, judged).filter(({ key }) => raters.has(key))
  const idsOf = (positions: readonly number[]) => positions.map((position) => book.accountIds[position] ?? '')
  const named = await readReferences(
    scope,
    effects.flatMap(({ fallsOut, comesIn }) => idsOf([...fallsOut, ...comesIn])),
  )
  const shown = (positions: readonly number[]) =>
    idsOf(positions)
      .flatMap((accountId) => named.get(accountId) ?? [])
      .slice(0, NAMES_SHOWN)
  return {
    raters: effects
      .map(({ key, judgedAccounts, fallsOut, comesIn }) => ({
        personId: key,
        name: raters.get(key) ?? key,
        judgedAccounts,
        fallsOut: shown(fallsOut),
        comesIn: shown(comesIn),
        changes: fallsOut.length + comesIn.length,
      }))
      .sort((one, other) => other.changes - one.changes),
  }
}

/** The candidates' evidence with the scores of the round in the place of earlier judgements on its criteria. */
async function judgedEvidence(
  scope: ReadScope,
  outcome: RoundOutcome,
  { book, state }: Extract<ListBehind, { kind: 'book' }>,
): Promise<ReadonlyMap<number, AccountEvidence>> {
  const { round, scores, stored } = outcome
  const date = stored.row.closed_on ?? state.today
  const keys = new Set(round.criteria.map(({ criterionKey }) => criterionKey))
  const given = new Map<string, Judgement[]>()
  for (const { accountId, criterionKey, raterId, score, comment } of scores) {
    if (score === null) continue
    const list = given.get(accountId) ?? []
    list.push({ criterionKey, score, authorId: raterId, date, comment })
    given.set(accountId, list)
  }
  const accountIds = round.accountIds
  const loaded = await overAllAccounts(scope, () =>
    loadEvidence(scope, book.criteriaSet.content, { today: state.today, accountIds }),
  )
  return new Map(
    loaded.flatMap(({ evidence }) => {
      const position = book.positionOf.get(evidence.accountId)
      if (position === undefined) return []
      const kept = evidence.judgements.filter(({ criterionKey }) => !keys.has(criterionKey))
      const judgements = [...kept, ...(given.get(evidence.accountId) ?? [])]
      return [[position, { ...evidence, judgements }] as const]
    }),
  )
}
