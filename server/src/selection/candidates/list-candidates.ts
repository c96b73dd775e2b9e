import type { candidate, candidateList } from '@mainstay/contract/selection-candidates'
import {
  type Candidate,
  type CandidateKind,
  type CandidateList,
  candidatesWorthPursuing,
  describeCandidate,
} from '@mainstay/domain/selection'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { AreaContext } from '../../platform/area.ts'
import { actorOf, type CallContext, read } from '../../platform/http/call.ts'
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { type AccountReference, findVisible, readReferences } from '../candidate-store.ts'
import { cutScore, needsMargins } from '../queries/rank.ts'
import { booksOf, type SelectionState } from '../scoring/book-cache.ts'
import { findDefaultFigures } from '../scoring/evidence-store.ts'
import { type ScoreBook, scoreAt, scoreReader } from '../scoring/score-book.ts'
import { readOpenNominations } from './nomination-store.ts'

type CandidateAnswer = z.infer<typeof candidateList>
type CandidateRow = z.infer<typeof candidate>

const SORT = 'place'
const STRENGTHS_SHOWN = 3

interface ListCandidatesInput {
  readonly kind?: CandidateKind | undefined
  readonly query?: string | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

/** A candidate with its place in the whole list, from 1. */
interface Placed extends Candidate {
  readonly place: number
}

/**
 * Accounts in no tier that are worth pursuing, the best first. Places count over all accounts; rows and numbers of rows are
 * only of those the actor may see.
 */
export async function listCandidates(
  area: AreaContext,
  context: CallContext,
  input: ListCandidatesInput,
): Promise<CandidateAnswer> {
  const { book, state } = await booksOf(area).load(actorOf(context))
  if (!book) throw new Refused('selection/no-criteria-set')
  const after = Number(decodeCursor(input.cursor, SORT, ['id'])?.[0] ?? 0)
  const cut = cutOf(book, state)
  const { candidates } = candidatesOf(book, state, cut)
  return read(context, async (scope) => {
    const visible = await findVisible(scope, input.query ?? '')
    const seen = candidates
      .map((one, index): Placed => ({ ...one, place: index + 1 }))
      .filter(({ position }) => !visible || visible.has(book.accountIds[position] ?? ''))
    const asked = input.kind === undefined ? seen : seen.filter(({ kind }) => kind === input.kind)
    const rest = asked.filter(({ place }) => place > after)
    const page = rest.slice(0, input.limit)
    const last = page.at(-1)
    const count = (kind: CandidateKind) => seen.filter((one) => one.kind === kind).length
    return {
      rows: await presentCandidates(scope, { book, cut, page }),
      nextCursor: last && rest.length > page.length ? encodeCursor(SORT, [last.place]) : null,
      total: asked.length,
      cutScore: cut,
      places: state.places,
      counts: {
        overCut: count('over_cut'),
        withinReach: count('within_reach'),
        worthAsking: count('worth_asking'),
      },
    }
  })
}

/** What an account needs to be in: the score of the last place, and at least the entry of the lowest tier. */
function cutOf(book: ScoreBook, state: SelectionState): number {
  return Math.max(cutScore(book.ranking, state.places) ?? 0, state.situation.scheme.tiers.at(-1)?.enterScore ?? 0)
}

const kept = new WeakMap<ScoreBook, { readonly situation: SelectionState['situation']; readonly list: CandidateList }>()

/** Going through all accounts is kept for the next page, as long as nobody is in another tier. */
function candidatesOf(book: ScoreBook, { situation }: SelectionState, cut: number): CandidateList {
  const known = kept.get(book)
  if (known && isSame(known.situation, situation)) return known.list
  const { criteriaSet, matrix, ranking, positionOf } = book
  const keyPositions = new Set([...situation.current.keys()].flatMap((id) => positionOf.get(id) ?? []))
  const list = candidatesWorthPursuing({
    criteriaSet: criteriaSet.content,
    matrix,
    ranking,
    keyPositions,
    cutScore: cut,
  })
  kept.set(book, { situation, list })
  return list
}

function isSame(one: SelectionState['situation'], other: SelectionState['situation']): boolean {
  if (one.current.size !== other.current.size) return false
  for (const id of one.current.keys()) if (!other.current.has(id)) return false
  return JSON.stringify(one.scheme) === JSON.stringify(other.scheme)
}

async function presentCandidates(
  scope: ReadScope,
  { book, cut, page }: { readonly book: ScoreBook; readonly cut: number; readonly page: readonly Placed[] },
): Promise<CandidateRow[]> {
  const ids = page.map(({ position }) => book.accountIds[position] ?? '')
  const names = await readReferences(scope, ids)
  const outlooks = await readOutlooks(scope, ids)
  const nominations = await readOpenNominations(scope, ids)
  const toRow = rowMaker(book, cut, scope.actor.seesMargins)
  return page.flatMap((placed, index) => {
    const account = names.get(ids[index] ?? '')
    if (!account) return []
    const row = toRow(placed, account)
    return [{ ...row, outlook: outlooks.get(account.id) ?? null, nomination: nominations.get(account.id) ?? null }]
  })
}

function rowMaker(book: ScoreBook, cut: number, seesMargins: boolean) {
  const { content } = book.criteriaSet
  const scoreOf = scoreReader(book)
  const indexOf = new Map(content.criteria.map(({ key }, index) => [key, index]))
  const isShown = (key: string) => seesMargins || !needsMargins(book, indexOf.get(key) ?? -1)
  const nameOf = (key: string) => content.criteria[indexOf.get(key) ?? -1]?.name ?? key
  const isJudged = (key: string) => content.criteria[indexOf.get(key) ?? -1]?.source.kind === 'judged'
  return (placed: Placed, account: AccountReference): Omit<CandidateRow, 'outlook' | 'nomination'> => {
    const { position, place, kind, optimisticScore } = placed
    const detail = describeCandidate(content, scoreOf(position), book.medians)
    const score = scoreAt(book.ranking, position) ?? 0
    return {
      account,
      place,
      kind,
      score,
      rank: book.ranks[position] ?? 0,
      distance: cut - score,
      confidence: book.ranking.confidence[position] ?? 0,
      optimisticScore,
      strengths: detail.strengths
        .filter(({ key }) => isShown(key))
        .slice(0, STRENGTHS_SHOWN)
        .map(({ key }) => ({ key, name: nameOf(key) })),
      missing: detail.missing.map(({ key, scoreAtBest }) => ({
        key,
        name: nameOf(key),
        isJudged: isJudged(key),
        scoreAtBest,
      })),
    }
  }
}

async function readOutlooks(scope: ReadScope, accountIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const figures = await findDefaultFigures(scope)
  if (!figures) return new Map()
  const { rows } = await sql<{ account_id: string; outlook: string }>`
    select f.account_id, f.outlook from mainstay.account_figure f
    where f.workspace_id = ${scope.workspaceId} and f.figure_set_id = ${figures.id}
      and f.account_id = any(${[...accountIds]}::bigint[]) and f.outlook is not null`.execute(scope.db)
  return new Map(rows.map(({ account_id, outlook }) => [account_id, outlook]))
}
