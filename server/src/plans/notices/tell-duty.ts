import { randomUUID } from 'node:crypto'
import { isDutyNews, NOTICE_DUTIES, type NoticeDuty, type PlanDuty } from '@mainstay/domain/plans'
import { sql } from 'kysely'
import type { AreaContext, DutyTeller } from '../../platform/area.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { WHOLE_PLAN } from '../comments/readers.ts'
import { findPlan, lockPlan, type StoredPlan } from '../plan-store.ts'
import { selectTeam } from '../team/team-store.ts'
import { accountDutyLetter } from './letters.ts'
import { tellPeople } from './tell.ts'

/** Somebody with a duty; without access there is nobody to tell. */
interface OnTeam {
  readonly personId: string | null
  readonly duty: PlanDuty
}

interface Teams {
  readonly plan: StoredPlan
  readonly before: readonly OnTeam[]
  readonly after: readonly OnTeam[]
}

/**
 * Changes a team and tells members of the duties that gave them, in the same transaction. Whoever muted the plan is not
 * told; who may not see the section of the team still hears of their own place in it.
 */
export async function tellingDuties<Value>(
  area: AreaContext,
  scope: WriteScope,
  planId: string,
  work: () => Promise<Value>,
): Promise<Value> {
  const plan = await lockPlan(scope, planId)
  const before = await selectTeam(scope, plan)
  const value = await work()
  await tellNewDuties(area, scope, { plan, before, after: await selectTeam(scope, plan) })
  return value
}

/** Tells the whole team of a plan that came out of a file, whom the file has given their duties. */
export async function tellWholeTeam(area: AreaContext, scope: WriteScope, planId: string): Promise<void> {
  const plan = await findPlan(scope, planId)
  await tellNewDuties(area, scope, { plan, before: [], after: await selectTeam(scope, plan) })
}

/** Tells everybody who has a duty that they did not have before. */
export async function tellNewDuties(
  area: AreaContext,
  scope: WriteScope,
  { plan, before, after }: Teams,
): Promise<void> {
  const given = new Map<PlanDuty, string[]>()
  for (const { personId, duty } of after) {
    if (personId === null) continue
    const had = before.find((one) => one.personId === personId)?.duty ?? null
    if (isDutyNews(had, duty)) given.set(duty, [...(given.get(duty) ?? []), personId])
  }
  // All of one duty at once, for a file may bring a team of hundreds.
  for (const [duty, ownerIds] of given) {
    const happening = { kind: 'duty_given', namedIds: [], ownerIds, reach: 'owners', duty } as const
    await tellPeople(area, scope, { plan, happening: { ...happening, place: WHOLE_PLAN, commentId: null } })
  }
}

/** Tells a member of their duty at an account, or at many at once, in the transaction that gave it. */
export function accountDutyTeller(area: AreaContext): DutyTeller {
  return async (scope, { accountId, personId, before, after, others = 0 }) => {
    const duty = dutyOf(after)
    if (duty === null || personId === scope.actor.id || !isDutyNews(dutyOf(before), duty)) return
    const account = await accountSeenBy(scope, accountId, personId)
    if (!account) return
    await scope.db
      .insertInto('mainstay.plan_notice')
      .values({
        workspace_id: scope.workspaceId,
        id: randomUUID(),
        person_id: personId,
        plan_id: null,
        account_id: accountId,
        kind: 'account_duty_given',
        actor_id: scope.actor.id,
        actor_name: scope.actor.name,
        comment_id: null,
        duty,
        others,
        told_at: area.now(),
        read_at: null,
      })
      .execute()
    if (!area.mailer.isOn) return
    const letter = accountDutyLetter(area, scope.actor, { account, duty, others })
    await scope.sendMail({ to: { personId }, letter, about: { subjectType: 'account', subjectId: accountId } })
  }
}

function dutyOf(text: string | null): NoticeDuty | null {
  return NOTICE_DUTIES.find((duty) => duty === text) ?? null
}

/** The account, where that person may see it: a place on its team opens it to them, but not a closed membership. */
async function accountSeenBy(
  scope: WriteScope,
  accountId: string,
  personId: string,
): Promise<{ readonly id: string; readonly name: string } | undefined> {
  const { rows } = await sql<{ id: string; name: string }>`
    select a.id, a.name from mainstay.account a where a.workspace_id = ${scope.workspaceId} and a.id = ${accountId}::bigint
      and exists (select 1 from mainstay.people_seeing_account(${accountId}) s where s.person_id = ${personId})`.execute(
    scope.db,
  )
  return rows[0]
}
