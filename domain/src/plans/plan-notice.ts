import { PLAN_DUTIES } from './plan-team.ts'

/** What happens in a plan, or at its account, that people are told of. */
export type PlanNoticeKind =
  | 'mentioned'
  | 'commented'
  | 'approval_asked'
  | 'changes_asked'
  | 'approved'
  | 'withdrawn'
  | 'action_given'
  | 'duty_given'
  | 'account_duty_given'
  | 'handed_over'

/** Duties that people are told of: those in a plan, and those at an account. */
export const NOTICE_DUTIES = [...PLAN_DUTIES, 'account_manager', 'executive_sponsor', 'team_member'] as const
export type NoticeDuty = (typeof NOTICE_DUTIES)[number]

/** The duties of whoever answers: for a plan, or for an account. */
const ANSWERING: ReadonlySet<NoticeDuty> = new Set<NoticeDuty>(['accountable', 'account_manager'])

/**
 * Whether somebody is told of the duty they have now: when they had none before, so that nobody finds out by chance that
 * others count on them, and when they become the one who answers. Any other change of a duty is theirs to see on the team.
 */
export function isDutyNews(before: NoticeDuty | null, after: NoticeDuty): boolean {
  return before === null || (before !== after && ANSWERING.has(after))
}

/** How closely somebody follows a plan. */
export type PlanStance = 'watching' | 'normal' | 'muted'

/** An event in a plan, and everybody it could concern. */
export interface PlanEvent {
  readonly kind: Exclude<PlanNoticeKind, 'mentioned' | 'account_duty_given'>
  readonly actorId: string
  /** Spoken to in person: named in a comment, asked to approve, given an action, or whose own submission is answered. */
  readonly namedIds: readonly string[]
  /** Those who answer for the plan or do the work, and whoever the thing in question belongs to. */
  readonly ownerIds: readonly string[]
  readonly watcherIds: readonly string[]
  readonly mutedIds: readonly string[]
  /** Those who may see what it is about; nobody else ever hears of it. */
  readonly seeingIds: readonly string[]
}

/** Who is told, and as what. */
export interface ToldPerson {
  readonly personId: string
  readonly kind: PlanNoticeKind
}

/**
 * Who is told of an event. Named people always are, muted or not, because somebody speaks to them; owners and watchers
 * are unless they muted the plan; nobody is told of their own doing, of what they may not see, or twice. A person named
 * in a comment hears that they were mentioned.
 */
export function toldOf(event: PlanEvent): ToldPerson[] {
  const seeing = new Set(event.seeingIds)
  const muted = new Set(event.mutedIds)
  const mayHear = (personId: string) => personId !== event.actorId && seeing.has(personId)
  const named = [...new Set(event.namedIds)].filter(mayHear)
  const others = [...new Set([...event.ownerIds, ...event.watcherIds])].filter(
    (personId) => mayHear(personId) && !muted.has(personId) && !named.includes(personId),
  )
  const kindOfNamed: PlanNoticeKind = event.kind === 'commented' ? 'mentioned' : event.kind
  return [
    ...named.map((personId) => ({ personId, kind: kindOfNamed })),
    ...others.map((personId) => ({ personId, kind: event.kind })),
  ]
}

/** Somebody before a comment: they may be its author, and may answer for every plan. */
export interface CommentReader {
  readonly isAuthor: boolean
  /** An owner or program lead. */
  readonly isLead: boolean
}

/** What somebody may do about a comment. */
export interface CommentRights {
  readonly mayChange: boolean
  readonly mayRemove: boolean
  readonly mayPutBack: boolean
}

/**
 * Rights over a comment: only its author changes its words, while it stands; its author and leads take it out; who took
 * it out puts it back, and so does a lead. What a lead took out its author cannot put back.
 */
export function commentRights(reader: CommentReader, removal: { readonly isOwn: boolean } | null): CommentRights {
  if (removal !== null) return { mayChange: false, mayRemove: false, mayPutBack: removal.isOwn || reader.isLead }
  return { mayChange: reader.isAuthor, mayRemove: reader.isAuthor || reader.isLead, mayPutBack: false }
}
