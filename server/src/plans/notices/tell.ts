import { randomUUID } from 'node:crypto'
import { type NoticeDuty, type PlanEvent, type PlanNoticeKind, toldOf } from '@mainstay/domain/plans'
import type { AreaContext } from '../../platform/area.ts'
import type { Letter } from '../../platform/mail/letter.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { type PlanPlace, readersOfPlace } from '../comments/readers.ts'
import type { StoredPlan } from '../plan-store.ts'
import { noticeLetter } from './letters.ts'

/** What happened in a plan, and whom it concerns in person. */
export interface Happening {
  readonly kind: PlanEvent['kind']
  readonly namedIds: readonly string[]
  /** Whom the thing belongs to that it is about, beside those who answer for the plan. */
  readonly ownerIds: readonly string[]
  /** "named" or "owners" where only these hear of it, because it concerns nobody else, or the others know. */
  readonly reach: 'all' | 'named' | 'owners'
  /** Where in the plan: who may not look there is told nothing. */
  readonly place: PlanPlace
  readonly commentId: string | null
  /** Which duty was given, where one was. */
  readonly duty?: NoticeDuty
  /** What the mail says instead of the usual. */
  readonly letter?: Letter
}

/** Tells everybody whom it concerns, in the program and, where this installation sends any, by mail. */
export async function tellPeople(
  area: AreaContext,
  scope: WriteScope,
  { plan, happening }: { readonly plan: StoredPlan; readonly happening: Happening },
): Promise<void> {
  const told = await whomToTell(scope, plan, happening)
  if (told.length === 0) return
  await scope.db
    .insertInto('mainstay.plan_notice')
    .values(
      told.map(({ personId, kind }) => ({
        workspace_id: scope.workspaceId,
        id: randomUUID(),
        person_id: personId,
        plan_id: plan.id,
        account_id: plan.accountId,
        kind,
        actor_id: scope.actor.id,
        actor_name: scope.actor.name,
        comment_id: happening.commentId,
        duty: happening.duty ?? null,
        told_at: area.now(),
        read_at: null,
      })),
    )
    .execute()
  if (!area.mailer.isOn) return
  for (const { personId, kind } of told) {
    const letter = happening.letter ?? noticeLetter(area, scope.actor, { kind, plan, duty: happening.duty })
    await scope.sendMail({ to: { personId }, letter, about: { subjectType: 'plan', subjectId: plan.id } })
  }
}

async function whomToTell(
  scope: WriteScope,
  plan: StoredPlan,
  { kind, namedIds, ownerIds, reach, place }: Happening,
): Promise<{ readonly personId: string; readonly kind: PlanNoticeKind }[]> {
  const seeing = await readersOfPlace(scope, plan, place)
  const stances = await scope.db
    .selectFrom('mainstay.plan_stance as s')
    .select(['s.person_id', 's.stance'])
    .where('s.workspace_id', '=', scope.workspaceId)
    .where('s.plan_id', '=', plan.id)
    .execute()
  const holding = (stance: 'watching' | 'muted') =>
    stances.filter((row) => row.stance === stance).map(({ person_id: id }) => id)
  return toldOf({
    kind,
    actorId: scope.actor.id,
    namedIds,
    ownerIds: [...(reach === 'all' ? await teamOf(scope, plan) : []), ...(reach === 'named' ? [] : ownerIds)],
    watcherIds: reach === 'all' ? holding('watching') : [],
    mutedIds: holding('muted'),
    seeingIds: seeing.map(({ personId }) => personId),
  })
}

/** Members who answer for the plan or do its work. */
async function teamOf(scope: WriteScope, plan: StoredPlan): Promise<string[]> {
  const rows = await scope.db
    .selectFrom('mainstay.plan_person as n')
    .select('n.person_id')
    .where('n.workspace_id', '=', scope.workspaceId)
    .where('n.plan_id', '=', plan.id)
    .where('n.duty', 'in', ['accountable', 'responsible'])
    .where('n.person_id', 'is not', null)
    .where('n.removed_at', 'is', null)
    .execute()
  return rows.flatMap(({ person_id: id }) => (id === null ? [] : [id]))
}
