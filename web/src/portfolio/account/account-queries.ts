import type { invoiceLine } from '@mainstay/contract/ledger'
import type { scoreExplanation } from '@mainstay/contract/selection-ranking'
import type { z } from 'zod'
import { defined } from '../../accounts/index.ts'
import { api, doorPath, inWorkspace } from '../../client/index.ts'
import type { AccountState } from './state.ts'

export type ScoreExplanation = z.infer<typeof scoreExplanation>
export type InvoiceLine = z.infer<typeof invoiceLine>

const LINES_PAGE = 100
const HISTORY_PAGE = 50

/** Why the account scores as it does under the published criteria. */
export function scoreOptions(accountId: string) {
  return api.selection.explain.queryOptions({ input: inWorkspace({ id: accountId }) })
}

/** The invoice lines under the filters in the address. */
export function linesOptions(accountId: string, state: AccountState) {
  const { basis, lineFrom, lineTo, productLine, currency, order } = state
  return api.ledger.listLines.infiniteOptions({
    input: (cursor: string | undefined) =>
      inWorkspace(
        defined({
          accountId,
          basis,
          from: lineFrom,
          to: lineTo,
          productLine,
          currency,
          order,
          cursor,
          limit: LINES_PAGE,
        }),
      ),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
}

/** Address of the file with every line under the filters in the address. */
export function linesFileHref(accountId: string, state: AccountState, format: 'csv' | 'xlsx'): string {
  const { basis, lineFrom, lineTo, productLine, currency, order } = state
  const asked = defined({ format, accountId, basis, from: lineFrom, to: lineTo, productLine, currency, order })
  return `${doorPath('invoice-lines/export')}?${new URLSearchParams(asked).toString()}`
}

/** Earlier states of one restated line. */
export function lineHistoryOptions(line: Pick<InvoiceLine, 'invoiceNo' | 'lineNo'>) {
  const { invoiceNo, lineNo } = line
  return api.ledger.readLineHistory.queryOptions({ input: inWorkspace({ invoiceNo, lineNo }) })
}

export function decisionsOptions(accountId: string) {
  return api.selection.listDecisions.queryOptions({ input: inWorkspace({ accountId, limit: HISTORY_PAGE }) })
}

export function auditOptions(accountId: string) {
  return api.workspace.listAudit.infiniteOptions({
    input: (cursor: string | undefined) => inWorkspace(defined({ accountId, limit: HISTORY_PAGE, cursor })),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
}
