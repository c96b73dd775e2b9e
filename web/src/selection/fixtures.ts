import { fakeSession } from '../client/fixtures/sessions.ts'
import type { CriteriaSet, Criterion } from '../program/index.ts'
import type { RankedRow, Ranking, TierPlaces, TierProposal } from './types.ts'

export const SET_ID = '6b0f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d21'
export const account = (id: number, name: string) => ({ id: String(id), code: `C${id}`, name })

const criterion = (key: string, name: string, weight: number): Criterion => ({
  key,
  name,
  definition: `What ${name} means.`,
  weight,
  isSize: false,
  source: {
    kind: 'measured',
    measure: key,
    anchors: [
      { raw: 0, points: 0 },
      { raw: 1, points: 100 },
    ],
  },
})

export function aSet(changes: Partial<CriteriaSet> = {}): CriteriaSet {
  return {
    id: SET_ID,
    name: 'Key account criteria',
    number: 3,
    status: 'published',
    definition: {
      criteria: [criterion('margin', 'Margin', 60), criterion('growth', 'Growth', 40)],
      gates: [],
      minimumConfidence: 0.3,
      axes: { strength: [] },
    },
    faults: [],
    needsPublishReason: true,
    sizeWeightShare: 0,
    isStarter: false,
    publishReason: null,
    publishedAt: '2026-11-01T10:00:00Z',
    publishedBy: 'Ada Muster',
    retiredAt: null,
    weightSource: null,
    version: 1,
    updatedAt: '2026-11-01T10:00:00Z',
    ...changes,
  }
}

const POINTS: Readonly<Record<string, readonly [number, number]>> = { Harbour: [90, 10], Lakeside: [20, 95] }

function aRow(name: string, rank: number, score: number): RankedRow {
  return {
    account: account(name.length, name),
    rank,
    movement: 0,
    score,
    confidence: 1,
    isEligible: true,
    failedGates: [],
    contributions: [score / 2, score / 2],
    tier: null,
    proposedTier: null,
    qualifiesWithoutSpend: true,
    isInOnlyBySize: false,
    exception: null,
  }
}

/** Two accounts, ranked by the weights that are asked for. */
export function aRanking(weights: Readonly<Record<string, number>> = { margin: 60, growth: 40 }): Ranking {
  const { margin = 0, growth = 0 } = weights
  const scored = Object.entries(POINTS)
    .map(([name, [one, other]]) => ({ name, score: (one * margin + other * growth) / (margin + growth) }))
    .toSorted((one, other) => other.score - one.score)
  const part = { isSize: false, needsMargins: false, kind: 'measured' as const, accountsWithEvidence: 2 }
  return {
    criteriaSetId: SET_ID,
    criteria: [
      { key: 'margin', name: 'Margin', weight: 60, ...part },
      { key: 'growth', name: 'Growth', weight: 40, ...part },
    ],
    rows: scored.map(({ name, score }, index) => aRow(name, index + 1, score)),
    total: 2,
    eligible: 2,
    cut: { places: 1, score: scored[0]?.score ?? null, nextAccount: account(8, 'Lakeside'), distance: 8 },
    spendBias: {
      rankCorrelation: 0.32,
      correlationReasons: [],
      sizeWeightShare: 0,
      warnings: [],
      wouldNotQualify: { sizeHidden: [], spendRemoved: [account(7, 'Harbour')] },
      accountsCompared: 2,
    },
    computedAt: '2026-11-21T10:00:00Z',
  }
}

export const tierA: TierPlaces = {
  key: 'A',
  name: 'Strategic',
  capacity: 10,
  accounts: 9,
  proposedIn: 1,
  proposedOut: 0,
  enterScore: 70,
  exitScore: 60,
  gets: 'A team.',
  gives: 'A plan.',
}

export const proposal: TierProposal = {
  account: account(7, 'Harbour'),
  score: 74,
  rank: 3,
  confidence: 0.9,
  tier: 'out',
  proposedTier: 'A',
  reason: 'above_entry_place_free',
  fullTier: null,
  exception: null,
}

export const commonAnswers = {
  'session.read': () => fakeSession(),
  'program.listCriteriaSets': () => ({ rows: [aSet()] }),
  'program.listMeasures': () => ({ measures: [] }),
}
