import { account, SET_ID } from '../fixtures.ts'
import type { CutChange, FirmCriterion, Firmness } from './types.ts'

export const RUN_ID = '0f6a3c1e-6f0f-4c2a-9d53-6b0f4f4e2d21'

const none = { accounts: [], hidden: 0, total: 0 }

export function aChange(changes: Partial<CutChange> = {}): CutChange {
  return {
    share: 0.62,
    change: 0.02,
    fallsOut: { account: account(7, 'Harbour') },
    comesIn: { account: account(8, 'Lakeside') },
    cause: 'overtaken',
    ...changes,
  }
}

export function aCriterion(key: string, name: string, changes: Partial<FirmCriterion> = {}): FirmCriterion {
  return {
    key,
    name,
    weight: 50,
    share: 0.5,
    isHidden: false,
    accountsWithEvidence: 40,
    caution: null,
    more: null,
    less: null,
    without: { fallsOut: none, comesIn: none, rankCorrelation: 1 },
    ...changes,
  }
}

/** Two criteria: of Margin a little more is enough to swap two accounts; Growth moves nobody. */
export function aFirmness(changes: Partial<Firmness> = {}): Firmness {
  return {
    id: RUN_ID,
    criteriaSet: { id: SET_ID, name: 'Key account criteria', number: 3 },
    hasOwnWeights: false,
    askedBy: 'Ada Muster',
    today: '2026-11-21',
    finishedAt: '2026-11-21T10:00:00Z',
    isCurrent: true,
    situation: 'contested',
    places: 1,
    accounts: 40,
    ranked: 38,
    inside: 1,
    criteria: [aCriterion('margin', 'Margin', { share: 0.6, more: aChange() }), aCriterion('growth', 'Growth')],
    smallest: { key: 'margin', direction: 'more' },
    raters: [
      {
        name: 'Bo Rater',
        judgedAccounts: 12,
        fallsOut: { accounts: [account(7, 'Harbour')], hidden: 1, total: 2 },
        comesIn: none,
        rankCorrelation: 0.97,
      },
    ],
    acceptability: {
      draws: 2000,
      seed: 1,
      level: 0.9,
      alwaysInside: 0,
      everInside: 2,
      hidden: 0,
      rows: [
        {
          account: account(7, 'Harbour'),
          rank: 1,
          isInside: true,
          insideShare: 0.72,
          low: 0.7,
          high: 0.74,
          rankedShare: 1,
          meanRank: 1.3,
        },
        {
          account: account(8, 'Lakeside'),
          rank: 2,
          isInside: false,
          insideShare: 0.28,
          low: 0.26,
          high: 0.3,
          rankedShare: 1,
          meanRank: null,
        },
      ],
    },
    edges: [
      {
        account: account(7, 'Harbour'),
        rank: 1,
        isInside: true,
        reasons: [
          { code: 'selection/first-to-move', name: 'Margin', change: 0.02, insideShare: null },
          { code: 'selection/undecided-over-weights', name: null, change: null, insideShare: 0.72 },
        ],
      },
    ],
    edgesTotal: 1,
    plausibleChange: 0.05,
    ...changes,
  }
}

/** The long question on its way, or done. */
export const aRun = (status: 'queued' | 'running' | 'done' | 'cancelled' | 'failed', progress = 0) => ({
  id: RUN_ID,
  kind: 'firmness' as const,
  status,
  progress,
  step: status === 'running' ? 'Drawing weights at random' : '',
  failure:
    status === 'failed'
      ? { code: 'selection/criteria-changed', message: 'The criteria were changed; ask again.' }
      : null,
  personName: 'Ada Muster',
  isOwn: true,
  createdAt: '2026-11-21T10:00:00Z',
  finishedAt: null,
})
