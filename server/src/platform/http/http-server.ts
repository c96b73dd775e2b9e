import { randomUUID } from 'node:crypto'
import compress from '@fastify/compress'
import helmet from '@fastify/helmet'
import { OpenAPIHandler } from '@orpc/openapi/fastify'
import type { AnyRouter } from '@orpc/server'
import { ORPCError } from '@orpc/server'
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Config } from '../config/config.ts'
import { describe } from '../log/describe.ts'
import type { Log } from '../log/log.ts'
import type { UseCases } from '../use-case.ts'
import { registerAllowances } from './allowance.ts'
import type { Authenticator, CallContext } from './call.ts'
import { type Denial, denialOf } from './denial.ts'
import { type GuardedProcedure, guardRoute } from './guard.ts'
import { addContract, createMethods, type Methods } from './methods.ts'
import { originOf } from './origin.ts'
import { buildProblem, classifyError, type ProblemSource } from './problem.ts'

const BODY_LIMIT = 1_048_576
// Receiving a request may take this long: uploads are large. What the database does for one is limited to 30 s there.
const REQUEST_TIME_LIMIT = 1_800_000

export interface HttpOptions {
  readonly config: Config
  readonly log: Log
  readonly router: AnyRouter
  readonly authenticator: Authenticator
  readonly useCases: UseCases
  /** Doors that are not plain request and answer: uploads, exports, change feed, sign-in, health, files of the web app. */
  readonly doors: readonly ((app: FastifyInstance) => Promise<void> | void)[]
  /** Keeps a record of a signed-in person's asking for what is not theirs. */
  readonly recordDenial: (denial: Denial) => Promise<void>
  /** Requests a person or an API key may make in a minute. */
  readonly requestsPerMinute: number
}

/** Builds the server; it listens only when told to. */
export async function createHttpServer(options: HttpOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIME_LIMIT,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    // What still arrives on an open connection while the server stops is answered, and the connection closed.
    return503OnClosing: false,
    trustProxy: options.config.trustedProxies.length > 0 ? [...options.config.trustedProxies] : false,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 300 },
    // An address that cannot even be read comes before every hook and handler.
    frameworkErrors: (_error, request, reply) => void sendProblem(reply, request, { code: 'http/malformed' }),
  })
  await registerProtection(app, options)
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    refuseCrossSite(request, options.config)
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
  })
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const source = sourceOfFastifyError(error, options.log, request)
    await keepDenial(options, request, source.code)
    return sendProblem(reply, request, source)
  })
  const methods = createMethods()
  app.addHook('onRoute', ({ method, url }) => {
    if (url.endsWith('*')) return
    for (const name of [method].flat()) methods.add(name, url)
  })
  addContract(methods, options.router, '/api')
  app.setNotFoundHandler((request, reply) => sendUnknown(reply, request, methods))
  registerContract(app, options, methods)
  for (const door of options.doors) await door(app)
  return app
}

async function registerProtection(app: FastifyInstance, options: HttpOptions): Promise<void> {
  const isSecure = options.config.publicUrl?.startsWith('https:') ?? false
  await app.register(helmet, {
    enableCSPNonces: true,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        // Positions that charts and virtual rows compute are style attributes; they cannot carry script.
        styleSrcAttr: ["'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
      },
    },
    hsts: isSecure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
  })
  app.addHook('onSend', async (_request, reply) => {
    reply.header('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()')
  })
  await registerAllowances(app, options.requestsPerMinute)
  await app.register(compress, {
    global: true,
    threshold: 2_048,
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { 1: 4 } },
  })
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** A browser says where a request comes from; a changing one from another site is refused. Programs send neither header. */
function refuseCrossSite(request: FastifyRequest, config: Config): void {
  if (SAFE.has(request.method)) return
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw crossSite()
  const origin = request.headers.origin
  if (origin === undefined) return
  const own = config.publicUrl
    ? [new URL(config.publicUrl).origin]
    : [`http://${request.headers.host}`, `https://${request.headers.host}`]
  if (!own.includes(origin)) throw crossSite()
}

function crossSite(): Error {
  return Object.assign(new Error('cross-site request'), { statusCode: 403, code: 'http/cross-site' })
}

function registerContract(app: FastifyInstance, options: HttpOptions, methods: Methods): void {
  const handler = new OpenAPIHandler<CallContext>(options.router, {
    customErrorResponseBodyEncoder: (error) => error.data,
    clientInterceptors: [
      async (call) => {
        const context = call.context
        try {
          return await guardRoute({
            context,
            input: call.input,
            path: call.path,
            procedure: call.procedure as GuardedProcedure,
            next: () => call.next(),
          })
        } catch (error) {
          await keepDenial(options, context.request, classifyError(error).code)
          throw toAnswer(error, context, options.log, call.path)
        }
      },
    ],
  })
  const serve = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const context: CallContext = {
      request,
      reply,
      authenticator: options.authenticator,
      useCases: options.useCases,
      actor: null,
      person: null,
      origin: originOf(request),
    }
    const { matched } = await handler.handle(request, reply, { prefix: '/api', context })
    if (!matched) return sendUnknown(reply, request, methods)
    return reply
  }
  app.route({ method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'], url: '/api/*', handler: serve })
  app.addHook('preSerialization', async (_request, _reply, payload) => payload)
  app.addHook('onSend', async (request, reply, payload) => {
    if (
      reply.statusCode >= 400 &&
      request.url.startsWith('/api/') &&
      String(reply.getHeader('content-type') ?? '').startsWith('application/json')
    ) {
      reply.header('content-type', 'application/problem+json')
    }
    return payload
  })
}

/** The refused transaction is rolled back by now, so that this one row stands by itself; the refusal stands without it. */
async function keepDenial(options: HttpOptions, request: FastifyRequest, code: string): Promise<void> {
  const denial = denialOf(request, code)
  if (!denial) return
  const { personId, requestId, address, asked } = denial
  const facts = { personId, requestId, address, code, route: asked.route, permission: asked.permission }
  options.log.info('http', 'access denied', facts)
  await options
    .recordDenial(denial)
    .catch((error) => options.log.error('http', 'denial not recorded', { ...facts, error: describe(error) }))
}

function toAnswer(
  error: unknown,
  { request, reply }: CallContext,
  log: Log,
  path: readonly string[],
): ORPCError<string, unknown> {
  const source = classifyError(error)
  if (source.isFault)
    log.error('http', 'fault', { requestId: request.id, route: path.join('.'), error: describe(error) })
  const problem = buildProblem(source, request.id)
  sayWhenToRetry(reply, problem.status, source)
  return new ORPCError(source.code, { status: problem.status, message: problem.detail, data: problem })
}

function sourceOfFastifyError(error: FastifyError, log: Log, request: FastifyRequest): ProblemSource {
  if (error.code === 'http/cross-site') return { code: 'http/cross-site' }
  const status = error.statusCode ?? 500
  if (status === 413) return { code: 'http/too-large' }
  if (status === 415) return { code: 'http/unsupported-media' }
  if (status === 429) return { code: 'http/too-many-requests' }
  if (status === 404) return { code: 'http/not-found' }
  if (status === 503) return { code: 'http/busy' }
  const source = classifyError(error)
  if (source.code !== 'http/internal') return source
  if (status >= 400 && status < 500) return { code: 'http/malformed' }
  log.error('http', 'fault', { requestId: request.id, error: describe(error) })
  return source
}

/** No such address, or one that does not know the method. */
function sendUnknown(reply: FastifyReply, request: FastifyRequest, methods: Methods): FastifyReply {
  const allowed = methods.at(request.url.split('?', 1)[0] ?? '')
  if (allowed.length === 0 || allowed.includes(request.method))
    return sendProblem(reply, request, { code: 'http/not-found' })
  return sendProblem(reply.header('allow', allowed.join(', ')), request, { code: 'http/method-not-allowed' })
}

export function sendProblem(reply: FastifyReply, request: FastifyRequest, source: ProblemSource): FastifyReply {
  const problem = buildProblem(source, request.id)
  sayWhenToRetry(reply, problem.status, source)
  return reply.status(problem.status).type('application/problem+json').send(problem)
}

function sayWhenToRetry(reply: FastifyReply, status: number, source: ProblemSource): void {
  if (status !== 503 && status !== 429) return
  reply.header('retry-after', String(reply.getHeader('retry-after') ?? source.facts?.retryAfterSeconds ?? 5))
}
