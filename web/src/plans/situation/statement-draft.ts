import type { PlanStatement } from './api/statement-queries.ts'

/** What can be said of a statement or the value of a field, as typed. */
export interface StatementDraft {
  readonly content: string
  readonly asOf: string
  readonly source: string
  readonly isConfirmed: boolean
}

export function draftOf(statement: PlanStatement | null, today: string): StatementDraft {
  if (statement === null) return { content: '', asOf: today, source: '', isConfirmed: false }
  const { content, asOf, source, isConfirmed } = statement
  return { content, asOf, source, isConfirmed }
}
