import {
  type Amount,
  amountToNumber,
  degraded,
  type Figure,
  insufficient,
  known,
  notApplicable,
} from '../kernel/index.ts'

/** Money in (above 0) and out (below 0) by year; the first is of the beginning, year 0, and is not discounted. */
export type CashFlows = readonly Amount[]

/** A yearly rate is taken to nine decimals when it meets money. */
const RATE_UNIT = 1_000_000_000

/**
 * What flows are worth at the beginning: the sum of flow / (1 + rate) ^ year, the rate a year as a fraction (0.1 is 10 %).
 * Each flow is discounted exactly and rounded to the last decimal that money keeps. Without any flow other than 0 nothing
 * is known; at -100 % and below nothing can be discounted. Source: the usual discounted cash flow.
 */
export function netPresentValue(flows: CashFlows, rate: number): Figure<Amount> {
  if (isEmpty(flows)) return insufficient('plans/no-amounts')
  const discounted = discountFlows(flows, rate)
  return discounted === null ? notApplicable('plans/rate-too-low') : known(sumOf(discounted))
}

/**
 * The yearly rate at which flows are worth nothing at the beginning, as a fraction. Between flows that change their sign
 * exactly once there is one such rate above -100 % (rule of signs); without a change there is none, and with several it is
 * not unique, so none is told. Where money comes first and is paid later, a high rate is bad: told with a reservation.
 */
export function internalRate(flows: CashFlows): Figure {
  if (isEmpty(flows)) return insufficient('plans/no-amounts')
  const signs = signsOf(flows)
  const changes = signs.filter((sign, index) => index > 0 && sign !== signs[index - 1]).length
  if (changes === 0) return insufficient('plans/no-change-of-sign')
  if (changes > 1) return notApplicable('plans/rate-not-unique')
  const rate = 1 / rootOf(flows.map(amountToNumber)) - 1
  return signs[0] === 1 ? degraded(rate, 'plans/paid-out-first') : known(rate)
}

/**
 * Years until all that was paid has come back: the first moment at which the sum of all flows so far is 0 or more again
 * after it was below, the last year counted in the part that it took, evenly. Not paid back within the years: unknown.
 * Where the sum never falls below 0 there is nothing to pay back; where it falls below 0 once more afterwards, the first
 * moment is told with a reservation. Source: domain practice of payback with linear interpolation.
 */
export function paybackYears(flows: CashFlows): Figure {
  if (isEmpty(flows)) return insufficient('plans/no-amounts')
  const sums = cumulated(flows)
  const below = sums.findIndex((sum) => sum < 0n)
  if (below < 0) return notApplicable('plans/nothing-to-pay-back')
  const back = sums.findIndex((sum, year) => year > below && sum >= 0n)
  if (back < 0) return insufficient('plans/not-paid-back')
  const open = -amountToNumber(sums[back - 1] ?? 0n)
  const years = back - 1 + open / amountToNumber(flows[back] ?? 1n)
  return sums.slice(back).some((sum) => sum < 0n) ? degraded(years, 'plans/falls-below-again') : known(years)
}

/** Payback of the flows as discounted to the beginning: later money counts less, so it takes no less long. */
export function discountedPaybackYears(flows: CashFlows, rate: number): Figure {
  const discounted = discountFlows(flows, rate)
  return discounted === null ? notApplicable('plans/rate-too-low') : paybackYears(discounted)
}

/** Each flow / (1 + rate) ^ year, half rounded away from zero; null where the rate is -100 % or below. */
function discountFlows(flows: CashFlows, rate: number): CashFlows | null {
  const unit = BigInt(RATE_UNIT)
  const growth = unit + BigInt(Math.round(rate * RATE_UNIT))
  if (growth <= 0n) return null
  return flows.map((flow, year) => divideRounded(flow * unit ** BigInt(year), growth ** BigInt(year)))
}

function divideRounded(numerator: bigint, denominator: bigint): bigint {
  const half = denominator / 2n
  return (numerator < 0n ? numerator - half : numerator + half) / denominator
}

function isEmpty(flows: CashFlows): boolean {
  return flows.every((flow) => flow === 0n)
}

function sumOf(flows: CashFlows): Amount {
  return flows.reduce((sum, flow) => sum + flow, 0n)
}

/** The sum of all flows up to each year. */
export function cumulated(flows: CashFlows): CashFlows {
  const sums: Amount[] = []
  for (const flow of flows) sums.push((sums.at(-1) ?? 0n) + flow)
  return sums
}

function signsOf(flows: CashFlows): readonly (1 | -1)[] {
  return flows.filter((flow) => flow !== 0n).map((flow) => (flow > 0n ? 1 : -1))
}

/** Halvings of the bracket: more than a floating number has digits. */
const HALVINGS = 200

/** The one positive root of sum(flow * x ^ year), by halving a bracket that is widened until it holds the change of sign. */
function rootOf(flows: readonly number[]): number {
  const first = Math.sign(flows.find((flow) => flow !== 0) ?? 0)
  let low = 1
  let high = 1
  while (Math.sign(valueAt(flows, low)) !== first) low /= 2
  while (Math.sign(valueAt(flows, high)) !== -first) high *= 2
  for (let step = 0; step < HALVINGS && low < high; step += 1) {
    const middle = Math.sqrt(low) * Math.sqrt(high)
    if (Math.sign(valueAt(flows, middle)) === first) low = middle
    else high = middle
  }
  return (low + high) / 2
}

function valueAt(flows: readonly number[], x: number): number {
  const start = flows.findIndex((flow) => flow !== 0)
  return flows.slice(start).reduceRight((sum, flow) => sum * x + flow, 0)
}
