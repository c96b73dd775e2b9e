import { accept, type Result, refuse } from '../kernel/index.ts'

/** Where a submission stands; only one that waits can still be answered or withdrawn. */
export type ApprovalState = 'waiting' | 'changes_asked' | 'approved' | 'withdrawn'
export type ApprovalVerdict = 'approved' | 'changes_asked'

/** Somebody asked to approve, with their answer once it is there. */
export interface NamedApprover {
  readonly personId: string
  readonly answer: ApprovalVerdict | null
}

/** A wish to have a plan approved. */
export interface Submission {
  readonly submitterId: string
  readonly approverIds: readonly string[]
}

export type SubmissionRefusal = 'plans/approver-missing' | 'plans/approver-twice' | 'plans/approver-is-submitter'

/** Shortest reason, in characters, that tells somebody what to change. */
export const FEWEST_REASON_CHARACTERS = 10

/**
 * Takes a submission as it is named: at least one approver, nobody twice, and never whoever submits, because nobody
 * approves their own plan.
 */
export function checkSubmission(submission: Submission): Result<Submission, SubmissionRefusal> {
  const { approverIds, submitterId } = submission
  if (approverIds.length === 0) return refuse('plans/approver-missing')
  if (approverIds.includes(submitterId)) return refuse('plans/approver-is-submitter')
  if (new Set(approverIds).size < approverIds.length) return refuse('plans/approver-twice')
  return accept(submission)
}

/** An answer of one person to a submission. */
export interface GivenVerdict {
  readonly personId: string
  readonly answer: ApprovalVerdict
  readonly reason: string
}

/** A submission with everything that matters to the next answer. */
export interface OpenApproval {
  readonly state: ApprovalState
  readonly approvers: readonly NamedApprover[]
}

export type VerdictRefusal =
  | 'plans/approval-settled'
  | 'plans/not-an-approver'
  | 'plans/approval-answered'
  | 'plans/approval-reason-missing'

/**
 * Adds an answer to a submission that waits. Only those named answer; who asks for changes says which, in at least ten
 * characters, and may do so after having approved, as long as others are awaited; approving twice is refused. The answer
 * is the submission with the verdict in its place and the state that follows from all of them.
 */
export function giveVerdict(approval: OpenApproval, verdict: GivenVerdict): Result<OpenApproval, VerdictRefusal> {
  if (approval.state !== 'waiting') return refuse('plans/approval-settled', { state: approval.state })
  const approver = approval.approvers.find(({ personId }) => personId === verdict.personId)
  if (!approver) return refuse('plans/not-an-approver')
  if (approver.answer === verdict.answer) return refuse('plans/approval-answered')
  const isReasoned = verdict.reason.trim().length >= FEWEST_REASON_CHARACTERS
  if (verdict.answer === 'changes_asked' && !isReasoned) return refuse('plans/approval-reason-missing')
  const approvers = approval.approvers.map((each) => (each === approver ? { ...each, answer: verdict.answer } : each))
  return accept({ approvers, state: stateOfAnswers(approvers) })
}

/**
 * The state that answers give: one wish for changes sends the plan back at once; it is approved when everybody named
 * has approved; until then it waits.
 */
export function stateOfAnswers(approvers: readonly NamedApprover[]): Exclude<ApprovalState, 'withdrawn'> {
  if (approvers.some(({ answer }) => answer === 'changes_asked')) return 'changes_asked'
  return approvers.length > 0 && approvers.every(({ answer }) => answer === 'approved') ? 'approved' : 'waiting'
}

/** Somebody who wants to take a submission back. */
export interface Withdrawer {
  readonly personId: string
  /** Answers for every plan: an owner or program lead. */
  readonly isLead: boolean
}

/** Takes a submission back while it waits: whoever submitted it, or a lead. */
export function withdrawSubmission(
  approval: { readonly state: ApprovalState; readonly submitterId: string },
  who: Withdrawer,
): Result<'withdrawn', 'plans/approval-settled' | 'plans/approval-not-yours'> {
  if (approval.state !== 'waiting') return refuse('plans/approval-settled', { state: approval.state })
  if (who.personId !== approval.submitterId && !who.isLead) return refuse('plans/approval-not-yours')
  return accept('withdrawn')
}
