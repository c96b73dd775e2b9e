import { account } from '../fixtures.ts'
import type { Round, RoundDetail, RoundResults, Sheet } from './types.ts'

export const ROUND_ID = '1c2f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d21'
const SET_ID = '6b0f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d21'
const LEVELS = ['None', 'Little', 'Some', 'Much', 'Full']

export const harbour = account(7, 'Harbour')
export const lakeside = account(8, 'Lakeside')
export const fit = {
  criterionKey: 'fit',
  name: 'Strategic fit',
  definition: 'Do their direction and ours meet?',
  levels: LEVELS,
  functions: ['sales', 'finance'],
}
export const access = { ...fit, criterionKey: 'access', name: 'Access', functions: ['sales'] }

export function aRound(changes: Partial<Round> = {}): Round {
  return {
    id: ROUND_ID,
    name: 'Candidates of 2027',
    status: 'open',
    opensOn: '2026-11-20',
    deadline: '2026-11-30',
    daysLeft: 8,
    candidates: 2,
    raters: 2,
    due: 6,
    done: 1,
    own: { function: 'sales', due: 4, done: 1 },
    leadName: 'Lea Lead',
    version: 3,
    ...changes,
  }
}

export function aDetail(changes: Partial<RoundDetail> = {}): RoundDetail {
  return {
    ...aRound(),
    criteriaSet: { id: SET_ID, name: 'Key account criteria', number: 3, status: 'published' },
    closing: 'by_hand',
    reminderDays: [7, 1],
    criteria: [fit, access],
    raterList: [
      { personId: 'p1', name: 'Ann Bell', function: 'sales', due: 4, done: 1, lastRemindedOn: null },
      { personId: 'p2', name: 'Fay Finance', function: 'finance', due: 2, done: 0, lastRemindedOn: null },
    ],
    candidateList: [harbour, lakeside],
    faults: [],
    cautions: [],
    closedOn: null,
    takenOver: null,
    cancelReason: null,
    mayLead: true,
    ...changes,
  }
}

export function aSheet(changes: Partial<Sheet> = {}): Sheet {
  return {
    round: aRound(),
    criteria: [fit, access],
    measures: [{ key: 'growth_12m', name: 'Growth', unit: 'fraction' }],
    candidates: [
      { account: harbour, isVisible: true, evidence: [0.12] },
      { account: lakeside, isVisible: false, evidence: [null] },
    ],
    cells: [
      {
        accountId: harbour.id,
        criterionKey: 'fit',
        answer: 4,
        comment: null,
        revision: '00000000-0000-4000-8000-000000000001',
      },
    ],
    ...changes,
  }
}

const known = (value: number) => ({ value, status: 'ok' as const, reasons: [] })
const unknown = { value: null, status: 'insufficient_data' as const, reasons: ['selection/one-rater'] }

export function someResults(changes: Partial<RoundResults> = {}): RoundResults {
  const agreement = {
    ordinal: known(0.31),
    interval: known(0.28),
    reading: 'discuss' as const,
    raters: 2,
    units: 5,
    intraclassSingle: known(0.3),
    intraclassAverage: unknown,
  }
  return {
    round: aRound({ status: 'closed' }),
    mayLead: true,
    counts: { settled: 0, agreed: 3, one_rater: 0, discuss: 1, no_evidence: 0 },
    overall: agreement,
    criteria: [
      {
        ...agreement,
        criterionKey: 'fit',
        name: 'Strategic fit',
        levels: LEVELS,
        open: 1,
        widest: [
          {
            account: harbour,
            lowest: { name: 'Fay Finance', function: 'finance', score: 1, comment: 'They pay late.' },
            highest: { name: 'Ann Bell', function: 'sales', score: 5, comment: null },
          },
        ],
      },
    ],
    severity: {
      isCorrectable: false,
      reasons: ['selection/fewer-than-five-common-accounts'],
      raters: [
        {
          personId: 'p2',
          name: 'Fay Finance',
          function: 'finance',
          deviation: known(-0.8),
          commonAccounts: 2,
          commonScores: 2,
        },
      ],
    },
    disagreements: [{ account: harbour, criterionKey: 'fit', range: 4, crossesCut: true, worstRank: 14, bestRank: 3 }],
    placesUnknown: null,
    ...changes,
  }
}

export const resultRow = {
  account: harbour,
  cells: [
    {
      criterionKey: 'fit',
      kind: 'discuss' as const,
      level: null,
      range: 4,
      mean: 3,
      correctedMean: null,
      scores: [
        { personId: 'p1', score: 5, comment: null },
        { personId: 'p2', score: 1, comment: 'They pay late.' },
      ],
      settlement: null,
    },
  ],
}
