import { MoneyText } from '../kit/figures/money-text.tsx'
import { NumberText } from '../kit/figures/number-text.tsx'
import { PercentText } from '../kit/figures/percent-text.tsx'
import { formatMoneyCompact } from '../kit/format/money.ts'
import { formatNumber, formatPercent } from '../kit/format/number.ts'
import { text } from './text.ts'

export interface MeasureTextProps {
  readonly value: number | null
  /** Unit of the measure: money, fraction, count, years; anything else is a plain number. */
  readonly unit: string
  readonly currency?: string | undefined
}

/** Decimals a plain number needs: none when it is whole. */
function decimalsOf(value: number): number {
  return Number.isInteger(value) ? 0 : 1
}

/** A measured value in its unit. */
export function MeasureText({ value, unit, currency }: MeasureTextProps) {
  if (unit === 'money') return <MoneyText amount={value} currency={currency} />
  if (unit === 'fraction') return <PercentText fraction={value} />
  if (value === null) return <NumberText value={null} />
  const suffix = unit === 'years' ? ` ${text.units.years}` : ''
  return (
    <>
      <NumberText value={value} decimals={decimalsOf(value)} />
      {suffix}
    </>
  )
}

export interface MeasureStyle {
  readonly locale?: string | undefined
  readonly currency?: string | undefined
}

/** The same as plain text, for labels and sentences. */
export function formatMeasure(value: number, unit: string, style: MeasureStyle = {}): string {
  if (unit === 'money') return formatMoneyCompact(value, style)
  if (unit === 'fraction') return formatPercent(value, { ...style, decimals: Number.isInteger(value * 100) ? 0 : 1 })
  const written = formatNumber(value, { ...style, decimals: decimalsOf(value) })
  return unit === 'years' ? `${written} ${text.units.years}` : written
}
