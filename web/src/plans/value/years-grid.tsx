import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from 'react'
import { formatMonthSpan } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { QuietButton } from '../../kit/layout/quiet-button.tsx'
import { clipboardRows } from '../shared/read-amount.ts'
import { text } from './text.ts'
import classes from './value-form.module.css'
import { YearRow } from './year-row.tsx'
import { type CellAt, pasteInto, sameEveryYear, YEAR_COLUMNS, type YearDraft } from './years-draft.ts'

const words = text.grid
const MONTHS = 12

export interface YearsGridProps {
  readonly currency: string
  /** First month of year 1. */
  readonly startsOn: string
  readonly years: readonly YearDraft[]
  /** By "years.2.low". */
  readonly faults: Readonly<Record<string, string>>
  readonly onChange: (years: readonly YearDraft[]) => void
}

/** What was done to many cells at once, to be said and taken back. */
interface Done {
  readonly sentence: string
  readonly before: readonly YearDraft[]
}

function isBlock(content: string): boolean {
  const rows = clipboardRows(content)
  return rows.length > 1 || (rows[0]?.length ?? 0) > 1
}

/** First month of a year of the case, or one some months later. */
function monthOf(startsOn: string, year: number, later = 0): string {
  const [first = 0, month = 1] = startsOn.split('-').map(Number)
  const months = (first + year - 1) * MONTHS + (month - 1) + later
  return `${Math.floor(months / MONTHS)}-${String((months % MONTHS) + 1).padStart(2, '0')}`
}

/** Years down, low, base and high across: moved through by Enter and arrows, filled by a spreadsheet. */
export function YearsGrid({ currency, startsOn, years, faults, onChange }: YearsGridProps) {
  const locale = useLocale()
  const grid = useRef<HTMLTableElement>(null)
  const [done, setDone] = useState<Done | null>(null)
  const [refused, setRefused] = useState<readonly string[]>([])
  const change = (next: readonly YearDraft[], sentence: string | null) => {
    setDone(sentence === null ? null : { sentence, before: years })
    setRefused([])
    onChange(next)
  }
  const type = ({ year, column }: CellAt, value: string) =>
    change(
      years.map((draft, at) => (at === year ? { ...draft, [column]: value } : draft)),
      null,
    )
  const paste = (at: CellAt, event: ClipboardEvent) => {
    const content = event.clipboardData.getData('text/plain')
    if (!isBlock(content)) return
    event.preventDefault()
    const pasted = pasteInto(years, at, content)
    if (pasted.years === null) return setRefused(pasted.faults)
    change(pasted.years, words.pasted(pasted.count))
  }
  const go = ({ year, column }: CellAt, event: KeyboardEvent) => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' || event.key === 'Enter' ? 1 : 0
    const target =
      step === 0 ? null : grid.current?.querySelector<HTMLInputElement>(`[data-cell="${year + step} ${column}"]`)
    // At the last year Enter is what it is in every form: it saves.
    if (!target) return
    event.preventDefault()
    target.focus()
    target.select()
  }
  return (
    <fieldset className={classes.grid}>
      <legend>{words.title(currency)}</legend>
      <p className={classes.muted}>{words.hint}</p>
      <table ref={grid} className={classes.years}>
        <thead>
          <tr>
            <th scope="col">{words.year}</th>
            {YEAR_COLUMNS.map((column) => (
              <th key={column} scope="col" data-align="end">
                {words.columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {years.map((draft, year) => (
            <YearRow
              // biome-ignore lint/suspicious/noArrayIndexKey: a year has no other name than its place
              key={year}
              year={year}
              note={
                year === 0
                  ? words.beginning
                  : formatMonthSpan(monthOf(startsOn, year), monthOf(startsOn, year, MONTHS - 1), locale)
              }
              draft={draft}
              faults={faults}
              onType={type}
              onPaste={paste}
              onKey={go}
            />
          ))}
        </tbody>
      </table>
      <div className={classes.gridDeeds}>
        <QuietButton title={words.sameHint} onClick={() => change(sameEveryYear(years), words.filled)}>
          {words.same}
        </QuietButton>
        <span role="status">
          {done ? (
            <>
              {done.sentence} <QuietButton onClick={() => change(done.before, null)}>{words.takeBack}</QuietButton>
            </>
          ) : null}
        </span>
      </div>
      {refused.length > 0 ? (
        <div role="alert" className={classes.notice}>
          <b>{words.nothingPasted}</b>
          <ul>
            {[...new Set(refused)].map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </fieldset>
  )
}
