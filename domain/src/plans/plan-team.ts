import { accept, type Result, refuse } from '../kernel/index.ts'

/**
 * What somebody owes a plan, from who answers for it to who is only told: one person is accountable, any number are
 * responsible (they do the work), consulted (asked before) or informed (told after).
 */
export const PLAN_DUTIES = ['accountable', 'responsible', 'consulted', 'informed'] as const
export type PlanDuty = (typeof PLAN_DUTIES)[number]

/** Somebody with a duty in a plan, of ours or of the customer. */
export interface PlanTeamMember {
  readonly id: string
  /** The member of the workspace; null for colleagues without access and for people of the customer. */
  readonly personId: string | null
  readonly name: string
  readonly side: 'ours' | 'customer'
  readonly duty: PlanDuty
  /** Sees sections that are for the inner team only. */
  readonly isInner: boolean
  /** Was a member of the workspace and no longer is. */
  readonly hasLeft: boolean
}

/** Why somebody cannot have this place in a team. */
export type PlanPersonRefusal =
  | 'plans/person-name-missing'
  | 'plans/customer-not-member'
  | 'plans/customer-not-inner'
  | 'plans/accountable-not-ours'
  | 'plans/inner-without-access'
  | 'plans/person-on-team'
  | 'plans/accountable-held'

/**
 * Takes somebody as they are described, whoever else is on the team. People of the customer are no members of the
 * workspace, never belong to the inner team and never answer for our plan; the inner team is made of members, because it
 * is about what they see; whoever is no member has a name.
 */
export function checkPlanPerson<Person extends Omit<PlanTeamMember, 'id' | 'hasLeft'>>(
  person: Person,
): Result<Person, PlanPersonRefusal> {
  if (person.side === 'customer') {
    if (person.personId !== null) return refuse('plans/customer-not-member')
    if (person.isInner) return refuse('plans/customer-not-inner')
    if (person.duty === 'accountable') return refuse('plans/accountable-not-ours')
  }
  if (person.isInner && person.personId === null) return refuse('plans/inner-without-access')
  if (person.personId === null && person.name.trim() === '') return refuse('plans/person-name-missing')
  return accept(person)
}

/** Whether a new accountable person waits for the place to be free, or takes it over from whoever has it. */
export type AccountableClaim = 'wait' | 'take_over'

/**
 * Seats somebody in a team. A member of the workspace has one place in it. Where another person is accountable already,
 * it refuses with their name, or names them as the one who becomes responsible when the place is taken over. The answer
 * is that person's id, or null where nobody has to give way.
 */
export function seatInTeam(
  team: readonly PlanTeamMember[],
  person: Pick<PlanTeamMember, 'id' | 'personId' | 'duty'>,
  claim: AccountableClaim,
): Result<{ readonly givesWayId: string | null }, PlanPersonRefusal> {
  const others = team.filter(({ id }) => id !== person.id)
  const same = others.find(({ personId }) => personId !== null && personId === person.personId)
  if (same) return refuse('plans/person-on-team', { name: same.name })
  const holder = person.duty === 'accountable' ? others.find(({ duty }) => duty === 'accountable') : undefined
  if (holder && claim === 'wait') return refuse('plans/accountable-held', { name: holder.name })
  return accept({ givesWayId: holder?.id ?? null })
}

/** A plan needs one person who answers for it: of ours, and still here. */
export function hasAccountable(team: readonly PlanTeamMember[]): boolean {
  return team.some(({ duty, side, hasLeft }) => duty === 'accountable' && side === 'ours' && !hasLeft)
}

/** Who wants to say who belongs to the inner team. */
export interface InnerShaper {
  /** Belongs to it, or answers for every plan of the workspace. */
  readonly isInner: boolean
  /** May manage plans. */
  readonly managesPlans: boolean
}

/**
 * May this person take somebody into the inner team or out of it? Whoever belongs to it may, so that nobody lets
 * themselves in; while it has nobody who is still here, whoever manages plans founds it.
 */
export function mayShapeInnerTeam(shaper: InnerShaper, team: readonly PlanTeamMember[]): boolean {
  if (shaper.isInner) return true
  return shaper.managesPlans && !team.some(({ isInner, hasLeft }) => isInner && !hasLeft)
}

/** A team in the order in which it is read: our side first, then by duty from accountable to informed, then as given. */
export function orderTeam<Member extends Pick<PlanTeamMember, 'side' | 'duty'>>(team: readonly Member[]): Member[] {
  const rank = ({ side, duty }: Member) => (side === 'ours' ? 0 : PLAN_DUTIES.length) + PLAN_DUTIES.indexOf(duty)
  return [...team].sort((one, other) => rank(one) - rank(other))
}
