import type { readableEncodings } from '@mainstay/contract/file-reading'
import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Tag } from '../kit/figures/badges.tsx'
import { QuietButton } from '../kit/layout/quiet-button.tsx'
import type { Correction } from './api/import-changes.ts'
import classes from './ledger.module.css'
import { text } from './text.ts'
import type { ImportFile } from './types.ts'

type Reading = NonNullable<Correction['reading']>
type Encoding = (typeof readableEncodings)[number]

/** The encodings that can be chosen, the ones most often met first; the compiler sees to it that all are there. */
const ENCODING_NAMES: Readonly<Record<Encoding, string>> = text.reading.encodings
const ENCODINGS = Object.entries(ENCODING_NAMES).map(([value, name]) => ({ value, label: `${value} (${name})` }))
const DELIMITERS = [',', ';', '\t', '|'] as const
const OTHER = 'other'
const FOUND = 'found'
const SEARCHED = 10
const QUOTES = ['"', "'", 'none'] as const
const HEADER_ROWS = 60
const DOUBTS = new Set(['ledger/one-column', 'ledger/encoding-misfit', 'ledger/encoding-differs'])

export interface ReadingChoicesProps {
  readonly file: ImportFile
  readonly onCorrect: ((correction: Correction) => void) | undefined
}

interface ChoiceProps {
  readonly file: ImportFile
  /** Undefined where nothing can be changed any more. */
  readonly choose: ((reading: Reading) => void) | undefined
}

interface FoundOr {
  readonly label: string
  /** What is found in the file; null where something is chosen instead, or nothing could be found. */
  readonly found: string | null
  readonly value: string | null
  readonly data: readonly { readonly value: string; readonly label: string }[]
  /** Null: as found. */
  readonly onChoose: ((value: string | null) => void) | undefined
}

/** A choice whose first entry leaves it to the file. */
function FoundOrChosen({ label, found, value, data, onChoose }: FoundOr) {
  const asFound = found === null || value !== null ? text.reading.byFile : text.reading.found(found)
  return (
    <Select
      label={
        <>
          {label} {value === null ? null : <Tag tone="accent">{text.reading.chosen}</Tag>}
        </>
      }
      data={[{ value: FOUND, label: asFound }, ...data]}
      value={value ?? FOUND}
      searchable={data.length > SEARCHED}
      selectFirstOptionOnChange
      nothingFoundMessage={text.reading.nothingFound}
      onFocus={({ currentTarget }) => currentTarget.select()}
      allowDeselect={false}
      disabled={!onChoose}
      onChange={(chosen) => chosen !== null && onChoose?.(chosen === FOUND ? null : chosen)}
    />
  )
}

export function delimiterName(delimiter: string): string {
  return text.file.delimiters[delimiter] ?? text.reading.sign(delimiter)
}

function EncodingChoice({ file, choose }: ChoiceProps) {
  return (
    <FoundOrChosen
      label={text.file.encoding}
      found={file.encoding}
      value={file.reading.encoding}
      data={ENCODINGS}
      onChoose={choose && ((value) => choose({ encoding: value as Encoding | null }))}
    />
  )
}

function OtherDelimiter({ file, choose }: ChoiceProps) {
  const [typed, setTyped] = useState(file.reading.delimiter ?? '')
  return (
    <TextInput
      label={text.reading.otherDelimiter}
      maxLength={1}
      value={typed}
      disabled={!choose}
      error={typed === ' ' ? text.reading.noSpace : undefined}
      onChange={({ currentTarget }) => {
        const { value } = currentTarget
        setTyped(value)
        if (value !== '' && value !== ' ' && value !== file.reading.delimiter) choose?.({ delimiter: value })
      }}
    />
  )
}

const DELIMITER_CHOICES = [
  ...DELIMITERS.map((value) => ({ value, label: delimiterName(value) })),
  { value: OTHER, label: text.reading.other },
]

function DelimiterChoice({ file, choose }: ChoiceProps) {
  const { delimiter } = file.reading
  const [asksOther, setAsksOther] = useState(false)
  const isOther = delimiter !== null && !DELIMITERS.some((known) => known === delimiter)
  const showsOther = asksOther || isOther
  const take = (value: string | null) => {
    setAsksOther(value === OTHER)
    if (value !== OTHER && value !== delimiter) choose?.({ delimiter: value })
  }
  return (
    <>
      <FoundOrChosen
        label={text.file.delimiter}
        found={file.delimiter === null ? null : delimiterName(file.delimiter)}
        value={showsOther ? OTHER : delimiter}
        data={DELIMITER_CHOICES}
        onChoose={choose && take}
      />
      {showsOther ? <OtherDelimiter file={file} choose={choose} /> : null}
    </>
  )
}

const QUOTE_CHOICES = QUOTES.map((value) => ({ value, label: text.reading.quotes[value] }))

function QuoteChoice({ file, choose }: ChoiceProps) {
  const found = QUOTES.find((known) => known === file.quote)
  return (
    <FoundOrChosen
      label={text.reading.quote}
      found={found ? text.reading.quotes[found] : null}
      value={file.reading.quote}
      data={QUOTE_CHOICES}
      onChoose={choose && ((value) => choose({ quote: QUOTES.find((known) => known === value) ?? null }))}
    />
  )
}

const ROWS = Array.from({ length: HEADER_ROWS + 1 }, (_, row) => ({
  value: String(row),
  label: text.reading.row(String(row)),
}))

function HeaderChoice({ file, choose }: ChoiceProps) {
  const { headerRow } = file.reading
  return (
    <FoundOrChosen
      label={text.reading.header}
      found={file.headerRow === null ? null : text.reading.row(String(file.headerRow))}
      value={headerRow === null ? null : String(headerRow)}
      data={ROWS}
      onChoose={choose && ((value) => choose({ headerRow: value === null ? null : Number(value) }))}
    />
  )
}

function isAnyChosen({ encoding, delimiter, quote, headerRow }: ImportFile['reading']): boolean {
  return [encoding, delimiter, quote, headerRow].some((choice) => choice !== null)
}

/** How the file is read, found or chosen. What is chosen wins, is read at once, and holds for the next file of this form. */
export function ReadingChoices({ file, onCorrect }: ReadingChoicesProps) {
  const isDoubtful = file.columns.length < 2 || file.questions.some(({ code }) => DOUBTS.has(code))
  const [choice, setShown] = useState<boolean | null>(null)
  const isShown = choice ?? (isDoubtful || isAnyChosen(file.reading))
  const choose = onCorrect && ((reading: Reading) => onCorrect({ reading }))
  const button = isShown ? text.reading.hide : text.reading.show
  const isText = file.format !== 'xlsx'
  return (
    <>
      <QuietButton
        aria-expanded={isShown}
        aria-label={text.reading.of(button, file.name)}
        onClick={() => setShown(!isShown)}
      >
        {button}
      </QuietButton>
      {isShown ? (
        <fieldset className={classes.reading}>
          <legend className={classes.muted}>
            {file.reading.isRemembered ? text.reading.remembered : text.reading.hint}
          </legend>
          <div className={classes.choices}>
            {isText ? (
              <>
                <EncodingChoice file={file} choose={choose} />
                <DelimiterChoice file={file} choose={choose} />
                <QuoteChoice file={file} choose={choose} />
              </>
            ) : null}
            <HeaderChoice file={file} choose={choose} />
          </div>
        </fieldset>
      ) : null}
    </>
  )
}
