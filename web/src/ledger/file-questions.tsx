import { Button } from '@mantine/core'
import type { Correction } from './api/import-changes.ts'
import classes from './ledger.module.css'
import { text } from './text.ts'
import type { ImportField, ImportFile } from './types.ts'

const BLOCKING = new Set(['ledger/kind-unknown', 'ledger/columns-missing'])

/** Whether the file cannot be checked before somebody answers. */
export function isBlocked(file: ImportFile): boolean {
  return file.failure === null && file.questions.some(({ code }) => BLOCKING.has(code))
}

const ANSWERS: Readonly<Record<string, readonly (readonly [string, Correction])[]>> = {
  'ledger/date-ambiguous': [
    [text.file.answerDayFirst, { dateFormat: 'day_first' }],
    [text.file.answerMonthFirst, { dateFormat: 'month_first' }],
  ],
  'ledger/number-ambiguous': [
    [text.file.answerPoint, { decimalFormat: 'point' }],
    [text.file.answerComma, { decimalFormat: 'comma' }],
  ],
}

/** Field keys in a sentence of the server become the names that stand in the choices below. */
export function withFieldNames(message: string, fields: readonly ImportField[]): string {
  const names = new Map(fields.map(({ key, name }) => [key, name]))
  return message.replaceAll(/[a-z]+(?:_[a-z]+)+|[a-z]+/g, (word) => names.get(word) ?? word)
}

export interface FileQuestionsProps {
  readonly file: ImportFile
  readonly fields: readonly ImportField[]
  readonly onCorrect: ((correction: Correction) => void) | undefined
}

/** What only a person can answer, each with its answers. */
export function FileQuestions({ file, fields, onCorrect }: FileQuestionsProps) {
  if (file.questions.length === 0) return null
  return (
    <ul className={classes.questions} aria-label={`${text.file.questions}: ${file.name}`}>
      {file.questions.map(({ code, message }) => (
        <li key={code} className={classes.notice} data-tone={BLOCKING.has(code) ? 'loss' : 'caution'}>
          <span>{code === 'ledger/columns-missing' ? withFieldNames(message, fields) : message}</span>
          {onCorrect
            ? (ANSWERS[code] ?? []).map(([label, correction]) => (
                <Button key={label} onClick={() => onCorrect(correction)}>
                  {label}
                </Button>
              ))
            : null}
        </li>
      ))}
    </ul>
  )
}
