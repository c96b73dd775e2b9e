import { describe, expect, test } from 'vitest'
import { formatAmount, parseAmount } from '../kernel/index.ts'
import {
  promisedInvestment,
  starterTierScheme,
  type TierBenefits,
  tierBenefitsCautions,
  tierBenefitsFaults,
} from './index.ts'

const SCHEME = starterTierScheme()

function benefits(changes: Partial<TierBenefits> = {}): TierBenefits {
  return {
    tierKey: 'A',
    accountGets: ['A dedicated manager'],
    accountGives: ['A rolling forecast'],
    hoursPerMonth: 40,
    moneyPerYear: parseAmount('20000'),
    internalReviewEveryMonths: 1,
    jointReviewEveryMonths: 3,
    goals: [{ text: 'Grow faster than their market', measure: 'growth_12m', target: 0.1 }],
    initiatives: ['Joint forecast'],
    planTemplate: 'strategic',
    ...changes,
  }
}

const OPEN: TierBenefits = {
  tierKey: 'B',
  accountGets: [],
  accountGives: [],
  hoursPerMonth: null,
  moneyPerYear: null,
  internalReviewEveryMonths: null,
  jointReviewEveryMonths: null,
  goals: [],
  initiatives: [],
  planTemplate: null,
}

describe('what a tier gets and gives', () => {
  test('may be filled in whole or left open', () => {
    expect(tierBenefitsFaults([benefits(), OPEN], SCHEME)).toEqual([])
    expect(tierBenefitsFaults([], SCHEME)).toEqual([])
  })

  test.each([
    [{ tierKey: 'Z' }, 'benefits.0.tierKey', 'program/tier-unknown'],
    [{ hoursPerMonth: -1 }, 'benefits.0.hoursPerMonth', 'program/tier-hours-out-of-range'],
    [{ hoursPerMonth: 801 }, 'benefits.0.hoursPerMonth', 'program/tier-hours-out-of-range'],
    [{ hoursPerMonth: Number.NaN }, 'benefits.0.hoursPerMonth', 'program/tier-hours-out-of-range'],
    [{ moneyPerYear: -1n }, 'benefits.0.moneyPerYear', 'program/tier-money-negative'],
    [{ internalReviewEveryMonths: 5 }, 'benefits.0.internalReviewEveryMonths', 'program/review-rhythm-unknown'],
    [{ jointReviewEveryMonths: 0 }, 'benefits.0.jointReviewEveryMonths', 'program/review-rhythm-unknown'],
    [{ accountGets: ['A manager', ' '] }, 'benefits.0.accountGets.1', 'program/tier-text-missing'],
    [{ accountGives: [''] }, 'benefits.0.accountGives.0', 'program/tier-text-missing'],
    [{ initiatives: [''] }, 'benefits.0.initiatives.0', 'program/tier-text-missing'],
    [{ planTemplate: ' ' }, 'benefits.0.planTemplate', 'program/plan-template-missing'],
    [{ goals: [{ text: '', measure: null, target: null }] }, 'benefits.0.goals.0.text', 'program/tier-text-missing'],
    [
      { goals: [{ text: 'Be happy', measure: 'happiness', target: 1 }] },
      'benefits.0.goals.0.measure',
      'program/tier-goal-measure-unknown',
    ],
    [
      { goals: [{ text: 'Grow', measure: 'growth_12m', target: null }] },
      'benefits.0.goals.0.target',
      'program/tier-goal-target-missing',
    ],
  ] satisfies [Partial<TierBenefits>, string, string][])('%o is a fault', (change, path, code) => {
    expect(tierBenefitsFaults([benefits(change)], SCHEME)).toEqual([{ path, code }])
  })

  test('a goal in words alone needs neither measure nor target', () => {
    const goal = { text: 'Know their board', measure: null, target: null }
    expect(tierBenefitsFaults([benefits({ goals: [goal] })], SCHEME)).toEqual([])
  })

  test('a tier is described once', () => {
    expect(tierBenefitsFaults([benefits(), benefits()], SCHEME)).toEqual([
      { path: 'benefits.1.tierKey', code: 'program/tier-benefits-duplicate' },
    ])
  })
})

describe('a higher tier that gets less', () => {
  test('is pointed out, in the order of the scheme and not of the list', () => {
    const lower = benefits({ tierKey: 'B', hoursPerMonth: 50, moneyPerYear: parseAmount('20000') })
    expect(tierBenefitsCautions([lower, benefits()], SCHEME)).toEqual([
      { code: 'program/higher-tier-gets-less', tierKey: 'A', lowerTierKey: 'B', field: 'hoursPerMonth' },
    ])
  })

  test('is looked for past a tier that leaves it open, and not where amounts are equal', () => {
    const lowest = benefits({ tierKey: 'C', hoursPerMonth: 40, moneyPerYear: parseAmount('20000.01') })
    expect(tierBenefitsCautions([benefits(), OPEN, lowest], SCHEME)).toEqual([
      { code: 'program/higher-tier-gets-less', tierKey: 'A', lowerTierKey: 'C', field: 'moneyPerYear' },
    ])
  })
})

describe('what the scheme promises when it is full', () => {
  const full = [
    benefits(),
    benefits({ tierKey: 'B', hoursPerMonth: 10, moneyPerYear: parseAmount('5000.25') }),
    benefits({ tierKey: 'C', hoursPerMonth: 2, moneyPerYear: 0n }),
  ]

  test('is places times hours and money, exactly', () => {
    const promised = promisedInvestment(full, SCHEME)
    expect(promised.hoursPerMonth.value).toBe(10 * 40 + 20 * 10 + 40 * 2)
    expect(formatAmount(promised.moneyPerYear.value ?? 0n)).toBe('300005.00')
  })

  test('is unknown while one tier is open, in hours and in money on their own', () => {
    const noHours = full.map((one) => (one.tierKey === 'B' ? { ...one, hoursPerMonth: null } : one))
    const promised = promisedInvestment(noHours, SCHEME)
    expect(promised.hoursPerMonth).toMatchObject({ value: null, reasons: ['program/tier-hours-open'] })
    expect(promised.moneyPerYear.value).not.toBeNull()
    expect(promisedInvestment(full.slice(0, 2), SCHEME).moneyPerYear).toMatchObject({
      value: null,
      reasons: ['program/tier-money-open'],
    })
  })
})
