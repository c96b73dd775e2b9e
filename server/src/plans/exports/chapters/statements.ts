import type { PlanSection } from '@mainstay/contract/plans'
import type { PlanStatement, StatementSection } from '@mainstay/contract/plans-statements'
import { dayInWords } from '@mainstay/domain/kernel'
import type { Audience, Block, Cell, Column } from '../plan-document.ts'
import { WORDS } from '../words.ts'

const DAY: Column = { title: 'As of', kind: 'date', weight: 1 }
/** Who says it, from where, and how far to trust it stays in the house. */
const INTERNAL: readonly Column[] = [
  { title: 'Known', kind: 'text', weight: 1 },
  { title: 'Source', kind: 'text', weight: 2 },
  { title: 'Author', kind: 'text', weight: 1.2 },
]

export function statementBlocks(content: StatementSection, audience: Audience): Block[] {
  const { section, statements } = content
  const more = audience === 'internal' ? INTERNAL : []
  const blocks: Block[] = []
  const rows = section.fields.flatMap((field) => fieldRow(field, content, audience))
  if (rows.length > 0)
    blocks.push({
      kind: 'table',
      title: '',
      columns: [
        { title: 'Field', kind: 'text', weight: 1.6 },
        { title: 'Value', kind: 'text', weight: 3 },
        DAY,
        ...more,
      ],
      rows,
      empty: '',
    })
  if (statements.length > 0)
    blocks.push({
      kind: 'table',
      title: rows.length > 0 ? 'Statements' : '',
      columns: [{ title: 'Statement', kind: 'text', weight: 4.6 }, DAY, ...more],
      rows: statements.map((statement) => [
        contentOf(statement),
        { date: statement.asOf },
        ...trust(statement, audience),
      ]),
      empty: '',
    })
  return blocks
}

function fieldRow(
  field: PlanSection['fields'][number],
  { values, earlier }: StatementSection,
  audience: Audience,
): Cell[][] {
  const value = values.find((each) => each.fieldKey === field.key)
  if (!value) return []
  const before = earlier.filter(({ fieldKey }) => fieldKey === field.key).map(({ content }) => content)
  const said = fieldValue(field.kind, contentOf(value))
  const told = before.length > 0 ? `${value.content} (before: ${before.join(', ')})` : said
  return [[field.label, told, { date: value.asOf }, ...trust(value, audience)]]
}

function fieldValue(kind: PlanSection['fields'][number]['kind'], content: string): Cell {
  if (kind === 'date') return dayInWords(content)
  return (kind === 'number' || kind === 'money') && /^-?\d+(\.\d+)?$/.test(content) ? { decimal: content } : content
}

function trust(statement: PlanStatement, audience: Audience): Cell[] {
  if (audience === 'customer') return []
  const certainty = statement.isConfirmed ? 'confirmed' : 'assumed'
  const age = WORDS.freshness[statement.freshness]
  const tone = statement.freshness === 'doubtful' ? 'bad' : statement.freshness === 'ageing' ? 'warn' : null
  return [
    { value: age === '' ? certainty : `${certainty}, ${age}`, tone },
    LEDGER.test(statement.source) ? daysInWords(statement.source) : statement.source,
    statement.authorName,
  ]
}

export function isDoubtful({ freshness }: PlanStatement): boolean {
  return freshness === 'doubtful'
}

/** What the ledger drafted names days and months as the screen does; what people typed stays as they typed it. */
function contentOf({ content }: PlanStatement): string {
  return DRAFTED.test(content) ? daysInWords(content) : content
}

/** How plans began that were drafted before drafts had words for months. */
const DRAFTED = /^Net revenue \d{4}-\d{2} to \d{4}-\d{2}: /

const LEDGER = /^Invoice ledger up to \d{4}-\d{2}-\d{2}$/

function daysInWords(text: string): string {
  return text.replace(/\b\d{4}-\d{2}(?:-\d{2})?\b/g, dayInWords)
}
