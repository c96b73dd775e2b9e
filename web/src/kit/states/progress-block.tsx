import { Button, Progress } from '@mantine/core'
import { formatDuration } from '../format/date.ts'
import { useLocale } from '../format/locale.tsx'
import { formatNumber } from '../format/number.ts'
import classes from './states.module.css'
import { text } from './text.ts'

export type ProgressState = 'running' | 'done' | 'cancelled' | 'failed'

export interface ProgressBlockProps {
  /** What is being done: "Reading invoice lines". */
  readonly label: string
  readonly done: number
  /** Null while the end is not known. */
  readonly total: number | null
  /** What is counted, in the plural: "lines". */
  readonly unit: string
  readonly ratePerSecond?: number | null | undefined
  readonly secondsLeft?: number | null | undefined
  readonly state?: ProgressState
  readonly onCancel?: (() => void) | undefined
}

/** Long work: how far, how fast, how long, and a way to stop it. */
export function ProgressBlock(props: ProgressBlockProps) {
  const { label, done, total, unit, ratePerSecond, secondsLeft, state = 'running', onCancel } = props
  const locale = useLocale()
  const share = total === null || total === 0 ? null : Math.min(1, done / total)
  const count = formatNumber(done, { locale })
  const facts = [
    total === null ? text.progressSoFar(count, unit) : text.progressOf(count, formatNumber(total, { locale }), unit),
    state === 'running' && ratePerSecond ? text.rate(formatNumber(ratePerSecond, { locale }), unit) : null,
    state === 'running' && secondsLeft !== null && secondsLeft !== undefined
      ? text.timeLeft(formatDuration(secondsLeft, locale))
      : null,
    state === 'running' ? null : text[state],
  ].filter((fact) => fact !== null)
  return (
    <div className={classes.progress}>
      <div className={classes.progressHead}>
        <span className={classes.title}>{label}</span>
        {state === 'running' && onCancel ? <Button onClick={onCancel}>{text.cancel}</Button> : null}
      </div>
      <Progress.Root size={6}>
        <Progress.Section
          value={share === null ? 100 : share * 100}
          aria-label={label}
          aria-valuetext={facts.join(', ')}
          color={state === 'failed' ? 'var(--loss)' : state === 'done' ? 'var(--gain)' : 'var(--accent)'}
          animated={state === 'running' && share === null}
          striped={state === 'running' && share === null}
        />
      </Progress.Root>
      <div className={classes.facts}>{facts.join(' · ')}</div>
    </div>
  )
}
