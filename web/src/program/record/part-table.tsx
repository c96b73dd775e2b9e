import { useLocale } from '../../kit/format/locale.tsx'
import { reachable } from '../../kit/layout/roles.ts'
import { partName, writePart } from './definition-parts.ts'
import classes from './record.module.css'
import { text } from './text.ts'

export interface PartRow {
  readonly field: string
  readonly before: string | null
  readonly after: string | null
  /** Of numbers, written out. */
  readonly difference?: string | null
}

export interface PartTableProps {
  readonly before: string
  readonly after: string
  readonly rows: readonly PartRow[]
}

/** Two versions side by side, one part a row; what differs is marked. */
export function PartTable({ before, after, rows }: PartTableProps) {
  const locale = useLocale()
  const write = (field: string, value: string | null) =>
    writePart(field, value, locale) ?? <span className={classes.muted}>{text.definition.nothing}</span>
  return (
    <div className={classes.scroll} {...reachable}>
      <table className={classes.compare}>
        <thead>
          <tr>
            <th scope="col">{text.definition.field}</th>
            <th scope="col">{before}</th>
            <th scope="col">{after}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ field, before: was, after: is, difference }) => (
            <tr key={field} data-changed={was !== is}>
              <th scope="row">{partName(field)}</th>
              <td>{write(field, was)}</td>
              <td>
                {was === is ? <span className={classes.muted}>{text.definition.unchanged}</span> : write(field, is)}
                {difference ? <span className={classes.muted}> {text.definition.by(difference)}</span> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
