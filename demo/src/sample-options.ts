export interface SampleOptions {
  readonly seed?: number
  /** The last month with trade, "2026-10". */
  readonly lastMonth?: string
}

const DEFAULT_SEED = 20_261
const DEFAULT_LAST_MONTH = '2026-10'

/** Months of trade, and rows of the customer list. */
export const MONTHS = 36
export const CUSTOMERS = 400

export function settledOptions({ seed, lastMonth }: SampleOptions): Required<SampleOptions> {
  return { seed: seed ?? DEFAULT_SEED, lastMonth: lastMonth ?? DEFAULT_LAST_MONTH }
}
