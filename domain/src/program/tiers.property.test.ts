import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  assignTiers,
  nextTierWithHysteresis,
  standingIn,
  starterTierScheme,
  type TierScheme,
  tierRank,
} from './index.ts'

const SMALL: TierScheme = { tiers: starterTierScheme().tiers.map((tier, index) => ({ ...tier, capacity: index + 2 })) }
const score = fc.double({ min: 0, max: 100, noNaN: true })
const tier = fc.constantFrom('A', 'B', 'C', null)
const accounts = fc
  .array(fc.record({ score: fc.option(score, { nil: null, freq: 6 }), currentTier: tier }), { maxLength: 40 })
  .map((list) =>
    list
      .sort((a, b) => (b.score ?? -1) - (a.score ?? -1))
      .map((account, index) => ({ accountId: `a${index}`, ...account })),
  )

test('no tier is proposed beyond its capacity, and every account gets exactly one proposal', () => {
  fc.assert(
    fc.property(accounts, (list) => {
      const proposals = assignTiers(list, SMALL)
      expect(proposals.map(({ accountId }) => accountId)).toEqual(list.map(({ accountId }) => accountId))
      for (const { key, capacity } of SMALL.tiers) {
        expect(proposals.filter(({ proposedTier }) => proposedTier === key).length).toBeLessThanOrEqual(capacity)
      }
    }),
  )
})

test('nobody rises into a tier below its entry or stays in one below its exit', () => {
  fc.assert(
    fc.property(accounts, (list) =>
      assignTiers(list, SMALL).every((proposal) => {
        const rank = tierRank(SMALL, proposal.proposedTier)
        const place = SMALL.tiers[rank]
        if (!place || proposal.score === null) return true
        const isNew = rank < tierRank(SMALL, proposal.currentTier)
        return proposal.score >= (isNew ? place.enterScore : place.exitScore)
      }),
    ),
  )
})

test('a place stays free only when nobody who earned that tier was turned away', () => {
  fc.assert(
    fc.property(accounts, (list) => {
      const proposals = assignTiers(list, SMALL)
      return SMALL.tiers.every(({ key, capacity }) => {
        const taken = proposals.filter(({ proposedTier }) => proposedTier === key).length
        return taken === capacity || !proposals.some(({ missedTier }) => missedTier === key)
      })
    }),
  )
})

test('among newcomers a better rank never gets a lower tier', () => {
  fc.assert(
    fc.property(accounts, (list) => {
      const newcomers = list.map((account) => ({ ...account, currentTier: null })).filter((a) => a.score !== null)
      const ranks = assignTiers(newcomers, SMALL).map(({ proposedTier }) => tierRank(SMALL, proposedTier))
      return ranks.every((rank, index) => index === 0 || rank >= (ranks[index - 1] ?? 0))
    }),
  )
})

test('scores that stay between exit and entry never move a member', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 70, max: 79.9, noNaN: true })),
      fc.integer({ min: 1, max: 4 }),
      (scores, c) => {
        let standing = standingIn('A')
        for (const next of scores) {
          standing = nextTierWithHysteresis({ scheme: SMALL, consecutiveReviews: c }, standing, next)
        }
        return standing.tier === 'A' && standing.streak === null
      },
    ),
  )
})
