import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CriteriaSetContent } from '../program/index.ts'
import { aCriterion, aJudgedCriterion, aJudgement, aSet, evidenceOf, TODAY } from './fixtures.ts'
import {
  type AccountScore,
  type Cut,
  type Disagreement,
  disagreementsThatMatter,
  scoreAccount,
  scoreSpreads,
} from './index.ts'
import { aScore } from './round-fixtures.ts'

// Half of the weight on growth, half on fit; an account with growth g and fit f scores 50 g + 12.5 (f - 1).
const SET = aSet({ criteria: [aCriterion({ weight: 50 }), aJudgedCriterion({ weight: 50 })] })
const RATERS = ['sam', 'fay', 'sue']

interface Case {
  readonly growth: number
  readonly fit: readonly number[]
}

function scoresOf(cases: Readonly<Record<string, Case>>, set: CriteriaSetContent = SET): readonly AccountScore[] {
  return Object.entries(cases).map(([accountId, { growth, fit }]) => {
    const judgements = fit.map((score, index) => aJudgement({ score, authorId: RATERS[index] ?? '' }))
    return scoreAccount(set, evidenceOf({ growth_12m: growth }, judgements, accountId), TODAY)
  })
}

function spreadsOf(cases: Readonly<Record<string, Case>>): ReturnType<typeof scoreSpreads> {
  return scoreSpreads(
    Object.entries(cases).flatMap(([accountId, { fit }]) =>
      fit.map((score, index) => aScore({ accountId, score, raterId: RATERS[index] ?? '' })),
    ),
  )
}

function mattering(cases: Readonly<Record<string, Case>>, cut: Cut): readonly Disagreement[] {
  return disagreementsThatMatter({
    criteria: SET.criteria,
    scores: scoresOf(cases),
    spreads: spreadsOf(cases),
    cut,
  })
}

const LIST: Readonly<Record<string, Case>> = {
  sure: { growth: 1, fit: [5, 4] }, // 93.75, between 87.5 and 100
  edge: { growth: 0.6, fit: [1, 5] }, // 55, between 30 and 80
  calm: { growth: 0.5, fit: [3, 3] }, // 50
  low: { growth: 0.1, fit: [1, 2] }, // 11.25, between 5 and 17.5
}

describe('disagreements that matter', () => {
  test('the one that could carry its account across the cut comes first, with score and rank at both ends', () => {
    const found = mattering(LIST, { kind: 'places', places: 2 })
    expect(found.map(({ accountId }) => accountId)).toEqual(['edge', 'sure', 'low'])
    expect(found[0]).toEqual({
      accountId: 'edge',
      criterionKey: 'fit',
      range: 4,
      worstScore: 30,
      bestScore: 80,
      worstRank: 3,
      bestRank: 2,
      rankEffect: 1,
      crossesCut: true,
    })
    expect(found.slice(1).every(({ crossesCut, rankEffect }) => !crossesCut && rankEffect === 0)).toBe(true)
  })

  test('where all agree there is nothing to settle', () => {
    expect(mattering(LIST, { kind: 'places', places: 2 }).some(({ accountId }) => accountId === 'calm')).toBe(false)
    expect(mattering({ calm: { growth: 0.5, fit: [3, 3, 3] } }, { kind: 'places', places: 1 })).toEqual([])
  })

  test('a cut by score is crossed by score, whatever the rank', () => {
    const byScore = (score: number): boolean[] =>
      mattering(LIST, { kind: 'score', score }).map(({ crossesCut }) => crossesCut)
    expect(byScore(90)).toEqual([true, false, false])
    expect(byScore(87.5)[0]).toBe(false)
    expect(mattering(LIST, { kind: 'score', score: 60 })[0]?.accountId).toBe('edge')
    expect(byScore(99.9).filter(Boolean)).toHaveLength(1)
  })

  test('one level apart across the cut outranks three levels apart far from it', () => {
    const cases = {
      far: { growth: 0, fit: [1, 4] },
      near: { growth: 0.5, fit: [3, 4] },
      other: { growth: 0.5, fit: [3, 3] },
      top: { growth: 1, fit: [5, 5] },
    }
    const found = mattering(cases, { kind: 'score', score: 55 })
    expect(found.map(({ accountId }) => accountId)).toEqual(['near', 'far'])
  })

  test('an account that still lacks evidence is placed as if settling made it one of the ranked', () => {
    const ranked = scoresOf(LIST).filter(({ accountId }) => accountId !== 'edge')
    const waiting = scoreAccount(
      aSet({ ...SET, minimumConfidence: 1 }),
      evidenceOf({ growth_12m: 0.6 }, [], 'edge'),
      TODAY,
    )
    expect(waiting.standing).toBe('not_enough_evidence')
    const found = disagreementsThatMatter({
      criteria: SET.criteria,
      scores: [...ranked, waiting],
      spreads: spreadsOf(LIST),
      cut: { kind: 'places', places: 2 },
    })
    expect(found[0]).toMatchObject({ accountId: 'edge', worstRank: 3, bestRank: 2, crossesCut: true })
  })

  test('an account that nobody has any other evidence on stands by the disputed criterion alone', () => {
    const blank = scoreAccount(SET, evidenceOf({}, [], 'edge'), TODAY)
    const [found] = disagreementsThatMatter({
      criteria: SET.criteria,
      scores: [blank],
      spreads: spreadsOf({ edge: { growth: 0, fit: [1, 5] } }),
      cut: { kind: 'score', score: 50 },
    })
    expect(found).toMatchObject({ worstScore: 0, bestScore: 100, worstRank: 1, bestRank: 1, crossesCut: true })
  })

  test('an account that fails a gate, or is not scored at all, has nothing to win', () => {
    const gate = {
      key: 'gate',
      name: 'Grows',
      subject: { kind: 'measured' as const, measure: 'growth_12m' as const },
      operator: 'at_least' as const,
      value: 0.9,
    }
    const failed = scoresOf({ edge: { growth: 0.6, fit: [1, 5] } }, aSet({ ...SET, gates: [gate] }))
    const question = { criteria: SET.criteria, spreads: spreadsOf(LIST), cut: { kind: 'places' as const, places: 1 } }
    expect(disagreementsThatMatter({ ...question, scores: failed })).toEqual([])
    expect(disagreementsThatMatter({ ...question, scores: [] })).toEqual([])
  })

  test('a criterion that is not in the set moves nothing', () => {
    const spreads = spreadsOf(LIST).map((spread) => ({ ...spread, criterionKey: 'gone' }))
    expect(
      disagreementsThatMatter({
        criteria: SET.criteria,
        scores: scoresOf(LIST),
        spreads,
        cut: { kind: 'places', places: 2 },
      }),
    ).toEqual([])
  })

  test('where the best level earns the fewest points, the worst score is that of the highest level', () => {
    const falling = aCriterion({
      key: 'fit',
      weight: 50,
      anchors: [
        { raw: 1, points: 100, sentence: null },
        { raw: 5, points: 0, sentence: null },
      ],
    })
    const found = disagreementsThatMatter({
      criteria: [aCriterion({ weight: 50 }), falling],
      scores: scoresOf({ edge: { growth: 0.6, fit: [1, 5] } }),
      spreads: spreadsOf({ edge: { growth: 0.6, fit: [1, 5] } }),
      cut: { kind: 'score', score: 50 },
    })
    expect(found[0]).toMatchObject({ worstScore: 30, bestScore: 80 })
  })
})

test('by law: ranks lie within the list, the better end never ranks behind the worse, those that cross come first', () => {
  const account = fc.record({
    growth: fc.double({ min: 0, max: 1, noNaN: true }),
    fit: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 3 }),
  })
  const list = fc
    .array(account, { minLength: 1, maxLength: 12 })
    .map((accounts) => Object.fromEntries(accounts.map((one, index) => [`a${index}`, one])))
  fc.assert(
    fc.property(list, fc.integer({ min: 1, max: 6 }), (cases, places) => {
      const size = Object.keys(cases).length
      const found = mattering(cases, { kind: 'places', places })
      const scores = new Map(scoresOf(cases).map(({ accountId, score }) => [accountId, score ?? 0]))
      for (const { accountId, worstRank, bestRank, worstScore, bestScore } of found) {
        expect(bestRank).toBeGreaterThanOrEqual(1)
        expect(worstRank).toBeLessThanOrEqual(size)
        expect(worstRank).toBeGreaterThanOrEqual(bestRank)
        const higher = [...scores].filter(([id, score]) => id !== accountId && score > bestScore).length
        expect(bestRank).toBe(1 + higher)
        expect(worstScore).toBeLessThan(bestScore)
      }
      const crossing = found.map(({ crossesCut }) => crossesCut)
      expect(crossing).toEqual([...crossing].sort((one, other) => Number(other) - Number(one)))
    }),
  )
})
