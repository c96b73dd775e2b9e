import type { ranking } from '@mainstay/contract/selection-ranking'
import { type CriteriaSetContent, MEASURES } from '@mainstay/domain/program'
import { type MatrixRanking, rankMatrix, type SpendBias } from '@mainstay/domain/selection'
import type { z } from 'zod'
import type { Actor } from '../../platform/access/actor.ts'
import type { AreaContext } from '../../platform/area.ts'
import { actorOf, type CallContext, read } from '../../platform/http/call.ts'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { type AccountReference, findVisible, readReferences } from '../candidate-store.ts'
import { type ExceptionMark, readExceptionMarks } from '../overrides/exception-marks.ts'
import { booksOf, type SelectionState, spendBiasOf } from '../scoring/book-cache.ts'
import { contributionsAt, isRanked, ranksOf, type ScoreBook, scoreAt, weightsOf } from '../scoring/score-book.ts'
import { type ProposedTier, proposeTiers } from '../scoring/tier-proposals.ts'

export type RankingAnswer = z.infer<typeof ranking>
export type RankedRow = RankingAnswer['rows'][number]

const PORTION = 5_000

export interface RankInput {
  readonly criteriaSetId?: string | undefined
  readonly weights?: Readonly<Record<string, number>> | undefined
  readonly query?: string | undefined
  readonly spendBias: 'with' | 'without'
  readonly offset: number
  readonly limit: number
}

/** A ranking worked out for one question, before anything is shown. */
export interface Ranked {
  readonly book: ScoreBook
  readonly state: SelectionState
  readonly published: ScoreBook | null
  readonly weights: readonly number[]
  readonly ranking: MatrixRanking
  readonly bias: SpendBias | null
}

/**
 * The ranking of all accounts under a criteria set, with other weights if given. Ranks count over all accounts; rows and
 * names are only of those the caller may see.
 */
export async function rank(area: AreaContext, context: CallContext, input: RankInput): Promise<RankingAnswer> {
  const ranked = await workOutRanking(area, actorOf(context), input)
  return read(context, (scope) => presentRanking(scope, ranked, input, area.now()))
}

/** Ranks, or refuses. Opens its own readings: call it before, not inside, one's own. */
export async function workOutRanking(
  area: AreaContext,
  actor: Actor,
  input: Pick<RankInput, 'criteriaSetId' | 'weights' | 'spendBias'>,
): Promise<Ranked> {
  const books = booksOf(area)
  const { state, book } = await books.load(actor, input.criteriaSetId)
  if (!book) throw new Refused('selection/no-criteria-set')
  const weights = weightsFor(book, input.weights)
  demandMargins(actor.seesMargins, book, weights)
  const isOwn = weights.every((weight, index) => weight === weightsOf(book.criteriaSet.content)[index])
  return {
    book,
    state,
    published: await books.published(actor, state),
    weights,
    ranking: isOwn ? book.ranking : rankMatrix(book.matrix, weights, book.criteriaSet.content.minimumConfidence),
    bias: input.spendBias === 'with' ? spendBiasOf(book, weights, state.places) : null,
  }
}

/** Every row of a ranking that the actor may see, in its order. */
export async function* everyRankedRow(scope: ReadScope, ranked: Ranked, query: string): AsyncGenerator<RankedRow> {
  const { book, ranking, state } = ranked
  const idAt = (position: number) => book.accountIds[position] ?? ''
  const visible = await findVisible(scope, query)
  const positions = [...ranking.order].filter((position) => !visible || visible.has(idAt(position)))
  const proposals = proposeTiers(book, ranking, { situation: state.situation, accountIds: positions.map(idAt) })
  for (let start = 0; start < positions.length; start += PORTION) {
    const portion = positions.slice(start, start + PORTION)
    const names = await readReferences(scope, portion.map(idAt))
    const exceptions = await readExceptionMarks(scope, portion.map(idAt), state.today)
    const toRow = rowMaker(ranked, { seesMargins: scope.actor.seesMargins, proposals, exceptions })
    for (const position of portion) {
      const account = names.get(idAt(position))
      if (account) yield toRow(account, position)
    }
  }
}

/** The set's weights with those the caller moved; a key the set does not have is a wrong field. */
export function weightsFor(book: ScoreBook, moved: RankInput['weights']): number[] {
  const { criteria } = book.criteriaSet.content
  const unknown = Object.keys(moved ?? {}).filter((key) => !criteria.some((criterion) => criterion.key === key))
  if (unknown.length > 0) {
    const fields = unknown.map((key) => ({
      path: `weights.${key}`,
      code: 'unknown',
      message: 'The criteria have no such key.',
    }))
    throw new Refused('http/invalid', {}, fields)
  }
  return criteria.map(({ key, weight }) => moved?.[key] ?? weight)
}

export function needsMargins(book: ScoreBook, index: number): boolean {
  const source = book.criteriaSet.content.criteria[index]?.source
  return source?.kind === 'measured' && (MEASURES[source.measure]?.needsMargins ?? false)
}

/** Whether a criterion or a gate of a set rests on margins or costs. */
export function restsOnMargins({ criteria, gates }: CriteriaSetContent): boolean {
  const sources = [...criteria.map(({ source }) => source), ...gates.map(({ subject }) => subject)]
  return sources.some((source) => source.kind === 'measured' && (MEASURES[source.measure]?.needsMargins ?? false))
}

/**
 * What is of one's own choice would lay a margin bare: all weight on it, and the score tells it; a gate of a draft moved
 * up and down, and who passes tells it.
 */
export function demandMargins(seesMargins: boolean, book: ScoreBook, weights: readonly number[]): void {
  if (seesMargins) return
  const { content, status } = book.criteriaSet
  if (status === 'draft' && restsOnMargins(content)) throw new Refused('http/not-allowed')
  const own = weightsOf(content)
  const isOwn = weights.every((weight, index) => weight === own[index])
  if (!isOwn && weights.some((_, index) => needsMargins(book, index))) throw new Refused('http/not-allowed')
}

async function presentRanking(scope: ReadScope, ranked: Ranked, input: RankInput, now: Date): Promise<RankingAnswer> {
  const { book, state, ranking, bias } = ranked
  const visible = await findVisible(scope, input.query ?? '')
  const page = pageOf(ranked, visible, input)
  const next = ranking.order[state.places]
  const isNextRanked = next !== undefined && isRanked(ranking, next)
  const dropOuts = bias ? [...bias.wouldNotQualify.sizeHidden, ...bias.wouldNotQualify.spendRemoved].slice(0, 400) : []
  const shown = [...page.positions, ...(isNextRanked ? [next] : []), ...dropOuts]
  const names = await readReferences(
    scope,
    shown.map((position) => book.accountIds[position] ?? ''),
  )
  const nameAt = (position: number) => names.get(book.accountIds[position] ?? '') ?? null
  const accountIds = page.positions.map((position) => book.accountIds[position] ?? '')
  const proposals = proposeTiers(book, ranking, { situation: state.situation, accountIds })
  const exceptions = await readExceptionMarks(scope, accountIds, state.today)
  const toRow = rowMaker(ranked, { seesMargins: scope.actor.seesMargins, proposals, exceptions })
  return {
    criteriaSetId: book.criteriaSet.id,
    criteria: presentCriteria(ranked),
    rows: page.positions.flatMap((position) => {
      const account = nameAt(position)
      return account ? [toRow(account, position)] : []
    }),
    total: page.total,
    eligible: countRanked(ranking),
    cut: cutOf(ranked, isNextRanked ? next : null, nameAt),
    spendBias: bias && presentBias(ranked, bias, nameAt),
    computedAt: (state.computedAt ?? now).toISOString(),
  }
}

function pageOf({ book, ranking }: Ranked, visible: ReadonlySet<string> | null, { offset, limit }: RankInput) {
  if (!visible) return { positions: [...ranking.order.subarray(offset, offset + limit)], total: ranking.order.length }
  const positions: number[] = []
  let total = 0
  for (const position of ranking.order) {
    if (!visible.has(book.accountIds[position] ?? '')) continue
    if (total >= offset && positions.length < limit) positions.push(position)
    total += 1
  }
  return { positions, total }
}

/** All or none: with the score and the others known, the one left out is a subtraction away. */
export function partsAreHidden({ book, weights }: Ranked, seesMargins: boolean): boolean {
  return !seesMargins && weights.some((_, index) => needsMargins(book, index))
}

function rowMaker(
  ranked: Ranked,
  show: {
    readonly seesMargins: boolean
    readonly proposals: ReadonlyMap<string, ProposedTier>
    readonly exceptions: ReadonlyMap<string, ExceptionMark>
  },
): (account: AccountReference, position: number) => RankedRow {
  const { book, state, published, weights, ranking, bias } = ranked
  const ranks = ranking === book.ranking ? book.ranks : ranksOf(ranking.order)
  const hidesParts = partsAreHidden(ranked, show.seesMargins)
  const sizeHidden = new Set(bias?.wouldNotQualify.sizeHidden)
  const spendRemoved = new Set(bias?.wouldNotQualify.spendRemoved)
  return (account, position) => {
    const rank = ranks[position] ?? 0
    const before = published?.ranks[published.positionOf.get(account.id) ?? -1]
    const isIn = rank <= state.places && isRanked(ranking, position)
    return {
      account,
      rank,
      movement: before === undefined ? null : before - rank,
      score: scoreAt(ranking, position),
      confidence: ranking.confidence[position] ?? 0,
      isEligible: isRanked(ranking, position),
      failedGates: [...(book.failedGates.get(position) ?? [])],
      contributions: hidesParts ? weights.map(() => null) : contributionsAt(book.matrix, weights, position),
      tier: state.situation.current.get(account.id)?.tier ?? null,
      proposedTier: show.proposals.get(account.id)?.proposedTier ?? null,
      qualifiesWithoutSpend: bias && isIn && !spendRemoved.has(position),
      isInOnlyBySize: bias && sizeHidden.has(position),
      exception: show.exceptions.get(account.id) ?? null,
    }
  }
}

function presentCriteria({ book, weights }: Ranked): RankingAnswer['criteria'] {
  return book.criteriaSet.content.criteria.map(({ key, name, isSizeCriterion, source }, index) => ({
    key,
    name,
    weight: weights[index] ?? 0,
    isSize: isSizeCriterion,
    needsMargins: needsMargins(book, index),
    kind: source.kind,
    accountsWithEvidence: book.accountsWithEvidence[index] ?? 0,
  }))
}

function countRanked(ranking: MatrixRanking): number {
  let count = 0
  for (const standing of ranking.standing) if (standing === 0) count += 1
  return count
}

/** The score of the last place; null while there are more places than ranked accounts. */
export function cutScore(ranking: MatrixRanking, places: number): number | null {
  const last = places > 0 ? ranking.order[places - 1] : undefined
  return last !== undefined && isRanked(ranking, last) ? scoreAt(ranking, last) : null
}

function cutOf(
  { ranking, state }: Ranked,
  next: number | null,
  nameAt: (position: number) => AccountReference | null,
): RankingAnswer['cut'] {
  const score = cutScore(ranking, state.places)
  const nextScore = next === null ? null : scoreAt(ranking, next)
  return {
    places: state.places,
    score,
    nextAccount: next === null ? null : nameAt(next),
    distance: score === null || nextScore === null ? null : score - nextScore,
  }
}

function presentBias(
  { book, ranking }: Ranked,
  bias: SpendBias,
  nameAt: (position: number) => AccountReference | null,
): RankingAnswer['spendBias'] {
  const named = (positions: readonly number[]) =>
    positions.slice(0, 200).flatMap((position) => {
      const account = nameAt(position)
      return account ? [account] : []
    })
  let compared = 0
  book.spend.forEach((spend, position) => {
    if (!Number.isNaN(spend) && isRanked(ranking, position)) compared += 1
  })
  return {
    rankCorrelation: bias.rankCorrelation.value,
    correlationReasons: [...bias.rankCorrelation.reasons],
    sizeWeightShare: bias.sizeWeightShare,
    warnings: bias.warnings.map(({ code }) => code),
    wouldNotQualify: {
      sizeHidden: named(bias.wouldNotQualify.sizeHidden),
      spendRemoved: named(bias.wouldNotQualify.spendRemoved),
    },
    accountsCompared: compared,
  }
}
