import { periodQuery } from '@mainstay/contract/economics'
import { portfolioFilter, portfolioSort } from '@mainstay/contract/portfolio'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { readWithFigures } from '../economics/index.ts'
import { type AreaContext, today } from '../platform/area.ts'
import { exportFormat, openListFile } from '../platform/http/export-door.ts'
import { readProgramStanding } from '../selection/index.ts'
import { exportRows } from './queries/export-rows.ts'
import { lostAccountCells } from './queries/lost-accounts.ts'
import { conditionsOf } from './queries/portfolio-filter.ts'
import { orderOf } from './queries/portfolio-order.ts'

const accountsQuery = z.object({
  format: exportFormat,
  ...periodQuery.shape,
  ...portfolioFilter.shape,
  sort: portfolioSort.default('rank'),
})
const lostQuery = z.object({ format: exportFormat, ...periodQuery.shape })

/** The lists of the portfolio as files. */
export function exportDoors(area: AreaContext): ((app: FastifyInstance) => void)[] {
  return [accountsDoor(area), lostAccountsDoor(area)]
}

/** The portfolio table: every row of the filter, in its order, with the columns the caller may see. */
function accountsDoor(area: AreaContext) {
  return openListFile(area, {
    path: 'portfolio/accounts',
    permissions: ['portfolio:export'],
    query: accountsQuery,
    file: 'portfolio',
    sheet: 'Portfolio',
    subjectType: 'portfolio',
    prepare: async (actor, query) => {
      const standing = await readProgramStanding(area, actor)
      await readWithFigures(area, actor, {
        input: query,
        work: async (scope, set) => {
          conditionsOf(scope, { setId: set.id, day: today(area), named: null }, query)
          orderOf(scope, query.sort, undefined)
        },
      })
      return (send) =>
        readWithFigures(area, actor, {
          input: query,
          work: (scope, set) =>
            send(exportRows(scope, { set, day: today(area), proposals: standing.proposals }, query)),
        })
    },
  })
}

/** Everybody who bought in the period before and nothing in this one. */
function lostAccountsDoor(area: AreaContext) {
  return openListFile(area, {
    path: 'portfolio/lost-accounts',
    permissions: ['portfolio:export', 'portfolio:read'],
    query: lostQuery,
    file: 'lost-accounts',
    sheet: 'Lost accounts',
    subjectType: 'lost-accounts',
    prepare: async (actor, query) => {
      // Works the figures out where nobody has asked for them yet, and refuses what has no ledger.
      await readWithFigures(area, actor, { input: query, work: async () => undefined })
      return (send) =>
        readWithFigures(area, actor, { input: query, work: (scope, set) => send(lostAccountCells(scope, set)) })
    },
  })
}
