import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { degraded, insufficient, known, parseAmount } from '../kernel/index.ts'
import {
  type ProfitabilityScorecard,
  profitabilityScorecards,
  type ScorecardInput,
  type ScorecardShares,
  type ScorecardWeights,
  STARTER_SCORECARD_SHARES,
} from './index.ts'

const WEIGHTS: ScorecardWeights = { shares: STARTER_SCORECARD_SHARES, reason: null }

function money(text: string): bigint {
  return parseAmount(text) ?? 0n
}

function input(accountId: string, profit: string, changes: Partial<ScorecardInput> = {}): ScorecardInput {
  return {
    accountId,
    profit: known(money(profit)),
    months: 24,
    assigned: [
      { raterId: 'sam', score: 3 },
      { raterId: 'sid', score: 5 },
    ],
    breadth: { bought: 6, within: 12 },
    values: [4, 5],
    addOns: { upsell: 0.5, supportSubscriptions: 1, renewals: 0.9 },
    ...changes,
  }
}

const COHORT = ['-20000', '0', '15000', '40000', '90000']

function cardOf(changes: Partial<ScorecardInput>, weights = WEIGHTS): ProfitabilityScorecard {
  const cohort = COHORT.map((profit, index) => input(`a${index}`, profit, index === 2 ? changes : {}))
  const card = profitabilityScorecards(cohort, weights)[2]
  if (!card) throw new Error('no card')
  return card
}

function points(card: ProfitabilityScorecard): Record<string, number | null> {
  return Object.fromEntries(card.lines.map((line) => [line.part, line.points.value]))
}

describe('the parts of a scorecard', () => {
  test('profit in money, its place in the cohort, assigned mean, breadth, values and add-ons make the score', () => {
    const card = cardOf({})
    expect(card.profit.value).toBe(money('15000'))
    expect(points(card)).toEqual({ profit: 50, assigned: 75, breadth: 50, values: 87.5, addOns: expect.closeTo(80, 9) })
    expect(card.score.status).toBe('ok')
    expect(card.score.value).toBeCloseTo(0.5 * 50 + 0.2 * 75 + 0.1 * 50 + 0.1 * 87.5 + 0.1 * 80, 9)
  })

  test('what sellers assigned is shown with its count and spread', () => {
    expect(cardOf({}).assigned).toEqual({
      mean: 4,
      count: 2,
      lowest: 3,
      highest: 5,
      standardDeviation: Math.SQRT2,
    })
  })

  test('the least earns 0 points, the most 100, and equals share a place; a loss stays a loss in money', () => {
    const cohort = ['-20000', '5', '5', '40000', '90000'].map((profit, index) => input(`a${index}`, profit))
    const cards = profitabilityScorecards(cohort, WEIGHTS)
    expect(cards.map((card) => points(card).profit)).toEqual([0, 37.5, 37.5, 75, 100])
    expect(cards[0]?.profit.value).toBe(money('-20000'))
  })

  test('money is compared to the last decimal', () => {
    const cohort = ['10000000000.0000000001', '10000000000.0000000002'].map((profit, index) =>
      input(`a${index}`, profit),
    )
    expect(profitabilityScorecards(cohort, WEIGHTS).map((card) => points(card).profit)).toEqual([0, 100])
  })
})

describe('what is missing', () => {
  test('one seller alone marks the score, nobody leaves the share to the others', () => {
    const alone = cardOf({ assigned: [{ raterId: 'sam', score: 5 }] })
    expect(alone.score).toMatchObject({ status: 'degraded', reasons: ['selection/one-rater'] })
    expect(alone.assigned).toMatchObject({ count: 1, standardDeviation: null })
    const nobody = cardOf({ assigned: [] })
    expect(nobody.score.reasons).toEqual(['selection/not-assigned'])
    expect(nobody.lines.map(({ shareUsed }) => Number(shareUsed.toFixed(12)))).toEqual([0.625, 0, 0.125, 0.125, 0.125])
    expect(nobody.assigned).toEqual({ mean: null, count: 0, lowest: null, highest: null, standardDeviation: null })
  })

  test('without profit there is no score, however well people feel', () => {
    const card = cardOf({ profit: insufficient('economics/cost-unknown') })
    expect(card.score).toEqual({
      value: null,
      status: 'insufficient_data',
      reasons: ['selection/profit-unknown', 'economics/cost-unknown'],
    })
    expect(card.lines.find(({ part }) => part === 'assigned')?.points.value).toBe(75)
    expect(card.gap).toEqual({ points: null, felt: 'unknown', ranks: null, money: null })
  })

  test('less than twelve months of the ledger are not enough', () => {
    expect(cardOf({ months: 11 }).score.reasons).toEqual([
      'selection/profit-unknown',
      'selection/less-than-twelve-months',
    ])
    expect(cardOf({ months: 12 }).score.status).toBe('ok')
  })

  test('a profit with reservations passes them on', () => {
    const card = cardOf({ profit: degraded(money('15000'), 'economics/no-cost-to-serve') })
    expect(card.score).toMatchObject({ status: 'degraded', reasons: ['economics/no-cost-to-serve'] })
  })

  test('an account alone has nobody to be compared with', () => {
    const [card] = profitabilityScorecards([input('a', '100')], WEIGHTS)
    expect(card?.score.reasons).toEqual(['selection/profit-unknown', 'selection/no-comparison'])
    expect(profitabilityScorecards([], WEIGHTS)).toEqual([])
  })

  test('add-ons known in part count by what is known, and say so', () => {
    const part = cardOf({ addOns: { upsell: null, supportSubscriptions: 0.4, renewals: null } })
    expect(points(part).addOns).toBeCloseTo(40, 9)
    expect(part.score.reasons).toEqual(['selection/add-ons-in-part'])
    const none = cardOf({
      addOns: { upsell: null, supportSubscriptions: null, renewals: null },
      breadth: null,
      values: [],
    })
    expect(none.score.reasons).toEqual([
      'selection/breadth-unknown',
      'selection/values-not-judged',
      'selection/add-ons-unknown',
    ])
  })

  test('what has no weight is not missed', () => {
    const moneyOnly: ScorecardShares = { profit: 1, assigned: 0, breadth: 0, values: 0, addOns: 0 }
    const card = cardOf({ assigned: [], breadth: null }, { shares: moneyOnly, reason: null })
    expect(card.score).toEqual({ value: 50, status: 'ok', reasons: [] })
  })

  test('a range of nothing, or more bought than there is, stays within the scale', () => {
    expect(points(cardOf({ breadth: { bought: 3, within: 0 } })).breadth).toBeNull()
    expect(points(cardOf({ breadth: { bought: 30, within: 12 } })).breadth).toBe(100)
    expect(points(cardOf({ addOns: { upsell: 2, supportSubscriptions: -1, renewals: 0.5 } })).addOns).toBe(50)
  })
})

describe('felt against measured', () => {
  test('an account felt to be far better than it earns is flagged, in points, ranks and money', () => {
    const assigned = (score: number): Pick<ScorecardInput, 'assigned'> => ({
      assigned: [
        { raterId: 'sam', score },
        { raterId: 'sid', score },
      ],
    })
    const cohort = COHORT.map((profit, index) => input(`a${index}`, profit, assigned(index === 0 ? 5 : index)))
    const gaps = profitabilityScorecards(cohort, WEIGHTS).map(({ gap }) => gap)
    expect(gaps[0]).toEqual({ points: 100, felt: 'too_high', ranks: 4, money: money('110000') })
    expect(gaps[4]).toMatchObject({ points: -25, felt: 'in_line', ranks: -1, money: money('-50000') })
    expect(gaps[1]).toMatchObject({ points: -25, felt: 'in_line' })
  })

  test('an account felt to be worse than it earns is flagged the other way', () => {
    const card = cardOf({ profit: known(money('95000')), assigned: [{ raterId: 'sam', score: 2 }] })
    expect(card.gap).toMatchObject({ points: -75, felt: 'too_low', ranks: -4 })
    expect(card.gap.money).toBe(money('0') - money('95000'))
  })

  test('twenty-five points either way are still in line', () => {
    expect(cardOf({}).gap).toMatchObject({ points: 25, felt: 'in_line' })
    const low = [2, 2].map((score, index) => ({ raterId: `r${index}`, score }))
    expect(cardOf({ assigned: low }).gap).toMatchObject({ points: -25, felt: 'in_line' })
  })

  test('money at a place between two accounts lies between theirs', () => {
    const assigned = [
      { raterId: 'sam', score: 3 },
      { raterId: 'sid', score: 4 },
    ]
    // Felt 62.5: half way between 15,000 (50) and 40,000 (75).
    expect(cardOf({ assigned }).gap.money).toBe(money('12500'))
  })
})

describe('by law', () => {
  const profits = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { minLength: 2, maxLength: 15 })

  test('more money never lowers the score of the account that earns it, nor raises that of another', () => {
    fc.assert(
      fc.property(profits, fc.integer({ min: 1, max: 500_000 }), (list, more) => {
        const cards = (values: readonly number[]): readonly (number | null)[] =>
          profitabilityScorecards(
            values.map((value, index) => input(`a${index}`, String(value))),
            WEIGHTS,
          ).map(({ score }) => score.value)
        const before = cards(list)
        const after = cards(list.map((value, index) => (index === 0 ? value + more : value)))
        expect(after[0] ?? -1).toBeGreaterThanOrEqual((before[0] ?? 0) - 1e-9)
        before.slice(1).forEach((score, index) => {
          expect(after[index + 1] ?? 101).toBeLessThanOrEqual((score ?? 0) + 1e-9)
        })
      }),
    )
  })

  test('every score lies within 0 and 100, and the shares used add up to one', () => {
    fc.assert(
      fc.property(profits, fc.boolean(), fc.boolean(), (list, isUnassigned, isNarrow) => {
        const changes = { ...(isUnassigned ? { assigned: [] } : {}), ...(isNarrow ? { breadth: null } : {}) }
        const cohort = list.map((value, index) => input(`a${index}`, String(value), changes))
        for (const { score, lines } of profitabilityScorecards(cohort, WEIGHTS)) {
          expect(score.value ?? -1).toBeGreaterThanOrEqual(0)
          expect(score.value ?? 101).toBeLessThanOrEqual(100)
          expect(lines.reduce((sum, { shareUsed }) => sum + shareUsed, 0)).toBeCloseTo(1, 12)
          expect(lines[0]?.shareUsed).toBeGreaterThanOrEqual(0.5)
        }
      }),
    )
  })

  test('another currency changes no points', () => {
    fc.assert(
      fc.property(profits, fc.integer({ min: 2, max: 200 }), (list, rate) => {
        const lines = (factor: number): unknown =>
          profitabilityScorecards(
            list.map((value, index) => input(`a${index}`, String(value * factor))),
            WEIGHTS,
          ).map((card) => [card.lines, card.gap.points, card.gap.ranks])
        expect(lines(rate)).toEqual(lines(1))
      }),
    )
  })
})
