import { type Amount, amountToNumber, type Figure, insufficient, known, notApplicable } from '../kernel/index.ts'
import { FIXED_ONE, toFixedPoint } from './exact.ts'

/** Share of theoretical working time that people can really work: the lower, usual end of 80 to 85 %. */
export const PRACTICAL_CAPACITY_SHARE = 0.8

/** Capacity that a department supplies in a period: what it costs and how many minutes people can really work. */
export interface Capacity {
  readonly cost: Amount
  readonly practicalMinutes: number
}

/** A time equation: minutes of the plain case plus minutes for each occurrence of a driver. */
export interface TimeEquation {
  readonly baseMinutes: number
  readonly minutesPerDriver: Readonly<Record<string, number>>
}

/** Minutes people can really work out of those they are paid for: theoretical minutes * practical share. */
export function practicalMinutes(theoreticalMinutes: number, share = PRACTICAL_CAPACITY_SHARE): number {
  return theoreticalMinutes * share
}

/**
 * What a minute of a department costs: cost of capacity supplied / practical minutes, in money a minute.
 * Not applicable without practical minutes. Source: Kaplan and Anderson, time-driven activity-based costing, 2004.
 */
export function capacityCostRate(capacity: Capacity): Figure {
  if (!hasCapacity(capacity)) return notApplicable('economics/no-capacity')
  return known(amountToNumber(capacity.cost) / capacity.practicalMinutes)
}

/**
 * Minutes one activity takes: base minutes + sum over drivers of minutes per driver * quantity of that driver.
 * Drivers that did not occur count as 0; drivers that the equation does not know are ignored.
 */
export function timeEquation(equation: TimeEquation, drivers: Readonly<Record<string, number>>): number {
  return Object.entries(equation.minutesPerDriver).reduce(
    (minutes, [driver, perDriver]) => minutes + perDriver * (drivers[driver] ?? 0),
    equation.baseMinutes,
  )
}

/**
 * What an activity costs: unit minutes * quantity * capacity cost rate. Computed without rounding the rate first.
 * Not applicable without practical minutes; insufficient when minutes or quantity are no number at or above zero.
 */
export function activityCost(capacity: Capacity, work: { unitMinutes: number; quantity: number }): Figure<Amount> {
  if (!hasCapacity(capacity)) return notApplicable('economics/no-capacity')
  if (!isCount(work.unitMinutes) || !isCount(work.quantity)) return insufficient('economics/count-not-usable')
  return known(costOfMinutes(capacity, fixedMinutes(work.unitMinutes, toFixedPoint(work.quantity))))
}

/** True for a capacity that has minutes to sell. */
export function hasCapacity(capacity: Capacity): boolean {
  return Number.isFinite(capacity.practicalMinutes) && toFixedPoint(capacity.practicalMinutes) > 0n
}

/** True for a finite number at or above zero. */
export function isCount(value: number): boolean {
  return Number.isFinite(value) && value >= 0
}

/** Unit minutes times a fixed-point quantity, as fixed-point minutes. */
export function fixedMinutes(unitMinutes: number, quantity: bigint): bigint {
  return (toFixedPoint(unitMinutes) * quantity) / FIXED_ONE
}

/** Cost of fixed-point minutes at the capacity's rate. Rounded towards zero, so that parts never exceed the supply. */
export function costOfMinutes(capacity: Capacity, minutes: bigint): Amount {
  return (capacity.cost * minutes) / toFixedPoint(capacity.practicalMinutes)
}
