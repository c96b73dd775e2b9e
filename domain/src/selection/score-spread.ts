import { median } from '../economics/index.ts'
import type { RoundScore } from './rating-table.ts'

/**
 * How the raters' scores of one account on one criterion lie apart. Range = highest less lowest, in levels; the standard
 * deviation is the sample's, null for a single rater. `abstained`: raters who had no basis to judge.
 */
export interface ScoreSpread {
  readonly accountId: string
  readonly criterionKey: string
  readonly raters: number
  readonly abstained: number
  readonly mean: number
  readonly median: number
  readonly lowest: number
  readonly highest: number
  readonly range: number
  readonly standardDeviation: number | null
}

/** The spread of every account and criterion with at least one score, in the order in which they first appear. */
export function scoreSpreads(scores: readonly RoundScore[]): readonly ScoreSpread[] {
  const cells = new Map<string, RoundScore[]>()
  for (const one of scores) {
    const key = JSON.stringify([one.accountId, one.criterionKey])
    const list = cells.get(key)
    if (list) list.push(one)
    else cells.set(key, [one])
  }
  return [...cells.values()].map(spreadOf).filter((spread) => spread !== null)
}

function spreadOf(cell: readonly RoundScore[]): ScoreSpread | null {
  const first = cell[0]
  const values = cell.map(({ score }) => score).filter((score) => score !== null)
  const middle = median(values)
  if (!first || middle === null) return null
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const lowest = Math.min(...values)
  const highest = Math.max(...values)
  return {
    accountId: first.accountId,
    criterionKey: first.criterionKey,
    raters: values.length,
    abstained: cell.length - values.length,
    mean,
    median: middle,
    lowest,
    highest,
    range: highest - lowest,
    standardDeviation: values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : null,
  }
}
