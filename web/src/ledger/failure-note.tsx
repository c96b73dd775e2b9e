import classes from './ledger.module.css'
import { text } from './text.ts'
import type { ImportFile } from './types.ts'

type Failure = NonNullable<ImportFile['failure']>

function placeOf({ row, column }: Failure): string | null {
  if (row !== null && column !== null) return text.file.where(String(row), column)
  if (row !== null) return text.file.whereRow(String(row))
  return column === null ? null : text.file.whereColumn(column)
}

/** What went wrong: where, with which value, and the way out. */
export function FailureNote({ title, failure, note }: { title: string; failure: Failure; note?: string }) {
  const facts = [placeOf(failure), failure.value === null ? null : text.file.value(failure.value)].filter(
    (fact) => fact !== null,
  )
  return (
    <div role="alert" className={classes.notice} data-tone="loss">
      <b>{title}</b>
      <p>
        {failure.message} {facts.length > 0 ? <span className={classes.muted}>({facts.join(', ')})</span> : null}
      </p>
      <p>{failure.remedy}</p>
      {note ? <p className={classes.muted}>{note}</p> : null}
    </div>
  )
}
