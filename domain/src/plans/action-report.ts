import { addDays } from '../program/index.ts'
import { type ActionFacts, type ActionState, actionDefects, daysLate, isOpenAction } from './action.ts'

/** Length of one period over which a result must have moved, in days. */
export const REVIEW_PERIOD_DAYS = 30
/** After so many periods without movement the idea behind done actions is to be looked at again. */
export const PERIODS_UNTIL_REVIEW = 2
/** Grades closer together than this count as not moved. */
const SAME_GRADE = 1e-9

/** An action as the status report reads it. */
export interface ReportedAction extends ActionFacts {
  readonly id: string
  readonly title: string
  readonly stateReason: string
  readonly keyResultId: string | null
}

/** A key result with its grade (0 to 1) at the days it was measured, oldest first. */
export interface ReportedKeyResult {
  readonly id: string
  readonly title: string
  readonly grades: readonly { readonly on: string; readonly grade: number }[]
}

export type Movement = 'forward' | 'none' | 'backward' | 'unknown'

export interface KeyResultStanding {
  readonly id: string
  readonly title: string
  readonly doneActions: number
  readonly movement: Movement
  readonly asksForReview: boolean
}

export interface ActionReport {
  readonly asOf: string
  readonly counted: number
  readonly done: number
  /** Null when nothing counts. */
  readonly doneFraction: number | null
  readonly overdue: number
  /** Null when nothing is overdue. */
  readonly medianDaysLate: number | null
  readonly blocked: readonly { readonly id: string; readonly title: string; readonly reason: string }[]
  readonly withoutOwner: number
  readonly withoutDueDate: number
  readonly ownerLeft: number
  readonly keyResults: readonly KeyResultStanding[]
}

/**
 * Status report of an attack plan: share done = done / (all but dropped); overdue = open after the due date; median days
 * late over what is overdue (whole or half days); what is blocked and why; defects; and of each key result that actions
 * serve whether it moved. Unknown is null: a plan without actions has no share, one without overdue actions no median.
 * Source: `domain.md` 12.
 */
export function actionReport(
  actions: readonly ReportedAction[],
  keyResults: readonly ReportedKeyResult[],
  today: string,
): ActionReport {
  const counted = actions.filter(({ state }) => state !== 'dropped')
  const done = counted.filter(({ state }) => state === 'done').length
  const late = counted.filter(({ state }) => isOpenAction(state)).map((action) => daysLate(action, today))
  const overdue = late.filter((days) => days > 0)
  const defects = counted.flatMap(actionDefects)
  const having = (defect: (typeof defects)[number]) => defects.filter((one) => one === defect).length
  return {
    asOf: today,
    counted: counted.length,
    done,
    doneFraction: counted.length === 0 ? null : done / counted.length,
    overdue: overdue.length,
    medianDaysLate: median(overdue),
    blocked: counted
      .filter(({ state }) => state === 'blocked')
      .map(({ id, title, stateReason }) => ({ id, title, reason: stateReason })),
    withoutOwner: having('no_owner'),
    withoutDueDate: having('no_due_date'),
    ownerLeft: having('owner_left'),
    keyResults: keyResults
      .filter(({ id }) => counted.some(({ keyResultId }) => keyResultId === id))
      .map((keyResult) => standingOf(keyResult, counted, today)),
  }
}

/**
 * Whether a key result moved over the last two periods, and whether the idea behind its actions is to be reviewed:
 * actions for it were done at least two periods ago, and its grade stands no higher than before. Nothing is asked while
 * movement is unknown.
 */
function standingOf(
  keyResult: ReportedKeyResult,
  actions: readonly ReportedAction[],
  today: string,
): KeyResultStanding {
  const since = addDays(today, -PERIODS_UNTIL_REVIEW * REVIEW_PERIOD_DAYS)
  const own = actions.filter(({ keyResultId, state }) => keyResultId === keyResult.id && isDone(state))
  const movement = movementSince(keyResult.grades, since)
  const wasDoneLongAgo = own.some(({ doneOn }) => doneOn !== null && doneOn <= since)
  const hasNotMoved = movement === 'none' || movement === 'backward'
  return {
    id: keyResult.id,
    title: keyResult.title,
    doneActions: own.length,
    movement,
    asksForReview: wasDoneLongAgo && hasNotMoved && !isReached(keyResult.grades),
  }
}

function isDone(state: ActionState): boolean {
  return state === 'done'
}

/** A result that stands at its target need not move any further. */
function isReached(grades: ReportedKeyResult['grades']): boolean {
  return (grades.at(-1)?.grade ?? 0) >= 1
}

/**
 * How a grade moved from the last measurement on or before a day to the latest one. A result that was last measured
 * before that day has not been seen to move: unknown, like one that was never measured before it.
 */
export function movementSince(grades: ReportedKeyResult['grades'], since: string): Movement {
  const before = grades.findLast(({ on }) => on <= since)
  const latest = grades.at(-1)
  if (before === undefined || latest === undefined || latest.on <= since) return 'unknown'
  const change = latest.grade - before.grade
  if (Math.abs(change) < SAME_GRADE) return 'none'
  return change > 0 ? 'forward' : 'backward'
}

/** Middle value, or the mean of the two middle ones; null of nothing. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((one, other) => one - other)
  const upper = sorted[Math.floor(sorted.length / 2)]
  if (upper === undefined) return null
  const lower = sorted.length % 2 === 0 ? (sorted[sorted.length / 2 - 1] ?? upper) : upper
  return (lower + upper) / 2
}
