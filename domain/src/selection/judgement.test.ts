import { describe, expect, test } from 'vitest'
import { aCriterion, aJudgedCriterion, aJudgement, TODAY } from './fixtures.ts'
import { ageInMonths, isStale, recordJudgement, summarizeJudgements } from './index.ts'

const CRITERIA = [aCriterion(), aJudgedCriterion()]

describe('recording a judgement', () => {
  test.each([1, 2, 3, 4, 5])('a whole level is taken: %i', (score) => {
    const judgement = aJudgement({ score })
    expect(recordJudgement(CRITERIA, judgement, TODAY)).toEqual({ ok: true, value: judgement })
  })

  test.each([0, 6, 2.5, Number.NaN])('%s is no level', (score) => {
    expect(recordJudgement(CRITERIA, aJudgement({ score }), TODAY)).toMatchObject({
      ok: false,
      refusal: { code: 'selection/judgement-out-of-range' },
    })
  })

  test.each(['growth', 'unheard of'])('nobody judges %s: it is measured or not in the set', (criterionKey) => {
    expect(recordJudgement(CRITERIA, aJudgement({ criterionKey }), TODAY)).toMatchObject({
      refusal: { code: 'selection/criterion-not-judged', detail: { criterionKey } },
    })
  })

  test('a judgement is not dated ahead', () => {
    expect(recordJudgement(CRITERIA, aJudgement({ date: '2014-07-01' }), TODAY)).toMatchObject({
      refusal: { code: 'selection/judgement-in-future' },
    })
  })
})

describe('what the judgements say together', () => {
  test('nobody has judged: nothing is said', () => {
    expect(summarizeJudgements([], 'fit', TODAY)).toBeNull()
    expect(summarizeJudgements([aJudgement({ criterionKey: 'access' })], 'fit', TODAY)).toBeNull()
  })

  test('the mean over authors counts, and how far they are apart', () => {
    const judgements = [5, 4, 2, 1].map((score, index) => aJudgement({ score, authorId: `function ${index}` }))
    expect(summarizeJudgements(judgements, 'fit', TODAY)).toMatchObject({ mean: 3, spread: 4, staleCount: 0 })
  })

  test('of each author only the latest counts, in whatever order they are listed', () => {
    const judgements = [
      aJudgement({ score: 5, date: '2014-05-01' }),
      aJudgement({ score: 1, date: '2014-01-01' }),
      aJudgement({ score: 2, date: '2014-02-01', authorId: 'ben' }),
    ]
    const summary = summarizeJudgements(judgements, 'fit', TODAY)
    expect(summary).toMatchObject({ mean: 3.5, date: '2014-05-01' })
    expect(summary?.judgements.map(({ authorId, score }) => [authorId, score])).toEqual([
      ['ana', 5],
      ['ben', 2],
    ])
  })

  test('of two on the same day the one listed last counts', () => {
    const judgements = [aJudgement({ score: 5 }), aJudgement({ score: 2 })]
    expect(summarizeJudgements(judgements, 'fit', TODAY)?.mean).toBe(2)
  })

  test('a look back leaves out what was judged later', () => {
    const judgements = [aJudgement({ score: 2, date: '2013-01-31' }), aJudgement({ score: 5 })]
    expect(summarizeJudgements(judgements, 'fit', '2013-12-31')?.mean).toBe(2)
  })

  test('each judgement is marked by age; together they are stale only when all are', () => {
    const old = aJudgement({ date: '2013-05-31' })
    expect(summarizeJudgements([old], 'fit', TODAY)).toMatchObject({ isStale: true, staleCount: 1 })
    const both = summarizeJudgements([old, aJudgement({ authorId: 'ben' })], 'fit', TODAY)
    expect(both).toMatchObject({ isStale: false, staleCount: 1, date: TODAY })
    expect(both?.judgements.map((judgement) => judgement.isStale)).toEqual([true, false])
  })
})

describe('age of evidence', () => {
  test.each([
    ['2014-06-30', '2014-06-30', 0],
    ['2014-05-31', '2014-06-30', 0],
    ['2014-05-30', '2014-06-30', 1],
    ['2013-12-15', '2014-06-30', 6],
    ['2012-06-30', '2014-06-30', 24],
    ['2014-07-15', '2014-06-30', 0],
  ])('from %s to %s are %i whole months', (date, asOf, months) => {
    expect(ageInMonths(date, asOf)).toBe(months)
  })

  test.each([
    ['2013-06-30', '2014-06-30', false],
    ['2013-06-29', '2014-06-30', true],
    ['2015-02-28', '2016-02-29', true],
    ['2015-03-01', '2016-02-29', false],
    ['2014-07-01', '2014-06-30', false],
  ])('evidence of %s is stale on %s: %s', (date, asOf, stale) => {
    expect(isStale(date, asOf)).toBe(stale)
  })
})
