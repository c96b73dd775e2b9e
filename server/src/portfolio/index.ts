import type { AreaContext, AreaRegistration } from '../platform/area.ts'
import { columnsOf } from './columns/column-keeper.ts'
import { readColumnsAhead } from './columns/read-ahead.ts'
import { exportDoors } from './doors.ts'
import { portfolioRouter } from './routes.ts'

export type { ReportPeriod, ReportQuestion } from './reports/report-source.ts'
export {
  reportAccount,
  reportConcentration,
  reportPortfolio,
  reportRetention,
  reportWhaleCurve,
} from './reports/reports.ts'

export function registerPortfolio(context: AreaContext): AreaRegistration<ReturnType<typeof portfolioRouter>> {
  return {
    router: portfolioRouter(context),
    doors: exportDoors(context),
    readAhead: (stopped) => readColumnsAhead(context, columnsOf(context), stopped),
  }
}
