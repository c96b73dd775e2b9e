import type { AuditEntry } from './api/audit.ts'

/** Name of the entry that a refused call leaves. */
export const DENIED = 'access.denied'

/** What was refused to whom, in words. */
export interface DenialInWords {
  /** Method and path as the interface names them. */
  readonly asked: string
  /** Null where the refusal had another reason than a missing permission. */
  readonly permission: string | null
  readonly code: string
  /** What the path named: "id 4711". */
  readonly subject: string | null
}

const wordOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)

export function denialOf(entry: Pick<AuditEntry, 'after' | 'subjectId'>): DenialInWords {
  const facts = entry.after ?? {}
  const subject = typeof facts.subject === 'object' && facts.subject !== null ? Object.entries(facts.subject) : []
  const path = wordOf(facts.path)
  return {
    asked: path === null ? entry.subjectId : `${wordOf(facts.method) ?? ''} ${path}`.trim(),
    permission: wordOf(facts.permission),
    code: wordOf(facts.code) ?? '',
    subject: subject.length > 0 ? subject.map(([name, value]) => `${name} ${String(value)}`).join(', ') : null,
  }
}
