import type { FigureStatus } from '@mainstay/domain/kernel'
import classes from './figures.module.css'
import { Hint } from './hint.tsx'
import { reasonText } from './reasons.ts'
import { text } from './text.ts'

export interface UnknownValueProps {
  readonly status?: FigureStatus | undefined
  /** Reason codes; their sentences come from `registerReasons`. */
  readonly reasons?: readonly string[] | undefined
}

/** The word "unknown" (or "does not apply") with its reason: never a zero, never an empty cell. */
export function UnknownValue({ status = 'insufficient_data', reasons = [] }: UnknownValueProps) {
  const isNotApplicable = status === 'not_applicable'
  return (
    <Hint
      className={classes.unknown}
      note={reasonText(reasons, isNotApplicable ? text.notApplicableReason : text.noReason)}
    >
      {isNotApplicable ? text.notApplicable : text.unknown}
    </Hint>
  )
}
