import { AS_PROPOSED } from '@mainstay/contract/selection-tiers'
import { OUT_OF_PROGRAM } from '@mainstay/domain/program'
import { type AreaContext, today } from '../../platform/area.ts'
import { actorOf, type CallContext, command } from '../../platform/http/call.ts'
import { Refused } from '../../platform/refusal.ts'
import { type DecisionAnswer, selectDecisions } from '../decision-store.ts'
import { movesOf } from '../queries/tiers.ts'
import { booksOf, type Selection } from '../scoring/book-cache.ts'
import { takeDecisions } from './take-decisions.ts'

export interface DecideInput {
  readonly accountIds: readonly string[]
  readonly tier: string
  readonly reason: string
  readonly effectiveDate: string
  readonly expiresOn?: string | null | undefined
  readonly overCapacityReason?: string | undefined
}

/** Decides the tier of one or several accounts, all or none, beside what the scores propose at that moment. */
export async function decideTiers(
  area: AreaContext,
  context: CallContext,
  input: DecideInput,
): Promise<{ decisions: DecisionAnswer[] }> {
  const selection = await booksOf(area).load(actorOf(context))
  return command(context, async (scope) => {
    const ids: string[] = []
    for (const part of partsOf(input, selection)) {
      const request = {
        ...input,
        ...part,
        expiresOn: input.expiresOn ?? null,
        overCapacityReason: input.overCapacityReason,
      }
      ids.push(...(await takeDecisions(area, scope, { request, cause: { kind: 'decider' }, selection })))
    }
    const decisions = await selectDecisions(scope, { ids, limit: ids.length, today: today(area) })
    return { decisions: decisions.reverse() }
  })
}

/** What is decided about whom: one tier for all, or each account its own; places are freed before they are taken. */
function partsOf(
  { tier, accountIds }: Pick<DecideInput, 'tier' | 'accountIds'>,
  selection: Selection,
): Pick<DecideInput, 'tier' | 'accountIds'>[] {
  if (tier !== AS_PROPOSED) return [{ tier, accountIds }]
  const proposed = new Map(movesOf(selection).map((move) => [move.accountId, move.proposedTier ?? OUT_OF_PROGRAM]))
  const byTier = new Map<string, string[]>()
  for (const accountId of accountIds) {
    const own = proposed.get(accountId)
    if (own === undefined) throw new Refused('selection/not-proposed', { accountId })
    byTier.set(own, [...(byTier.get(own) ?? []), accountId])
  }
  const lowestFirst = [OUT_OF_PROGRAM, ...selection.state.tiers.map(({ key }) => key).reverse()]
  return lowestFirst.flatMap((key) => {
    const own = byTier.get(key)
    return own ? [{ tier: key, accountIds: own }] : []
  })
}
