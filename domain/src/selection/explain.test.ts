import { describe, expect, test } from 'vitest'
import { measuredAnchors } from '../program/index.ts'
import { aCriterion, aJudgedCriterion, aJudgement, aSet, evidenceOf, TODAY } from './fixtures.ts'
import { type Lever, medianPoints, reasonsForScore, scoreAccount, whatWouldHaveToChange } from './index.ts'

const MARGIN = aCriterion({
  key: 'margin',
  weight: 30,
  source: { kind: 'measured', measure: 'contribution_rate' },
  anchors: measuredAnchors([0, 0], [0.4, 100]),
})
const SET = aSet({ criteria: [aCriterion(), MARGIN] })

function leverFor(key: string, levers: readonly Lever[]): Lever | undefined {
  return levers.find((lever) => lever.key === key)
}

describe('what would have to change for the account to be in', () => {
  const evidence = evidenceOf({ growth_12m: 0.5, contribution_rate: 0.2 })

  test('each criterion tells the raw value that alone lifts the account over the cut', () => {
    const change = whatWouldHaveToChange({ criteriaSet: SET, evidence, asOf: TODAY, cutScore: 56 })
    expect(change).toMatchObject({ score: 50, isOverCut: false, gap: 6, hasEnoughEvidence: true, openGates: [] })
    expect(leverFor('growth', change.levers)?.neededRaw).toBeCloseTo(0.74, 10)
    expect(leverFor('margin', change.levers)?.neededRaw).toBeCloseTo(0.232, 10)
  })

  test('the least way to go, as a share of its scale, comes first', () => {
    const { levers } = whatWouldHaveToChange({ criteriaSet: SET, evidence, asOf: TODAY, cutScore: 56 })
    expect(levers.map(({ key }) => key)).toEqual(['margin', 'growth'])
    expect(levers[0]?.shareOfSpan).toBeCloseTo(0.08, 10)
    expect(levers[1]?.shareOfSpan).toBeCloseTo(0.24, 10)
  })

  test('a criterion that cannot do it alone says so, and how far it would lift the account', () => {
    const { levers } = whatWouldHaveToChange({ criteriaSet: SET, evidence, asOf: TODAY, cutScore: 70 })
    expect(levers.map(({ key, neededRaw }) => [key, neededRaw === null])).toEqual([
      ['margin', false],
      ['growth', true],
    ])
    expect(leverFor('growth', levers)).toMatchObject({ shareOfSpan: null, bestScore: 62.5 })
  })

  test('an account at the cut is in and needs nothing', () => {
    const change = whatWouldHaveToChange({ criteriaSet: SET, evidence, asOf: TODAY, cutScore: 50 })
    expect(change).toMatchObject({ isOverCut: true, gap: 0, levers: [] })
  })

  test('where less is better, the raw value has to fall', () => {
    const falling = aCriterion({ anchors: measuredAnchors([0, 100], [10, 0]) })
    const change = whatWouldHaveToChange({
      criteriaSet: aSet({ criteria: [falling] }),
      evidence: evidenceOf({ growth_12m: 8 }),
      asOf: TODAY,
      cutScore: 75,
    })
    expect(change.levers[0]).toMatchObject({ neededRaw: 2.5, shareOfSpan: 0.55 })
  })

  test('on a scale that rises and falls the nearer side is named', () => {
    const hill = aCriterion({ anchors: measuredAnchors([0, 0], [10, 100], [20, 0]) })
    const answerFrom = (raw: number) =>
      whatWouldHaveToChange({
        criteriaSet: aSet({ criteria: [hill] }),
        evidence: evidenceOf({ growth_12m: raw }),
        asOf: TODAY,
        cutScore: 60,
      }).levers[0]?.neededRaw
    expect(answerFrom(1)).toBe(6)
    expect(answerFrom(19)).toBe(14)
  })

  test('judged levels and counts move in whole steps', () => {
    const lines = aCriterion({
      key: 'lines',
      source: { kind: 'measured', measure: 'product_breadth' },
      anchors: measuredAnchors([1, 0], [20, 100]),
    })
    const change = whatWouldHaveToChange({
      criteriaSet: aSet({ criteria: [aJudgedCriterion(), lines] }),
      evidence: evidenceOf({ product_breadth: 6 }, [aJudgement({ score: 3 })]),
      asOf: TODAY,
      cutScore: 50,
    })
    expect(leverFor('fit', change.levers)?.neededRaw).toBe(4)
    expect(leverFor('lines', change.levers)?.neededRaw).toBe(11)
  })

  test('missing evidence is a lever of its own: what it would have to show, and the confidence it would bring', () => {
    const change = whatWouldHaveToChange({
      criteriaSet: SET,
      evidence: evidenceOf({ growth_12m: 0.5 }),
      asOf: TODAY,
      cutScore: 65,
    })
    const lever = leverFor('margin', change.levers)
    expect(lever).toMatchObject({ isMissing: true, currentRaw: null, neededPoints: 70, confidenceAfter: 1 })
    expect(lever?.neededRaw).toBeCloseTo(0.28, 10)
  })

  test('an account of which nothing is known is told what evidence would bring it in', () => {
    const change = whatWouldHaveToChange({ criteriaSet: SET, evidence: evidenceOf({}), asOf: TODAY, cutScore: 65 })
    expect(change).toMatchObject({ score: null, gap: null, hasEnoughEvidence: false })
    expect(leverFor('growth', change.levers)?.neededRaw).toBeCloseTo(0.65, 10)
  })

  test('renewing stale evidence would bring back the other half of its confidence', () => {
    const stale = evidenceOf({}, [aJudgement({ score: 1, date: '2012-01-01' })])
    const change = whatWouldHaveToChange({
      criteriaSet: aSet({ criteria: [aJudgedCriterion()] }),
      evidence: stale,
      asOf: TODAY,
      cutScore: 50,
    })
    expect(change.levers[0]).toMatchObject({ neededRaw: 3, confidenceAfter: 1 })
  })

  test('gates that are not passed are named beside the levers', () => {
    const gate = {
      key: 'active',
      name: 'Still buys',
      subject: { kind: 'measured', measure: 'order_regularity' },
      operator: 'at_least',
      value: 3,
    } as const
    const change = whatWouldHaveToChange({
      criteriaSet: { ...SET, gates: [gate] },
      evidence,
      asOf: TODAY,
      cutScore: 40,
    })
    expect(change).toMatchObject({ isOverCut: true, openGates: [{ key: 'active', status: 'unknown' }] })
  })

  test('a criterion whose weight was moved to nought cannot lift anybody', () => {
    const weightless = aSet({ criteria: [aCriterion({ weight: 0 }), MARGIN] })
    const { levers } = whatWouldHaveToChange({ criteriaSet: weightless, evidence, asOf: TODAY, cutScore: 70 })
    expect(leverFor('growth', levers)).toMatchObject({ neededRaw: null, neededPoints: null, bestScore: 50 })
  })
})

describe('why an account scores as it does, against the median account', () => {
  const book = [0, 0.2, 0.9].map((growth, index) =>
    scoreAccount(SET, evidenceOf({ growth_12m: growth, contribution_rate: index * 0.1 }), TODAY),
  )

  test('the median account has the middle points of each criterion, of an even number the mean of both', () => {
    expect(medianPoints(book).get('growth')).toBe(20)
    expect(medianPoints(book.slice(0, 2)).get('growth')).toBe(10)
  })

  test('criteria nobody has evidence for have no median', () => {
    expect(medianPoints([scoreAccount(SET, evidenceOf({}), TODAY)]).size).toBe(0)
  })

  test('what moves the score most comes first, with the points of score it makes', () => {
    const score = scoreAccount(SET, evidenceOf({ growth_12m: 1, contribution_rate: 0.06 }), TODAY)
    const reasons = reasonsForScore(score, medianPoints(book))
    expect(reasons.map(({ key, code }) => [key, code])).toEqual([
      ['growth', 'selection/above-median'],
      ['margin', 'selection/below-median'],
    ])
    expect(reasons[0]?.toScore).toBeCloseTo(20, 10)
    expect(reasons[1]?.toScore).toBeCloseTo(-7.5, 10)
  })

  test('with evidence missing elsewhere, what is known makes the whole difference', () => {
    const score = scoreAccount(SET, evidenceOf({ growth_12m: 0.5 }), TODAY)
    expect(reasonsForScore(score, medianPoints(book))[0]).toMatchObject({
      key: 'growth',
      toScore: 30,
      weightShare: 0.25,
    })
  })

  test('the same as the median, no evidence and no comparison are told apart', () => {
    const score = scoreAccount(SET, evidenceOf({ growth_12m: 0.2 }), TODAY)
    expect(reasonsForScore(score, medianPoints(book)).map(({ code }) => code)).toEqual([
      'selection/at-median',
      'selection/no-evidence',
    ])
    expect(reasonsForScore(score, new Map()).map(({ code }) => code)).toEqual([
      'selection/no-comparison',
      'selection/no-evidence',
    ])
  })
})
