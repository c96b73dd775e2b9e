import { percentText, readPercent } from '../shared/read-percent.ts'
import { text } from './text.ts'
import { type Beneficiary, MOST_YEARS, type ValueCase } from './types.ts'

const words = text.caseDialog
const MONTH = /^[12]\d{3}-(0[1-9]|1[0-2])$/

/** A case as it is typed. */
export interface CaseDraft {
  readonly beneficiary: Beneficiary
  readonly title: string
  readonly note: string
  /** "2027-01" */
  readonly startsOn: string
  readonly years: string
  readonly rate: string
}

/** A case as it is sent. */
export interface CaseContent {
  readonly title: string
  readonly note: string
  readonly startsOn: string
  readonly years: number
  readonly discountRate: number
}

export const CASE_FIELDS: readonly (keyof CaseContent)[] = ['title', 'note', 'startsOn', 'years', 'discountRate']

export function newCase(beneficiary: Beneficiary, startsOn: string): CaseDraft {
  return { beneficiary, title: '', note: '', startsOn, years: '3', rate: '10' }
}

export function caseDraftOf({ beneficiary, title, note, startsOn, years, discountRate }: ValueCase): CaseDraft {
  return { beneficiary, title, note, startsOn, years: String(years), rate: percentText(discountRate) }
}

export function caseContentOf({ title, note, startsOn, years, rate }: CaseDraft): CaseContent {
  return {
    title: title.trim(),
    note: note.trim(),
    startsOn,
    years: Number(years),
    discountRate: readPercent(rate) ?? 0,
  }
}

export function faultsOfCase({ title, startsOn, years, rate }: CaseDraft): Readonly<Record<string, string>> {
  const count = Number(years)
  return {
    ...(title.trim() === '' ? { title: words.noTitle } : {}),
    ...(MONTH.test(startsOn) ? {} : { startsOn: words.noMonth }),
    ...(Number.isInteger(count) && count >= 1 && count <= MOST_YEARS ? {} : { years: words.badYears }),
    ...(typeof readPercent(rate) === 'number' ? {} : { discountRate: words.badRate }),
  }
}

/** A field as people read it. */
export function caseFieldWords(draft: CaseDraft, field: keyof CaseContent): string {
  return field === 'discountRate' ? text.percent(draft.rate) : draft[field]
}
