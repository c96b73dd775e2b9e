import type { PlanSection } from '@mainstay/contract/plans'
import type { PlanStatement, StatementSection } from '@mainstay/contract/plans-statements'
import type { Audience, Block, Cell, Column } from '../plan-document.ts'
import { WORDS } from '../words.ts'

const DAY: Column = { title: 'As of', kind: 'date', weight: 1 }
/** Who says it, from where, and how far to trust it stays in the house. */
const INTERNAL: readonly Column[] = [
  { title: 'Known', kind: 'text', weight: 1 },
  { title: 'Source', kind: 'text', weight: 2 },
  { title: 'Author', kind: 'text', weight: 1.2 },
]

export function statementBlocks({ section, values, statements }: StatementSection, audience: Audience): Block[] {
  const more = audience === 'internal' ? INTERNAL : []
  const blocks: Block[] = []
  if (section.fields.length > 0)
    blocks.push({
      kind: 'table',
      title: '',
      columns: [
        { title: 'Field', kind: 'text', weight: 1.6 },
        { title: 'Value', kind: 'text', weight: 3 },
        DAY,
        ...more,
      ],
      rows: section.fields.flatMap((field) => fieldRow(field, values, audience)),
      empty: 'Nothing is filled in yet.',
    })
  if (statements.length > 0 || section.fields.length === 0)
    blocks.push({
      kind: 'table',
      title: section.fields.length > 0 ? `${section.title}: statements` : '',
      columns: [{ title: 'Statement', kind: 'text', weight: 4.6 }, DAY, ...more],
      rows: statements.map((statement) => [statement.content, { date: statement.asOf }, ...trust(statement, audience)]),
      empty: 'Nothing is written yet.',
    })
  return blocks
}

function fieldRow(
  field: PlanSection['fields'][number],
  values: readonly PlanStatement[],
  audience: Audience,
): Cell[][] {
  const value = values.find((each) => each.fieldKey === field.key)
  if (!value) return []
  return [[field.label, fieldValue(field.kind, value.content), { date: value.asOf }, ...trust(value, audience)]]
}

function fieldValue(kind: PlanSection['fields'][number]['kind'], content: string): Cell {
  return (kind === 'number' || kind === 'money') && /^-?\d+(\.\d+)?$/.test(content) ? { decimal: content } : content
}

function trust(statement: PlanStatement, audience: Audience): Cell[] {
  if (audience === 'customer') return []
  const certainty = statement.isConfirmed ? 'confirmed' : 'assumed'
  const age = WORDS.freshness[statement.freshness]
  const tone = statement.freshness === 'doubtful' ? 'bad' : statement.freshness === 'ageing' ? 'warn' : null
  return [{ value: age === '' ? certainty : `${certainty}, ${age}`, tone }, statement.source, statement.authorName]
}
