import { describe, expect, test } from 'vitest'
import { starterTierScheme } from '../program/index.ts'
import { currentTier, type DecisionSituation, decide, decisionOn, placesTakenIn, type TierDecision } from './index.ts'

function aDecision(changes: Partial<TierDecision> = {}): TierDecision {
  return {
    accountId: 'great-bikes',
    tier: 'A',
    reason: 'Grows with us and plans openly.',
    deciderId: 'ana',
    effectiveDate: '2014-07-01',
    expiresOn: null,
    decidedAt: '2014-06-20T09:00:00Z',
    overCapacityReason: null,
    ...changes,
  }
}

const OPEN: DecisionSituation = { scheme: starterTierScheme(), history: [], placesTaken: 0 }

describe('deciding about an account', () => {
  test('a decision with a reason and a free place is taken as it is', () => {
    expect(decide(OPEN, aDecision())).toEqual({ ok: true, value: aDecision() })
  })

  test('blanks around the reason are not kept', () => {
    expect(decide(OPEN, aDecision({ reason: '  Grows with us.  ' }))).toMatchObject({
      value: { reason: 'Grows with us.' },
    })
  })

  test.each(['', 'short', '                 ', '. . . . . . . . .'])('%j is no reason', (reason) => {
    expect(decide(OPEN, aDecision({ reason }))).toMatchObject({
      ok: false,
      refusal: { code: 'selection/reason-required' },
    })
  })

  test('a tier the scheme does not have is refused', () => {
    expect(decide(OPEN, aDecision({ tier: 'Z' }))).toMatchObject({
      refusal: { code: 'selection/unknown-tier', detail: { tier: 'Z' } },
    })
  })

  test('an account nobody has decided about may be decided out, on the record', () => {
    expect(decide(OPEN, aDecision({ tier: 'out' })).ok).toBe(true)
  })

  test.each(['A', 'out'])('an account that is %s already is not decided so again', (tier) => {
    const situation = { ...OPEN, history: [aDecision({ tier })] }
    expect(decide(situation, aDecision({ tier, effectiveDate: '2015-01-01' }))).toMatchObject({
      refusal: { code: 'selection/same-tier', detail: { since: '2014-07-01' } },
    })
  })

  test('a decision may not take effect before the last one, on the same day it may', () => {
    const situation = { ...OPEN, history: [aDecision({ tier: 'B' })] }
    expect(decide(situation, aDecision({ effectiveDate: '2014-06-30' }))).toMatchObject({
      refusal: { code: 'selection/effective-date-before-last', detail: { last: '2014-07-01' } },
    })
    expect(decide(situation, aDecision({ effectiveDate: '2014-07-01' })).ok).toBe(true)
  })
})

describe('a decision that expires', () => {
  const history = [
    aDecision({ tier: 'C', effectiveDate: '2014-01-01' }),
    aDecision({ tier: 'A', effectiveDate: '2014-07-01', expiresOn: '2014-12-31' }),
  ]

  test.each([
    ['2014-06-30', 'C'],
    ['2014-07-01', 'A'],
    ['2014-12-31', 'A'],
    ['2015-01-01', 'C'],
  ])('on %s the account is in %s: what held before comes back by itself', (date, tier) => {
    expect(currentTier(history, date)).toBe(tier)
  })

  test('gives its place back, and its account takes the old one again', () => {
    const at = (tier: string, date: string) => placesTakenIn({ decisions: history, tier, date, exceptAccountId: null })
    expect([at('A', '2014-12-31'), at('C', '2014-12-31')]).toEqual([1, 0])
    expect([at('A', '2015-01-01'), at('C', '2015-01-01')]).toEqual([0, 1])
  })

  test('stays the last word no longer than a decision that follows it', () => {
    const followed = [...history, aDecision({ tier: 'B', effectiveDate: '2014-10-01' })]
    expect(currentTier(followed, '2014-11-01')).toBe('B')
    expect(currentTier(followed, '2015-06-01')).toBe('B')
  })

  test('may be extended or made for good while it holds; one for good is not decided again', () => {
    const situation = { ...OPEN, history }
    const again = { tier: 'A', effectiveDate: '2014-12-01' }
    expect(decide(situation, aDecision({ ...again, expiresOn: '2015-06-30' })).ok).toBe(true)
    expect(decide(situation, aDecision(again)).ok).toBe(true)
    expect(decide(situation, aDecision({ tier: 'C', effectiveDate: '2015-02-01' }))).toMatchObject({
      refusal: { code: 'selection/same-tier', detail: { since: '2014-01-01' } },
    })
  })

  test('cannot expire before it begins', () => {
    expect(decide(OPEN, aDecision({ expiresOn: '2014-06-30' }))).toMatchObject({
      refusal: { code: 'selection/expiry-before-start', detail: { expiresOn: '2014-06-30' } },
    })
    expect(decide(OPEN, aDecision({ expiresOn: '2014-07-01' })).ok).toBe(true)
  })
})

describe('a full tier', () => {
  const full = { ...OPEN, placesTaken: 10 }

  test('takes nobody without a written reason for exceeding it', () => {
    for (const overCapacityReason of [null, 'please']) {
      expect(decide(full, aDecision({ overCapacityReason }))).toMatchObject({
        refusal: { code: 'selection/tier-full', detail: { capacity: 10, placesTaken: 10 } },
      })
    }
  })

  test('takes one more with such a reason, which is kept', () => {
    const overCapacityReason = 'Two accounts merge in autumn.'
    expect(decide(full, aDecision({ overCapacityReason }))).toMatchObject({ ok: true, value: { overCapacityReason } })
  })

  test('the last free place needs none, and one given in vain is not kept', () => {
    const decision = aDecision({ overCapacityReason: 'Two accounts merge in autumn.' })
    expect(decide({ ...full, placesTaken: 9 }, decision)).toMatchObject({ value: { overCapacityReason: null } })
  })

  test('being out is never full', () => {
    expect(decide({ ...full, placesTaken: 9_999 }, aDecision({ tier: 'out' })).ok).toBe(true)
  })
})

describe('the history of decisions', () => {
  const history = [
    aDecision({ tier: 'out', effectiveDate: '2015-01-01' }),
    aDecision({ tier: 'B', effectiveDate: '2014-01-01', decidedAt: '2013-12-02T08:00:00Z' }),
    aDecision({ tier: 'C', effectiveDate: '2014-01-01', decidedAt: '2013-12-01T08:00:00Z' }),
    aDecision({ tier: 'A', effectiveDate: '2014-07-01' }),
  ]

  test.each([
    ['2013-12-31', null],
    ['2014-01-01', 'B'],
    ['2014-06-30', 'B'],
    ['2014-07-01', 'A'],
    ['2015-01-01', null],
  ])('on %s the account is in %s', (date, tier) => {
    expect(currentTier(history, date)).toBe(tier)
  })

  test('out by decision and never decided are told apart', () => {
    expect(decisionOn(history, '2015-06-01')?.tier).toBe('out')
    expect(decisionOn(history, '2013-01-01')).toBeNull()
  })

  test('of the same effective date and time the one recorded last holds', () => {
    expect(currentTier([aDecision({ tier: 'A' }), aDecision({ tier: 'B' })], '2014-07-01')).toBe('B')
  })

  test('places are counted by what holds on the day, without the account in question', () => {
    const decisions = [
      ...history,
      aDecision({ accountId: 'other', tier: 'A', effectiveDate: '2014-01-01' }),
      aDecision({ accountId: 'left', tier: 'A', effectiveDate: '2014-01-01' }),
      aDecision({ accountId: 'left', tier: 'C', effectiveDate: '2014-02-01' }),
      aDecision({ accountId: 'later', tier: 'A', effectiveDate: '2014-12-01' }),
    ]
    const question = { decisions, tier: 'A', date: '2014-08-01' }
    expect(placesTakenIn({ ...question, exceptAccountId: null })).toBe(2)
    expect(placesTakenIn({ ...question, exceptAccountId: 'great-bikes' })).toBe(1)
    expect(placesTakenIn({ ...question, date: '2013-01-01', exceptAccountId: null })).toBe(0)
  })
})
