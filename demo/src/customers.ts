import { type Chance, chanceFor, elementAt } from './chance.ts'
import type { Company } from './companies.ts'
import { sellersOf } from './people.ts'
import { PRODUCT_LINES, type Product } from './products.ts'
import { type CustomerTerms, drawTerms, PROFILES, priceRealization } from './profiles.ts'
import { demandByMonth } from './trajectories.ts'

/** A company that buys: its terms, its taste and its demand over time. */
export interface Customer {
  readonly company: Company
  readonly terms: CustomerTerms
  /** Multiple of an ordinary month, by month of the sample. */
  readonly demand: readonly number[]
  /** List value of an ordinary month, euro cents. */
  readonly monthlyList: number
  /** How often it orders at all in a month. */
  readonly orderChance: number
  /** Invoice lines of an ordinary month in which it orders. */
  readonly monthlyLines: number
  /** Weight of each product line, 0 for lines it does not buy from us. */
  readonly lineWeights: readonly number[]
  /** Articles it buys, by product line. */
  readonly articles: readonly (readonly Product[])[]
  /** Who sells to it, and from which month another does. */
  readonly sellerCodes: readonly [first: string, second: string]
  readonly sellerChangeMonth: number
}

const CUSTOMER_TOPIC = 5

/** Gives every company that buys its habits; holdings drop out. */
export function sampleCustomers(
  seed: number,
  companies: readonly Company[],
  offer: { products: readonly Product[]; months: number },
): Customer[] {
  return companies.flatMap((company, index) => {
    if (company.yearlyNet === 0) return []
    return [buyingCustomer(chanceFor(seed, CUSTOMER_TOPIC, index), company, offer)]
  })
}

function buyingCustomer(
  chance: Chance,
  company: Company,
  offer: { products: readonly Product[]; months: number },
): Customer {
  const { plan } = company
  const terms = drawTerms(chance, PROFILES[plan.profile])
  const lineWeights = drawLineWeights(chance, company)
  const sellers = sellersOf(company.country.unit)
  const seller = plan.rank <= 30 ? elementAt(sellers, 0) : chance.pick(sellers)
  const hasNewSeller = plan.rank > 30 && chance.happens(0.12)
  return {
    company,
    terms,
    demand: demandByMonth(chance, plan.trajectory, offer.months),
    monthlyList: Math.round((company.yearlyNet * 100) / 12 / priceRealization(terms)),
    orderChance: orderChance(company.yearlyNet),
    monthlyLines: 1 + 0.4 * Math.sqrt(company.yearlyNet / 1000),
    lineWeights,
    articles: lineWeights.map((weight, line) => (weight === 0 ? [] : drawArticles(chance, offer.products, line))),
    sellerCodes: [seller.code, hasNewSeller ? chance.pick(sellers).code : seller.code],
    sellerChangeMonth: chance.whole(6, Math.max(6, offer.months - 4)),
  }
}

function orderChance(yearlyNet: number): number {
  if (yearlyNet < 8_000) return 0.35
  if (yearlyNet < 20_000) return 0.55
  if (yearlyNet < 60_000) return 0.8
  return yearlyNet < 150_000 ? 0.95 : 1
}

/** Larger customers buy more of the range; gems little of it, which is their head-room. */
function drawLineWeights(chance: Chance, company: Company): number[] {
  const breadth = company.plan.profile === 'gem' ? 3 : 3 + Math.min(5, Math.floor(company.yearlyNet / 60_000))
  const appetite = company.segment.appetite.map((weight) => weight * chance.between(0.4, 1.6))
  const chosen = appetite
    .map((weight, line) => ({ weight, line }))
    .sort((a, b) => b.weight - a.weight || a.line - b.line)
    .slice(0, breadth + chance.whole(0, 1))
  return PRODUCT_LINES.map((_, line) => chosen.find((choice) => choice.line === line)?.weight ?? 0)
}

function drawArticles(chance: Chance, products: readonly Product[], line: number): Product[] {
  const all = products.filter((product) => product.line === line)
  const chosen = all.filter(() => chance.happens(0.45))
  return chosen.length > 0 ? chosen : [chance.pick(all)]
}
