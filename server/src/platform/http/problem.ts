import type { Problem } from '@mainstay/contract/errors'
import { ORPCError } from '@orpc/server'
import { isDatabaseLost } from '../db/lost.ts'
import { type Facts, type FieldFault, Refused } from '../refusal.ts'
import { statusOf } from './status.ts'

export interface ProblemSource {
  readonly code: string
  readonly facts?: Facts
  readonly fields?: readonly FieldFault[]
}

export function buildProblem(source: ProblemSource, requestId: string): Problem {
  const entry = statusOf(source.code) ?? statusOf('http/internal')
  const fields = source.fields ?? []
  const hasFacts = source.facts !== undefined && Object.keys(source.facts).length > 0
  return {
    type: `/problems/${source.code}`,
    title: entry?.sentence ?? '',
    status: entry?.status ?? 500,
    code: source.code,
    detail: entry?.sentence ?? '',
    requestId,
    ...(fields.length > 0 ? { errors: [...fields] } : {}),
    ...(hasFacts ? { facts: { ...source.facts } } : {}),
  }
}

interface Issue {
  readonly path?: ReadonlyArray<PropertyKey | { readonly key: PropertyKey }>
  readonly message: string
  readonly code?: string
}

/** All wrong fields of a request at once, as the validation library found them. */
function fieldsOf(issues: readonly Issue[]): FieldFault[] {
  return issues.map((issue) => ({
    path: (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
    code: issue.code ?? 'invalid',
    message: issue.message,
  }))
}

function databaseCodeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** What went wrong, as one of the known codes. Unknown faults become `http/internal` and are logged by the caller. */
export function classifyError(error: unknown): ProblemSource & { readonly isFault: boolean } {
  if (error instanceof Refused)
    return { code: error.code, facts: error.facts, fields: error.fields, isFault: statusOf(error.code) === null }
  if (error instanceof ORPCError) return classifyOrpcError(error)
  const databaseCode = databaseCodeOf(error)
  if (databaseCode === '57014') return { code: 'http/time-limit', isFault: false }
  if (isDatabaseLost(error) || databaseCode.startsWith('53'))
    return { code: 'http/database-unavailable', isFault: false }
  if (databaseCode === '40001' || databaseCode === '40P01') return { code: 'http/busy', isFault: false }
  // Two who write at the same moment what can stand once: the database lets one of them through. Nobody foresaw it, so it
  // is written down as a fault.
  if (databaseCode === '23505') return { code: 'http/exists-already', isFault: true }
  if (databaseCode === '22021' || databaseCode === '22P05') return { code: 'http/invalid', isFault: false }
  return { code: 'http/internal', isFault: true }
}

function classifyOrpcError(error: ORPCError<string, unknown>): ProblemSource & { readonly isFault: boolean } {
  const data = error.data as { issues?: readonly Issue[] } | undefined
  if (error.code === 'BAD_REQUEST' && data?.issues)
    return { code: 'http/invalid', fields: fieldsOf(data.issues), isFault: false }
  if (error.status === 400) return { code: 'http/malformed', isFault: false }
  if (error.status === 404) return { code: 'http/not-found', isFault: false }
  if (error.status === 413) return { code: 'http/too-large', isFault: false }
  if (error.status === 415) return { code: 'http/unsupported-media', isFault: false }
  return { code: 'http/internal', isFault: true }
}
