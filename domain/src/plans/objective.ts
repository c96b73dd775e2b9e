import { type Amount, accept, monthOfDate, parseAmount, type Result, refuse } from '../kernel/index.ts'
import { FED_SOURCES, type FedMeasure } from './fed-result.ts'
import type { KeyResultKind, ResultDirection } from './grading.ts'
import type { DateSpan } from './pace.ts'

export type ObjectiveStatus = 'open' | 'closed' | 'dropped'
/** What can be done to an objective as a whole. */
export type ObjectiveStep = 'close' | 'drop' | 'reopen'

/** Longest an objective may take: beyond any horizon of a plan. */
export const OBJECTIVE_LONGEST_MONTHS = 120
const WHOLE_SHARE = parseAmount('1') ?? 0n

const STEPS: Readonly<
  Record<ObjectiveStep, { readonly from: readonly ObjectiveStatus[]; readonly to: ObjectiveStatus }>
> = {
  close: { from: ['open'], to: 'closed' },
  drop: { from: ['open'], to: 'dropped' },
  reopen: { from: ['closed', 'dropped'], to: 'open' },
}

/** The status after a step. Refuses to end what has ended and to reopen what is open (`plans/objective-state`). */
export function stepObjective(
  status: ObjectiveStatus,
  step: ObjectiveStep,
): Result<ObjectiveStatus, 'plans/objective-state'> {
  const { from, to } = STEPS[step]
  return from.includes(status) ? accept(to) : refuse('plans/objective-state', { status })
}

/**
 * The grade an objective is closed with, from 0 to 1: the one its key results give, or the one people give where there
 * is none to compute, or where they know better and say why. Refuses to close without any (`plans/grade-needed`).
 */
export function finalGrade(given: number | null, computed: number | null): Result<number, 'plans/grade-needed'> {
  const grade = given ?? computed
  return grade === null ? refuse('plans/grade-needed') : accept(grade)
}

/**
 * Dates of an objective, "YYYY-MM-DD". Refuses an end that does not lie after the start (`plans/dates-wrong-way-round`)
 * and more than 120 months between them (`plans/objective-too-long`).
 */
export function checkDates(
  span: DateSpan,
): Result<DateSpan, 'plans/dates-wrong-way-round' | 'plans/objective-too-long'> {
  if (span.endsOn <= span.startsOn) return refuse('plans/dates-wrong-way-round')
  const months = monthOfDate(span.endsOn) - monthOfDate(span.startsOn)
  return months > OBJECTIVE_LONGEST_MONTHS ? refuse('plans/objective-too-long') : accept(span)
}

/**
 * Whether an objective reaches past the periods of its plan, at either end. It is marked, not refused: plans are rolled
 * forward. Nothing lies outside a plan without periods.
 */
export function isOutsideHorizon(objective: DateSpan, periods: readonly DateSpan[]): boolean {
  if (periods.length === 0) return false
  const isCovered = (day: string) => periods.some(({ startsOn, endsOn }) => startsOn <= day && day <= endsOn)
  return !isCovered(objective.startsOn) || !isCovered(objective.endsOn)
}

/** A key result as somebody wants it. Values are exact decimals of one unit; shares are fractions. */
export interface KeyResultDraft {
  readonly kind: KeyResultKind
  /** Needed only where target and start are the same. */
  readonly direction: ResultDirection | null
  readonly start: Amount
  readonly target: Amount
  /** Null where people type the readings. */
  readonly fed: FedMeasure | null
}

export type KeyResultFault =
  | 'plans/target-equals-start'
  | 'plans/direction-needed'
  | 'plans/direction-contradicts'
  | 'plans/source-has-no-product-lines'
  | 'plans/share-needs-a-year'
  | 'plans/share-out-of-range'

/**
 * The direction of a key result: from start to target, or the given one where both are the same. Refuses a measured one
 * whose target is its start; a binary one of that kind without a direction; a direction against the way from start to
 * target; a product line for a source that is not known by product line; a share of wallet over anything but twelve
 * months, or outside 0 to 1.
 */
export function directionOfResult(draft: KeyResultDraft): Result<ResultDirection, KeyResultFault> {
  const fault = draft.fed && faultOfSource(draft, draft.fed)
  if (fault) return refuse(fault)
  if (draft.target === draft.start) {
    if (draft.kind === 'measured') return refuse('plans/target-equals-start')
    return draft.direction === null ? refuse('plans/direction-needed') : accept(draft.direction)
  }
  const direction = draft.target > draft.start ? 'up' : 'down'
  if (draft.direction !== null && draft.direction !== direction) return refuse('plans/direction-contradicts')
  return accept(direction)
}

function faultOfSource({ start, target }: KeyResultDraft, fed: FedMeasure): KeyResultFault | null {
  if (fed.productLine !== null && !FED_SOURCES[fed.source].byProductLine) return 'plans/source-has-no-product-lines'
  if (fed.source !== 'share_of_wallet') return null
  if (fed.window !== 'last_12_months') return 'plans/share-needs-a-year'
  const isShare = (value: Amount) => value >= 0n && value <= WHOLE_SHARE
  return isShare(start) && isShare(target) ? null : 'plans/share-out-of-range'
}
