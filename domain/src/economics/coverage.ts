import { type Amount, degraded, type Figure, insufficient, known } from '../kernel/index.ts'

/** Least share of net revenue whose cost must be known before a margin may be shown (with its doubt). */
export const MARGIN_KNOWLEDGE_MINIMUM = 0.95
const MINIMUM_PERCENT = BigInt(MARGIN_KNOWLEDGE_MINIMUM * 100)

/** Net revenue of the lines that have a cost, and of all lines. */
export interface MarginKnowledgeInput {
  readonly netWithCost: Amount
  readonly net: Amount
}

/**
 * May a margin be shown? The share of net revenue whose cost is known, a fraction: fully known when every line has its
 * cost, degraded from 95 %, unknown below (`economics/cost-missing`). Net revenue of lines without cost counts as
 * missing whatever its sign, so that returns without cost do not hide behind sales.
 */
export function marginKnowledge({ netWithCost, net }: MarginKnowledgeInput): Figure {
  const missing = netWithCost < net ? net - netWithCost : netWithCost - net
  if (missing === 0n) return known(1)
  if (net <= 0n || (net - missing) * 100n < net * MINIMUM_PERCENT) return insufficient('economics/cost-missing')
  return degraded(1 - Number((missing * 1_000_000_000_000n) / net) / 1e12, 'economics/cost-missing')
}
