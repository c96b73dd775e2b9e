import type { measureName } from '@mainstay/contract/portfolio'
import { type Amount, degraded, type Figure, insufficient, known } from '@mainstay/domain/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { amountOf, type BookTotals, type FigureSet } from '../../economics/index.ts'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'

export type MeasureName = z.infer<typeof measureName>

const COLUMNS: Record<MeasureName, string> = {
  gross_margin: 'f.gross_margin',
  contribution: 'f.contribution',
  net_revenue: 'f.net_revenue',
}

/** Share of lines (of accounts, for margins) that may be unknown before a sum over the book is unknown as well. */
const UNKNOWN_LIMIT = 0.05

export function measureColumn(measure: MeasureName): RawBuilder<unknown> {
  return sql.raw(COLUMNS[measure])
}

/** What profit means in this period: contribution where cost to serve is known, else gross margin, and why. */
export function usualMeasure(set: FigureSet): { measure: MeasureName; reasons: string[] } {
  if (set.totals.costToServeKnown > 0 && set.totals.contributionNet !== '0')
    return { measure: 'contribution', reasons: [] }
  return { measure: 'gross_margin', reasons: ['economics/no-cost-to-serve'] }
}

/** Margins may not be asked for by those who may not see them, whatever the door. */
export function checkMeasure(scope: ReadScope, measure: MeasureName): void {
  if (measure !== 'net_revenue' && !scope.actor.seesMargins) throw new Refused('http/not-allowed')
}

/** Net revenue of the book: unknown accounts are told of, and more than a few make the sum unknown. */
export function netFigure(totals: BookTotals, net: string, unknown: number): Figure<Amount> {
  if (unknown === 0) return known(amountOf(net))
  const isFew = totals.linesWithoutRate <= totals.lines * UNKNOWN_LIMIT
  return isFew ? degraded(amountOf(net), 'economics/rate-missing') : insufficient('economics/rate-missing')
}

/** Gross margin or contribution of the book, with the rule for what the accounts leave unknown. */
export function marginFigure(totals: BookTotals, measure: MeasureName): Figure<Amount> {
  if (measure === 'net_revenue') return netFigure(totals, totals.net, totals.netUnknown)
  const isMargin = measure === 'gross_margin'
  const unknown = isMargin ? totals.marginUnknown : totals.contributionUnknown
  const covered = amountOf(isMargin ? totals.marginNet : totals.contributionNet)
  const value = amountOf(isMargin ? totals.margin : totals.contribution)
  const reason = isMargin ? 'economics/cost-missing' : 'economics/contribution-unknown'
  const net = amountOf(totals.net)
  if (unknown > 0) {
    const isEnough = net > 0n && covered * 100n >= net * 95n
    return isEnough ? degraded(value, reason) : insufficient(reason)
  }
  return totals.marginDegraded > 0 ? degraded(value, 'economics/cost-missing') : known(value)
}
