import type { FastifyReply, FastifyRequest } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { AreaContext } from '../area.ts'

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

export interface Metrics {
  observe(request: FastifyRequest, reply: FastifyReply): void
  text(): Promise<string>
  readonly contentType: string
}

/** What happens in this process, in numbers; nothing about customers. */
export function createMetrics(area: AreaContext, segments: ReadonlySet<string>): Metrics {
  const registry = new Registry()
  let isCollecting = false
  const duration = new Histogram({
    name: 'mainstay_http_request_seconds',
    help: 'Time from the arrival of a request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [registry],
  })
  poolGauge(area, registry)
  new Gauge({
    name: 'mainstay_queue_oldest_wait_seconds',
    help: 'How long the oldest waiting background job has waited',
    registers: [registry],
    async collect() {
      this.set(await area.jobs.oldestWaitSeconds().catch(() => Number.NaN))
    },
  })
  return {
    contentType: registry.contentType,
    observe: (request, reply) => {
      const labels = { method: request.method, route: routeOf(request, segments), status: String(reply.statusCode) }
      duration.observe(labels, reply.elapsedTime / 1000)
    },
    text: () => {
      if (!isCollecting) collectDefaultMetrics({ register: registry })
      isCollecting = true
      return registry.metrics()
    },
  }
}

function poolGauge(area: AreaContext, registry: Registry): void {
  new Gauge({
    name: 'mainstay_database_connections',
    help: 'Connections of the pool by state, and callers that wait for one',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'all' }, area.pool.totalCount)
      this.set({ state: 'idle' }, area.pool.idleCount)
      this.set({ state: 'awaited' }, area.pool.waitingCount)
    },
  })
}

/** The route without anything a caller can choose, so that the number of labels stays small. */
function routeOf(request: FastifyRequest, segments: ReadonlySet<string>): string {
  const pattern = request.routeOptions.url ?? 'unknown'
  if (pattern !== '/api/*') return pattern
  const path = request.url.split('?')[0] ?? ''
  return `/api/${path
    .split('/')
    .slice(2)
    .map((part) => (segments.has(part) ? part : ':'))
    .slice(0, 6)
    .join('/')}`
}
