import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { AreaContext } from '../area.ts'
import { isSameText } from '../auth/tokens.ts'
import { Refused } from '../refusal.ts'
import { findObstacles } from './readiness.ts'
import { dropUnusedConnections } from './unused-connections.ts'

export interface HealthOptions {
  readonly area: AreaContext
  /** Words that occur in the paths of the contract; everything else in a path is a name or number. */
  readonly segments: ReadonlySet<string>
}

/** /livez: the process runs. /readyz: it can serve, or why not. /metrics: for the machine itself, or with the token. */
export function healthDoor({ area, segments }: HealthOptions): (app: FastifyInstance) => Promise<void> {
  return async (app) => {
    const { createMetrics } = await import('./metrics.ts')
    const metrics = createMetrics(area, segments)
    dropUnusedConnections(app)
    app.addHook('onResponse', async (request, reply) => metrics.observe(request, reply))
    app.get('/livez', async (_request, reply) => plain(reply).send({ status: 'alive' }))
    app.get('/readyz', async (_request, reply) => {
      const reasons = await findObstacles(area)
      if (reasons.length === 0) return plain(reply).send({ status: 'ready' })
      return plain(reply).status(503).header('retry-after', '5').send({ status: 'not ready', reasons })
    })
    app.get('/metrics', async (request, reply) => {
      if (!maySeeMetrics(request, area.config.metricsToken)) throw new Refused('http/not-found')
      return plain(reply)
        .type(metrics.contentType)
        .send(await metrics.text())
    })
  }
}

function plain(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-store')
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** A proxy on the same machine passes strangers on from loopback; it says so in a header. */
function maySeeMetrics(request: FastifyRequest, token: string | null): boolean {
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  if (token !== null && given !== undefined) return isSameText(given, token)
  const isForwarded = request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined
  return !isForwarded && LOOPBACK.has(request.socket.remoteAddress ?? '')
}
