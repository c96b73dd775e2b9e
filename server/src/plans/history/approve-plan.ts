import { randomUUID } from 'node:crypto'
import type { PlanApproval } from '@mainstay/contract/plans-approval'
import type { PlanReader } from '@mainstay/contract/plans-comments'
import type { PlanDeed } from '@mainstay/contract/plans-deeds'
import { accept, refuse } from '@mainstay/domain/kernel'
import {
  type ApprovalVerdict,
  answersForEveryPlan,
  checkSubmission,
  giveVerdict,
  withdrawSubmission,
} from '@mainstay/domain/plans'
import type { AreaContext } from '../../platform/area.ts'
import { orRefuse, Refused } from '../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import { readersOf, WHOLE_PLAN } from '../comments/readers.ts'
import { type Happening, tellPeople } from '../notices/tell.ts'
import { requirePerson } from '../person-only.ts'
import { findPlan, lockPlan, type StoredPlan } from '../plan-store.ts'
import { orRefuseField } from '../refuse-field.ts'
import {
  approversOf,
  hasWaitingApproval,
  insertApproval,
  listApprovals,
  lockApproval,
  presentApprovals,
  type StoredApproval,
  saveAnswer,
  saveApproval,
} from './approval-store.ts'
import { keepSnapshot } from './snapshot-store.ts'

/** The latest submission, whatever became of it. */
export async function readLatestApproval(scope: ReadScope, planId: string): Promise<{ approval: PlanApproval | null }> {
  const plan = await findPlan(scope, planId)
  const [approval] = await presentApprovals(scope, plan, await listApprovals(scope, plan, 1))
  return { approval: approval ?? null }
}

const FIELDS = {
  'plans/approver-missing': 'approverIds',
  'plans/approver-twice': 'approverIds',
  'plans/approver-is-submitter': 'approverIds',
  'plans/approver-unseen': 'approverIds',
  'plans/approval-reason-missing': 'reason',
}

/** Puts the plan, as it stands now, before people who may see it. */
export async function submitPlan(
  area: AreaContext,
  scope: WriteScope,
  input: { readonly planId: string; readonly approverIds: readonly string[]; readonly note: string },
): Promise<PlanApproval> {
  const plan = await lockOpenPlan(scope, input.planId)
  const { approverIds } = orRefuseField(
    checkSubmission({ submitterId: scope.actor.id, approverIds: input.approverIds }),
    FIELDS,
  )
  if (await hasWaitingApproval(scope, plan)) throw new Refused('plans/approval-waiting')
  return openSubmission(area, scope, {
    plan,
    approvers: await namedApprovers(scope, plan, approverIds),
    note: input.note,
  })
}

interface Submission {
  readonly plan: StoredPlan
  readonly approvers: readonly Pick<PlanReader, 'personId' | 'name'>[]
  readonly note: string
}

/** Keeps the plan as it stands and asks people to approve it; the plan is locked, and nobody else is asked already. */
export async function openSubmission(
  area: AreaContext,
  scope: WriteScope,
  { plan, approvers, note }: Submission,
): Promise<PlanApproval> {
  const now = area.now()
  const snapshot = await keepSnapshot(scope, plan, { kind: 'submitted', reason: note, now })
  const id = randomUUID()
  await insertApproval(scope, plan, { id, note, snapshotId: snapshot.id, approvers, now })
  await recordApproval(scope, plan, 'plans.submitted', {
    approvalId: id,
    approvers: approvers.map(({ name }) => name),
    snapshot: snapshot.number,
  })
  const approverIds = approvers.map(({ personId }) => personId)
  await tellPeople(area, scope, { plan, happening: { ...told('approval_asked', approverIds), reach: 'named' } })
  return presentOne(scope, plan, id)
}

async function lockOpenPlan(scope: WriteScope, planId: string): Promise<StoredPlan> {
  const plan = await lockPlan(scope, planId)
  if (plan.status === 'closed') throw new Refused('plans/closed')
  return plan
}

async function namedApprovers(scope: WriteScope, plan: StoredPlan, personIds: readonly string[]) {
  const readers = new Map((await readersOf(scope, plan)).map((reader) => [reader.personId, reader]))
  return personIds.map((personId) => {
    const reader = readers.get(personId)
    return orRefuseField<PlanReader>(reader ? accept(reader) : refuse('plans/approver-unseen', { personId }), FIELDS)
  })
}

interface Answer {
  readonly planId: string
  readonly id: string
  readonly answer: ApprovalVerdict
  readonly reason: string
}

/** One of those named approves, or asks for changes; the last approval makes the plan active and keeps it as it stands. */
export async function answerApproval(area: AreaContext, scope: WriteScope, input: Answer): Promise<PlanApproval> {
  requirePerson(scope)
  const plan = await lockOpenPlan(scope, input.planId)
  const approval = await lockApproval(scope, plan, input.id)
  scope.expectVersion(approval.version)
  const { answer, reason } = input
  const { state } = orRefuseField(
    giveVerdict(
      { state: approval.state, approvers: approversOf(approval) },
      { personId: scope.actor.id, answer, reason },
    ),
    FIELDS,
  )
  const now = area.now()
  await saveAnswer(scope, approval.id, { answer, reason, answered_at: now })
  await recordApproval(scope, plan, answer === 'approved' ? 'plans.approval-given' : 'plans.changes-asked', {
    approvalId: approval.id,
    reason,
  })
  if (state === 'waiting') await saveApproval(scope, approval, { state, settled_at: null, approved_snapshot_id: null })
  else if (state === 'approved') await settleApproved(area, scope, { plan, approval })
  else {
    await saveApproval(scope, approval, { state, settled_at: now, approved_snapshot_id: null })
    await tellPeople(area, scope, { plan, happening: told('changes_asked', [approval.submitted_by]) })
  }
  return presentOne(scope, plan, approval.id)
}

async function settleApproved(
  area: AreaContext,
  scope: WriteScope,
  { plan, approval }: { readonly plan: StoredPlan; readonly approval: StoredApproval },
): Promise<void> {
  const now = area.now()
  const active = await makeActive(scope, plan, now)
  const snapshot = await keepSnapshot(scope, active, { kind: 'approved', reason: approval.note, now })
  await saveApproval(scope, approval, { state: 'approved', settled_at: now, approved_snapshot_id: snapshot.id })
  await recordApproval(scope, active, 'plans.approved', { approvalId: approval.id, snapshot: snapshot.number })
  await tellPeople(area, scope, { plan: active, happening: told('approved', [approval.submitted_by]) })
}

async function makeActive(scope: WriteScope, plan: StoredPlan, now: Date): Promise<StoredPlan> {
  if (plan.status === 'active') return plan
  const version = plan.version + 1
  await scope.db
    .updateTable('mainstay.plan as p')
    .set({ status: 'active', version, updated_at: now })
    .where('p.workspace_id', '=', scope.workspaceId)
    .where('p.id', '=', plan.id)
    .execute()
  return { ...plan, status: 'active', version }
}

/** Takes a submission back, so that the plan can be put before others. */
export async function withdrawApproval(
  area: AreaContext,
  scope: WriteScope,
  { planId, id }: { readonly planId: string; readonly id: string },
): Promise<PlanApproval> {
  const plan = await lockOpenPlan(scope, planId)
  const approval = await lockApproval(scope, plan, id)
  scope.expectVersion(approval.version)
  const { role, id: personId } = scope.actor
  const state = orRefuse(
    withdrawSubmission(
      { state: approval.state, submitterId: approval.submitted_by },
      { personId, isLead: answersForEveryPlan(role) },
    ),
  )
  await saveApproval(scope, approval, { state, settled_at: area.now(), approved_snapshot_id: null })
  await recordApproval(scope, plan, 'plans.submission-withdrawn', { approvalId: approval.id })
  const approverIds = approval.answers.map((answer) => answer.person_id)
  await tellPeople(area, scope, { plan, happening: { ...told('withdrawn', approverIds), reach: 'named' } })
  return presentOne(scope, plan, approval.id)
}

function told(kind: Happening['kind'], namedIds: readonly string[]): Happening {
  return { kind, namedIds, ownerIds: [], reach: 'all', place: WHOLE_PLAN, commentId: null }
}

function recordApproval(
  scope: WriteScope,
  plan: StoredPlan,
  action: PlanDeed,
  after: Record<string, unknown>,
): Promise<void> {
  return scope.record({ action, subjectType: 'plan', subjectId: plan.id, accountId: plan.accountId, after })
}

async function presentOne(scope: WriteScope, plan: StoredPlan, id: string): Promise<PlanApproval> {
  const [approval] = await presentApprovals(scope, plan, [await lockApproval(scope, plan, id)])
  if (!approval) throw new Refused('http/not-found')
  return approval
}
