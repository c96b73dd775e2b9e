import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { periodQuery } from '@mainstay/contract/economics'
import { portfolioFilter, portfolioSort } from '@mainstay/contract/portfolio'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { readWithFigures } from '../economics/index.ts'
import type { Actor } from '../platform/access/actor.ts'
import { type AreaContext, today } from '../platform/area.ts'
import { csvBytes, xlsxBytes } from '../platform/files/index.ts'
import { admitActor } from '../platform/http/guard.ts'
import { originOf } from '../platform/http/http-server.ts'
import { Refused } from '../platform/refusal.ts'
import { readProgramStanding } from '../selection/index.ts'
import { exportRows } from './queries/export-rows.ts'
import { conditionsOf } from './queries/portfolio-filter.ts'
import { orderOf } from './queries/portfolio-order.ts'

const exportQuery = z.object({
  format: z.enum(['csv', 'xlsx']).default('csv'),
  ...periodQuery.shape,
  ...portfolioFilter.shape,
  sort: portfolioSort.default('rank'),
})

type ExportQuery = z.infer<typeof exportQuery>

const MEDIA_TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** Lets a caller through as the guard of the contract does; this door stands outside it because it streams. */
async function admit(area: AreaContext, request: FastifyRequest): Promise<Actor> {
  const { workspace } = request.params as { workspace: string }
  return admitActor(area.authenticator, request, { workspace, permission: 'portfolio:export' })
}

function parseQuery(request: FastifyRequest): ExportQuery {
  const parsed = exportQuery.safeParse(request.query)
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.map(({ path, code, message }) => ({ path: path.join('.'), code, message }))
  throw new Refused('http/invalid', {}, fields)
}

/** The portfolio table as a file: every row of the filter, in its order, with the columns the caller may see. */
export function exportDoor(area: AreaContext) {
  return (app: FastifyInstance): void => {
    app.get('/api/workspaces/:workspace/portfolio/accounts/export', async (request, reply) => {
      const actor = await admit(area, request)
      const query = parseQuery(request)
      const standing = await readProgramStanding(area, actor)
      // Everything that can be refused is refused before the first byte.
      await readWithFigures(area, actor, {
        input: query,
        work: async (scope, set) => {
          conditionsOf(scope, { setId: set.id, day: today(area), named: null }, query)
          orderOf(scope, query.sort, undefined)
        },
      })
      await recordExport(area, actor, { request, query })
      const answer = new PassThrough()
      readWithFigures(area, actor, {
        input: query,
        work: (scope, set) => {
          const rows = exportRows(scope, { set, day: today(area), proposals: standing.proposals }, query)
          const bytes = query.format === 'csv' ? csvBytes(rows) : xlsxBytes(rows, { sheet: 'Portfolio' })
          return pipeline(Readable.from(bytes), answer)
        },
      }).catch((error: Error) => answer.destroy(error))
      return reply
        .header('content-type', MEDIA_TYPES[query.format])
        .header('x-content-type-options', 'nosniff')
        .header('content-disposition', `attachment; filename="portfolio.${query.format}"`)
        .send(answer)
    })
  }
}

/** Who took the list out of the house, and what was asked for. */
async function recordExport(
  area: AreaContext,
  actor: Actor,
  { request, query }: { readonly request: FastifyRequest; readonly query: ExportQuery },
): Promise<void> {
  await area.useCases.command(actor, originOf(request), (scope) =>
    scope.record({
      action: 'portfolio.export',
      subjectType: 'portfolio',
      subjectId: actor.workspaceSlug,
      after: { ...query, margins: actor.seesMargins },
    }),
  )
}
