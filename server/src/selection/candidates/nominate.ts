import { randomUUID } from 'node:crypto'
import { isWrittenReason, MINIMUM_REASON_LENGTH } from '@mainstay/domain/program'
import { currentTier } from '@mainstay/domain/selection'
import { type AreaContext, today } from '../../platform/area.ts'
import { Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { findCandidate } from '../candidate-store.ts'
import { decisionHistories } from '../decision-store.ts'
import { findNomination, type NominationAnswer } from './nomination-store.ts'

/** Puts the group an account belongs to forward. One that is key already needs nobody's word, and one word at a time is enough. */
export async function nominate(
  area: AreaContext,
  scope: WriteScope,
  input: { readonly accountId: string; readonly reason: string },
): Promise<NominationAnswer> {
  if (!isWrittenReason(input.reason)) throw new Refused('selection/reason-required', { fewest: MINIMUM_REASON_LENGTH })
  const candidate = await findCandidate(scope, input.accountId)
  const history = (await decisionHistories(scope, [candidate.id])).get(candidate.id) ?? []
  const tier = currentTier(history, today(area))
  if (tier !== null) throw new Refused('selection/nomination-in-tier', { accountId: candidate.id, tier })
  const id = randomUUID()
  const inserted = await scope.db
    .insertInto('mainstay.nomination')
    .values({
      workspace_id: scope.workspaceId,
      id,
      account_id: candidate.id,
      reason: input.reason,
      nominated_by: scope.actor.id,
      nominator_name: scope.actor.name,
      nominated_at: area.now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (inserted.numInsertedOrUpdatedRows === 0n) {
    throw new Refused('selection/nomination-open', { accountId: candidate.id })
  }
  await scope.record({
    action: 'selection.nominated',
    subjectType: 'nomination',
    subjectId: id,
    accountId: candidate.id,
    after: { reason: input.reason },
  })
  return findNomination(scope, id, today(area))
}
