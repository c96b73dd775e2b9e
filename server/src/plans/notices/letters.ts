import type { PlanNoticeKind } from '@mainstay/domain/plans'
import type { Actor } from '../../platform/access/actor.ts'
import type { AreaContext } from '../../platform/area.ts'
import { type Letter, nameInMail } from '../../platform/mail/letter.ts'

const SENTENCES: Readonly<Record<PlanNoticeKind, (actor: string, plan: string) => string>> = {
  mentioned: (actor, plan) => `${actor} named you in a comment on the plan ${plan}.`,
  commented: (actor, plan) => `${actor} commented on the plan ${plan}.`,
  approval_asked: (actor, plan) => `${actor} asks you to approve the plan ${plan}.`,
  changes_asked: (actor, plan) => `${actor} asks for changes in the plan ${plan} before it is approved.`,
  approved: (actor, plan) => `${actor} has approved the plan ${plan}; now everybody asked has.`,
  withdrawn: (actor, plan) => `${actor} has taken back the wish to have the plan ${plan} approved.`,
  action_given: (actor, plan) => `A rule of ${actor} has given you something to do in the plan ${plan}.`,
}

const SUBJECTS: Readonly<Record<PlanNoticeKind, string>> = {
  mentioned: 'You were named in a comment',
  commented: 'A comment on a plan',
  approval_asked: 'A plan to approve',
  changes_asked: 'A plan needs changes',
  approved: 'A plan is approved',
  withdrawn: 'A plan need not be approved any more',
  action_given: 'Something to do in a plan',
}

/** Says who did what and where to look. The words of a comment stay in the house. */
export function noticeLetter(
  { config }: Pick<AreaContext, 'config'>,
  actor: Pick<Actor, 'name' | 'workspaceSlug'>,
  { kind, plan }: { readonly kind: PlanNoticeKind; readonly plan: { readonly id: string; readonly title: string } },
): Letter {
  const base = config.publicUrl?.replace(/\/$/, '') ?? null
  const isTalk = kind === 'mentioned' || kind === 'commented'
  const part = isTalk ? 'overview' : kind === 'action_given' ? 'actions' : 'history'
  return {
    kind: `plan-${kind.replace('_', '-')}`,
    subject: SUBJECTS[kind],
    paragraphs: [
      SENTENCES[kind](nameInMail(actor.name), nameInMail(plan.title)),
      'If you want to hear less of this plan, mute it on its page; you are still told when somebody names you or gives you something to do.',
    ],
    action:
      base === null
        ? null
        : {
            label: isTalk ? 'Read and answer' : 'Open the plan',
            url: `${base}/w/${actor.workspaceSlug}/plans/${plan.id}?part=${part}`,
          },
  }
}
