import { presentMoney } from '../../economics/index.ts'
import type { PortfolioFilter } from '../queries/portfolio-filter.ts'
import type { Order } from '../queries/portfolio-order.ts'
import { type KeySources, type Keys, keysOf } from './keys.ts'
import { type FilterSources, maskOf } from './mask.ts'
import { sumMoney } from './money-column.ts'

export interface ScanQuestion {
  readonly filter: PortfolioFilter
  readonly order: Order
  readonly limit: number
}

/** What a list shows, found in columns alone. */
export interface Found {
  /** Accounts of the page, in order, with what each is sorted by. */
  readonly entries: readonly { readonly accountId: string; readonly key: string | null }[]
  readonly hasMore: boolean
  readonly total: number
  /** Sums over all that match; null when one of them is unknown, or none matches. */
  readonly sums: { readonly netRevenue: string | null; readonly contribution: string | null }
}

/** Goes once through all accounts of a figure set: which match, what they add up to, and the page. Null when sums are too large. */
export function scan(sources: FilterSources & KeySources, { filter, order, limit }: ScanQuestion): Found | null {
  const { figures } = sources
  const mask = maskOf(sources, filter)
  const net = sumMoney(figures.money.net_revenue, mask)
  const contribution = sumMoney(figures.money.contribution, mask)
  if (net === 'too large' || contribution === 'too large') return null
  const keys = keysOf(sources, order.column)
  const positions = firstPositions(mask, { order, keys, ids: figures.ids, count: limit + 1 })
  const written = (position: number) => (keys.isMissing(position) ? null : keys.written(position))
  return {
    entries: positions
      .slice(0, limit)
      .map((position) => ({ accountId: String(figures.ids[position]), key: written(position) })),
    hasMore: positions.length > limit,
    total: countOf(mask),
    sums: {
      netRevenue: net === null ? null : presentMoney(net),
      contribution: contribution === null ? null : presentMoney(contribution),
    },
  }
}

function countOf(mask: Uint8Array): number {
  let count = 0
  for (let position = 0; position < mask.length; position++) count += mask[position] ?? 0
  return count
}

interface Ordering {
  readonly order: Order
  readonly keys: Keys
  readonly ids: Float64Array
  readonly count: number
}

/** The first accounts of the order that come after where the page begins: the few best are kept in order on the way. */
function firstPositions(mask: Uint8Array, ordering: Ordering): number[] {
  const { count, order } = ordering
  const isBehind = behindCursor(ordering)
  const comesBefore = comesBeforeIn(ordering)
  const best: number[] = []
  for (let step = 0; step < mask.length; step++) {
    // Positions go by id as a rule: of equal accounts the first ones met are then the first of the order.
    const position = order.direction === 'desc' ? mask.length - 1 - step : step
    if (mask[position] === 0 || !isBehind(position)) continue
    const last = best[count - 1]
    if (last !== undefined && !comesBefore(position, last)) continue
    if (last !== undefined) best.pop()
    best.splice(placeIn(best, position, comesBefore), 0, position)
  }
  return best
}

type Comparison = (one: number, other: number) => boolean

function placeIn(best: readonly number[], position: number, comesBefore: Comparison): number {
  let [from, to] = [0, best.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (comesBefore(best[middle] ?? 0, position)) from = middle + 1
    else to = middle
  }
  return from
}

/** Those with a key first, both ways; equal ones by id, the same way. */
function comesBeforeIn({ order, keys, ids }: Ordering): Comparison {
  const way = order.direction === 'desc' ? -1 : 1
  const byId = (one: number, other: number) => way * ((ids[one] ?? 0) - (ids[other] ?? 0)) < 0
  return (one, other) => {
    const isMissing = keys.isMissing(one)
    if (isMissing !== keys.isMissing(other)) return !isMissing
    if (isMissing) return byId(one, other)
    const difference = keys.compare(one, other)
    return difference === 0 ? byId(one, other) : way * difference < 0
  }
}

function behindCursor({ order, keys, ids }: Ordering): (position: number) => boolean {
  const { after } = order
  if (after === null) return () => true
  const way = order.direction === 'desc' ? -1 : 1
  const lastId = Number(after.accountId)
  const isBehindById = (position: number) => way * ((ids[position] ?? 0) - lastId) > 0
  if (after.value === null) return (position) => keys.isMissing(position) && isBehindById(position)
  const against = keys.against(after.value)
  return (position) => {
    if (keys.isMissing(position)) return true
    const difference = against(position)
    return difference === 0 ? isBehindById(position) : way * difference > 0
  }
}
