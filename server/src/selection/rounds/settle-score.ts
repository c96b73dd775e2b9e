import type { roundResultRow } from '@mainstay/contract/selection-round-results'
import { type ScoringRound, settle } from '@mainstay/domain/selection'
import type { z } from 'zod'
import type { AreaContext } from '../../platform/area.ts'
import { orRefuse } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { referenceOf } from './present-round.ts'
import { findRound, readSettlements, ruleRoundOf, type StoredRound, type StoredSettlement } from './round-store.ts'
import { overAllAccounts } from './whole-workspace.ts'

export type SettlementAnswer = NonNullable<z.infer<typeof roundResultRow>['cells'][number]['settlement']>

interface SettleInput {
  readonly id: string
  readonly accountId: string
  readonly criterionKey: string
  readonly score: number
  readonly note: string
  readonly replaces: string | null
}

/**
 * Settles one account on one criterion. Of two people at once the second is refused with the words of the first, and
 * decides again knowing them.
 */
export async function settleScore(area: AreaContext, scope: WriteScope, input: SettleInput): Promise<SettlementAnswer> {
  const { id, accountId, criterionKey, score, note, replaces } = input
  const stored = await findRound(scope, id, 'change')
  const [latest = null] = await overAllAccounts(scope, () => readSettlements(scope, id, { accountId, criterionKey }))
  const at = area.now()
  const asked = {
    id: '',
    accountId,
    criterionKey,
    score,
    note,
    replaces,
    settledBy: scope.actor.id,
    settledAt: at.toISOString(),
  }
  // A refusal tells the other's name, not their id.
  const settled = orRefuse(settle(roundInSight(stored), asked, latest && { ...latest, settledBy: latest.byName }))
  await scope.db
    .insertInto('mainstay.scoring_round_settlement')
    .values({
      workspace_id: scope.workspaceId,
      round_id: id,
      account_id: accountId,
      criterion_key: criterionKey,
      score: settled.score,
      note: settled.note,
      person_id: scope.actor.id,
      person_name: scope.actor.name,
      settled_at: at,
    })
    .execute()
  await scope.record({
    action: 'selection.round-settled',
    subjectType: 'scoring_round',
    subjectId: id,
    accountId,
    before: latest && { criterionKey, score: latest.score, note: latest.note },
    after: { criterionKey, score: settled.score, note: settled.note },
  })
  const [written] = await overAllAccounts(scope, () => readSettlements(scope, id, { accountId, criterionKey }))
  if (!written) throw new Error('the settlement just written cannot be read')
  return presentSettlement(written)
}

/** The round as who settles knows it: a candidate hidden from them is none, and what was settled about it stays untold. */
function roundInSight(stored: StoredRound): ScoringRound {
  return ruleRoundOf({ ...stored, candidates: stored.candidates.filter((one) => referenceOf(one) !== null) })
}

export function presentSettlement(settlement: StoredSettlement): SettlementAnswer {
  return {
    id: settlement.id,
    score: settlement.score,
    note: settlement.note,
    byName: settlement.byName,
    at: settlement.settledAt,
    isTakenOver: settlement.isTakenOver,
  }
}
