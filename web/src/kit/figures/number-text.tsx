import { type MaybeFigure, readFigure } from '../format/figure-value.ts'
import { useLocale } from '../format/locale.tsx'
import { formatNumber } from '../format/number.ts'
import { UnknownValue } from './unknown-value.tsx'
import { type Tone, toneClass, ValueText } from './value-text.tsx'

export interface NumberTextProps {
  readonly value: MaybeFigure<number>
  readonly decimals?: number
  readonly sign?: 'negative' | 'always'
  readonly tone?: Tone
}

/** A plain number: counts, scores, indexes. */
export function NumberText({ value: source, decimals = 0, sign = 'negative', tone = 'plain' }: NumberTextProps) {
  const locale = useLocale()
  const { value, status, reasons } = readFigure<number>(source)
  if (value === null) return <UnknownValue status={status} reasons={reasons} />
  const written = formatNumber(value, { locale, sign, decimals })
  return (
    <ValueText
      short={written}
      full={written}
      className={toneClass(value, tone)}
      reservations={status === 'degraded' ? reasons : []}
    />
  )
}
