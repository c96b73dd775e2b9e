import { TextInput } from '@mantine/core'
import { type ClipboardEvent, type KeyboardEvent, useId, useState } from 'react'
import { useAccess } from '../../client/index.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { amountFault, amountHint } from '../shared/read-amount.ts'
import { text } from './text.ts'
import classes from './value-form.module.css'
import { type CellAt, YEAR_COLUMNS, type YearColumn, type YearDraft } from './years-draft.ts'

const words = text.grid

/** Words that come up while a button is pressed would move it away from under the pointer. */
function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
}

export interface YearRowProps {
  readonly year: number
  /** Which months the year is. */
  readonly note: string
  readonly draft: YearDraft
  /** By "years.2.low". */
  readonly faults: Readonly<Record<string, string>>
  readonly onType: (at: CellAt, value: string) => void
  readonly onPaste: (at: CellAt, event: ClipboardEvent) => void
  readonly onKey: (at: CellAt, event: KeyboardEvent) => void
}

/** Low, base and high of a year; what is to be said of them stands below, over the whole width. */
export function YearRow({ year, note, draft, faults, onType, onPaste, onKey }: YearRowProps) {
  const locale = useLocale()
  const { currency } = useAccess()
  const remarksId = useId()
  const [typing, setTyping] = useState<YearColumn | null>(null)
  const faultOf = (column: YearColumn) =>
    faults[`years.${year}.${column}`] ??
    faults[`years.${year}`] ??
    // Why it is no amount is said once the next field is entered.
    (typing === column ? undefined : amountFault(draft[column]))
  const remarks = YEAR_COLUMNS.flatMap((column) => {
    const fault = faultOf(column)
    const remark = fault ?? amountHint(draft[column], { locale, currency })
    return remark === undefined ? [] : [{ column, remark, isFault: fault !== undefined }]
  })
  return (
    <>
      <tr>
        <th scope="row">
          {text.year(year)}
          <span className={classes.fact}>{note}</span>
        </th>
        {YEAR_COLUMNS.map((column) => {
          const at = { year, column }
          return (
            <td key={column}>
              <TextInput
                size="xs"
                className={classes.cell}
                inputMode="decimal"
                autoComplete="off"
                aria-label={words.cell(words.columns[column], year)}
                aria-describedby={remarks.some((one) => one.column === column) ? `${remarksId}-${column}` : undefined}
                data-cell={`${year} ${column}`}
                error={faultOf(column) !== undefined}
                value={draft[column]}
                onChange={(event) => onType(at, event.currentTarget.value)}
                onFocus={() => setTyping(column)}
                onBlur={({ relatedTarget }) => isField(relatedTarget) && setTyping(null)}
                onPaste={(event) => onPaste(at, event)}
                onKeyDown={(event) => onKey(at, event)}
              />
            </td>
          )
        })}
      </tr>
      {remarks.length > 0 ? (
        <tr>
          <td colSpan={YEAR_COLUMNS.length + 1} className={classes.remarks}>
            {remarks.map(({ column, remark, isFault }) => (
              <p key={column} id={`${remarksId}-${column}`} data-fault={isFault}>
                {words.remark(words.columns[column], remark)}
              </p>
            ))}
          </td>
        </tr>
      ) : null}
    </>
  )
}
