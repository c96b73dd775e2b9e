import type { IncomingMessage } from 'node:http'
import type { FastifyRequest } from 'fastify'
import { type CallOrigin, noOrigin } from '../use-case.ts'

/** What the audit and the concurrency rules need to know of a request. */
export function originOf(request: FastifyRequest): CallOrigin {
  return {
    ...noOrigin,
    requestId: request.id,
    sourceAddress: request.ip,
    tab: headerText(request.raw, 'x-mainstay-tab'),
    ifMatch: versionOf(headerText(request.raw, 'if-match')),
  }
}

function headerText(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name]
  return typeof value === 'string' && value.length <= 200 ? value : null
}

function versionOf(header: string | null): number | null {
  const match = /^(?:W\/)?"(\d{1,9})"$/.exec(header ?? '')
  return match ? Number(match[1]) : null
}
