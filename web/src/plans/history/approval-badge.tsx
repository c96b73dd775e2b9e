// How to use, once in the head of the plan page: <ApprovalBadge planId={plan.id} />
import { Tag, type TagTone } from '../../kit/figures/badges.tsx'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { paths } from '../../paths.ts'
import { type PlanApproval, useApproval } from './api/history-queries.ts'
import { text } from './text.ts'

export const APPROVAL_TONES: Readonly<Record<PlanApproval['state'], TagTone>> = {
  waiting: 'caution',
  changes_asked: 'loss',
  approved: 'gain',
  withdrawn: 'neutral',
}

/** Where the approval of the plan stands, with the way to it; nothing before the first submission. */
export function ApprovalBadge({ planId }: { planId: string }) {
  const approval = useApproval(planId).data?.approval
  if (!approval || approval.state === 'withdrawn') return null
  const { state, awaitsYou } = approval
  return (
    <AppLink href={paths.planPart(planId, 'history')}>
      <Tag tone={awaitsYou ? 'accent' : APPROVAL_TONES[state]}>
        {awaitsYou ? text.approval.badgeYou : text.approval.badge[state]}
      </Tag>
    </AppLink>
  )
}
