import type { ActivityCode } from './activities.ts'
import type { Chance } from './chance.ts'

/**
 * What kind of customer this is to serve:
 * `costlyGiant` buys much, pays little and keeps everybody busy; `star` is large and healthy; `core` is ordinary;
 * `gem` is small, pays list and has a large wallet elsewhere; `highMaintenance` is small and eats its margin.
 */
export type ProfileName = 'costlyGiant' | 'star' | 'core' | 'gem' | 'highMaintenance'

type Range = readonly [low: number, high: number]

/** Terms and habits of a kind of customer. Basis points are hundredths of a percent. */
export interface Profile {
  /** On-invoice discount, basis points of list. */
  readonly discount: Range
  /** Yearly rebate, payment terms and freight allowance, basis points of the invoice price. */
  readonly rebate: Range
  readonly paymentTerms: Range
  readonly freight: Range
  /** Cost to serve as a share of net revenue. */
  readonly serviceShare: Range
  /** How the cost to serve divides over the activities. */
  readonly serviceMix: Readonly<Record<ActivityCode, number>>
  /** Probability that an invoice is followed by a credit note. */
  readonly creditShare: number
  /** The whole wallet as a multiple of what they buy from us. */
  readonly walletMultiple: Range
}

export const PROFILES: Readonly<Record<ProfileName, Profile>> = {
  costlyGiant: {
    discount: [3400, 3700],
    rebate: [500, 800],
    paymentTerms: [200, 200],
    freight: [200, 300],
    serviceShare: [0.18, 0.24],
    serviceMix: { ORDER: 30, RUSH: 22, RETURN: 8, COMPLAINT: 15, VISIT: 7, ENGINEERING: 18 },
    creditShare: 0.05,
    walletMultiple: [1.15, 1.5],
  },
  star: {
    discount: [1700, 2200],
    rebate: [200, 400],
    paymentTerms: [0, 150],
    freight: [50, 150],
    serviceShare: [0.06, 0.09],
    serviceMix: { ORDER: 36, RUSH: 5, RETURN: 4, COMPLAINT: 6, VISIT: 28, ENGINEERING: 21 },
    creditShare: 0.012,
    walletMultiple: [1.6, 2.6],
  },
  core: {
    discount: [900, 2000],
    rebate: [0, 150],
    paymentTerms: [0, 200],
    freight: [0, 150],
    serviceShare: [0.11, 0.28],
    serviceMix: { ORDER: 42, RUSH: 10, RETURN: 6, COMPLAINT: 10, VISIT: 22, ENGINEERING: 10 },
    creditShare: 0.015,
    walletMultiple: [1.8, 5],
  },
  gem: {
    discount: [200, 600],
    rebate: [0, 0],
    paymentTerms: [0, 0],
    freight: [0, 50],
    serviceShare: [0.03, 0.06],
    serviceMix: { ORDER: 48, RUSH: 4, RETURN: 3, COMPLAINT: 4, VISIT: 20, ENGINEERING: 21 },
    creditShare: 0.006,
    walletMultiple: [6, 14],
  },
  highMaintenance: {
    discount: [1400, 2600],
    rebate: [0, 200],
    paymentTerms: [0, 300],
    freight: [50, 300],
    serviceShare: [0.46, 0.72],
    serviceMix: { ORDER: 30, RUSH: 18, RETURN: 10, COMPLAINT: 18, VISIT: 16, ENGINEERING: 8 },
    creditShare: 0.04,
    walletMultiple: [1.3, 3],
  },
}

/** The terms one customer has, drawn once from its profile. */
export interface CustomerTerms {
  readonly discount: number
  readonly rebate: number
  readonly paymentTerms: number
  readonly freight: number
  readonly serviceShare: number
}

export function drawTerms(chance: Chance, profile: Profile): CustomerTerms {
  return {
    discount: chance.whole(profile.discount[0] / 50, profile.discount[1] / 50) * 50,
    rebate: chance.whole(profile.rebate[0] / 50, profile.rebate[1] / 50) * 50,
    paymentTerms: chance.whole(profile.paymentTerms[0] / 50, profile.paymentTerms[1] / 50) * 50,
    freight: chance.whole(profile.freight[0] / 50, profile.freight[1] / 50) * 50,
    serviceShare: chance.between(profile.serviceShare[0], profile.serviceShare[1]),
  }
}

/** Net revenue per unit of list value under these terms. */
export function priceRealization(terms: CustomerTerms): number {
  const invoiced = 1 - terms.discount / 10_000
  return invoiced * (1 - (terms.rebate + terms.paymentTerms + terms.freight) / 10_000)
}
