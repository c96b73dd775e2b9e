import type { sizeGuard } from '@mainstay/contract/selection-firmness'
import {
  CHOSEN_FOR_SPEND_CLAIM,
  RANK_CORRELATION_LIMIT,
  SIZE_WEIGHT_LIMIT,
  type SpendBias,
} from '@mainstay/domain/selection'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { AreaContext } from '../../platform/area.ts'
import { actorOf, type CallContext, read } from '../../platform/http/call.ts'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { type AccountReference, readReferences } from '../candidate-store.ts'
import { type Ranked, workOutRanking } from '../queries/rank.ts'
import { spendBiasOf } from '../scoring/book-cache.ts'
import { isRanked, ranksOf } from '../scoring/score-book.ts'

type SizeGuard = z.infer<typeof sizeGuard>
type Standing = SizeGuard['asked'][number]['standing']

const SHOWN = 200

/** Does size decide under this set, and for these accounts? Counted over all accounts, named for the reader. */
export async function guardSize(
  area: AreaContext,
  context: CallContext,
  input: { readonly criteriaSetId?: string | undefined; readonly accountIds: readonly string[] },
): Promise<SizeGuard> {
  const { criteriaSetId, accountIds } = input
  const ranked = await workOutRanking(area, actorOf(context), { criteriaSetId, spendBias: 'without' })
  const { claim, source, caution } = CHOSEN_FOR_SPEND_CLAIM
  const bias = spendBiasOf(ranked.book, ranked.weights, ranked.state.places)
  return read(context, async (scope) => {
    const { book, ranking, state } = ranked
    const asked = await findCandidates(scope, accountIds)
    const standingOf = standingReader(ranked, bias)
    const { id, name, number } = book.criteriaSet
    return {
      criteriaSet: { id, name, number },
      rankCorrelation: bias.rankCorrelation.value,
      correlationLimit: RANK_CORRELATION_LIMIT,
      accountsCompared: countCompared(ranked),
      sizeWeightShare: bias.sizeWeightShare,
      sizeWeightLimit: SIZE_WEIGHT_LIMIT,
      warnings: bias.warnings.map(({ code }) => code),
      inside: [...ranking.order.subarray(0, state.places)].filter((position) => isRanked(ranking, position)).length,
      ...(await namesOf(scope, ranked, bias)),
      asked: asked.map((account) => ({ account, standing: standingOf(account) })),
      benchmark: { claim, source, caution },
    }
  })
}

/** The accounts that stand for these companies in selection, in the order asked; one the reader may not see is not found. */
async function findCandidates(scope: ReadScope, accountIds: readonly string[]): Promise<AccountReference[]> {
  const { rows } = await sql<AccountReference & { askedId: string }>`
    select a.id as "askedId", g.id, g.code, g.name from mainstay.account a
    join mainstay.account g on g.workspace_id = a.workspace_id and g.id = a.group_id
    where a.workspace_id = ${scope.workspaceId} and a.id = any(${accountIds}::bigint[])`.execute(scope.db)
  const byAsked = new Map(rows.map(({ askedId, ...account }) => [askedId, account]))
  return accountIds.map((id) => {
    const account = byAsked.get(id)
    if (!account) throw new Refused('http/not-found')
    return account
  })
}

/** Those with a place that size criteria, and that spend itself, keep in. */
async function namesOf(scope: ReadScope, { book }: Ranked, bias: SpendBias) {
  const idsOf = (positions: readonly number[]) =>
    positions.slice(0, SHOWN).map((position) => book.accountIds[position] ?? '')
  const { sizeHidden, spendRemoved } = bias.wouldNotQualify
  const names = await readReferences(scope, [...idsOf(sizeHidden), ...idsOf(spendRemoved)])
  const named = (positions: readonly number[]): SizeGuard['inBySize'] => {
    const ids = idsOf(positions)
    const accounts = ids.flatMap((id) => names.get(id) ?? [])
    return { accounts, hidden: ids.length - accounts.length, total: positions.length }
  }
  return { inBySize: named(sizeHidden), inBySpend: named(spendRemoved) }
}

function standingReader({ book, ranking, state }: Ranked, bias: SpendBias): (account: AccountReference) => Standing {
  const ranks = ranking === book.ranking ? book.ranks : ranksOf(ranking.order)
  const sizeHidden = new Set(bias.wouldNotQualify.sizeHidden)
  const spendRemoved = new Set(bias.wouldNotQualify.spendRemoved)
  return ({ id }) => {
    const position = book.positionOf.get(id)
    if (position === undefined || !isRanked(ranking, position) || (ranks[position] ?? 0) > state.places) return 'not_in'
    if (sizeHidden.has(position)) return 'in_by_size'
    return spendRemoved.has(position) ? 'in_by_spend' : 'qualifies_anyway'
  }
}

function countCompared({ book, ranking }: Ranked): number {
  let compared = 0
  book.spend.forEach((spend, position) => {
    if (!Number.isNaN(spend) && isRanked(ranking, position)) compared += 1
  })
  return compared
}
