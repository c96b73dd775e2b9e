import { randomUUID } from 'node:crypto'
import type { HandOverList } from '@mainstay/contract/plans-hand-over'
import { PLAN_DUTIES } from '@mainstay/domain/plans'
import { sql } from 'kysely'
import { mayDo } from '../../platform/access/actor.ts'
import type { AreaContext } from '../../platform/area.ts'
import { today } from '../../platform/area.ts'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import { WHOLE_PLAN } from '../comments/readers.ts'
import { tellPeople } from '../notices/tell.ts'
import { lockPlan, type StoredPlan, visibleSections } from '../plan-store.ts'
import { mayShapeInner } from '../team/read-team.ts'
import { activeMemberName, type StoredPerson, selectTeam, updatePerson } from '../team/team-store.ts'
import {
  type ActionRow,
  IS_OPEN,
  IS_THERE,
  isInPlan,
  lockActions,
  selectActions,
  updateAction,
} from './action-store.ts'
import { handOverLetter } from './letters.ts'
import { planToRead, planToWork, recordChange } from './open-part.ts'
import { ownerValues } from './owner.ts'
import { guardActionCount, insertAction } from './write-action.ts'

interface HandOverInput {
  readonly planId: string
  readonly fromPersonId: string
  readonly toPersonId: string
  readonly note: string
  readonly actions: readonly { readonly id: string; readonly version: number }[]
  readonly introductions: readonly { readonly name: string; readonly dueOn: string }[]
}

/** What would move if a person handed a plan over, and who has handed it over before. */
export async function readHandOver(
  scope: ReadScope,
  input: { readonly planId: string; readonly fromPersonId: string },
): Promise<HandOverList> {
  return listOf(scope, await planToRead(scope, input.planId), input.fromPersonId)
}

/** Moves the duties and open actions of one member in a plan to another; whom the giver introduces becomes an action. */
export async function handOverPlan(area: AreaContext, scope: WriteScope, input: HandOverInput): Promise<HandOverList> {
  const { fromPersonId, toPersonId } = input
  if (fromPersonId === toPersonId) throw new Refused('plans/hand-over-to-self')
  if (fromPersonId !== scope.actor.id && !mayDo(scope.actor, 'plans:manage')) throw new Refused('http/not-allowed')
  await lockPlan(scope, input.planId)
  const plan = await planToWork(scope, input.planId)
  const from = { personId: fromPersonId, name: await memberName(scope, fromPersonId) }
  const to = { personId: toPersonId, name: await activeMemberName(scope, toPersonId) }
  const actions = await openActionsOf(scope, plan, fromPersonId)
  refuseOtherThanShown(actions, input.actions)
  await moveActions(scope, plan, { actions, to, note: input.note })
  const duties = await moveDuties(scope, plan, { from, to, now: area.now() })
  await addIntroductions(scope, plan, { from, to, introductions: input.introductions })
  const counts = { actions: actions.length, duties }
  await keepHandOver(scope, plan, { from, to, note: input.note, day: today(area), ...counts })
  const letter = handOverLetter(area, scope, { plan, from, note: input.note, ...counts })
  const happening = { kind: 'handed_over', namedIds: [toPersonId], ownerIds: [], reach: 'named', letter } as const
  await tellPeople(area, scope, { plan, happening: { ...happening, place: WHOLE_PLAN, commentId: null } })
  return listOf(scope, plan, fromPersonId)
}

interface Somebody {
  readonly personId: string
  readonly name: string
}

async function listOf(scope: ReadScope, plan: StoredPlan, personId: string): Promise<HandOverList> {
  const actions = await openActionsOf(scope, plan, personId)
  const earlier = await scope.db
    .selectFrom('mainstay.plan_hand_over as h')
    .select(['h.id', 'h.from_name', 'h.to_name', 'h.note', 'h.actions', 'h.duties', 'h.happened_on'])
    .where('h.workspace_id', '=', scope.workspaceId)
    .where('h.plan_id', '=', plan.id)
    .orderBy('h.created_at', 'desc')
    .limit(50)
    .execute()
  return {
    from: { personId, name: await memberName(scope, personId) },
    actions: actions.map(({ id, title, due_on, state, version }) => ({ id, title, dueOn: due_on, state, version })),
    duties: (await dutiesOf(scope, plan, personId)).map(({ id, duty, function: what, task }) => ({
      id,
      duty,
      function: what,
      task,
    })),
    earlier: earlier.map((row) => ({
      id: row.id,
      fromName: row.from_name,
      toName: row.to_name,
      on: row.happened_on,
      note: row.note,
      actions: row.actions,
      duties: row.duties,
    })),
  }
}

function openActionsOf(scope: ReadScope, plan: StoredPlan, personId: string): Promise<ActionRow[]> {
  return selectActions(scope, {
    where: [isInPlan(plan.id), IS_THERE, IS_OPEN, sql`a.owner_person_id = ${personId}`],
  })
}

/** The team is passed over where it is hidden from whoever hands over. */
async function dutiesOf(scope: ReadScope, plan: StoredPlan, personId: string): Promise<StoredPerson[]> {
  const sections = await visibleSections(scope, plan)
  if (!sections.some(({ part }) => part === 'team')) return []
  return (await selectTeam(scope, plan)).filter((person) => person.personId === personId)
}

/** Somebody of the workspace, whether they still have access or not. */
async function memberName(scope: ReadScope, personId: string): Promise<string> {
  const row = await scope.db
    .selectFrom('mainstay.membership as m')
    .innerJoin('identity.person as p', 'p.id', 'm.person_id')
    .select('p.name')
    .where('m.workspace_id', '=', scope.workspaceId)
    .where('m.person_id', '=', personId)
    .executeTakeFirst()
  if (!row) throw new Refused('http/not-found')
  return row.name
}

/** What moves is what was looked at before, nothing else. */
function refuseOtherThanShown(actions: readonly ActionRow[], shown: HandOverInput['actions']): void {
  const versions = new Map(shown.map(({ id, version }) => [id, version]))
  const isSame = actions.length === versions.size && actions.every(({ id, version }) => versions.get(id) === version)
  if (!isSame) throw new Refused('plans/hand-over-changed')
}

async function moveActions(
  scope: WriteScope,
  plan: StoredPlan,
  { actions, to, note }: { readonly actions: readonly ActionRow[]; readonly to: Somebody; readonly note: string },
): Promise<void> {
  const owner = await ownerValues(scope, { kind: 'member', personId: to.personId })
  const ids = actions.map(({ id }) => id)
  const locked = await lockActions(scope, plan, ids)
  for (const row of locked) await updateAction(scope, row.id, owner)
  const before = new Map(locked.map((row) => [row.id, row]))
  const after = await selectActions(scope, { where: [isInPlan(plan.id), sql`a.id = any(${ids}::uuid[])`] })
  for (const row of after) {
    await recordChange(scope, {
      action: 'handed-over',
      plan,
      before: before.get(row.id) ?? null,
      after: row,
      more: { note },
    })
  }
}

interface Both {
  readonly from: Somebody
  readonly to: Somebody
}

/** A member has one place in a team: who has one already takes the stronger duty of the two. */
async function moveDuties(
  scope: WriteScope,
  plan: StoredPlan,
  { from, to, now }: Both & { readonly now: Date },
): Promise<number> {
  const [given] = await dutiesOf(scope, plan, from.personId)
  if (!given) return 0
  const team = await selectTeam(scope, plan)
  const taker = team.find(({ personId }) => personId === to.personId)
  if (given.isInner && !taker?.isInner && !(await mayShapeInner(scope, plan, team))) {
    throw new Refused('plans/inner-by-inner')
  }
  if (taker) {
    const isStronger = PLAN_DUTIES.indexOf(given.duty) < PLAN_DUTIES.indexOf(taker.duty)
    const isInner = taker.isInner || given.isInner
    await updatePerson(scope, given, given, now)
    await updatePerson(scope, taker, { ...taker, isInner, duty: isStronger ? given.duty : taker.duty }, null)
  } else {
    await updatePerson(scope, given, { ...given, ...to }, null)
  }
  await scope.record({
    action: 'plans.person-changed',
    ...subjectOf(plan),
    before: { id: given.id, name: from.name, duty: given.duty },
    after: { id: taker?.id ?? given.id, name: to.name, duty: given.duty },
  })
  return 1
}

function subjectOf(plan: StoredPlan) {
  return { subjectType: 'plan', subjectId: plan.id, accountId: plan.accountId } as const
}

/** The giver introduces; where the giver has left, the taker sees to it. */
async function addIntroductions(
  scope: WriteScope,
  plan: StoredPlan,
  { from, to, introductions }: Both & Pick<HandOverInput, 'introductions'>,
): Promise<void> {
  if (introductions.length === 0) return
  await guardActionCount(scope, plan, introductions.length)
  const giver = await scope.db
    .selectFrom('mainstay.membership as m')
    .select('m.status')
    .where('m.workspace_id', '=', scope.workspaceId)
    .where('m.person_id', '=', from.personId)
    .executeTakeFirst()
  const personId = giver?.status === 'active' ? from.personId : to.personId
  const owner = await ownerValues(scope, { kind: 'member', personId })
  for (const { name, dueOn } of introductions) {
    const title = `Introduce ${to.name} to ${name}`.slice(0, 300)
    const id = randomUUID()
    await insertAction(scope, plan, { id, title, due_on: dueOn, customer_owner: name, ...owner })
    const [after] = await lockActions(scope, plan, [id])
    await recordChange(scope, { action: 'added', plan, before: null, after: after ?? null })
  }
}

interface Kept extends Both {
  readonly note: string
  readonly day: string
  readonly actions: number
  readonly duties: number
}

async function keepHandOver(scope: WriteScope, plan: StoredPlan, kept: Kept): Promise<void> {
  const { from, to, note, actions, duties } = kept
  await scope.db
    .insertInto('mainstay.plan_hand_over')
    .values({
      workspace_id: scope.workspaceId,
      id: randomUUID(),
      plan_id: plan.id,
      account_id: plan.accountId,
      from_name: from.name,
      to_name: to.name,
      note,
      actions,
      duties,
      happened_on: kept.day,
    })
    .execute()
  await scope.record({
    action: 'plans.handed-over',
    ...subjectOf(plan),
    before: { name: from.name },
    after: { name: to.name, note, actions, duties },
  })
}
