import type { PlanPerson } from '@mainstay/contract/plans-team'
import { checkPlanPerson, seatInTeam } from '@mainstay/domain/plans'
import { Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { lockPlan, openPlanForWork, requirePart, type StoredPlan } from '../plan-store.ts'
import { orRefuseField } from '../refuse-field.ts'
import { mayShapeInner } from './read-team.ts'
import {
  activeMemberName,
  findPerson,
  insertPerson,
  type PersonFacts,
  presentPerson,
  type StoredPerson,
  selectTeam,
  updatePerson,
} from './team-store.ts'

interface TeamCall {
  readonly planId: string
  readonly now: Date
}

type Claim = { readonly takesOver: boolean }
type AddCall = TeamCall & PersonFacts & Claim

/** Gives somebody a duty. */
export async function addPlanPerson(scope: WriteScope, input: AddCall): Promise<PlanPerson> {
  const plan = await openTeam(scope, input.planId)
  const facts = await checkFacts(scope, factsOf(input))
  const team = await selectTeam(scope, plan)
  await refuseShaping(scope, { plan, team, before: null, after: facts })
  await seat(scope, { plan, team, person: { id: '', ...facts }, ...input })
  const after = await findPerson(scope, plan, await insertPerson(scope, plan, facts, input.now))
  await record(scope, plan, { action: 'added', before: null, after })
  return presentPerson(after)
}

type Optional<Facts> = { readonly [Key in keyof Facts]?: Facts[Key] | undefined }
type ChangeCall = TeamCall & Claim & Optional<PersonFacts> & { readonly id: string }

/** Changes what is said of somebody; what is missing stays. */
export async function changePlanPerson(scope: WriteScope, input: ChangeCall): Promise<PlanPerson> {
  const plan = await openTeam(scope, input.planId)
  const before = await findLiving(scope, plan, input.id)
  const facts = await checkFacts(scope, mergedFacts(before, input), before)
  const team = await selectTeam(scope, plan)
  await refuseShaping(scope, { plan, team, before, after: facts })
  await seat(scope, { plan, team, person: { id: before.id, ...facts }, ...input })
  await updatePerson(scope, before, facts, null)
  const after = await findPerson(scope, plan, before.id)
  await record(scope, plan, { action: 'changed', before, after })
  return presentPerson(after)
}

/** Takes somebody out of the team; what they were is kept. */
export async function removePlanPerson(
  scope: WriteScope,
  input: TeamCall & { readonly id: string },
): Promise<PlanPerson> {
  const plan = await openTeam(scope, input.planId)
  const before = await findLiving(scope, plan, input.id)
  await refuseShaping(scope, { plan, team: await selectTeam(scope, plan), before, after: null })
  await updatePerson(scope, before, before, input.now)
  const after = await findPerson(scope, plan, before.id)
  await record(scope, plan, { action: 'removed', before, after: null })
  return presentPerson(after)
}

/** Puts somebody back with the duty they had; refuses where another person is accountable by now. */
export async function restorePlanPerson(
  scope: WriteScope,
  input: TeamCall & { readonly id: string },
): Promise<PlanPerson> {
  const plan = await openTeam(scope, input.planId)
  const before = await findPerson(scope, plan, input.id)
  scope.expectVersion(before.version)
  if (!before.isRemoved) throw new Refused('plans/not-removed')
  const team = await selectTeam(scope, plan)
  await refuseShaping(scope, { plan, team, before: null, after: before })
  await seat(scope, { plan, team, person: before, takesOver: false })
  await updatePerson(scope, before, before, null)
  const after = await findPerson(scope, plan, before.id)
  await record(scope, plan, { action: 'restored', before: null, after })
  return presentPerson(after)
}

/** Changes of a team follow one another: who answers for the plan is one person's place. */
async function openTeam(scope: WriteScope, planId: string): Promise<StoredPlan> {
  await lockPlan(scope, planId)
  const plan = await openPlanForWork(scope, planId)
  await requirePart(scope, plan, 'team')
  return plan
}

async function findLiving(scope: WriteScope, plan: StoredPlan, id: string): Promise<StoredPerson> {
  const person = await findPerson(scope, plan, id)
  scope.expectVersion(person.version)
  if (person.isRemoved) throw new Refused('plans/removed')
  return person
}

const PERSON_FIELDS = {
  'plans/person-name-missing': 'name',
  'plans/customer-not-member': 'personId',
  'plans/customer-not-inner': 'isInner',
  'plans/accountable-not-ours': 'duty',
  'plans/inner-without-access': 'isInner',
} as const

function factsOf({ personId, name, side, function: what, duty, task, isInner }: PersonFacts): PersonFacts {
  return { personId, name, side, function: what, duty, task, isInner }
}

function mergedFacts(before: PersonFacts, change: Optional<PersonFacts>): PersonFacts {
  return {
    // Null clears it: from then on it is somebody without access.
    personId: change.personId === undefined ? before.personId : change.personId,
    name: change.name ?? before.name,
    side: change.side ?? before.side,
    function: change.function ?? before.function,
    duty: change.duty ?? before.duty,
    task: change.task ?? before.task,
    isInner: change.isInner ?? before.isInner,
  }
}

/** The facts as they can be kept: a member bears their own name. Whoever has left keeps their place until it is given away. */
async function checkFacts(scope: WriteScope, facts: PersonFacts, before?: StoredPerson): Promise<PersonFacts> {
  const checked = orRefuseField(checkPlanPerson(facts), PERSON_FIELDS)
  if (checked.personId === null) return checked
  if (before?.personId === checked.personId) return { ...checked, name: before.name }
  return { ...checked, name: await activeMemberName(scope, checked.personId) }
}

interface Shaping {
  readonly plan: StoredPlan
  readonly team: readonly StoredPerson[]
  readonly before: PersonFacts | null
  readonly after: PersonFacts | null
}

/** Who belongs to the inner team, and who that person is, is for the inner team to say. */
async function refuseShaping(scope: WriteScope, { plan, team, before, after }: Shaping): Promise<void> {
  const innerOf = (facts: PersonFacts | null) => (facts?.isInner ? facts.personId : null)
  if (innerOf(before) === innerOf(after)) return
  if (!(await mayShapeInner(scope, plan, team))) throw new Refused('plans/inner-by-inner')
}

interface Seating extends Claim {
  readonly plan: StoredPlan
  readonly team: readonly StoredPerson[]
  readonly person: Pick<StoredPerson, 'id' | 'personId' | 'duty'>
}

/** Makes the place free: whoever answered for the plan becomes responsible where the new one takes over. */
async function seat(scope: WriteScope, { plan, team, person, takesOver }: Seating): Promise<void> {
  const seated = seatInTeam(team, person, takesOver ? 'take_over' : 'wait')
  const { givesWayId } = orRefuseField(seated, { 'plans/person-on-team': 'personId', 'plans/accountable-held': 'duty' })
  const holder = team.find(({ id }) => id === givesWayId)
  if (!holder) return
  await updatePerson(scope, holder, { ...holder, duty: 'responsible' }, null)
  const after = await findPerson(scope, plan, holder.id)
  await record(scope, plan, { action: 'changed', before: holder, after })
}

interface Recorded {
  readonly action: 'added' | 'changed' | 'removed' | 'restored'
  readonly before: StoredPerson | null
  readonly after: StoredPerson | null
}

async function record(scope: WriteScope, plan: StoredPlan, { action, before, after }: Recorded): Promise<void> {
  const audited = (person: StoredPerson | null) => (person === null ? null : { id: person.id, ...factsOf(person) })
  await scope.record({
    action: `plans.person-${action}`,
    subjectType: 'plan',
    subjectId: plan.id,
    accountId: plan.accountId,
    before: audited(before),
    after: audited(after),
  })
}
