import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  agreementOn,
  type CellResult,
  type RoundScore,
  roundResults,
  type Settlement,
  type SettlementRequest,
  settle,
} from './index.ts'
import { aRound, scoresFrom } from './round-fixtures.ts'

const ROUND = aRound({
  status: 'closed',
  accountIds: ['a0', 'a1', 'a2', 'a3', 'a4', 'a5'],
  criteria: [{ criterionKey: 'fit', functions: ['sales', 'finance', 'service'] }],
})
const AGREED = { ann: [1, 2, 3, 4, 5, 3], bob: [1, 2, 3, 4, 5, 5], cem: [1, 2, 3, 5, 5, 3] }
const QUARRELED = { ann: [1, 4, 3, 4, 1, 3], bob: [3, 2, 3, 2, 2, 5], cem: [3, 2, 4, 4, 3, 3] }

const SETTLED: Settlement = {
  id: 's1',
  accountId: 'a1',
  criterionKey: 'fit',
  score: 4,
  note: 'Finance had the old credit report.',
  settledBy: 'lea',
  settledAt: '2024-06-01T10:00:00Z',
}

function resultsOf(
  scores: readonly RoundScore[],
  { settlements = [] }: { settlements?: readonly Settlement[] } = {},
): readonly CellResult[] {
  return roundResults({ round: ROUND, scores, settlements })
}

function kinds(results: readonly CellResult[]): string[] {
  return results.map(({ kind, level }) => `${kind} ${level.value === null ? '-' : Math.round(level.value * 10) / 10}`)
}

describe('the result of a round', () => {
  test('where raters agree, the mean counts, even with one two levels away', () => {
    expect(agreementOn(scoresFrom(AGREED), 'fit').reading).toBe('rely')
    const results = resultsOf(scoresFrom(AGREED))
    expect(new Set(results.map(({ kind }) => kind))).toEqual(new Set(['agreed']))
    expect(results.map(({ level }) => level.value)).toEqual(results.map(({ spread }) => spread?.mean))
    expect(results[3]?.level.value).toBeCloseTo(13 / 3, 12)
  })

  test('where they do not agree, two levels apart go to discussion of the anchors; one level is still a score', () => {
    expect(agreementOn(scoresFrom(QUARRELED), 'fit').reading).toBe('discuss')
    const results = resultsOf(scoresFrom(QUARRELED))
    expect(kinds(results)).toEqual(['discuss -', 'discuss -', 'agreed 3.3', 'discuss -', 'discuss -', 'discuss -'])
    expect(results[0]?.level).toEqual({
      value: null,
      status: 'insufficient_data',
      reasons: ['selection/discuss-anchors'],
    })
    expect(results[0]?.spread?.range).toBe(2)
  })

  test('three levels apart are discussed however well the raters agree elsewhere', () => {
    const scores = scoresFrom({ ...AGREED, cem: [1, 2, 3, 4, 5, 2] })
    expect(kinds(resultsOf(scores)).at(-1)).toBe('discuss -')
  })

  test('what was settled counts, and the raw scores stay beside it', () => {
    const result = resultsOf(scoresFrom(QUARRELED), { settlements: [SETTLED] })[1]
    expect(result).toMatchObject({ kind: 'settled', level: { value: 4, status: 'ok' }, settlement: SETTLED })
    expect(result?.spread).toMatchObject({ lowest: 2, highest: 4, raters: 3 })
  })

  test('one rater alone gives a marked score, none no evidence', () => {
    const results = resultsOf(scoresFrom({ ann: [4] }))
    expect(results[0]?.level).toEqual({ value: 4, status: 'degraded', reasons: ['selection/one-rater'] })
    expect(results[1]).toMatchObject({ kind: 'no_evidence', spread: null })
    expect(results[1]?.level.reasons).toEqual(['selection/not-judged'])
  })

  test('with too few accounts to tell agreement, two levels apart are discussed', () => {
    const results = resultsOf(scoresFrom({ ann: [2, 3], bob: [4, 3] }))
    expect(kinds(results).slice(0, 2)).toEqual(['discuss -', 'agreed 3'])
  })

  test('when all scores are equal agreement cannot be told, but there is nothing to discuss either', () => {
    const results = resultsOf(scoresFrom({ ann: [3, 3, 3, 3, 3, 3], bob: [3, 3, 3, 3, 3, 3] }))
    expect(new Set(kinds(results))).toEqual(new Set(['agreed 3']))
  })

  test('every candidate and criterion has exactly one result, in order', () => {
    expect(resultsOf([]).map(({ accountId }) => accountId)).toEqual(ROUND.accountIds)
  })
})

describe('settling an account and criterion', () => {
  const request: SettlementRequest = { ...SETTLED, replaces: null }

  function refusal(changes: Partial<SettlementRequest>, latest: Settlement | null = null): string | null {
    const result = settle(ROUND, { ...request, ...changes }, latest)
    return result.ok ? null : result.refusal.code
  }

  test('takes a level and a note of ten letters, and keeps the note trimmed', () => {
    const result = settle(ROUND, { ...request, note: `  ${SETTLED.note} ` }, null)
    expect(result).toEqual({ ok: true, value: SETTLED })
  })

  test.each([
    [{ note: 'agreed' }, 'selection/reason-required'],
    [{ note: '..........' }, 'selection/reason-required'],
    [{ score: 3.5 }, 'selection/judgement-out-of-range'],
    [{ score: 0 }, 'selection/judgement-out-of-range'],
    [{ accountId: 'elsewhere' }, 'selection/not-a-candidate'],
    [{ criterionKey: 'growth' }, 'selection/criterion-not-in-round'],
  ])('%j is refused', (changes, code) => {
    expect(refusal(changes)).toBe(code)
  })

  test.each(['planned', 'open', 'reconciled', 'cancelled'] as const)('is refused while the round is %s', (status) => {
    expect(settle({ ...ROUND, status }, request, null)).toMatchObject({
      ok: false,
      refusal: { code: 'selection/round-not-closed' },
    })
  })

  test('of two people at once, the second is shown the words of the first and loses nothing', () => {
    const first = settle(ROUND, request, null)
    if (!first.ok) throw new Error('refused')
    const second = { ...request, id: 's2', settledBy: 'max', score: 2, note: 'Service sees it otherwise.' }
    expect(settle(ROUND, second, first.value)).toEqual({
      ok: false,
      refusal: {
        code: 'selection/settled-meanwhile',
        detail: { id: 's1', by: 'lea', at: SETTLED.settledAt, score: 4, note: SETTLED.note },
      },
    })
    expect(settle(ROUND, { ...second, replaces: 's1' }, first.value)).toMatchObject({ ok: true, value: { id: 's2' } })
  })

  test('a settlement that was replaced meanwhile cannot be replaced again', () => {
    expect(refusal({ id: 's3', replaces: 's1' }, { ...SETTLED, id: 's2' })).toBe('selection/settled-meanwhile')
    expect(refusal({ replaces: 's1' }, null)).toBe('selection/settled-meanwhile')
  })
})

test('by law: a result without a level is open or unjudged, and a level lies within the scores given or was settled', () => {
  const row = fc.array(fc.option(fc.integer({ min: 1, max: 5 }), { nil: null }), { minLength: 6, maxLength: 6 })
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), (rows) => {
      const scores = scoresFrom(Object.fromEntries(rows.map((one, index) => [`r${index}`, one])))
      for (const { kind, level, spread } of resultsOf(scores)) {
        if (level.value === null) expect(['discuss', 'no_evidence']).toContain(kind)
        else {
          expect(level.value).toBeGreaterThanOrEqual(spread?.lowest ?? Number.NaN)
          expect(level.value).toBeLessThanOrEqual(spread?.highest ?? Number.NaN)
        }
        if (kind === 'agreed') expect(spread?.range).toBeLessThan(3)
      }
    }),
  )
})
