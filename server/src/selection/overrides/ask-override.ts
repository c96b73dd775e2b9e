import { randomUUID } from 'node:crypto'
import { OUT_OF_PROGRAM } from '@mainstay/domain/program'
import { askOverride, currentTier } from '@mainstay/domain/selection'
import { type AreaContext, today } from '../../platform/area.ts'
import { actorOf, type CallContext, command } from '../../platform/http/call.ts'
import { orRefuse } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { lockProgram, readTierScheme, ruleSchemeOf } from '../../program/index.ts'
import { findCandidate } from '../candidate-store.ts'
import { readProposals } from '../commands/rule-at-decision.ts'
import { decisionHistories } from '../decision-store.ts'
import { booksOf, type Selection } from '../scoring/book-cache.ts'
import { otherDecidersAbout } from './exception-policy.ts'
import { tellByMail } from './letters.ts'
import {
  findOverride,
  insertOverride,
  type OverrideAnswerRow,
  overridesOpenOn,
  ruleOverrideOf,
} from './override-store.ts'

interface AskInput {
  readonly accountId: string
  readonly tier: string
  readonly reason: string
  readonly expiresOn: string
}

/** Asks that the group an account belongs to be in a tier, or out, until a day. Nothing changes until somebody grants it. */
export async function ask(area: AreaContext, context: CallContext, input: AskInput): Promise<OverrideAnswerRow> {
  const selection = await booksOf(area).load(actorOf(context))
  return command(context, (scope) => askIn(area, scope, { input, selection }))
}

async function askIn(
  area: AreaContext,
  scope: WriteScope,
  { input, selection }: { readonly input: AskInput; readonly selection: Selection },
): Promise<OverrideAnswerRow> {
  const candidate = await findCandidate(scope, input.accountId)
  await lockProgram(scope)
  const day = today(area)
  const scheme = ruleSchemeOf((await readTierScheme(scope)).tiers)
  const history = (await decisionHistories(scope, [candidate.id])).get(candidate.id) ?? []
  const overrides = (await overridesOpenOn(scope, [candidate.id], day)).map(ruleOverrideOf)
  const asked = orRefuse(
    askOverride(
      {
        id: randomUUID(),
        accountId: candidate.id,
        tier: input.tier,
        reason: input.reason,
        askedBy: scope.actor.id,
        askedOn: day,
        expiresOn: input.expiresOn,
      },
      { scheme, currentTier: currentTier(history, day), overrides },
    ),
  )
  const { isKnown, proposedTier: proposed } = readProposals(selection, [candidate.id]).of(candidate.id)
  const proposedTier = isKnown ? (proposed ?? OUT_OF_PROGRAM) : null
  await insertOverride(scope, asked, { askedAt: area.now(), proposedTier })
  const { tier, reason, expiresOn } = asked
  await scope.record({
    action: 'selection.override-asked',
    subjectType: 'override',
    subjectId: asked.id,
    accountId: candidate.id,
    after: { tier, reason, expiresOn, proposedTier },
  })
  const personIds = await otherDecidersAbout(scope, candidate.id)
  await tellByMail(area, scope, { id: asked.id, account: candidate, personIds, happening: 'asked' })
  return findOverride(scope, asked.id, day)
}
