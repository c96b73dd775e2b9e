import { type Amount, type Figure, known } from '../kernel/index.ts'
import { scaleAmount } from './exact.ts'
import { combineFigures, fractionOf, subtractFigures } from './figure-math.ts'

/** Net revenue and margin (gross margin or contribution) of an account and of the whole book including it. */
export interface DilutionInput {
  readonly accountNet: Amount
  readonly accountMargin: Figure<Amount>
  readonly bookNet: Amount
  readonly bookMargin: Figure<Amount>
}

/** How an account's margin rate compares with everybody else's. */
export interface MarginDilution {
  readonly accountRate: Figure
  /** Margin rate of the book without the account. */
  readonly restRate: Figure
  /** Account rate minus rest rate, a fraction: -0.05 is five points below the others. */
  readonly rateGap: Figure
  /** Book rate minus rest rate, a fraction: what the account does to the rate of the whole book. */
  readonly bookRateEffect: Figure
  /** Margin missing against the rate of the others; negative when the account earns more than they do. */
  readonly moneyCost: Figure<Amount>
}

/**
 * Does this account earn less than the rest of the book? The rest excludes the account itself.
 * Money it costs = rest margin * account net revenue / rest net revenue - account margin.
 * Rates are refused when their net revenue is at or below zero; unknown margins stay unknown.
 */
export function marginDilution(input: DilutionInput): MarginDilution {
  const restNet = input.bookNet - input.accountNet
  const restMargin = subtractFigures(input.bookMargin, input.accountMargin)
  const accountRate = rateOf(input.accountMargin, input.accountNet)
  const restRate = rateOf(restMargin, restNet)
  const bookRate = rateOf(input.bookMargin, input.bookNet)
  const atRestRate = combineFigures([restMargin], ([margin = 0n]) =>
    restNet > 0n ? scaleAmount(margin, input.accountNet, restNet) : 0n,
  )
  return {
    accountRate,
    restRate,
    rateGap: combineFigures([accountRate, restRate], ([account = 0, rest = 0]) => account - rest),
    bookRateEffect: combineFigures([bookRate, restRate], ([book = 0, rest = 0]) => book - rest),
    moneyCost:
      restRate.value === null ? { ...restRate, value: null } : subtractFigures(atRestRate, input.accountMargin),
  }
}

function rateOf(margin: Figure<Amount>, net: Amount): Figure {
  return fractionOf(margin, known(net), 'economics/net-revenue-not-positive')
}
