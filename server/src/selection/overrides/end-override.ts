import { OUT_OF_PROGRAM } from '@mainstay/domain/program'
import { decisionOn, endOverride } from '@mainstay/domain/selection'
import { sql } from 'kysely'
import { mayDo } from '../../platform/access/actor.ts'
import { type AreaContext, today } from '../../platform/area.ts'
import { actorOf, type CallContext, command } from '../../platform/http/call.ts'
import { orRefuse } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { lockProgram } from '../../program/index.ts'
import { takeDecisions } from '../commands/take-decisions.ts'
import { ruleDecisionOf } from '../decision-store.ts'
import { booksOf, type Selection } from '../scoring/book-cache.ts'
import { findOverride, lockOverride, type OverrideAnswerRow, ruleOverrideOf, storeAddition } from './override-store.ts'

interface EndInput {
  readonly id: string
  readonly reason: string
}

/**
 * Withdraws what the actor asked for; or ends an override in force, by a decision back to what the account would fall back
 * to today. Falling back was bound to come, so it needs no free place of its own.
 */
export async function end(area: AreaContext, context: CallContext, input: EndInput): Promise<OverrideAnswerRow> {
  const selection = await booksOf(area).load(actorOf(context))
  return command(context, (scope) => endIn(area, scope, { input, selection }))
}

async function endIn(
  area: AreaContext,
  scope: WriteScope,
  { input, selection }: { readonly input: EndInput; readonly selection: Selection },
): Promise<OverrideAnswerRow> {
  await lockProgram(scope)
  const row = await lockOverride(scope, input.id)
  const day = today(area)
  const ended = orRefuse(
    endOverride(
      ruleOverrideOf(row),
      { endedBy: scope.actor.id, reason: input.reason, endedOn: day },
      { mayAnswer: mayDo(scope.actor, 'selection:decide') },
    ),
  )
  scope.expectVersion(row.version)
  await storeAddition(scope, ended, 'end')
  await scope.record({
    action: row.is_granted ? 'selection.override-ended' : 'selection.override-withdrawn',
    subjectType: 'override',
    subjectId: row.id,
    accountId: row.account_id,
    before: { tier: row.tier, expiresOn: row.expires_on },
    after: { reason: input.reason },
  })
  if (row.is_granted) await fallBack(area, scope, { override: row, day, reason: input.reason, selection })
  return findOverride(scope, row.id, day)
}

async function fallBack(
  area: AreaContext,
  scope: WriteScope,
  facts: {
    readonly override: { readonly id: string; readonly account_id: string; readonly tier: string }
    readonly day: string
    readonly reason: string
    readonly selection: Selection
  },
): Promise<void> {
  const { override, day, reason, selection } = facts
  const { rows } = await sql<Parameters<typeof ruleDecisionOf>[0]>`
    select d.account_id, d.tier, d.effective_date, d.expires_on from mainstay.tier_decision d
    where d.workspace_id = ${scope.workspaceId} and d.account_id = ${override.account_id} and d.override_id is distinct from ${override.id}
    order by d.id`.execute(scope.db)
  const before = decisionOn(rows.map(ruleDecisionOf), day)
  const tier = before?.tier ?? OUT_OF_PROGRAM
  if (tier === override.tier) return
  await takeDecisions(area, scope, {
    request: {
      accountIds: [override.account_id],
      tier,
      reason,
      effectiveDate: day,
      expiresOn: before?.expiresOn ?? null,
      overCapacityReason: reason,
    },
    cause: { kind: 'fallback' },
    selection,
  })
}
