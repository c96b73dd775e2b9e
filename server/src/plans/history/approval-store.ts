import type { PlanApproval } from '@mainstay/contract/plans-approval'
import type { NamedApprover } from '@mainstay/domain/plans'
import { answersForEveryPlan } from '@mainstay/domain/plans'
import type { Selectable } from 'kysely'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../../platform/use-case.ts'
import type { StoredPlan } from '../plan-store.ts'
import type { PlanApprovalAnswerTable, PlanApprovalTable } from './tables.ts'

type ApprovalRow = Omit<Selectable<PlanApprovalTable>, 'workspace_id' | 'plan_id' | 'account_id'>
type AnswerRow = Omit<Selectable<PlanApprovalAnswerTable>, 'workspace_id' | 'account_id' | 'position'>

/** A submission with its answers, in the order the people were named. */
export interface StoredApproval extends ApprovalRow {
  readonly answers: readonly AnswerRow[]
}

const COLUMNS = [
  'v.id',
  'v.state',
  'v.note',
  'v.submitted_by',
  'v.submitter_name',
  'v.submitted_at',
  'v.settled_at',
  'v.submitted_snapshot_id',
  'v.approved_snapshot_id',
  'v.version',
] as const

function approvalsOf(scope: ReadScope, plan: StoredPlan) {
  return scope.db
    .selectFrom('mainstay.plan_approval as v')
    .select(COLUMNS)
    .where('v.workspace_id', '=', scope.workspaceId)
    .where('v.plan_id', '=', plan.id)
}

/** Submissions of a plan, the latest first; as many as asked for. */
export async function listApprovals(scope: ReadScope, plan: StoredPlan, limit: number): Promise<StoredApproval[]> {
  const rows = await approvalsOf(scope, plan).orderBy('v.submitted_at', 'desc').orderBy('v.id').limit(limit).execute()
  return withAnswers(scope, rows)
}

export async function hasWaitingApproval(scope: ReadScope, plan: StoredPlan): Promise<boolean> {
  return (await approvalsOf(scope, plan).where('v.state', '=', 'waiting').executeTakeFirst()) !== undefined
}

/** A submission for an answer; the plan is locked before, so that answers come one after the other. */
export async function lockApproval(scope: WriteScope, plan: StoredPlan, id: string): Promise<StoredApproval> {
  const row = await approvalsOf(scope, plan).where('v.id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new Refused('http/not-found')
  const [approval] = await withAnswers(scope, [row])
  if (!approval) throw new Refused('http/not-found')
  return approval
}

async function withAnswers(scope: ReadScope, rows: readonly ApprovalRow[]): Promise<StoredApproval[]> {
  if (rows.length === 0) return []
  const answers = await scope.db
    .selectFrom('mainstay.plan_approval_answer as w')
    .select(['w.approval_id', 'w.person_id', 'w.name', 'w.answer', 'w.reason', 'w.answered_at'])
    .where('w.workspace_id', '=', scope.workspaceId)
    .where(
      'w.approval_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('w.position')
    .execute()
  return rows.map((row) => ({ ...row, answers: answers.filter(({ approval_id: id }) => id === row.id) }))
}

interface NewApproval {
  readonly id: string
  readonly note: string
  readonly snapshotId: string
  readonly approvers: readonly { readonly personId: string; readonly name: string }[]
  readonly now: Date
}

export async function insertApproval(scope: WriteScope, plan: StoredPlan, approval: NewApproval): Promise<void> {
  const { workspaceId, actor } = scope
  await scope.db
    .insertInto('mainstay.plan_approval')
    .values({
      workspace_id: workspaceId,
      id: approval.id,
      plan_id: plan.id,
      account_id: plan.accountId,
      state: 'waiting',
      note: approval.note,
      submitted_by: actor.id,
      submitter_name: actor.name,
      submitted_at: approval.now,
      settled_at: null,
      submitted_snapshot_id: approval.snapshotId,
      approved_snapshot_id: null,
    })
    .execute()
  await scope.db
    .insertInto('mainstay.plan_approval_answer')
    .values(
      approval.approvers.map(({ personId, name }, position) => ({
        workspace_id: workspaceId,
        approval_id: approval.id,
        account_id: plan.accountId,
        person_id: personId,
        name,
        position,
        answer: null,
        answered_at: null,
      })),
    )
    .execute()
}

export async function saveAnswer(
  scope: WriteScope,
  approvalId: string,
  answer: Pick<AnswerRow, 'answer' | 'reason' | 'answered_at'>,
): Promise<void> {
  await scope.db
    .updateTable('mainstay.plan_approval_answer as w')
    .set(answer)
    .where('w.workspace_id', '=', scope.workspaceId)
    .where('w.approval_id', '=', approvalId)
    .where('w.person_id', '=', scope.actor.id)
    .execute()
}

type Settlement = Pick<ApprovalRow, 'state' | 'settled_at' | 'approved_snapshot_id'>

export async function saveApproval(scope: WriteScope, approval: StoredApproval, settled: Settlement): Promise<void> {
  await scope.db
    .updateTable('mainstay.plan_approval as v')
    .set({ ...settled, version: approval.version + 1 })
    .where('v.workspace_id', '=', scope.workspaceId)
    .where('v.id', '=', approval.id)
    .execute()
}

export function approversOf({ answers }: StoredApproval): NamedApprover[] {
  return answers.map(({ person_id: personId, answer }) => ({ personId, answer }))
}

/** Submissions as their reader sees them. */
export async function presentApprovals(
  scope: ReadScope,
  plan: StoredPlan,
  approvals: readonly StoredApproval[],
): Promise<PlanApproval[]> {
  const members = await activeMembers(
    scope,
    approvals.flatMap(({ answers }) => answers.map(({ person_id: id }) => id)),
  )
  const { id, role, permissions } = scope.actor
  const isLead = answersForEveryPlan(role)
  return approvals.map((approval) => {
    const isOpen = approval.state === 'waiting' && plan.status !== 'closed'
    return {
      id: approval.id,
      state: approval.state,
      note: approval.note,
      submittedBy: { personId: approval.submitted_by, name: approval.submitter_name },
      submittedAt: approval.submitted_at.toISOString(),
      answers: approval.answers.map((answer) => presentAnswer(answer, members)),
      settledAt: approval.settled_at?.toISOString() ?? null,
      submittedSnapshotId: approval.submitted_snapshot_id,
      approvedSnapshotId: approval.approved_snapshot_id,
      awaitsYou: isOpen && approval.answers.some((each) => each.person_id === id && each.answer === null),
      mayWithdraw: isOpen && permissions.has('plans:manage') && (approval.submitted_by === id || isLead),
      version: approval.version,
    }
  })
}

function presentAnswer(answer: AnswerRow, members: ReadonlySet<string>) {
  return {
    personId: answer.person_id,
    name: answer.name,
    answer: answer.answer,
    reason: answer.reason,
    answeredAt: answer.answered_at?.toISOString() ?? null,
    hasLeft: !members.has(answer.person_id),
  }
}

async function activeMembers(scope: ReadScope, personIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (personIds.length === 0) return new Set()
  const rows = await scope.db
    .selectFrom('mainstay.membership as m')
    .select('m.person_id')
    .where('m.workspace_id', '=', scope.workspaceId)
    .where('m.status', '=', 'active')
    .where('m.person_id', 'in', [...new Set(personIds)])
    .execute()
  return new Set(rows.map(({ person_id: id }) => id))
}
