import { readableEncodings } from '@mainstay/contract/file-reading'
import type { importDetail, importSummary } from '@mainstay/contract/ledger'
import { sql } from 'kysely'
import type { z } from 'zod'
import { decodeCursor, encodeCursor } from '../../platform/http/cursor.ts'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { filesOf, type ImportFileRow } from '../import-store.ts'
import { NO_QUOTE } from '../reading/choose-reading.ts'
import { type FileInspection, nothingChosen, type StoredMapping } from '../reading/inspection.ts'
import type { ImportProgress } from '../tables.ts'

export type ImportDetail = z.input<typeof importDetail>
export type ImportSummary = z.input<typeof importSummary>

export interface PageInput {
  readonly cursor?: string | undefined
  readonly limit: number
}

function selectImports(scope: ReadScope) {
  return scope.db
    .selectFrom('mainstay.import as i')
    .select([
      'i.id',
      'i.number',
      'i.status',
      'i.source',
      'i.person_id',
      'i.person_name',
      'i.created_at',
      'i.applied_at',
      'i.undone_at',
      'i.progress',
      'i.report',
      'i.failure',
      'i.version',
    ])
    .select([
      sql<
        string[]
      >`array(select f.name from mainstay.import_file f where f.workspace_id = i.workspace_id and f.import_id = i.id order by f.position)`.as(
        'file_names',
      ),
      sql<
        string | null
      >`(select sum((f.result ->> 'rows')::bigint) from mainstay.import_file f where f.workspace_id = i.workspace_id and f.import_id = i.id)`.as(
        'rows',
      ),
      sql<
        string | null
      >`(select sum((f.result ->> 'rejected')::bigint) from mainstay.import_file f where f.workspace_id = i.workspace_id and f.import_id = i.id)`.as(
        'rejected',
      ),
    ])
    .where('i.workspace_id', '=', scope.workspaceId)
}

type SelectedImport = Awaited<ReturnType<ReturnType<typeof selectImports>['executeTakeFirstOrThrow']>>

function summaryOf(row: SelectedImport): ImportSummary {
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    source: row.source,
    personName: row.person_name,
    createdAt: row.created_at.toISOString(),
    appliedAt: row.applied_at?.toISOString() ?? null,
    undoneAt: row.undone_at?.toISOString() ?? null,
    fileNames: row.file_names,
    rows: row.rows === null ? null : Number(row.rows),
    rejected: row.rejected === null ? null : Number(row.rejected),
  }
}

export async function listImports(scope: ReadScope, input: PageInput) {
  const keys = decodeCursor(input.cursor, 'imports', ['id'])
  let query = selectImports(scope)
    .orderBy('i.number', 'desc')
    .limit(input.limit + 1)
  if (keys) query = query.where('i.number', '<', Number(keys[0]))
  const rows = await query.execute()
  const counted = await scope.db
    .selectFrom('mainstay.import as i')
    .select(sql<string>`count(*)`.as('total'))
    .where('i.workspace_id', '=', scope.workspaceId)
    .executeTakeFirst()
  const page = rows.slice(0, input.limit)
  return {
    rows: page.map(summaryOf),
    nextCursor: rows.length > input.limit ? encodeCursor('imports', [page.at(-1)?.number ?? 0]) : null,
    total: Number(counted?.total ?? 0),
  }
}

export async function readImport(scope: ReadScope, id: string): Promise<ImportDetail> {
  const row = await selectImports(scope).where('i.id', '=', id).executeTakeFirst()
  if (!row) throw new Refused('http/not-found')
  const files = await filesOf(scope, id)
  // Cells may hold costs: they are for those who may see these, and for whoever brought the file.
  const showsCells = scope.actor.seesMargins || row.person_id === scope.actor.id
  const isRunning = ['checking', 'applying', 'undoing'].includes(row.status)
  return {
    ...summaryOf(row),
    files: files.map((file) => fileOf(scope, id, file)).map(showsCells ? (file) => file : withoutCells),
    progress: isRunning && 'phase' in row.progress ? (row.progress as ImportProgress) : null,
    totals: [...(row.report?.totals ?? [])],
    isDryRun: row.report?.isDryRun ?? false,
    failure: row.failure,
    undo: row.report?.undo ?? null,
    version: row.version,
  }
}

function withoutCells(file: ImportDetail['files'][number]): ImportDetail['files'][number] {
  return {
    ...file,
    preview: [],
    rejectsPath: null,
    columns: file.columns.map((column) => ({ ...column, samples: [] })),
  }
}

function fileOf(scope: ReadScope, importId: string, file: ImportFileRow): ImportDetail['files'][number] {
  const seen = file.proposal as Partial<FileInspection>
  const mapping = file.mapping as Partial<StoredMapping>
  const hasRejects = (file.result?.rejected ?? 0) > 0
  return {
    id: file.id,
    name: file.name,
    bytes: Number(file.bytes),
    format: seen.format ?? null,
    encoding: seen.encoding ?? null,
    delimiter: seen.delimiter ?? null,
    quote: seen.quote === NO_QUOTE ? 'none' : (seen.quote ?? null),
    reading: readingOf(seen),
    sheet: seen.sheet ?? null,
    sheets: [...(seen.sheets ?? [])],
    headerRow: seen.headerRow ?? null,
    kind: (file.kind as ImportDetail['files'][number]['kind']) ?? null,
    kindConfidence: seen.kindConfidence ?? null,
    isRemembered: seen.isRemembered ?? false,
    columns: (seen.columns ?? []).map(({ position, header, samples, target, confidence, reason }) => ({
      position,
      header,
      samples: [...samples],
      target,
      confidence,
      reason,
    })),
    decimalFormat: mapping.decimalFormat ?? null,
    dateFormat: mapping.dateFormat ?? null,
    questions: [...(seen.questions ?? [])],
    preview: (seen.preview ?? []).map((cells) => [...cells]),
    result: file.result ? { ...file.result, warnings: [...file.result.warnings] } : null,
    rejectsPath: hasRejects
      ? `/api/workspaces/${scope.actor.workspaceSlug}/imports/${importId}/files/${file.id}/rejects.csv`
      : null,
    failure: file.failure,
    version: file.version,
  }
}

function readingOf(seen: Partial<FileInspection>): ImportDetail['files'][number]['reading'] {
  const { encoding, delimiter, quote, headerRow } = seen.reading ?? nothingChosen
  return {
    encoding: readableEncodings.find((known) => known === encoding) ?? null,
    delimiter,
    quote: QUOTES.find((known) => known === quote) ?? null,
    headerRow,
    isRemembered: seen.isReadingRemembered ?? false,
  }
}

const QUOTES = ['"', "'", 'none'] as const
