import type { ImportedContent } from './import/file-shape.ts'
import { type Named, WRITTEN, written } from './writing-fixtures.ts'

export function swotOf({ swot, weakness }: Named): ImportedContent['swot'] {
  return {
    items: [
      {
        id: swot,
        viewpoint: 'customer',
        kind: 'threat',
        text: 'Prices of steel',
        evidence: 'evidence-secret',
        evidenceOn: '2026-01-20',
        saidBy: 'said-secret',
        impact: 3,
        confidence: 3,
        settled: null,
        ...written(6),
      },
      {
        id: weakness,
        viewpoint: 'view_of_us',
        kind: 'weakness',
        text: 'view-of-us-item',
        evidence: '',
        evidenceOn: null,
        saidBy: '',
        impact: 2,
        confidence: 2,
        settled: null,
        ...written(7),
      },
    ],
  }
}

export function whiteSpaceOf({ unit, offering }: Named): ImportedContent['whiteSpace'] {
  return {
    currency: 'USD',
    units: [{ id: unit, name: 'Plant north', position: 1, account: null }],
    offerings: [
      {
        id: offering,
        name: 'Bearings',
        position: 1,
        productLine: null,
        marginRate: 0.4747,
        marginSource: 'people',
      },
    ],
    cells: [
      {
        unitId: unit,
        offeringId: offering,
        state: 'competitor',
        competitor: 'competitor-secret',
        competitorShare: 0.6,
        renewalOn: '2026-09-30',
        potential: { low: null, base: '787878', high: null },
        needProbability: 0.8,
        winProbability: 0.4,
        source: 'cell-source-secret',
        note: 'cell-note-secret',
        writtenBy: 'people',
        authorName: 'author-secret',
        updatedAt: WRITTEN.updatedAt,
      },
    ],
  }
}
