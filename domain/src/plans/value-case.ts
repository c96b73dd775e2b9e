import { fractionOf, multiplyAmount } from '../economics/index.ts'
import { type Amount, type Figure, known } from '../kernel/index.ts'
import {
  type CashFlows,
  discountedPaybackYears,
  internalRate,
  netPresentValue,
  paybackYears,
} from './value-cash-flow.ts'
import { fitYears, type ValueYear } from './value-years.ts'

/** How firm a driver is: said by us, agreed as a baseline with the customer, or measured. */
export const VALUE_EVIDENCE = ['claimed', 'agreed', 'measured'] as const
export type ValueEvidence = (typeof VALUE_EVIDENCE)[number]

/** What is doubtful about a case; see `valueMarks`. */
export const VALUE_MARKS = ['no_cost', 'no_benefit', 'only_claimed', 'no_baseline', 'nobody_named', 'no_range'] as const
export type ValueMark = (typeof VALUE_MARKS)[number]

/** Four ways of looking at the same drivers; see `valueResults`. */
export const VALUE_VIEWS = ['low', 'base', 'high', 'expected'] as const
export type ValueView = (typeof VALUE_VIEWS)[number]

/** What the numbers of a case depend on. */
export interface ValueDriverFacts {
  readonly kind: 'benefit' | 'cost'
  /** How likely it comes true, 0 to 1; of costs always 1. */
  readonly probability: number
  /** The part of it that is due to us, 0 to 1. */
  readonly attribution: number
  /** From the beginning, year 0. */
  readonly years: readonly ValueYear[]
}

/** What the marks of a case depend on beside its numbers. */
export interface JudgedDriver extends ValueDriverFacts {
  readonly evidence: ValueEvidence
  readonly baseline: string
  /** Somebody of the customer answers for it. */
  readonly hasOwner: boolean
}

/** How far a case looks, and what money of later years is worth today. */
export interface ValueHorizon {
  /** Years after the beginning. */
  readonly years: number
  /** A year, as a fraction. */
  readonly discountRate: number
}

/** What a case comes to under one view of its drivers. */
export interface ValueResult {
  /** Benefits less costs from year 0 on. */
  readonly flows: CashFlows
  readonly benefits: Amount
  readonly costs: Amount
  readonly net: Amount
  readonly returnOnInvestment: Figure
  readonly netPresentValue: Figure<Amount>
  readonly internalRate: Figure
  readonly paybackYears: Figure
  readonly discountedPaybackYears: Figure
}

/**
 * What a case comes to under each view. Low takes the low benefits and the high costs, high the high benefits and the low
 * costs, base the middle of both; where no range is stated the base stands for it. Expected is the base with every benefit
 * times how likely it comes true. Everything is weighed by the part that is due to us. Return on investment = (benefits -
 * costs) / costs over all years, not discounted; not applicable without costs. Source: domain practice of economic value
 * with risk-adjusted drivers.
 */
export function valueResults(
  drivers: readonly ValueDriverFacts[],
  horizon: ValueHorizon,
): Readonly<Record<ValueView, ValueResult>> {
  const of = (view: ValueView) => resultOf(drivers, horizon, view)
  return { low: of('low'), base: of('base'), high: of('high'), expected: of('expected') }
}

function resultOf(
  drivers: readonly ValueDriverFacts[],
  { years, discountRate }: ValueHorizon,
  view: ValueView,
): ValueResult {
  const sums = (kind: ValueDriverFacts['kind']) => {
    const own = drivers.filter((driver) => driver.kind === kind).map((driver) => weighedYears(driver, { years, view }))
    return Array.from({ length: years + 1 }, (_, year) => own.reduce((sum, amounts) => sum + (amounts[year] ?? 0n), 0n))
  }
  const gains = sums('benefit')
  const losses = sums('cost')
  const flows = gains.map((gain, year) => gain - (losses[year] ?? 0n))
  const benefits = gains.reduce((sum, amount) => sum + amount, 0n)
  const costs = losses.reduce((sum, amount) => sum + amount, 0n)
  return {
    flows,
    benefits,
    costs,
    net: benefits - costs,
    returnOnInvestment: fractionOf(known(benefits - costs), known(costs), 'plans/no-costs'),
    netPresentValue: netPresentValue(flows, discountRate),
    internalRate: internalRate(flows),
    paybackYears: paybackYears(flows),
    discountedPaybackYears: discountedPaybackYears(flows, discountRate),
  }
}

function weighedYears(
  driver: ValueDriverFacts,
  { years, view }: { readonly years: number; readonly view: ValueView },
): readonly Amount[] {
  const weight =
    view === 'expected' && driver.kind === 'benefit' ? driver.attribution * driver.probability : driver.attribution
  return fitYears(driver.years, years).map((year) => multiplyAmount(amountUnder(view, driver.kind, year), weight))
}

function amountUnder(view: ValueView, kind: ValueDriverFacts['kind'], { low, base, high }: ValueYear): Amount {
  if (view === 'base' || view === 'expected') return base
  const isCareful = view === 'low'
  return ((kind === 'benefit') === isCareful ? low : high) ?? base
}

/**
 * What is doubtful about a case: it has no cost or no benefit other than 0 (a return on nothing); a benefit is only claimed
 * by us; one has no baseline to measure it against; of what is to pay the customer, nobody of theirs answers for one; or
 * a driver has an amount without a stated range. In the order of `VALUE_MARKS`.
 */
export function valueMarks(drivers: readonly JudgedDriver[], beneficiary: 'customer' | 'us'): readonly ValueMark[] {
  const standing = drivers.filter(({ years }) => years.some(({ base }) => base !== 0n))
  const benefits = drivers.filter(({ kind }) => kind === 'benefit')
  const isMarked: Readonly<Record<ValueMark, boolean>> = {
    no_cost: !standing.some(({ kind }) => kind === 'cost'),
    no_benefit: !standing.some(({ kind }) => kind === 'benefit'),
    only_claimed: benefits.some(({ evidence }) => evidence === 'claimed'),
    no_baseline: benefits.some(({ baseline }) => baseline.trim() === ''),
    nobody_named: beneficiary === 'customer' && benefits.some(({ hasOwner }) => !hasOwner),
    no_range: standing.some(({ years }) =>
      years.some(({ low, base, high }) => base !== 0n && low === null && high === null),
    ),
  }
  return VALUE_MARKS.filter((mark) => isMarked[mark])
}
