import type { PlanHeader } from '@mainstay/contract/plans'
import { answersForEveryPlan, checkDeletion, type PlanToDelete } from '@mainstay/domain/plans'
import { sql } from 'kysely'
import { orRefuse, Refused } from '../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import { lockPlan, type StoredPlan } from '../plan-store.ts'
import { checkPlace, lockTree } from './place-plan.ts'
import { readPlan } from './read-plan.ts'

interface Errand {
  readonly id: string
  readonly now: Date
}

const REASON = 'Deleted as a draft that was begun by mistake'

/**
 * Deletes a draft that was begun by mistake: nobody sees it any more, until it is put back. One that others have worked on,
 * or that stood before approvers, is closed instead.
 */
export async function deleteDraft(scope: WriteScope, { id, now }: Errand): Promise<{ id: string; version: number }> {
  await lockTree(scope)
  const plan = await lockPlan(scope, id)
  scope.expectVersion(plan.version)
  const isAnsweredFor = await answersFor(scope, plan)
  orRefuse(checkDeletion({ ...(await readWorkOnIt(scope, plan)), status: plan.status, isAnsweredFor }))
  await nameDeleted(scope, [plan.id])
  await scope.db
    .updateTable('mainstay.plan as p')
    .set({
      deleted_at: now,
      status: 'closed',
      closed_on: now.toISOString().slice(0, 10),
      close_reason: REASON,
      closed_from: 'draft',
      version: plan.version + 1,
      updated_at: now,
    })
    .where('p.workspace_id', '=', scope.workspaceId)
    .where('p.id', '=', plan.id)
    .execute()
  await record(scope, plan, 'plans.draft-deleted')
  return { id: plan.id, version: plan.version + 1 }
}

/** Puts a deleted draft back as it was, unless another plan has taken its place. */
export async function putBackDraft(scope: WriteScope, { id, now }: Errand): Promise<PlanHeader> {
  await lockTree(scope)
  await nameDeleted(scope, [id])
  const plan = await lockPlan(scope, id)
  scope.expectVersion(plan.version)
  if (!(await isDeleted(scope, id))) throw new Refused('plans/delete-not-deleted')
  if (!(await answersFor(scope, plan))) throw new Refused('plans/delete-not-yours')
  await checkPlace(scope, { ...plan, planId: plan.id })
  await scope.db
    .updateTable('mainstay.plan as p')
    .set({
      deleted_at: null,
      status: 'draft',
      closed_on: null,
      close_reason: null,
      closed_from: null,
      version: plan.version + 1,
      updated_at: now,
    })
    .where('p.workspace_id', '=', scope.workspaceId)
    .where('p.id', '=', plan.id)
    .execute()
  await record(scope, plan, 'plans.draft-put-back')
  return readPlan(scope, id, now.toISOString().slice(0, 10))
}

/** Row security hides deleted drafts from everybody but whoever names them. */
export async function nameDeleted(scope: ReadScope, planIds: readonly string[]): Promise<void> {
  await sql`select set_config('mainstay.deleted_plan', ${planIds.join(',')}, true)`.execute(scope.db)
}

async function isDeleted(scope: WriteScope, planId: string): Promise<boolean> {
  const row = await scope.db
    .selectFrom('mainstay.plan as p')
    .select('p.id')
    .where('p.workspace_id', '=', scope.workspaceId)
    .where('p.id', '=', planId)
    .where('p.deleted_at', 'is not', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Whoever is accountable for the plan, and those who answer for every plan. */
async function answersFor(scope: ReadScope, plan: StoredPlan): Promise<boolean> {
  if (answersForEveryPlan(scope.actor.role)) return true
  const accountable = await scope.db
    .selectFrom('mainstay.plan_person as n')
    .select('n.id')
    .where('n.workspace_id', '=', scope.workspaceId)
    .where('n.plan_id', '=', plan.id)
    .where('n.person_id', '=', scope.actor.id)
    .where('n.duty', '=', 'accountable')
    .where('n.removed_at', 'is', null)
    .executeTakeFirst()
  return accountable !== undefined
}

type WorkOnIt = Omit<PlanToDelete, 'status' | 'isAnsweredFor'>

/** What others did with a draft that leaves it as it is. */
const NO_WORK = ['plans.stance', 'plans.draft-deleted', 'plans.draft-put-back', 'portfolio.export']

/** The audit knows everybody who ever wrote in it, whether it still stands or not. */
async function readWorkOnIt(scope: ReadScope, plan: StoredPlan): Promise<WorkOnIt> {
  const ofOthers = sql`from mainstay.audit_entry e where e.workspace_id = p.workspace_id and e.subject_type = 'plan'
    and e.subject_id = p.id::text and e.actor_id <> p.created_by and e.actor_kind <> 'system'`
  const { rows } = await sql<WorkOnIt>`
    select mainstay.open_plans_below(p.id) > 0
        or exists (select from mainstay.plan b where b.workspace_id = p.workspace_id and b.parent_id = p.id) as "hasPlansBelow",
      exists (select from mainstay.plan_approval v where v.workspace_id = p.workspace_id and v.plan_id = p.id) as "wasSubmitted",
      exists (select ${ofOthers} and e.action = 'plans.comment-added') as "hasCommentsOfOthers",
      exists (select ${ofOthers} and e.action <> all(${NO_WORK}::text[])) as "hasWorkOfOthers"
    from mainstay.plan p where p.workspace_id = ${scope.workspaceId} and p.id = ${plan.id}`.execute(scope.db)
  const [work] = rows
  if (!work) throw new Error('a plan that is locked was not found')
  return work
}

function record(
  scope: WriteScope,
  plan: StoredPlan,
  action: 'plans.draft-deleted' | 'plans.draft-put-back',
): Promise<void> {
  const { title, scope: unit } = plan
  const facts = { title, scope: unit }
  return scope.record({
    action,
    subjectType: 'plan',
    subjectId: plan.id,
    accountId: plan.accountId,
    ...(action === 'plans.draft-deleted' ? { before: facts } : { after: facts }),
  })
}
