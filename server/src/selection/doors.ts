import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { backTestGroup } from '@mainstay/contract/selection-back-test'
import { feltSide } from '@mainstay/contract/selection-scorecard'
import { queryInteger, rowId, text, uuid } from '@mainstay/contract/values'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Actor, mayDo } from '../platform/access/actor.ts'
import type { AreaContext } from '../platform/area.ts'
import { csvBytes, xlsxBytes } from '../platform/files/index.ts'
import { admitActor } from '../platform/http/guard.ts'
import { originOf } from '../platform/http/http-server.ts'
import { Refused } from '../platform/refusal.ts'
import type { ReadScope } from '../platform/use-case.ts'
import { backTestCells } from './back-test/exports.ts'
import { everyBackTestAccount } from './back-test/read-back-tests.ts'
import { type Cells, decisionCells, proposalCells, rankingCells } from './exports.ts'
import { workOutRanking } from './queries/rank.ts'
import { scorecardCells } from './scorecard/exports.ts'
import { loadScorecards } from './scorecard/scorecard-book.ts'
import { booksOf } from './scoring/book-cache.ts'

const MEDIA_TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

const format = z.enum(['csv', 'xlsx']).default('csv')

/** Weights as the address of the ranking keeps them: "growth:18,strategic_fit:14". */
const writtenWeights = z
  .string()
  .max(8_000)
  .transform((written) => Object.fromEntries(written.split(',').map((part) => weightOf(part))))
  .pipe(z.record(z.string().min(1).max(60), z.number().min(0).max(1000)))

function weightOf(part: string): [string, number] {
  const [key = '', weight = ''] = part.split(':')
  return [key, weight === '' ? Number.NaN : Number(weight)]
}

const rankingQuery = z.object({
  format,
  criteriaSetId: uuid.optional(),
  weights: writtenWeights.optional(),
  query: text(120, 0).default(''),
})
const proposalsQuery = z.object({ format })
const backTestQuery = z.object({
  format,
  id: uuid,
  group: backTestGroup.default('picked'),
  set: queryInteger(1, 2).default(1),
})
const scorecardsQuery = z.object({ format, felt: feltSide.optional() })
const decisionsQuery = z.object({ format, accountId: rowId.optional(), tier: text(4).optional() })

/** What a list gives when it is taken out of the house. */
interface Export<Query> {
  readonly name: 'ranking' | 'proposals' | 'decisions' | 'back-test' | 'scorecards'
  readonly query: z.ZodType<Query>
  /** Everything that can be refused is refused here, before the first byte. */
  prepare(actor: Actor, query: Query): Promise<(scope: ReadScope) => Cells>
}

/** The lists of selection as files: every row the caller may see, in one view of the database. */
export function exportDoor(area: AreaContext) {
  return (app: FastifyInstance): void => {
    openDoor(area, app, {
      name: 'ranking',
      query: rankingQuery,
      prepare: async (actor, query) => {
        const ranked = await workOutRanking(area, actor, { ...query, spendBias: 'with' })
        return (scope) => rankingCells(scope, ranked, query.query)
      },
    })
    openDoor(area, app, {
      name: 'proposals',
      query: proposalsQuery,
      prepare: async (actor) => {
        const selection = await booksOf(area).load(actor)
        return (scope) => proposalCells(scope, selection)
      },
    })
    openDoor(area, app, {
      name: 'scorecards',
      query: scorecardsQuery,
      prepare: async (actor, query) => {
        if (!actor.seesMargins) throw new Refused('http/not-allowed')
        const book = await loadScorecards(area, actor)
        return (scope) => scorecardCells(scope, book, query.felt)
      },
    })
    openDoor(area, app, {
      name: 'decisions',
      query: decisionsQuery,
      prepare: async (_actor, query) => (scope) => decisionCells(area, scope, query),
    })
    openDoor(area, app, {
      name: 'back-test',
      query: backTestQuery,
      prepare: async (actor, query) => {
        const rows = await area.useCases.read(actor, (scope) => everyBackTestAccount(scope, query))
        return () => backTestCells(rows, actor.seesMargins)
      },
    })
  }
}

function openDoor<Query extends { readonly format: keyof typeof MEDIA_TYPES }>(
  area: AreaContext,
  app: FastifyInstance,
  wanted: Export<Query>,
): void {
  app.get(`/api/workspaces/:workspace/selection/${wanted.name}/export`, async (request, reply) => {
    const actor = await admit(area, request)
    const query = parseQuery(wanted.query, request)
    const cellsIn = await wanted.prepare(actor, query)
    await recordExport(area, actor, { request, name: wanted.name, query })
    const answer = new PassThrough()
    area.useCases
      .read(actor, (scope) => {
        const cells = cellsIn(scope)
        const bytes = query.format === 'csv' ? csvBytes(cells) : xlsxBytes(cells, { sheet: wanted.name })
        return pipeline(Readable.from(bytes), answer)
      })
      .catch((error: Error) => answer.destroy(error))
    return sendFile(reply, { name: `${wanted.name}.${query.format}`, type: MEDIA_TYPES[query.format] }, answer)
  })
}

/** Lets a caller through as the guard of the contract does; these doors stand outside it because they stream. */
async function admit(area: AreaContext, request: FastifyRequest): Promise<Actor> {
  const { workspace } = request.params as { workspace: string }
  const actor = await admitActor(area.authenticator, request, { workspace, permission: 'portfolio:export' })
  if (!mayDo(actor, 'selection:read')) throw new Refused('http/not-allowed')
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
  taken: { readonly request: FastifyRequest; readonly name: string; readonly query: object },
): Promise<void> {
  await area.useCases.command(actor, originOf(taken.request), (scope) =>
    scope.record({
      action: 'portfolio.export',
      subjectType: taken.name,
      subjectId: actor.workspaceSlug,
      after: { ...taken.query, margins: actor.seesMargins },
    }),
  )
}

function sendFile(reply: FastifyReply, file: { readonly name: string; readonly type: string }, content: Readable) {
  return reply
    .header('content-type', file.type)
    .header('x-content-type-options', 'nosniff')
    .header('content-disposition', `attachment; filename="${file.name}"`)
    .send(content)
}
