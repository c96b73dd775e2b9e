import type { CellPlace, WhiteSpaceCell } from './types.ts'

/** A cell that nobody has written yet. */
export function blankCell({ unitId, offeringId }: CellPlace): WhiteSpaceCell {
  return {
    unitId,
    offeringId,
    state: 'unknown',
    competitor: null,
    competitorShare: null,
    renewalOn: null,
    potential: { low: null, base: null, high: null },
    needProbability: null,
    winProbability: null,
    source: '',
    note: '',
    writtenBy: 'people',
    authorName: '',
    updatedAt: '',
    version: 0,
    led: [],
  }
}
