import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../kernel/index.ts'
import { type CutQuestion, rankedScores, type ScoreMatrix, scoreMatrix, sharesOf } from './index.ts'
import { pathsAlong, presentTotals, scoreAlong, type WeightDirection } from './score-paths.ts'
import { drawWeights } from './weight-draws.ts'
import { layOutScores } from './weighted-scores.ts'

const anyQuestion = fc
  .record({ accounts: fc.integer({ min: 1, max: 15 }), criteria: fc.integer({ min: 2, max: 5 }) })
  .chain(({ accounts, criteria }) => {
    const size = { minLength: accounts, maxLength: accounts }
    const points = fc.oneof({ arbitrary: fc.integer({ min: 0, max: 100 }), weight: 3 }, fc.constant(Number.NaN))
    return fc.record({
      columns: fc.array(fc.tuple(fc.array(points, size), fc.array(fc.constantFrom(1, 0.5), size)), {
        minLength: criteria,
        maxLength: criteria,
      }),
      weights: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: criteria, maxLength: criteria }),
      gates: fc.option(fc.array(fc.constantFrom(0, 0, 1, 2), size)),
      minimumConfidence: fc.constantFrom(0, 0.35, 0.6),
    })
  })
  .map(({ columns, weights, gates, minimumConfidence }): CutQuestion => {
    const matrix: ScoreMatrix = {
      accounts: columns[0]?.[0].length ?? 0,
      columns: columns.map(([points, strength], index) => ({
        key: `c${index}`,
        points: Float64Array.from(points),
        strength: Float64Array.from(points, (own, account) => (Number.isNaN(own) ? 0 : (strength[account] ?? 1))),
      })),
      gates: gates ? Uint8Array.from(gates) : null,
    }
    return { matrix, weights, minimumConfidence, places: 3 }
  })
const direction = fc.constantFrom<WeightDirection>('more', 'less')
const part = fc.double({ min: 0.01, max: 0.99, noNaN: true })

/** The question after the first criterion's share has gone a part of the way it can go. */
function movedBy(question: CutQuestion, way: WeightDirection, share: number) {
  const shares = sharesOf(question.weights)
  const own = shares[0] ?? 0
  const reach = way === 'more' ? 1 - own : own
  const there = own + (way === 'more' ? 1 : -1) * reach * share
  const weights = shares.map((other, index) => (index === 0 ? there : (other * (1 - there)) / (1 - own)))
  return { distance: reach * share, reach, there: { ...question, weights } }
}

function pathsOf(question: CutQuestion, way: WeightDirection) {
  return pathsAlong(
    question,
    { column: 0, direction: way },
    { totals: presentTotals(question), ranked: rankedScores(question) },
  )
}

describe('the path of a score along one weight', () => {
  it('is the score that scoring gives under the weights there', () => {
    fc.assert(
      fc.property(anyQuestion, direction, part, (question, way, share) => {
        const { distance, there } = movedBy(question, way, share)
        const paths = pathsOf(question, way)
        const { scores } = scoreMatrix(there.matrix, there.weights)
        scores.forEach((score, account) => {
          if (!Number.isNaN(score)) expect(scoreAlong(paths, account, distance)).toBeCloseTo(score, 8)
        })
      }),
      { numRuns: 200 },
    )
  })

  it('lies between its ends: a score only rises or only falls on the way', () => {
    fc.assert(
      fc.property(anyQuestion, direction, part, (question, way, share) => {
        const { distance, reach } = movedBy(question, way, share)
        const paths = pathsOf(question, way)
        for (let account = 0; account < question.matrix.accounts; account += 1) {
          const ends = [scoreAlong(paths, account, 0), scoreAlong(paths, account, reach)]
          if (ends.some(Number.isNaN)) continue
          const between = scoreAlong(paths, account, distance)
          expect(between).toBeGreaterThanOrEqual(Math.min(...ends) - 1e-9)
          expect(between).toBeLessThanOrEqual(Math.max(...ends) + 1e-9)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('is walked by an account from where it has its standing until it loses it', () => {
    fc.assert(
      fc.property(anyQuestion, direction, part, (question, way, share) => {
        const { distance, there, reach } = movedBy(question, way, share)
        const paths = pathsOf(question, way)
        expect(paths.reach).toBeCloseTo(reach, 12)
        const ranked = rankedScores(there)
        ranked.forEach((score, account) => {
          const from = paths.from[account] ?? 0
          const until = paths.until[account] ?? 0
          // Right at the border rounding may decide either way.
          if (Math.abs(distance - from) < 1e-9 || Math.abs(distance - until) < 1e-9) return
          const { confidence } = scoreMatrix(there.matrix, there.weights)
          if (Math.abs((confidence[account] ?? 0) - question.minimumConfidence) < 1e-9) return
          expect(!Number.isNaN(score)).toBe(distance > from && distance < until)
        })
      }),
      { numRuns: 300 },
    )
  })
})

describe('scores under many draws of weights', () => {
  it('are those of the ranking, for the ranked, under any weights', () => {
    fc.assert(
      fc.property(anyQuestion, fc.integer(), (question, seed) => {
        const weights = new Float64Array(question.weights.length)
        const random = seededRandom(seed)
        const laidOut = layOutScores(question.matrix, question.minimumConfidence)
        for (let draw = 0; draw < 3; draw += 1) {
          drawWeights(
            random,
            question.weights.map(() => 1),
            weights,
          )
          laidOut.scoresUnder(weights)
          const plain = rankedScores({ ...question, weights: [...weights] })
          laidOut.scores.forEach((score, account) => {
            expect(Number.isNaN(score)).toBe(Number.isNaN(plain[account]))
            if (!Number.isNaN(score)) expect(score).toBeCloseTo(plain[account] ?? 0, 9)
          })
        }
      }),
      { numRuns: 150 },
    )
  })
})
