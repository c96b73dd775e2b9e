import { mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type ImportKindKey, inImportOrder, isImportKindKey } from '@mainstay/domain/ledger'
import type pg from 'pg'
import type { ImportFileRow } from '../import-store.ts'
import type { FileInspection } from '../reading/inspection.ts'
import { planReading } from '../reading/read-plan.ts'
import { Cancelled, FileFailed } from '../reading/worker-client.ts'
import type { ControlTotal, FileCounts, ImportFailure, ImportWarning } from '../tables.ts'
import {
  collectFaultyRows,
  dropStage,
  type FileLoad,
  type NewManager,
  type StagedCounts,
  stageFile,
} from './file-load.ts'
import { fillEmptyLedger, isLedgerEmpty, type KindResult, type LedgerExtent } from './invoice-lines.ts'
import { kindPlan } from './kind-plans.ts'
import { mergeKind } from './merge-kind.ts'
import { fillOwnLines } from './own-lines.ts'
import type { ProgressMeter } from './progress.ts'

/** What a run needs to know, beside its transaction. */
export interface RunSettings {
  readonly importNumber: number
  readonly reportingCurrency: string
  readonly folder: string
  readonly byteLimit: number
  readonly signal: AbortSignal
  readonly meter: ProgressMeter
  pathOf(file: ImportFileRow): string
}

export interface FileOutcome {
  readonly file: ImportFileRow
  readonly result: FileCounts | null
  readonly failure: ImportFailure | null
  readonly spoolPath: string
  readonly managers: readonly NewManager[]
}

export interface RunOutcome {
  readonly files: readonly FileOutcome[]
  readonly totals: readonly ControlTotal[]
  readonly lines: number
}

/** Takes every file in, in the order in which they build on one another, inside the transaction of `client`. */
export async function takeFilesIn(
  client: pg.PoolClient,
  files: readonly ImportFileRow[],
  settings: RunSettings,
): Promise<RunOutcome> {
  // Tables filled earlier in this transaction have no statistics yet; guessed small, they would be read row by row. A
  // third of the usual sample tells as well which plan is good.
  await client.query(
    "select set_config('mainstay.import_number', $1, true), set_config('work_mem', '128MB', true), set_config('statement_timeout', '0', true), set_config('jit', 'off', true), set_config('enable_nestloop', 'off', true), set_config('default_statistics_target', '30', true)",
    [String(settings.importNumber)],
  )
  await mkdir(settings.folder, { recursive: true })
  const usable = files.flatMap((file) =>
    file.failure === null && file.kind && isImportKindKey(file.kind) ? [{ kind: file.kind, file }] : [],
  )
  const outcomes: FileOutcome[] = []
  const totals = new Map<string, ControlTotal>()
  let wholeLedger: LedgerExtent | undefined
  const ordered = inImportOrder(usable)
  for (const { kind, file } of ordered) {
    if (settings.signal.aborted) throw new Cancelled()
    const isLast = file === ordered.at(-1)?.file
    const { outcome, fileTotals, extent } = await takeFileIn(client, { kind, file, isLast }, settings)
    outcomes.push(outcome)
    wholeLedger = extent
    for (const total of fileTotals)
      totals.set(total.currency, await sumTotals(client, totals.get(total.currency), total))
  }
  if (settings.signal.aborted) throw new Cancelled()
  const lines = await refreshState(client, outcomes, wholeLedger)
  return { files: outcomes, totals: [...totals.values()], lines }
}

interface FileItem {
  readonly kind: ImportKindKey
  readonly file: ImportFileRow
  /** No other file of the import comes after it. */
  readonly isLast: boolean
}

interface FileTaken {
  readonly outcome: FileOutcome
  readonly fileTotals: readonly ControlTotal[]
  readonly extent?: LedgerExtent | undefined
}

async function takeFileIn(client: pg.PoolClient, item: FileItem, settings: RunSettings): Promise<FileTaken> {
  const { file } = item
  const started = performance.now()
  const spoolPath = join(settings.folder, `${file.id}.rejects`)
  settings.meter.startFile(file.name)
  await client.query('savepoint one_file')
  try {
    const load = await prepareLoad(client, item, { ...settings, spoolPath })
    const { staged, rejected, merged } = await takeRowsIn(load, item)
    if (settings.signal.aborted) throw new Cancelled()
    await dropStage(client)
    await client.query('release savepoint one_file')
    const result: FileCounts = {
      rows: staged + rejected,
      inserted: merged.inserted,
      updated: merged.updated,
      unchanged: merged.unchanged,
      rejected: rejected + merged.rejected,
      seconds: Math.round(performance.now() - started) / 1000,
      warnings: load.warnings,
    }
    const { managers } = load
    return {
      outcome: { file, result, failure: null, spoolPath, managers },
      fileTotals: merged.totals,
      extent: merged.extent,
    }
  } catch (error) {
    if (!(error instanceof FileFailed)) throw error
    await client.query('rollback to savepoint one_file')
    return { outcome: { file, result: null, failure: error.failure, spoolPath, managers: [] }, fileTotals: [] }
  } finally {
    await rm(join(settings.folder, `${file.id}.faults`), { force: true })
  }
}

async function takeRowsIn(
  load: FileLoad,
  { isLast }: FileItem,
): Promise<StagedCounts & { readonly merged: KindResult }> {
  const isFirst = load.plan.kind === 'invoice_lines' && (await isLedgerEmpty(load))
  // From the moment such a table joins the ledger until the end of the transaction, those who share a table wait for it:
  // nothing long may come after.
  const own = isFirst && isLast ? await fillOwnLines(load) : null
  if (own) return { ...own.staged, merged: own.result }
  const taken = isFirst ? await fillEmptyLedger(load) : await mergeWhole(load)
  if (load.signal.aborted) throw new Cancelled()
  await collectFaultyRows(load)
  return { ...taken.staged, merged: taken.result }
}

async function mergeWhole(load: FileLoad): Promise<{ staged: StagedCounts; result: KindResult }> {
  const staged = await stageFile(load)
  load.meter.phase('writing')
  return { staged, result: await mergeKind(load, staged.staged) }
}

async function prepareLoad(
  client: pg.PoolClient,
  item: FileItem,
  settings: RunSettings & { readonly spoolPath: string },
): Promise<FileLoad> {
  const { kind, file } = item
  const path = settings.pathOf(file)
  const inspection = file.proposal as FileInspection
  const found = await stat(path).catch(() => null)
  if (!found)
    throw new FileFailed({
      code: 'ledger/file-gone',
      message: `${file.name} is no longer there.`,
      remedy: 'Choose the file again.',
      row: null,
      column: null,
      value: null,
    })
  const read = planReading({ path, name: file.name, byteLimit: settings.byteLimit }, kind, inspection)
  const fields = new Set(read.columns.map((column) => column.field))
  const warnings: ImportWarning[] = []
  const managers: NewManager[] = []
  await client.query("select set_config('mainstay.default_currency', $1, true)", [
    headerCurrency(inspection) ?? settings.reportingCurrency,
  ])
  return {
    client,
    read,
    plan: kindPlan(kind, fields),
    fields,
    bytes: found.size,
    signal: settings.signal,
    meter: settings.meter,
    reportingCurrency: settings.reportingCurrency,
    spoolPath: settings.spoolPath,
    faultPath: join(settings.folder, `${file.id}.faults`),
    warnings,
    managers,
  }
}

const AMOUNTS = new Set(['net_amount', 'annual_sales', 'capacity_cost', 'base', 'unit_price'])

/** The currency that the header of an amount names ("net_amount_usd"). */
function headerCurrency(inspection: FileInspection): string | null {
  const amount = inspection.columns.find(
    (column) => column.currency !== null && column.target.kind === 'field' && AMOUNTS.has(column.target.field),
  )
  return amount?.currency ?? null
}

async function sumTotals(
  client: pg.PoolClient,
  one: ControlTotal | undefined,
  other: ControlTotal,
): Promise<ControlTotal> {
  if (!one) return other
  const { rows } = await client.query<{ net: string }>('select trim_scale($1::numeric + $2::numeric)::text as net', [
    one.net,
    other.net,
  ])
  return { currency: other.currency, lines: one.lines + other.lines, net: rows[0]?.net ?? other.net }
}

/** How many lines the ledger holds and between which days; a new revision when anything changed. */
async function refreshState(
  client: pg.PoolClient,
  outcomes: readonly FileOutcome[],
  wholeLedger: LedgerExtent | undefined,
): Promise<number> {
  const isChanged = outcomes.some(({ result }) => result !== null && result.inserted + result.updated > 0)
  if (!isChanged) return 0
  const hasLines = outcomes.some(
    ({ file, result }) => file.kind === 'invoice_lines' && result !== null && result.inserted + result.updated > 0,
  )
  return raiseRevision(client, wholeLedger ?? (hasLines ? 'count' : 'keep'))
}

/** A new revision, with what the ledger holds now: as known, counted, or as before. */
export async function raiseRevision(client: pg.PoolClient, extent: LedgerExtent | 'count' | 'keep'): Promise<number> {
  const isKnown = typeof extent !== 'string'
  const { rows } = await client.query<{ lines: string }>(
    `update mainstay.ledger_state s set revision = s.revision + 1, lines = c.lines, first_date = c.first_date, last_date = c.last_date, updated_at = now()
     from ${EXTENTS[isKnown ? 'known' : extent]} c where s.workspace_id = mainstay.current_workspace() returning s.lines`,
    isKnown ? [extent.lines, extent.firstDate, extent.lastDate] : [],
  )
  return Number(rows[0]?.lines ?? 0)
}

const EXTENTS = {
  known: '(select $1::bigint as lines, $2::date as first_date, $3::date as last_date)',
  count: `(select count(*) as lines, min(l.invoice_date) as first_date, max(l.invoice_date) as last_date
    from mainstay.invoice_line l where l.workspace_id = mainstay.current_workspace())`,
  keep: '(select s.lines, s.first_date, s.last_date from mainstay.ledger_state s where s.workspace_id = mainstay.current_workspace())',
}
