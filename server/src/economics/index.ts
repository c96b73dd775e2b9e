import type { AreaContext, AreaRegistration } from '../platform/area.ts'
import { followAccount } from './commands/follow-account.ts'
import { refreshEconomics, regroupFigures } from './commands/refresh-economics.ts'
import { economicsRouter } from './routes.ts'
import type {} from './tables.ts'

export { refreshEconomics } from './commands/refresh-economics.ts'
export { type FigureGroups, groupedAccounts } from './figure-groups.ts'
export {
  askFigures,
  type FigureSet,
  findFigureSet,
  readWithFigures,
} from './figure-set.ts'
export {
  type LedgerMonths,
  type MonthsMoney,
  type MonthsQuestion,
  readLedgerMonths,
  readMonthsMoney,
} from './months-money.ts'
export { type BooksChange, changesSince } from './open-books.ts'
export type { FigureQuestion, Period, PeriodInput } from './period.ts'
export { amountOf, moneyText, presentFigure, presentMoney } from './present.ts'
export { readAccountEconomics } from './queries/account-economics.ts'
export { type DaySpan, readLedgerSpan, type SpanQuestion, spanFigures } from './span-figures.ts'
export type { BookTotals } from './totals.ts'
export { type WalletKnownBy, walletsKnownBy } from './wallets-known-by.ts'

export function registerEconomics(context: AreaContext): AreaRegistration<ReturnType<typeof economicsRouter>> {
  return {
    router: economicsRouter(context),
    reactions: [
      { topic: 'ledger.changed', queue: 'economics' },
      { topic: 'accounts.create', queue: 'economics' },
      { topic: 'accounts.change', queue: 'economics' },
      { topic: 'accounts.hierarchy', queue: 'economics' },
    ],
    jobHandlers: [
      {
        queue: 'economics',
        expireSeconds: 900,
        run: async ({ workspaceId, topic, accountId }) => {
          if (topic === 'accounts.hierarchy') await regroupFigures(context, workspaceId)
          else if (typeof accountId === 'string') await followAccount(context, workspaceId, accountId)
          else await refreshEconomics(context, workspaceId)
        },
      },
    ],
  }
}
