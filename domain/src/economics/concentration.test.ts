import { describe, expect, it } from 'vitest'
import { degraded, type Figure, insufficient, known, notApplicable } from '../kernel/index.ts'
import { type AccountResult, effectiveAccounts, herfindahlIndex, loseAccounts, topShares } from './concentration.ts'
import { accountsWith, money } from './fixtures.ts'

const ladder = accountsWith(100, 200, 300, 400, 500, 600, 700, 800, 900, 1000)

describe('the concentration index', () => {
  it('is 0.1272727 for an even ladder of ten', () => {
    expect(herfindahlIndex(ladder).value).toBeCloseTo(0.1272727, 7)
  })

  it('corresponds to a number of equal accounts', () => {
    expect(effectiveAccounts(ladder).value).toBeCloseTo(7.857143, 6)
    expect(effectiveAccounts(accountsWith(...Array.from({ length: 20 }, () => 3))).value).toBeCloseTo(20, 9)
  })

  it('refuses what has no shares', () => {
    expect(herfindahlIndex(accountsWith(5, -1))).toEqual(notApplicable('economics/negative-values'))
    expect(effectiveAccounts(accountsWith(0, 0))).toEqual(notApplicable('economics/total-not-positive'))
    expect(herfindahlIndex(accountsWith(5))).toEqual(insufficient('economics/too-few-accounts'))
  })
})

describe('the share of the largest accounts', () => {
  it('is given for 1, 5, 10 and 20, in money and as a fraction', () => {
    expect(topShares(ladder)).toEqual([
      { accounts: 1, amount: money(1_000), share: known(1_000 / 5_500) },
      { accounts: 5, amount: money(4_000), share: known(4_000 / 5_500) },
      { accounts: 10, amount: money(5_500), share: known(1) },
      { accounts: 20, amount: money(5_500), share: known(1) },
    ])
  })

  it('is doubtful when some accounts are negative', () => {
    expect(topShares(accountsWith(12, -2), [1])[0]?.share).toEqual(degraded(1.2, 'economics/negative-values'))
  })

  it('keeps the money when there is no total to compare with', () => {
    expect(topShares(accountsWith(2, -2), [1])).toEqual([
      { accounts: 1, amount: money(2), share: notApplicable('economics/total-not-positive') },
    ])
  })
})

function account(id: string, netRevenue: number, contribution: number | Figure<bigint>): AccountResult {
  const figure = typeof contribution === 'number' ? known(money(contribution)) : contribution
  return { id, netRevenue: money(netRevenue), contribution: figure }
}

describe('losing some accounts', () => {
  const book = [account('A', 600, -50), account('B', 300, 120), account('C', 100, 30)]

  it('shows what remains and what share goes, by measure', () => {
    const loss = loseAccounts(book, ['B'])
    expect(loss.accountsLost).toBe(1)
    expect(loss.accountsRemaining).toBe(2)
    expect(loss.netRevenue).toEqual({
      before: known(money(1_000)),
      lost: known(money(300)),
      remaining: known(money(700)),
      shareLost: known(0.3),
    })
    expect(loss.contribution).toEqual({
      before: known(money(100)),
      lost: known(money(120)),
      remaining: known(money(-20)),
      shareLost: known(1.2),
    })
  })

  it('shows that losing an unprofitable giant leaves us better off', () => {
    const { netRevenue, contribution } = loseAccounts(book, ['A'])
    expect(netRevenue.shareLost).toEqual(known(0.6))
    expect(contribution.shareLost).toEqual(known(-0.5))
    expect(contribution.remaining).toEqual(known(money(150)))
  })

  it('loses nothing when nobody goes, and says who is unknown', () => {
    const loss = loseAccounts(book, ['nobody'])
    expect(loss.unknownIds).toEqual(['nobody'])
    expect(loss.netRevenue.lost).toEqual(known(0n))
    expect(loss.contribution.shareLost).toEqual(known(0))
  })

  it('counts an account once that is named twice', () => {
    expect(loseAccounts(book, ['C', 'C']).netRevenue.lost).toEqual(known(money(100)))
  })

  it('gives no share of a book that loses money', () => {
    const { contribution } = loseAccounts([account('A', 10, -5), account('B', 10, 1)], ['B'])
    expect(contribution.before).toEqual(known(money(-4)))
    expect(contribution.shareLost).toEqual(notApplicable('economics/total-not-positive'))
  })
})

describe('losing accounts while some contributions are unknown', () => {
  const unknown = insufficient<bigint>('economics/cost-missing')

  it('leaves a small unknown out and says so', () => {
    const book = [account('A', 95, 40), account('B', 5, unknown)]
    expect(loseAccounts(book, ['A']).contribution.before).toEqual(degraded(money(40), 'economics/contribution-unknown'))
    expect(loseAccounts(book, ['A']).contribution.lost).toEqual(known(money(40)))
  })

  it('is unknown when more than 5 % of revenue has no contribution', () => {
    const book = [account('A', 94, 40), account('B', 6, unknown)]
    const { contribution, netRevenue } = loseAccounts(book, ['A'])
    expect(contribution.before).toEqual(insufficient('economics/contribution-unknown'))
    expect(contribution.shareLost).toEqual(insufficient('economics/contribution-unknown'))
    expect(netRevenue.shareLost).toEqual(known(0.94))
  })

  it('does not call the remaining zero when all of it is unknown', () => {
    const book = [account('A', 98, 40), account('B', 2, unknown)]
    expect(loseAccounts(book, ['A']).contribution.remaining.value).toBeNull()
  })

  it('passes on doubts about single contributions', () => {
    const doubtful = degraded(money(3), 'economics/cost-missing')
    const { contribution } = loseAccounts([account('A', 9, 4), account('B', 1, doubtful)], ['A'])
    expect(contribution.before).toEqual(degraded(money(7), 'economics/cost-missing'))
    expect(contribution.lost.status).toBe('ok')
  })
})
