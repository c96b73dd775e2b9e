import type { AreaContext } from '../../platform/area.ts'
import { type Letter, nameInMail } from '../../platform/mail/letter.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import type { StoredPlan } from '../plan-store.ts'

interface HandOverFacts {
  readonly plan: StoredPlan
  readonly from: { readonly name: string }
  readonly note: string
  readonly actions: number
  readonly duties: number
}

/** Tells somebody what they have taken over. What was written to them stands in the program, not in the mail. */
export function handOverLetter(
  area: Pick<AreaContext, 'config'>,
  scope: Pick<ReadScope, 'actor'>,
  facts: HandOverFacts,
): Letter {
  const { plan, from, actions, duties } = facts
  const taken = [
    `${actions} open ${actions === 1 ? 'action' : 'actions'}`,
    ...(duties > 0 ? ['the place on the team'] : []),
  ].join(' and ')
  return {
    kind: 'plan-handed-over',
    subject: `You take over: ${nameInMail(plan.title)}`,
    paragraphs: [`${nameInMail(from.name)} hands ${taken} in the plan ${nameInMail(plan.title)} over to you.`],
    action: linkTo(area, scope, { planId: plan.id, label: 'See what is open' }),
  }
}

/** The status report of a plan for somebody who has a place on its team. */
export function reportLetter(
  area: Pick<AreaContext, 'config'>,
  scope: Pick<ReadScope, 'actor'>,
  { plan, sentences }: { readonly plan: Pick<StoredPlan, 'id' | 'title'>; readonly sentences: readonly string[] },
): Letter {
  return {
    kind: 'plan-status-report',
    subject: `Status of the week: ${nameInMail(plan.title)}`,
    paragraphs: sentences.map(withoutBait),
    action: linkTo(area, scope, { planId: plan.id, label: 'Open the actions' }),
  }
}

/** Titles inside a sentence were chosen by people, as names are, and a sentence may be longer than a name. */
function withoutBait(sentence: string): string {
  return sentence
    .replaceAll(/“([^”]*)”/g, (_, title: string) => `“${nameInMail(title)}”`)
    .replaceAll(/(is blocked: )(.*)$/g, (_, before: string, reason: string) => `${before}${nameInMail(reason)}`)
}

function linkTo(
  area: Pick<AreaContext, 'config'>,
  scope: Pick<ReadScope, 'actor'>,
  { planId, label }: { readonly planId: string; readonly label: string },
): Letter['action'] {
  const base = area.config.publicUrl
  if (base === null) return null
  return { label, url: `${base.replace(/\/+$/, '')}/w/${scope.actor.workspaceSlug}/plans/${planId}?part=actions` }
}
