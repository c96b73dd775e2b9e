import type { z } from 'zod'
import { planActionRoutes } from './plans-actions.ts'
import { planApprovalRoutes } from './plans-approval.ts'
import { planBuyingRoutes } from './plans-buying.ts'
import { planCommentRoutes } from './plans-comments.ts'
import { planDeletedRoutes } from './plans-deleted.ts'
import { planGoalsRoutes } from './plans-goals.ts'
import { planHandOverRoutes } from './plans-hand-over.ts'
import { planHistoryRoutes } from './plans-history.ts'
import { lifecycleRoutes } from './plans-lifecycle.ts'
import { planMasterSlideRoutes } from './plans-master-slide.ts'
import { planMyWorkRoutes } from './plans-my-work.ts'
import { planNoticeRoutes } from './plans-notices.ts'
import { planObjectiveRoutes } from './plans-objective-routes.ts'
import { planHeader, type planSection } from './plans-record.ts'
import { planRuleRoutes } from './plans-rules.ts'
import { planSectionRoutes } from './plans-sections.ts'
import { planSheetRoutes } from './plans-sheets.ts'
import { planStatementRoutes } from './plans-statements.ts'
import { planSwotRoutes } from './plans-swot.ts'
import { planTeamRoutes } from './plans-team.ts'
import { planTextRoutes } from './plans-texts.ts'
import { planValueRoutes } from './plans-value.ts'
import { planWhiteSpaceRoutes } from './plans-white-space.ts'
import { planWhiteSpaceHeadingRoutes } from './plans-white-space-headings.ts'
import { route } from './route.ts'
import { inWorkspace, uuid } from './values.ts'

export type PlanSection = z.output<typeof planSection>
export type PlanHeader = z.output<typeof planHeader>

const tags = ['plans']

export const planRoutes = {
  readPlan: route('plans:read')
    .route({ method: 'GET', path: '/workspaces/{workspace}/plans/{id}', tags, summary: 'A plan without its content' })
    .input(inWorkspace.extend({ id: uuid }))
    .output(planHeader),
  ...planActionRoutes,
  ...planHandOverRoutes,
  ...planMyWorkRoutes,
  ...planStatementRoutes,
  ...planTextRoutes,
  ...planTeamRoutes,
  ...planGoalsRoutes,
  ...planWhiteSpaceRoutes,
  ...planWhiteSpaceHeadingRoutes,
  ...planObjectiveRoutes,
  ...planSheetRoutes,
  ...planSwotRoutes,
  ...planValueRoutes,
  ...planBuyingRoutes,
  ...lifecycleRoutes,
  ...planSectionRoutes,
  ...planDeletedRoutes,
  ...planApprovalRoutes,
  ...planHistoryRoutes,
  ...planCommentRoutes,
  ...planNoticeRoutes,
  ...planRuleRoutes,
  ...planMasterSlideRoutes,
}
