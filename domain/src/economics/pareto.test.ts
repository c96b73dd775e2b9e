import { describe, expect, it } from 'vitest'
import { insufficient, notApplicable } from '../kernel/index.ts'
import { rankEntries } from './entries.ts'
import { accountsWith, money } from './fixtures.ts'
import { accountsForShare, paretoShare } from './pareto.ts'

const tenEven = accountsWith(100, 200, 300, 400, 500, 600, 700, 800, 900, 1000)

describe('the share of the largest accounts', () => {
  it.each([
    [0, 0],
    [0.1, 1000 / 5500],
    [0.2, 1900 / 5500],
    [0.21, 2700 / 5500],
    [1, 1],
  ])('of the top %d is the sum of ceil(p * n) accounts', (fraction, share) => {
    expect(paretoShare(tenEven, fraction).value).toBeCloseTo(share, 12)
    expect(paretoShare(tenEven, fraction).status).toBe('ok')
  })

  it('is not fooled by a product a hair above a whole number', () => {
    const hundred = accountsWith(...Array.from({ length: 100 }, () => 1))
    expect(0.07 * 100).toBeGreaterThan(7)
    expect(paretoShare(hundred, 0.07).value).toBeCloseTo(0.07, 12)
  })

  it('is degraded for fewer than ten accounts, where the list says more', () => {
    const figure = paretoShare(accountsWith(8, 2), 0.5)
    expect(figure).toEqual({ value: 0.8, status: 'degraded', reasons: ['economics/few-accounts'] })
  })

  it.each([
    ['one account', accountsWith(5), insufficient('economics/too-few-accounts')],
    ['nobody', accountsWith(), insufficient('economics/too-few-accounts')],
    ['nothing sold', accountsWith(0, 0, 0), notApplicable('economics/total-not-positive')],
    ['net credits', accountsWith(5, -1), notApplicable('economics/negative-values')],
  ])('is refused for %s', (_, entries, refusal) => {
    expect(paretoShare(entries, 0.2)).toEqual(refusal)
    expect(accountsForShare(entries)).toEqual(refusal)
  })

  it.each([-0.1, 1.1, Number.NaN])('is refused for a fraction of %d', (fraction) => {
    expect(paretoShare(tenEven, fraction)).toEqual(notApplicable('economics/fraction-out-of-range'))
    expect(accountsForShare(tenEven, fraction)).toEqual(notApplicable('economics/fraction-out-of-range'))
  })
})

describe('the number of accounts that bring 80 %', () => {
  it('is the smallest that reaches it', () => {
    expect(accountsForShare(tenEven).value).toEqual({ accounts: 6, shareOfAccounts: 0.6 })
  })

  it('stops exactly on the share', () => {
    expect(accountsForShare(accountsWith(80, 10, 10)).value?.accounts).toBe(1)
    expect(accountsForShare(accountsWith(79.99, 10.01, 10)).value?.accounts).toBe(2)
  })

  it('is nobody for nothing and everybody for everything', () => {
    expect(accountsForShare(tenEven, 0).value?.accounts).toBe(0)
    expect(accountsForShare(tenEven, 1).value?.accounts).toBe(10)
  })
})

describe('a ranking', () => {
  it('puts equal amounts in the order of their ids, whatever the input order', () => {
    const tied = ['C', 'A', 'B'].map((id) => ({ id, amount: money(7) }))
    expect(rankEntries([...tied, { id: 'Z', amount: money(8) }]).map((entry) => entry.id)).toEqual(['Z', 'A', 'B', 'C'])
  })

  it('leaves its input as it was', () => {
    const entries = accountsWith(1, 2)
    rankEntries(entries)
    expect(entries.map((entry) => entry.id)).toEqual(['A01', 'A02'])
  })
})
