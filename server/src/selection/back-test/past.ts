import { firstDay, formatMonth, lastDay, type Month, monthOfDate } from '@mainstay/domain/kernel'
import type { HistoryReach } from '@mainstay/domain/selection'
import { sql } from 'kysely'
import { type DaySpan, readLedgerSpan } from '../../economics/index.ts'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'

export const YEAR_MONTHS = 12

/** A past day in terms of the ledger, whose grain is the month. */
export interface Past {
  readonly asOf: string
  readonly ledger: DaySpan
  /** The last month that was known on the day. */
  readonly known: Month
  readonly history: HistoryReach
}

export interface PastDay {
  readonly asOf: string
  readonly months: 12 | 24
  readonly today: string
}

/** Where a past day lies in the ledger, or a refusal when it lies outside. */
export async function settlePast(scope: ReadScope, { asOf, months, today }: PastDay): Promise<Past> {
  const ledger = await readLedgerSpan(scope)
  if (!ledger) throw new Refused('economics/no-ledger')
  if (asOf < ledger.from || asOf > ledger.to) throw new Refused('selection/back-test-outside-ledger', { ...ledger })
  const known = await lastKnownMonth(scope, asOf)
  const monthsBefore = Math.max(0, known - monthOfDate(ledger.from) + 1)
  // Beyond the months asked about nothing counts, so that the answer is the same whatever came later.
  const monthsAfter = Math.max(0, Math.min(months, lastWholeMonth(ledger.to, today) - known))
  return { asOf, ledger, known, history: { monthsBefore, monthsAfter, horizonMonths: months } }
}

/** The latest month none of whose invoice lines is dated after the day. */
async function lastKnownMonth(scope: ReadScope, day: string): Promise<Month> {
  const month = monthOfDate(day)
  const { rows } = await sql<{ isCut: boolean }>`
    select exists (select 1 from mainstay.invoice_line l where l.workspace_id = ${scope.workspaceId}
      and l.invoice_date > ${day}::date and l.invoice_date <= ${lastDay(month)}::date) as "isCut"`.execute(scope.db)
  return rows[0]?.isCut ? month - 1 : month
}

/** The month of the last invoice counts as whole, as everywhere, unless it is the present one. */
function lastWholeMonth(lastInvoice: string, today: string): Month {
  const month = monthOfDate(lastInvoice)
  return month === monthOfDate(today) && today < lastDay(month) ? month - 1 : month
}

/** The last day on which anything was invoiced up to the end of a month: when the figures up to it became known. */
export async function lastInvoiceDay(scope: ReadScope, month: Month): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`
    select max(l.invoice_date) as day from mainstay.invoice_line l
    where l.workspace_id = ${scope.workspaceId} and l.invoice_date <= ${lastDay(month)}::date`.execute(scope.db)
  return rows[0]?.day ?? null
}

export interface MonthSpanText {
  readonly from: string
  readonly to: string
}

/** The year up to the last known month. */
export function knownSpan({ known }: Past): MonthSpanText {
  return { from: formatMonth(known - YEAR_MONTHS + 1), to: formatMonth(known) }
}

/** The months asked about. */
export function afterSpan({ known, history }: Past): MonthSpanText {
  return { from: formatMonth(known + 1), to: formatMonth(known + history.horizonMonths) }
}

/** What can be asked: the latest days whose following months are all in the ledger. */
export async function readReach(scope: ReadScope, today: string) {
  const ledger = await readLedgerSpan(scope)
  if (!ledger) return { ledger: null, latest: { months12: null, months24: null } }
  const latest = (months: number) => {
    const day = lastDay(lastWholeMonth(ledger.to, today) - months)
    return day > ledger.from ? day : null
  }
  return { ledger, latest: { months12: latest(YEAR_MONTHS), months24: latest(2 * YEAR_MONTHS) } }
}

/** First and last day of a span of months counted from one. */
export function daysOf(from: Month, to: Month): DaySpan {
  return { from: firstDay(from), to: lastDay(to) }
}
