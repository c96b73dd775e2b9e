import { describe, expect, test } from 'vitest'
import { degraded, insufficient } from '../kernel/index.ts'
import { type Gate, starterCriteriaSet } from '../program/index.ts'
import { aCriterion, aJudgedCriterion, aJudgement, aSet, evidenceOf, TODAY } from './fixtures.ts'
import { rankAccounts, scoreAccount } from './index.ts'

const MARGIN = aCriterion({
  key: 'margin',
  weight: 30,
  source: { kind: 'measured', measure: 'contribution_rate' },
})
const TWO = aSet({ criteria: [aCriterion(), MARGIN] })

describe('the score of an account', () => {
  test('is the weighted mean of its points', () => {
    const score = scoreAccount(TWO, evidenceOf({ growth_12m: 1, contribution_rate: 0.2 }), TODAY)
    expect(score).toMatchObject({ score: (10 * 100 + 30 * 20) / 40, confidence: 1, standing: 'ranked' })
  })

  test('shows for every criterion the raw value, the points, the weight and what it brings', () => {
    const { contributions } = scoreAccount(TWO, evidenceOf({ growth_12m: 0.5, contribution_rate: 0.2 }), TODAY)
    expect(contributions).toMatchObject([
      { key: 'growth', raw: 0.5, points: 50, weightShare: 0.25, evidencedShare: 0.25, toScore: 12.5 },
      { key: 'margin', raw: 0.2, points: 20, weightShare: 0.75, evidencedShare: 0.75, toScore: 15 },
    ])
  })

  test('does not fall for missing evidence: that lowers the confidence', () => {
    const score = scoreAccount(TWO, evidenceOf({ growth_12m: 0.8 }), TODAY)
    expect(score).toMatchObject({ score: 80, confidence: 0.25 })
    expect(score.contributions[1]).toMatchObject({
      raw: null,
      points: null,
      toScore: null,
      evidencedShare: 0,
      basis: { kind: 'missing', reasons: ['selection/not-measured'] },
    })
  })

  test('is unknown without any evidence, not nought', () => {
    expect(scoreAccount(TWO, evidenceOf({}), TODAY)).toMatchObject({
      score: null,
      confidence: 0,
      hasEnoughEvidence: false,
      standing: 'not_enough_evidence',
    })
  })

  test('is nought when everything known is at its worst', () => {
    expect(scoreAccount(TWO, evidenceOf({ growth_12m: -5, contribution_rate: 0 }), TODAY).score).toBe(0)
  })

  test('is unknown, and nothing breaks, when the only evidence lies on a weight moved to nought', () => {
    const set = aSet({ criteria: [aCriterion({ weight: 0 }), MARGIN] })
    const score = scoreAccount(set, evidenceOf({ growth_12m: 1 }), TODAY)
    expect(score.score).toBeNull()
    expect(score.contributions[0]).toMatchObject({ points: 100, evidencedShare: 0, toScore: null })
  })

  test('says why a measure is unknown', () => {
    const evidence = {
      ...evidenceOf({}),
      measures: { growth_12m: { figure: insufficient('economics/too-little-history'), asOf: TODAY } },
    }
    expect(scoreAccount(aSet(), evidence, TODAY).contributions[0]?.basis).toEqual({
      kind: 'missing',
      reasons: ['economics/too-little-history'],
    })
  })

  test('counts a degraded measure in full and passes on its reservation', () => {
    const figure = degraded(0.5, 'economics/gross-margin-instead')
    const evidence = { ...evidenceOf({}), measures: { growth_12m: { figure, asOf: '2014-03-31' } } }
    const score = scoreAccount(aSet(), evidence, TODAY)
    expect(score).toMatchObject({ score: 50, confidence: 1 })
    expect(score.contributions[0]?.basis).toEqual({
      kind: 'measured',
      measure: 'growth_12m',
      date: '2014-03-31',
      ageInMonths: 2,
      isStale: false,
      reasons: ['economics/gross-margin-instead'],
    })
  })
})

describe('evidence that ages', () => {
  const set = aSet({ criteria: [aCriterion(), aJudgedCriterion({ weight: 30 })] })

  test('a stale judgement keeps its points and counts half in the confidence', () => {
    const stale = aJudgement({ date: '2013-06-29', score: 5 })
    const score = scoreAccount(set, evidenceOf({ growth_12m: 0 }, [stale]), TODAY)
    expect(score).toMatchObject({ score: 75, confidence: (10 + 15) / 40 })
    expect(score.contributions[1]?.basis).toMatchObject({ kind: 'judged', isStale: true, ageInMonths: 12 })
  })

  test('a stale measure likewise', () => {
    const evidence = evidenceOf({ growth_12m: 1 })
    expect(scoreAccount(aSet(), evidence, '2015-07-01')).toMatchObject({ score: 100, confidence: 0.5 })
  })

  test('one fresh judgement among stale ones is enough to count in full', () => {
    const judgements = [aJudgement({ date: '2012-01-01', score: 1 }), aJudgement({ authorId: 'ben', score: 4 })]
    expect(scoreAccount(set, evidenceOf({ growth_12m: 0 }, judgements), TODAY)).toMatchObject({
      score: (30 * 37.5) / 40,
      confidence: 1,
    })
  })
})

describe('enough evidence and gates', () => {
  const gate: Gate = {
    key: 'active',
    name: 'Still buys',
    subject: { kind: 'measured', measure: 'order_regularity' },
    operator: 'at_least',
    value: 3,
  }
  const gated = aSet({ gates: [gate] })

  test('an account at the minimum confidence is ranked, one below it is not', () => {
    const evidence = evidenceOf({ contribution_rate: 0.5 })
    expect(scoreAccount({ ...TWO, minimumConfidence: 0.75 }, evidence, TODAY).standing).toBe('ranked')
    expect(scoreAccount({ ...TWO, minimumConfidence: 0.76 }, evidence, TODAY)).toMatchObject({
      score: 50,
      hasEnoughEvidence: false,
      standing: 'not_enough_evidence',
    })
  })

  test('meeting a gate exactly passes', () => {
    const score = scoreAccount(gated, evidenceOf({ growth_12m: 1, order_regularity: 3 }), TODAY)
    expect(score.standing).toBe('ranked')
    expect(score.gates).toEqual([{ key: 'active', status: 'passed', raw: 3, operator: 'at_least', value: 3 }])
  })

  test('no score makes up for a failed gate', () => {
    const score = scoreAccount(gated, evidenceOf({ growth_12m: 1, order_regularity: 2 }), TODAY)
    expect(score).toMatchObject({ score: 100, standing: 'gate_failed', gates: [{ status: 'failed', raw: 2 }] })
  })

  test('a gate that cannot be answered makes the account wait for evidence', () => {
    const score = scoreAccount(gated, evidenceOf({ growth_12m: 1 }), TODAY)
    expect(score).toMatchObject({ standing: 'not_enough_evidence', gates: [{ status: 'unknown', raw: null }] })
  })

  test('a gate may ask for at most, and for a judgement', () => {
    const atMost: Gate = {
      ...gate,
      subject: { kind: 'judged', criterionKey: 'fit' },
      operator: 'at_most',
      value: 2,
    }
    const set = aSet({ gates: [atMost] })
    const statusFor = (score: number) =>
      scoreAccount(set, evidenceOf({ growth_12m: 1 }, [aJudgement({ score })]), TODAY).gates[0]?.status
    expect(statusFor(2)).toBe('passed')
    expect(statusFor(3)).toBe('failed')
  })

  test('in the ranking enough evidence comes before score, and a failed gate after everything', () => {
    const set = { ...gated, criteria: TWO.criteria, minimumConfidence: 0.5 }
    const accounts = [
      evidenceOf({ growth_12m: 1, contribution_rate: 1, order_regularity: 0 }, [], 'gate failed'),
      evidenceOf({ growth_12m: 1, order_regularity: 9 }, [], 'little evidence'),
      evidenceOf({ order_regularity: 9 }, [], 'no evidence'),
      evidenceOf({ growth_12m: 0, contribution_rate: 0.1, order_regularity: 9 }, [], 'low'),
      evidenceOf({ growth_12m: 0, contribution_rate: 0.9, order_regularity: 9 }, [], 'high'),
      evidenceOf({ growth_12m: 0, contribution_rate: 0.1, order_regularity: 9 }, [], 'low too'),
    ]
    const order = rankAccounts(accounts.map((evidence) => scoreAccount(set, evidence, TODAY)))
    expect(order.map(({ accountId }) => accountId)).toEqual([
      'high',
      'low',
      'low too',
      'little evidence',
      'no evidence',
      'gate failed',
    ])
  })
})

describe('the starter set on an account', () => {
  test('the ledger alone is enough to be ranked, and the score is worked out by hand', () => {
    const evidence = evidenceOf({ contribution_rate: 0.1, growth_12m: 0.1, product_breadth: 5 })
    const score = scoreAccount(starterCriteriaSet('set'), evidence, TODAY)
    expect(score.score).toBeCloseTo((22 * 50 + 18 * 65 + 12 * 40) / 52, 10)
    expect(score).toMatchObject({ confidence: 0.52, standing: 'ranked' })
  })

  test('revenue without costs is just enough to be ranked, at 30 % confidence; less is not', () => {
    const revenueOnly = scoreAccount(
      starterCriteriaSet('set'),
      evidenceOf({ growth_12m: 0.1, product_breadth: 5 }),
      TODAY,
    )
    expect(revenueOnly).toMatchObject({ confidence: 0.3, standing: 'ranked' })
    const growthOnly = scoreAccount(starterCriteriaSet('set'), evidenceOf({ growth_12m: 0.1 }), TODAY)
    expect(growthOnly.standing).toBe('not_enough_evidence')
  })

  test('ten times the spend changes nothing', () => {
    const small = { net_revenue_12m: 1_000, contribution_amount: 100, contribution_rate: 0.1, growth_12m: 0.2 }
    const large = { ...small, net_revenue_12m: 10_000, contribution_amount: 1_000 }
    const set = starterCriteriaSet('set')
    expect(scoreAccount(set, evidenceOf(large), TODAY)).toEqual(scoreAccount(set, evidenceOf(small), TODAY))
  })
})
