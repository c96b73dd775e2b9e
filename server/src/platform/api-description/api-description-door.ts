import type { AnyContractRouter } from '@orpc/contract'
import type { OpenAPI } from '@orpc/openapi'
import type { FastifyInstance, RouteOptions } from 'fastify'
import './describe.ts'
import type { DescribedDoor } from './open-api.ts'

const OWN = new Set(['/api/*', '/api/openapi.json', '/api/docs'])

/**
 * /api/openapi.json and /api/docs. Doors registered after this one are found by themselves; what they say of themselves
 * in `config.described` is used.
 */
export function apiDescriptionDoor(contract: AnyContractRouter): (app: FastifyInstance) => void {
  return (app) => {
    const doors: DescribedDoor[] = []
    app.addHook('onRoute', (route) => {
      doors.push(...describe(route))
    })
    let made: Promise<OpenAPI.Document> | null = null
    const document = (): Promise<OpenAPI.Document> => {
      made ??= import('./open-api.ts').then((module) => module.buildOpenApi(contract, doors))
      return made
    }
    app.get('/api/openapi.json', async (_request, reply) =>
      reply.header('cache-control', 'no-cache').send(await document()),
    )
    app.get('/api/docs', async (_request, reply) => {
      const { renderDocs } = await import('./docs-page.ts')
      return reply.type('text/html; charset=utf-8').send(renderDocs(await document(), reply.cspNonce.style))
    })
  }
}

function describe(route: RouteOptions): DescribedDoor[] {
  if (!route.url.startsWith('/api/') || OWN.has(route.url)) return []
  return [route.method]
    .flat()
    .filter((method) => method !== 'HEAD' && method !== 'OPTIONS')
    .map((method) => ({ method, path: route.url, description: route.config?.described ?? null }))
}
