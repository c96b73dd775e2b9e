import { contract } from '@mainstay/contract/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestProgram, type TestProgram } from '../../../test/program.ts'
import { escapeHtml } from './docs-page.ts'

let house: TestProgram
// biome-ignore lint/suspicious/noExplicitAny: assertions look into the document at any depth
let document: any

beforeAll(async () => {
  house = await createTestProgram()
  document = (await house.call(null, 'GET', '/api/openapi.json')).body
})
afterAll(() => house.stop())

test('the document is OpenAPI 3.1 and knows every route of the contract with its permission', () => {
  expect(document.openapi).toMatch(/^3\.1\./)
  const missing = Object.values(contract)
    .flatMap((routes) => Object.values(routes))
    .map((procedure) => procedure['~orpc'])
    .filter(
      ({ route, meta }) =>
        document.paths[route.path ?? '']?.[(route.method ?? '').toLowerCase()]?.['x-permission'] !== meta.guard,
    )
  expect(missing.map(({ route }) => route.path)).toEqual([])
})

test('changes demand If-Match, creations offer an idempotency key, versions come back as ETag', () => {
  const change = document.paths['/workspaces/{workspace}/members/{personId}'].patch
  expect(change.parameters.find((parameter: { name: string }) => parameter.name === 'If-Match')).toMatchObject({
    in: 'header',
    required: true,
  })
  expect(Object.keys(change.responses)).toEqual(
    expect.arrayContaining(['200', '400', '401', '403', '404', '412', '428', '429', 'default']),
  )
  expect(change.responses['200'].headers.ETag).toBeDefined()
  expect(change.responses['412'].content['application/problem+json'].schema.$ref).toBe('#/components/schemas/Problem')
  const creation = document.paths['/workspaces/{workspace}/views'].post
  expect(creation.parameters.map((parameter: { name: string }) => parameter.name)).toContain('Idempotency-Key')
  expect(document.components.schemas.Problem.required).toEqual(expect.arrayContaining(['code', 'detail', 'requestId']))
})

test('doors beside the contract are in it too', () => {
  const changes = document.paths['/workspaces/{workspace}/changes'].get
  expect(changes.responses['200'].content['text/event-stream']).toBeDefined()
  expect(changes['x-permission']).toBe('portfolio:read')
})

test('every reference in the document leads somewhere', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map((match) => match[1] ?? '')
  expect(references.length).toBeGreaterThan(100)
  for (const reference of new Set(references)) {
    const found = reference.split('/').reduce((place, key) => place?.[key.replaceAll('~1', '/')], document)
    expect([reference, found !== undefined]).toEqual([reference, true])
  }
})

test('the page reads without script and under the strict policy', async () => {
  const page = await house.call(null, 'GET', '/api/docs')
  expect(page.headers['content-type']).toContain('text/html')
  expect(page.body).not.toMatch(/<script|onload=|style="|https?:\/\//i)
  const nonce = /<style nonce="([^"]+)">/.exec(page.body)?.[1] ?? 'none'
  expect(String(page.headers['content-security-policy'])).toContain(`'nonce-${nonce}'`)
  expect(String(page.headers['content-security-policy'])).not.toMatch(/script-src[^;]*unsafe/)
  expect(page.body).toContain('/api/workspaces/{workspace}/members/{personId}')
  expect(page.body).toContain('If-Match')
})

test('text in the page cannot become markup', () => {
  expect(escapeHtml(`<a href="x" title='y'>&`)).toBe('&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;')
})
