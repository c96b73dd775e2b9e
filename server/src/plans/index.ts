import type { AreaContext, AreaRegistration } from '../platform/area.ts'
import { calendarDoor } from './actions/calendar/calendar-door.ts'
import type {} from './actions/tables.ts'
import { REPORT_QUEUE, reportsDoor, sendReports } from './actions/weekly-report.ts'
import { adoptionEvidence } from './adoption-evidence.ts'
import type {} from './buying/tables.ts'
import type {} from './comments/tables.ts'
import { planImportDoor } from './content/import/door.ts'
import { planExportDoors } from './exports/door.ts'
import type {} from './goals/tables.ts'
import type {} from './history/tables.ts'
import { masterSlideDoor } from './master-slide/master-slide-door.ts'
import type {} from './master-slide/tables.ts'
import type {} from './notices/tables.ts'
import { accountDutyTeller } from './notices/tell-duty.ts'
import type {} from './objectives/tables.ts'
import { plansRouter } from './routes.ts'
import { RULES_QUEUE } from './rules/rule-store.ts'
import { rulesDoor, runRules, TIER_DECIDED } from './rules/rules-job.ts'
import type {} from './rules/tables.ts'
import { loadSamplePlans, SAMPLE_PLAN_QUEUE } from './sample/load-sample-plans.ts'
import { sheetDoor } from './sheets/sheet-door.ts'
import type {} from './swot/tables.ts'
import type {} from './tables.ts'
import type {} from './texts/tables.ts'
import type {} from './value/tables.ts'
import type {} from './white-space/tables.ts'

export { exportPlan } from './exports/order-export.ts'
export { findPlanByCode, reportPlans } from './exports/reports.ts'

export function registerPlans(context: AreaContext): AreaRegistration<ReturnType<typeof plansRouter>> {
  return {
    router: plansRouter(context),
    evidence: adoptionEvidence,
    dutyTeller: accountDutyTeller(context),
    doors: [
      calendarDoor(context),
      reportsDoor(context),
      rulesDoor(context),
      planExportDoors(context),
      masterSlideDoor(context),
      planImportDoor(context),
      sheetDoor(context),
    ],
    reactions: [
      { topic: 'ledger.sample', queue: SAMPLE_PLAN_QUEUE },
      { topic: TIER_DECIDED, queue: RULES_QUEUE },
    ],
    jobHandlers: [
      { queue: RULES_QUEUE, expireSeconds: 600, run: (data) => runRules(context, data) },
      { queue: SAMPLE_PLAN_QUEUE, expireSeconds: 600, run: ({ workspaceId }) => loadSamplePlans(context, workspaceId) },
      { queue: REPORT_QUEUE, expireSeconds: 600, run: ({ workspaceId }) => sendReports(context, workspaceId) },
    ],
  }
}
