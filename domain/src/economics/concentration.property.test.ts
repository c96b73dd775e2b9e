import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { effectiveAccounts, herfindahlIndex, topShares } from './concentration.ts'
import type { AmountEntry } from './entries.ts'
import { gini, lorenzCurve } from './lorenz.ts'
import { accountsForShare, paretoShare } from './pareto.ts'
import { whaleCurve } from './whale-curve.ts'

const TOLERANCE = 1e-12

function entriesOf(min: bigint): fc.Arbitrary<AmountEntry[]> {
  return fc
    .array(fc.bigInt({ min, max: 10n ** 18n }), { maxLength: 30 })
    .map((amounts) => amounts.map((amount, index) => ({ id: `A${index}`, amount })))
}

const anyEntries = entriesOf(-(10n ** 18n))
const salesEntries = entriesOf(0n)

describe('laws of the whale curve', () => {
  it('it ends at the total and never rises above its peak', () => {
    fc.assert(
      fc.property(anyEntries, (entries) => {
        const { total, points, peak } = whaleCurve(entries)
        expect(points.at(-1)?.cumulative ?? 0n).toBe(total)
        expect(points.every((point) => point.cumulative <= peak.amount)).toBe(true)
        expect(peak.amount >= total).toBe(true)
      }),
    )
  })

  it('the peak less the losses of the losing accounts is the total', () => {
    fc.assert(
      fc.property(anyEntries, (entries) => {
        const { total, peak, lossMaking, eroded } = whaleCurve(entries)
        expect(peak.amount + lossMaking.amount).toBe(total)
        expect(eroded).toBe(-lossMaking.amount)
      }),
    )
  })

  it('the order of the accounts does not matter', () => {
    fc.assert(
      fc.property(anyEntries, (entries) => {
        expect(whaleCurve(entries.toReversed())).toEqual(whaleCurve(entries))
      }),
    )
  })

  it('no share is ever infinite or not a number', () => {
    fc.assert(
      fc.property(anyEntries, (entries) => {
        const { share } = whaleCurve(entries).peak
        expect(share.value === null || Number.isFinite(share.value)).toBe(true)
        expect(share.value === null || share.value <= 101).toBe(true)
      }),
    )
  })
})

describe('laws of concentration', () => {
  it('Gini lies between 0 and (n - 1) / n', () => {
    fc.assert(
      fc.property(salesEntries, (entries) => {
        const { value } = gini(entries)
        if (value === null) return
        expect(value).toBeGreaterThanOrEqual(-TOLERANCE)
        expect(value).toBeLessThanOrEqual((entries.length - 1) / entries.length + TOLERANCE)
      }),
    )
  })

  it('Gini is twice the area between the Lorenz curve and the diagonal', () => {
    fc.assert(
      fc.property(salesEntries, (entries) => {
        const points = lorenzCurve(entries).value
        const { value } = gini(entries)
        if (points === null || value === null) return
        const area = points.slice(1).reduce((sum, point, index) => {
          const before = points[index] ?? { shareOfAccounts: 0, shareOfValue: 0 }
          const width = point.shareOfAccounts - before.shareOfAccounts
          return sum + (width * (point.shareOfValue + before.shareOfValue)) / 2
        }, 0)
        expect(value).toBeCloseTo(1 - 2 * area, 9)
      }),
    )
  })

  it('the index lies between 1 / n and 1, and its inverse between 1 and n', () => {
    fc.assert(
      fc.property(salesEntries, (entries) => {
        const index = herfindahlIndex(entries).value
        if (index === null) return
        expect(index).toBeGreaterThanOrEqual(1 / entries.length - TOLERANCE)
        expect(index).toBeLessThanOrEqual(1 + TOLERANCE)
        expect(effectiveAccounts(entries).value).toBeLessThanOrEqual(entries.length + 1e-9)
      }),
    )
  })

  it('more accounts never bring a smaller share', () => {
    fc.assert(
      fc.property(salesEntries, (entries) => {
        const shares = topShares(entries, [1, 2, 5, 10]).map((top) => top.share.value ?? 0)
        expect([...shares].sort((a, b) => a - b)).toEqual(shares)
      }),
    )
  })

  it('the accounts that bring a share do bring it, and one fewer does not', () => {
    fc.assert(
      fc.property(salesEntries, fc.double({ min: 0.01, max: 1, noNaN: true }), (entries, share) => {
        const few = accountsForShare(entries, share).value
        if (few === null) return
        const n = entries.length
        expect(paretoShare(entries, few.accounts / n).value).toBeGreaterThanOrEqual(share - 1e-8)
        expect(paretoShare(entries, (few.accounts - 1) / n).value).toBeLessThan(share + 1e-8)
      }),
    )
  })
})
