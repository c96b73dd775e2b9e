import { text } from './text.ts'

/** One wrong field of a refused request. */
export interface FieldProblem {
  /** Where it is: "criteria.0.weight". */
  readonly path: string
  readonly code: string
  readonly message: string
}

/** Why a request did not work, in the shape of RFC 9457 with our code, request id and field list. */
export interface Problem {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly requestId: string | null
  readonly errors: readonly FieldProblem[]
}

type Bag = Readonly<Record<string, unknown>>

/** The request never reached the server. */
export const CODE_UNREACHABLE = 'network/unreachable'
/** It could not be sent, and waits in this browser for the network: said where it is kept. */
export const CODE_KEPT = 'network/kept'
const CODE_UNEXPECTED = 'unexpected'

function isBag(candidate: unknown): candidate is Bag {
  return typeof candidate === 'object' && candidate !== null && !Array.isArray(candidate)
}

function textOf(bag: Bag, key: string): string | null {
  const value = bag[key]
  return typeof value === 'string' && value !== '' ? value : null
}

/** A list path as dots: ["criteria", 0, "weight"] and "/criteria/0/weight" both become "criteria.0.weight". */
function readPath(path: unknown): string {
  if (Array.isArray(path)) return path.map(String).join('.')
  return typeof path === 'string' ? path.replace(/^\//, '').replaceAll('/', '.') : ''
}

function readFields(candidate: unknown): FieldProblem[] {
  if (!Array.isArray(candidate)) return []
  return candidate.filter(isBag).map((entry) => ({
    path: readPath(entry.path),
    code: textOf(entry, 'code') ?? 'invalid',
    message: textOf(entry, 'message') ?? textOf(entry, 'detail') ?? text.unexpected,
  }))
}

/** Clients wrap the reply in different ways: the problem may be the error, its data, or the body in its data. */
function findProblem(error: unknown, depth = 0): Bag | null {
  if (!isBag(error) || depth > 3) return null
  const inner = findProblem(error.data, depth + 1) ?? findProblem(error.body, depth + 1)
  if (inner) return inner
  return 'code' in error && ('detail' in error || 'title' in error || 'requestId' in error) ? error : null
}

function sentenceFor(status: number): string {
  switch (status) {
    case 401:
      return text.signedOut
    case 403:
      return text.notAllowed
    case 404:
      return text.notFound
    case 412:
      return text.changedMeanwhile
    case 429:
      return text.tooMany
    default:
      return text.unexpected
  }
}

function statusOf(error: unknown): number {
  return isBag(error) && typeof error.status === 'number' ? error.status : 0
}

function isUnreachable(error: unknown): boolean {
  return error instanceof TypeError && /fetch|network|load failed/i.test(error.message)
}

/** Turns whatever a request threw into one shape that screens can show. */
export function toProblem(error: unknown): Problem {
  if (isUnreachable(error)) {
    return { status: 0, code: CODE_UNREACHABLE, title: text.offline, detail: text.offline, requestId: null, errors: [] }
  }
  const found = findProblem(error)
  const status = found ? statusOf(found) || statusOf(error) : statusOf(error)
  const sentence = sentenceFor(status)
  return {
    status,
    code: (found && textOf(found, 'code')) ?? CODE_UNEXPECTED,
    title: (found && textOf(found, 'title')) ?? sentence,
    detail: (found && (textOf(found, 'detail') ?? textOf(found, 'title'))) ?? sentence,
    requestId: (found && textOf(found, 'requestId')) ?? null,
    errors: readFields(found?.errors),
  }
}

export interface FormErrors {
  /** First message of each field, by path. */
  readonly fields: Readonly<Record<string, string>>
  /** What belongs to no field of the form and must stand above it; null when every fault has its field. */
  readonly form: string | null
}

/** Spreads a refusal over the fields of a form; faults of fields that the form does not show stay visible above it. */
export function toFormErrors(error: unknown, fieldNames: readonly string[]): FormErrors {
  const problem = toProblem(error)
  const fields: Record<string, string> = {}
  const homeless: string[] = []
  for (const { path, message } of problem.errors) {
    const owner = fieldNames.find((name) => path === name || path.startsWith(`${name}.`))
    if (owner === undefined) homeless.push(path === '' ? message : `${path}: ${message}`)
    else if (fields[path] === undefined) {
      fields[path] = message
      fields[owner] ??= message
    }
  }
  if (problem.errors.length === 0) return { fields, form: problem.detail }
  return { fields, form: homeless.length > 0 ? homeless.join(' ') : null }
}
