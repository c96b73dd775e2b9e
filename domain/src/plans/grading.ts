import {
  type Amount,
  amountToNumber,
  degraded,
  type Figure,
  insufficient,
  known,
  notApplicable,
} from '../kernel/index.ts'

/** Graded by the way that was made from start to target, or by whether the target was reached. */
export type KeyResultKind = 'measured' | 'binary'
/** Whether more or less is better. */
export type ResultDirection = 'up' | 'down'
/** A committed objective is meant to be reached in full; a stretch one is set higher than one expects to come. */
export type Ambition = 'committed' | 'stretch'
export type GradeColor = 'green' | 'yellow' | 'red'

/** Lowest grades that are shown green and yellow. */
export const GREEN_FROM_GRADE = 0.7
export const YELLOW_FROM_GRADE = 0.4
/** A stretch objective that ends between these was set about right. */
export const SWEET_SPOT = { from: 0.6, to: 0.7 } as const
/** Grades are written with so many digits behind the point, on the screen, in files and in sentences: 0.75. */
export const GRADE_DECIMALS = 2
/** Grades closer together than this are the same grade. */
const HAIR = 1e-9

/** A key result and the last value read of it; null before there is any. Values are exact decimals of one unit. */
export interface KeyResultProgress {
  readonly kind: KeyResultKind
  readonly direction: ResultDirection
  readonly start: Amount
  readonly target: Amount
  readonly actual: Amount | null
}

/**
 * How far a key result has come, from 0 to 1. Measured: (actual - start) / (target - start), kept within 0 and 1, which
 * holds for falling targets as well. Binary, or with a target that is the start: 1 when the target is reached in its
 * direction, else 0. Without a reading there is no grade (`plans/no-reading`); it is never 0 for unknown.
 * Source: the grading of objectives and key results as Google's re:Work publishes it.
 */
export function gradeKeyResult({ kind, direction, start, target, actual }: KeyResultProgress): Figure {
  if (actual === null) return insufficient('plans/no-reading')
  if (kind === 'binary' || target === start) {
    return known((direction === 'up' ? actual >= target : actual <= target) ? 1 : 0)
  }
  const way = amountToNumber(actual - start) / amountToNumber(target - start)
  return known(Math.min(1, Math.max(0, way)))
}

/** The grade of a key result, and how much it counts among those of its objective. */
export interface WeightedGrade {
  /** Above 0. */
  readonly weight: number
  readonly grade: Figure
}

/**
 * How far an objective has come: the average of the grades of its key results by their weights, from 0 to 1. Key results
 * without a grade are left out, not counted as 0, and make it doubtful (`plans/some-results-unread`). There is none where
 * nothing was read yet (`plans/no-reading`), and for an objective without key results (`plans/no-key-results`): it is
 * graded by people when it is closed.
 */
export function gradeObjective(results: readonly WeightedGrade[]): Figure {
  if (results.length === 0) return notApplicable('plans/no-key-results')
  let weights = 0
  let total = 0
  let graded = 0
  for (const { weight, grade } of results) {
    if (grade.value === null) continue
    weights += weight
    total += weight * grade.value
    graded += 1
  }
  if (weights <= 0) return insufficient('plans/no-reading')
  const average = Math.min(1, total / weights)
  if (graded < results.length) return degraded(average, 'plans/some-results-unread')
  const doubts = [...new Set(results.flatMap(({ grade }) => grade.reasons))]
  return doubts.length > 0 ? degraded(average, ...doubts) : known(average)
}

/** The color of a grade: green from 0.7, yellow from 0.4, red below. Source: Doerr, with the gaps closed upwards. */
export function gradeColor(grade: number): GradeColor {
  if (grade >= GREEN_FROM_GRADE - HAIR) return 'green'
  return grade >= YELLOW_FROM_GRADE - HAIR ? 'yellow' : 'red'
}

export type GradeVerdict = 'met' | 'missed' | 'below_sweet_spot' | 'sweet_spot' | 'above_sweet_spot'

/**
 * What a final grade says, by what was meant. Committed: met at 1, else missed. Stretch: right between 0.6 and 0.7;
 * below that too little came of it, above that it was set too low. It judges the objective, never the people.
 */
export function judgeGrade(grade: number, ambition: Ambition): GradeVerdict {
  if (ambition === 'committed') return grade >= 1 - HAIR ? 'met' : 'missed'
  if (grade < SWEET_SPOT.from - HAIR) return 'below_sweet_spot'
  return grade <= SWEET_SPOT.to + HAIR ? 'sweet_spot' : 'above_sweet_spot'
}

/** A grade as it is typed in and shown: from "0.00" to "1.00", never in percent. */
export function gradeInWords(grade: number): string {
  return grade.toFixed(GRADE_DECIMALS)
}
