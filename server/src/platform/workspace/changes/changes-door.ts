import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import '../../api-description/describe.ts'
import type { AreaContext } from '../../area.ts'
import { admitToDoor } from '../../http/door.ts'
import { Refused } from '../../refusal.ts'
import { ChangeStream } from './change-stream.ts'
import { createChangeListener } from './listener.ts'
import { decodePlace } from './read-events.ts'

/** Windows one person may have open on all workspaces together. */
export const STREAMS_PER_PERSON = 20

const described = {
  tag: 'workspace',
  summary: 'What changes, as it happens (server-sent events: change, reload, closed); goes on after Last-Event-ID',
  guard: ['portfolio:read'],
  answerType: 'text/event-stream',
  answer: z.object({
    topic: z.string(),
    subjectType: z.string(),
    subjectId: z.string(),
    accountId: z.string().nullable(),
    actorName: z.string(),
    origin: z.string().nullable(),
    at: z.iso.datetime(),
  }),
} as const

/** The change feed of a workspace. */
export function changesDoor(area: AreaContext): (app: FastifyInstance) => void {
  return (app) => {
    const listener = createChangeListener(area.pool, area.log)
    const streams = new Map<ChangeStream, string>()
    app.get<{ Params: { workspace: string } }>(
      '/api/workspaces/:workspace/changes',
      { config: { described } },
      async (request, reply) => {
        const authorize = () => area.authenticator.actorOf(request, request.params.workspace)
        const actor = await admitToDoor(area, request)
        if ([...streams.values()].filter((personId) => personId === actor.id).length >= STREAMS_PER_PERSON) {
          throw new Refused('workspace/too-many-streams')
        }
        const named = request.headers['last-event-id']
        const from = decodePlace(typeof named === 'string' ? named : undefined, area.now())
        startAnswer(reply)
        const stream = new ChangeStream({
          raw: reply.raw,
          useCases: area.useCases,
          authorize,
          from,
          mustReload: named !== undefined && from === null,
        })
        streams.set(stream, actor.id)
        const unfollow = listener.follow(actor.workspaceId, () => stream.wake())
        void stream.ended.then(() => {
          unfollow()
          streams.delete(stream)
        })
        return reply
      },
    )
    app.addHook('preClose', async () => {
      for (const stream of streams.keys()) stream.close('server_stops')
      await listener.stop()
    })
  }
}

/** Takes the connection over, with the headers every answer bears. */
function startAnswer(reply: FastifyReply): void {
  reply.hijack()
  const headers = Object.fromEntries(Object.entries(reply.getHeaders()).filter(([, value]) => value !== undefined))
  reply.raw.writeHead(200, {
    ...(headers as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    // An ended stream must not keep its connection, or stopping the server would wait for it.
    connection: 'close',
  })
  reply.raw.flushHeaders()
}
