import type { PlanImportFault } from '@mainstay/contract/plans-exports'
import type { z } from 'zod'
import { checkContent } from './check-content.ts'
import { excerpt } from './excerpt.ts'
import { type ImportedContent, importedFile } from './file-shape.ts'

/** Faults that are told; somebody who mends that many asks again. */
const MOST_FAULTS = 100

/** What a file says: a plan, however faulty its content, or none at all. */
export type FileReading =
  | { readonly content: ImportedContent; readonly faults: readonly PlanImportFault[] }
  | { readonly content: null; readonly faults: readonly PlanImportFault[] }

/** Reads a file that claims to be a plan: everything wrong with it at once, each with where, what, and the way out. */
export function readPlanFile(file: unknown, today: string): FileReading {
  const parsed = importedFile.safeParse(file)
  if (!parsed.success)
    return { content: null, faults: parsed.error.issues.slice(0, MOST_FAULTS).map((issue) => faultOf(issue, file)) }
  const { content } = parsed.data
  return { content, faults: checkContent(content, today).slice(0, MOST_FAULTS) }
}

function faultOf(issue: z.core.$ZodIssue, file: unknown): PlanImportFault {
  const path = issue.path.map(String)
  return {
    path: path.join('.'),
    value: excerpt(valueAt(file, path)),
    message: issue.message,
    wayOut: wayOutOf(issue, path),
  }
}

function wayOutOf(issue: z.core.$ZodIssue, path: readonly string[]): string {
  if (path.length <= 1) return 'Choose a file that was exported from a plan as JSON.'
  if (issue.code === 'too_big') return 'Shorten it, or divide it into several.'
  if (issue.code === 'invalid_type') return 'Put a value of the right kind there, or export the plan again.'
  return 'Correct the value in the file, or take what it belongs to out.'
}

function valueAt(file: unknown, path: readonly string[]): unknown {
  let value = file
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Object.getOwnPropertyDescriptor(value, key)?.value
  }
  return value
}
