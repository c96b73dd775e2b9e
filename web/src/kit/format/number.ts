import { shortNumber } from '@mainstay/domain/kernel'
import { numberFormatter } from './formatters.ts'
import { text } from './text.ts'

export const MINUS = '\u2212'
const NO_BREAK_SPACE = '\u00a0'
const UNITS = { one: '', ...text.units } as const

export interface NumberStyle {
  readonly locale?: string | undefined
  /** Puts a plus before a gain, for changes; losses always carry their minus. */
  readonly sign?: 'negative' | 'always' | undefined
  readonly decimals?: number | undefined
}

/** Writes a number in the reader's language, with the true minus sign. */
export function formatNumber(value: number, style: NumberStyle = {}): string {
  return withTrueMinus(numberFormatter(style.locale, style.decimals ?? 0, style.sign).formatToParts(value))
}

function withTrueMinus(parts: readonly Intl.NumberFormatPart[]): string {
  return parts.map((part) => (part.type === 'minusSign' ? MINUS : part.value)).join('')
}

/** Writes a fraction (0.304) as a percentage with one decimal: "30.4 %". */
export function formatPercent(fraction: number, style: NumberStyle = {}): string {
  return `${formatNumber(fraction * 100, { decimals: 1, ...style })}${NO_BREAK_SPACE}%`
}

/** Writes a large number in few digits: 34.63 M, 288 k, 25.5 k, 950. The full value belongs beside it, in a title. */
export function formatCompact(value: number, style: NumberStyle = {}): string {
  const { scaled, unit, decimals } = shortNumber(value)
  const digits = formatNumber(scaled, { ...style, decimals: style.decimals ?? decimals })
  return unit === 'one' ? digits : `${digits}${NO_BREAK_SPACE}${UNITS[unit]}`
}

/** A round number on an axis, without needless zeros: 90 k, 1.2 M. */
export function formatAxisValue(value: number, style: NumberStyle = {}): string {
  const { scaled } = shortNumber(value)
  const decimals = [0, 1].find((count) => Math.abs(scaled - Number(scaled.toFixed(count))) < 1e-9) ?? 2
  return formatCompact(value, { ...style, decimals })
}
