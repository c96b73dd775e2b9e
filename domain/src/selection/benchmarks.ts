/**
 * A figure the field quotes, to be shown beside one's own with its source and never as truth. `low` and `high` are
 * fractions or multiples as the claim has them; equal where it gives one number. `caution` says why to doubt it.
 */
export interface Benchmark {
  readonly code: 'selection/program-growth-claim' | 'selection/chosen-for-spend-claim' | 'selection/collaboration-claim'
  readonly low: number
  readonly high: number
  readonly unit: 'fraction' | 'times'
  readonly claim: string
  readonly source: string
  readonly caution: string
}

/** What a structured program is said to bring: sales to key accounts 20 to 25 percent up. */
export const PROGRAM_GROWTH_CLAIM: Benchmark = {
  code: 'selection/program-growth-claim',
  low: 0.2,
  high: 0.25,
  unit: 'fraction',
  claim: 'A structured key account program raises sales to key accounts by 20 to 25 percent.',
  source: 'Repeated in practitioners’ guides to key account management, without a study named.',
  caution:
    'No comparison group is stated, and accounts are chosen in good years, so that part of such growth would have come anyway.',
}

/** What choosing for size is said to do: accounts chosen for large spend are 51 percent less likely to buy more. */
export const CHOSEN_FOR_SPEND_CLAIM: Benchmark = {
  code: 'selection/chosen-for-spend-claim',
  low: 0.51,
  high: 0.51,
  unit: 'fraction',
  claim: 'Customers made key accounts because of large spend are 51 percent less likely to increase their spend.',
  source: 'Gartner, research among chief sales officers.',
  caution: 'Regression to the mean explains part of it: whoever has just spent most tends to spend less next year.',
}

/** What collaboration is said to bring: three times the spend where functions work together closely. */
export const COLLABORATION_CLAIM: Benchmark = {
  code: 'selection/collaboration-claim',
  low: 3,
  high: 3,
  unit: 'times',
  claim: 'Key accounts served with close collaboration across functions spend three times as much.',
  source: 'Gartner, research among chief sales officers.',
  caution: 'It may run the other way: large accounts get the attention of more functions.',
}
