import type { DifferingField } from './member-draft.ts'
import { text } from './text.ts'
import classes from './workspace.module.css'

/** What was saved meanwhile beside what was typed; only the fields that differ. */
export function ConflictTable({ fields }: { fields: readonly DifferingField[] }) {
  return (
    <div role="alert">
      <p>
        {text.conflictTitle}. {text.conflictNote}
      </p>
      <table className={classes.compare}>
        <thead>
          <tr>
            <th scope="col">{text.conflictField}</th>
            <th scope="col">{text.conflictTheirs}</th>
            <th scope="col">{text.conflictMine}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((difference) => (
            <tr key={difference.field}>
              <th scope="row">{difference.name}</th>
              <td>{difference.theirs}</td>
              <td>{difference.mine}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
