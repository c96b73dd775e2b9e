import type { GoalsPart, PeriodMeasure } from '@mainstay/contract/plans-goals'

/** A thing with the version that was seen. */
export interface Seen {
  readonly subject: string
  readonly version: number
}

/** A thing that has moved on. */
export interface Move {
  readonly subject: string
  readonly from: number
  readonly to: number
}

export interface GoalAt {
  readonly period: number
  readonly measure: 'net_revenue' | 'gross_margin' | 'contribution'
  readonly version: number
}

export interface CellAt {
  readonly unitId: string
  readonly offeringId: string
  readonly version: number
}

export function movedTo(moves: readonly Move[], { subject, version }: Seen): number {
  return moves.find((move) => move.subject === subject && move.from === version)?.to ?? version
}

/** Goals and cells have no id: they are called by their place. */
export function goalSubject(planId: string, { period, measure }: Omit<GoalAt, 'version'>): string {
  return `goal ${planId} ${period} ${measure}`
}

export function cellSubject({ unitId, offeringId }: Omit<CellAt, 'version'>): string {
  return `cell ${unitId} ${offeringId}`
}

export const GOAL_FIELDS = {
  net_revenue: 'netRevenue',
  gross_margin: 'grossMargin',
  contribution: 'contribution',
} as const

/** A goal where it stands in an answer; null where the reader does not see it. */
export function goalIn(part: GoalsPart, { period, measure }: Omit<GoalAt, 'version'>): PeriodMeasure | null {
  return part.periods.find(({ number }) => number === period)?.[GOAL_FIELDS[measure]] ?? null
}
