import { useLocale } from '../format/locale.tsx'
import { formatPercent } from '../format/number.ts'
import classes from './figures.module.css'
import { text } from './text.ts'
import { UnknownValue } from './unknown-value.tsx'

export interface ConfidenceTextProps {
  /** Share of the weight with evidence, 0 to 1. */
  readonly fraction: number | null | undefined
}

/** "97 % known": how much of a score rests on evidence. */
export function ConfidenceText({ fraction }: ConfidenceTextProps) {
  const locale = useLocale()
  if (fraction === null || fraction === undefined) return <UnknownValue />
  return (
    <span className={classes.confidence} title={text.confidenceHint}>
      {text.confidence(formatPercent(fraction, { locale, decimals: 0 }))}
    </span>
  )
}
