import { Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import { reachable } from '../layout/roles.ts'
import classes from './figures.module.css'

export interface HintProps {
  /** What is said on hover, focus and touch. */
  readonly note: string
  readonly children: ReactNode
  readonly className?: string | undefined
}

/** A word with a note: reachable by keyboard, marked by a dotted line. */
export function Hint({ note, children, className }: HintProps) {
  return (
    <Tooltip label={note} multiline maw={320}>
      <span className={`${classes.hint} ${className ?? ''}`} {...reachable}>
        {children}
      </span>
    </Tooltip>
  )
}
