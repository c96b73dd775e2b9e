import { randomUUID } from 'node:crypto'
import type { PlanSection } from '@mainstay/contract/plans'
import { actionsOf, goalsOf, objectivesOf } from './aims-fixtures.ts'
import { buyingOf } from './buying-fixtures.ts'
import type { ImportedContent } from './import/file-shape.ts'
import { swotOf, whiteSpaceOf } from './market-fixtures.ts'
import { valueCasesOf } from './value-fixtures.ts'
import { statementsOf, TEXTS } from './words-fixtures.ts'
import type { Named } from './writing-fixtures.ts'

/** Every section of the sample file that a customer may see. */
export const SHARED = {
  profile: 'customer',
  goals: 'customer',
  white: 'customer',
  buying: 'customer',
  swot: 'customer',
  objectives: 'customer',
  actions: 'customer',
  team: 'customer',
  value: 'customer',
} as const

export type SampleFile = {
  kind: 'mainstay.plan'
  format: 1
  content: ImportedContent
}

type Audiences = Partial<Record<PlanSection['key'], PlanSection['audience']>>

function section(key: string, part: PlanSection['part'], more: Partial<PlanSection> = {}): PlanSection {
  return { key, title: `Section ${key}`, help: '', part, audience: 'plan', fields: [], freshMonths: 12, ...more }
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
    buyer: randomUUID(),
    milestone: randomUUID(),
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
      team: teamOf(named),
      swot: swotOf(named),
      objectives: objectivesOf(named),
      actions: actionsOf(named),
      goals: goalsOf(named),
      whiteSpace: whiteSpaceOf(named),
      value: valueCasesOf(named),
      buying: buyingOf(named),
      texts: structuredClone(TEXTS),
    },
  }
}

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
  section('value', 'value_cases'),
  section('buying', 'buying_process'),
  section('team', 'team'),
  section('reviews', 'reviews'),
]

function teamOf({ buyer }: Named): ImportedContent['team'] {
  return {
    people: [
      {
        id: randomUUID(),
        personId: null,
        name: 'Ada Ito',
        side: 'ours',
        function: 'Account manager',
        duty: 'accountable',
        task: 'task-secret',
        isInner: true,
      },
      {
        id: buyer,
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
}
