import { firstDay, lastDay, monthOfDate } from '@mainstay/domain/kernel'
import { type DaySpan, readLedgerSpan, type SpanQuestion } from '../../economics/index.ts'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'

/** What the command line asks: days rather than months; without them the whole ledger. */
export interface ReportQuestion {
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly measure?: 'gross_margin' | 'contribution' | undefined
  /** Whole groups rather than single companies. */
  readonly groups?: boolean | undefined
}

const YEAR_MONTHS = 12

export type ReportPeriod = SpanQuestion

/** The days of a report. A missing end is the ledger's own. */
export async function settleReport(scope: ReadScope, question: ReportQuestion): Promise<ReportPeriod> {
  const ledger = await readLedgerSpan(scope)
  if (!ledger) throw new Refused('economics/no-ledger')
  const from = question.from ?? ledger.from
  const to = question.to ?? ledger.to
  if (from > to) throw new Refused('economics/period-invalid')
  // Who does not see every account is told of companies only: a group's sum would tell of hidden ones.
  const basis = question.groups && scope.actor.visibility === 'all' ? 'group' : 'company'
  return { from, to, ledger, basis }
}

/** The same days a year earlier; the last day of February stands for the 29th. */
export function yearBefore(period: ReportPeriod): ReportPeriod {
  return { ...period, from: earlier(period.from), to: earlier(period.to) }
}

function earlier(day: string): string {
  const year = String(Number(day.slice(0, 4)) - 1).padStart(4, '0')
  return day.endsWith('-02-29') ? `${year}-02-28` : `${year}${day.slice(4)}`
}

/** The twelve months that end with the month of a day, as days. */
export function twelveMonthsTo(day: string): DaySpan {
  const to = monthOfDate(day)
  return { from: firstDay(to - YEAR_MONTHS + 1), to: lastDay(to) }
}
