import { describe, expect, test } from 'vitest'
import {
  assignTiers,
  nextTierWithHysteresis,
  type RankedAccount,
  type ReviewRule,
  rankByScore,
  standingIn,
  starterTierScheme,
  type Tier,
  type TierScheme,
  tierAtRank,
  tierRank,
  validateTierScheme,
} from './index.ts'

const SCHEME = starterTierScheme()

function schemeWith(...changes: Partial<Tier>[]): TierScheme {
  return { tiers: SCHEME.tiers.map((tier, index) => ({ ...tier, ...changes[index] })) }
}

function placesFor(a: number, b: number, c: number): TierScheme {
  return schemeWith({ capacity: a }, { capacity: b }, { capacity: c })
}

function ranked(...accounts: [string, number | null, string | null][]): RankedAccount[] {
  return accounts.map(([accountId, score, currentTier]) => ({ accountId, score, currentTier }))
}

function outcome(accounts: RankedAccount[], scheme: TierScheme): [string | null, string][] {
  return assignTiers(accounts, scheme).map(({ proposedTier, reason }) => [proposedTier, reason])
}

describe('the tier scheme', () => {
  test('the starter scheme has three tiers with a buffer of ten points each and 70 places', () => {
    expect(validateTierScheme(SCHEME)).toEqual([])
    expect(
      SCHEME.tiers.map(({ key, enterScore, exitScore, capacity }) => [key, enterScore, exitScore, capacity]),
    ).toEqual([
      ['A', 80, 70, 10],
      ['B', 65, 55, 20],
      ['C', 50, 40, 40],
    ])
  })

  test('a scheme without tiers is no scheme', () => {
    expect(validateTierScheme({ tiers: [] })).toEqual([{ path: 'tiers', code: 'program/no-tiers' }])
  })

  test.each([
    [{ exitScore: 80 }, 'tiers.0.exitScore', 'program/exit-not-below-entry'],
    [{ enterScore: 101 }, 'tiers.0.enterScore', 'program/score-out-of-range'],
    [{ enterScore: Number.NaN }, 'tiers.0.enterScore', 'program/score-out-of-range'],
    [{ capacity: 0 }, 'tiers.0.capacity', 'program/capacity-not-whole-and-positive'],
    [{ capacity: 1.5 }, 'tiers.0.capacity', 'program/capacity-not-whole-and-positive'],
    [{ name: '' }, 'tiers.0.name', 'program/tier-name-missing'],
    [{ promise: ' ' }, 'tiers.0.promise', 'program/tier-promise-missing'],
    [{ key: '' }, 'tiers.0.key', 'program/tier-key-missing'],
    [{ key: 'out' }, 'tiers.0.key', 'program/tier-key-reserved'],
    [{ key: 'B' }, 'tiers.1.key', 'program/tier-key-duplicate'],
    [{ enterScore: 65, exitScore: 60 }, 'tiers.1.enterScore', 'program/tiers-not-falling'],
    [{ exitScore: 55 }, 'tiers.1.exitScore', 'program/tiers-not-falling'],
  ])('a highest tier with %j is a fault', (change, path, code) => {
    expect(validateTierScheme(schemeWith(change))).toEqual([{ path, code }])
  })

  test('all faults are told at once', () => {
    expect(validateTierScheme(schemeWith({ name: '' }, { capacity: -1, promise: '' })).map(({ path }) => path)).toEqual(
      ['tiers.0.name', 'tiers.1.promise', 'tiers.1.capacity'],
    )
  })

  test('out of the program ranks below every tier', () => {
    expect(tierRank(SCHEME, 'A')).toBe(0)
    expect(tierRank(SCHEME, null)).toBe(3)
    expect(tierRank(SCHEME, 'Z')).toBe(3)
    expect(tierAtRank(SCHEME, 2)).toBe('C')
    expect(tierAtRank(SCHEME, 3)).toBeNull()
  })

  test.each([
    ['a newcomer at entry', null, 80, 'A'],
    ['a newcomer just below', null, 79.9, 'B'],
    ['a member at the exit', 'A', 70, 'A'],
    ['a member just below the exit', 'A', 69.9, 'B'],
    ['a fallen member between exit and entry of the next tier', 'A', 60, 'B'],
    ['a newcomer between exit and entry', null, 60, 'C'],
    ['a member below every exit', 'C', 39, null],
  ])('%s belongs there', (_, current, score, tier) => {
    expect(tierAtRank(SCHEME, rankByScore(SCHEME, tierRank(SCHEME, current), score))).toBe(tier)
  })
})

describe('proposing tiers', () => {
  test('newcomers fill the places of each tier in rank order', () => {
    const accounts = ranked(
      ['one', 95, null],
      ['two', 90, null],
      ['three', 82, null],
      ['four', 51, null],
      ['five', 49, null],
    )
    expect(outcome(accounts, placesFor(2, 1, 1))).toEqual([
      ['A', 'above_entry_place_free'],
      ['A', 'above_entry_place_free'],
      ['B', 'above_entry_no_place'],
      ['C', 'above_entry_place_free'],
      [null, 'below_entry'],
    ])
  })

  test('who finds every tier full stays out and is told which place was missing', () => {
    const proposals = assignTiers(ranked(['one', 90, null], ['two', 89, null]), {
      tiers: placesFor(1, 1, 1).tiers.slice(0, 1),
    })
    expect(proposals[1]).toEqual({
      accountId: 'two',
      score: 89,
      currentTier: null,
      proposedTier: null,
      missedTier: 'A',
      reason: 'above_entry_no_place',
    })
  })

  test('a member between exit and entry is held, and a better newcomer does not push it out', () => {
    const accounts = ranked(['newcomer', 92, null], ['member', 72, 'A'])
    expect(outcome(accounts, placesFor(1, 1, 1))).toEqual([
      ['B', 'above_entry_no_place'],
      ['A', 'held_between_exit_and_entry'],
    ])
  })

  test('a member below the exit falls to the first tier that holds it and frees its place', () => {
    const accounts = ranked(['newcomer', 81, 'B'], ['member', 69, 'A'], ['gone', 20, 'B'])
    expect(outcome(accounts, placesFor(1, 1, 1))).toEqual([
      ['A', 'above_entry_place_free'],
      ['B', 'below_exit'],
      [null, 'below_exit'],
    ])
  })

  test('when capacity was cut, the lower ranked members find no place and fall to the next tier', () => {
    const accounts = ranked(['one', 85, 'A'], ['two', 84, 'A'], ['three', 75, 'A'])
    expect(outcome(accounts, placesFor(1, 1, 1))).toEqual([
      ['A', 'above_entry_place_free'],
      ['B', 'above_entry_no_place'],
      ['C', 'held_no_place'],
    ])
  })

  test('without enough evidence nobody moves: members keep their place, others stay out', () => {
    const accounts = ranked(['newcomer', 90, null], ['unknown member', null, 'A'], ['unknown', null, null])
    expect(outcome(accounts, placesFor(1, 1, 1))).toEqual([
      ['B', 'above_entry_no_place'],
      ['A', 'not_enough_evidence'],
      [null, 'not_enough_evidence'],
    ])
  })

  test('an unknown member of a tier that lost its places says so', () => {
    const accounts = ranked(['member', 75, 'A'], ['unknown member', null, 'A'])
    expect(assignTiers(accounts, placesFor(1, 1, 1))[1]).toMatchObject({ missedTier: 'A', reason: 'held_no_place' })
  })
})

describe('re-tiering with a buffer and repeated reviews', () => {
  const scores = [78, 81, 79, 82, 83, 76, 72, 69, 71, 68, 66, 75]
  const base = SCHEME.tiers[1]
  const twoTiers: TierScheme = {
    tiers: base
      ? [
          { ...base, key: 'A', enterScore: 80, exitScore: 70 },
          { ...base, key: 'B', enterScore: 10, exitScore: 5 },
        ]
      : [],
  }
  const rule: ReviewRule = { scheme: twoTiers, consecutiveReviews: 2 }

  function series(start: string | null, reviewRule: ReviewRule, reviews: (number | null)[]): string {
    let standing = standingIn(start)
    return reviews
      .map((score) => {
        standing = nextTierWithHysteresis(reviewRule, standing, score)
        return standing.tier ?? '-'
      })
      .join()
  }

  test('entry 80, exit 70, two reviews: the series of the reference', () => {
    expect(series('B', rule, scores)).toBe('B,B,B,B,A,A,A,A,A,A,B,B')
  })

  test('the same series with nothing below tier A', () => {
    const alone = { ...rule, scheme: { tiers: twoTiers.tiers.slice(0, 1) } }
    expect(series(null, alone, scores)).toBe('-,-,-,-,A,A,A,A,A,A,-,-')
  })

  test('with a single review the tier follows at once, still with the buffer', () => {
    expect(series('B', { ...rule, consecutiveReviews: 1 }, scores)).toBe('B,A,A,A,A,A,A,B,B,B,B,B')
  })

  test('a missed review holds the tier, keeps the count and is counted itself', () => {
    const once = nextTierWithHysteresis(rule, standingIn('B'), 85)
    const missed = nextTierWithHysteresis(rule, once, null)
    expect(missed).toEqual({ tier: 'B', streak: { towards: 'A', reviews: 1 }, missedReviews: 1 })
    expect(nextTierWithHysteresis(rule, missed, 85)).toEqual(standingIn('A'))
  })

  test('when two reviews disagree how far to move, the account moves the least far', () => {
    const three: ReviewRule = { scheme: SCHEME, consecutiveReviews: 2 }
    expect(series(null, three, [85, 66])).toBe('-,B')
    expect(series(null, three, [66, 85])).toBe('-,B')
    expect(series('A', three, [30, 60])).toBe('A,B')
    expect(series('A', three, [60, 30])).toBe('A,B')
  })

  test('a turn from rising to falling starts the count anew', () => {
    const three: ReviewRule = { scheme: SCHEME, consecutiveReviews: 2 }
    expect(series('B', three, [85, 30, 85, 30])).toBe('B,B,B,B')
    expect(series('B', three, [85, 30, 30])).toBe('B,B,-')
  })
})
