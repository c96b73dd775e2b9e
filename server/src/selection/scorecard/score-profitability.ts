import { type AreaContext, today } from '../../platform/area.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { findCandidate } from '../candidate-store.ts'
import type {} from './tables.ts'

export interface ScoreInput {
  readonly id: string
  readonly score: number
  readonly comment: string | null
}

/** Takes how profitable a person feels a group to be; what they gave before stays, and counts no more. */
export async function insertScore(area: AreaContext, scope: WriteScope, input: ScoreInput): Promise<string> {
  const candidate = await findCandidate(scope, input.id)
  const { score, comment } = input
  const { id } = await scope.db
    .insertInto('mainstay.profitability_score')
    .values({
      workspace_id: scope.workspaceId,
      account_id: candidate.id,
      person_id: scope.actor.id,
      person_name: scope.actor.name,
      score,
      comment: comment === '' ? null : comment,
      scored_on: today(area),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  // Audit and feed tell that somebody scored, not what: others may still be blind, and the score itself is kept.
  await scope.record({
    action: 'selection.profitability-scored',
    subjectType: 'account',
    subjectId: candidate.id,
    accountId: candidate.id,
  })
  return id
}
