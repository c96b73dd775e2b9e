import { type Amount, formatAmount } from '../kernel/index.ts'
import { isCalendarDate } from './calendar-date.ts'
import { isWrittenReason } from './reason.ts'

/** What the company will put in a year: people in full-time equivalents, money, and days of its executives. */
export interface ProgramInvestment {
  readonly fullTimePeople: number
  readonly moneyPerYear: Amount
  readonly currency: string
  readonly executiveDaysPerYear: number
}

/**
 * One version of what the program is: what a key account means here, what such accounts bring us and we bring them, what
 * the company will invest and what it will not do. `rebuildReason` says why this version replaced the one before; the
 * first has none. Dates as "2024-03-31". A version that is in effect is never changed; a rebuild makes a new one.
 */
export interface ProgramDefinition {
  readonly version: number
  readonly keyAccountMeaning: string
  readonly valueTheyBring: string
  readonly valueWeBring: string
  readonly investment: ProgramInvestment
  readonly willNotDo: string
  readonly rebuildReason: string | null
  readonly effectiveDate: string
}

export type DefinitionFaultCode =
  | 'program/definition-text-too-short'
  | 'program/investment-not-a-number'
  | 'program/investment-empty'
  | 'program/currency-invalid'
  | 'program/rebuild-reason-missing'
  | 'program/effective-date-invalid'
  | 'program/effective-date-not-after-last'
  | 'program/definition-version-not-next'

/** One thing wrong with a definition: where ("investment.currency") and what. */
export interface DefinitionFault {
  readonly path: string
  readonly code: DefinitionFaultCode
}

/** A field of a definition in two versions, as text; null where it had nothing. `difference` is for numbers only. */
export interface DefinitionChange {
  readonly field: string
  readonly before: string | null
  readonly after: string | null
  readonly kind: 'same' | 'changed' | 'added' | 'removed'
  readonly difference: number | null
}

const TEXTS = ['keyAccountMeaning', 'valueTheyBring', 'valueWeBring', 'willNotDo'] as const

/**
 * Everything wrong with a definition, all at once: each of its four statements takes at least ten characters of real
 * text; the investment is numbers at or above 0 that are not all 0 (a program that costs nothing is a wish), with a
 * currency code; a rebuild has a written reason, the next version number, and takes effect after the version before.
 */
export function definitionFaults(
  definition: ProgramDefinition,
  previous: ProgramDefinition | null,
): readonly DefinitionFault[] {
  const faults: DefinitionFault[] = TEXTS.filter((field) => !isWrittenReason(definition[field])).map((path) => ({
    path,
    code: 'program/definition-text-too-short',
  }))
  faults.push(...investmentFaults(definition.investment))
  if (definition.version !== (previous?.version ?? 0) + 1) {
    faults.push({ path: 'version', code: 'program/definition-version-not-next' })
  }
  if (previous && !isWrittenReason(definition.rebuildReason)) {
    faults.push({ path: 'rebuildReason', code: 'program/rebuild-reason-missing' })
  }
  if (!isCalendarDate(definition.effectiveDate)) {
    faults.push({ path: 'effectiveDate', code: 'program/effective-date-invalid' })
  } else if (previous && definition.effectiveDate <= previous.effectiveDate) {
    faults.push({ path: 'effectiveDate', code: 'program/effective-date-not-after-last' })
  }
  return faults
}

/** The version in effect on a day: the one with the latest effective date not after it; null before the first. */
export function definitionOn(versions: readonly ProgramDefinition[], date: string): ProgramDefinition | null {
  return versions.reduce<ProgramDefinition | null>((holding, version) => {
    if (version.effectiveDate > date) return holding
    return !holding || version.effectiveDate > holding.effectiveDate ? version : holding
  }, null)
}

/** Two versions of the program side by side, every field, in the order people read them. */
export function compareDefinitions(before: ProgramDefinition, after: ProgramDefinition): readonly DefinitionChange[] {
  const earlier = fieldsOf(before)
  return fieldsOf(after).map(({ field, text, number }, index) => {
    const was = earlier[index]
    const wasText = was?.text ?? null
    const wasNumber = was?.number ?? null
    return {
      field,
      before: wasText,
      after: text,
      kind: kindOf(wasText, text),
      difference: number === null || wasNumber === null ? null : number - wasNumber,
    }
  })
}

function investmentFaults(investment: ProgramInvestment): readonly DefinitionFault[] {
  const { fullTimePeople, moneyPerYear, currency, executiveDaysPerYear } = investment
  const faults: DefinitionFault[] = []
  const numbers = { fullTimePeople, executiveDaysPerYear, moneyPerYear: moneyPerYear < 0n ? -1 : 0 }
  for (const [field, value] of Object.entries(numbers)) {
    if (Number.isFinite(value) && value >= 0) continue
    faults.push({ path: `investment.${field}`, code: 'program/investment-not-a-number' })
  }
  if (fullTimePeople === 0 && moneyPerYear === 0n && executiveDaysPerYear === 0) {
    faults.push({ path: 'investment', code: 'program/investment-empty' })
  }
  if (!/^[A-Z]{3}$/.test(currency)) faults.push({ path: 'investment.currency', code: 'program/currency-invalid' })
  return faults
}

interface Field {
  readonly field: string
  readonly text: string | null
  readonly number: number | null
}

function fieldsOf(definition: ProgramDefinition): readonly Field[] {
  const { investment } = definition
  return [
    textField('keyAccountMeaning', definition.keyAccountMeaning),
    textField('valueTheyBring', definition.valueTheyBring),
    textField('valueWeBring', definition.valueWeBring),
    numberField('investment.fullTimePeople', investment.fullTimePeople),
    textField('investment.moneyPerYear', `${formatAmount(investment.moneyPerYear)} ${investment.currency}`),
    numberField('investment.executiveDaysPerYear', investment.executiveDaysPerYear),
    textField('willNotDo', definition.willNotDo),
    textField('rebuildReason', definition.rebuildReason ?? ''),
    textField('effectiveDate', definition.effectiveDate),
  ]
}

function textField(field: string, text: string): Field {
  const written = text.trim()
  return { field, text: written === '' ? null : written, number: null }
}

function numberField(field: string, number: number): Field {
  return { field, text: String(number), number }
}

function kindOf(before: string | null, after: string | null): DefinitionChange['kind'] {
  if (before === after) return 'same'
  if (before === null) return 'added'
  return after === null ? 'removed' : 'changed'
}
