import { formatMoneyCompact } from '../../kit/format/money.ts'
import { formatNumber, formatPercent } from '../../kit/format/number.ts'
import type { KeyResult } from './types.ts'

const MOST_DECIMALS = 4

/** A value of a key result as people read it: money short, shares in percent, numbers with their unit. */
export function writeResultValue(
  { format, unit }: Pick<KeyResult, 'format' | 'unit'>,
  value: string,
  locale: string | undefined,
): string {
  if (format === 'money') return formatMoneyCompact(value, { locale, currency: unit })
  if (format === 'share') return formatPercent(Number(value), { locale })
  const decimals = Math.min(MOST_DECIMALS, value.split('.')[1]?.length ?? 0)
  const written = formatNumber(Number(value), { locale, decimals })
  return unit === '' ? written : `${written}\u00a0${unit}`
}
