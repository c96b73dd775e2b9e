import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Amount, type Figure, insufficient, known } from '../kernel/index.ts'
import { loseAccounts } from './concentration.ts'
import { allocateCostToServe } from './cost-allocation.ts'
import { marginDilution } from './dilution.ts'
import { growthBridge } from './growth-bridge.ts'
import { priceVolumeMixBridge } from './price-volume-mix.ts'
import { retention } from './retention.ts'
import { type PriceToNetSums, priceToNetWaterfall } from './waterfall.ts'

const anyAmount = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n })
const positiveAmount = fc.bigInt({ min: 0n, max: 10n ** 18n })
const anyId = fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F')
const maybeUnknown: fc.Arbitrary<Figure<Amount>> = fc.oneof(
  { weight: 5, arbitrary: anyAmount.map((amount) => known(amount)) },
  { weight: 1, arbitrary: fc.constant(insufficient<Amount>('economics/cost-missing')) },
)

const anySums: fc.Arbitrary<PriceToNetSums> = fc.record({
  invoiceValue: maybeUnknown,
  onInvoiceDiscounts: maybeUnknown,
  rebates: maybeUnknown,
  promotions: maybeUnknown,
  paymentTerms: maybeUnknown,
  freightAllowance: maybeUnknown,
  freeGoods: maybeUnknown,
  costOfGoods: maybeUnknown,
  costToServe: maybeUnknown,
  dedicatedTeam: maybeUnknown,
  capitalCharge: maybeUnknown,
})

describe('laws of the waterfall', () => {
  it('every level is the one above it less the deductions between, exactly', () => {
    fc.assert(
      fc.property(anySums, (sums) => {
        let level: Amount | null = null
        for (const step of priceToNetWaterfall(sums).steps) {
          const amount = step.amount.value
          if (step.kind === 'level') {
            if (level !== null && amount !== null) expect(amount).toBe(level)
            level = amount
          } else level = level === null || amount === null ? null : level - amount
        }
      }),
    )
  })

  it('a level is unknown exactly when something above it (from the invoice down) is', () => {
    fc.assert(
      fc.property(anySums, (sums) => {
        const { onInvoiceDiscounts: _, ...fromInvoice } = sums
        const isAnyUnknown = Object.values(fromInvoice).some((figure) => figure.value === null)
        expect(priceToNetWaterfall(sums).levels.economicProfit.value === null).toBe(isAnyUnknown)
      }),
    )
  })
})

const anyPairs = fc.array(fc.record({ id: anyId, before: anyAmount, after: anyAmount }), { maxLength: 12 })

describe('laws of retention', () => {
  it('gross retention lies between 0 and 1', () => {
    fc.assert(
      fc.property(anyPairs, (pairs) => {
        const { grr } = retention(pairs)
        if (grr.value === null) return
        expect(grr.value).toBeGreaterThanOrEqual(0)
        expect(grr.value).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('gross retention never exceeds net retention, unless net credits are flagged', () => {
    fc.assert(
      fc.property(anyPairs, (pairs) => {
        const { grr, nrr } = retention(pairs)
        if (grr.value === null || nrr.value === null || grr.status === 'degraded') return
        expect(grr.value).toBeLessThanOrEqual(nrr.value)
      }),
    )
  })

  it('the order of the rows does not matter', () => {
    fc.assert(
      fc.property(anyPairs, (pairs) => {
        expect(retention(pairs.toReversed())).toEqual(retention(pairs))
      }),
    )
  })
})

const anyBridgeEntries = fc.array(
  fc.record({ id: anyId, before: anyAmount, after: anyAmount, afterAtStartRates: anyAmount }),
  { maxLength: 12 },
)

describe('laws of the growth bridge', () => {
  it('it reconciles to the last decimal', () => {
    fc.assert(
      fc.property(anyBridgeEntries, (entries) => {
        const bridge = growthBridge(entries)
        const { start, lostAccounts, contraction, expansion, newAccounts, currencyEffect, end } = bridge
        expect(start + lostAccounts + contraction + expansion + newAccounts + currencyEffect).toBe(end)
      }),
    )
  })

  it('losses are never positive and gains never negative', () => {
    fc.assert(
      fc.property(anyBridgeEntries, (entries) => {
        const { lostAccounts, contraction, expansion, newAccounts } = growthBridge(entries)
        expect(lostAccounts <= 0n && contraction <= 0n).toBe(true)
        expect(expansion >= 0n && newAccounts >= 0n).toBe(true)
      }),
    )
  })

  it('the order of the rows does not matter', () => {
    fc.assert(
      fc.property(anyBridgeEntries, (entries) => {
        expect(growthBridge(entries.toReversed())).toEqual(growthBridge(entries))
      }),
    )
  })
})

const anySales = fc.record({
  quantity: fc.oneof(fc.constant(null), fc.constant(0), fc.integer({ min: -50, max: 1_000 })),
  amount: fc.oneof(fc.constant(0n), anyAmount),
})
const anyProducts = fc.array(
  fc.record({ id: anyId, before: anySales, after: anySales, afterAtStartRates: anyAmount }),
  { maxLength: 12 },
)

describe('laws of price, volume and mix', () => {
  it('they reconcile to the last decimal', () => {
    fc.assert(
      fc.property(anyProducts, (products) => {
        const { start, end, ...effects } = priceVolumeMixBridge(products)
        expect(Object.values(effects).reduce((sum, effect) => sum + effect, start)).toBe(end)
      }),
    )
  })

  it('the order of the products does not matter', () => {
    fc.assert(
      fc.property(anyProducts, (products) => {
        expect(priceVolumeMixBridge(products.toReversed())).toEqual(priceVolumeMixBridge(products))
      }),
    )
  })
})

const anyServiceInput = fc.record({
  pools: fc.uniqueArray(
    fc.record({ id: anyId, cost: positiveAmount, practicalMinutes: fc.integer({ min: 0, max: 100_000 }) }),
    { selector: (pool) => pool.id, maxLength: 4 },
  ),
  activities: fc.uniqueArray(
    fc.record({ id: anyId, poolId: anyId, unitMinutes: fc.double({ min: 0, max: 500, noNaN: true }) }),
    { selector: (activity) => activity.id, maxLength: 5 },
  ),
  counts: fc.array(
    fc.record({ accountId: anyId, activityId: anyId, quantity: fc.double({ min: -1, max: 300, noNaN: true }) }),
    { maxLength: 20 },
  ),
})

describe('laws of the cost-to-serve allocation', () => {
  it('every cent supplied is allocated, unused or without a driver, less what was over-used', () => {
    fc.assert(
      fc.property(anyServiceInput, (input) => {
        const { supplied, allocated, unused, undriven, overUsed } = allocateCostToServe(input)
        expect(allocated + unused + undriven - overUsed).toBe(supplied)
      }),
    )
  })

  it('never more is allocated than supplied, unless the counts exceed the capacity', () => {
    fc.assert(
      fc.property(anyServiceInput, (input) => {
        for (const pool of allocateCostToServe(input).pools) {
          if (pool.usedMinutes <= pool.suppliedMinutes) expect(pool.allocated <= pool.supplied).toBe(true)
          if (pool.overUsed > 0n) expect(pool.utilization.reasons).toContain('economics/capacity-over-used')
        }
      }),
    )
  })

  it('accounts carry exactly what was allocated', () => {
    fc.assert(
      fc.property(anyServiceInput, (input) => {
        const { accounts, allocated } = allocateCostToServe(input)
        expect(accounts.reduce((sum, account) => sum + account.cost, 0n)).toBe(allocated)
      }),
    )
  })

  it('the order of the counts does not matter', () => {
    fc.assert(
      fc.property(anyServiceInput, (input) => {
        const { rejected: _, ...forward } = allocateCostToServe(input)
        const { rejected: __, ...backward } = allocateCostToServe({ ...input, counts: input.counts.toReversed() })
        expect(backward).toEqual(forward)
      }),
    )
  })
})

describe('laws of the loss simulation and of dilution', () => {
  const anyBook = fc.uniqueArray(fc.record({ id: anyId, netRevenue: anyAmount, contribution: maybeUnknown }), {
    selector: (account) => account.id,
  })

  it('lost and remaining revenue make up the revenue before', () => {
    fc.assert(
      fc.property(anyBook, fc.array(anyId), (book, ids) => {
        const { before, lost, remaining } = loseAccounts(book, ids).netRevenue
        expect((lost.value ?? 0n) + (remaining.value ?? 0n)).toBe(before.value)
      }),
    )
  })

  it('an account at the rate of the others costs nothing', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 15n }), fc.integer({ min: 2, max: 50 }), (net, size) => {
        const { moneyCost } = marginDilution({
          accountNet: net,
          accountMargin: known(net * 3n),
          bookNet: net * BigInt(size),
          bookMargin: known(net * 3n * BigInt(size)),
        })
        expect(moneyCost).toEqual(known(0n))
      }),
    )
  })
})
