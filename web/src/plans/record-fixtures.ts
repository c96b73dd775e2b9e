import type { PlanHeader } from './api.ts'
import type { PlanStatement, StatementsPart } from './situation/api/statement-queries.ts'
import type { PlanPerson } from './team/api/team-queries.ts'

export const PLAN_ID = '0b6f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d00'

const SECTION = { help: '', part: 'statements', audience: 'plan', freshMonths: 12 } as const
const SECTION_OF_STATEMENTS = { ...SECTION, key: 'profile', title: 'Profile', fields: [] }
const SECTION_OF_TEAM = { ...SECTION, key: 'team', title: 'Team', part: 'team' as const, fields: [] }

/** An active plan of Harbour for two years. */
export function aPlanHeader(changes: Partial<PlanHeader> = {}): PlanHeader {
  return {
    id: PLAN_ID,
    account: { id: '7', code: 'K7', name: 'Harbour' },
    scope: '',
    title: 'Plan for Harbour',
    status: 'active',
    parent: null,
    children: [],
    template: null,
    sections: [SECTION_OF_STATEMENTS, SECTION_OF_TEAM],
    periods: [{ number: 1, startsOn: '2026-01-01', endsOn: '2026-12-31', label: '2026' }],
    tier: 'A',
    isInner: true,
    createdAt: '2026-01-05T10:00:00Z',
    updatedAt: '2026-01-05T10:00:00Z',
    closedOn: null,
    version: 1,
    ...changes,
  }
}

/** A statement of the section "pressures", confirmed and fresh. */
export function aStatement(changes: Partial<PlanStatement> = {}): PlanStatement {
  return {
    id: '0b6f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d01',
    sectionKey: 'pressures',
    fieldKey: null,
    content: 'Freight costs have doubled.',
    isConfirmed: true,
    source: 'Call with their logistics',
    asOf: '2026-03-01',
    authorName: 'Mia Manager',
    freshness: 'fresh',
    doubtfulFrom: '2099-03-01',
    createdAt: '2026-03-01T10:00:00Z',
    updatedAt: '2026-03-01T10:00:00Z',
    version: 1,
    ...changes,
  }
}

const FIELD = { help: '', choices: [], isRequired: false }

/** A section with fields of every kind, and one of statements alone. */
export function aStatementsPart(
  content: {
    readonly values?: PlanStatement[]
    readonly earlier?: StatementsPart['sections'][number]['earlier']
    readonly statements?: PlanStatement[]
  } = {},
): StatementsPart {
  return {
    sections: [
      {
        section: {
          ...SECTION,
          key: 'profile',
          title: 'Profile',
          help: 'Who they are.',
          fields: [
            { ...FIELD, key: 'industry', label: 'Industry', kind: 'text', isRequired: true },
            { ...FIELD, key: 'budget', label: 'Budget', kind: 'money' },
            { ...FIELD, key: 'channel', label: 'Channel', kind: 'choice', choices: ['Direct', 'Dealer'] },
          ],
        },
        values: content.values ?? [],
        earlier: content.earlier ?? [],
        statements: [],
      },
      {
        section: { ...SECTION, key: 'pressures', title: 'Pressures', audience: 'inner', fields: [] },
        values: [],
        earlier: [],
        statements: content.statements ?? [],
      },
    ],
    completeness: {
      asked: 2,
      done: 1,
      share: 0.5,
      sections: [
        { sectionKey: 'profile', title: 'Profile', asked: 1, done: 0, share: 0, missing: ['Industry'] },
        { sectionKey: 'pressures', title: 'Pressures', asked: 1, done: 1, share: 1, missing: [] },
      ],
    },
  }
}

/** Somebody of ours who does the work. */
export function aPerson(changes: Partial<PlanPerson> = {}): PlanPerson {
  return {
    id: '0b6f4f4e-6f0f-4c2a-9d53-0f6a3c1e2d02',
    personId: 'p-omar',
    name: 'Omar Operations',
    side: 'ours',
    function: 'Operations',
    duty: 'responsible',
    task: 'Delivery on time',
    isInner: false,
    hasLeft: false,
    version: 1,
    ...changes,
  }
}
