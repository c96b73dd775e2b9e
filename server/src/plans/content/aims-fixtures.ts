import { randomUUID } from 'node:crypto'
import type { ImportedContent } from './import/file-shape.ts'
import { moments, type Named, WRITTEN } from './writing-fixtures.ts'

/** The second entry is an opportunity that a cell of the white space became. */
export function goalsOf({ unit, offering }: Pick<Named, 'unit' | 'offering'>): ImportedContent['goals'] {
  return {
    currency: 'USD',
    periods: [
      {
        number: 1,
        netRevenue: {
          own: '500000',
          entries: [
            {
              kind: 'base',
              amount: '300000',
              note: 'base-secret',
              source: '',
              authorName: 'author-secret',
              updatedAt: WRITTEN.updatedAt,
              cause: null,
            },
            {
              kind: 'pipeline',
              amount: '123987',
              note: 'pipeline-secret',
              source: '',
              authorName: 'author-secret',
              updatedAt: WRITTEN.updatedAt,
              cause: { kind: 'white_space_cell', id: `${unit}:${offering}` },
            },
          ],
        },
        grossMargin: { own: '636363', entries: [] },
        contribution: { own: null, entries: [] },
      },
    ],
  }
}

export function objectivesOf(named: Named): ImportedContent['objectives'] {
  const { swot, statement, objective, unit, offering, milestone } = named
  return {
    objectives: [
      {
        id: objective,
        title: 'Be their first choice',
        why: 'why-secret',
        kind: 'quantitative',
        ambition: 'committed',
        owner: { kind: 'colleague', personId: null, name: 'Cy Okafor', function: 'Chief executive' },
        startsOn: '2026-01-01',
        endsOn: '2026-12-31',
        status: 'open',
        ending: null,
        figures: { finalGrade: null },
        marginFigures: null,
        keyResults: keyResultsOf(named),
        causes: [
          { kind: 'swot_item', id: swot },
          { kind: 'statement', id: statement },
          { kind: 'white_space_cell', id: `${unit}:${offering}` },
          { kind: 'buying_step', id: milestone },
        ],
        ...moments(8),
      },
    ],
  }
}

type Objectives = NonNullable<ImportedContent['objectives']>['objectives']

function keyResultsOf({ result }: Named): Objectives[number]['keyResults'] {
  return [
    {
      id: result,
      title: 'Sites we serve',
      kind: 'measured',
      direction: 'up',
      ambition: 'committed',
      weight: 1,
      unit: 'sites',
      measure: { kind: 'typed' },
      figures: {
        start: '2',
        target: '10',
        readings: [
          {
            id: randomUUID(),
            on: '2026-02-01',
            value: '4',
            note: 'note-secret',
            authorName: 'author-secret',
          },
        ],
      },
      marginFigures: null,
    },
    {
      id: randomUUID(),
      title: 'margin-result-secret',
      kind: 'measured',
      direction: 'up',
      ambition: 'stretch',
      weight: 1,
      unit: '',
      measure: { kind: 'fed', source: 'gross_margin', productLine: null, window: 'last_12_months' },
      figures: null,
      marginFigures: { start: '414141', target: '525252', readings: [] },
    },
  ]
}

export function actionsOf({ swot, weakness, objective, result, first }: Named): ImportedContent['actions'] {
  return {
    actions: [
      {
        id: first,
        title: 'Invite the board',
        details: 'details-secret',
        state: 'blocked',
        stateReason: 'reason-secret',
        evidence: 'proof-secret',
        startsOn: null,
        dueOn: '2026-03-01',
        doneOn: null,
        owner: { kind: 'colleague', personId: null, name: 'Cy Okafor', function: 'Chief executive' },
        customerOwner: 'Bo Lund',
        objective: { id: objective },
        keyResult: { id: result },
        repeat: null,
        cause: { kind: 'tows_pair', id: `${weakness}:${swot}` },
        needs: [],
        snoozedUntil: null,
        snoozeReason: '',
        ...moments(9),
      },
      {
        id: randomUUID(),
        title: '=HYPERLINK("http://evil.example","Open the first site")',
        details: '',
        state: 'planned',
        stateReason: '',
        evidence: '',
        startsOn: null,
        dueOn: '2026-06-01',
        doneOn: null,
        owner: null,
        customerOwner: '',
        objective: { id: objective },
        keyResult: null,
        repeat: { every: 2, unit: 'month' },
        cause: null,
        needs: [{ id: first }],
        snoozedUntil: null,
        snoozeReason: '',
        ...moments(10),
      },
    ],
  }
}
