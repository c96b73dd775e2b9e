import { amountFault, clipboardRows, plainAmount, readAmount, readPastedAmounts } from '../shared/read-amount.ts'
import { text } from './text.ts'
import type { ValueDriver } from './types.ts'

const words = text.grid

/** A year as it is typed. */
export interface YearDraft {
  readonly low: string
  readonly base: string
  readonly high: string
}
export const YEAR_COLUMNS = ['low', 'base', 'high'] as const
export type YearColumn = (typeof YEAR_COLUMNS)[number]
export interface CellAt {
  readonly year: number
  readonly column: YearColumn
}

const BLANK: YearDraft = { low: '', base: '', high: '' }

/** As many years as the case has, and the one before it. What was typed for more years is kept by the caller. */
export function fitYears(years: readonly YearDraft[], caseYears: number): YearDraft[] {
  return Array.from({ length: caseYears + 1 }, (_, year) => years[year] ?? BLANK)
}

/** An amount of nothing stands as an empty cell: that is how it is typed. */
function cellText(amount: string | null): string {
  return amount === null ? '' : plainAmount(amount)
}

export function yearsDraftOf(years: ValueDriver['years']): YearDraft[] {
  return years.map(({ low, base, high }) => {
    const isBlank = Number(base) === 0 && low === null && high === null
    return isBlank ? BLANK : { low: cellText(low), base: cellText(base), high: cellText(high) }
  })
}

/** What is sent: a year in which nothing is typed is one of nothing. */
export function yearsContentOf(years: readonly YearDraft[]) {
  return years.map(({ low, base, high }) => ({
    low: plain(low) || null,
    base: plain(base) || '0',
    high: plain(high) || null,
  }))
}

function plain(written: string): string {
  return plainAmount(readAmount(written) ?? null)
}

/** What is wrong, by field: "years.2.low". */
export function faultsOfYears(years: readonly YearDraft[]): Readonly<Record<string, string>> {
  const faults: Record<string, string> = {}
  for (const [year, draft] of years.entries()) {
    for (const column of YEAR_COLUMNS) {
      const fault = amountFault(draft[column]) ?? (draft[column].includes('-') ? words.negative : undefined)
      if (fault) faults[`years.${year}.${column}`] = fault
    }
    if (YEAR_COLUMNS.some((column) => faults[`years.${year}.${column}`])) continue
    const wrong = outOfRange(draft)
    if (wrong) faults[`years.${year}.${wrong.column}`] = wrong.fault
  }
  return faults
}

function outOfRange({ low, base, high }: YearDraft): { readonly column: YearColumn; readonly fault: string } | null {
  const isEmpty = (written: string) => written.trim() === ''
  if (isEmpty(base)) return isEmpty(low) && isEmpty(high) ? null : { column: 'base', fault: words.noBase }
  const middle = Number(plain(base))
  if (!isEmpty(low) && Number(plain(low)) > middle) return { column: 'low', fault: words.lowAbove }
  return !isEmpty(high) && Number(plain(high)) < middle ? { column: 'high', fault: words.highBelow } : null
}

/** What stands in year 1 also in every year after it; the beginning stays. */
export function sameEveryYear(years: readonly YearDraft[]): YearDraft[] {
  const first = years[1] ?? BLANK
  return years.map((year, at) => (at > 1 ? first : year))
}

export type Pasted =
  | { readonly years: YearDraft[]; readonly count: number; readonly faults: readonly [] }
  | { readonly years: null; readonly count: 0; readonly faults: readonly string[] }

/** Spreadsheets have years across as often as down; here they stand one below the other. */
function yearsDown(rows: readonly (readonly string[])[], columnsLeft: number): readonly (readonly string[])[] {
  const width = Math.max(...rows.map((row) => row.length))
  const isAcross = rows.length === 1 || (width > columnsLeft && rows.length <= columnsLeft)
  if (!isAcross) return rows
  return Array.from({ length: width }, (_, at) => rows.map((row) => row[at] ?? ''))
}

/**
 * Takes a block of a spreadsheet from a cell on: a row or a column is years, a block has low, base and high beside or below
 * each other. Nothing is taken over in part.
 */
export function pasteInto(years: readonly YearDraft[], from: CellAt, content: string): Pasted {
  const left = YEAR_COLUMNS.indexOf(from.column)
  const next = years.map((year) => ({ ...year }))
  const faults: string[] = []
  let count = 0
  const cells = yearsDown(clipboardRows(content), YEAR_COLUMNS.length - left).flatMap((row, down) =>
    row.map((value, across) => ({ value, year: next[from.year + down], column: YEAR_COLUMNS[left + across] })),
  )
  const read = readPastedAmounts(cells.map(({ value }) => value))
  for (const [at, { value, year, column }] of cells.entries()) {
    const pasted = read[at]
    if (pasted === undefined || value.trim() === '') continue
    if (year === undefined || column === undefined) faults.push(words.beyond(value))
    else if ('fault' in pasted) faults.push(words.notAnAmount(value, pasted.fault))
    else {
      year[column] = plainAmount(pasted.amount)
      count++
    }
  }
  return faults.length > 0 ? { years: null, count: 0, faults } : { years: next, count, faults: [] }
}
