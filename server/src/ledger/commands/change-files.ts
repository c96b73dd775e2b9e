import { type ImportKindKey, importKind, isImportKindKey } from '@mainstay/domain/ledger'
import type { AreaContext } from '../../platform/area.ts'
import { actorOf, type CallContext, command } from '../../platform/http/call.ts'
import { type FieldFault, Refused } from '../../platform/refusal.ts'
import type { WriteScope } from '../../platform/use-case.ts'
import {
  filesOf,
  findFile,
  forgetReading,
  type ImportFileRow,
  type ImportRow,
  insertFile,
  lockImport,
  mappingOf,
  type NewFile,
  rememberedMappings,
  rememberMapping,
} from '../import-store.ts'
import { type ImportDetail, readImport } from '../queries/read-import.ts'
import {
  type DateChoice,
  type DecimalChoice,
  type FileInspection,
  isChosen,
  nothingChosen,
  type ReadingChoice,
  type RememberedMappings,
  type StoredMapping,
} from '../reading/inspection.ts'
import { FileFailed, inspectInWorker } from '../reading/worker-client.ts'
import { pathOfKey, removeStored, workspaceFolder } from '../storage.ts'
import type { ImportFailure } from '../tables.ts'

const OPEN = new Set(['uploading', 'ready', 'checked', 'cancelled', 'failed'])
export const FILE_LIMIT = 200

export function requireOpen(row: ImportRow): void {
  if (!OPEN.has(row.status)) throw new Refused('ledger/import-state', { status: row.status })
}

async function touch(scope: WriteScope, id: string, status: 'ready' | 'uploading'): Promise<void> {
  await scope.client.query(
    'update mainstay.import i set status = $3, report = null, version = i.version + 1 where i.workspace_id = $1 and i.id = $2',
    [scope.workspaceId, id, status],
  )
}

/** Looks into a file and adds it to an import; a file that is no table is added with its failure. */
export async function addFile(
  scope: WriteScope,
  file: Omit<NewFile, 'inspection' | 'failure'>,
  seen: Pick<NewFile, 'inspection' | 'failure'>,
): Promise<void> {
  const row = await lockImport(scope, file.importId)
  requireOpen(row)
  if ((await filesOf(scope, file.importId)).length >= FILE_LIMIT) throw new Refused('ledger/too-many-files')
  await insertFile(scope, { ...file, ...seen })
  await touch(scope, file.importId, 'ready')
  await scope.record({
    action: 'ledger.upload',
    subjectType: 'import',
    subjectId: file.importId,
    after: { file: file.name, bytes: file.bytes, failure: seen.failure?.code ?? null },
  })
}

export interface Look {
  readonly path: string
  readonly name: string
  readonly sheet?: string | null
  readonly kind?: ImportKindKey | null
  readonly mapping?: StoredMapping | null
  readonly reading?: ReadingChoice | null
}

/** Opens a file in a thread of its own and says what it holds, or why it cannot be used. */
export async function lookInto(
  context: Pick<AreaContext, 'config'>,
  look: Look,
  workspace: {
    readonly reportingCurrency: string
    readonly remembered: RememberedMappings
  },
): Promise<{ inspection: FileInspection | null; failure: ImportFailure | null }> {
  try {
    const inspection = await inspectInWorker({
      path: look.path,
      name: look.name,
      byteLimit: context.config.uploadLimitBytes,
      sheet: look.sheet ?? null,
      kind: look.kind ?? null,
      mapping: look.mapping ?? null,
      reading: look.reading ?? null,
      ...workspace,
    })
    return { inspection, failure: null }
  } catch (error) {
    if (error instanceof FileFailed) return { inspection: null, failure: error.failure }
    throw error
  }
}

export interface MapFileInput {
  readonly id: string
  readonly fileId: string
  readonly kind?: ImportKindKey | undefined
  readonly sheet?: string | undefined
  readonly columns?: StoredMapping['columns'] | undefined
  readonly decimalFormat?: DecimalChoice | null | undefined
  readonly dateFormat?: DateChoice | null | undefined
  readonly reading?: { readonly [Key in keyof ReadingChoice]?: ReadingChoice[Key] | undefined } | undefined
}

/** Takes a person's correction: looks at the file again in its light, keeps it, and remembers it for the next file of this form. */
export async function mapFile(context: AreaContext, call: CallContext, input: MapFileInput): Promise<ImportDetail> {
  const actor = actorOf(call)
  const { file, remembered } = await context.useCases.read(actor, async (scope) => ({
    file: await findFile(scope, input.id, input.fileId),
    remembered: isReadAnew(input) ? await rememberedMappings(scope) : {},
  }))
  const reading = wantedReading(file, input)
  const wanted = wantedMapping(file, input)
  const folder = workspaceFolder(context.filesFolder, actor.workspaceId)
  const seen = await lookInto(
    context,
    {
      path: pathOfKey(folder, file.storage_key),
      name: file.name,
      sheet: input.sheet ?? (file.proposal as FileInspection).sheet ?? null,
      reading,
      ...wanted,
    },
    { reportingCurrency: actor.reportingCurrency, remembered },
  )
  if (isReadAnew(input) && seen.failure) refuseReading(seen.failure)
  return command(call, (scope) => storeLook(scope, { input, file, ...seen }))
}

/** Whether the correction says anything about how the file is read. */
function isReadAnew(input: MapFileInput): boolean {
  return Object.values(input.reading ?? {}).some((choice) => choice !== undefined)
}

interface Looked {
  readonly input: MapFileInput
  readonly file: ImportFileRow
  readonly inspection: FileInspection | null
  readonly failure: ImportFailure | null
}

async function storeLook(scope: WriteScope, looked: Looked): Promise<ImportDetail> {
  const { input, file, inspection, failure } = looked
  const row = await lockImport(scope, input.id)
  scope.expectVersion(row.version)
  requireOpen(row)
  const mapping = inspection ? mappingOf(inspection) : null
  await scope.client.query(
    'update mainstay.import_file f set kind = $3, sheet = $4, mapping = $5, proposal = $6, failure = $7, result = null, version = f.version + 1 where f.workspace_id = $1 and f.id = $2',
    [
      scope.workspaceId,
      file.id,
      inspection?.kind ?? null,
      inspection?.sheet ?? null,
      JSON.stringify(mapping ?? {}),
      JSON.stringify(inspection ?? file.proposal),
      failure ? JSON.stringify(failure) : null,
    ],
  )
  if (isReadAnew(input) && inspection?.foundHash && !isChosen(inspection.reading))
    await forgetReading(scope, inspection.foundHash)
  if (inspection && mapping && inspection.missing.length === 0) await rememberMapping(scope, inspection, mapping)
  await touch(scope, input.id, 'ready')
  await scope.record({
    action: 'ledger.map',
    subjectType: 'import',
    subjectId: input.id,
    after: {
      file: file.name,
      kind: inspection?.kind ?? null,
      ...(isReadAnew(input) ? { reading: inspection?.reading ?? null } : {}),
    },
  })
  return readImport(scope, input.id)
}

/** What is chosen about reading the file, after this correction. */
function wantedReading(file: ImportFileRow, input: MapFileInput): ReadingChoice {
  const seen = file.proposal as Partial<FileInspection>
  const earlier = seen.reading ?? nothingChosen
  const given = Object.entries(input.reading ?? {}).filter(([, value]) => value !== undefined)
  const reading: ReadingChoice = { ...earlier, ...Object.fromEntries(given) }
  const faults: FieldFault[] = []
  if (seen.format === 'xlsx') {
    for (const key of ['encoding', 'delimiter', 'quote'] as const)
      if (reading[key] !== null)
        faults.push({ path: `reading.${key}`, code: 'not-in-workbook', message: `a workbook has no ${key} to choose` })
  }
  const quote = reading.quote ?? '"'
  if (reading.delimiter === quote)
    faults.push({
      path: 'reading.delimiter',
      code: 'delimiter-is-quote',
      message: `${quote} is the quote character; the delimiter must be another`,
    })
  if (faults.length > 0) throw new Refused('ledger/mapping-invalid', {}, faults)
  return reading
}

/** A reading under which the file is no table is not kept: the file stays as it was. */
function refuseReading(failure: ImportFailure): never {
  throw new Refused('ledger/reading-unfit', {}, [
    { path: 'reading', code: failure.code, message: `${failure.message} ${failure.remedy}` },
  ])
}

/** What of the mapping stays: read in another way, or as another kind, the columns are other columns. */
function wantedMapping(
  file: ImportFileRow,
  input: MapFileInput,
): { kind: ImportKindKey | null; mapping: StoredMapping | null } {
  const seen = file.proposal as Partial<FileInspection>
  const stored = file.kind && isImportKindKey(file.kind) ? file.kind : null
  const readsAnew = isReadAnew(input)
  const kind = input.kind ?? (readsAnew && seen.kindConfidence !== 1 ? null : stored)
  const keepsColumns =
    !readsAnew &&
    (input.kind === undefined || input.kind === stored) &&
    (input.sheet === undefined || input.sheet === seen.sheet)
  const earlier = keepsColumns ? ((file.mapping as StoredMapping).columns ?? []) : []
  const given = new Map(input.columns?.map((column) => [column.column, column.target]))
  const columns = [
    ...earlier.filter((column) => !given.has(column.column)),
    ...[...given].map(([column, target]) => ({ column, target })),
  ]
  if (input.columns && kind) refuseFaultyColumns(kind, columns, seen.columns?.length ?? 0)
  const formats = file.mapping as Partial<StoredMapping>
  const decimalFormat = input.decimalFormat === undefined ? (formats.decimalFormat ?? null) : input.decimalFormat
  const dateFormat = input.dateFormat === undefined ? (formats.dateFormat ?? null) : input.dateFormat
  const saysNothing = readsAnew && columns.length === 0 && decimalFormat === null && dateFormat === null
  return { kind, mapping: saysNothing ? null : { columns, decimalFormat, dateFormat } }
}

function refuseFaultyColumns(kind: ImportKindKey, columns: StoredMapping['columns'], width: number): void {
  const faults: FieldFault[] = []
  const known = new Set(importKind(kind).fields.map((field) => field.key))
  const used = new Set<string>()
  for (const { column, target } of columns) {
    if (column >= width)
      faults.push({
        path: `columns.${column}`,
        code: 'column-unknown',
        message: `the file has no column ${column + 1}`,
      })
    if (target.kind !== 'field') continue
    if (!known.has(target.field))
      faults.push({ path: `columns.${column}`, code: 'field-unknown', message: `${kind} has no field ${target.field}` })
    if (used.has(target.field))
      faults.push({
        path: `columns.${column}`,
        code: 'field-twice',
        message: `${target.field} is given by another column already`,
      })
    used.add(target.field)
  }
  if (faults.length > 0) throw new Refused('ledger/mapping-invalid', {}, faults)
}

/** Takes a file out again. */
export async function removeFile(
  context: AreaContext,
  scope: WriteScope,
  input: { readonly id: string; readonly fileId: string },
): Promise<ImportDetail> {
  const row = await lockImport(scope, input.id)
  requireOpen(row)
  const file = await findFile(scope, input.id, input.fileId)
  await scope.client.query('delete from mainstay.import_file f where f.workspace_id = $1 and f.id = $2', [
    scope.workspaceId,
    file.id,
  ])
  const left = await filesOf(scope, input.id)
  await touch(scope, input.id, left.length > 0 ? 'ready' : 'uploading')
  await scope.record({
    action: 'ledger.remove-file',
    subjectType: 'import',
    subjectId: input.id,
    before: { file: file.name },
  })
  await removeStored(workspaceFolder(context.filesFolder, scope.workspaceId), file.storage_key)
  return readImport(scope, input.id)
}
