import { problem } from '@mainstay/contract/errors'
import type { Guard, RouteMeta } from '@mainstay/contract/route'
import { type AnyContractRouter, isContractProcedure } from '@orpc/contract'
import { type OpenAPI, OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { z } from 'zod'
import { knownCodes, statusOf } from '../http/status.ts'
import type { DoorDescription } from './describe.ts'

type Operation = OpenAPI.OperationObject
type Response = OpenAPI.ResponseObject
type Parameter = OpenAPI.ParameterObject

/** A route outside the contract. */
export interface DescribedDoor {
  readonly method: string
  readonly path: string
  readonly description: DoorDescription | null
}

export interface Route {
  readonly method: string
  readonly path: string
  readonly meta: RouteMeta
  readonly hasVersion: boolean
}

const ABOUT = `Everything the screens do, they do through this interface. Errors are problem documents (RFC 9457) with a code, a
sentence and the request id. Money is an exact decimal string, a fraction is a number (0.25 is 25 percent), months look like 2026-10.
Lists are read page by page with the cursor of the page before. Programs authenticate with an API key as a bearer token; browsers with
the session cookie.`

/** Every route of the contract with what it declares. */
export function routesOf(router: AnyContractRouter): Route[] {
  if (isContractProcedure(router)) {
    const { route, meta, outputSchema } = router['~orpc']
    if (!route.method || !route.path) throw new Error('a route of the contract has no method or path')
    const shape = outputSchema instanceof z.ZodObject ? outputSchema.shape : {}
    return [{ method: route.method, path: route.path, meta: meta as RouteMeta, hasVersion: 'version' in shape }]
  }
  return Object.values(router as Record<string, AnyContractRouter>).flatMap(routesOf)
}

/** The OpenAPI 3.1 document: the contract, and beside it the doors that are no plain request and answer. */
export async function buildOpenApi(
  contract: AnyContractRouter,
  doors: readonly DescribedDoor[],
): Promise<OpenAPI.Document> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
  const document = await generator.generate(contract, {
    info: {
      title: 'Mainstay',
      version: '1',
      description: ABOUT.replaceAll('\n', ' '),
      license: { name: 'Apache-2.0' },
    },
    servers: [{ url: '/api' }],
    components: {
      schemas: { Problem: toSchema(problem) },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'mainstay.session_token' },
        apiKey: { type: 'http', scheme: 'bearer', bearerFormat: 'mst_...' },
      },
    },
  })
  for (const route of routesOf(contract)) complete(document, route)
  for (const door of doors) addDoor(document, door)
  return document
}

function toSchema(schema: z.ZodType): OpenAPI.SchemaObject {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return rest as OpenAPI.SchemaObject
}

function operationOf(document: OpenAPI.Document, path: string, method: string): Operation | undefined {
  return document.paths?.[path]?.[method.toLowerCase() as 'get']
}

/** Adds what the central guard demands and answers, which no single route repeats. */
function complete(document: OpenAPI.Document, route: Route): void {
  const operation = operationOf(document, route.path, route.method)
  if (!operation) throw new Error(`${route.method} ${route.path} is missing in the OpenAPI document`)
  const { guard = 'public', effect = 'none' } = route.meta
  addSecurity(operation, guard)
  const parameters = (operation.parameters ?? []) as Parameter[]
  if (effect === 'changes') parameters.push(ifMatch)
  if (keepsKeys(effect)) parameters.push(idempotencyKey)
  if (parameters.length > 0) operation.parameters = parameters
  const responses = operation.responses ?? {}
  for (const [status, response] of Object.entries(responses)) {
    if (status.startsWith('2') && route.hasVersion) (response as Response).headers = { ETag: etag }
  }
  for (const status of statusesOf(guard, effect)) responses[String(status)] = problemResponse(status)
  responses.default = problemResponse(null)
  operation.responses = responses
}

function addSecurity(operation: Operation, guard: string): void {
  Object.assign(operation, { 'x-permission': guard })
  if (guard === 'signed-in') operation.security = [{ session: [] }]
  else if (guard !== 'public') operation.security = [{ session: [] }, { apiKey: [] }]
}

function statusesOf(guard: Guard, effect: RouteMeta['effect']): number[] {
  const access = guard === 'public' ? [] : guard === 'signed-in' ? [401] : [401, 403, 404]
  const version = effect === 'changes' ? [412, 428] : []
  const idempotency = keepsKeys(effect) ? [409, 422] : []
  return [400, ...access, ...version, ...idempotency, 429]
}

function keepsKeys(effect: RouteMeta['effect']): boolean {
  return effect === 'creates' || effect === 'changes'
}

const ifMatch: Parameter = {
  name: 'If-Match',
  in: 'header',
  required: true,
  description: 'The version you saw, as the ETag gave it. Without it 428; when somebody else was faster 412.',
  schema: { type: 'string', example: '"3"' },
}
const idempotencyKey: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'The same key with the same request gives the first answer again, for 30 days; with another request 422.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
}
const etag = { description: 'Version of what was answered, for If-Match.', schema: { type: 'string' } } as const

/** Refusals of one status with the sentences of their codes; null stands for every other error. */
function problemResponse(status: number | null): Response {
  const codes = knownCodes().filter((code) => code.startsWith('http/') && statusOf(code)?.status === status)
  const sentences = codes.map((code) => `${code}: ${statusOf(code)?.sentence ?? ''}`)
  return {
    description: sentences.length > 0 ? sentences.join(' ') : 'A problem; its code says which.',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
}

function addDoor(document: OpenAPI.Document, door: DescribedDoor): void {
  const path = door.path.replace(/^\/api/, '').replaceAll(/:([A-Za-z]+)/g, '{$1}')
  const about = door.description
  const operation: Operation = {
    summary: about?.summary ?? `${door.method} ${path}`,
    tags: [about?.tag ?? 'other'],
    parameters: [...pathParameters(path), ...queryParameters(about?.query)],
    responses: {
      200: { description: 'OK', ...contentOf(about?.answer, about?.answerType) },
      default: problemResponse(null),
    },
  }
  if (about?.body || about?.bodyType) {
    operation.requestBody = { required: true, content: contentOf(about.body, about.bodyType).content ?? {} }
  }
  addSecurity(operation, [about?.guard ?? 'signed-in'].flat().join(' and '))
  document.paths ??= {}
  document.paths[path] = { ...document.paths[path], [door.method.toLowerCase()]: operation }
}

function contentOf(schema: z.ZodType | undefined, type = 'application/json'): Pick<Response, 'content'> {
  if (!schema && type === 'application/json') return {}
  return { content: { [type]: { schema: schema ? toSchema(schema) : { type: 'string', format: 'binary' } } } }
}

function pathParameters(path: string): Parameter[] {
  return [...path.matchAll(/\{([A-Za-z]+)\}/g)].map((match) => ({
    name: match[1] ?? '',
    in: 'path' as const,
    required: true,
    schema: { type: 'string' },
  }))
}

function queryParameters(query: z.ZodType | undefined): Parameter[] {
  if (!(query instanceof z.ZodObject)) return []
  return Object.entries(query.shape as Record<string, z.ZodType>).map(([name, schema]) => ({
    name,
    in: 'query' as const,
    required: !schema.safeParse(undefined).success,
    schema: toSchema(schema) as NonNullable<Parameter['schema']>,
  }))
}
