import { answerOverride } from '@mainstay/domain/selection'
import { mayDo } from '../../platform/access/actor.ts'
import { type AreaContext, today } from '../../platform/area.ts'
import { actorOf, type CallContext, command } from '../../platform/http/call.ts'
import { orRefuse } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { lockProgram } from '../../program/index.ts'
import { takeDecisions } from '../commands/take-decisions.ts'
import { booksOf, type Selection } from '../scoring/book-cache.ts'
import { tellByMail } from './letters.ts'
import { findOverride, lockOverride, type OverrideAnswerRow, ruleOverrideOf, storeAddition } from './override-store.ts'

interface AnswerInput {
  readonly id: string
  readonly answer: 'grant' | 'refuse'
  readonly note: string
  readonly overCapacityReason?: string | undefined
}

/**
 * Grants or refuses an override. Granting takes a decision that holds to the override's last day; what held before holds
 * again by itself after it. Answers of a workspace queue up, so that exactly one of several counts.
 */
export async function answer(area: AreaContext, context: CallContext, input: AnswerInput): Promise<OverrideAnswerRow> {
  const selection = await booksOf(area).load(actorOf(context))
  return command(context, (scope) => answerIn(area, scope, { input, selection }))
}

async function answerIn(
  area: AreaContext,
  scope: WriteScope,
  { input, selection }: { readonly input: AnswerInput; readonly selection: Selection },
): Promise<OverrideAnswerRow> {
  await lockProgram(scope)
  const row = await lockOverride(scope, input.id)
  const day = today(area)
  const isGranted = input.answer === 'grant'
  const answered = orRefuse(
    answerOverride(
      ruleOverrideOf(row),
      { isGranted, deciderId: scope.actor.id, reason: input.note, decidedOn: day },
      { mayAnswer: mayDo(scope.actor, 'selection:decide') },
    ),
  )
  scope.expectVersion(row.version)
  await storeAddition(scope, answered, 'answer')
  const { id, accountId, tier, reason, expiresOn } = answered
  await scope.record({
    action: isGranted ? 'selection.override-granted' : 'selection.override-refused',
    subjectType: 'override',
    subjectId: id,
    accountId,
    before: { askedBy: row.asker_name, reason },
    after: { tier, expiresOn, note: input.note },
  })
  if (isGranted) {
    const overCapacityReason = input.overCapacityReason
    await takeDecisions(area, scope, {
      request: { accountIds: [accountId], tier, reason, effectiveDate: day, expiresOn, overCapacityReason },
      cause: { kind: 'override', overrideId: id },
      selection,
    })
  }
  const found = await findOverride(scope, id, day)
  const happening = isGranted ? 'granted' : 'refused'
  await tellByMail(area, scope, { id, account: found.account, personIds: [row.asked_by], happening })
  return found
}
