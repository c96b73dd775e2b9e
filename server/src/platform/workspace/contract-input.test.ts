import { contract } from '@mainstay/contract/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createTestProgram, type TestPerson, type TestProgram } from '../../../test/program.ts'

/** Every route of the contract that takes a body, and the fields of it that are not part of the address. */
interface BodyRoute {
  readonly name: string
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly fields: Readonly<Record<string, z.ZodType>>
  readonly inAddress: Readonly<Record<string, z.ZodType>>
}

function inputOf(procedure: { '~orpc': { inputSchema?: unknown } }): Record<string, z.ZodType> {
  let schema = procedure['~orpc'].inputSchema
  while (schema instanceof z.ZodPipe) schema = schema.def.in
  return schema instanceof z.ZodObject ? (schema.shape as Record<string, z.ZodType>) : {}
}

const procedures = Object.entries(contract).flatMap(([area, own]) =>
  Object.entries(own).map(([key, procedure]) => ({ name: `${area}.${key}`, procedure })),
)

const routes: BodyRoute[] = procedures.flatMap(({ name, procedure }) => {
  const { route } = procedure['~orpc']
  const path = route.path ?? ''
  if (route.method === 'GET' || route.method === 'DELETE') return []
  const all = Object.entries(inputOf(procedure))
  const fields = Object.fromEntries(all.filter(([field]) => !path.includes(`{${field}}`)))
  const inAddress = Object.fromEntries(all.filter(([field]) => path.includes(`{${field}}`)))
  const method = route.method as BodyRoute['method']
  return Object.keys(fields).length === 0 ? [] : [{ name, method, path, fields, inAddress }]
})

let house: TestProgram
let owner: TestPerson

beforeAll(async () => {
  house = await createTestProgram()
  await house.createWorkspace('north')
  owner = await house.createPerson('north', { role: 'owner' })
})
afterAll(() => house.stop())

const NAMES = ['1', '0f0f0f0f-0000-4000-8000-000000000000', 'nobody']

/** An address that fits the route; what it names does not exist. */
function addressOf({ path, inAddress }: BodyRoute): string {
  const filled = path.replaceAll(/\{([A-Za-z]+)\}/g, (_, name: string) => {
    if (name === 'workspace') return 'north'
    const schema = inAddress[name]
    const words = schema instanceof z.ZodEnum ? schema.options.map(String) : []
    return [...words, ...NAMES].find((candidate) => schema?.safeParse(candidate).success) ?? 'nobody'
  })
  return `/api${filled}`
}

async function send(route: BodyRoute, body: string) {
  const reply = await house.app.inject({
    method: route.method,
    url: addressOf(route),
    headers: { authorization: owner.authorization, 'if-match': '"999999"', 'content-type': 'application/json' },
    payload: body,
  })
  return { status: reply.statusCode, body: reply.json() }
}

/** Values of every kind; the first that a field does not take is wrong for it. */
const WRONG: readonly unknown[] = [{ wrong: [null] }, 12.5, 'no such value', true, []]

function wrongFor(schema: z.ZodType): { readonly value: unknown } | null {
  const value = WRONG.find((candidate) => !schema.safeParse(candidate).success)
  return value === undefined ? null : { value }
}

const fieldsIn = (body: { errors?: { path: string }[] }) =>
  [...new Set((body.errors ?? []).map(({ path }) => path.split('.')[0]))].sort()

/** Sends the same value in every field for which it is wrong; all of these have to be named. */
async function expectRefusal(route: BodyRoute, wrongValue: (schema: z.ZodType) => { value: unknown } | null) {
  const wrong = Object.entries(route.fields).flatMap(([field, schema]) => {
    const found = wrongValue(schema)
    return found ? [[field, found.value] as const] : []
  })
  if (wrong.length === 0) return
  const answer = await send(route, JSON.stringify(Object.fromEntries(wrong)))
  expect([route.name, answer.status, answer.body.code]).toEqual([route.name, 400, 'http/invalid'])
  const named = fieldsIn(answer.body)
  for (const [field] of wrong) expect([route.name, named]).toEqual([route.name, expect.arrayContaining([field])])
  for (const error of answer.body.errors) {
    expect(error.message, route.name).not.toBe('')
    expect(error.message.length, `${route.name} repeats what was sent`).toBeLessThan(1_000)
  }
}

const refuses = (schema: z.ZodType, value: unknown) => (schema.safeParse(value).success ? null : { value })

describe('a body in which everything is wrong', () => {
  test('is sent to every area that takes one', () => {
    expect(routes.length).toBeGreaterThan(25)
    expect(new Set(routes.map(({ name }) => name.split('.')[0])).size).toBeGreaterThan(5)
  })

  test.each(routes)('$name names every wrong field at once', (route) => expectRefusal(route, wrongFor))

  test.each(routes)('$name names every field that is missing', async (route) => {
    const missing = Object.entries(route.fields).flatMap(([field, schema]) =>
      schema.safeParse(undefined).success ? [] : [field],
    )
    if (missing.length === 0) return
    const answer = await send(route, '{}')
    expect([route.name, answer.status, fieldsIn(answer.body)]).toEqual([route.name, 400, missing.sort()])
  })
})

describe('a body with values that nothing here can hold', () => {
  const strings: readonly (readonly [string, string])[] = [
    ['a text far too long', 'x'.repeat(40_000)],
    ['a NUL', 'a\u0000b'],
    ['half a character', 'a\ud800b'],
  ]
  describe.each(strings)('such as %s', (_, value) => {
    test.each(routes)('$name names each field it is wrong for', (route) =>
      expectRefusal(route, (schema) => refuses(schema, value)),
    )

    test.each(routes)('$name never breaks on it, in any field or as the name of one', async (route) => {
      for (const field of Object.keys(route.fields)) {
        for (const given of [value, [value], { [value]: value }]) {
          const answer = await send(route, JSON.stringify({ [field]: given }))
          expect([route.name, field, answer.status < 500, answer.status]).toEqual([
            route.name,
            field,
            true,
            answer.status,
          ])
        }
      }
    })
  })

  test.each(routes)('$name never breaks on numbers beyond numbers', async (route) => {
    for (const written of [
      '1e309',
      '-1e309',
      '-0',
      '9007199254740993',
      '1e-400',
      '0.1e1',
      '123456789012345678901234567890',
    ]) {
      const body = `{${Object.keys(route.fields)
        .map((field) => `${JSON.stringify(field)}:${written}`)
        .join(',')}}`
      const answer = await send(route, body)
      expect([route.name, written, answer.status < 500, answer.status]).toEqual([
        route.name,
        written,
        true,
        answer.status,
      ])
    }
  })

  test.each(routes)('$name never breaks on what is no object', async (route) => {
    for (const body of ['', 'null', '[]', '"text"', '7', '{', '{"a":1}x', '['.repeat(2_000)]) {
      const { status } = await send(route, body)
      expect([route.name, body.slice(0, 10), status < 500]).toEqual([route.name, body.slice(0, 10), true])
    }
  })
})

/** Every object inside a schema, with the way to it. */
function objectsIn(schema: unknown, way: string, seen = new Set<unknown>()): { way: string; schema: z.ZodObject }[] {
  if (typeof schema !== 'object' || schema === null || seen.has(schema)) return []
  seen.add(schema)
  const own = schema instanceof z.ZodObject ? [{ way, schema }] : []
  const def = 'def' in schema ? (schema.def as Record<string, unknown>) : {}
  const inner = Object.entries({
    ...(schema instanceof z.ZodObject ? (schema.shape as object) : {}),
    ...Object.fromEntries(
      ['in', 'out', 'innerType', 'element', 'valueType', 'left', 'right'].map((part) => [part, def[part]]),
    ),
    ...Object.fromEntries((Array.isArray(def.options) ? def.options : []).entries()),
    ...Object.fromEntries((Array.isArray(def.items) ? def.items : []).entries()),
  })
  return [...own, ...inner.flatMap(([name, part]) => objectsIn(part, `${way}.${name}`, seen))]
}

describe('a field that no route knows', () => {
  test('is dropped or refused by every object of every input, at any depth', () => {
    const open = procedures.flatMap(({ name, procedure }) =>
      objectsIn(procedure['~orpc'].inputSchema, name).filter(({ schema }) => {
        const { catchall } = schema.def
        return catchall !== undefined && !(catchall instanceof z.ZodNever)
      }),
    )
    expect(open.map(({ way }) => way)).toEqual([])
  })

  test.each(routes)('$name is not changed by one, nor is anything else', async (route) => {
    const extra = '"workspace_id":1,"role_":"owner","created_at":"2020-01-01","toString":1'
    const plain = await send(route, '{}')
    const more = await send(route, `{${extra}}`)
    // Where nothing is demanded an empty body is a change of its own, which may answer differently the second time.
    if (plain.status === 400) expect([more.status, fieldsIn(more.body)]).toEqual([400, fieldsIn(plain.body)])
    expect(more.status).toBeLessThan(500)
  })

  test.each(routes)('$name cannot be used to reach the prototype of objects', async (route) => {
    for (const extra of ['"__proto__":{"polluted":true}', '"constructor":{"prototype":{"polluted":true}}']) {
      const answer = await send(route, `{${extra}}`)
      expect([route.name, answer.status, answer.body.code]).toEqual([route.name, 400, 'http/malformed'])
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})
