import type {} from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refused } from '../refusal.ts'

/** How many people one address may stand for: an office behind one router is one address. */
const PEOPLE_BEHIND_ONE_ADDRESS = 10

const spenders = new WeakMap<FastifyRequest, string>()

declare module 'fastify' {
  interface FastifyInstance {
    /** Counts a request against whoever has proven to be its sender; the seconds to wait once theirs are used up. */
    spendAllowance(request: FastifyRequest): Promise<number | null>
  }
}

/** Two allowances a minute: one of the address, before anything is known of the caller, and one of each caller. */
export async function registerAllowances(app: FastifyInstance, requestsPerMinute: number): Promise<void> {
  await app.register(import('@fastify/rate-limit'), {
    max: requestsPerMinute * PEOPLE_BEHIND_ONE_ADDRESS,
    timeWindow: '1 minute',
    // By the proven address alone: whatever a caller writes into a header would open a fresh allowance.
    keyGenerator: (request) => request.ip,
    allowList: (request) => request.url === '/livez' || request.url === '/readyz',
    errorResponseBuilder: () => Object.assign(new Error('too many requests'), { statusCode: 429 }),
  })
  const count = app.createRateLimit({
    max: requestsPerMinute,
    timeWindow: '1 minute',
    allowList: [],
    keyGenerator: (request) => spenders.get(request) ?? request.ip,
  })
  app.decorate('spendAllowance', async (request) => {
    const answer = await count(request)
    return 'isExceeded' in answer && answer.isExceeded ? answer.ttlInSeconds : null
  })
}

/** Refuses a caller who asks more in a minute than one may; the caller is a person or an API key. */
export async function spendAllowance(request: FastifyRequest, callerId: string): Promise<void> {
  spenders.set(request, callerId)
  const retryAfterSeconds = await request.server.spendAllowance(request)
  if (retryAfterSeconds !== null) throw new Refused('http/too-many-requests', { retryAfterSeconds })
}
