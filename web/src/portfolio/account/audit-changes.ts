import type { auditEntry } from '@mainstay/contract/workspace'
import type { z } from 'zod'
import { factsOfEntry } from '../../workspace/audit-words.ts'
import { type Reader, recordedText, SILENT, spaced } from './recorded-text.ts'
import { text } from './text.ts'

export type AuditEntry = z.infer<typeof auditEntry>

export interface AuditChange {
  readonly field: string
  readonly before: string
  readonly after: string
}

/** The fields that an entry changed, with what stood there before and after. */
export function changesOf(entry: AuditEntry, reader: Reader): AuditChange[] {
  const facts = factsOfEntry(entry)
  const before = facts.before ?? {}
  const after = facts.after ?? {}
  const written = (value: unknown) => recordedText(value, reader) || text.history.empty
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((field) => !SILENT.has(field))
  return fields
    .map((field) => ({ field: spaced(field), before: written(before[field]), after: written(after[field]) }))
    .filter((change) => change.before !== change.after)
}
