import type { PlanSection } from '@mainstay/contract/plans'
import { type PlanContent, planContent } from '@mainstay/contract/plans-content'
import { confidentialPaths, redactMargins } from '../../platform/http/redact.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { readActionsPart } from '../actions/report.ts'
import { readBuyingPart } from '../buying/read-buying.ts'
import { readGoalsPart } from '../goals/read-goals.ts'
import { readPlan } from '../lifecycle/read-plan.ts'
import { readObjectivesPart } from '../objectives/read-objectives.ts'
import { findPlan, visibleSections } from '../plan-store.ts'
import { readStatementsPart } from '../statements/read-statements.ts'
import { readSwotPart } from '../swot/read-swot.ts'
import { readTeamPart } from '../team/read-team.ts'
import { readTextsPart } from '../texts/read-texts.ts'
import { readValuePart } from '../value/read-value.ts'
import { readWhiteSpacePart } from '../white-space/read-white-space.ts'

/**
 * All that the reader may see of a plan, in one view of the database: parts that are hidden from them are null, and so are
 * margins where they lack the right. It leaves the house as it is, so nothing hidden may be in it.
 */
export async function readPlanContent(scope: ReadScope, id: string, today: string): Promise<PlanContent> {
  const plan = await findPlan(scope, id)
  const sections = await visibleSections(scope, plan)
  const has = (part: PlanSection['part']): boolean => sections.some((section) => section.part === part)
  const content: PlanContent = {
    header: await readPlan(scope, id, today),
    statements: has('statements') || has('reviews') ? await readStatementsPart(scope, plan, today) : null,
    team: has('team') ? await readTeamPart(scope, plan) : null,
    swot: has('swot') ? await readSwotPart(scope, plan, today) : null,
    objectives: has('objectives') ? await readObjectivesPart(scope, plan, today) : null,
    actions: has('actions') ? await readActionsPart(scope, plan, today) : null,
    goals: has('goals') ? await readGoalsPart(scope, plan, today) : null,
    whiteSpace: has('white_space') ? await readWhiteSpacePart(scope, plan) : null,
    value: has('value_cases') ? await readValuePart(scope, plan) : null,
    buying: has('buying_process') ? await readBuyingPart(scope, plan, today) : null,
    texts: await readTextsPart(scope, plan),
  }
  // The guard does this for answers of the contract; files go past it.
  if (!scope.actor.seesMargins) redactMargins(content, confidentialPaths(planContent))
  return content
}
