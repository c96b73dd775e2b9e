/** What the frame says of the pages of selection; loaded with the first page, so nothing else stands here. */
export const navigationText = {
  ranking: 'Selection',
  rounds: 'Scoring rounds',
  tiers: 'Tiers',
  overrides: 'Overrides',
  candidates: 'Candidates',
  scorecard: 'Profitability',
  programResult: { page: 'Result', command: 'Program result' },
  firmness: { page: 'Firmness', command: 'How firm is the list?' },
  backTest: 'Back-test',
} as const
