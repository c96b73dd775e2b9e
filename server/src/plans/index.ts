import type { AreaContext, AreaRegistration } from '../platform/area.ts'
import { calendarDoor } from './actions/calendar/calendar-door.ts'
import type {} from './actions/tables.ts'
import { REPORT_QUEUE, reportsDoor, sendReports } from './actions/weekly-report.ts'
import type {} from './comments/tables.ts'
import { planImportDoor } from './content/import/door.ts'
import { planExportDoors } from './exports/door.ts'
import type {} from './goals/tables.ts'
import type {} from './history/tables.ts'
import type {} from './notices/tables.ts'
import type {} from './objectives/tables.ts'
import { plansRouter } from './routes.ts'
import type {} from './swot/tables.ts'
import type {} from './tables.ts'
import type {} from './white-space/tables.ts'

export { exportPlan } from './exports/order-export.ts'
export { findPlanByCode, reportPlans } from './exports/reports.ts'

export function registerPlans(context: AreaContext): AreaRegistration<ReturnType<typeof plansRouter>> {
  return {
    router: plansRouter(context),
    doors: [calendarDoor(context), reportsDoor(context), planExportDoors(context), planImportDoor(context)],
    jobHandlers: [
      { queue: REPORT_QUEUE, expireSeconds: 600, run: ({ workspaceId }) => sendReports(context, workspaceId) },
    ],
  }
}
