import { reachable } from '../kit/layout/roles.ts'
import type { Difference } from './compare.ts'
import classes from './program.module.css'
import { text } from './text.ts'

export interface DifferenceTableProps {
  readonly differences: readonly Difference[]
  readonly before: string
  readonly after: string
}

/** Differences of two versions, one a row. */
export function DifferenceTable({ differences, before, after }: DifferenceTableProps) {
  return (
    <section className={classes.scroll} {...reachable} aria-label={text.compare.title(after, before)}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{text.compare.where}</th>
            <th scope="col">{before}</th>
            <th scope="col">{after}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map((difference) => (
            <tr key={difference.where}>
              <th scope="row">{difference.where}</th>
              <td>{difference.before ?? text.conflict.none}</td>
              <td>{difference.after ?? text.conflict.none}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
