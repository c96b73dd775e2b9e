import { closeSync, openSync, writeSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { openTable, type Row, readBack, type TablePart, type TableSource } from '../../platform/files/index.ts'
import type { RejectFault } from '../tables.ts'
import { ByteSink } from './byte-sink.ts'
import { type CellReader, copyText } from './cell-reader.ts'
import { type DirectRows, type RowWriting, rowWriting } from './direct-rows.ts'
import { plainWriting } from './plain-rows.ts'
import type { ReadPlan } from './read-plan.ts'
import { isRejectsFile } from './rejects-file.ts'
import { problemFault, ruleFault, storable } from './row-faults.ts'

const SINK_BYTES = 256 * 1024

export interface Chunk {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly rows: number
  readonly rejected: number
  readonly bytesRead: number
  readonly bytesTotal: number
}

function openAsPlanned(plan: ReadPlan): Promise<TableSource> {
  const { encoding, delimiter, quote, sheet, headerRow } = plan
  const hint = {
    encoding: plan.delimiter === null ? undefined : encoding,
    delimiter: delimiter ?? undefined,
    quote: quote ?? undefined,
    sheet: sheet ?? undefined,
    headerRow,
  }
  return openTable(plan.path, { name: plan.name, limits: { bytes: plan.byteLimit }, hint })
}

/** Reads the whole file: good rows become COPY text, bad ones go to the spool file with what is wrong with them. */
export async function readRows(
  plan: ReadPlan,
  spoolPath: string,
  take: (chunk: Chunk) => Promise<void>,
  direct: DirectRows | null = null,
): Promise<void> {
  const table = await openAsPlanned(plan)
  const writing = rowWriting(plan, direct)
  const spool = openSync(spoolPath, 'w')
  const sink = new ByteSink(SINK_BYTES)
  let rejects = ''
  let rejected = 0
  const settle = (row: Row): void => {
    const line = lineOrFaults(row, { writing, plan, table })
    if (typeof line === 'string') sink.text(line)
    else {
      rejects += spoolLine(row, line)
      rejected += 1
    }
  }
  const writePlain = plainWriting(writing, sink, settle)
  try {
    for await (const part of partsOf(table, plan)) {
      if (part.kind === 'plain') writePlain(part.plain)
      else for (const row of part.rows) settle(row)
      const rows = (part.kind === 'plain' ? part.plain.lines : part.rows.length) - rejected
      if (rejects !== '') writeSync(spool, rejects)
      await take({ bytes: sink.take(), rows, rejected, ...table.progress() })
      rejects = ''
      rejected = 0
    }
  } finally {
    closeSync(spool)
  }
}

/** What is plain stays bytes, unless every cell has to be changed first or more than the columns is kept. */
async function* partsOf(table: TableSource, plan: ReadPlan): AsyncIterable<TablePart> {
  if (isRejectsFile(table.header)) {
    for await (const batch of table.rows())
      yield { kind: 'rows', rows: batch.map((row) => ({ ...row, cells: row.cells.map(readBack) })) }
  } else if (table.parts && plan.attributes.length === 0) yield* table.parts()
  else for await (const rows of table.rows()) yield { kind: 'rows', rows }
}

interface RowReading {
  readonly writing: RowWriting
  readonly plan: ReadPlan
  readonly table: TableSource
}

function lineOrFaults(row: Row, { writing, plan, table }: RowReading): string | RejectFault[] {
  const line = row.problems ? null : lineOf(row, writing, plan)
  if (line !== null) return line
  const faults = faultsOf(row, writing.readers, table)
  // A problem in a column nobody uses does not spoil the row.
  return (faults.length === 0 ? lineOf(row, writing, plan) : null) ?? faults
}

function lineOf(row: Row, { constants, readers }: RowWriting, plan: ReadPlan): string | null {
  let text = constants ?? String(row.line)
  for (const reader of readers) {
    const value = reader.read(row.cells[reader.column.position] ?? '')
    if (value === '') return null
    text += `\t${value}`
  }
  if (plan.attributes.length > 0) text += `\t${attributesOf(row, plan)}`
  return `${text}\n`
}

function attributesOf(row: Row, plan: ReadPlan): string {
  const attributes: Record<string, string | null> = {}
  for (const { position, name } of plan.attributes) {
    const cell = (row.cells[position] ?? '').trim()
    attributes[name] = cell === '' ? null : storable(cell)
  }
  return copyText(JSON.stringify(attributes))
}

function faultsOf(row: Row, readers: readonly CellReader[], table: TableSource): RejectFault[] {
  const used = new Set(readers.map((reader) => reader.column.position))
  const problems = (row.problems ?? []).filter(
    (problem) => problem.column === null || WHOLE_ROW.has(problem.code) || used.has(problem.column - 1),
  )
  if (problems.length > 0) return problems.map((problem) => problemFault(problem, table.header))
  return readers.flatMap((reader) => {
    const cell = row.cells[reader.column.position] ?? ''
    return reader.read(cell) === '' ? [ruleFault(reader.explain(cell), reader.column.header, cell)] : []
  })
}

const WHOLE_ROW = new Set<string>(['files/ragged-row', 'files/unclosed-quote'])

function spoolLine(row: Row, faults: readonly RejectFault[]): string {
  const cells = row.cells.slice(0, 2_000).map((cell) => storable(cell))
  return `${row.line}\t${copyText(JSON.stringify(faults))}\t${copyText(JSON.stringify(cells))}\n`
}

/** Reads the file once more for the rows that rules over all rows have rejected; `faultPath` lists them in order of lines. */
export async function collectRows(plan: ReadPlan, faultPath: string, spoolPath: string): Promise<void> {
  const table = await openAsPlanned(plan)
  const faultFile = await open(faultPath)
  const spool = openSync(spoolPath, 'a')
  const faults = faultFile.readLines()[Symbol.asyncIterator]()
  try {
    let wanted = await nextFault(faults)
    for await (const batch of table.rows()) {
      let text = ''
      for (const row of batch) {
        while (wanted && wanted.line < row.line) wanted = await nextFault(faults)
        if (!wanted) break
        if (wanted.line === row.line) text += spoolLine(row, nameColumns(wanted.faults, plan))
      }
      if (text !== '') writeSync(spool, text)
      if (!wanted) break
    }
  } finally {
    closeSync(spool)
    await faultFile.close()
  }
}

interface LineFaults {
  readonly line: number
  readonly faults: readonly {
    readonly code: Parameters<typeof ruleFault>[0]
    readonly field: string
    readonly value: string | null
  }[]
}

async function nextFault(faults: AsyncIterator<string>): Promise<LineFaults | null> {
  const { value, done } = await faults.next()
  return done || !value ? null : (JSON.parse(value) as LineFaults)
}

function nameColumns(faults: LineFaults['faults'], plan: ReadPlan): RejectFault[] {
  return faults.map((fault) => {
    const header = plan.columns.find((column) => column.field === fault.field)?.header ?? fault.field
    return ruleFault(fault.code, header, fault.value ?? '')
  })
}
