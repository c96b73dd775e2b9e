import { Select } from '@mantine/core'
import { Tag } from '../kit/figures/badges.tsx'
import { useLocale } from '../kit/format/locale.tsx'
import { formatPercent } from '../kit/format/number.ts'
import type { Correction } from './api/import-changes.ts'
import { formatBytes } from './byte-text.ts'
import classes from './ledger.module.css'
import { delimiterName } from './reading-choices.tsx'
import { text } from './text.ts'
import type { ImportFile, KindFields } from './types.ts'

export interface FileFactsProps {
  readonly file: ImportFile
  readonly kinds: readonly KindFields[]
  readonly onCorrect: ((correction: Correction) => void) | undefined
}

const DATE_FORMATS = ['iso', 'day_first', 'month_first', 'compact', 'day_name', 'name_day'] as const
const DECIMAL_FORMATS = ['point', 'comma'] as const

function KindChoice({ file, kinds, onCorrect }: FileFactsProps) {
  const locale = useLocale()
  const sure = file.kindConfidence === null ? null : formatPercent(file.kindConfidence, { locale, decimals: 0 })
  return (
    <Select
      label={
        <>
          {text.file.kind}{' '}
          {sure === null || file.kind === null ? null : (
            <span className={classes.muted}>{text.file.confidence(sure)}</span>
          )}
        </>
      }
      placeholder={text.file.chooseKind}
      data={kinds.map(({ kind, name }) => ({ value: kind, label: name }))}
      value={file.kind}
      allowDeselect={false}
      disabled={!onCorrect}
      error={file.kind === null}
      onChange={(value) => {
        const chosen = kinds.find(({ kind }) => kind === value)
        if (chosen && chosen.kind !== file.kind) onCorrect?.({ kind: chosen.kind })
      }}
    />
  )
}

function FormatChoices({ file, onCorrect }: Omit<FileFactsProps, 'kinds'>) {
  return (
    <>
      {file.sheets.length > 1 ? (
        <Select
          label={text.file.sheet}
          data={file.sheets}
          value={file.sheet}
          allowDeselect={false}
          disabled={!onCorrect}
          onChange={(sheet) => sheet && onCorrect?.({ sheet })}
        />
      ) : null}
      <Select
        label={text.file.decimal}
        placeholder={text.file.byFile}
        clearable
        disabled={!onCorrect}
        data={DECIMAL_FORMATS.map((value) => ({ value, label: text.file.decimals[value] }))}
        value={file.decimalFormat}
        onChange={(value) => onCorrect?.({ decimalFormat: DECIMAL_FORMATS.find((known) => known === value) ?? null })}
      />
      <Select
        label={text.file.dates}
        placeholder={text.file.byFile}
        clearable
        disabled={!onCorrect}
        data={DATE_FORMATS.map((value) => ({ value, label: text.file.dateFormats[value] }))}
        value={file.dateFormat}
        onChange={(value) => onCorrect?.({ dateFormat: DATE_FORMATS.find((known) => known === value) ?? null })}
      />
    </>
  )
}

function headerFact(row: number | null): string | null {
  if (row === null) return null
  return row === 0 ? text.file.noHeaderRow : `${text.file.headerRow} ${row}`
}

/** What was found out about the file, and what of it can be corrected. */
export function FileFacts(props: FileFactsProps) {
  const { file } = props
  const locale = useLocale()
  const found = [
    formatBytes(file.bytes, locale),
    file.format?.toUpperCase(),
    file.encoding === null ? null : `${text.file.encoding} ${file.encoding}`,
    file.delimiter === null ? null : `${text.file.delimiter} ${delimiterName(file.delimiter)}`,
    headerFact(file.headerRow),
    file.sheet === null ? null : `${text.file.sheet} ${file.sheet}`,
  ].filter((fact) => fact !== null && fact !== undefined)
  return (
    <>
      <p className={classes.muted}>
        {found.join(' · ')}{' '}
        {file.isRemembered ? (
          <Tag tone="accent" title={text.file.rememberedHint}>
            {text.file.remembered}
          </Tag>
        ) : null}
      </p>
      <div className={classes.choices}>
        <KindChoice {...props} />
        <FormatChoices {...props} />
      </div>
    </>
  )
}
