import { OUT_OF_PROGRAM, type TierScheme } from '@mainstay/domain/program'
import { decide, decisionOn, placesTakenIn, type TierDecision } from '@mainstay/domain/selection'
import { type AreaContext, today } from '../../platform/area.ts'
import { orRefuse, Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { lockProgram, readTierScheme, ruleSchemeOf } from '../../program/index.ts'
import { readReferences } from '../candidate-store.ts'
import {
  type DecisionAnswer,
  decisionHistories,
  decisionsTouching,
  insertDecision,
  selectDecisions,
} from '../decision-store.ts'

export interface DecideInput {
  readonly accountIds: readonly string[]
  readonly tier: string
  readonly reason: string
  readonly effectiveDate: string
  readonly expiresOn?: string | null | undefined
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
  const histories = await decisionHistories(scope, accountIds)
  const ids: string[] = []
  for (const accountId of accountIds) {
    const history = histories.get(accountId) ?? []
    const decision = takeDecision({ scheme, touching, history, scope, input, accountId })
    touching.push(decision)
    const previousTier = decisionOn(history, decision.effectiveDate)?.tier ?? OUT_OF_PROGRAM
    ids.push(await insertDecision(scope, decision, { previousTier, decidedAt: area.now() }))
    await recordDecision(scope, decision, previousTier)
  }
  const decisions = await selectDecisions(scope, { ids, limit: ids.length, today: today(area) })
  return { decisions: decisions.reverse() }
}

function takeDecision(question: {
  readonly scheme: TierScheme
  readonly touching: readonly TierDecision[]
  readonly history: readonly TierDecision[]
  readonly scope: WriteScope
  readonly input: DecideInput
  readonly accountId: string
}): TierDecision {
  const { scheme, touching, history, scope, input, accountId } = question
  const { tier, effectiveDate } = input
  const expiresOn = input.expiresOn ?? null
  const taken = daysOfChange(touching, { effectiveDate, expiresOn }).map((date) =>
    placesTakenIn({ decisions: touching, tier, date, exceptAccountId: accountId }),
  )
  const decision: TierDecision = {
    accountId,
    tier,
    reason: input.reason,
    deciderId: scope.actor.id,
    effectiveDate,
    expiresOn,
    decidedAt: '',
    overCapacityReason: input.overCapacityReason ?? null,
  }
  return orRefuse(decide({ scheme, history, placesTaken: Math.max(...taken) }, decision))
}

/** The days in force on which places may come to be taken: decisions begin, or accounts fall back as one expires. */
function daysOfChange(
  touching: readonly TierDecision[],
  { effectiveDate, expiresOn }: Pick<TierDecision, 'effectiveDate' | 'expiresOn'>,
): string[] {
  const days = touching.flatMap((one) => [
    one.effectiveDate,
    ...(one.expiresOn === null ? [] : [dayAfter(one.expiresOn)]),
  ])
  const inForce = days.filter((day) => day >= effectiveDate && (expiresOn === null || day <= expiresOn))
  return [...new Set([effectiveDate, ...inForce])]
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

async function recordDecision(scope: WriteScope, decision: TierDecision, previousTier: string): Promise<void> {
  const { accountId, tier, reason, effectiveDate, expiresOn, overCapacityReason } = decision
  await scope.record({
    action: 'selection.decided',
    subjectType: 'account',
    subjectId: accountId,
    accountId,
    before: { tier: previousTier },
    after: { tier, reason, effectiveDate, expiresOn, overCapacityReason },
  })
}
