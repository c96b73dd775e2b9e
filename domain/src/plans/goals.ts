import { addFigures, fractionOf, multiplyAmount, subtractFigures } from '../economics/index.ts'
import { type Amount, degraded, type Figure, insufficient, known, notApplicable } from '../kernel/index.ts'

/** What a goal can be about, from the widest to what is left after serving the customer. */
export const GOAL_MEASURES = ['net_revenue', 'gross_margin', 'contribution'] as const
export type GoalMeasure = (typeof GOAL_MEASURES)[number]

/** What leads from today to a goal. "base" replaces the run rate of the ledger where people know better. */
export const BRIDGE_KINDS = ['base', 'committed_growth', 'pipeline', 'white_space'] as const
export type BridgeKind = (typeof BRIDGE_KINDS)[number]

/** A stretch of calendar days, both ends included, as "YYYY-MM-DD". */
export interface PeriodDays {
  readonly startsOn: string
  readonly endsOn: string
}

/** A goal with what is in sight for it. */
export interface BridgeInput {
  /** Null where no goal is set. */
  readonly goal: Amount | null
  /** Run rate of the ledger over the period. */
  readonly base: Figure<Amount>
  readonly entries: readonly { readonly kind: BridgeKind; readonly amount: Amount }[]
}

/** The way from today to a goal; base + committed growth + pipeline + white space + gap = goal. */
export interface GoalBridge {
  readonly base: Figure<Amount>
  readonly baseSource: 'ledger' | 'people'
  readonly committedGrowth: Amount
  readonly pipeline: Amount
  readonly whiteSpace: Amount
  readonly gap: Figure<Amount>
}

/**
 * Leads from what the customer brings today to the goal of a period: gap = goal - base - committed growth - pipeline -
 * white space, in the reporting currency. A base that people have stated takes the place of the ledger's run rate. The gap
 * is below 0 when more is in sight than the goal asks, and unknown without a goal or a base.
 */
export function bridgeToGoal({ goal, base, entries }: BridgeInput): GoalBridge {
  const sumOf = (kind: BridgeKind) =>
    entries.reduce((sum, entry) => (entry.kind === kind ? sum + entry.amount : sum), 0n)
  const isStated = entries.some(({ kind }) => kind === 'base')
  const start = isStated ? known(sumOf('base')) : base
  const committedGrowth = sumOf('committed_growth')
  const pipeline = sumOf('pipeline')
  const whiteSpace = sumOf('white_space')
  const inSight = addFigures(start, known(committedGrowth), known(pipeline), known(whiteSpace))
  return {
    base: start,
    baseSource: isStated ? 'people' : 'ledger',
    committedGrowth,
    pipeline,
    whiteSpace,
    gap: goal === null ? insufficient('plans/no-goal') : subtractFigures(known(goal), inSight),
  }
}

const MONTHS_OF_RUN_RATE = 12n

/**
 * What a period of so many months brings if all goes on as in the last twelve: their sum * months / 12, rounded to the
 * last decimal that money keeps. Nothing is extrapolated from less than twelve months: then the sum is unknown, and so is
 * this.
 */
export function runRate(lastTwelveMonths: Figure<Amount>, months: number): Figure<Amount> {
  const { value } = lastTwelveMonths
  if (value === null) return lastTwelveMonths
  const doubled = value * BigInt(months) * 2n
  const half = doubled < 0n ? -MONTHS_OF_RUN_RATE : MONTHS_OF_RUN_RATE
  const amount = (doubled + half) / (MONTHS_OF_RUN_RATE * 2n)
  return lastTwelveMonths.status === 'degraded' ? degraded(amount, ...lastTwelveMonths.reasons) : known(amount)
}

const DAY_MILLISECONDS = 86_400_000

function dayNumber(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / DAY_MILLISECONDS)
}

/**
 * How much of a period the ledger covers, as a fraction of its days: 0 before it has reached the first day, 1 once it has
 * passed the last. Unknown without a ledger.
 */
export function elapsedShare(period: PeriodDays, ledgerUntil: string | null): Figure {
  if (ledgerUntil === null) return insufficient('plans/no-ledger')
  const first = dayNumber(period.startsOn)
  const days = dayNumber(period.endsOn) - first + 1
  const covered = Math.min(Math.max(dayNumber(ledgerUntil) - first + 1, 0), days)
  return known(covered / days)
}

/** What is held against a goal while the ledger arrives. */
export interface AttainmentInput {
  readonly goal: Amount | null
  /** What the ledger says of the period so far. */
  readonly actual: Figure<Amount>
  /** Part of the period that the ledger covers. */
  readonly elapsed: Figure
}

/** How a goal stands against the whole of itself and against the time that has passed. */
export interface Attainment {
  readonly actual: Figure<Amount>
  readonly shareOfGoal: Figure
  readonly dueByNow: Figure<Amount>
  readonly pace: Figure
}

/**
 * Attainment of a goal: share of goal = actual / goal; due by now = goal * part of the period that the ledger covers;
 * pace = actual / due by now, where 1 is in step with time. Unknown without a goal, before the ledger has reached the
 * period, and not applicable to goals at or below 0.
 */
export function attainment({ goal, actual, elapsed }: AttainmentInput): Attainment {
  const begun = elapsed.value === 0 ? insufficient<Amount>('plans/period-not-begun') : actual
  if (goal === null) return { actual: begun, ...noAttainment(insufficient('plans/no-goal')) }
  if (goal <= 0n) return { actual: begun, ...noAttainment(notApplicable('plans/goal-not-positive')) }
  const due = dueOf(goal, elapsed)
  return {
    actual: begun,
    shareOfGoal: fractionOf(begun, known(goal), 'plans/goal-not-positive'),
    dueByNow: due,
    pace: due.value === 0n ? insufficient('plans/period-not-begun') : fractionOf(begun, due, 'plans/goal-not-positive'),
  }
}

function dueOf(goal: Amount, elapsed: Figure): Figure<Amount> {
  if (elapsed.value === null) return insufficient(...elapsed.reasons)
  return known(multiplyAmount(goal, elapsed.value))
}

function noAttainment(reason: Figure<never>): Omit<Attainment, 'actual'> {
  return { shareOfGoal: reason, dueByNow: reason, pace: reason }
}
