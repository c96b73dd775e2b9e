import { type AreaContext, today } from '../../platform/area.ts'
import { actorOf, type CallContext, command } from '../../platform/http/call.ts'
import { type DecisionAnswer, selectDecisions } from '../decision-store.ts'
import { booksOf } from '../scoring/book-cache.ts'
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
    const ids = await takeDecisions(area, scope, {
      request: { ...input, expiresOn: input.expiresOn ?? null, overCapacityReason: input.overCapacityReason },
      cause: { kind: 'decider' },
      selection,
    })
    const decisions = await selectDecisions(scope, { ids, limit: ids.length, today: today(area) })
    return { decisions: decisions.reverse() }
  })
}
