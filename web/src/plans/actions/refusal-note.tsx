import classes from './actions.module.css'

export interface RefusalNoteProps {
  readonly title: string
  /** Null: nothing was refused. */
  readonly sentence: string | null
  readonly lines?: readonly string[]
}

/** Why something was not done, in the words of the server. */
export function RefusalNote({ title, sentence, lines = [] }: RefusalNoteProps) {
  if (sentence === null) return null
  return (
    <div role="alert" className={classes.refused}>
      <b>{title}</b>
      <div>{sentence}</div>
      {lines.length > 0 ? (
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
