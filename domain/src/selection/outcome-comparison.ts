import { type Figure, insufficient, known, notApplicable } from '../kernel/index.ts'
import { type BootstrapSetting, bootstrapInterval, ratio } from './bootstrap.ts'
import type { Estimate } from './intervals.ts'

/** What is measured of the years after. */
export const OUTCOME_MEASURES = ['net_revenue', 'gross_margin', 'contribution'] as const
export type OutcomeMeasure = (typeof OUTCOME_MEASURES)[number]

/**
 * An outcome per account by index, money per year: in the year up to the day, and in the time after it (24 months are
 * halved). NaN unknown. Accounts that left have 0 after, not NaN.
 */
export interface OutcomeColumn {
  readonly measure: OutcomeMeasure
  readonly before: Float64Array
  readonly after: Float64Array
}

/** Better, worse, or no difference that so many accounts can show; no conclusion where too little is known to ask. */
export type OutcomeVerdict = 'better' | 'worse' | 'no_difference_shown' | 'no_conclusion'

/**
 * What became of a group: sums of money per year over the accounts known both before and after; growth of the sums; and
 * growth of the typical account, the mean of 2 (after - before) / (|after| + |before|), where a large account counts no
 * more than a small one (-2 left, 2 new).
 */
export interface GroupOutcome {
  readonly accounts: number
  readonly unknown: number
  readonly before: number
  readonly after: number
  readonly changePerAccount: Figure
  readonly growth: Figure
  readonly typicalGrowth: Figure
}

/** A difference between two groups with its interval, and what it allows to say. */
export interface OutcomeDifference {
  readonly difference: Figure<Estimate>
  readonly verdict: OutcomeVerdict
}

/**
 * Two groups on one measure: change in money per account and year, growth as a ratio of sums (0.1 = 10 %), and growth of
 * the typical account. `beats` is null except against lots.
 */
export interface MeasureComparison {
  readonly measure: OutcomeMeasure
  readonly picks: GroupOutcome
  readonly others: GroupOutcome
  readonly change: OutcomeDifference
  readonly growth: OutcomeDifference
  readonly typicalGrowth: OutcomeDifference
  readonly beats: BeatenLots | null
}

/** Against drawing lots: the share of draws that did no better than the picks, null where it cannot be said. */
export interface BeatenLots {
  readonly change: number | null
  readonly growth: number | null
  readonly typicalGrowth: number | null
}

/** Cells of an account's row: before, after, one for counting, symmetric growth. */
const WIDTH = 4
const NOBODY = [0, 0, 0, 0] as const

/** Adds up what became of a group of accounts on one measure. */
export function groupOutcome(column: OutcomeColumn, accounts: readonly number[]): GroupOutcome {
  const sums = new Float64Array(WIDTH)
  for (const row of rowsOf(column, accounts)) {
    row.forEach((cell, index) => {
      sums[index] = (sums[index] ?? 0) + cell
    })
  }
  const [before = 0, after = 0, count = 0] = sums
  return {
    accounts: count,
    unknown: accounts.length - count,
    before,
    after,
    changePerAccount: count > 0 ? known(changeOf(sums, 0)) : insufficient('selection/no-outcomes'),
    growth: before > 0 ? known(after / before - 1) : notApplicable('selection/start-not-positive'),
    typicalGrowth: count > 0 ? known(typicalOf(sums, 0)) : insufficient('selection/no-outcomes'),
  }
}

/** Growth between -2 and 2 that also counts accounts that left or began; 0 where there was nothing before nor after. */
export function typicalGrowthOf(before: number, after: number): number {
  const both = Math.abs(after) + Math.abs(before)
  return both === 0 ? 0 : (2 * (after - before)) / both
}

/**
 * Compares what became of two groups that may share accounts. Difference of the mean change per account and of the growth
 * of the sums; intervals by bootstrap with shared accounts, accounts of the one and accounts of the other drawn each among
 * themselves, so that what the groups have in common cancels out.
 */
export function compareGroups(
  column: OutcomeColumn,
  groups: { readonly picks: readonly number[]; readonly others: readonly number[] },
  setting: BootstrapSetting,
): MeasureComparison {
  const picked = new Set(groups.picks)
  const other = new Set(groups.others)
  const strata = [
    rowsOf(
      column,
      groups.picks.filter((account) => other.has(account)),
    ).map((row) => [...row, ...row]),
    rowsOf(
      column,
      groups.picks.filter((account) => !other.has(account)),
    ).map((row) => [...row, ...NOBODY]),
    rowsOf(
      column,
      groups.others.filter((account) => !picked.has(account)),
    ).map((row) => [...NOBODY, ...row]),
  ]
  return compareStrata(column, { strata, ...groups }, setting)
}

/** Compares accounts with their counterparts, pair by pair: a pair counts when both outcomes are known, and is drawn as one. */
export function comparePairs(
  column: OutcomeColumn,
  pairs: readonly (readonly [pick: number, counterpart: number])[],
  setting: BootstrapSetting,
): MeasureComparison {
  const usable = pairs.filter(([pick, counterpart]) => rowOf(column, pick) && rowOf(column, counterpart))
  const rows = usable.map(([pick, counterpart]) => {
    return [...(rowOf(column, pick) ?? NOBODY), ...(rowOf(column, counterpart) ?? NOBODY)]
  })
  const picks = usable.map(([pick]) => pick)
  const others = usable.map(([, counterpart]) => counterpart)
  return compareStrata(column, { strata: [rows], picks, others }, setting)
}

/** What an interval allows to say of a difference from nought. */
export function verdictOn(difference: Figure<Estimate>): OutcomeVerdict {
  if (!difference.value) return 'no_conclusion'
  if (difference.value.low > 0) return 'better'
  return difference.value.high < 0 ? 'worse' : 'no_difference_shown'
}

function compareStrata(
  column: OutcomeColumn,
  sample: {
    readonly strata: readonly (readonly (readonly number[])[])[]
    readonly picks: readonly number[]
    readonly others: readonly number[]
  },
  setting: BootstrapSetting,
): MeasureComparison {
  const picks = groupOutcome(column, sample.picks)
  const others = groupOutcome(column, sample.others)
  const accounts = Math.min(picks.accounts, others.accounts)
  const estimate = (statistic: (sums: Float64Array) => number): OutcomeDifference => {
    const difference = bootstrapInterval({ strata: sample.strata, accounts, statistic }, setting)
    return { difference, verdict: verdictOn(difference) }
  }
  return {
    measure: column.measure,
    picks,
    others,
    change: estimate((sums) => changeOf(sums, 0) - changeOf(sums, WIDTH)),
    growth: estimate((sums) => growthOf(sums, 0) - growthOf(sums, WIDTH)),
    typicalGrowth: estimate((sums) => typicalOf(sums, 0) - typicalOf(sums, WIDTH)),
    beats: null,
  }
}

function changeOf(sums: Float64Array, start: number): number {
  return ratio((sums[start + 1] ?? 0) - (sums[start] ?? 0), sums[start + 2] ?? 0)
}

function growthOf(sums: Float64Array, start: number): number {
  return ratio(sums[start + 1] ?? 0, sums[start] ?? 0)
}

function typicalOf(sums: Float64Array, start: number): number {
  return ratio(sums[start + 3] ?? 0, sums[start + 2] ?? 0)
}

function rowsOf(column: OutcomeColumn, accounts: readonly number[]): readonly (readonly number[])[] {
  return accounts.flatMap((account) => {
    const row = rowOf(column, account)
    return row ? [row] : []
  })
}

function rowOf({ before, after }: OutcomeColumn, account: number): readonly number[] | null {
  const start = before[account] ?? Number.NaN
  const end = after[account] ?? Number.NaN
  return Number.isNaN(start) || Number.isNaN(end) ? null : [start, end, 1, typicalGrowthOf(start, end)]
}
