import { isWrittenReason, MINIMUM_REASON_LENGTH } from '@mainstay/domain/program'
import { sql } from 'kysely'
import { type AreaContext, today } from '../../platform/area.ts'
import { Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { findNomination, type NominationAnswer } from './nomination-store.ts'

/** Takes a nomination up or declines it, once, with a note. A tier is decided elsewhere, or asked for. */
export async function answerNomination(
  area: AreaContext,
  scope: WriteScope,
  input: { readonly id: string; readonly answer: 'take_up' | 'decline'; readonly note: string },
): Promise<NominationAnswer> {
  const row = await scope.db
    .selectFrom('mainstay.nomination as n')
    .select(['n.account_id', 'n.answer', 'n.version'])
    .where('n.workspace_id', '=', scope.workspaceId)
    .where('n.id', '=', input.id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Refused('http/not-found')
  if (row.answer !== null) throw new Refused('selection/nomination-answered', { answer: row.answer })
  scope.expectVersion(row.version)
  if (!isWrittenReason(input.note)) throw new Refused('selection/reason-required', { fewest: MINIMUM_REASON_LENGTH })
  const answer = input.answer === 'take_up' ? 'taken_up' : 'declined'
  await scope.db
    .updateTable('mainstay.nomination as n')
    .set({
      answer,
      decider_id: scope.actor.id,
      decider_name: scope.actor.name,
      note: input.note,
      answered_at: area.now(),
      version: sql`n.version + 1`,
    })
    .where('n.workspace_id', '=', scope.workspaceId)
    .where('n.id', '=', input.id)
    .execute()
  await scope.record({
    action: answer === 'taken_up' ? 'selection.nomination-taken-up' : 'selection.nomination-declined',
    subjectType: 'nomination',
    subjectId: input.id,
    accountId: row.account_id,
    after: { note: input.note },
  })
  return findNomination(scope, input.id, today(area))
}
