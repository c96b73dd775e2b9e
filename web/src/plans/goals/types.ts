import type {
  BridgeEntry,
  BridgeKind,
  GoalMeasure,
  GoalPeriod,
  GoalsPart,
  PeriodMeasure,
} from '@mainstay/contract/plans-goals'

export type { BridgeEntry, BridgeKind, GoalMeasure, GoalPeriod, GoalsPart, PeriodMeasure }

/** A goal of one period and measure. */
export interface GoalPlace {
  readonly period: number
  readonly measure: GoalMeasure
}

const FIELDS = { net_revenue: 'netRevenue', gross_margin: 'grossMargin', contribution: 'contribution' } as const
export const MEASURES: readonly GoalMeasure[] = ['net_revenue', 'gross_margin', 'contribution']

/** Null where the reader does not see margins. */
export function measureOf(period: GoalPeriod, measure: GoalMeasure): PeriodMeasure | null {
  return period[FIELDS[measure]]
}

export function placeKey({ period, measure }: GoalPlace): string {
  return `${period} ${measure}`
}
