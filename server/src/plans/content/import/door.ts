import type { PlanImportAnswer } from '@mainstay/contract/plans-exports'
import { text } from '@mainstay/contract/values'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Actor } from '../../../platform/access/actor.ts'
import type { AreaContext } from '../../../platform/area.ts'
import { admitToDoor, parseQuery } from '../../../platform/http/door.ts'
import { originOf } from '../../../platform/http/http-server.ts'
import { Refused } from '../../../platform/refusal.ts'
import { type ImportOrder, importPlan, previewPlanImport } from './import-plan.ts'

const BASE = '/api/workspaces/:workspace/plan-imports'
/** A plan with a full grid of white space; the routes of the contract take less. */
const FILE_BYTES = 16 * 1024 * 1024

const query = z.object({ account: text(120), title: text(200).optional() })

/** A plan that was exported as JSON comes back in: looked through first, then made. */
export function planImportDoor(area: AreaContext) {
  // Who asks is known before a large file is taken from them.
  const callers = new WeakMap<FastifyRequest, Actor>()
  const onRequest = async (request: FastifyRequest): Promise<void> => {
    callers.set(request, await admitToDoor(area, request, ['plans:manage']))
  }
  const callerOf = (request: FastifyRequest): Actor => {
    const actor = callers.get(request)
    if (!actor) throw new Refused('http/not-signed-in')
    return actor
  }
  return (app: FastifyInstance): void => {
    app.post(`${BASE}/preview`, { bodyLimit: FILE_BYTES, onRequest }, (request): Promise<PlanImportAnswer> => {
      const order = orderOf(request)
      return area.useCases.read(callerOf(request), (scope) => previewPlanImport(scope, order))
    })
    app.post(BASE, { bodyLimit: FILE_BYTES, onRequest }, async (request, reply): Promise<PlanImportAnswer> => {
      const order = orderOf(request)
      const made = await area.useCases.command(callerOf(request), originOf(request), (scope) =>
        importPlan(scope, order, area.now()),
      )
      reply.code(201)
      return made
    })
  }
}

function orderOf(request: FastifyRequest): ImportOrder {
  const { account, title } = parseQuery(query, request)
  return { accountCode: account, file: request.body, title }
}
