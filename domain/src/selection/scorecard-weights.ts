import { accept, type Result, refuse } from '../kernel/index.ts'
import { isWrittenReason, MINIMUM_REASON_LENGTH } from '../program/index.ts'

/** What the profitability scorecard weighs: money, what sellers feel, how widely they buy, values, and add-ons. */
export const SCORECARD_PARTS = ['profit', 'assigned', 'breadth', 'values', 'addOns'] as const
export type ScorecardPart = (typeof SCORECARD_PARTS)[number]

/** Share of each part; they add up to 1. */
export type ScorecardShares = Readonly<Record<ScorecardPart, number>>

/** Shares that were accepted, with the reason where money weighs less than half. */
export interface ScorecardWeights {
  readonly shares: ScorecardShares
  readonly reason: string | null
}

/** The least share of money that needs no reason. */
export const LEAST_PROFIT_SHARE = 0.5
const TOLERANCE = 1e-9

/** Half on money, a fifth on what sellers assign, a tenth on each other part. Our own choice, to be changed. */
export const STARTER_SCORECARD_SHARES: ScorecardShares = {
  profit: 0.5,
  assigned: 0.2,
  breadth: 0.1,
  values: 0.1,
  addOns: 0.1,
}

export type ScorecardWeightsRefusal =
  | 'selection/scorecard-weight-negative'
  | 'selection/scorecard-weights-do-not-add-up'
  | 'selection/scorecard-profit-below-half'

/**
 * Takes the weights of the scorecard. Refuses a negative one, shares that do not add up to 1 (with the difference), and
 * less than half on money without a written reason: felt profitability must not outvote the ledger by accident.
 */
export function scorecardWeights(
  shares: ScorecardShares,
  reason: string | null,
): Result<ScorecardWeights, ScorecardWeightsRefusal> {
  const negative = SCORECARD_PARTS.find((part) => !(shares[part] >= 0))
  if (negative) return refuse('selection/scorecard-weight-negative', { part: negative })
  const sum = SCORECARD_PARTS.reduce((total, part) => total + shares[part], 0)
  if (Math.abs(sum - 1) > TOLERANCE) {
    const difference = Number((sum - 1).toFixed(6))
    return refuse('selection/scorecard-weights-do-not-add-up', { sum: Number(sum.toFixed(6)), difference })
  }
  const isMoneyFirst = shares.profit >= LEAST_PROFIT_SHARE - TOLERANCE
  if (!isMoneyFirst && !isWrittenReason(reason)) {
    const facts = { profit: shares.profit, least: LEAST_PROFIT_SHARE, fewest: MINIMUM_REASON_LENGTH }
    return refuse('selection/scorecard-profit-below-half', facts)
  }
  return accept({ shares, reason: isMoneyFirst ? null : (reason?.trim() ?? null) })
}
