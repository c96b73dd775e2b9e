import { randomUUID } from 'node:crypto'
import { isImportKindKey } from '@mainstay/domain/ledger'
import { sql } from 'kysely'
import { Refused } from '../platform/refusal.ts'
import type { ReadScope, WriteScope } from '../platform/use-case.ts'
import {
  type FileInspection,
  isChosen,
  nothingChosen,
  type RememberedMappings,
  type StoredMapping,
} from './reading/inspection.ts'
import type { FileCounts, ImportFailure, ImportReport, ImportStatus } from './tables.ts'

export interface ImportRow {
  readonly id: string
  readonly number: number
  readonly status: ImportStatus
  readonly source: string
  readonly actor_kind: 'person' | 'api_key' | 'operator' | 'system'
  readonly person_id: string
  readonly person_name: string
  readonly cancel_requested: boolean
  readonly report: ImportReport | null
  readonly version: number
}

export interface ImportFileRow {
  readonly id: string
  readonly import_id: string
  readonly position: number
  readonly name: string
  readonly bytes: string
  readonly storage_key: string
  readonly kind: string | null
  readonly mapping: StoredMapping | Record<string, never>
  readonly proposal: FileInspection | Record<string, never>
  readonly result: FileCounts | null
  readonly failure: ImportFailure | null
  readonly version: number
}

const importColumns = [
  'i.id',
  'i.number',
  'i.source',
  'i.status',
  'i.actor_kind',
  'i.person_id',
  'i.person_name',
  'i.cancel_requested',
  'i.report',
  'i.version',
] as const
const fileColumns = [
  'f.id',
  'f.import_id',
  'f.position',
  'f.name',
  'f.bytes',
  'f.storage_key',
  'f.kind',
  'f.mapping',
  'f.proposal',
  'f.result',
  'f.failure',
  'f.version',
] as const

/** An import locked for a change. */
export async function lockImport(scope: ReadScope, id: string): Promise<ImportRow> {
  const row = await scope.db
    .selectFrom('mainstay.import as i')
    .select(importColumns)
    .where('i.workspace_id', '=', scope.workspaceId)
    .where('i.id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Refused('http/not-found')
  return row as ImportRow
}

export async function findImport(scope: ReadScope, id: string): Promise<ImportRow> {
  const row = await scope.db
    .selectFrom('mainstay.import as i')
    .select(importColumns)
    .where('i.workspace_id', '=', scope.workspaceId)
    .where('i.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new Refused('http/not-found')
  return row as ImportRow
}

export async function filesOf(scope: ReadScope, importId: string): Promise<ImportFileRow[]> {
  const rows = await scope.db
    .selectFrom('mainstay.import_file as f')
    .select(fileColumns)
    .where('f.workspace_id', '=', scope.workspaceId)
    .where('f.import_id', '=', importId)
    .orderBy('f.position')
    .execute()
  return rows as ImportFileRow[]
}

export async function findFile(scope: ReadScope, importId: string, fileId: string): Promise<ImportFileRow> {
  const file = (await filesOf(scope, importId)).find((one) => one.id === fileId)
  if (!file) throw new Refused('http/not-found')
  return file
}

/** A new import with the next number of the workspace. */
export async function insertImport(scope: WriteScope, source: string): Promise<string> {
  const { rows } = await sql<{ number: number }>`
    insert into mainstay.ledger_state as s (workspace_id, next_import_number) values (${scope.workspaceId}, 2)
    on conflict (workspace_id) do update set next_import_number = s.next_import_number + 1
    returning s.next_import_number - 1 as number`.execute(scope.db)
  const id = randomUUID()
  await scope.db
    .insertInto('mainstay.import')
    .values({
      workspace_id: scope.workspaceId,
      id,
      number: rows[0]?.number ?? 1,
      status: 'uploading',
      source,
      actor_kind: scope.actor.kind,
      person_id: scope.actor.id,
      person_name: scope.actor.name,
    } as never)
    .execute()
  return id
}

export interface NewFile {
  readonly id: string
  readonly importId: string
  readonly name: string
  readonly bytes: number
  readonly storageKey: string
  readonly inspection: FileInspection | null
  readonly failure: ImportFailure | null
}

export async function insertFile(scope: WriteScope, file: NewFile): Promise<void> {
  await scope.db
    .insertInto('mainstay.import_file')
    .values({
      workspace_id: scope.workspaceId,
      id: file.id,
      import_id: file.importId,
      position: sql<number>`(select count(*) + 1 from mainstay.import_file f where f.workspace_id = ${scope.workspaceId} and f.import_id = ${file.importId})`,
      name: file.name,
      bytes: String(file.bytes),
      storage_key: file.storageKey,
      sheet: file.inspection?.sheet ?? null,
      kind: file.inspection?.kind ?? null,
      mapping: JSON.stringify(file.inspection ? mappingOf(file.inspection) : {}),
      proposal: JSON.stringify(file.inspection ?? {}),
      failure: file.failure ? JSON.stringify(file.failure) : null,
    } as never)
    .execute()
}

/** The mapping an inspection has come to, with everything a person has chosen. */
export function mappingOf(inspection: FileInspection): StoredMapping {
  return {
    columns: inspection.columns.map((column) => ({ column: column.position, target: column.target })),
    decimalFormat: inspection.decimalFormat ?? null,
    dateFormat: inspection.dateFormat ?? null,
    reading: inspection.reading ?? nothingChosen,
  }
}

export async function setStatus(
  scope: WriteScope,
  id: string,
  values: {
    readonly status: ImportStatus
    readonly report?: ImportReport | null
    readonly failure?: ImportFailure | null
  },
): Promise<void> {
  await scope.db
    .updateTable('mainstay.import as i')
    .set({
      status: values.status,
      ...(values.report === undefined ? {} : { report: values.report ? JSON.stringify(values.report) : null }),
      ...(values.failure === undefined ? {} : { failure: values.failure ? JSON.stringify(values.failure) : null }),
      cancel_requested: false,
      version: sql<number>`i.version + 1`,
    } as never)
    .where('i.workspace_id', '=', scope.workspaceId)
    .where('i.id', '=', id)
    .execute()
}

/** Mappings that people have confirmed before, by header. */
export async function rememberedMappings(scope: ReadScope): Promise<RememberedMappings> {
  const rows = await scope.db
    .selectFrom('mainstay.import_mapping as m')
    .select(['m.header_hash', 'm.kind', 'm.mapping'])
    .where('m.workspace_id', '=', scope.workspaceId)
    .orderBy('m.updated_at', 'desc')
    .limit(500)
    .execute()
  return Object.fromEntries(
    rows.flatMap(({ header_hash, kind, mapping }) => (isImportKindKey(kind) ? [[header_hash, { kind, mapping }]] : [])),
  )
}

/**
 * Keeps a mapping under the header it was made for. Where somebody has chosen how the file is read, the choice is kept
 * under the header as it is found without it too, since that is all that is known of the next file of this form.
 */
export async function rememberMapping(
  scope: WriteScope,
  inspection: FileInspection,
  mapping: StoredMapping,
): Promise<void> {
  const { kind, headerHash, foundHash = headerHash } = inspection
  if (!kind) return
  await upsertMapping(scope, { headerHash, kind, mapping })
  if (foundHash === headerHash || !isChosen(mapping.reading)) return
  const { rows } = await sql<{ mapping: StoredMapping; kind: string }>`
    select m.mapping, m.kind from mainstay.import_mapping m
    where m.workspace_id = ${scope.workspaceId} and m.header_hash = ${foundHash}`.execute(scope.db)
  const own = rows[0] ?? { kind, mapping: { columns: [], decimalFormat: null, dateFormat: null } }
  await upsertMapping(scope, {
    headerHash: foundHash,
    kind: own.kind,
    mapping: { ...own.mapping, reading: mapping.reading },
  })
}

async function upsertMapping(
  scope: WriteScope,
  entry: { readonly headerHash: string; readonly kind: string; readonly mapping: StoredMapping },
): Promise<void> {
  const values = { kind: entry.kind, mapping: JSON.stringify(entry.mapping), updated_at: new Date() }
  await scope.db
    .insertInto('mainstay.import_mapping')
    .values({ workspace_id: scope.workspaceId, header_hash: entry.headerHash, ...values })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'header_hash']).doUpdateSet(values))
    .execute()
}

/** Somebody lets a file be read as it is found again: so are the next ones of its form. */
export async function forgetReading(scope: WriteScope, foundHash: string): Promise<void> {
  await scope.client.query(
    "update mainstay.import_mapping m set mapping = m.mapping - 'reading' where m.workspace_id = $1 and m.header_hash = $2",
    [scope.workspaceId, foundHash],
  )
}
