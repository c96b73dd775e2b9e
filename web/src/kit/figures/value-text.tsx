import classes from './figures.module.css'
import { Hint } from './hint.tsx'
import { reasonText } from './reasons.ts'

/** `loss` colors what is below zero; `change` colors both ways; `plain` never colors. A sign always goes along. */
export type Tone = 'loss' | 'change' | 'plain'

export function toneClass(value: number, tone: Tone): string | undefined {
  if (tone === 'plain' || value === 0) return undefined
  if (value < 0) return classes.loss
  return tone === 'change' ? classes.gain : undefined
}

export interface ValueTextProps {
  readonly short: string
  readonly full: string
  readonly className: string | undefined
  readonly reservations: readonly string[]
}

/** A written value with its full form in the title, and a dotted line where there are reservations. */
export function ValueText({ short, full, className, reservations }: ValueTextProps) {
  const classNames = `${classes.value} ${className ?? ''}`
  if (reservations.length > 0) {
    return (
      <Hint className={classNames} note={`${full} · ${reasonText(reservations)}`}>
        {short}
      </Hint>
    )
  }
  return (
    <span className={classNames} title={full === short ? undefined : full}>
      {short}
    </span>
  )
}
