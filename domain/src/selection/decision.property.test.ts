import fc from 'fast-check'
import { expect, test } from 'vitest'
import { starterTierScheme } from '../program/index.ts'
import { currentTier, decide, decisionOn, placesTakenIn, rankMovement, type TierDecision } from './index.ts'

const scheme = { tiers: starterTierScheme().tiers.map((tier, index) => ({ ...tier, capacity: index + 1 })) }
const day = fc.integer({ min: 10, max: 28 }).map((number) => `2014-06-${number}`)
const proposal = fc.record({
  accountId: fc.constantFrom('a', 'b', 'c', 'd'),
  tier: fc.constantFrom('A', 'B', 'C', 'out', 'Z'),
  reason: fc.constantFrom('Grows with us and plans openly.', 'no'),
  deciderId: fc.constant('ana'),
  effectiveDate: day,
  expiresOn: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: day }),
  decidedAt: fc.constant(''),
  overCapacityReason: fc.constantFrom(null, 'Two accounts merge in autumn.'),
})

/** Takes the proposals one after the other, as a council would, and keeps what is not refused. */
function minutesOf(proposals: readonly TierDecision[]): TierDecision[] {
  const taken: TierDecision[] = []
  proposals.forEach((one, index) => {
    const decision = { ...one, decidedAt: `2014-06-01T00:00:${String(index).padStart(2, '0')}Z` }
    const { accountId, tier, effectiveDate } = decision
    const history = taken.filter((earlier) => earlier.accountId === accountId)
    const placesTaken = placesTakenIn({ decisions: taken, tier, date: effectiveDate, exceptAccountId: accountId })
    const result = decide({ scheme, history, placesTaken }, decision)
    if (result.ok) taken.push(result.value)
  })
  return taken
}

const minutes = fc.array(proposal, { maxLength: 40 }).map(minutesOf)

test('every decision on the record has a written reason and a tier that exists', () => {
  fc.assert(
    fc.property(minutes, (taken) =>
      taken.every(({ reason, tier }) => reason.length >= 10 && ['A', 'B', 'C', 'out'].includes(tier)),
    ),
  )
})

test('decisions about one account follow each other in time, and each changes something', () => {
  fc.assert(
    fc.property(minutes, (taken) => {
      for (const accountId of ['a', 'b', 'c', 'd']) {
        const own = taken.filter((decision) => decision.accountId === accountId)
        own.slice(1).forEach((decision, index) => {
          const held = decisionOn(own.slice(0, index + 1), decision.effectiveDate)
          expect(held?.tier === decision.tier && held.expiresOn === null).toBe(false)
          expect(decision.effectiveDate >= (own[index]?.effectiveDate ?? '')).toBe(true)
        })
      }
    }),
  )
})

test('who comes into a tier beyond its places does so with a reason on the record', () => {
  fc.assert(
    fc.property(minutes, (taken) => {
      taken.forEach((decision, index) => {
        const { tier, effectiveDate: date, accountId, overCapacityReason } = decision
        const place = scheme.tiers.find(({ key }) => key === tier)
        if (!place) return
        const question = { decisions: taken.slice(0, index), tier, date, exceptAccountId: accountId }
        expect(overCapacityReason !== null).toBe(placesTakenIn(question) >= place.capacity)
      })
    }),
  )
})

test('on every day each account is in one tier or out, and the places taken add up', () => {
  fc.assert(
    fc.property(minutes, day, (taken, date) => {
      const tiers = ['a', 'b', 'c', 'd'].map((accountId) =>
        currentTier(
          taken.filter((decision) => decision.accountId === accountId),
          date,
        ),
      )
      for (const { key: tier } of scheme.tiers) {
        const counted = placesTakenIn({ decisions: taken, tier, date, exceptAccountId: null })
        expect(counted).toBe(tiers.filter((own) => own === tier).length)
      }
    }),
  )
})

test('what is decided later never changes what held before it takes effect', () => {
  fc.assert(
    fc.property(minutes, fc.nat(), day, (taken, cut, date) => {
      const own = taken.filter(({ accountId }) => accountId === 'a')
      const earlier = own.slice(0, own.length === 0 ? 0 : cut % own.length)
      const next = own[earlier.length]
      if (!next || date >= next.effectiveDate) return
      expect(decisionOn(own, date)).toEqual(decisionOn(earlier, date))
    }),
  )
})

test('movement read backwards is the same with the sign turned', () => {
  const ranking = fc.shuffledSubarray(['a', 'b', 'c', 'd', 'e', 'f'])
  fc.assert(
    fc.property(ranking, ranking, (before, after) => {
      const forward = new Map(rankMovement(before, after).map((one) => [one.accountId, one.movement]))
      for (const { accountId, movement } of rankMovement(after, before)) {
        const there = forward.get(accountId)
        expect(there === null || there === undefined ? null : -there + 0).toBe(movement === null ? null : movement + 0)
      }
    }),
  )
})
