import { assignTiers, type TierProposal, type TierReason, type TierScheme } from '@mainstay/domain/program'
import { type MatrixRanking, STANDINGS } from '@mainstay/domain/selection'
import { type ScoreBook, scoreAt } from './score-book.ts'

/** A proposal with the account's own score; an account that fails a gate has no place in any tier. */
export interface ProposedTier extends Omit<TierProposal, 'reason'> {
  readonly reason: TierReason | 'gate_failed'
}

export interface TierSituation {
  readonly scheme: TierScheme
  /** Tier and since when, by account; accounts in no tier are missing. An exception holds for a time and then ends by itself. */
  readonly current: ReadonlyMap<
    string,
    { readonly tier: string; readonly since: string; readonly isException?: boolean }
  >
}

/** Would the proposal change something, and is it the scores' to propose? What is granted for a time is not undone by them. */
export function isMove({ current }: TierSituation, proposal: ProposedTier): boolean {
  if (proposal.currentTier === proposal.proposedTier) return false
  return !(current.get(proposal.accountId)?.isException ?? false)
}

const NOT_ENOUGH_EVIDENCE = STANDINGS.indexOf('not_enough_evidence')
const GATE_FAILED = STANDINGS.indexOf('gate_failed')

export function placesOf(scheme: TierScheme): number {
  return scheme.tiers.reduce((places, { capacity }) => places + capacity, 0)
}

/**
 * Proposals for the accounts that matter: those ranked within the number of places, those in a tier now, and those asked
 * about. Nobody further down can get a place, because everyone above qualifies at least as well.
 */
export function proposeTiers(
  book: ScoreBook,
  ranking: MatrixRanking,
  ask: { readonly situation: TierSituation; readonly accountIds: readonly string[] },
): ReadonlyMap<string, ProposedTier> {
  const { scheme, current } = ask.situation
  const places = placesOf(scheme)
  const proposals = new Map<string, ProposedTier>()
  const positions = positionsThatMatter(book, ranking, { places, accountIds: [...current.keys(), ...ask.accountIds] })
  const considered = positions.map((position) => {
    const standing = ranking.standing[position]
    const score =
      standing === GATE_FAILED
        ? Number.NEGATIVE_INFINITY
        : standing === NOT_ENOUGH_EVIDENCE
          ? null
          : scoreAt(ranking, position)
    const accountId = book.accountIds[position] ?? ''
    return { accountId, score, currentTier: current.get(accountId)?.tier ?? null }
  })
  assignTiers(considered, scheme).forEach((proposal, index) => {
    const position = positions[index] ?? 0
    const hasFailed = ranking.standing[position] === GATE_FAILED
    proposals.set(proposal.accountId, {
      ...proposal,
      score: scoreAt(ranking, position),
      reason: hasFailed ? 'gate_failed' : proposal.reason,
    })
  })
  return proposals
}

/** The best ranked and the accounts named, in the order of the ranking: without going through all the others. */
function positionsThatMatter(
  book: ScoreBook,
  ranking: MatrixRanking,
  { places, accountIds }: { readonly places: number; readonly accountIds: readonly string[] },
): number[] {
  const best = [...ranking.order.slice(0, places)]
  const named = new Set(accountIds.flatMap((id) => book.positionOf.get(id) ?? []))
  for (const position of best) named.delete(position)
  if (named.size === 0) return best
  return [...best, ...ranking.order.subarray(places).filter((position) => named.has(position))]
}
