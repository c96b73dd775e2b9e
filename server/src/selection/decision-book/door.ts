import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { uuid } from '@mainstay/contract/values'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { mayDo } from '../../platform/access/actor.ts'
import type { AreaContext } from '../../platform/area.ts'
import { admitActor } from '../../platform/http/guard.ts'
import { originOf } from '../../platform/http/http-server.ts'
import { Refused } from '../../platform/refusal.ts'
import { orderBook } from './make-book.ts'

const MEDIA_TYPES = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

const bookQuery = z.object({ format: z.enum(['pdf', 'xlsx']).default('pdf'), criteriaSetId: uuid.optional() })

/** The decision book as a file, with the same rights and trace as every other export. */
export function decisionBookDoor(area: AreaContext) {
  return (app: FastifyInstance): void => {
    app.get('/api/workspaces/:workspace/selection/decision-book', async (request, reply) => {
      const { workspace } = request.params as { workspace: string }
      const actor = await admitActor(area.authenticator, request, { workspace, permission: 'portfolio:export' })
      if (!mayDo(actor, 'selection:read')) throw new Refused('http/not-allowed')
      const parsed = bookQuery.safeParse(request.query)
      if (!parsed.success) {
        const fields = parsed.error.issues.map(({ path, code, message }) => ({ path: path.join('.'), code, message }))
        throw new Refused('http/invalid', {}, fields)
      }
      const { format } = parsed.data
      const book = await orderBook(area, { actor, origin: originOf(request) }, parsed.data)
      const answer = new PassThrough()
      book.write((bytes) => pipeline(bytes, answer)).catch((error: Error) => answer.destroy(error))
      return reply
        .header('content-type', MEDIA_TYPES[format])
        .header('x-content-type-options', 'nosniff')
        .header('content-disposition', `attachment; filename="decision-book.${format}"`)
        .send(answer)
    })
  }
}
