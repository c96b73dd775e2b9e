import { Button } from '@mantine/core'
import { reachable } from '../kit/layout/roles.ts'
import { compareDefinitions } from './compare.ts'
import classes from './program.module.css'
import { text } from './text.ts'
import type { CriteriaSet } from './types.ts'
import type { DraftContent } from './use-draft-editor.ts'

export interface ConflictPanelProps {
  readonly mine: DraftContent
  readonly theirs: CriteriaSet
  readonly onKeepMine: () => void
  readonly onTakeTheirs: () => void
}

/** Two people changed one draft: both versions side by side, and a choice. */
export function ConflictPanel({ mine, theirs, onKeepMine, onTakeTheirs }: ConflictPanelProps) {
  const differences = compareDefinitions(theirs, mine)
  return (
    <div role="alert" className={classes.notice} data-tone="caution">
      <b>{text.conflict.title}</b>
      <p>{text.conflict.sentence}</p>
      <section className={classes.scroll} {...reachable} aria-label={text.conflict.title}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{text.conflict.field}</th>
              <th scope="col">{text.conflict.mine}</th>
              <th scope="col">{text.conflict.theirs}</th>
            </tr>
          </thead>
          <tbody>
            {differences.length === 0 ? (
              <tr>
                <td colSpan={3}>{text.conflict.same}</td>
              </tr>
            ) : null}
            {differences.map(({ where, before, after }) => (
              <tr key={where}>
                <th scope="row">{where}</th>
                <td>{after ?? text.conflict.none}</td>
                <td>{before ?? text.conflict.none}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <div className={classes.buttons}>
        <Button onClick={onTakeTheirs}>{text.conflict.takeTheirs}</Button>
        <Button variant="filled" onClick={onKeepMine}>
          {text.conflict.keepMine}
        </Button>
      </div>
    </div>
  )
}
