import type { PlanHeader } from '../api.ts'
import { CommentsButton } from '../comments/comments-button.tsx'
import { ApprovalBadge } from '../history/approval-badge.tsx'
import { PresenceFaces } from './presence-faces.tsx'
import { StanceMenu } from './stance-menu.tsx'

/** What belongs to working together, in the head of the plan page. */
export function PlanTogether({ plan }: { plan: PlanHeader }) {
  return (
    <>
      <PresenceFaces planId={plan.id} />
      <ApprovalBadge planId={plan.id} />
      <CommentsButton planId={plan.id} subjectKind="plan" subjectId={plan.id} title={plan.title} />
      <StanceMenu planId={plan.id} />
    </>
  )
}
