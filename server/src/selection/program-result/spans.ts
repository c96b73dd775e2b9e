import { firstDay, formatMonth, lastDay, type Month, monthOfDate } from '@mainstay/domain/kernel'
import { readLedgerMonths } from '../../economics/index.ts'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import type { ProgramResultAsk } from './stored-result.ts'

export interface MonthSpan {
  readonly from: Month
  readonly to: Month
}

/** Three equal spans around a day: the one that begins with its month, and the two before it. */
export interface ProgramSpans {
  readonly earlier: MonthSpan
  readonly before: MonthSpan
  readonly after: MonthSpan
}

export function spansAround({ since, months }: Pick<ProgramResultAsk, 'since' | 'months'>): ProgramSpans {
  const start = monthOfDate(since)
  return {
    earlier: { from: start - 2 * months, to: start - months - 1 },
    before: { from: start - months, to: start - 1 },
    after: { from: start, to: start + months - 1 },
  }
}

/** The days that can be asked about: the months before and after lie whole in the ledger. Null where none does. */
export function daysToAsk(ledger: MonthSpan, months: number): { earliest: string; latest: string } | null {
  const earliest = ledger.from + months
  const latest = ledger.to - months + 1
  return earliest > latest ? null : { earliest: firstDay(earliest), latest: lastDay(latest) }
}

export async function readLedger(scope: ReadScope): Promise<MonthSpan | null> {
  const ledger = await readLedgerMonths(scope)
  return ledger && { from: ledger.first, to: ledger.last }
}

/** The spans of a question, or a refusal where the ledger does not hold the months before and after. */
export async function settleSpans(
  scope: ReadScope,
  ask: Pick<ProgramResultAsk, 'since' | 'months'>,
): Promise<ProgramSpans & { readonly hasEarlier: boolean }> {
  const ledger = await readLedger(scope)
  if (!ledger) throw new Refused('economics/no-ledger')
  const days = daysToAsk(ledger, ask.months)
  if (!days || ask.since < days.earliest || ask.since > days.latest) {
    throw new Refused('selection/program-result-outside-ledger', {
      months: ask.months,
      earliest: days?.earliest ?? null,
      latest: days?.latest ?? null,
    })
  }
  const spans = spansAround(ask)
  return { ...spans, hasEarlier: spans.earlier.from >= ledger.from }
}

export function presentSpan({ from, to }: MonthSpan): { from: string; to: string } {
  return { from: formatMonth(from), to: formatMonth(to) }
}
