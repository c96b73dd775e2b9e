import { randomUUID } from 'node:crypto'
import type { PlanSection } from '@mainstay/contract/plans'
import type { TextRun } from '@mainstay/contract/plans-texts'
import type { ImportedContent } from './import/file-shape.ts'

const WRITTEN = { createdAt: '2026-02-03T08:00:00.000Z', updatedAt: '2026-02-04T09:30:00.000Z' }

export type SampleFile = {
  kind: 'mainstay.plan'
  format: 1
  content: ImportedContent
}

type Audiences = Partial<Record<PlanSection['key'], PlanSection['audience']>>

function section(key: string, part: PlanSection['part'], more: Partial<PlanSection> = {}): PlanSection {
  return { key, title: `Section ${key}`, help: '', part, audience: 'plan', fields: [], freshMonths: 12, ...more }
}

/** Things of the sample that others name. */
interface Named {
  readonly swot: string
  readonly weakness: string
  readonly statement: string
  readonly objective: string
  readonly result: string
  readonly first: string
  readonly unit: string
  readonly offering: string
}

/** Something of everything a plan can hold, each thing named after its place, with links between them. */
export function sampleFile(audiences: Audiences = {}): SampleFile {
  const named: Named = {
    swot: randomUUID(),
    weakness: randomUUID(),
    statement: randomUUID(),
    objective: randomUUID(),
    result: randomUUID(),
    first: randomUUID(),
    unit: randomUUID(),
    offering: randomUUID(),
  }
  const sections = SECTIONS.map((each) => ({ ...each, audience: audiences[each.key] ?? each.audience }))
  return {
    kind: 'mainstay.plan',
    format: 1,
    content: {
      header: {
        title: 'Plan for Acme',
        scope: '',
        sections,
        periods: [
          { number: 1, startsOn: '2026-01-01', endsOn: '2026-12-31' },
          { number: 2, startsOn: '2027-01-01', endsOn: '2027-12-31' },
        ],
      },
      statements: statementsOf(named),
      team: structuredClone(TEAM),
      swot: swotOf(named),
      objectives: objectivesOf(named),
      actions: actionsOf(named),
      goals: structuredClone(GOALS),
      whiteSpace: whiteSpaceOf(named),
      texts: structuredClone(TEXTS),
    },
  }
}

export const later = (moment: string, milliseconds: number) => new Date(Date.parse(moment) + milliseconds).toISOString()
/** Every thing is written at a moment of its own: what was written together stands in no order that could be kept. */
export const moments = (at: number) => ({
  createdAt: later(WRITTEN.createdAt, at * 1_000),
  updatedAt: later(WRITTEN.updatedAt, at * 1_000),
})
const written = (at: number) => ({ authorName: 'author-secret', ...moments(at) })
const about = (at: number) => ({ isConfirmed: true, source: 'source-secret', asOf: '2026-01-15', ...written(at) })

const SECTIONS: readonly PlanSection[] = [
  section('profile', 'statements', {
    fields: [
      { key: 'seat', label: 'Seat', help: '', kind: 'text', choices: [], isRequired: true },
      { key: 'staff', label: 'Staff', help: '', kind: 'number', choices: [], isRequired: false },
    ],
  }),
  section('pressures', 'statements'),
  section('goals', 'goals'),
  section('white', 'white_space'),
  section('swot', 'swot'),
  section('objectives', 'objectives'),
  section('actions', 'actions'),
  section('team', 'team'),
  section('reviews', 'reviews'),
]

const run = (text: string, more: Partial<TextRun> = {}): TextRun => ({ text, marks: [], href: null, ...more })

/** Of every kind of block something; the notes of each section named after it. */
const TEXTS: ImportedContent['texts'] = {
  texts: [
    {
      sectionKey: 'profile',
      blocks: [
        { level: 2, within: [], runs: [run('Heard in the hall')] },
        {
          level: 0,
          within: [],
          runs: [
            run('profile-note is '),
            run('bold', { marks: ['bold'] }),
            run(' and '),
            run('linked', { href: 'https://example.com/a' }),
          ],
        },
        { level: 0, within: [{ kind: 'bullet', item: 1 }], runs: [run('first point')] },
        {
          level: 0,
          within: [
            { kind: 'bullet', item: 1 },
            { kind: 'ordered', item: 1 },
          ],
          runs: [run('deeper one')],
        },
        { level: 0, within: [{ kind: 'bullet', item: 2 }], runs: [run('second point\nwith a second line')] },
        { level: 0, within: [{ kind: 'quote', item: 0 }], runs: [run('we never said that', { marks: ['italic'] })] },
      ],
    },
    { sectionKey: 'pressures', blocks: [{ level: 0, within: [], runs: [run('pressure-note-secret')] }] },
    { sectionKey: 'swot', blocks: [{ level: 0, within: [], runs: [run('swot-note')] }] },
    { sectionKey: 'reviews', blocks: [{ level: 0, within: [], runs: [run('review-note-secret')] }] },
  ],
}

const TEAM: ImportedContent['team'] = {
  people: [
    {
      personId: null,
      name: 'Ada Ito',
      side: 'ours',
      function: 'Account manager',
      duty: 'accountable',
      task: 'task-secret',
      isInner: true,
    },
    {
      personId: null,
      name: 'Bo Lund',
      side: 'customer',
      function: 'Buyer',
      duty: 'informed',
      task: '',
      isInner: false,
    },
  ],
}

const GOALS: ImportedContent['goals'] = {
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
          },
          {
            kind: 'pipeline',
            amount: '123987',
            note: 'pipeline-secret',
            source: '',
            authorName: 'author-secret',
            updatedAt: WRITTEN.updatedAt,
          },
        ],
      },
      grossMargin: { own: '636363', entries: [] },
      contribution: { own: null, entries: [] },
    },
  ],
}

function statementsOf({ statement }: Named): ImportedContent['statements'] {
  return {
    sections: [
      {
        values: [
          { id: randomUUID(), sectionKey: 'profile', fieldKey: 'seat', content: 'Zürich', ...about(1) },
          { id: randomUUID(), sectionKey: 'profile', fieldKey: 'staff', content: '1200', ...about(2) },
        ],
        statements: [
          { id: statement, sectionKey: 'profile', fieldKey: null, content: 'profile-shared', ...about(3) },
          {
            id: randomUUID(),
            sectionKey: 'profile',
            fieldKey: null,
            content: 'assumed-secret',
            ...about(4),
            isConfirmed: false,
          },
        ],
      },
      {
        values: [],
        statements: [
          { id: randomUUID(), sectionKey: 'pressures', fieldKey: null, content: 'pressure-secret', ...about(5) },
        ],
      },
      {
        values: [],
        statements: [
          { id: randomUUID(), sectionKey: 'reviews', fieldKey: null, content: 'review-secret', ...about(60) },
        ],
      },
    ],
  }
}

function swotOf({ swot, weakness }: Named): ImportedContent['swot'] {
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

function objectivesOf({ swot, statement, objective, result, unit, offering }: Named): ImportedContent['objectives'] {
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
        keyResults: [
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
        ],
        causes: [
          { kind: 'swot_item', id: swot },
          { kind: 'statement', id: statement },
          { kind: 'white_space_cell', id: `${unit}:${offering}` },
        ],
        ...moments(8),
      },
    ],
  }
}

function actionsOf({ swot, weakness, objective, result, first }: Named): ImportedContent['actions'] {
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

function whiteSpaceOf({ unit, offering }: Named): ImportedContent['whiteSpace'] {
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
