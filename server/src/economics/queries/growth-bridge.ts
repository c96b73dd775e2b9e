import type { bridgeMovement, growthBridge, growthBridgeKey } from '@mainstay/contract/economics'
import {
  type PriceVolumeMixBridge,
  type ProductMovement,
  type ProductPair,
  priceVolumeMixBridge,
  productMovement,
} from '@mainstay/domain/economics'
import { type Amount, formatAmount, parseAmount } from '@mainstay/domain/kernel'
import { sql } from 'kysely'
import type { z } from 'zod'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import type { FigureSet } from '../figure-set.ts'
import { amountOf, presentMoney } from '../present.ts'
import { type ProductSalesRow, readProductSales } from './growth-bridge-sales.ts'

export type GrowthBridgeAnswer = z.infer<typeof growthBridge>
type Step = GrowthBridgeAnswer['steps'][number]
type StepKey = z.infer<typeof growthBridgeKey>

/** Accounts with more products get the rest in one sum. */
const MOST_PRODUCTS = 5_000

/** A product whose amounts are known in both periods, with what stands in the way of splitting its change. */
interface KnownProduct {
  readonly row: ProductSalesRow
  readonly pair: ProductPair
  readonly movement: ProductMovement
  readonly reasons: readonly string[]
}

/** Why the net revenue of an account, or its group, changed from the period before to this one. */
export async function readGrowthBridge(scope: ReadScope, set: FigureSet, id: string): Promise<GrowthBridgeAnswer> {
  const subject = await findSubject(scope, set, id)
  const rows = await readProductSales(scope, set, subject)
  const products = rows.flatMap((row) => knownProduct(row))
  if (products.length < rows.length) {
    return { period: set.period, steps: [], reasons: ['economics/rate-missing'], products: [], others: null }
  }
  const listed = products.slice(0, MOST_PRODUCTS)
  return {
    period: set.period,
    steps: stepsOf(priceVolumeMixBridge(products.map(({ pair }) => pair)), products),
    reasons: [],
    products: listed.map(presentProduct),
    others: presentOthers(products.slice(MOST_PRODUCTS)),
  }
}

/** The account itself, or the top of its group; hidden or missing ones are not found. */
async function findSubject(scope: ReadScope, set: FigureSet, id: string): Promise<string> {
  const { rows } = await sql<{ id: string; group_id: string }>`
    select a.id, a.group_id from mainstay.account a where a.workspace_id = ${scope.workspaceId} and a.id = ${id}::bigint`.execute(
    scope.db,
  )
  const [account] = rows
  if (!account) throw new Refused('http/not-found')
  return set.question.basis === 'group' ? account.group_id : account.id
}

function knownProduct(row: ProductSalesRow): KnownProduct[] {
  if (row.before === null || row.after === null) return []
  const isNamed = row.code !== null
  const cannotBeSplit = !isNamed || row.after_at_start_rates === null
  const pair: ProductPair = {
    id: row.code ?? '',
    before: { quantity: quantityOf(row.quantity_before), amount: amountOf(row.before) },
    after: { quantity: quantityOf(row.quantity_after), amount: amountOf(row.after) },
    ...(row.after_at_start_rates === null ? {} : { afterAtStartRates: amountOf(row.after_at_start_rates) }),
    ...(cannotBeSplit ? { cannotBeSplit } : {}),
  }
  const movement = productMovement(pair)
  return [{ row, pair, movement, reasons: movement === 'notSplit' ? reasonsOf(row) : [] }]
}

function quantityOf(text: string | null): number | null {
  return text === null ? null : Number(text)
}

function reasonsOf(row: ProductSalesRow): string[] {
  if (row.code === null) return ['economics/product-missing']
  if (row.after_at_start_rates === null) return ['economics/start-rate-missing']
  const isMissing = row.quantity_before === null || row.quantity_after === null
  return [isMissing ? 'economics/quantity-missing' : 'economics/quantity-not-positive']
}

const MOVEMENTS: Readonly<Record<ProductMovement, z.infer<typeof bridgeMovement>>> = {
  continuing: 'continuing',
  newProduct: 'new',
  lostProduct: 'lost',
  notSplit: 'not_separable',
}

/** The steps in their order, rounded so that the cents shown lead exactly from the start to the end. */
function stepsOf(bridge: PriceVolumeMixBridge, products: readonly KnownProduct[]): Step[] {
  const count = (movement: ProductMovement) => products.filter((product) => product.movement === movement).length
  const inCurrency = products.filter(({ pair }) => currencyOf(pair) !== 0n).length
  const continuing = count('continuing')
  const changes: readonly [StepKey, Amount, number][] = [
    ['price', bridge.price, continuing],
    ['volume', bridge.volume, continuing],
    ['mix', bridge.mix, continuing],
    ['new_products', bridge.newProduct, count('newProduct')],
    ['lost_products', bridge.lostProduct, count('lostProduct')],
    ['not_separable', bridge.notSplit, count('notSplit')],
    ['currency', bridge.currencyEffect, inCurrency],
  ]
  const moved = products.filter(({ pair }) => pair.after.amount !== pair.before.amount)
  const reasons = [...new Set(moved.flatMap((product) => product.reasons))]
  let exact = bridge.start
  let shown = toCents(bridge.start)
  const steps = changes.map(([key, amount, touched]): Step => {
    exact += amount
    const change = toCents(exact) - shown
    shown += change
    return { key, amount: presentMoney(change), products: touched, reasons: key === 'not_separable' ? reasons : [] }
  })
  const end = (key: StepKey, amount: Amount, has: (row: ProductSalesRow) => boolean): Step => ({
    key,
    amount: presentMoney(toCents(amount)),
    products: products.filter(({ row }) => has(row)).length,
    reasons: [],
  })
  return [
    end('start', bridge.start, (row) => row.lines_before > 0),
    ...steps,
    end('end', bridge.end, (row) => row.lines_after > 0),
  ]
}

function toCents(amount: Amount): Amount {
  return parseAmount(formatAmount(amount, 2)) ?? amount
}

function currencyOf({ after, afterAtStartRates }: ProductPair): Amount {
  return after.amount - (afterAtStartRates ?? after.amount)
}

function presentProduct({ row, pair, movement, reasons }: KnownProduct): GrowthBridgeAnswer['products'][number] {
  const own = priceVolumeMixBridge([pair])
  const isSplit = movement === 'continuing'
  return {
    product: row.code === null ? null : { code: row.code, name: row.name ?? row.code, productLine: row.product_line },
    movement: MOVEMENTS[movement],
    reasons: [...reasons],
    linesBefore: row.lines_before,
    lines: row.lines_after,
    quantityBefore: row.quantity_before,
    quantity: row.quantity_after,
    netRevenueBefore: presentMoney(own.start),
    netRevenue: presentMoney(own.end),
    change: presentMoney(own.end - own.start),
    price: isSplit ? presentMoney(own.price) : null,
    quantityEffect: isSplit ? presentMoney(own.volume + own.mix) : null,
    currency: presentMoney(own.currencyEffect),
  }
}

function presentOthers(rest: readonly KnownProduct[]): GrowthBridgeAnswer['others'] {
  if (rest.length === 0) return null
  const { start, end } = priceVolumeMixBridge(rest.map(({ pair }) => pair))
  return { products: rest.length, netRevenueBefore: presentMoney(start), netRevenue: presentMoney(end) }
}
