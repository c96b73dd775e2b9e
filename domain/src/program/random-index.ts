/**
 * Tables of random indices, by name. A random index is the mean consistency index of random judgements of a size; the
 * tables of the literature differ, so a consistency ratio is only comparable with the name of its table beside it.
 */
export const RANDOM_INDEX_TABLES = {
  saaty_classic: {
    source: 'Saaty, the table usually reprinted',
    from: 3,
    indices: [0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49],
  },
  saaty_2005: {
    source: 'Saaty 2005',
    from: 3,
    indices: [0.52, 0.89, 1.11, 1.25, 1.35, 1.4, 1.45, 1.49, 1.52, 1.54, 1.56, 1.58, 1.59],
  },
  donegan_dodd_1991: {
    source: 'Donegan and Dodd 1991',
    from: 3,
    indices: [0.4914, 0.8286, 1.0591, 1.1797, 1.2519, 1.3171, 1.3733, 1.4055],
  },
} as const

/** The name of a table of random indices. */
export type RandomIndexTable = keyof typeof RANDOM_INDEX_TABLES

/** The random index of a size in a table; 0 for one or two items (always consistent), null where the table ends. */
export function randomIndex(table: RandomIndexTable, items: number): number | null {
  if (items <= 2) return 0
  const { from, indices } = RANDOM_INDEX_TABLES[table]
  return indices[items - from] ?? null
}

/** The most items a table covers. */
export function largestSizeIn(table: RandomIndexTable): number {
  const { from, indices } = RANDOM_INDEX_TABLES[table]
  return from + indices.length - 1
}

/**
 * The highest consistency ratio that is accepted for so many items: 0.05 for three, 0.08 for four, 0.10 for more. The
 * stricter limits for few items are the usual refinement of Saaty's 0.10.
 */
export function consistencyLimit(items: number): number {
  if (items <= 3) return 0.05
  return items === 4 ? 0.08 : 0.1
}
