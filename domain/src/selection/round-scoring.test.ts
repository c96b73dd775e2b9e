import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  criteriaFor,
  placeScore,
  type RoundScore,
  type RoundStatus,
  type ScoringRound,
  scoreVisibility,
} from './index.ts'
import { aRound, aScore, ROUND_DAY } from './round-fixtures.ts'

function refusal(score: Partial<RoundScore>, round: ScoringRound = aRound(), today = ROUND_DAY): string | null {
  const result = placeScore(round, aScore(score), today)
  return result.ok ? null : result.refusal.code
}

describe('who may score what', () => {
  test('criteria follow the function', () => {
    expect(criteriaFor(aRound(), 'sam')).toEqual(['fit'])
    expect(criteriaFor(aRound(), 'fay')).toEqual(['fit', 'credit'])
    expect(criteriaFor(aRound(), 'stranger')).toEqual([])
  })

  test('a score of a rater on a criterion of the own function counts, comment trimmed', () => {
    expect(placeScore(aRound(), aScore({ comment: '  They asked us first. ' }), ROUND_DAY)).toEqual({
      ok: true,
      value: aScore({ comment: 'They asked us first.' }),
    })
    expect(placeScore(aRound(), aScore({ comment: '  ' }), ROUND_DAY)).toMatchObject({ value: { comment: null } })
  })

  test('saying that there is no basis to judge is an answer', () => {
    expect(refusal({ score: null })).toBeNull()
  })

  test.each([
    [{ raterId: 'stranger' }, 'selection/not-a-rater'],
    [{ accountId: 'east' }, 'selection/not-a-candidate'],
    [{ criterionKey: 'growth' }, 'selection/criterion-not-in-round'],
    [{ criterionKey: 'credit' }, 'selection/criterion-of-other-functions'],
    [{ score: 0 }, 'selection/judgement-out-of-range'],
    [{ score: 6 }, 'selection/judgement-out-of-range'],
    [{ score: 2.5 }, 'selection/judgement-out-of-range'],
    [{ score: Number.NaN }, 'selection/judgement-out-of-range'],
  ])('%j is refused', (changes, code) => {
    expect(refusal(changes)).toBe(code)
  })

  test('the refusal of a criterion of others says whose it is', () => {
    expect(placeScore(aRound(), aScore({ criterionKey: 'credit' }), ROUND_DAY)).toMatchObject({
      refusal: { detail: { functions: 'finance', function: 'sales' } },
    })
  })
})

describe('when scores are taken', () => {
  test('from the first day to the deadline, both included', () => {
    expect(refusal({}, aRound(), '2024-04-30')).toBe('selection/round-opens-later')
    expect(refusal({}, aRound(), '2024-05-01')).toBeNull()
    expect(refusal({}, aRound(), '2024-05-30')).toBeNull()
    expect(refusal({}, aRound(), '2024-05-31')).toBe('selection/round-deadline-passed')
  })

  test.each(['planned', 'closed', 'reconciled', 'cancelled'] as const)('not while the round is %s', (status) => {
    expect(refusal({}, aRound({ status }))).toBe('selection/round-not-open')
  })
})

describe('blind until closed', () => {
  const lead = { personId: 'lea', leadsRound: true }
  const rater = { personId: 'sam', leadsRound: false }
  const stranger = { personId: 'stranger', leadsRound: false }

  test.each([
    ['planned', 'own', 'none', 'none'],
    ['open', 'own', 'none', 'none'],
    ['closed', 'all', 'all', 'none'],
    ['reconciled', 'all', 'all', 'none'],
    ['cancelled', 'own', 'none', 'none'],
  ] satisfies [RoundStatus, string, string, string][])(
    'while %s a rater sees %s, the lead sees %s, a stranger sees %s',
    (status, own, led, strange) => {
      const round = aRound({ status })
      expect(scoreVisibility(round, rater)).toBe(own)
      expect(scoreVisibility(round, lead)).toBe(led)
      expect(scoreVisibility(round, stranger)).toBe(strange)
    },
  )

  test('a lead who is a rater too sees the own scores only', () => {
    expect(scoreVisibility(aRound(), { personId: 'sam', leadsRound: true })).toBe('own')
  })

  test('by law: nobody sees a foreign score before the round is closed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('planned', 'open', 'cancelled'),
        fc.constantFrom('sam', 'fay', 'lea', ''),
        fc.boolean(),
        (status: RoundStatus, personId, leadsRound) =>
          scoreVisibility(aRound({ status }), { personId, leadsRound }) !== 'all',
      ),
    )
  })
})
