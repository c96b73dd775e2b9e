import {
  type ColumnProposal,
  type FieldType,
  type ImportKindKey,
  importKind,
  isImportKindKey,
  missingFields,
  proposeColumns,
  proposeKind,
} from '@mainstay/domain/ledger'
import type { TableSource } from '../../platform/files/index.ts'
import { openAsChosen } from './choose-reading.ts'
import { readingsOf } from './formats.ts'
import type {
  ColumnTarget,
  FileInspection,
  FileQuestion,
  InspectedColumn,
  InspectionRequest,
  StoredMapping,
} from './inspection.ts'
import { isRejectColumn, isRejectsFile } from './rejects-file.ts'
import { storable } from './row-faults.ts'

const LEAST_CONFIDENCE = 0.25
const PROPOSAL_ROWS = 200
const SAMPLE_BATCHES = 20
const PREVIEW_ROWS = 20
const PREVIEW_CELL = 200
const FORMAT_SAMPLES = 2_000

/** Opens a file, proposes what it is and what its columns mean, and says what a person must decide. */
export async function inspectFile(request: InspectionRequest): Promise<FileInspection> {
  const opened = await openAsChosen(request)
  const { table } = opened
  const rows = opened.rows.map((row) => row.cells)
  const remembered = rememberedMapping(request, opened.headerHash)
  const sample = rows.slice(0, PROPOSAL_ROWS)
  const ranked = proposeKind(table.header, sample)[0]
  const proposed = ranked && ranked.confidence >= LEAST_CONFIDENCE ? ranked.kind : null
  const kind = request.kind ?? (remembered && isImportKindKey(remembered.kind) ? remembered.kind : proposed)
  const mapping = request.mapping ?? remembered?.mapping ?? null
  const drafts = draftColumns(table, { kind, mapping, sample })
  const { columns, questions } = await decideFormats({ table, rows, drafts, kind, mapping, request })
  return {
    format: table.format,
    encoding: table.encoding,
    delimiter: table.delimiter,
    quote: table.quote,
    sheet: table.sheet,
    sheets: table.sheetNames.filter((sheet) => !sheet.hidden).map((sheet) => sheet.name),
    headerRow: table.headerRow,
    headerHash: opened.headerHash,
    foundHash: opened.foundHash,
    reading: opened.reading,
    isReadingRemembered: opened.isRemembered,
    decimalFormat: mapping?.decimalFormat ?? null,
    dateFormat: mapping?.dateFormat ?? null,
    kind,
    kindConfidence: request.kind || remembered ? 1 : (ranked?.confidence ?? null),
    isRemembered: remembered !== undefined,
    columns,
    questions: [...opened.doubts, ...questions],
    missing: kind ? missingOf(kind, columns) : [],
    preview: rows
      .slice(0, PREVIEW_ROWS)
      .map((cells) =>
        cells.slice(0, 200).map((cell) => cell.slice(0, PREVIEW_CELL).replaceAll('\0', '').toWellFormed()),
      ),
  }
}

/** What was said of the last file of this form, where nobody says otherwise of this one. */
function rememberedMapping(request: InspectionRequest, headerHash: string) {
  if (request.kind !== null || request.mapping !== null) return undefined
  const remembered = request.remembered[headerHash]
  return remembered && remembered.mapping.columns.length > 0 ? remembered : undefined
}

interface Draft {
  readonly proposal: ColumnProposal | null
  readonly header: string
  readonly target: ColumnTarget
  readonly isChosen: boolean
}

function draftColumns(
  table: TableSource,
  choice: {
    readonly kind: ImportKindKey | null
    readonly mapping: StoredMapping | null
    readonly sample: readonly (readonly string[])[]
  },
): Draft[] {
  const proposals = choice.kind ? proposeColumns(choice.kind, table.header, choice.sample) : []
  const chosen = new Map(choice.mapping?.columns.map((column) => [column.column, column.target]))
  const isRejects = isRejectsFile(table.header)
  return table.header.map((name, position) => {
    const header = storable(name)
    const proposal = proposals[position] ?? null
    if (isRejects && isRejectColumn(header))
      return { proposal: null, header, target: { kind: 'ignore' }, isChosen: true }
    const own = chosen.get(position)
    return { proposal, header, target: own ?? targetOf(proposal, header), isChosen: own !== undefined }
  })
}

function targetOf(proposal: ColumnProposal | null, header: string): ColumnTarget {
  if (!proposal) return { kind: 'ignore' }
  return proposal.target.kind === 'attribute' ? { kind: 'attribute', name: header.slice(0, 120) } : proposal.target
}

interface FormatWork {
  readonly table: TableSource
  readonly rows: readonly (readonly string[])[]
  readonly drafts: readonly Draft[]
  readonly kind: ImportKindKey | null
  readonly mapping: StoredMapping | null
  readonly request: InspectionRequest
}

async function decideFormats(work: FormatWork): Promise<{ columns: InspectedColumn[]; questions: FileQuestion[] }> {
  const types = work.drafts.map((draft) => typeOf(work.kind, draft.target))
  const choices = {
    decimal: work.mapping?.decimalFormat ?? null,
    date: work.mapping?.dateFormat ?? null,
    isWorkbook: work.table.format === 'xlsx',
  }
  const readingOf = (rows: readonly (readonly string[])[]) =>
    readingsOf(
      types.map((type, position) => ({
        type,
        samples: type === 'other' ? [] : samplesOf(rows, position, FORMAT_SAMPLES),
      })),
      choices,
    )
  let readings = readingOf(work.rows)
  const isOpen = () => types.some((type, position) => type !== 'other' && (readings[position]?.[type].length ?? 0) > 1)
  if (isOpen()) {
    let batches = 0
    for await (const batch of work.table.rows()) {
      readings = readingOf(batch.map((row) => row.cells))
      batches += 1
      if (!isOpen() || batches >= SAMPLE_BATCHES) break
    }
  }
  const columns = work.drafts.map(
    (draft, position): InspectedColumn => ({
      position,
      header: draft.header,
      samples: samplesOf(work.rows.slice(0, 50), position, 5).map((sample) =>
        sample.slice(0, 120).replaceAll('\0', '').toWellFormed(),
      ),
      target: draft.target,
      confidence: draft.isChosen ? 1 : (draft.proposal?.confidence ?? 0),
      reason: draft.isChosen ? 'chosen' : (draft.proposal?.why ?? 'spare'),
      currency: draft.proposal?.currency ?? null,
      reading: readings[position] ?? { decimal: [], date: [] },
    }),
  )
  return { columns, questions: questionsOf(work, columns, types) }
}

function typeOf(kind: ImportKindKey | null, target: ColumnTarget): 'decimal' | 'date' | 'other' {
  if (!kind || target.kind !== 'field') return 'other'
  const type: FieldType | undefined = importKind(kind).fields.find((field) => field.key === target.field)?.type
  if (type === 'decimal' || type === 'integer' || type === 'percent') return 'decimal'
  return type === 'date' || type === 'month' ? 'date' : 'other'
}

function samplesOf(rows: readonly (readonly string[])[], position: number, limit: number): string[] {
  const samples = new Set<string>()
  for (const row of rows) {
    const cell = row[position]?.trim() ?? ''
    if (cell !== '') samples.add(cell)
    if (samples.size >= limit) break
  }
  return [...samples]
}

function missingOf(kind: ImportKindKey, columns: readonly InspectedColumn[]): string[] {
  const mapped = new Set(columns.flatMap((column) => (column.target.kind === 'field' ? [column.target.field] : [])))
  return missingFields(importKind(kind), mapped).map((field) => field.key)
}

function questionsOf(
  work: FormatWork,
  columns: readonly InspectedColumn[],
  types: readonly ('decimal' | 'date' | 'other')[],
): FileQuestion[] {
  const questions: FileQuestion[] = []
  const ask = (code: string, message: string) => questions.push({ code, message })
  if (!work.kind) ask('ledger/kind-unknown', 'It is not clear what this file holds. Choose its kind.')
  const missing = work.kind ? missingOf(work.kind, columns) : []
  if (missing.length > 0)
    ask('ledger/columns-missing', `No column is known to hold: ${missing.join(', ')}. Say which ones do.`)
  const open = (type: 'decimal' | 'date') =>
    columns.filter((column) => types[column.position] === type && column.reading[type].length > 1)
  const dates = open('date')
  if (dates.length > 0)
    ask(
      'ledger/date-ambiguous',
      `Dates in ${dates.map((column) => column.header).join(', ')} can be read as day first or month first. Choose which comes first; until then such rows are rejected.`,
    )
  const numbers = open('decimal')
  if (numbers.length > 0)
    ask(
      'ledger/number-ambiguous',
      `Numbers in ${numbers.map((column) => column.header).join(', ')} can be read with a decimal point or a decimal comma. Choose which; until then such rows are rejected.`,
    )
  const rate =
    work.kind === 'exchange_rates'
      ? columns.find((column) => column.target.kind === 'field' && column.target.field === 'rate')
      : undefined
  if (rate?.currency && rate.currency !== work.request.reportingCurrency) {
    ask(
      'ledger/rate-currency',
      `The rates are in ${rate.currency}, but the workspace reports in ${work.request.reportingCurrency}.`,
    )
  }
  return questions
}
