import type { PlanSection } from '@mainstay/contract/plans'

/** What the audit keeps of a deed. */
export interface AuditedDeed {
  readonly action: string
  readonly before: Readonly<Record<string, unknown>> | null
  readonly after: Readonly<Record<string, unknown>> | null
}

/** Who reads: the sections they see, and whether they see margins. */
export interface ReaderOfDeeds {
  readonly sections: readonly PlanSection[]
  readonly seesMargins: boolean
  /** What the periods of the plan are called, by their numbers. */
  readonly periods: ReadonlyMap<number, string>
}

type Said = Readonly<Record<string, unknown>>
type Naming = {
  readonly part: PlanSection['part'] | null
  readonly name: (said: Said, reader: ReaderOfDeeds) => string | null
}

const LONGEST = 80

/** By the beginning of the deed's name; the longer beginnings first. */
const NAMINGS: readonly (readonly [string, Naming])[] = [
  ['plans.action-', { part: 'actions', name: (said) => textOf(said.title) }],
  ['plans.actions-imported', { part: 'actions', name: (said) => several(said.titles) }],
  [
    'plans.objectives-imported',
    { part: 'objectives', name: (said) => several(said.titles) ?? several(said.keyResults) },
  ],
  ['plans.objective-', { part: 'objectives', name: (said) => textOf(said.title) }],
  ['plans.key-result-', { part: 'objectives', name: (said) => textOf(said.title) }],
  ['plans.reading-', { part: 'objectives', name: (said) => textOf(said.title) }],
  ['plans.swot-items-', { part: 'swot', name: (said) => several(listOf(said.items).map((item) => item.text)) }],
  ['plans.swot-item-', { part: 'swot', name: (said) => textOf(said.text) }],
  ['plans.pair-', { part: 'swot', name: (said) => joined([said.internal, said.external], ' + ') }],
  ['plans.person-', { part: 'team', name: (said) => textOf(said.name) }],
  ['plans.handed-over', { part: 'team', name: (said) => textOf(said.name) }],
  ['plans.goals-set', { part: 'goals', name: nameOfGoals }],
  ['plans.bridge-entry-', { part: 'goals', name: nameOfEntry }],
  [
    'plans.white-space-heading-',
    { part: 'white_space', name: (said) => textOf(said.name) ?? severalNamed(said.headings) },
  ],
  ['plans.value-case-', { part: 'value_cases', name: nameOfValue }],
  ['plans.value-driver-', { part: 'value_cases', name: nameOfValue }],
  ['plans.white-space-cells-', { part: 'white_space', name: nameOfCells }],
  ['plans.purchase-', { part: 'buying_process', name: (said) => textOf(said.title) }],
  [
    'plans.buying-steps-added',
    { part: 'buying_process', name: (said) => several(listOf(said.steps).map((step) => step.title)) },
  ],
  ['plans.buying-step-', { part: 'buying_process', name: (said) => textOf(said.title) }],
  ['plans.buying-template-', { part: 'buying_process', name: (said) => textOf(said.name) }],
  ['plans.statement-', { part: null, name: nameOfStatement }],
  ['plans.text-', { part: null, name: (said, { sections }) => sectionOf(said, sections)?.title ?? null }],
  ['plans.snapshot-taken', { part: null, name: (said) => textOf(said.reason) }],
  ['plans.section', { part: null, name: nameOfSections }],
  ['plans.rolled-forward', { part: null, name: (said) => textOf(said.period) }],
]

/**
 * What a deed was done to, by its name: of things in a section that the reader does not see, and of margins that are hidden
 * from them, nothing is told. Comments are no news to name: whoever may read them finds them where they stand.
 */
export function nameOfDeed({ action, before, after }: AuditedDeed, reader: ReaderOfDeeds): string | null {
  const naming = NAMINGS.find(([beginning]) => action.startsWith(beginning))?.[1]
  const said = after ?? before
  if (!naming || !said) return null
  if (naming.part !== null && !reader.sections.some(({ part }) => part === naming.part)) return null
  // What was taken out of a bare sentence of the audit may stand in what was there before.
  return naming.name({ ...before, ...said }, reader)
}

function textOf(value: unknown): string | null {
  if (typeof value !== 'string' || value.trim() === '') return null
  const line = [...value.replaceAll(/\s+/g, ' ').trim()]
  return line.length > LONGEST ? `${line.slice(0, LONGEST).join('')}…` : line.join('')
}

function listOf(value: unknown): Said[] {
  return Array.isArray(value) ? value.filter((one): one is Said => typeof one === 'object' && one !== null) : []
}

function several(values: unknown): string | null {
  const names = Array.isArray(values) ? values.map(textOf).filter((name) => name !== null) : []
  const [first] = names
  if (first === undefined) return null
  return names.length === 1 ? first : `${first} and ${names.length - 1} more`
}

function severalNamed(values: unknown): string | null {
  return several(listOf(values).map(({ name }) => name))
}

function joined(values: readonly unknown[], sign: string): string | null {
  const names = values.map(textOf)
  return names.includes(null) ? null : names.join(sign)
}

/** An entry of a margin keeps what it says apart, under a name that the audit hides. */
function nameOfEntry(said: Said, { seesMargins, periods }: ReaderOfDeeds): string | null {
  if (said.measure !== 'net_revenue' && !seesMargins) return null
  const kind = textOf(said.kind)?.replaceAll('_', ' ') ?? null
  return kind === null ? null : `${kind} in ${calledBy(said.period, periods)}`
}

/** A goal of a margin keeps its amount under a name that the audit hides; that it was set is hidden here. */
function nameOfGoals(said: Said, { seesMargins, periods }: ReaderOfDeeds): string | null {
  const seen = listOf(said.goals).filter(({ measure }) => measure === 'net_revenue' || seesMargins)
  return several(
    seen.map(({ measure, period }) => `${String(measure).replaceAll('_', ' ')} ${calledBy(period, periods)}`),
  )
}

function calledBy(period: unknown, periods: ReaderOfDeeds['periods']): string {
  return periods.get(Number(period)) ?? `period ${String(period)}`
}

/** What is worth something to us is a margin: its case and drivers keep what they say under a name that the audit hides. */
function nameOfValue(said: Said, { seesMargins }: ReaderOfDeeds): string | null {
  if (said.beneficiary === 'customer') return textOf(said.title) ?? textOf(said.name)
  const [hidden] = listOf([said.margin])
  return seesMargins && hidden ? (textOf(hidden.title) ?? textOf(hidden.name)) : null
}

function nameOfCells(said: Said): string | null {
  const [first] = listOf(said.cells)
  const name = first ? joined([first.unit, first.offering], ' × ') : null
  const count = typeof said.count === 'number' ? said.count : 1
  return name === null || count === 1 ? name : `${name} and ${count - 1} more`
}

function nameOfStatement(said: Said, { sections }: ReaderOfDeeds): string | null {
  const section = sectionOf(said, sections)
  if (!section) return null
  const field = section.fields.find(({ key }) => key === said.fieldKey)
  return field ? `${section.title}, ${field.label}` : textOf(said.content)
}

/** Sections for the inner team do not exist for others, nor do their names. */
function nameOfSections(said: Said, { sections }: ReaderOfDeeds): string | null {
  const isShown = ({ key, audience }: Said) => audience !== 'inner' || sections.some((section) => section.key === key)
  return several(
    listOf(said.sections)
      .filter(isShown)
      .map(({ title }) => title),
  )
}

function sectionOf(said: Said, sections: readonly PlanSection[]): PlanSection | undefined {
  return sections.find(({ key }) => key === said.sectionKey)
}
