import fc from 'fast-check'
import { expect, test } from 'vitest'
import { known } from '../kernel/index.ts'
import {
  type Anchor,
  type CriteriaSetContent,
  type Criterion,
  JUDGED_POINTS,
  type MeasureKey,
} from '../program/index.ts'
import { aCriterion, aJudgedCriterion, TODAY } from './fixtures.ts'
import {
  type AccountEvidence,
  buildScoreMatrix,
  movementOfOrders,
  rankAccounts,
  rankMatrix,
  STANDINGS,
  scoreAccount,
  spearman,
  spendBias,
  whatWouldHaveToChange,
} from './index.ts'

const MEASURES: readonly MeasureKey[] = ['growth_12m', 'contribution_rate', 'product_breadth', 'trend_slope']
const JUDGED = ['fit', 'access']

const risingAnchors = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 5 }),
    fc.uniqueArray(fc.integer({ min: 0, max: 100 }), { minLength: 5, maxLength: 5 }),
  )
  .map(([raws, points]): readonly Anchor[] => {
    const heights = points.slice(0, raws.length).sort((a, b) => a - b)
    return raws
      .sort((a, b) => a - b)
      .map((raw, index) => ({ raw, points: heights[index] ?? JUDGED_POINTS[0], sentence: null }))
  })
const anyAnchors = fc
  .tuple(risingAnchors, fc.boolean())
  .map(([anchors, isFalling]) =>
    anchors.map((anchor) => ({ ...anchor, points: isFalling ? 100 - anchor.points : anchor.points })),
  )
const weight = fc.integer({ min: 1, max: 100 })

function setWith(anchors: fc.Arbitrary<readonly Anchor[]>): fc.Arbitrary<CriteriaSetContent> {
  const measured = MEASURES.map((measure) =>
    fc
      .tuple(weight, anchors)
      .map(([points, list]) =>
        aCriterion({ key: measure, weight: points, source: { kind: 'measured', measure }, anchors: list }),
      ),
  )
  const judged = JUDGED.map((key) => weight.map((points): Criterion => aJudgedCriterion({ key, weight: points })))
  return fc.tuple(fc.tuple(...measured), fc.tuple(...judged), fc.double({ min: 0, max: 1, noNaN: true })).map(
    ([one, other, minimumConfidence]): CriteriaSetContent => ({
      criteria: [...one, ...other],
      gates: [
        {
          key: 'gate',
          name: 'Gate',
          subject: { kind: 'measured', measure: 'order_regularity' },
          operator: 'at_least',
          value: 2,
        },
      ],
      minimumConfidence,
    }),
  )
}

const anySet = setWith(anyAnchors)
const risingSet = setWith(risingAnchors)
const date = fc.constantFrom('2014-06-30', '2014-01-15', '2013-06-30', '2013-06-29', '2011-01-01')
const measured = fc.record({
  figure: fc.double({ min: -60, max: 60, noNaN: true }).map((value) => known(value)),
  asOf: date,
})
const anyEvidence: fc.Arbitrary<AccountEvidence> = fc
  .record({
    measures: fc.record(Object.fromEntries([...MEASURES, 'order_regularity'].map((key) => [key, measured])), {
      requiredKeys: [],
    }),
    judgements: fc.array(
      fc.record({
        criterionKey: fc.constantFrom(...JUDGED),
        score: fc.integer({ min: 1, max: 5 }),
        authorId: fc.constantFrom('ana', 'ben', 'eve'),
        date,
        comment: fc.constant(null),
      }),
      { maxLength: 6 },
    ),
  })
  .map((evidence) => ({ accountId: 'account', ...evidence }))
const book = fc
  .array(anyEvidence, { minLength: 1, maxLength: 30 })
  .map((list) => list.map((evidence, index) => ({ ...evidence, accountId: `a${index}` })))

function weightsOf(set: CriteriaSetContent): number[] {
  return set.criteria.map((criterion) => criterion.weight)
}

test('a score lies within 0 to 100, a confidence within 0 to 1, and neither is ever not a number', () => {
  fc.assert(
    fc.property(anySet, anyEvidence, (set, evidence) => {
      const { score, confidence } = scoreAccount(set, evidence, TODAY)
      expect(confidence).toBeGreaterThanOrEqual(0)
      expect(confidence).toBeLessThanOrEqual(1)
      expect(score === null || (score >= 0 && score <= 100)).toBe(true)
    }),
  )
})

test('contributions add up to the score, weight shares to the whole', () => {
  fc.assert(
    fc.property(anySet, anyEvidence, (set, evidence) => {
      const { score, contributions } = scoreAccount(set, evidence, TODAY)
      const sum = contributions.reduce((total, { toScore }) => total + (toScore ?? 0), 0)
      expect(sum).toBeCloseTo(score ?? 0, 9)
      expect(contributions.reduce((total, { weightShare }) => total + weightShare, 0)).toBeCloseTo(1, 9)
    }),
  )
})

test('only the proportion of the weights matters', () => {
  fc.assert(
    fc.property(anySet, anyEvidence, fc.integer({ min: 2, max: 50 }), (set, evidence, factor) => {
      const scaled = { ...set, criteria: set.criteria.map((one) => ({ ...one, weight: one.weight * factor })) }
      const before = scoreAccount(set, evidence, TODAY)
      const after = scoreAccount(scaled, evidence, TODAY)
      expect(after.score ?? -1).toBeCloseTo(before.score ?? -1, 9)
      expect(after.confidence).toBeCloseTo(before.confidence, 9)
    }),
  )
})

test('the order of the criteria does not change the score', () => {
  fc.assert(
    fc.property(anySet, anyEvidence, (set, evidence) => {
      const turned = { ...set, criteria: [...set.criteria].reverse() }
      const one = scoreAccount(set, evidence, TODAY).score
      expect(scoreAccount(turned, evidence, TODAY).score ?? -1).toBeCloseTo(one ?? -1, 9)
    }),
  )
})

test('more of what is good never lowers the score', () => {
  fc.assert(
    fc.property(
      risingSet,
      anyEvidence,
      fc.constantFrom(...MEASURES),
      fc.double({ min: 0, max: 50, noNaN: true }),
      (set, evidence, key, more) => {
        const own = evidence.measures[key]
        if (!own) return
        const improved = { ...own, figure: known((own.figure.value ?? 0) + more) }
        const better = { ...evidence, measures: { ...evidence.measures, [key]: improved } }
        const before = scoreAccount(set, evidence, TODAY).score ?? 0
        expect(scoreAccount(set, better, TODAY).score ?? 0).toBeGreaterThanOrEqual(before - 1e-9)
      },
    ),
  )
})

test('losing evidence never raises the confidence, and the score stays between the points that remain', () => {
  fc.assert(
    fc.property(anySet, anyEvidence, fc.constantFrom(...MEASURES), (set, evidence, key) => {
      const rest = Object.fromEntries(Object.entries(evidence.measures).filter(([measure]) => measure !== key))
      const before = scoreAccount(set, evidence, TODAY)
      const after = scoreAccount(set, { ...evidence, measures: rest }, TODAY)
      expect(after.confidence).toBeLessThanOrEqual(before.confidence + 1e-12)
      if (after.score === null) return
      const points = after.contributions.flatMap((one) => (one.points === null ? [] : [one.points]))
      expect(after.score).toBeGreaterThanOrEqual(Math.min(...points) - 1e-9)
      expect(after.score).toBeLessThanOrEqual(Math.max(...points) + 1e-9)
    }),
  )
})

test('evidence that says what the account scores anyway leaves the score as it is: the neutral value', () => {
  const plain = [0, 100].map((raw): Anchor => ({ raw, points: raw, sentence: null }))
  fc.assert(
    fc.property(anySet, anyEvidence, (set, evidence) => {
      const criteria = set.criteria.map((one) => (one.key === 'trend_slope' ? { ...one, anchors: plain } : one))
      const { trend_slope: _, ...measures } = evidence.measures
      const without = scoreAccount({ ...set, criteria }, { ...evidence, measures }, TODAY).score
      if (without === null) return
      const neutral = { ...measures, trend_slope: { figure: known(without), asOf: TODAY } }
      expect(scoreAccount({ ...set, criteria }, { ...evidence, measures: neutral }, TODAY).score).toBeCloseTo(
        without,
        9,
      )
    }),
  )
})

test('an unrelated account that joins changes nobody\u2019s score and nobody\u2019s order', () => {
  fc.assert(
    fc.property(anySet, book, anyEvidence, (set, accounts, newcomer) => {
      const names = (list: readonly AccountEvidence[]) =>
        rankAccounts(list.map((evidence) => scoreAccount(set, evidence, TODAY))).map(
          ({ accountId, score }) => `${accountId} ${score}`,
        )
      const after = names([...accounts, { ...newcomer, accountId: 'newcomer' }])
      expect(after.filter((line) => !line.startsWith('newcomer'))).toEqual(names(accounts))
    }),
  )
})

test('ranking all at once gives every account the score, confidence, standing and rank it gets by itself', () => {
  fc.assert(
    fc.property(anySet, book, (set, accounts) => {
      const alone = accounts.map((evidence) => scoreAccount(set, evidence, TODAY))
      const ranking = rankMatrix(buildScoreMatrix(set, accounts, TODAY), weightsOf(set), set.minimumConfidence)
      alone.forEach((account, index) => {
        expect(ranking.scores[index]).toBe(account.score ?? Number.NaN)
        expect(ranking.confidence[index]).toBe(account.confidence)
        expect(STANDINGS[ranking.standing[index] ?? 0]).toBe(account.standing)
      })
      expect([...ranking.order].map((index) => accounts[index]?.accountId)).toEqual(
        rankAccounts(alone).map(({ accountId }) => accountId),
      )
    }),
  )
})

test('a ranking names every account once, and moving to another loses no places in all', () => {
  fc.assert(
    fc.property(anySet, book, (set, accounts) => {
      const matrix = buildScoreMatrix(set, accounts, TODAY)
      const before = rankMatrix(matrix, weightsOf(set), 0).order
      const after = rankMatrix(matrix, weightsOf(set).reverse(), 0).order
      expect([...after].sort((a, b) => a - b)).toEqual(accounts.map((_, index) => index))
      expect(movementOfOrders(before, after).reduce((sum, places) => sum + places, 0)).toBe(0)
    }),
  )
})

test('the raw value named as the change needed does lift the account over the cut', () => {
  const cut = fc.integer({ min: 1, max: 100 })
  fc.assert(
    fc.property(anySet, anyEvidence, cut, (set, evidence, cutScore) => {
      const { levers } = whatWouldHaveToChange({ criteriaSet: set, evidence, asOf: TODAY, cutScore })
      for (const { key, neededRaw, bestScore } of levers) {
        if (neededRaw === null || JUDGED.includes(key)) continue
        expect(bestScore).toBeGreaterThanOrEqual(cutScore - 1e-6)
        const changed = { ...evidence.measures, [key]: { figure: known(neededRaw), asOf: TODAY } }
        const after = scoreAccount(set, { ...evidence, measures: changed }, TODAY)
        expect(after.score).toBeGreaterThanOrEqual(cutScore - 1e-6)
      }
    }),
  )
})

test('half of the way named is not enough: no nearer value would have done', () => {
  fc.assert(
    fc.property(anySet, anyEvidence, fc.integer({ min: 1, max: 100 }), (set, evidence, cutScore) => {
      const { levers } = whatWouldHaveToChange({ criteriaSet: set, evidence, asOf: TODAY, cutScore })
      for (const { key, neededRaw, currentRaw } of levers) {
        const moves = key !== 'product_breadth' && !JUDGED.includes(key)
        if (!moves || neededRaw === null || currentRaw === null || Math.abs(neededRaw - currentRaw) < 1e-3) continue
        const half = { figure: known((neededRaw + currentRaw) / 2), asOf: TODAY }
        const after = scoreAccount(set, { ...evidence, measures: { ...evidence.measures, [key]: half } }, TODAY)
        expect(after.score ?? 0).toBeLessThan(cutScore)
      }
    }),
  )
})

test('rank correlation is the same both ways, lies within -1 to 1 and looks at order only', () => {
  const pairs = fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 })), {
    minLength: 5,
    maxLength: 40,
  })
  fc.assert(
    fc.property(pairs, (list) => {
      const one = list.map(([value]) => value)
      const other = list.map(([, value]) => value)
      const { value, status } = spearman(one, other)
      if (value === null) return status === 'not_applicable'
      expect(spearman(other, one).value).toBeCloseTo(value, 12)
      expect(
        spearman(
          one.map((x) => x ** 3),
          other,
        ).value,
      ).toBeCloseTo(value, 12)
      return value >= -1 && value <= 1
    }),
  )
})

test('only accounts that have a place can lose it', () => {
  fc.assert(
    fc.property(anySet, book, fc.integer({ min: 1, max: 10 }), (set, accounts, places) => {
      const matrix = buildScoreMatrix(set, accounts, TODAY)
      const weights = weightsOf(set)
      const isSize = weights.map((_, index) => index % 2 === 0)
      const spend = Float64Array.from(accounts, (_, index) => (index * 37) % 11)
      const { minimumConfidence } = set
      const { wouldNotQualify } = spendBias({ matrix, weights, isSize, spend, minimumConfidence, places })
      const ranking = rankMatrix(matrix, weights, minimumConfidence)
      const inCut = [...ranking.order].slice(0, places).filter((account) => ranking.standing[account] === 0)
      for (const account of [...wouldNotQualify.sizeHidden, ...wouldNotQualify.spendRemoved]) {
        expect(inCut).toContain(account)
      }
    }),
  )
})
