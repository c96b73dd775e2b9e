import type { ImportKindKey } from './kinds.ts'

/**
 * The order in which kinds go in, so that what a row names is there before it: rates, then who and what, then what
 * happened. Invoice lines are the last: they are by far the most, and nothing else names one.
 */
export const importOrder: readonly ImportKindKey[] = [
  'exchange_rates',
  'products',
  'customers',
  'cost_rates',
  'activity_counts',
  'wallet_estimates',
  'invoice_lines',
]

/** Puts files (or anything that has a kind) in import order; those of one kind keep the order they came in. */
export function inImportOrder<Item extends { readonly kind: ImportKindKey }>(items: readonly Item[]): Item[] {
  return [...items].sort((one, other) => importOrder.indexOf(one.kind) - importOrder.indexOf(other.kind))
}
