import type { roundResults as resultsContract } from '@mainstay/contract/selection-round-results'
import {
  type CellResult,
  type CellResultKind,
  type CriterionAgreement,
  type RatersAgreement,
  raterSeverity,
  roundAgreement,
  roundResults,
  type ScoreSpread,
  type ScoringRound,
  type SeverityCorrection,
  scoreVisibility,
} from '@mainstay/domain/selection'
import type { z } from 'zod'
import { presentFigure } from '../../economics/index.ts'
import type { AreaContext } from '../../platform/area.ts'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import type { AccountReference } from '../candidate-store.ts'
import { disagreementsOn, type ListBehind } from './places.ts'
import { presentInShort, referenceOf } from './present-round.ts'
import {
  findRound,
  leadsRounds,
  readScores,
  readSettlements,
  ruleRoundOf,
  type StoredRound,
  type StoredScore,
  type StoredSettlement,
} from './round-store.ts'
import { overAllAccounts } from './whole-workspace.ts'

export type ResultsAnswer = z.infer<typeof resultsContract>
type Extreme = ResultsAnswer['criteria'][number]['widest'][number]['lowest']

const DISAGREEMENTS_SHOWN = 200
const WIDEST_SHOWN = 5

/** Everything that a closed round says, worked out over all of its candidates. */
export interface RoundOutcome {
  readonly stored: StoredRound
  readonly round: ScoringRound
  readonly scores: readonly StoredScore[]
  readonly settlements: readonly StoredSettlement[]
  readonly results: readonly CellResult[]
  readonly severity: SeverityCorrection
  /** Candidates that the person who asks may know by name. */
  readonly names: ReadonlyMap<string, AccountReference>
}

/** What came of a round; refuses while it is still blind. */
export async function readOutcome(scope: ReadScope, id: string): Promise<RoundOutcome> {
  const stored = await findRound(scope, id)
  const round = ruleRoundOf(stored)
  const viewer = { personId: scope.actor.id, leadsRound: leadsRounds(scope) }
  if (scoreVisibility(round, viewer) !== 'all') {
    throw new Refused('selection/round-not-closed', { status: round.status })
  }
  const [scores, settlements] = await overAllAccounts(scope, async () => [
    await readScores(scope, id),
    await readSettlements(scope, id),
  ])
  const names = stored.candidates.flatMap((candidate) => {
    const reference = referenceOf(candidate)
    return reference ? [[candidate.accountId, reference] as const] : []
  })
  return {
    stored,
    round,
    scores,
    settlements,
    results: roundResults({ round, scores, settlements }),
    severity: raterSeverity(scores),
    names: new Map(names),
  }
}

/** Agreement, severity, what is open, and which disagreements could move the list. */
export async function readResults(
  area: AreaContext,
  scope: ReadScope,
  id: string,
  behind: ListBehind,
): Promise<ResultsAnswer> {
  const outcome = await readOutcome(scope, id)
  const { stored, round, scores, results } = outcome
  const agreement = roundAgreement(round, scores)
  return {
    round: await presentInShort(area, scope, stored),
    mayLead: leadsRounds(scope),
    counts: countKinds(results),
    overall: presentAgreement(agreement.overall),
    criteria: agreement.criteria.map((one) => presentCriterion(outcome, one)),
    severity: presentSeverity(outcome),
    disagreements: presentDisagreements(outcome, behind),
    placesUnknown: behind.kind === 'book' ? null : behind.why,
  }
}

function countKinds(results: readonly CellResult[]): Record<CellResultKind, number> {
  const counts = { settled: 0, agreed: 0, one_rater: 0, discuss: 0, no_evidence: 0 }
  for (const { kind } of results) counts[kind] += 1
  return counts
}

function presentAgreement({ ordinal, interval, intraclass }: RatersAgreement): ResultsAnswer['overall'] {
  const { status, reasons } = intraclass
  const unknown = { value: null, status, reasons: [...reasons] }
  const { single, average } = intraclass.value ?? {}
  return {
    ordinal: presentFigure(ordinal.alpha),
    interval: presentFigure(interval.alpha),
    reading: ordinal.reading,
    raters: ordinal.raters,
    units: ordinal.units,
    intraclassSingle: single ? presentFigure(single.randomRaters) : unknown,
    intraclassAverage: average ? presentFigure(average.randomRaters) : unknown,
  }
}

function presentCriterion(outcome: RoundOutcome, agreement: CriterionAgreement): ResultsAnswer['criteria'][number] {
  const { criterionKey } = agreement
  const criterion = outcome.stored.criteria.find((one) => one.criterionKey === criterionKey)
  const own = outcome.results.filter((one) => one.criterionKey === criterionKey)
  return {
    ...presentAgreement(agreement),
    criterionKey,
    name: criterion?.name ?? criterionKey,
    levels: [...(criterion?.levels ?? [])],
    open: own.filter(({ kind }) => kind === 'discuss').length,
    widest: widestOn(outcome, own),
  }
}

/** Where the raters lie furthest apart and nothing is settled yet, with the words of both ends. */
function widestOn(outcome: RoundOutcome, own: readonly CellResult[]): ResultsAnswer['criteria'][number]['widest'] {
  return own
    .filter(({ kind, spread }) => kind !== 'settled' && spread !== null && spread.range > 0)
    .sort((one, other) => (other.spread?.range ?? 0) - (one.spread?.range ?? 0))
    .flatMap(({ spread }) => {
      const account = spread && outcome.names.get(spread.accountId)
      if (!account) return []
      const [lowest, highest] = [extremeOf(outcome, spread, spread.lowest), extremeOf(outcome, spread, spread.highest)]
      return lowest && highest ? [{ account, lowest, highest }] : []
    })
    .slice(0, WIDEST_SHOWN)
}

/** Whoever gave this score, one with a comment before one without. */
function extremeOf({ stored, scores }: RoundOutcome, spread: ScoreSpread, score: number): Extreme | null {
  const given = scores.filter(
    (one) => one.accountId === spread.accountId && one.criterionKey === spread.criterionKey && one.score === score,
  )
  const chosen = given.find(({ comment }) => comment !== null) ?? given[0]
  const rater = stored.raters.find(({ personId }) => personId === chosen?.raterId)
  return chosen && rater ? { name: rater.name, function: rater.function, score, comment: chosen.comment } : null
}

function presentSeverity({ stored, severity }: RoundOutcome): ResultsAnswer['severity'] {
  const byRater = new Map(severity.raters.map((one) => [one.raterId, one]))
  return {
    isCorrectable: severity.isCorrectable,
    reasons: [...severity.reasons],
    raters: stored.raters.flatMap(({ personId, name, function: part }) => {
      const one = byRater.get(personId)
      if (!one) return []
      const { commonAccounts, commonScores } = one
      const deviation = presentFigure(one.deviation)
      return [{ personId, name, function: part, deviation, commonAccounts, commonScores }]
    }),
  }
}

/** Unsettled ones. Where the account itself is hidden from whoever asks, so are its places. */
function presentDisagreements(outcome: RoundOutcome, behind: ListBehind): ResultsAnswer['disagreements'] {
  const spreads = outcome.results.flatMap(({ kind, spread }) => (kind !== 'settled' && spread ? [spread] : []))
  const isVisible = new Set(
    outcome.stored.candidates.flatMap((candidate) => (candidate.isVisible ? [candidate.accountId] : [])),
  )
  const known = behind.kind === 'book' ? disagreementsOn(behind, spreads) : []
  const placed = known.map((one) => {
    const shows = isVisible.has(one.accountId)
    return {
      ...one,
      crossesCut: shows ? one.crossesCut : null,
      worstRank: shows ? one.worstRank : null,
      bestRank: shows ? one.bestRank : null,
    }
  })
  const rest = behind.kind === 'book' ? [] : widestFirst(spreads)
  return [...placed, ...rest]
    .flatMap(({ accountId, criterionKey, range, crossesCut, worstRank, bestRank }) => {
      const account = outcome.names.get(accountId)
      return account ? [{ account, criterionKey, range, crossesCut, worstRank, bestRank }] : []
    })
    .slice(0, DISAGREEMENTS_SHOWN)
}

function widestFirst(spreads: readonly ScoreSpread[]) {
  return spreads
    .filter(({ range }) => range > 0)
    .sort((one, other) => other.range - one.range)
    .map((spread) => ({ ...spread, crossesCut: null, worstRank: null, bestRank: null }))
}
