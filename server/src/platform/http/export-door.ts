import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { SubjectType } from '@mainstay/contract/audit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import type { DoorPermissions } from '../api-description/describe.ts'
import type { AreaContext } from '../area.ts'
import { type CellValue, csvBytes, xlsxBytes } from '../files/index.ts'
import { Refused } from '../refusal.ts'
import { admitToDoor, describedDoor, parseQuery, sendFile } from './door.ts'
import { originOf } from './origin.ts'

/** Rows of a sheet without its header. */
const MOST_IN_WORKBOOK = 1_048_575

export const exportFormat = z.enum(['csv', 'xlsx']).default('csv')

type Format = z.output<typeof exportFormat>

/** Rows of cells, the header first, written while they are read. */
type Cells = AsyncIterable<readonly CellValue[]>

/** Opens one view of the database, hands the rows of it over, and lets go when the last is written. */
type CellReader = (send: (cells: Cells) => Promise<void>) => Promise<void>

/** A list that can be taken out of the house as a file. */
interface ListFile<Query> {
  /** Address under the workspace, without "/export". */
  readonly path: string
  readonly permissions: DoorPermissions
  readonly query: z.ZodType<Query>
  /** Name of the file without its ending. */
  readonly file: string
  readonly sheet: string
  /** What the audit says was taken. */
  readonly subjectType: Exclude<SubjectType, 'plan'>
  /** The account the question was about, for a list that can be asked of one. */
  readonly accountOf?: (query: Query) => string | null
  /** Everything that can be refused is refused here, before the first byte. */
  prepare(actor: Actor, query: Query): Promise<CellReader>
}

/** The door of one list: who may, what they ask, a trace in the audit, and then every row as a stream. */
export function openListFile<Query extends { readonly format: Format }>(
  area: AreaContext,
  list: ListFile<Query>,
): (app: FastifyInstance) => void {
  const door = describedDoor({
    tag: list.path.split('/')[0] ?? list.path,
    summary: `${list.sheet} as a file, every row of the filter`,
    guard: list.permissions,
    query: list.query,
    answerType: 'text/csv',
  })
  return (app) => {
    app.get(`/api/workspaces/:workspace/${list.path}/export`, door, async (request, reply) => {
      const actor = await admitToDoor(area, request)
      const query = parseQuery(list.query, request)
      const read = await list.prepare(actor, query)
      const accountId = list.accountOf?.(query) ?? null
      await recordExport(area, actor, { request, subjectType: list.subjectType, accountId, query })
      const answer = new PassThrough()
      read((cells) => {
        const bytes = query.format === 'csv' ? csvBytes(cells) : xlsxBytes(cells, { sheet: list.sheet })
        return pipeline(Readable.from(bytes), answer)
      }).catch((error: Error) => answer.destroy(error))
      return sendFile(reply, { name: list.file, format: query.format }, answer)
    })
  }
}

/** A list longer than a sheet can only be had as text. */
export function demandRoomInWorkbook(format: Format, rows: number): void {
  if (format === 'csv' || rows <= MOST_IN_WORKBOOK) return
  const message = `a sheet holds at most ${MOST_IN_WORKBOOK} rows; take the list as csv`
  throw new Refused('http/invalid', {}, [{ path: 'format', code: 'too_big', message }])
}

/** Who took the list out of the house, and what was asked for; under one name with every other export. */
async function recordExport(
  area: AreaContext,
  actor: Actor,
  taken: {
    readonly request: FastifyRequest
    readonly subjectType: Exclude<SubjectType, 'plan'>
    readonly accountId: string | null
    readonly query: object
  },
): Promise<void> {
  await area.useCases.command(actor, originOf(taken.request), (scope) =>
    scope.record({
      action: 'portfolio.export',
      subjectType: taken.subjectType,
      subjectId: actor.workspaceSlug,
      accountId: taken.accountId,
      after: { ...taken.query, margins: actor.seesMargins },
    }),
  )
}
