import { Panel } from '../../kit/layout/panel.tsx'
import { driversBehind } from './case-facts.ts'
import { text } from './text.ts'
import type { ValueCase } from './types.ts'
import classes from './value.module.css'

const words = text.marks

/** What is doubtful about a case, of which drivers, and what to do about it. */
export function MarksPanel({ valueCase }: { readonly valueCase: ValueCase }) {
  if (valueCase.marks.length === 0) return null
  return (
    <Panel title={words.title}>
      <ul className={classes.marks}>
        {valueCase.marks.map((mark) => (
          <li key={mark}>
            <b>{words.names[mark]}</b> {driversBehind(mark, valueCase).join(', ')}
            <span className={classes.advice}>{words.advice[mark]}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
