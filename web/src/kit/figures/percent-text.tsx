import { type MaybeFigure, readFigure } from '../format/figure-value.ts'
import { useLocale } from '../format/locale.tsx'
import { formatPercent } from '../format/number.ts'
import { UnknownValue } from './unknown-value.tsx'
import { type Tone, toneClass, ValueText } from './value-text.tsx'

const FULL_DECIMALS = 3

export interface PercentTextProps {
  /** A fraction (0.304 is 30.4 %), null, or a figure. */
  readonly fraction: MaybeFigure<number>
  readonly decimals?: number
  readonly sign?: 'negative' | 'always'
  readonly tone?: Tone
}

/** A share or a change as a percentage. */
export function PercentText({ fraction, decimals = 1, sign = 'negative', tone = 'loss' }: PercentTextProps) {
  const locale = useLocale()
  const { value, status, reasons } = readFigure<number>(fraction)
  if (value === null) return <UnknownValue status={status} reasons={reasons} />
  return (
    <ValueText
      short={formatPercent(value, { locale, sign, decimals })}
      full={formatPercent(value, { locale, sign, decimals: FULL_DECIMALS })}
      className={toneClass(value, tone)}
      reservations={status === 'degraded' ? reasons : []}
    />
  )
}
