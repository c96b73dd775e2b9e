import type { NoticeDuty, PlanNoticeKind } from '@mainstay/domain/plans'
import type { Actor } from '../../platform/access/actor.ts'
import type { AreaContext } from '../../platform/area.ts'
import { type Letter, nameInMail } from '../../platform/mail/letter.ts'

/** What happens in a plan and not at its account. */
type InPlan = Exclude<PlanNoticeKind, 'account_duty_given'>

/** A duty in words, as told to whoever has it now. */
const DUTIES: Readonly<Record<NoticeDuty, string>> = {
  accountable: 'you are accountable, the one who answers for it',
  responsible: 'you are responsible and do its work',
  consulted: 'you are consulted before decisions',
  informed: 'you are informed of what is decided',
  account_manager: 'you are its account manager',
  executive_sponsor: 'you are its executive sponsor',
  team_member: 'you are a member of its team',
}

const SENTENCES: Readonly<Record<InPlan, (actor: string, plan: string) => string>> = {
  mentioned: (actor, plan) => `${actor} named you in a comment on the plan ${plan}.`,
  commented: (actor, plan) => `${actor} commented on the plan ${plan}.`,
  approval_asked: (actor, plan) => `${actor} asks you to approve the plan ${plan}.`,
  changes_asked: (actor, plan) => `${actor} asks for changes in the plan ${plan} before it is approved.`,
  approved: (actor, plan) => `${actor} has approved the plan ${plan}; now everybody asked has.`,
  withdrawn: (actor, plan) => `${actor} has taken back the wish to have the plan ${plan} approved.`,
  action_given: (actor, plan) => `A rule of ${actor} has given you something to do in the plan ${plan}.`,
  duty_given: (actor, plan) => `${actor} has given you a duty in the plan ${plan}`,
  handed_over: (actor, plan) => `${actor} has handed the plan ${plan} over to you.`,
}

const SUBJECTS: Readonly<Record<InPlan, string>> = {
  mentioned: 'You were named in a comment',
  commented: 'A comment on a plan',
  approval_asked: 'A plan to approve',
  changes_asked: 'A plan needs changes',
  approved: 'A plan is approved',
  withdrawn: 'A plan need not be approved any more',
  action_given: 'Something to do in a plan',
  duty_given: 'A duty in a plan',
  handed_over: 'A plan is handed over to you',
}

const PLACES: Readonly<Partial<Record<InPlan, string>>> = {
  mentioned: 'overview',
  commented: 'overview',
  duty_given: 'overview',
  action_given: 'actions',
  handed_over: 'actions',
}

type Sender = Pick<Actor, 'name' | 'workspaceSlug'>

interface PlanNews {
  readonly kind: PlanNoticeKind
  readonly plan: { readonly id: string; readonly title: string }
  readonly duty?: NoticeDuty | undefined
}

/** Says who did what and where to look. The words of a comment stay in the house. */
export function noticeLetter(area: Pick<AreaContext, 'config'>, actor: Sender, { kind, plan, duty }: PlanNews): Letter {
  // What is told of an account has a letter of its own.
  const told = kind === 'account_duty_given' ? 'duty_given' : kind
  const isTalk = told === 'mentioned' || told === 'commented'
  const sentence = SENTENCES[told](nameInMail(actor.name), nameInMail(plan.title))
  return {
    kind: `plan-${told.replaceAll('_', '-')}`,
    subject: SUBJECTS[told],
    paragraphs: [
      duty === undefined ? sentence : `${sentence}: ${DUTIES[duty]}.`,
      'If you want to hear less of this plan, mute it on its page; you are still told when somebody names you or gives you something to do.',
    ],
    action: linkTo(area, actor, {
      label: isTalk ? 'Read and answer' : 'Open the plan',
      path: `plans/${plan.id}?part=${PLACES[told] ?? 'history'}`,
    }),
  }
}

interface AccountNews {
  readonly account: { readonly id: string; readonly name: string }
  readonly duty: NoticeDuty
  /** At how many other accounts the same was given. */
  readonly others: number
}

/** Says who has put the reader on the team of an account, and as what. */
export function accountDutyLetter(
  area: Pick<AreaContext, 'config'>,
  actor: Sender,
  { account, duty, others }: AccountNews,
): Letter {
  return {
    kind: 'account-duty-given',
    subject: 'A duty at an account',
    paragraphs: [
      `${nameInMail(actor.name)} has given you a duty at the account ${nameInMail(account.name)}${
        others === 0 ? '' : others === 1 ? ' and at another' : ` and at ${others} others`
      }: ${DUTIES[duty]}.`,
    ],
    action: linkTo(area, actor, { label: 'Open the account', path: `accounts/${account.id}` }),
  }
}

function linkTo(
  { config }: Pick<AreaContext, 'config'>,
  { workspaceSlug }: Sender,
  { label, path }: { readonly label: string; readonly path: string },
): Letter['action'] {
  const base = config.publicUrl?.replace(/\/$/, '') ?? null
  return base === null ? null : { label, url: `${base}/w/${workspaceSlug}/${path}` }
}
