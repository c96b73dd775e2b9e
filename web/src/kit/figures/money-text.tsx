import { type MaybeFigure, readFigure } from '../format/figure-value.ts'
import { useLocale } from '../format/locale.tsx'
import { formatMoneyCompact, formatMoneyFull, type MoneyValue, moneyToNumber } from '../format/money.ts'
import { UnknownValue } from './unknown-value.tsx'
import { type Tone, toneClass, ValueText } from './value-text.tsx'

export interface MoneyTextProps {
  /** Decimal string, number, null, or a figure of either. */
  readonly amount: MaybeFigure<MoneyValue>
  /** ISO 4217 code; leave it out where the heading names the currency. */
  readonly currency?: string | undefined
  /** `compact` (288 k, full value in the title) or `full` (to the cent). */
  readonly form?: 'compact' | 'full'
  readonly sign?: 'negative' | 'always'
  readonly tone?: Tone
}

/** Money, short by default; a loss has its color and its minus sign; unknown stays unknown. */
export function MoneyText({ amount, currency, form = 'compact', sign = 'negative', tone = 'loss' }: MoneyTextProps) {
  const locale = useLocale()
  const { value, status, reasons } = readFigure<MoneyValue>(amount)
  if (value === null) return <UnknownValue status={status} reasons={reasons} />
  const style = { locale, currency, sign }
  const full = formatMoneyFull(value, style)
  return (
    <ValueText
      short={form === 'full' ? full : formatMoneyCompact(value, style)}
      full={full}
      className={toneClass(moneyToNumber(value), tone)}
      reservations={status === 'degraded' ? reasons : []}
    />
  )
}
