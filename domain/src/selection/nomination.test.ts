import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CriteriaSetContent } from '../program/index.ts'
import { aCriterion, aJudgedCriterion, aJudgement, aSet, evidenceOf, TODAY } from './fixtures.ts'
import {
  type AccountEvidence,
  buildScoreMatrix,
  type Candidate,
  type CandidateDetail,
  type CandidateList,
  candidatesWorthPursuing,
  describeCandidate,
  medianPoints,
  rankMatrix,
  scoreAccount,
} from './index.ts'

const CUT = 60

// Growth weighs 40, breadth 20, fit 40; growth and breadth run from nought to one.
const SET = aSet({
  criteria: [
    aCriterion({ weight: 40 }),
    aCriterion({ key: 'breadth', weight: 20, source: { kind: 'measured', measure: 'product_breadth' } }),
    aJudgedCriterion({ weight: 40 }),
  ],
  minimumConfidence: 0.6,
})

function account(accountId: string, known: { growth?: number; breadth?: number; fit?: number }): AccountEvidence {
  const { growth, breadth, fit } = known
  const measures = {
    ...(growth === undefined ? {} : { growth_12m: growth }),
    ...(breadth === undefined ? {} : { product_breadth: breadth }),
  }
  return evidenceOf(measures, fit === undefined ? [] : [aJudgement({ score: fit })], accountId)
}

const ACCOUNTS = [
  account('key', { growth: 1, breadth: 1, fit: 5 }),
  account('strong', { growth: 0.9, breadth: 0.5, fit: 4 }), // 36 + 10 + 30 = 76
  account('close', { growth: 0.5, breadth: 0.5, fit: 3 }), // 20 + 10 + 20 = 50
  account('far', { growth: 0.1, breadth: 0.1, fit: 1 }), // 6
  account('unjudged', { growth: 0.5, breadth: 0.4 }), // 28 / 60 = 46.7; at best 68
  account('hopeless', { growth: 0, breadth: 0.1 }), // 2 / 60; at best 42
  account('blank', {}),
]

/** A candidate as it is shown: who it is, how far from the cut, and why. */
type Shown = Candidate &
  CandidateDetail & {
    readonly accountId: string
    readonly score: number
    readonly distance: number
    readonly confidence: number
  }

interface ShownList extends Omit<CandidateList, 'candidates'> {
  readonly candidates: readonly Shown[]
}

function listOf(accounts: readonly AccountEvidence[] = ACCOUNTS, set: CriteriaSetContent = SET): ShownList {
  const matrix = buildScoreMatrix(set, accounts, TODAY)
  const weights = set.criteria.map(({ weight }) => weight)
  const ranking = rankMatrix(matrix, weights, set.minimumConfidence)
  const keyPositions = new Set(accounts.flatMap(({ accountId }, index) => (accountId === 'key' ? [index] : [])))
  const scores = accounts.map((evidence) => scoreAccount(set, evidence, TODAY))
  const medians = medianPoints(scores)
  const list = candidatesWorthPursuing({ criteriaSet: set, matrix, ranking, keyPositions, cutScore: CUT })
  return {
    ...list,
    candidates: list.candidates.flatMap((candidate) => {
      const account = scores[candidate.position]
      if (!account || account.score === null) return []
      const { accountId, score, confidence } = account
      const detail = describeCandidate(set, account, medians)
      return [{ ...candidate, ...detail, accountId, score, distance: CUT - score, confidence }]
    }),
  }
}

describe('candidates worth pursuing', () => {
  test('those over the cut first, then within reach, then those worth asking about; the rest is counted', () => {
    const list = listOf()
    expect(list.candidates.map(({ accountId, kind }) => `${accountId} ${kind}`)).toEqual([
      'strong over_cut',
      'close within_reach',
      'unjudged worth_asking',
    ])
    expect(list).toMatchObject({ considered: 6, withoutEvidence: 1, gateFailed: 0, outOfReach: 2 })
  })

  test('a key account is no candidate', () => {
    expect(listOf([account('key', { growth: 1, fit: 5 })])).toMatchObject({ candidates: [], considered: 0 })
  })

  test('the distance to the cut is in points of score', () => {
    const [strong, close] = listOf().candidates
    expect(strong?.score).toBeCloseTo(76, 9)
    expect(strong?.distance).toBeCloseTo(-16, 9)
    expect(close?.distance).toBeCloseTo(10, 9)
    expect(close?.missing).toEqual([])
    expect(close?.optimisticScore).toBeCloseTo(50, 9)
  })

  test('missing evidence shows what it could bring, alone and all of it together', () => {
    const thin = account('thin', { growth: 0.75 })
    const list = listOf([thin], { ...SET, minimumConfidence: 0.4 })
    expect(list.candidates[0]).toMatchObject({ accountId: 'thin', kind: 'over_cut' })
    expect(list.candidates[0]?.optimisticScore).toBeCloseTo(30 + 20 + 40, 9)
    expect(list.candidates[0]?.missing.map(({ key, scoreAtBest }) => [key, Math.round(scoreAtBest * 10) / 10])).toEqual(
      [
        ['fit', 87.5],
        ['breadth', 83.3],
      ],
    )
  })

  test('a high score on little evidence is worth asking about, not over the cut', () => {
    const list = listOf([account('thin', { growth: 1 })])
    expect(list.candidates[0]).toMatchObject({ kind: 'worth_asking', score: 100 })
    expect(list.candidates[0]?.confidence).toBeCloseTo(0.4, 12)
  })

  test('among those worth asking about, more evidence comes before more hope', () => {
    const list = listOf([account('thin', { breadth: 1 }), account('solid', { growth: 0.6, breadth: 0.8 })], {
      ...SET,
      minimumConfidence: 0.9,
    })
    expect(list.candidates.map(({ accountId }) => accountId)).toEqual(['solid', 'thin'])
  })

  test('whoever fails a gate is counted, and whoever has not answered it is worth asking about', () => {
    const set = {
      ...SET,
      gates: [
        {
          key: 'gate',
          name: 'Pays',
          subject: { kind: 'measured' as const, measure: 'retention_years' as const },
          operator: 'at_least' as const,
          value: 1,
        },
      ],
    }
    const failed = evidenceOf({ growth_12m: 1, product_breadth: 1, retention_years: 0 }, [], 'failed')
    const open = evidenceOf({ growth_12m: 1, product_breadth: 1 }, [aJudgement({ score: 5 })], 'open')
    const list = listOf([failed, open], set)
    expect(list.gateFailed).toBe(1)
    expect(list.candidates.map(({ accountId, kind }) => [accountId, kind])).toEqual([['open', 'worth_asking']])
  })

  test('strengths are what lifts the account above the median, and nothing else', () => {
    const [strong] = listOf().candidates
    expect(strong?.strengths.length).toBeGreaterThan(0)
    expect(strong?.strengths.every(({ code, toScore }) => code === 'selection/above-median' && toScore > 0)).toBe(true)
  })

  test('nobody is a candidate where there is nobody', () => {
    expect(listOf([])).toEqual({ candidates: [], considered: 0, withoutEvidence: 0, gateFailed: 0, outOfReach: 0 })
  })
})

test('by law: the optimistic score is never below what any missing evidence alone at its best would bring down to', () => {
  const share = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined })
  const level = fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined })
  const accounts = fc.array(fc.record({ growth: share, breadth: share, fit: level }), { maxLength: 15 })
  fc.assert(
    fc.property(accounts, (list) => {
      const known = list.map((one, index) => {
        const given = Object.entries(one).filter(([, value]) => value !== undefined)
        return account(`a${index}`, Object.fromEntries(given))
      })
      const { candidates, considered, withoutEvidence, outOfReach } = listOf(known)
      expect(candidates.length + withoutEvidence + outOfReach).toBe(considered)
      for (const { score, optimisticScore, missing, kind, distance } of candidates) {
        expect(optimisticScore).toBeGreaterThanOrEqual(score - 1e-9)
        for (const { scoreAtBest } of missing) {
          expect(scoreAtBest).toBeGreaterThanOrEqual(score - 1e-9)
          expect(scoreAtBest).toBeLessThanOrEqual(optimisticScore + 1e-9)
        }
        if (kind === 'over_cut') expect(distance).toBeLessThanOrEqual(0)
        if (kind === 'within_reach') expect(distance).toBeLessThanOrEqual(10 + 1e-9)
      }
    }),
  )
})
