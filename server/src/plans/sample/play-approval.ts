import { samplePerson } from '@mainstay/demo'
import type { AreaContext } from '../../platform/area.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import { readersOf } from '../comments/readers.ts'
import { answerApproval, openSubmission } from '../history/approve-plan.ts'
import { lockPlan } from '../plan-store.ts'
import { spokenBy } from './sample-actor.ts'
import type { SampleTask } from './sample-task.ts'

/** Chief sales officer and managing director of the sample company. */
const APPROVER = 'P02'
const LAST_APPROVER = 'P06'

/** Puts a plan before its approvers and lets them answer, as far as it has come. */
export async function playApproval(area: AreaContext, scope: WriteScope, { plan, header }: SampleTask): Promise<void> {
  if (plan.approval === null) return
  const planId = header.id
  const stored = await lockPlan(scope, planId)
  const first = approverOf(APPROVER)
  const isWaiting = plan.stage === 'waiting'
  // Whoever started with the sample has something to answer; where nobody uses the workspace yet, one of its people has.
  const owner = (await readersOf(scope, stored)).find(({ role }) => role === 'owner')
  const approvers = isWaiting ? [first, owner ?? approverOf(LAST_APPROVER)] : [first]
  const { id } = await openSubmission(area, scope, { plan: stored, approvers, note: plan.approval.note })
  const answer = plan.stage === 'changes_asked' ? 'changes_asked' : 'approved'
  await answerApproval(area, spokenBy(scope, APPROVER), { planId, id, answer, reason: plan.approval.answer })
}

function approverOf(code: string): { readonly personId: string; readonly name: string } {
  return { personId: `sample:${code}`, name: samplePerson(code).name }
}
