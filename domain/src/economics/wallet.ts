import { type Amount, degraded, type Figure, insufficient, known, notApplicable } from '../kernel/index.ts'
import { multiplyAmount } from './exact.ts'
import { divide } from './figure-math.ts'

/** Our net sales and the estimate of what the customer spends on the category in all, same scope and period. */
export interface WalletInput {
  readonly ourNet: Amount
  readonly low: Amount | null
  readonly base: Amount | null
  readonly high: Amount | null
}

/** A figure for each bound of the wallet estimate. */
export interface ByWalletBound<Value> {
  readonly low: Figure<Value>
  readonly base: Figure<Value>
  readonly high: Figure<Value>
}

/** Our share of what the customer spends, and the room above it, by bound of the wallet estimate. */
export interface WalletShare {
  /** Fractions; the low wallet gives the highest share. */
  readonly share: ByWalletBound<number>
  /** Wallet minus our sales. */
  readonly headRoom: ByWalletBound<Amount>
}

/**
 * Share of wallet: our net sales / the customer's spend on the category, for the low, base and high estimate.
 * Never clamped: sales above the wallet mean that the estimate is wrong and are refused with
 * `economics/wallet-below-our-sales`. A missing estimate gives no share. Estimates out of order and net credits are
 * refused. The base is degraded when our sales already exceed the low estimate.
 */
export function shareOfWallet(input: WalletInput): WalletShare {
  return {
    share: byBound(input, (wallet) => divide(input.ourNet, wallet)),
    headRoom: byBound(input, (wallet) => wallet - input.ourNet),
  }
}

function byBound<Value>(input: WalletInput, calculate: (wallet: Amount) => Value): ByWalletBound<Value> {
  const { ourNet, low, base, high } = input
  const disorder = walletObstacle(input)
  const figureOf = (wallet: Amount | null): Figure<Value> => {
    if (disorder !== null) return notApplicable(disorder)
    if (wallet === null) return insufficient('economics/wallet-missing')
    if (wallet < ourNet) return notApplicable('economics/wallet-below-our-sales')
    return wallet > 0n ? known(calculate(wallet)) : notApplicable('economics/wallet-not-positive')
  }
  const isLowTooLow = low !== null && low < ourNet
  const doubt = (figure: Figure<Value>): Figure<Value> =>
    isLowTooLow && figure.value !== null ? degraded(figure.value, 'economics/wallet-low-below-our-sales') : figure
  return { low: figureOf(low), base: doubt(figureOf(base)), high: doubt(figureOf(high)) }
}

/**
 * Sales still to win for a target share: (target share - our share) * wallet = target share * wallet - our sales.
 * Negative when we are past the target. Refused when the wallet is below our sales or the target is no fraction.
 */
export function headRoomToTarget(ourNet: Amount, wallet: Amount | null, targetShare: number): Figure<Amount> {
  if (wallet === null) return insufficient('economics/wallet-missing')
  if (!(targetShare >= 0 && targetShare <= 1)) return notApplicable('economics/fraction-out-of-range')
  if (wallet < ourNet) return notApplicable('economics/wallet-below-our-sales')
  return known(multiplyAmount(wallet, targetShare) - ourNet)
}

function walletObstacle({ ourNet, low, base, high }: WalletInput): string | null {
  if (ourNet < 0n) return 'economics/net-revenue-not-positive'
  const bounds = [low, base, high].filter((bound) => bound !== null)
  const isOrdered = bounds.every((bound, index) => index === 0 || (bounds[index - 1] ?? bound) <= bound)
  return isOrdered ? null : 'economics/wallet-bounds-out-of-order'
}
