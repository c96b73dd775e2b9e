import type { OpenAPI } from '@orpc/openapi'

type Schema = OpenAPI.SchemaObject & {
  readonly properties?: Record<string, Schema>
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly enum?: readonly unknown[]
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly $ref?: string
  readonly required?: readonly string[]
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const
const DEEPEST = 4

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d9dce1, #3a3f47); --soft: light-dark(#5b6470, #a2abb8); --code: light-dark(#f4f5f7, #1d2127) }
body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 62rem; padding: 1.5rem }
h1 { font-size: 1.5rem } h2 { border-bottom: 1px solid var(--line); margin-top: 2.5rem; padding-bottom: .25rem }
nav ul { columns: 14rem; padding-left: 1.2rem } details { border-bottom: 1px solid var(--line); padding: .5rem 0 }
summary { cursor: pointer } summary code { font-weight: 600 } .soft { color: var(--soft) }
code, pre { font: 13px/1.45 ui-monospace, monospace } pre { background: var(--code); overflow-x: auto; padding: .75rem }
table { border-collapse: collapse; width: 100% } th, td { border-bottom: 1px solid var(--line); padding: .25rem .5rem .25rem 0; text-align: left; vertical-align: top }
`

/** Text made harmless for a page. */
export function escapeHtml(text: string): string {
  const replacements: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return text.replaceAll(/[&<>"']/g, (letter) => replacements[letter] ?? letter)
}

/** The interface to read: one page, no script, nothing from elsewhere. */
export function renderDocs(document: OpenAPI.Document, nonce: string): string {
  const groups = groupByTag(document)
  const index = [...groups.keys()]
    .map((tag) => `<li><a href="#${escapeHtml(tag)}">${escapeHtml(tag)}</a></li>`)
    .join('')
  const sections = [...groups].map(([tag, operations]) => {
    const entries = operations.map((entry) => renderOperation(document, entry)).join('')
    return `<section><h2 id="${escapeHtml(tag)}">${escapeHtml(tag)}</h2>${entries}</section>`
  })
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Mainstay interface</title><style nonce="${escapeHtml(nonce)}">${STYLE}</style></head><body><main>
<h1>Mainstay interface</h1><p>${escapeHtml(document.info.description ?? '')}</p>
<p><a href="/api/openapi.json">The same as an OpenAPI 3.1 document</a></p><nav aria-label="Areas"><ul>${index}</ul></nav>
${sections.join('')}</main></body></html>`
}

interface Entry {
  readonly method: string
  readonly path: string
  readonly operation: OpenAPI.OperationObject
}

function groupByTag(document: OpenAPI.Document): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>()
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const method of METHODS) {
      const operation = item?.[method]
      if (!operation) continue
      const tag = operation.tags?.[0] ?? 'other'
      groups.set(tag, [...(groups.get(tag) ?? []), { method, path, operation }])
    }
  }
  return groups
}

function renderOperation(document: OpenAPI.Document, { method, path, operation }: Entry): string {
  const permission = String((operation as Record<string, unknown>)['x-permission'] ?? 'public')
  return `<details><summary><code>${method.toUpperCase()} /api${escapeHtml(path)}</code> ${escapeHtml(operation.summary ?? '')}</summary>
<p class="soft">Who may: ${escapeHtml(permission)}</p>${renderParameters(document, operation)}${renderBody(document, operation)}${renderAnswers(document, operation)}</details>`
}

function renderParameters(document: OpenAPI.Document, operation: OpenAPI.OperationObject): string {
  const rows = ((operation.parameters ?? []) as OpenAPI.ParameterObject[]).map((parameter) => {
    const shape = describeSchema(document, (parameter.schema ?? {}) as Schema, DEEPEST)
    const need = parameter.required ? 'required' : 'optional'
    return `<tr><td><code>${escapeHtml(parameter.name)}</code></td><td>${escapeHtml(parameter.in)}, ${need}</td><td><code>${escapeHtml(shape)}</code> ${escapeHtml(parameter.description ?? '')}</td></tr>`
  })
  return rows.length === 0 ? '' : `<table><tbody>${rows.join('')}</tbody></table>`
}

function renderBody(document: OpenAPI.Document, operation: OpenAPI.OperationObject): string {
  const body = operation.requestBody as OpenAPI.RequestBodyObject | undefined
  return body ? `<p>Send</p>${renderContent(document, body.content)}` : ''
}

function renderAnswers(document: OpenAPI.Document, operation: OpenAPI.OperationObject): string {
  return Object.entries(operation.responses ?? {})
    .map(([status, response]) => {
      const answer = response as OpenAPI.ResponseObject
      const isGood = status.startsWith('2')
      const text = `<p>Answer ${escapeHtml(status)} <span class="soft">${escapeHtml(answer.description)}</span></p>`
      return isGood ? text + renderContent(document, answer.content ?? {}) : text
    })
    .join('')
}

function renderContent(document: OpenAPI.Document, content: Record<string, OpenAPI.MediaTypeObject>): string {
  return Object.entries(content)
    .map(([type, media]) => {
      const shape = describeSchema(document, (media.schema ?? {}) as Schema, 0)
      return `<pre>${escapeHtml(type === 'application/json' ? shape : `${type}\n${shape}`)}</pre>`
    })
    .join('')
}

/** A schema in the short form people read: { name: string, unit?: string | null }. */
function describeSchema(document: OpenAPI.Document, schema: Schema, depth: number): string {
  if (schema.$ref) return schema.$ref.split('/').at(-1) ?? 'unknown'
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return choices.map((choice) => describeSchema(document, choice, depth)).join(' | ')
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  if (schema.items) return `${describeSchema(document, schema.items, depth)}[]`
  if (schema.properties) return describeObject(document, schema, depth)
  const type = Array.isArray(schema.type) ? schema.type.join(' | ') : String(schema.type ?? 'any')
  return schema.format ? `${type} (${schema.format})` : type
}

function describeObject(document: OpenAPI.Document, schema: Schema, depth: number): string {
  if (depth > DEEPEST) return '{ ... }'
  const indent = '  '.repeat(depth + 1)
  const required = new Set(schema.required ?? [])
  const lines = Object.entries(schema.properties ?? {}).map(
    ([name, inner]) =>
      `${indent}${name}${required.has(name) ? '' : '?'}: ${describeSchema(document, inner, depth + 1)}`,
  )
  return `{\n${lines.join('\n')}\n${'  '.repeat(depth)}}`
}
