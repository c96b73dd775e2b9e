import { describeRowFault, type RowFaultCode } from '@mainstay/domain/ledger'
import { excerpt, type FileRefusalCode, type RowProblem, remedyFor } from '../../platform/files/index.ts'
import type { RejectFault } from '../tables.ts'

const REASONS: Readonly<Partial<Record<FileRefusalCode, string>>> = {
  'files/ragged-row': 'The row has not as many cells as the header.',
  'files/unclosed-quote': 'A quote is opened and never closed.',
  'files/nul-byte': 'A cell holds a NUL character.',
  'files/undecodable-character': 'A character cannot be read in the encoding of the file.',
  'files/cell-too-long': 'A cell is longer than a spreadsheet allows.',
  'files/formula-without-value': 'A formula has no stored value.',
  'files/error-cell': 'A cell holds the error of a formula.',
  'files/invalid-date': 'A cell holds a day that does not exist.',
  'files/damaged-cell': 'A cell is damaged.',
}

/** What the reader of files found, in the words a rejected row is given. */
export function problemFault(problem: RowProblem, header: readonly string[]): RejectFault {
  return {
    code: problem.code,
    column: problem.column === null ? null : (header[problem.column - 1] ?? null),
    value: problem.value === null ? null : storable(problem.value),
    reason: REASONS[problem.code] ?? 'The row cannot be read.',
    remedy: remedyFor(problem.code),
  }
}

/** A fault against a rule of the ledger. */
export function ruleFault(code: RowFaultCode, column: string, value: string): RejectFault {
  const stored = storable(excerpt(value))
  return { code, column, value: stored, ...describeRowFault({ code, column, value: stored }) }
}

/** PostgreSQL keeps neither NUL nor half a surrogate pair. */
export function storable(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '\u2400').toWellFormed() : text.toWellFormed()
}
