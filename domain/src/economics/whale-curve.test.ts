import { describe, expect, it } from 'vitest'
import { degraded, insufficient, known } from '../kernel/index.ts'
import { accountsWith, money } from './fixtures.ts'
import { whaleCurve } from './whale-curve.ts'

describe('the whale curve of the reference portfolio', () => {
  const curve = whaleCurve(accountsWith(500, 300, 200, 100, 50, 0, -20, -80, -150, -400))

  it('ends at the total', () => {
    expect(curve.total).toBe(money(500))
    expect(curve.points.at(-1)?.cumulative).toBe(curve.total)
  })

  it.each([
    [2, 1.6],
    [5, 2.3],
    [8, 2.1],
    [10, 1],
  ])('has passed the published share after %d accounts', (rank, share) => {
    const cumulative = curve.points[rank - 1]?.cumulative ?? 0n
    expect(Number(cumulative) / Number(curve.total)).toBeCloseTo(share, 12)
  })

  it('peaks at 230 % after five accounts, the sixth adding nothing', () => {
    expect(curve.peak.rank).toBe(5)
    expect(curve.peak.amount).toBe(money(1_150))
    expect(curve.peak.share).toEqual(known(2.3))
  })

  it('says what the losing accounts eat', () => {
    expect(curve.eroded).toBe(money(650))
    expect(curve.lossMaking).toEqual({ accounts: 4, amount: money(-650) })
    expect(curve.shareAxis).toBe('money_and_share')
  })
})

describe('the points of a whale curve', () => {
  it('go from the best account to the worst, ties by id', () => {
    const entries = [
      { id: 'B', amount: money(5) },
      { id: 'C', amount: money(-1) },
      { id: 'A', amount: money(5) },
    ]
    expect(whaleCurve(entries).points).toEqual([
      { rank: 1, id: 'A', amount: money(5), cumulative: money(5) },
      { rank: 2, id: 'B', amount: money(5), cumulative: money(10) },
      { rank: 3, id: 'C', amount: money(-1), cumulative: money(9) },
    ])
  })
})

describe('shares of a total near zero', () => {
  it('are refused at exactly 1 % of all gains and losses', () => {
    const curve = whaleCurve(accountsWith('50.5', '-49.5', 0, 0, 0))
    expect(curve.shareAxis).toBe('money_only')
    expect(curve.peak.share.value).toBeNull()
    expect(curve.peak.share.reasons).toEqual(['economics/total-near-zero'])
    expect(curve.peak.amount).toBe(money('50.5'))
  })

  it('are given just above it', () => {
    const curve = whaleCurve(accountsWith('50.51', '-49.49', 0, 0, 0))
    expect(curve.shareAxis).toBe('money_and_share')
    expect(curve.peak.share.value).toBeCloseTo(50.51 / 1.02, 9)
  })

  it.each([
    ['a loss over all', accountsWith(10, 5, 1, -10, -20)],
    ['a total of zero', accountsWith(10, 5, 5, -10, -10)],
    ['no accounts', accountsWith()],
  ])('are refused for %s', (_, entries) => {
    const curve = whaleCurve(entries)
    expect(curve.shareAxis).toBe('money_only')
    expect(curve.peak.share.reasons).toEqual(['economics/total-not-positive'])
  })
})

describe('a portfolio where everybody loses money', () => {
  it('peaks before the first account', () => {
    const { peak, lossMaking, eroded } = whaleCurve(accountsWith(-1, -2))
    expect(peak.rank).toBe(0)
    expect(peak.amount).toBe(0n)
    expect(eroded).toBe(money(3))
    expect(lossMaking).toEqual({ accounts: 2, amount: money(-3) })
  })
})

describe('doubts about a whale curve', () => {
  it('arise with fewer than five accounts', () => {
    expect(whaleCurve(accountsWith(4, 3, 2, -1)).peak.share).toEqual(degraded(9 / 8, 'economics/few-accounts'))
  })

  it('arise when too little cost to serve has found its account', () => {
    const entries = accountsWith(4, 3, 2, 1, 0)
    expect(whaleCurve(entries, known(0.7)).peak.share.status).toBe('ok')
    expect(whaleCurve(entries, known(0.69)).peak.share.reasons).toEqual(['economics/cost-to-serve-coverage-low'])
    expect(whaleCurve(entries, insufficient('economics/no-driver-counts')).peak.share.status).toBe('degraded')
  })
})
