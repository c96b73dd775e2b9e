import type { Amount } from '../kernel/index.ts'
import { scaleAmount, toFixedPoint } from './exact.ts'

/** Sales of a product in one period. A null quantity means that it was not recorded. */
export interface ProductSales {
  readonly quantity: number | null
  readonly amount: Amount
}

/** Sales of a product in two periods, in reporting currency. One entry per product. */
export interface ProductPair {
  readonly id: string
  readonly before: ProductSales
  readonly after: ProductSales
  /** The later amount at the rates of the earlier period; left out when there is no currency effect. */
  readonly afterAtStartRates?: Amount
  /** Set where the change cannot be explained whatever the quantities: no product is named, or no earlier rate is known. */
  readonly cannotBeSplit?: true
}

/** What a product did between the two periods. */
export type ProductMovement = 'continuing' | 'newProduct' | 'lostProduct' | 'notSplit'

/** Why revenue changed: start + the effects = end, to the last decimal. */
export interface PriceVolumeMixBridge {
  readonly start: Amount
  readonly price: Amount
  readonly volume: Amount
  readonly mix: Amount
  readonly newProduct: Amount
  readonly lostProduct: Amount
  /** Change of products whose quantities are missing or not above zero, or that cannot be split for another reason. */
  readonly notSplit: Amount
  readonly currencyEffect: Amount
  readonly end: Amount
}

interface Continuing {
  readonly quantityBefore: bigint
  readonly quantityAfter: bigint
  readonly before: Amount
  readonly after: Amount
}

/**
 * Explains a change of revenue by price, volume and mix. For products sold in both periods: price = later quantities
 * at (later - earlier unit price); volume = change of the total quantity at the earlier average price; mix = the rest,
 * the shift between cheap and dear products. New and lost products are those without any sale in the other period.
 * Currency is the later period at its own rates minus at the earlier ones. Quantities must share one unit of measure
 * for volume and mix to mean anything. Unsplittable changes are shown apart, never spread.
 */
export function priceVolumeMixBridge(products: readonly ProductPair[]): PriceVolumeMixBridge {
  const effects = { start: 0n, newProduct: 0n, lostProduct: 0n, notSplit: 0n, currencyEffect: 0n, end: 0n }
  const continuing: Continuing[] = []
  for (const product of products) {
    const after = product.afterAtStartRates ?? product.after.amount
    effects.start += product.before.amount
    effects.end += product.after.amount
    effects.currencyEffect += product.after.amount - after
    const movement = productMovement(product)
    if (movement === 'continuing') continuing.push(toContinuing(product, after))
    else effects[movement] += after - product.before.amount
  }
  return { ...effects, ...splitContinuing(continuing) }
}

/**
 * Which step of the bridge a product belongs to: continuing products are split into price, volume and mix; new and lost
 * ones had no sale at all in the other period; of the rest the change is known, but not why.
 */
export function productMovement(product: ProductPair): ProductMovement {
  if (product.cannotBeSplit) return 'notSplit'
  const { before } = product
  const after = { quantity: product.after.quantity, amount: product.afterAtStartRates ?? product.after.amount }
  if (isWithoutSales(before) && !isWithoutSales(after)) return 'newProduct'
  if (isWithoutSales(after) && !isWithoutSales(before)) return 'lostProduct'
  return hasQuantity(before) && hasQuantity(after) ? 'continuing' : 'notSplit'
}

function isWithoutSales({ quantity, amount }: ProductSales): boolean {
  return amount === 0n && (quantity === null || quantity === 0)
}

function hasQuantity({ quantity }: ProductSales): boolean {
  return quantity !== null && Number.isFinite(quantity) && toFixedPoint(quantity) > 0n
}

function toContinuing({ before, after }: ProductPair, afterAtStartRates: Amount): Continuing {
  return {
    quantityBefore: toFixedPoint(before.quantity ?? 0),
    quantityAfter: toFixedPoint(after.quantity ?? 0),
    before: before.amount,
    after: afterAtStartRates,
  }
}

function splitContinuing(products: readonly Continuing[]): { price: Amount; volume: Amount; mix: Amount } {
  if (products.length === 0) return { price: 0n, volume: 0n, mix: 0n }
  let [quantityBefore, quantityAfter, before, after, afterAtOldPrices] = [0n, 0n, 0n, 0n, 0n]
  for (const product of products) {
    quantityBefore += product.quantityBefore
    quantityAfter += product.quantityAfter
    before += product.before
    after += product.after
    afterAtOldPrices += scaleAmount(product.before, product.quantityAfter, product.quantityBefore)
  }
  const volume = scaleAmount(before, quantityAfter - quantityBefore, quantityBefore)
  return { price: after - afterAtOldPrices, volume, mix: afterAtOldPrices - before - volume }
}
