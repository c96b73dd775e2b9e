import { OUT_OF_PROGRAM, type TierScheme } from '@mainstay/domain/program'
import {
  decide,
  decisionOn,
  endOverride,
  followsScores,
  mustAskForOverride,
  placesTakenIn,
  type TierDecision,
} from '@mainstay/domain/selection'
import type { AreaContext } from '../../platform/area.ts'
import { orRefuse, Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { lockProgram, readTierScheme, ruleSchemeOf } from '../../program/index.ts'
import { readReferences } from '../candidate-store.ts'
import { type DecisionFacts, decisionHistories, decisionsTouching, insertDecision } from '../decision-store.ts'
import { otherDecidersAbout, readExceptionPolicy } from '../overrides/exception-policy.ts'
import { overridesOpenOn, ruleOverrideOf, storeAddition } from '../overrides/override-store.ts'
import type { Selection } from '../scoring/book-cache.ts'
import { readProposals } from './rule-at-decision.ts'

export interface DecisionRequest {
  readonly accountIds: readonly string[]
  readonly tier: string
  readonly reason: string
  readonly effectiveDate: string
  readonly expiresOn: string | null
  readonly overCapacityReason: string | undefined
}

/** Why a decision is taken: somebody decides, an override is granted, or one that was granted ends before its time. */
export type DecisionCause =
  | { readonly kind: 'decider' }
  | { readonly kind: 'override'; readonly overrideId: string }
  | { readonly kind: 'fallback' }

interface Taking {
  readonly request: DecisionRequest
  readonly cause: DecisionCause
  readonly selection: Selection
}

/**
 * Takes the same decision about one or several accounts, all or none, and gives its ids. Deciders of a workspace queue up,
 * so that no two of them can take the last place; a place counts as taken from the effective date on, also where another
 * decision has yet to begin. Each decision keeps whether it follows the scores as they stood; where the house wants a
 * second person for exceptions and there is one, a decider's own exception is refused.
 */
export async function takeDecisions(area: AreaContext, scope: WriteScope, taking: Taking): Promise<string[]> {
  const { request, cause } = taking
  await lockProgram(scope)
  const accountIds = [...new Set(request.accountIds)]
  const visible = await readReferences(scope, accountIds)
  if (visible.size < accountIds.length) throw new Refused('http/not-found')
  const scheme = ruleSchemeOf((await readTierScheme(scope)).tiers)
  const touching = await decisionsTouching(scope, request.tier)
  const histories = await decisionHistories(scope, accountIds)
  const factsOf = factsAtDecision(area, { ...taking, accountIds })
  const ids: string[] = []
  for (const accountId of accountIds) {
    const history = histories.get(accountId) ?? []
    const decision = takeDecision({ scheme, touching, history, scope, request, accountId })
    const facts = factsOf(decision, decisionOn(history, decision.effectiveDate)?.tier ?? OUT_OF_PROGRAM)
    if (cause.kind === 'decider') await demandSecondPerson(scope, decision, facts)
    touching.push(decision)
    ids.push(await insertDecision(scope, decision, facts))
    await recordDecision(scope, decision, facts)
  }
  if (cause.kind === 'decider') await endOverridesReplaced(scope, accountIds, request)
  return ids
}

/** What is kept beside each decision. Falling back to what held before is nobody's choice for or against the scores. */
function factsAtDecision(
  area: AreaContext,
  { cause, selection, accountIds }: Taking & { readonly accountIds: readonly string[] },
): (decision: TierDecision, previousTier: string) => DecisionFacts {
  const proposals = readProposals(selection, accountIds)
  const decidedAt = area.now()
  const overrideId = cause.kind === 'override' ? cause.overrideId : null
  return ({ accountId, tier }, previousTier) => {
    const { proposedTier, isKnown } = proposals.of(accountId)
    const isJudged = isKnown && cause.kind !== 'fallback'
    const follows = isJudged ? followsScores(tier, proposedTier) : null
    const takesPlace = tier !== OUT_OF_PROGRAM && (overrideId !== null || follows === false)
    return {
      previousTier,
      decidedAt,
      overrideId,
      followsScores: follows,
      proposedTier: isJudged ? (proposedTier ?? OUT_OF_PROGRAM) : null,
      insteadAccountId: takesPlace ? proposals.nextAccountId : null,
    }
  }
}

async function demandSecondPerson(scope: WriteScope, decision: TierDecision, facts: DecisionFacts): Promise<void> {
  if (facts.followsScores !== false) return
  const { needsSecondPerson } = await readExceptionPolicy(scope)
  const otherDeciders = (await otherDecidersAbout(scope, decision.accountId)).length
  if (!mustAskForOverride({ followsScores: false, needsSecondPerson, otherDeciders })) return
  const { accountId, tier } = decision
  throw new Refused('selection/exception-needs-override', { accountId, tier, proposedTier: facts.proposedTier })
}

/** A decider's own decision takes the place of an override in force; nothing would be left of it to fall back from. */
async function endOverridesReplaced(
  scope: WriteScope,
  accountIds: readonly string[],
  { effectiveDate, reason }: DecisionRequest,
): Promise<void> {
  for (const row of await overridesOpenOn(scope, accountIds, effectiveDate)) {
    if (!row.is_granted) continue
    const end = { endedBy: scope.actor.id, reason, endedOn: effectiveDate }
    await storeAddition(scope, orRefuse(endOverride(ruleOverrideOf(row), end, { mayAnswer: true })), 'end')
    await scope.record({
      action: 'selection.override-ended',
      subjectType: 'override',
      subjectId: row.id,
      accountId: row.account_id,
      before: { tier: row.tier, expiresOn: row.expires_on },
      after: { reason, endedOn: effectiveDate },
    })
  }
}

function takeDecision(question: {
  readonly scheme: TierScheme
  readonly touching: readonly TierDecision[]
  readonly history: readonly TierDecision[]
  readonly scope: WriteScope
  readonly request: DecisionRequest
  readonly accountId: string
}): TierDecision {
  const { scheme, touching, history, scope, request, accountId } = question
  const { tier, effectiveDate, expiresOn } = request
  const taken = daysOfChange(touching, { effectiveDate, expiresOn }).map((date) =>
    placesTakenIn({ decisions: touching, tier, date, exceptAccountId: accountId }),
  )
  const decision: TierDecision = {
    accountId,
    tier,
    reason: request.reason,
    deciderId: scope.actor.id,
    effectiveDate,
    expiresOn,
    decidedAt: '',
    overCapacityReason: request.overCapacityReason ?? null,
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

async function recordDecision(
  scope: WriteScope,
  decision: TierDecision,
  { previousTier, followsScores: follows, proposedTier }: DecisionFacts,
): Promise<void> {
  const { accountId, tier, reason, effectiveDate, expiresOn, overCapacityReason } = decision
  await scope.record({
    action: 'selection.decided',
    subjectType: 'account',
    subjectId: accountId,
    accountId,
    before: { tier: previousTier },
    after: { tier, reason, effectiveDate, expiresOn, overCapacityReason, proposedTier, followsScores: follows },
  })
}
