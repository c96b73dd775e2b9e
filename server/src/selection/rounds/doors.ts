import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Actor } from '../../platform/access/actor.ts'
import type { DoorPermissions } from '../../platform/api-description/describe.ts'
import type { AreaContext } from '../../platform/area.ts'
import { type CellValue, csvBytes, FileRefusal, openTable, xlsxBytes } from '../../platform/files/index.ts'
import { admitToDoor, describedDoor, parseQuery, sendFile } from '../../platform/http/door.ts'
import { originOf } from '../../platform/http/origin.ts'
import { Refused } from '../../platform/refusal.ts'
import type { ReadScope } from '../../platform/use-case.ts'
import { findSheet } from './read-sheet.ts'
import { resultCells } from './result-file.ts'
import { readOutcome } from './results.ts'
import { previewSheet, type SheetPreview, sheetCells } from './sheet-file.ts'

const BASE = '/api/workspaces/:workspace/selection/rounds/:id'
const SHEET_BYTES = 5 * 1024 * 1024
const SHEET_LIMITS = { bytes: SHEET_BYTES, unpackedBytes: 50 * 1024 * 1024, rows: 5_000, columns: 200 }

const query = z.object({ format: z.enum(['csv', 'xlsx']).default('xlsx') })
const params = z.object({ workspace: z.string(), id: z.uuid() })

interface File {
  readonly door: 'sheet' | 'results'
  readonly name: 'scoring-sheet' | 'round-results'
  readonly summary: string
  readonly needs: DoorPermissions
  cells(scope: ReadScope, id: string): Promise<Iterable<readonly CellValue[]>>
}

const FILES: readonly File[] = [
  {
    door: 'sheet',
    name: 'scoring-sheet',
    summary: 'One’s own sheet of a scoring round as a file',
    needs: ['selection:judge'],
    cells: async (scope, id) => sheetCells(await findSheet(scope, id)),
  },
  {
    door: 'results',
    name: 'round-results',
    summary: 'The results of a scoring round as a file',
    needs: ['selection:judge', 'portfolio:export'],
    cells: async (scope, id) => resultCells(await readOutcome(scope, id)),
  },
]

/** One's own sheet and the results as files, and a filled sheet looked through before it is taken. */
export function roundDoors(area: AreaContext) {
  return (app: FastifyInstance): void => {
    for (const file of FILES) openDownload(area, app, file)
    openUpload(area, app)
  }
}

async function admit(
  area: AreaContext,
  request: FastifyRequest,
): Promise<{ readonly actor: Actor; readonly id: string }> {
  const actor = await admitToDoor(area, request)
  const parsed = params.safeParse(request.params)
  if (!parsed.success) throw new Refused('http/not-found')
  return { actor, id: parsed.data.id }
}

function openDownload(area: AreaContext, app: FastifyInstance, file: File): void {
  const door = describedDoor({
    tag: 'selection',
    summary: file.summary,
    guard: file.needs,
    query,
    answerType: 'text/csv',
  })
  app.get(`${BASE}/${file.door}/export`, door, async (request, reply) => {
    const { actor, id } = await admit(area, request)
    const { format } = parseQuery(query, request)
    const cells = await area.useCases.read(actor, (scope) => file.cells(scope, id))
    await area.useCases.command(actor, originOf(request), (scope) =>
      scope.record({
        action: 'portfolio.export',
        subjectType: file.name,
        subjectId: id,
        after: { format, margins: actor.seesMargins },
      }),
    )
    const bytes = format === 'csv' ? csvBytes(cells) : xlsxBytes(cells, { sheet: file.name })
    return sendFile(reply, { name: file.name, format }, Readable.from(bytes))
  })
}

const previewDoor = describedDoor({
  tag: 'selection',
  summary: 'A filled sheet of a scoring round, looked through before it is taken',
  guard: ['selection:judge'],
  bodyType: 'application/octet-stream',
})

function openUpload(area: AreaContext, app: FastifyInstance): void {
  app.register(async (door) => {
    door.removeAllContentTypeParsers()
    door.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    door.put(
      `${BASE}/sheet/preview`,
      { bodyLimit: SHEET_BYTES, ...previewDoor },
      async (request): Promise<SheetPreview> => {
        const { actor, id } = await admit(area, request)
        const sheet = await area.useCases.read(actor, (scope) => findSheet(scope, id))
        const path = await storeSheet(area, request)
        try {
          return await previewSheet(sheet, await openTable(path, { limits: SHEET_LIMITS, name: 'sheet' }))
        } catch (error) {
          if (!(error instanceof FileRefusal)) throw error
          throw new Refused('selection/sheet-unreadable', { fault: error.code, remedy: error.remedy })
        } finally {
          await rm(path, { force: true })
        }
      },
    )
  })
}

/**
 * Writes the body to a file of our own naming, which lives as long as it is looked through; called a part, so that what a
 * killed process leaves of it is swept away with other half-written files.
 */
async function storeSheet(area: AreaContext, request: FastifyRequest): Promise<string> {
  await mkdir(area.filesFolder, { recursive: true, mode: 0o700 })
  const path = join(area.filesFolder, `${randomUUID()}.part`)
  let bytes = 0
  const counter = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      bytes += chunk.length
      done(bytes > SHEET_BYTES ? new Refused('http/too-large') : null, chunk)
    },
  })
  try {
    const body = request.body instanceof Readable ? request.body : Readable.from([])
    await pipeline(body, counter, createWriteStream(path, { mode: 0o600 }))
    return path
  } catch (error) {
    await rm(path, { force: true })
    if (error instanceof Refused) throw error
    throw new Refused('http/malformed')
  }
}
