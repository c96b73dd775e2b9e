import { OUT_OF_PROGRAM, type TierScheme } from '@mainstay/domain/program'
import { decide, placesTakenIn, type TierDecision } from '@mainstay/domain/selection'
import { type AreaContext, today } from '../../platform/area.ts'
import { orRefuse, Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { lockProgram, readTierScheme, ruleSchemeOf } from '../../program/index.ts'
import { readReferences } from '../candidate-store.ts'
import {
  type DecisionAnswer,
  decisionsTouching,
  insertDecision,
  lastDecisions,
  selectDecisions,
} from '../decision-store.ts'

export interface DecideInput {
  readonly accountIds: readonly string[]
  readonly tier: string
  readonly reason: string
  readonly effectiveDate: string
  readonly overCapacityReason?: string | undefined
}

/**
 * Decides the tier of one or several accounts, all or none. Deciders of a workspace queue up, so that no two of them can
 * take the last place; a place counts as taken from the effective date on, also where another decision has yet to begin.
 */
export async function decideTiers(
  area: AreaContext,
  scope: WriteScope,
  input: DecideInput,
): Promise<{ decisions: DecisionAnswer[] }> {
  await lockProgram(scope)
  const accountIds = [...new Set(input.accountIds)]
  const visible = await readReferences(scope, accountIds)
  if (visible.size < accountIds.length) throw new Refused('http/not-found')
  const scheme = ruleSchemeOf((await readTierScheme(scope)).tiers)
  const touching = await decisionsTouching(scope, input.tier)
  const last = await lastDecisions(scope, accountIds)
  const ids: string[] = []
  for (const accountId of accountIds) {
    const before = last.get(accountId) ?? null
    const decision = takeDecision({ scheme, touching, before, scope, input, accountId })
    touching.push(decision)
    const previousTier = before?.tier ?? OUT_OF_PROGRAM
    ids.push(await insertDecision(scope, decision, { previousTier, decidedAt: area.now() }))
    await recordDecision(scope, decision, previousTier)
  }
  const decisions = await selectDecisions(scope, { ids, limit: ids.length, today: today(area) })
  return { decisions: decisions.reverse() }
}

function takeDecision(question: {
  readonly scheme: TierScheme
  readonly touching: readonly TierDecision[]
  readonly before: TierDecision | null
  readonly scope: WriteScope
  readonly input: DecideInput
  readonly accountId: string
}): TierDecision {
  const { scheme, touching, before, scope, input, accountId } = question
  const { tier, effectiveDate } = input
  const dates = [...new Set([effectiveDate, ...touching.map((one) => one.effectiveDate)])].filter(
    (date) => date >= effectiveDate,
  )
  const taken = dates.map((date) => placesTakenIn({ decisions: touching, tier, date, exceptAccountId: accountId }))
  const decision: TierDecision = {
    accountId,
    tier,
    reason: input.reason,
    deciderId: scope.actor.id,
    effectiveDate,
    decidedAt: '',
    overCapacityReason: input.overCapacityReason ?? null,
  }
  return orRefuse(decide({ scheme, last: before, placesTaken: Math.max(...taken) }, decision))
}

async function recordDecision(scope: WriteScope, decision: TierDecision, previousTier: string): Promise<void> {
  const { accountId, tier, reason, effectiveDate, overCapacityReason } = decision
  await scope.record({
    action: 'selection.decided',
    subjectType: 'account',
    subjectId: accountId,
    accountId,
    before: { tier: previousTier },
    after: { tier, reason, effectiveDate, overCapacityReason },
  })
}
