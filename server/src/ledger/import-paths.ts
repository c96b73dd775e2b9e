import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { access, constants, readdir, stat } from 'node:fs/promises'
import { basename, dirname, extname, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Actor } from '../platform/access/actor.ts'
import type { AreaContext } from '../platform/area.ts'
import { csvBytes } from '../platform/files/index.ts'
import { noOrigin } from '../platform/use-case.ts'
import { addFile, lookInto } from './commands/change-files.ts'
import { cancelImport, markRequested } from './commands/request-run.ts'
import { performImport } from './import-runner.ts'
import { filesOf, insertImport, rememberedMappings } from './import-store.ts'
import { type ImportDetail, readImport } from './queries/read-import.ts'
import { rejectedRows } from './queries/rejected-rows.ts'
import type { ReadingChoice } from './reading/inspection.ts'
import { localKey } from './storage.ts'
import type { ControlTotal, ImportFailure } from './tables.ts'

export interface ImportPathsOptions {
  readonly context: AreaContext
  readonly actor: Actor
  readonly paths: readonly string[]
  readonly dryRun: boolean
  /** Where rejected rows are written; beside each file without it. */
  readonly rejectsFolder?: string
  /** How the text files are read, where somebody says so. */
  readonly reading?: ReadingChoice
  readonly signal?: AbortSignal
}

export interface ImportedFile {
  readonly file: string
  readonly kind: string | null
  readonly rows: number
  readonly inserted: number
  readonly updated: number
  readonly unchanged: number
  readonly rejected: number
  readonly rejectsFile: string | null
  readonly seconds: number
}

export interface ImportPathsResult {
  readonly report: { readonly files: readonly ImportedFile[]; readonly totals: readonly ControlTotal[] }
  /** Files that could not be used, and why. */
  readonly failures: readonly { readonly file: string; readonly failure: ImportFailure }[]
  /** Notes that reject nothing, such as a currency without rates. */
  readonly warnings: readonly { readonly file: string; readonly message: string; readonly rows: number }[]
  readonly importId: string
}

const TABLES = new Set(['.csv', '.tsv', '.tab', '.psv', '.xlsx'])

/** All files under the paths: a folder gives the tables in it, a file named outright is taken whatever it is called. */
async function expandPaths(paths: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const path of paths) {
    const full = resolve(path)
    if (!(await stat(full)).isDirectory()) {
      found.push(full)
      continue
    }
    const inside = (await readdir(full, { recursive: true })).filter(
      (name) =>
        TABLES.has(extname(name).toLowerCase()) && !name.endsWith('.rejects.csv') && !basename(name).startsWith('.'),
    )
    found.push(...inside.sort().map((name) => join(full, name)))
  }
  return [...new Set(found)]
}

/** Imports files and folders by the same rules as an upload, in this process, and says what became of each. */
export async function importPaths(options: ImportPathsOptions): Promise<ImportPathsResult> {
  const { context, actor } = options
  const paths = await expandPaths(options.paths)
  const importId = await context.useCases.command(actor, noOrigin, async (scope) => {
    const id = await insertImport(scope, 'command line')
    await scope.record({ action: 'ledger.start', subjectType: 'import', subjectId: id, after: { files: paths.length } })
    return id
  })
  const { failures, notes } = await addPaths(options, importId, paths)
  const usable = (await detailOf(options, importId)).files.filter((file) => file.failure === null)
  if (usable.length === 0) {
    await context.useCases.command(actor, noOrigin, (scope) => cancelImport(scope, importId))
    return { report: { files: [], totals: [] }, failures, warnings: notes, importId }
  }
  const action = options.dryRun ? 'check' : 'apply'
  await context.useCases.command(actor, noOrigin, (scope) => markRequested(scope, importId, action))
  await performImport(context, { workspaceId: actor.workspaceId, importId, action }, options.signal)
  const detail = await detailOf(options, importId)
  const failed = detail.files.flatMap((file) =>
    file.failure && !failures.some((known) => known.file === file.name)
      ? [{ file: file.name, failure: file.failure }]
      : [],
  )
  const whole = detail.failure ? [{ file: 'import', failure: detail.failure }] : []
  const files = await Promise.all(
    detail.files.filter((file) => file.result !== null).map((file) => reportFile(options, importId, file)),
  )
  const warnings = detail.files.flatMap((file) =>
    (file.result?.warnings ?? []).map(({ message, rows }) => ({ file: file.name, message, rows })),
  )
  return {
    report: { files, totals: detail.totals },
    failures: [...failures, ...failed, ...whole],
    warnings: [...notes, ...warnings],
    importId,
  }
}

function detailOf(options: ImportPathsOptions, importId: string): Promise<ImportDetail> {
  return options.context.useCases.read(options.actor, (scope) => readImport(scope, importId))
}

async function addPaths(
  options: ImportPathsOptions,
  importId: string,
  paths: readonly string[],
): Promise<{ failures: { file: string; failure: ImportFailure }[]; notes: ReadingNote[] }> {
  const { context, actor } = options
  const remembered = await context.useCases.read(actor, (scope) => rememberedMappings(scope))
  const failures: { file: string; failure: ImportFailure }[] = []
  const notes: ReadingNote[] = []
  for (const path of paths) {
    const seen = await lookInto(
      context,
      { path, name: path, reading: options.reading ?? null },
      { reportingCurrency: actor.reportingCurrency, remembered },
    )
    const failure = seen.failure ?? unclear(path, seen.inspection?.questions ?? [], seen.inspection)
    if (failure) failures.push({ file: path, failure })
    else notes.push(...notesOf(path, seen.inspection?.questions ?? []))
    const bytes = (await stat(path)).size
    await context.useCases.command(actor, noOrigin, (scope) =>
      addFile(
        scope,
        { id: randomUUID(), importId, name: path, bytes, storageKey: localKey(path) },
        { inspection: seen.inspection, failure },
      ),
    )
  }
  return { failures, notes }
}

type ReadingNote = ImportPathsResult['warnings'][number]

/** Nobody is there to answer: doubts about how a file is read are told. */
function notesOf(
  file: string,
  questions: readonly { readonly code: string; readonly message: string }[],
): ReadingNote[] {
  return questions.filter(({ code }) => READING_DOUBTS.has(code)).map(({ message }) => ({ file, message, rows: 0 }))
}

const READING_DOUBTS = new Set(['ledger/one-column', 'ledger/encoding-misfit', 'ledger/encoding-differs'])

function unclear(
  path: string,
  questions: readonly { readonly message: string }[],
  seen: { readonly kind: string | null; readonly missing: readonly string[] } | null,
): ImportFailure | null {
  if (!seen || (seen.kind !== null && seen.missing.length === 0)) return null
  const reason = questions[0]?.message ?? 'It is not clear what this file holds.'
  return {
    code: 'ledger/file-unmapped',
    message: `${path}: ${reason}`,
    remedy: 'Name its columns as the import kinds do, or map it once on the import page, which is remembered.',
    row: null,
    column: null,
    value: null,
  }
}

async function reportFile(
  options: ImportPathsOptions,
  importId: string,
  file: ImportDetail['files'][number],
): Promise<ImportedFile> {
  const { rows = 0, inserted = 0, updated = 0, unchanged = 0, rejected = 0, seconds = 0 } = file.result ?? {}
  const rejectsFile = rejected > 0 ? await writeRejects(options, importId, file) : null
  return { file: file.name, kind: file.kind, rows, inserted, updated, unchanged, rejected, rejectsFile, seconds }
}

async function writeRejects(
  options: ImportPathsOptions,
  importId: string,
  file: { readonly id: string; readonly name: string },
): Promise<string> {
  const folder = options.rejectsFolder ?? (await writableFolder(dirname(file.name)))
  const path = join(folder, `${basename(file.name, extname(file.name))}.rejects.csv`)
  await options.context.useCases.read(options.actor, async (scope) => {
    const row = (await filesOf(scope, importId)).find((one) => one.id === file.id)
    if (row) await pipeline(Readable.from(csvBytes(rejectedRows(scope, row))), createWriteStream(path))
  })
  return path
}

async function writableFolder(folder: string): Promise<string> {
  return access(folder, constants.W_OK).then(
    () => folder,
    () => resolve('.'),
  )
}
