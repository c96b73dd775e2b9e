import { type DateFormat, type DecimalFormat, type RowFaultCode, readField } from '@mainstay/domain/ledger'
import type { PlannedColumn } from './read-plan.ts'

/** Reads the cells of one column into COPY text; an empty answer means a fault, which `explain` names. */
export interface CellReader {
  readonly column: PlannedColumn
  /** Cells of this shape are their own COPY text, so that nobody needs to read them as a string. */
  readonly plain: 'code' | 'decimal' | null
  read(text: string): string
  explain(text: string): RowFaultCode
}

export const NULL_TEXT = '\\N'
const PLAIN_CODE = /^[!-[\]-~]{1,100}$/
const PLAIN_DECIMAL = /^-?(?:0|[1-9]\d{0,18})(?:\.\d{1,18})?$/
const MEMO_LIMIT = 20_000

/** Text as COPY wants it. Canonical values hold no tabs or line breaks. */
export function copyText(value: string): string {
  return value.includes('\\') ? value.replaceAll('\\', '\\\\') : value
}

/** The reader of a column. What is canonical already takes the short way; values that repeat are read once. */
export function cellReader(column: PlannedColumn): CellReader {
  const explain = (text: string): RowFaultCode => {
    const outcome = readCell(column, text)
    return outcome.fault ?? 'ledger/missing-value'
  }
  const slow = (text: string): string => {
    const outcome = readCell(column, text)
    if (outcome.fault) return ''
    if (outcome.value === null) return NULL_TEXT
    return copyText(column.type === 'month' ? `${outcome.value}-01` : outcome.value)
  }
  const plain = plainShape(column)
  return { column, plain, explain, read: shortWay(column, plain, slow) }
}

function plainShape({ field, type, reading }: PlannedColumn): CellReader['plain'] {
  if (field === 'invoice_no') return 'code'
  return type === 'decimal' && reading.decimal.length === 1 && reading.decimal[0]?.decimal === '.' ? 'decimal' : null
}

function shortWay(
  column: PlannedColumn,
  plain: CellReader['plain'],
  slow: (text: string) => string,
): (text: string) => string {
  if (plain === 'code') return (text) => (PLAIN_CODE.test(text) ? text : slow(text))
  if (plain === 'decimal') return (text) => (PLAIN_DECIMAL.test(text) ? text : slow(text))
  return column.type === 'decimal' ? slow : remembering(slow)
}

function remembering(slow: (text: string) => string): (text: string) => string {
  const memo = new Map<string, string>()
  return (text) => {
    const known = memo.get(text)
    if (known !== undefined) return known
    const value = slow(text)
    if (memo.size >= MEMO_LIMIT) memo.clear()
    memo.set(text, value)
    return value
  }
}

interface Outcome {
  readonly value: string | null
  readonly fault: RowFaultCode | null
}

function readCell(column: PlannedColumn, text: string): Outcome {
  const outcomes = formatsOf(column).map((formats): Outcome => {
    const result = readField(column.type, text, formats)
    return result.ok ? { value: result.value, fault: null } : { value: null, fault: result.refusal.code }
  })
  const read = outcomes.filter((outcome) => outcome.fault === null)
  const first = read[0] ?? outcomes[0] ?? { value: null, fault: null }
  if (read.some((outcome) => outcome.value !== first.value)) {
    return {
      value: null,
      fault: column.type === 'date' || column.type === 'month' ? 'ledger/date-ambiguous' : 'ledger/number-ambiguous',
    }
  }
  if (first.fault) return first
  if (first.value === null && column.isRequired) return { value: null, fault: 'ledger/missing-value' }
  if (
    first.value !== null &&
    column.maximum !== null &&
    column.type === 'text' &&
    first.value.length > column.maximum
  ) {
    return { value: null, fault: 'ledger/text-too-long' }
  }
  return first
}

function formatsOf(column: PlannedColumn): { decimal: DecimalFormat; date: DateFormat }[] {
  const { decimal, date } = column.reading
  const firstDecimal = decimal[0] ?? { decimal: '.', group: '' }
  const firstDate = date[0] ?? 'YYYY-MM-DD'
  if (column.type === 'date' || column.type === 'month')
    return (date.length > 0 ? date : [firstDate]).map((one) => ({ decimal: firstDecimal, date: one }))
  return (decimal.length > 0 ? decimal : [firstDecimal]).map((one) => ({ decimal: one, date: firstDate }))
}
