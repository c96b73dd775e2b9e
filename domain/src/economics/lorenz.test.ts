import { describe, expect, it } from 'vitest'
import { insufficient, notApplicable } from '../kernel/index.ts'
import { accountsWith } from './fixtures.ts'
import { gini, giniCorrected, lorenzCurve } from './lorenz.ts'

const published = accountsWith(541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261)

describe('the Gini index', () => {
  it('matches the published income example', () => {
    expect(gini(published).value).toBeCloseTo(0.4620911303, 10)
    expect(giniCorrected(published).value).toBeCloseTo(0.5134345892, 10)
  })

  it('is 0.3 for an even ladder of ten', () => {
    expect(gini(accountsWith(100, 200, 300, 400, 500, 600, 700, 800, 900, 1000)).value).toBeCloseTo(0.3, 12)
  })

  it('does not depend on the order of the accounts', () => {
    expect(gini(published.toReversed())).toEqual(gini(published))
  })

  it('is 0 when all are alike and (n - 1) / n when one has everything', () => {
    expect(gini(accountsWith(...Array.from({ length: 10 }, () => 7))).value).toBe(0)
    const single = accountsWith(50, ...Array.from({ length: 9 }, () => 0))
    expect(gini(single).value).toBeCloseTo(0.9, 12)
    expect(giniCorrected(single).value).toBeCloseTo(1, 12)
  })

  it('refuses negative values, for which it would say 2.612', () => {
    const whale = accountsWith(500, 300, 200, 100, 50, 0, -20, -80, -150, -400)
    expect(gini(whale)).toEqual(notApplicable('economics/negative-values'))
    expect(giniCorrected(whale)).toEqual(notApplicable('economics/negative-values'))
    expect(lorenzCurve(whale)).toEqual(notApplicable('economics/negative-values'))
  })

  it.each([
    ['one account', accountsWith(5), insufficient('economics/too-few-accounts')],
    ['a total of zero', accountsWith(0, 0), notApplicable('economics/total-not-positive')],
  ])('refuses %s', (_, entries, refusal) => {
    expect(gini(entries)).toEqual(refusal)
    expect(giniCorrected(entries)).toEqual(refusal)
  })

  it('is doubtful for fewer than ten accounts', () => {
    expect(gini(accountsWith(1, 3)).reasons).toEqual(['economics/few-accounts'])
    expect(giniCorrected(accountsWith(1, 3)).reasons).toEqual(['economics/few-accounts'])
    expect(gini(accountsWith(1, 3)).value).toBe(0.25)
  })
})

describe('the Lorenz curve', () => {
  it('runs from nothing to everything below the diagonal', () => {
    expect(lorenzCurve(accountsWith(6, 1, 3)).value).toEqual([
      { shareOfAccounts: 0, shareOfValue: 0 },
      { shareOfAccounts: 1 / 3, shareOfValue: 0.1 },
      { shareOfAccounts: 2 / 3, shareOfValue: 0.4 },
      { shareOfAccounts: 1, shareOfValue: 1 },
    ])
  })
})
