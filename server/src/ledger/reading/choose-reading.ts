import { createHash } from 'node:crypto'
import { FileRefusal, openTable, type Row, type TableSource } from '../../platform/files/index.ts'
import { type FileQuestion, type InspectionRequest, isChosen, nothingChosen, type ReadingChoice } from './inspection.ts'
import { isRejectColumn, isRejectsFile } from './rejects-file.ts'
import { storable } from './row-faults.ts'

/** A sign no text holds: cells are then cut at every delimiter and keep their quotes. */
export const NO_QUOTE = '\uffff'

/** A file opened as it is to be read, with its first rows. */
export interface OpenedFile {
  readonly table: TableSource
  readonly rows: readonly Row[]
  readonly reading: ReadingChoice
  readonly isRemembered: boolean
  readonly headerHash: string
  readonly foundHash: string
  readonly doubts: readonly FileQuestion[]
}

/** Opens a file as somebody has chosen, else as was chosen for the last file of this form, else as it is found. */
export async function openAsChosen(request: InspectionRequest): Promise<OpenedFile> {
  const found = await openWith(request, nothingChosen).catch((error: unknown) => {
    // What cannot be read as found may well be readable as chosen.
    if (isChosen(request.reading ?? undefined)) return null
    throw error
  })
  const foundHash = found ? hashOfHeader(found.table.header) : ''
  if (request.reading === null) {
    const remembered = found && (await openAsRemembered(request, found))
    if (remembered) return { ...remembered, isRemembered: isChosen(remembered.reading), foundHash }
  }
  const reading = request.reading ?? nothingChosen
  const opened = isChosen(reading) || !found ? await openWith(request, reading) : found
  return {
    ...opened,
    reading,
    isRemembered: false,
    headerHash: hashOfHeader(opened.table.header),
    foundHash: foundHash || hashOfHeader(opened.table.header),
    doubts: doubtsOf(opened, found, reading),
  }
}

interface Opened {
  readonly table: TableSource
  readonly rows: readonly Row[]
}

async function openWith(request: InspectionRequest, reading: ReadingChoice): Promise<Opened> {
  const table = await openTable(request.path, {
    name: request.name,
    limits: { bytes: request.byteLimit },
    hint: {
      sheet: request.sheet ?? undefined,
      encoding: reading.encoding ?? undefined,
      delimiter: reading.delimiter ?? undefined,
      quote: reading.quote === 'none' ? NO_QUOTE : (reading.quote ?? undefined),
      headerRow: reading.headerRow ?? undefined,
    },
  })
  if (reading.headerRow !== null && table.headerRow !== reading.headerRow)
    throw new FileRefusal('files/no-header-row', { file: request.name, row: reading.headerRow })
  for await (const rows of table.rows()) return { table, rows }
  return { table, rows: [] }
}

/** A remembered reading holds where it leads to a header that is known, and against no file that is Unicode to its end. */
async function openAsRemembered(request: InspectionRequest, found: Opened) {
  const remembered = request.remembered[hashOfHeader(found.table.header)]?.mapping.reading
  if (!isChosen(remembered) || isRejectsFile(found.table.header)) return null
  const yields = remembered.encoding !== null && isUnicode(found.table.encoding) && !isUnicode(remembered.encoding)
  const reading = yields ? { ...remembered, encoding: null } : remembered
  const opened = isChosen(reading) ? await openWith(request, reading).catch(() => null) : found
  if (!opened) return null
  const headerHash = hashOfHeader(opened.table.header)
  if ((request.remembered[headerHash]?.mapping.columns.length ?? 0) === 0) return null
  const doubts = doubtsOf(opened, found, reading)
  if (yields) doubts.push(...(await encodingYields(request, remembered, opened)))
  return { ...opened, reading, headerHash, doubts }
}

async function encodingYields(
  request: InspectionRequest,
  remembered: ReadingChoice,
  opened: Opened,
): Promise<FileQuestion[]> {
  const asBefore = await openWith(request, remembered).catch(() => null)
  if (asBefore && differingCell(asBefore, opened) === null) return []
  return [
    {
      code: 'ledger/encoding-differs',
      message: `Earlier files of this form were read as ${remembered.encoding}. This one is ${opened.table.encoding} throughout and is read as that.`,
    },
  ]
}

/** What speaks against a reading: one column, characters that do not exist, letters the file itself would have otherwise. */
function doubtsOf(opened: Opened, found: Opened | null, reading: ReadingChoice): FileQuestion[] {
  const doubts: FileQuestion[] = []
  const { table } = opened
  if (reading.delimiter !== null && table.delimiter !== null && table.header.length < 2) {
    const instead =
      found && found.table.header.length > 1
        ? ` ${nameOf(found.table.delimiter)} gives ${found.table.header.length} columns.`
        : ''
    doubts.push({
      code: 'ledger/one-column',
      message: `The chosen delimiter, ${nameOf(reading.delimiter)}, does not stand in the headings, so that the file has one column.${instead}`,
    })
  }
  const lost = opened.rows.filter((row) => row.problems?.some((problem) => LOST.has(problem.code))).length
  if (lost > 0 || table.header.some((name) => /[\ufffd\0]/.test(name))) {
    doubts.push({
      code: 'ledger/encoding-misfit',
      message: `${lost > 0 ? `${lost} of the first ${opened.rows.length} rows hold` : 'The headings hold'} characters that are no text in ${table.encoding}. ${reading.encoding === null ? 'Choose the encoding; rows' : 'Choose another encoding; rows'} with such characters are rejected.`,
    })
  } else if (
    reading.encoding !== null &&
    found &&
    isUnicode(found.table.encoding) &&
    table.encoding !== found.table.encoding
  ) {
    const example = differingCell(opened, found)
    if (example) {
      doubts.push({
        code: 'ledger/encoding-differs',
        message: `The file is ${found.table.encoding} throughout, but is read as ${table.encoding} as chosen: "${example.found}" becomes "${example.chosen}".`,
      })
    }
  }
  return doubts
}

const LOST = new Set<string>(['files/undecodable-character', 'files/nul-byte'])
const NAMES: Readonly<Record<string, string>> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' }

function nameOf(delimiter: string | null): string {
  return delimiter === null ? 'none' : (NAMES[delimiter] ?? `"${delimiter}"`)
}

function isUnicode(encoding: string): boolean {
  return encoding.startsWith('utf-')
}

/** The first cell that two readings of one file disagree about. */
function differingCell(chosen: Opened, found: Opened): { readonly chosen: string; readonly found: string } | null {
  const pairs = [
    [chosen.table.header, found.table.header] as const,
    ...chosen.rows.map((row, index) => [row.cells, found.rows[index]?.cells ?? row.cells] as const),
  ]
  for (const [own, other] of pairs) {
    const place = own.findIndex((cell, index) => cell !== (other[index] ?? cell))
    if (place >= 0) return { chosen: shown(own[place]), found: shown(other[place]) }
  }
  return null
}

function shown(cell: string | undefined): string {
  return storable((cell ?? '').slice(0, 60))
}

/** A header as the key of what is remembered; a file of rejected rows is known by the header of the file it came from. */
export function hashOfHeader(header: readonly string[]): string {
  const own = isRejectsFile(header) ? header.filter((name) => !isRejectColumn(name)) : header
  return createHash('sha256')
    .update(JSON.stringify(own.map((name) => name.toLowerCase())))
    .digest('hex')
}
