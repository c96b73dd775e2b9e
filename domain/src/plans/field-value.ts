import { accept, type Result, refuse } from '../kernel/index.ts'
import { isCalendarDate } from '../program/index.ts'
import { readTypedAmount } from './written-number.ts'

/** What a field of a section takes. Money is in the reporting currency of the workspace. */
export type FieldKind = 'text' | 'number' | 'money' | 'date' | 'choice'

export interface FieldRule {
  readonly kind: FieldKind
  /** What can be chosen; only for fields of kind "choice". */
  readonly choices: readonly string[]
}

/** Why a text is no value of a field. */
export type FieldValueRefusal =
  | 'plans/field-empty'
  | 'plans/field-not-a-number'
  | 'plans/field-not-a-date'
  | 'plans/field-not-a-choice'

/** An exact decimal of at most 16 digits before the point and 10 after it. */
const DECIMAL = /^([-+\u2212]?)0*(\d{1,16})(?:\.(\d{1,10}))?$/
/** Marks between groups of three digits that cannot be taken for a decimal point. */
const GROUP_MARKS = /[\s\u00a0\u202f'\u2019]/g

/**
 * Reads the value of a field from text, in the form in which it is kept: a number or amount as an exact decimal with a
 * point ("1234.5"), a date as "2026-10-31", a choice as its label, and text as it stands, without the blanks around it.
 * Spaces and apostrophes between digits are taken out; a comma is refused, because it is a decimal mark to some and a
 * thousands mark to others; an amount may also be written as `readTypedAmount` takes it ("520k", "1,200,000 EUR"). Upper and lower case of a choice do not matter. Refuses empty text and whatever is not of the
 * field's kind.
 */
export function readFieldValue(field: FieldRule, text: string): Result<string, FieldValueRefusal> {
  const written = text.trim()
  if (written === '') return refuse('plans/field-empty')
  switch (field.kind) {
    case 'text':
      return accept(written)
    case 'number':
      return readDecimal(written)
    case 'money':
      return readMoney(written)
    case 'date':
      return isCalendarDate(written) && written >= '1000-01-01' ? accept(written) : refuse('plans/field-not-a-date')
    case 'choice':
      return readChoice(field.choices, written)
  }
}

/** Plain decimals, and what people type for an amount where it can be read in one way only. */
function readMoney(written: string): Result<string, FieldValueRefusal> {
  const plain = readDecimal(written)
  if (plain.ok) return plain
  const typed = readTypedAmount(written)
  return typed.kind === 'amount' ? accept(typed.amount) : plain
}

function readDecimal(written: string): Result<string, FieldValueRefusal> {
  const match = DECIMAL.exec(written.replaceAll(GROUP_MARKS, ''))
  if (!match) return refuse('plans/field-not-a-number')
  const [, sign = '', whole = '', decimals] = match
  const digits = decimals === undefined ? whole : `${whole}.${decimals}`
  const isNegative = (sign === '-' || sign === '\u2212') && /[1-9]/.test(digits)
  return accept(isNegative ? `-${digits}` : digits)
}

function readChoice(choices: readonly string[], written: string): Result<string, FieldValueRefusal> {
  const exact = choices.find((choice) => choice === written)
  const found = exact ?? choices.find((choice) => choice.trim().toLowerCase() === written.toLowerCase())
  return found === undefined ? refuse('plans/field-not-a-choice', { choices: choices.join(', ') }) : accept(found)
}
