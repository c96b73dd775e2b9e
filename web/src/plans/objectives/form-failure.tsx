import classes from './objectives.module.css'
import { text } from './text.ts'

/** Why nothing was saved, above the buttons of a form. */
export function FormFailure({ sentence }: { readonly sentence: string }) {
  return (
    <div role="alert" className={classes.failure}>
      <b>{text.failed}</b>
      <div>{sentence}</div>
    </div>
  )
}
