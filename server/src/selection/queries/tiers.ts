import type { tierOverview, tierProposal } from '@mainstay/contract/selection-tiers'
import { OUT_OF_PROGRAM } from '@mainstay/domain/program'
import type { z } from 'zod'
import type { AreaContext } from '../../platform/area.ts'
import { actorOf, type CallContext, read } from '../../platform/http/call.ts'
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { findVisible, readReferences } from '../candidate-store.ts'
import { type ExceptionMark, readExceptionMarks } from '../overrides/exception-marks.ts'
import { booksOf, type Selection, type SelectionState } from '../scoring/book-cache.ts'
import type { ScoreBook } from '../scoring/score-book.ts'
import { isMove, type ProposedTier, proposeTiers } from '../scoring/tier-proposals.ts'

const SORT = 'rank'

export type TierOverview = z.infer<typeof tierOverview>
export type TierProposalAnswer = z.infer<typeof tierProposal>

/** Proposals under the criteria in force; none while there are no criteria. */
export function proposalsOf(
  { state, book }: Selection,
  accountIds: readonly string[] = [],
): ReadonlyMap<string, ProposedTier> {
  return book ? proposeTiers(book, book.ranking, { situation: state.situation, accountIds }) : new Map()
}

/** Proposals that would change something, in the order of the ranking. */
export function movesOf(selection: Selection): ProposedTier[] {
  return [...proposalsOf(selection).values()].filter((proposal) => isMove(selection.state.situation, proposal))
}

/** The tiers with places taken and proposed moves, counted over all accounts. */
export async function readTiers(area: AreaContext, context: CallContext): Promise<TierOverview> {
  const selection = await booksOf(area).load(actorOf(context))
  const { tiers, situation } = selection.state
  const moves = movesOf(selection)
  const current = [...situation.current.values()]
  return {
    tiers: tiers.map((tier) => ({
      key: tier.key,
      name: tier.name,
      capacity: tier.capacity,
      accounts: current.filter((one) => one.tier === tier.key).length,
      proposedIn: moves.filter(({ proposedTier }) => proposedTier === tier.key).length,
      proposedOut: moves.filter(({ currentTier }) => currentTier === tier.key).length,
      enterScore: tier.enterScore,
      exitScore: tier.exitScore,
      gets: tier.gets,
      gives: tier.gives,
    })),
  }
}

/** Moves that the scores propose, best ranked first; only of accounts the actor may see. */
export async function listProposals(
  area: AreaContext,
  context: CallContext,
  input: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ rows: TierProposalAnswer[]; nextCursor: string | null; total: number }> {
  const selection = await booksOf(area).load(actorOf(context))
  const after = Number(decodeCursor(input.cursor, SORT, ['id'])?.[0] ?? 0)
  return read(context, async (scope) => {
    const visible = await findVisible(scope, '')
    const { book } = selection
    const moves = movesOf(selection).filter(({ accountId }) => !visible || visible.has(accountId))
    const rest = book ? moves.filter(({ accountId }) => rankOf(book, accountId) > after) : []
    const page = rest.slice(0, input.limit)
    const accountIds = page.map(({ accountId }) => accountId)
    const shown = await readShown(scope, accountIds, selection.state.today)
    const last = page.at(-1)
    return {
      rows: book ? page.flatMap((move) => presentMove(book, move, { ...shown, state: selection.state })) : [],
      nextCursor: book && last && rest.length > page.length ? encodeCursor(SORT, [rankOf(book, last.accountId)]) : null,
      total: moves.length,
    }
  })
}

const PORTION = 5_000

/** Every proposed move that the actor may see, best ranked first. */
export async function* everyProposal(scope: ReadScope, selection: Selection): AsyncGenerator<TierProposalAnswer> {
  const { book } = selection
  if (!book) return
  const visible = await findVisible(scope, '')
  const moves = movesOf(selection).filter(({ accountId }) => !visible || visible.has(accountId))
  for (let start = 0; start < moves.length; start += PORTION) {
    const portion = moves.slice(start, start + PORTION)
    const accountIds = portion.map(({ accountId }) => accountId)
    const shown = await readShown(scope, accountIds, selection.state.today)
    for (const move of portion) yield* presentMove(book, move, { ...shown, state: selection.state })
  }
}

function rankOf(book: ScoreBook, accountId: string): number {
  return book.ranks[book.positionOf.get(accountId) ?? -1] ?? 0
}

interface Shown {
  readonly names: ReadonlyMap<string, TierProposalAnswer['account']>
  readonly exceptions: ReadonlyMap<string, ExceptionMark>
}

async function readShown(scope: ReadScope, accountIds: readonly string[], today: string): Promise<Shown> {
  return {
    names: await readReferences(scope, accountIds),
    exceptions: await readExceptionMarks(scope, accountIds, today),
  }
}

/** The tier that an account earned but found full: not of those who are in tiers, but of those who are proposed for them. */
export function fullTierOf({ tiers, situation }: SelectionState, { missedTier }: ProposedTier) {
  const tier = tiers.find(({ key }) => key === missedTier)
  if (!tier) return null
  const inIt = [...situation.current.values()].filter((one) => one.tier === tier.key)
  return { key: tier.key, places: tier.capacity, accounts: inIt.length }
}

function presentMove(
  book: ScoreBook,
  move: ProposedTier,
  { names, exceptions, state }: Shown & { readonly state: SelectionState },
): TierProposalAnswer[] {
  const account = names.get(move.accountId)
  if (!account) return []
  const position = book.positionOf.get(move.accountId) ?? -1
  return [
    {
      account,
      score: move.score,
      rank: book.ranks[position] ?? null,
      confidence: book.ranking.confidence[position] ?? 0,
      tier: move.currentTier ?? OUT_OF_PROGRAM,
      proposedTier: move.proposedTier ?? OUT_OF_PROGRAM,
      reason: move.reason,
      fullTier: fullTierOf(state, move),
      exception: exceptions.get(move.accountId) ?? null,
    },
  ]
}
