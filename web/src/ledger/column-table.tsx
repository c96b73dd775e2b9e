import { Select } from '@mantine/core'
import { Tag } from '../kit/figures/badges.tsx'
import { useLocale } from '../kit/format/locale.tsx'
import { formatPercent } from '../kit/format/number.ts'
import { reachable } from '../kit/layout/roles.ts'
import classes from './ledger.module.css'
import { text } from './text.ts'
import type { ColumnTarget, ImportColumn, ImportField, ImportFile } from './types.ts'

const ATTRIBUTE = ' attribute'
const IGNORE = ' ignore'
const DOUBTFUL = 0.75

export interface ColumnTableProps {
  readonly file: ImportFile
  readonly fields: readonly ImportField[]
  /** Undefined where nothing can be changed any more. */
  readonly onChange: ((columns: { column: number; target: ColumnTarget }[]) => void) | undefined
}

function choiceOf(target: ColumnTarget): string {
  if (target.kind === 'field') return target.field
  return target.kind === 'attribute' ? ATTRIBUTE : IGNORE
}

export function headerName({ header, position }: Pick<ImportColumn, 'header' | 'position'>): string {
  return header.trim() === '' ? text.file.unnamed(position + 1) : header
}

function targetOf(value: string, column: ImportColumn): ColumnTarget {
  if (value === IGNORE) return { kind: 'ignore' }
  if (value === ATTRIBUTE) return { kind: 'attribute', name: headerName(column).slice(0, 120) }
  return { kind: 'field', field: value }
}

/** A field has one column: choosing it here frees the column that had it. */
export function assignTarget(columns: readonly ImportColumn[], column: ImportColumn, target: ColumnTarget) {
  const earlier = columns.find(
    (other) =>
      target.kind === 'field' &&
      other.position !== column.position &&
      other.target.kind === 'field' &&
      other.target.field === target.field,
  )
  return [
    { column: column.position, target },
    ...(earlier ? [{ column: earlier.position, target: { kind: 'ignore' } as const }] : []),
  ]
}

function writtenMeaning(target: ColumnTarget, fields: readonly ImportField[]): string {
  if (target.kind === 'field') return fields.find(({ key }) => key === target.field)?.name ?? target.field
  return target.kind === 'attribute' ? text.file.attribute : text.file.ignore
}

function Meaning({ column, file, fields, onChange }: ColumnTableProps & { column: ImportColumn }) {
  if (!onChange) return writtenMeaning(column.target, fields)
  return (
    <Select
      aria-label={text.file.meaningOf(headerName(column))}
      miw={190}
      searchable
      allowDeselect={false}
      data={[
        {
          group: text.file.fields,
          items: fields.map(({ key, name, isRequired }) => ({
            value: key,
            label: isRequired ? `${name} (${text.file.required})` : name,
          })),
        },
        {
          group: text.file.other,
          items: [
            { value: ATTRIBUTE, label: text.file.attribute },
            { value: IGNORE, label: text.file.ignore },
          ],
        },
      ]}
      value={choiceOf(column.target)}
      onChange={(value) => value && onChange(assignTarget(file.columns, column, targetOf(value, column)))}
    />
  )
}

function ColumnRow(props: ColumnTableProps & { column: ImportColumn }) {
  const { column, fields } = props
  const locale = useLocale()
  const isDoubtful = column.target.kind === 'field' && column.confidence < DOUBTFUL
  const { target } = column
  const field = target.kind === 'field' ? fields.find(({ key }) => key === target.field) : undefined
  return (
    <tr>
      <th scope="row">{headerName(column)}</th>
      <td className={classes.samples}>{column.samples.slice(0, 3).join(' · ')}</td>
      <td title={field?.meaning}>
        <Meaning {...props} />
      </td>
      <td data-align="end">
        {isDoubtful ? (
          <Tag tone="caution">{formatPercent(column.confidence, { locale, decimals: 0 })}</Tag>
        ) : (
          formatPercent(column.confidence, { locale, decimals: 0 })
        )}
      </td>
      <td className={classes.muted}>{text.file.reasons[column.reason] ?? column.reason}</td>
    </tr>
  )
}

/** Every column with samples, its proposed meaning, how sure that is and why; each can be corrected. */
export function ColumnTable(props: ColumnTableProps) {
  return (
    <section className={classes.scroll} {...reachable} aria-label={`${text.file.columns}: ${props.file.name}`}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{text.file.column}</th>
            <th scope="col">{text.file.samples}</th>
            <th scope="col">{text.file.meaning}</th>
            <th scope="col" data-align="end">
              {text.file.sure}
            </th>
            <th scope="col">{text.file.why}</th>
          </tr>
        </thead>
        <tbody>
          {props.file.columns.map((column) => (
            <ColumnRow key={column.position} {...props} column={column} />
          ))}
        </tbody>
      </table>
    </section>
  )
}
