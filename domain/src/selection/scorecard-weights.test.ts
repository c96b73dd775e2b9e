import { describe, expect, test } from 'vitest'
import { type ScorecardShares, STARTER_SCORECARD_SHARES, scorecardWeights } from './index.ts'

function shares(changes: Partial<ScorecardShares>): ScorecardShares {
  return { ...STARTER_SCORECARD_SHARES, ...changes }
}

describe('the weights of the profitability scorecard', () => {
  test('begin with half on money', () => {
    expect(scorecardWeights(STARTER_SCORECARD_SHARES, null)).toEqual({
      ok: true,
      value: { shares: STARTER_SCORECARD_SHARES, reason: null },
    })
    expect(STARTER_SCORECARD_SHARES.profit).toBe(0.5)
  })

  test('less than half on money takes a written reason, which is kept', () => {
    const felt = shares({ profit: 0.4, assigned: 0.3 })
    expect(scorecardWeights(felt, 'sales want it')).toMatchObject({ ok: true })
    expect(scorecardWeights(felt, 'sales')).toEqual({
      ok: false,
      refusal: { code: 'selection/scorecard-profit-below-half', detail: { profit: 0.4, least: 0.5, fewest: 10 } },
    })
    expect(scorecardWeights(felt, null).ok).toBe(false)
    expect(scorecardWeights(felt, ' The cost ledger is half a year behind. ')).toMatchObject({
      value: { reason: 'The cost ledger is half a year behind.' },
    })
  })

  test('a reason that nobody needs is not kept', () => {
    expect(scorecardWeights(shares({}), 'Because it is usual so.')).toMatchObject({ value: { reason: null } })
  })

  test.each([
    [{ assigned: 0.3 }, 1.1, 0.1],
    [{ addOns: 0 }, 0.9, -0.1],
  ])('%j is refused with the difference', (changes, sum, difference) => {
    expect(scorecardWeights(shares(changes), null)).toEqual({
      ok: false,
      refusal: { code: 'selection/scorecard-weights-do-not-add-up', detail: { sum, difference } },
    })
  })

  test.each([
    [{ values: -0.1, addOns: 0.3 }, 'values'],
    [{ profit: Number.NaN }, 'profit'],
  ])('%j is refused by name', (changes, part) => {
    expect(scorecardWeights(shares(changes), null)).toEqual({
      ok: false,
      refusal: { code: 'selection/scorecard-weight-negative', detail: { part } },
    })
  })
})
