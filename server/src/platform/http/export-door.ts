import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Permission } from '@mainstay/domain/accounts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Actor, mayDo } from '../access/actor.ts'
import type { AreaContext } from '../area.ts'
import { type CellValue, csvBytes, xlsxBytes } from '../files/index.ts'
import { Refused } from '../refusal.ts'
import { admitActor } from './guard.ts'
import { originOf } from './http-server.ts'

const MEDIA_TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** Rows of a sheet without its header. */
const MOST_IN_WORKBOOK = 1_048_575

export const exportFormat = z.enum(['csv', 'xlsx']).default('csv')

/** Rows of cells, the header first, written while they are read. */
type Cells = AsyncIterable<readonly CellValue[]>

/** Opens one view of the database, hands the rows of it over, and lets go when the last is written. */
type CellReader = (send: (cells: Cells) => Promise<void>) => Promise<void>

/** A list that can be taken out of the house as a file. */
interface ListFile<Query> {
  /** Address under the workspace, without "/export". */
  readonly path: string
  /** What a caller must be allowed, all of it. */
  readonly permissions: readonly [Permission, ...Permission[]]
  readonly query: z.ZodType<Query>
  /** Name of the file without its ending. */
  readonly file: string
  readonly sheet: string
  /** What the audit says was taken. */
  readonly subjectType: string
  /** Everything that can be refused is refused here, before the first byte. */
  prepare(actor: Actor, query: Query): Promise<CellReader>
}

/** The door of one list: who may, what they ask, a trace in the audit, and then every row as a stream. */
export function openListFile<Query extends { readonly format: keyof typeof MEDIA_TYPES }>(
  area: AreaContext,
  list: ListFile<Query>,
): (app: FastifyInstance) => void {
  return (app) => {
    app.get(`/api/workspaces/:workspace/${list.path}/export`, async (request, reply) => {
      const actor = await admit(area, request, list.permissions)
      const query = parseQuery(list.query, request)
      const read = await list.prepare(actor, query)
      await recordExport(area, actor, { request, subjectType: list.subjectType, query })
      const answer = new PassThrough()
      read((cells) => {
        const bytes = query.format === 'csv' ? csvBytes(cells) : xlsxBytes(cells, { sheet: list.sheet })
        return pipeline(Readable.from(bytes), answer)
      }).catch((error: Error) => answer.destroy(error))
      return reply
        .header('content-type', MEDIA_TYPES[query.format])
        .header('x-content-type-options', 'nosniff')
        .header('content-disposition', `attachment; filename="${list.file}.${query.format}"`)
        .send(answer)
    })
  }
}

/** A list longer than a sheet can only be had as text. */
export function demandRoomInWorkbook(format: keyof typeof MEDIA_TYPES, rows: number): void {
  if (format === 'csv' || rows <= MOST_IN_WORKBOOK) return
  const message = `a sheet holds at most ${MOST_IN_WORKBOOK} rows; take the list as csv`
  throw new Refused('http/invalid', {}, [{ path: 'format', code: 'too_big', message }])
}

/** Lets a caller through as the guard of the contract does; a door stands outside it because it streams. */
async function admit(
  area: AreaContext,
  request: FastifyRequest,
  [first, ...others]: ListFile<unknown>['permissions'],
): Promise<Actor> {
  const { workspace } = request.params as { workspace: string }
  const actor = await admitActor(area.authenticator, request, { workspace, permission: first })
  if (!others.every((permission) => mayDo(actor, permission))) throw new Refused('http/not-allowed')
  return actor
}

function parseQuery<Query>(schema: z.ZodType<Query>, request: FastifyRequest): Query {
  const parsed = schema.safeParse(request.query)
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.map(({ path, code, message }) => ({ path: path.join('.'), code, message }))
  throw new Refused('http/invalid', {}, fields)
}

/** Who took the list out of the house, and what was asked for; under one name with every other export. */
async function recordExport(
  area: AreaContext,
  actor: Actor,
  taken: { readonly request: FastifyRequest; readonly subjectType: string; readonly query: object },
): Promise<void> {
  await area.useCases.command(actor, originOf(taken.request), (scope) =>
    scope.record({
      action: 'portfolio.export',
      subjectType: taken.subjectType,
      subjectId: actor.workspaceSlug,
      after: { ...taken.query, margins: actor.seesMargins },
    }),
  )
}
