import {
  accept,
  firstDay,
  formatMonth,
  lastDay,
  type Month,
  monthOfDate,
  type Result,
  refuse,
} from '../kernel/index.ts'

/** One period of a plan: whole months, both days included, as plain dates ("2026-01-01" to "2026-12-31"). */
export interface PlanPeriod {
  readonly number: number
  readonly startsOn: string
  readonly endsOn: string
}

export const PLAN_PERIOD_KINDS = ['year', 'quarter'] as const
export type PlanPeriodKind = (typeof PLAN_PERIOD_KINDS)[number]

export type PlanPeriodRefusal = 'plans/horizon' | 'plans/no-period' | 'plans/rolled-far-enough'

/** A plan looks two to three years ahead. */
export const SHORTEST_HORIZON_MONTHS = 24
export const LONGEST_HORIZON_MONTHS = 36

const YEAR = 12
const QUARTER = 3
/** October, counted from 0. */
const PLANNING_SEASON = 9

/** Months of a period: 12 for a year, 3 for a quarter. */
export function monthsOfKind(kind: PlanPeriodKind): number {
  return kind === 'year' ? YEAR : QUARTER
}

/** How many periods of a kind make up the shorter horizon, two years: 2 years or 8 quarters. */
export function usualPeriodCount(kind: PlanPeriodKind): number {
  return SHORTEST_HORIZON_MONTHS / monthsOfKind(kind)
}

/**
 * The periods a plan begins with: `count` years or quarters on end from the first day of `start`, without gap or overlap.
 * Refuses a horizon under two or over three years ("plans/horizon"), with the fewest and most periods that would do.
 */
export function beginPeriods(ask: {
  readonly start: Month
  readonly kind: PlanPeriodKind
  readonly count: number
}): Result<readonly PlanPeriod[], PlanPeriodRefusal> {
  const length = monthsOfKind(ask.kind)
  const fewest = SHORTEST_HORIZON_MONTHS / length
  const most = LONGEST_HORIZON_MONTHS / length
  if (!Number.isInteger(ask.count) || ask.count < fewest || ask.count > most) {
    return refuse('plans/horizon', { kind: ask.kind, count: ask.count, fewest, most })
  }
  return accept(
    Array.from({ length: ask.count }, (_, index) => periodFrom(index + 1, ask.start + index * length, length)),
  )
}

/**
 * The period after the last one, as long as that: a plan is rolled forward by adding to it, and what was planned for the
 * periods before stays. Refuses a plan without periods, and one that reaches three years beyond `today` ("2026-11-20")
 * already, with the day it ends.
 */
export function nextPeriod(periods: readonly PlanPeriod[], today: string): Result<PlanPeriod, PlanPeriodRefusal> {
  const last = inOrder(periods).at(-1)
  if (!last) return refuse('plans/no-period')
  const end = monthOfDate(last.endsOn)
  if (end - monthOfDate(today) >= LONGEST_HORIZON_MONTHS) {
    return refuse('plans/rolled-far-enough', { endsOn: last.endsOn })
  }
  return accept(periodFrom(last.number + 1, end + 1, lengthOf(last)))
}

/** True when the periods are numbered from 1 and each begins the day after the one before has ended. */
export function areContiguous(periods: readonly PlanPeriod[]): boolean {
  return inOrder(periods).every((period, index, all) => {
    const before = all[index - 1]
    if (period.number !== index + 1 || lengthOf(period) < 1) return false
    return before === undefined || monthOfDate(period.startsOn) === monthOfDate(before.endsOn) + 1
  })
}

/**
 * How people call a period: "2026" for a calendar year, "2026 Q1" for a calendar quarter, else its months,
 * "2026-07 to 2027-06".
 */
export function periodLabel(period: Pick<PlanPeriod, 'startsOn' | 'endsOn'>): string {
  const start = monthOfDate(period.startsOn)
  const year = Math.floor(start / YEAR)
  const length = lengthOf(period)
  if (length === YEAR && start % YEAR === 0) return String(year)
  if (length === QUARTER && start % QUARTER === 0) return `${year} Q${(start % YEAR) / QUARTER + 1}`
  return `${formatMonth(start)} to ${formatMonth(monthOfDate(period.endsOn))}`
}

/**
 * The month a plan usually begins with: January of this year, and from October on, when companies plan the next year, the
 * January to come.
 */
export function usualStart(today: string): Month {
  const month = monthOfDate(today)
  const thisYear = month - (month % YEAR)
  return month % YEAR >= PLANNING_SEASON ? thisYear + YEAR : thisYear
}

function inOrder(periods: readonly PlanPeriod[]): readonly PlanPeriod[] {
  return periods.toSorted((one, other) => one.number - other.number)
}

function lengthOf(period: Pick<PlanPeriod, 'startsOn' | 'endsOn'>): number {
  return monthOfDate(period.endsOn) - monthOfDate(period.startsOn) + 1
}

function periodFrom(number: number, start: Month, length: number): PlanPeriod {
  return { number, startsOn: firstDay(start), endsOn: lastDay(start + length - 1) }
}
