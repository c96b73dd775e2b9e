import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type SheetCells, sheetCells } from '@mainstay/contract/plans-sheets'
import { PASTED_LINES, pastedFrom } from '@mainstay/domain/plans'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { AreaContext } from '../../platform/area.ts'
import { FileRefusal, openTable, type Row, remedyFor, type TableSource } from '../../platform/files/index.ts'
import { admitToDoor, describedDoor, parseQuery } from '../../platform/http/door.ts'
import { Refused } from '../../platform/refusal.ts'

const FILE_BYTES = 4 * 1024 * 1024
/** A little more than is taken, so that whoever sends too much is told which lines stay out. */
const LINES = PASTED_LINES + 50
const COLUMNS = 60
const CHARACTERS = 200_000
/** Faults that are told; somebody who mends that many sends the file again. */
const MOST_FAULTS = 100
/** Small enough that a hostile workbook costs nothing. */
const LIMITS = {
  bytes: FILE_BYTES,
  unpackedBytes: 32 * 1024 * 1024,
  cellLength: 20_000,
  sharedStringCharacters: 4 * 1024 * 1024,
  sharedStringCount: 100_000,
}

const query = z.object({ name: z.string().trim().min(1).max(300), sheet: z.string().min(1).max(200).optional() })
type Query = z.output<typeof query>

const files = describedDoor({
  tag: 'plans',
  summary: 'A CSV or XLSX file as cells for the imports of a plan; nothing is kept of it',
  guard: ['plans:write'],
  query,
  bodyType: 'application/octet-stream',
  answer: sheetCells,
})

/** A spreadsheet file as cells that could be pasted: what takes pasted cells takes files as well. Nothing is kept of it. */
export function sheetDoor(area: AreaContext) {
  const onRequest = async (request: FastifyRequest): Promise<void> => {
    await admitToDoor(area, request)
  }
  return (app: FastifyInstance): void => {
    app.register(async (door) => {
      door.removeAllContentTypeParsers()
      door.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: FILE_BYTES }, (_request, body, done) =>
        done(null, body),
      )
      door.post(
        '/api/workspaces/:workspace/plan-sheets',
        {
          bodyLimit: FILE_BYTES,
          onRequest,
          ...files,
        },
        (request): Promise<SheetCells> => readFile(parseQuery(query, request), request.body),
      )
    })
  }
}

async function readFile(asked: Query, body: unknown): Promise<SheetCells> {
  const folder = await mkdtemp(join(tmpdir(), 'mainstay-sheet-'))
  try {
    const path = join(folder, 'sheet')
    await writeFile(path, Buffer.isBuffer(body) ? body : Buffer.alloc(0), { mode: 0o600 })
    const hint = { headerRow: 0, ...(asked.sheet === undefined ? {} : { sheet: asked.sheet }) }
    return await readTable(await openTable(path, { name: asked.name, limits: LIMITS, hint }))
  } catch (error) {
    if (error instanceof FileRefusal) throw refusalOf(error)
    throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Rows in their places, so that line numbers are those of the file. */
async function readTable(table: TableSource): Promise<SheetCells> {
  const rows: (readonly string[])[] = []
  const faults: string[] = []
  let characters = 0
  let isWider = false
  reading: for await (const batch of table.rows()) {
    for (const row of batch) {
      const cells = row.cells.slice(0, COLUMNS)
      characters += cells.reduce((sum, cell) => sum + cell.length + 3, 0)
      if (row.line > LINES || characters > CHARACTERS - LINES) {
        faults.push(`The file is read up to line ${rows.length}; put what follows into another file.`)
        break reading
      }
      while (rows.length < row.line - 1) rows.push([])
      rows.push(cells)
      isWider ||= row.cells.slice(COLUMNS).some((cell) => cell.trim() !== '')
      faults.push(...faultsOf(row))
    }
  }
  if (isWider) faults.unshift(`The file is read up to its column ${COLUMNS}; take out the columns that nobody needs.`)
  const pasted = pastedFrom(rows.map(withoutEmptyEnd))
  if (pasted.trim() === '') throw new Refused('plans/sheet-empty')
  const otherSheets = table.sheetNames.filter(({ name, hidden }) => !hidden && name !== table.sheet)
  return { pasted, sheet: table.sheet, otherSheets: otherSheets.map(({ name }) => name), faults: shortened(faults) }
}

function shortened(faults: readonly string[]): string[] {
  if (faults.length <= MOST_FAULTS) return [...faults]
  return [...faults.slice(0, MOST_FAULTS), `And ${faults.length - MOST_FAULTS} more.`]
}

function faultsOf({ line, problems = [] }: Row): string[] {
  return problems.map(({ code, column, value }) => {
    const place = column === null ? `Line ${line}` : `Line ${line}, column ${column}`
    return `${place}${value === null ? '' : `, “${value}”`}: ${remedyFor(code)}`
  })
}

function withoutEmptyEnd(cells: readonly string[]): readonly string[] {
  const last = cells.findLastIndex((cell) => cell !== '')
  return cells.slice(0, last + 1)
}

/** The file is at fault, not the program: what is wrong with it and what to do. */
function refusalOf(error: FileRefusal): Refused {
  return new Refused('plans/sheet-unreadable', { reason: error.code }, [
    { path: 'file', code: error.code, message: error.remedy },
  ])
}
