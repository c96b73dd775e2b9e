import { anAccess, fakeSession } from '../../client/fixtures/sessions.ts'
import { account, commonAnswers, tierA } from '../fixtures.ts'
import type { OverrideRecord, TierOverride } from './types.ts'

/** A session of somebody with these rights, and sight of margins if they have that one. */
export function sessionWith(...permissions: readonly string[]) {
  const access = anAccess({ permissions: [...permissions], seesMargins: permissions.includes('margins:read') })
  return fakeSession({ workspaces: [access] })
}

export const ASKER = ['selection:read', 'selection:ask', 'selection:judge']
export const DECIDER = [...ASKER, 'selection:decide', 'program:publish', 'margins:read']

/** Somebody asks for tier A for Harbour. */
export function anOverride(changes: Partial<TierOverride> = {}): TierOverride {
  return {
    id: '6b0f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d31',
    account: account(7, 'Harbour'),
    tier: 'A',
    reason: 'Their founder opens the southern market.',
    state: 'asked',
    askerName: 'Rex Region',
    isOwn: false,
    askedOn: '2026-11-20',
    expiresOn: '2027-06-30',
    proposedTier: 'out',
    currentTier: 'out',
    fallsBackTo: null,
    answer: null,
    end: null,
    version: 1,
    ...changes,
  }
}

const tooFew = { value: null, status: 'insufficient_data' as const, reasons: ['selection/fewer-than-five-accounts'] }

/** Two exceptions and one pick of the scores: too few to say anything. */
export function aRecord(): OverrideRecord {
  const nobody = { picks: 2, hits: 1, hitRate: tooFew, interval: null, change: '-20', meanChange: tooFew }
  const comparison = {
    exceptions: nobody,
    byScores: { ...nobody, picks: 1 },
    hitRateDifference: tooFew,
    meanChangeDifference: tooFew,
    isClear: false,
  }
  return { netRevenue: comparison, grossMargin: null, notCounted: { exceptions: 1, byScores: 3 } }
}

/** An explained score of Harbour, in no tier. */
export const harbourScore = {
  account: account(7, 'Harbour'),
  criteriaSet: null,
  score: 41,
  rank: 30,
  accounts: 40,
  confidence: 0.9,
  isEligible: true,
  gates: [],
  criteria: [],
  cut: { places: 10, score: 70, nextAccount: null, distance: 29 },
  tier: null,
  tierSince: null,
  proposedTier: null,
  proposalReason: 'below_entry',
  fullTier: null,
  exception: null,
  qualifiesWithoutSpend: false,
  computedAt: null,
}

const nothing = { rows: [], nextCursor: null, total: 0 }

/** Answers of a house in which nobody asks for anything. */
export const quietHouse = {
  ...commonAnswers,
  'session.read': () => sessionWith(...DECIDER),
  'selection.readTiers': () => ({ tiers: [tierA] }),
  'selection.explain': () => harbourScore,
  'selection.listOverrides': (): unknown => nothing,
  'selection.listOverrideOutcomes': (): unknown => nothing,
  'selection.readOverrideRecord': () => aRecord(),
  'selection.readExceptionPolicy': () => ({ needsSecondPerson: true, deciders: 2, version: 0 }),
}
