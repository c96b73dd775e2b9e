import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { uuid } from '@mainstay/contract/values'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { AreaContext } from '../../platform/area.ts'
import { admitToDoor, describedDoor, parseQuery, sendFile } from '../../platform/http/door.ts'
import { originOf } from '../../platform/http/origin.ts'
import { orderBook } from './make-book.ts'

const bookQuery = z.object({ format: z.enum(['pdf', 'xlsx']).default('pdf'), criteriaSetId: uuid.optional() })

const door = describedDoor({
  tag: 'selection',
  summary: 'The decision book as a file',
  guard: ['portfolio:export', 'selection:read'],
  query: bookQuery,
  answerType: 'application/pdf',
})

/** The decision book as a file, with the same rights and trace as every other export. */
export function decisionBookDoor(area: AreaContext) {
  return (app: FastifyInstance): void => {
    app.get('/api/workspaces/:workspace/selection/decision-book', door, async (request, reply) => {
      const actor = await admitToDoor(area, request)
      const asked = parseQuery(bookQuery, request)
      const book = await orderBook(area, { actor, origin: originOf(request) }, asked)
      const answer = new PassThrough()
      book.write((bytes) => pipeline(bytes, answer)).catch((error: Error) => answer.destroy(error))
      return sendFile(reply, { name: 'decision-book', format: asked.format }, answer)
    })
  }
}
