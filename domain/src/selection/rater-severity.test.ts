import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type RoundScore, raterSeverity } from './index.ts'
import { aScore, scoresFrom } from './round-fixtures.ts'

const SEVERE = scoresFrom({ ann: [4, 3, 5, 4, 2], bob: [2, 1, 3, 2, 1], cem: [4, 3, 5, 4, 2] })

function deviations(scores: readonly RoundScore[]): Record<string, number | null> {
  return Object.fromEntries(raterSeverity(scores).raters.map(({ raterId, deviation }) => [raterId, deviation.value]))
}

describe('severity of raters', () => {
  test('a severe rater lies below the others on what they share, and the deviations add up to nought', () => {
    const { ann, bob, cem } = deviations(SEVERE)
    expect(bob).toBeCloseTo(-1.2, 12)
    expect(ann).toBeCloseTo(0.6, 12)
    expect((ann ?? 0) + (bob ?? 0) + (cem ?? 0)).toBeCloseTo(0, 12)
  })

  test('with five accounts in common the corrected score stands beside the raw one', () => {
    const result = raterSeverity(SEVERE)
    expect(result.isCorrectable).toBe(true)
    const bobs = result.scores.filter(({ raterId }) => raterId === 'bob')
    expect(bobs.map(({ score }) => score)).toEqual([2, 1, 3, 2, 1])
    expect(bobs.map(({ corrected }) => Number(corrected?.toFixed(6)))).toEqual([3.2, 2.2, 4.2, 3.2, 2.2])
  })

  test('with four it is shown but not corrected', () => {
    const four = SEVERE.filter(({ accountId }) => accountId !== 'a4')
    const result = raterSeverity(four)
    expect(result).toMatchObject({ isCorrectable: false, reasons: ['selection/fewer-than-five-common-accounts'] })
    expect(result.scores.every(({ corrected }) => corrected === null)).toBe(true)
    expect(result.raters.find(({ raterId }) => raterId === 'bob')?.deviation.value).toBeLessThan(-1)
  })

  test('five scores of one account are one account, not five', () => {
    const criteria = ['one', 'two', 'three', 'four', 'five']
    const scores = criteria.flatMap((criterionKey) => [
      aScore({ criterionKey, score: 5 }),
      aScore({ criterionKey, raterId: 'fay', score: 2 }),
    ])
    expect(raterSeverity(scores).isCorrectable).toBe(false)
    expect(raterSeverity(scores).raters[0]).toMatchObject({ commonAccounts: 1, commonScores: 5 })
  })

  test('what only one rater scored tells nothing about the rater, but is corrected with the rest', () => {
    const scores = [...SEVERE, aScore({ raterId: 'bob', accountId: 'alone', score: 1 })]
    expect(deviations(scores).bob).toBeCloseTo(-1.2, 12)
    expect(raterSeverity(scores).scores.at(-1)?.corrected).toBeCloseTo(2.2, 12)
  })

  test('a rater who shares nothing keeps everybody from being corrected, and gets no deviation', () => {
    const result = raterSeverity([...SEVERE, aScore({ raterId: 'dan', accountId: 'elsewhere' })])
    expect(result.isCorrectable).toBe(false)
    expect(result.raters.at(-1)?.deviation).toMatchObject({ value: null, reasons: ['selection/nothing-in-common'] })
  })

  test('one rater alone, and nobody at all, cannot be severe', () => {
    expect(raterSeverity([aScore()])).toMatchObject({ isCorrectable: false, reasons: ['selection/one-rater'] })
    expect(raterSeverity([])).toEqual({
      raters: [],
      isCorrectable: false,
      reasons: ['selection/one-rater'],
      scores: [],
    })
  })

  test('no basis to judge is no score, and stays without correction', () => {
    const scores = [...SEVERE, aScore({ raterId: 'bob', accountId: 'a9', score: null })]
    expect(raterSeverity(scores).scores.at(-1)).toMatchObject({ score: null, corrected: null })
    expect(deviations(scores).bob).toBeCloseTo(-1.2, 12)
  })
})

test('by law: in a full table, after correction no rater is severe any more, and every account keeps its mean', () => {
  const table = fc.integer({ min: 2, max: 4 }).chain((raters) =>
    fc.array(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 6, maxLength: 6 }), {
      minLength: raters,
      maxLength: raters,
    }),
  )
  fc.assert(
    fc.property(table, (rows) => {
      const scores = scoresFrom(Object.fromEntries(rows.map((row, index) => [`r${index}`, row])))
      const { scores: corrected } = raterSeverity(scores)
      const again = raterSeverity(corrected.map((one) => ({ ...one, score: one.corrected })))
      for (const { deviation } of again.raters) expect(deviation.value).toBeCloseTo(0, 9)
      for (const unit of [0, 5]) {
        const of = corrected.filter(({ accountId }) => accountId === `a${unit}`)
        const raw = of.reduce((sum, one) => sum + (one.score ?? 0), 0)
        expect(of.reduce((sum, one) => sum + (one.corrected ?? 0), 0)).toBeCloseTo(raw, 9)
      }
    }),
  )
})
