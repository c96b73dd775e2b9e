import { MASTER_SLIDE_BYTES, type MasterSlide } from '@mainstay/contract/plans-master-slide'
import { text } from '@mainstay/contract/values'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Actor } from '../../platform/access/actor.ts'
import type { AreaContext } from '../../platform/area.ts'
import { admitToDoor, describedDoor, parseQuery } from '../../platform/http/door.ts'
import { originOf } from '../../platform/http/origin.ts'
import { Refused } from '../../platform/refusal.ts'
import { keptOf, storeMaster } from './master-slide-store.ts'

const ADDRESS = '/api/workspaces/:workspace/plan-master-slide'

const query = z.object({ name: text(200) })

const replacing = describedDoor({
  tag: 'plans',
  summary: 'The company’s master slide, in the place of the one before',
  guard: ['plans:manage'],
  query,
  bodyType: 'application/octet-stream',
})

/** The company's master slide comes in as a presentation; looked through before anything of it is kept. */
export function masterSlideDoor(area: AreaContext) {
  // Who asks is known before a large file is taken from them.
  const callers = new WeakMap<FastifyRequest, Actor>()
  return (app: FastifyInstance): void => {
    app.register(async (door) => {
      door.removeAllContentTypeParsers()
      door.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
      door.put(
        ADDRESS,
        {
          bodyLimit: MASTER_SLIDE_BYTES,
          ...replacing,
          onRequest: async (request) => {
            callers.set(request, await admitToDoor(area, request))
          },
        },
        async (request): Promise<{ readonly masterSlide: MasterSlide | null }> => {
          const actor = callers.get(request)
          if (!actor) throw new Refused('http/not-signed-in')
          const { name } = parseQuery(query, request)
          const content = await keptOf(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0))
          const masterSlide = await area.useCases.command(actor, originOf(request), (scope) =>
            storeMaster(scope, { name, content, at: area.now() }),
          )
          return { masterSlide }
        },
      )
    })
  }
}
