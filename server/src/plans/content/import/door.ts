import type { PlanImportAnswer } from '@mainstay/contract/plans-exports'
import { text } from '@mainstay/contract/values'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Actor } from '../../../platform/access/actor.ts'
import { type AreaContext, today } from '../../../platform/area.ts'
import { admitToDoor, describedDoor, parseQuery } from '../../../platform/http/door.ts'
import { originOf } from '../../../platform/http/origin.ts'
import { Refused } from '../../../platform/refusal.ts'
import { tellWholeTeam } from '../../notices/tell-duty.ts'
import { type ImportOrder, importPlan, previewPlanImport } from './import-plan.ts'
import { readPlanBytes } from './read-bytes.ts'

const BASE = '/api/workspaces/:workspace/plan-imports'
/** A plan with a full grid of white space; the routes of the contract take less. */
const FILE_BYTES = 16 * 1024 * 1024

const query = z.object({ account: text(120), title: text(200).optional() })

const OF_IMPORTS = { tag: 'plans', guard: ['plans:manage'], query, bodyType: 'application/json' } as const
const preview = describedDoor({ ...OF_IMPORTS, summary: 'What a plan that was exported as JSON would make' })
const making = describedDoor({ ...OF_IMPORTS, summary: 'Make a plan of one that was exported as JSON' })

/** What a request without a body says. */
const NOTHING = Buffer.from('null')

/** A plan that was exported as JSON comes back in: looked through first, then made. */
export function planImportDoor(area: AreaContext) {
  // Who asks is known before a large file is taken from them.
  const callers = new WeakMap<FastifyRequest, Actor>()
  const onRequest = async (request: FastifyRequest): Promise<void> => {
    callers.set(request, await admitToDoor(area, request))
  }
  const callerOf = (request: FastifyRequest): Actor => {
    const actor = callers.get(request)
    if (!actor) throw new Refused('http/not-signed-in')
    return actor
  }
  /** The file is read before the database is asked, so that nobody waits for it there. */
  const orderOf = async (request: FastifyRequest): Promise<ImportOrder> => {
    const { account, title } = parseQuery(query, request)
    const bytes = Buffer.isBuffer(request.body) ? request.body : NOTHING
    return { accountCode: account, reading: await readPlanBytes(bytes, today(area)), title }
  }
  return (app: FastifyInstance): void => {
    app.register(async (door) => {
      door.removeAllContentTypeParsers()
      door.addContentTypeParser(
        'application/json',
        { parseAs: 'buffer', bodyLimit: FILE_BYTES },
        (_request, body, done) => done(null, body),
      )
      const options = { bodyLimit: FILE_BYTES, onRequest }
      door.post(`${BASE}/preview`, { ...options, ...preview }, async (request): Promise<PlanImportAnswer> => {
        const order = await orderOf(request)
        return area.useCases.read(callerOf(request), (scope) => previewPlanImport(scope, order))
      })
      door.post(BASE, { ...options, ...making }, async (request, reply): Promise<PlanImportAnswer> => {
        const order = await orderOf(request)
        const made = await area.useCases.command(callerOf(request), originOf(request), async (scope) => {
          const answer = await importPlan(scope, order, area.now())
          if (answer.planId !== null) await tellWholeTeam(area, scope, answer.planId)
          return answer
        })
        reply.code(201)
        return made
      })
    })
  }
}
