import { backTestGroup } from '@mainstay/contract/selection-back-test'
import { feltSide } from '@mainstay/contract/selection-scorecard'
import { queryInteger, rowId, text, uuid } from '@mainstay/contract/values'
import type { Permission } from '@mainstay/domain/accounts'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Actor } from '../platform/access/actor.ts'
import type { AreaContext } from '../platform/area.ts'
import { exportFormat, openListFile } from '../platform/http/export-door.ts'
import type { ReadScope } from '../platform/use-case.ts'
import { backTestCells } from './back-test/exports.ts'
import { everyBackTestAccount } from './back-test/read-back-tests.ts'
import { type Cells, decisionCells, proposalCells, rankingCells } from './exports.ts'
import { workOutRanking } from './queries/rank.ts'
import { scorecardCells } from './scorecard/exports.ts'
import { loadScorecards } from './scorecard/scorecard-book.ts'
import { booksOf } from './scoring/book-cache.ts'

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
  format: exportFormat,
  criteriaSetId: uuid.optional(),
  weights: writtenWeights.optional(),
  query: text(120, 0).default(''),
})
const proposalsQuery = z.object({ format: exportFormat })
const backTestQuery = z.object({
  format: exportFormat,
  id: uuid,
  group: backTestGroup.default('picked'),
  set: queryInteger(1, 2).default(1),
})
const scorecardsQuery = z.object({ format: exportFormat, felt: feltSide.optional() })
const decisionsQuery = z.object({ format: exportFormat, accountId: rowId.optional(), tier: text(4).optional() })

/** What a list gives when it is taken out of the house. */
interface Export<Query> {
  readonly name: 'ranking' | 'proposals' | 'decisions' | 'back-test' | 'scorecards'
  readonly query: z.ZodType<Query>
  /** What it needs beside what every list of selection needs. */
  readonly also?: readonly Permission[]
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
      also: ['margins:read'],
      query: scorecardsQuery,
      prepare: async (actor, query) => {
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

function openDoor<Query extends { readonly format: 'csv' | 'xlsx' }>(
  area: AreaContext,
  app: FastifyInstance,
  wanted: Export<Query>,
): void {
  openListFile(area, {
    path: `selection/${wanted.name}`,
    permissions: ['portfolio:export', 'selection:read', ...(wanted.also ?? [])],
    query: wanted.query,
    file: wanted.name,
    sheet: wanted.name,
    subjectType: wanted.name,
    prepare: async (actor, query) => {
      const cellsIn = await wanted.prepare(actor, query)
      return (send) => area.useCases.read(actor, (scope) => send(cellsIn(scope)))
    },
  })(app)
}
