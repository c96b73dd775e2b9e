import { formatNumber } from '../kit/format/number.ts'

const STEP = 1000
const UNITS = ['B', 'kB', 'MB', 'GB']

/** Bytes in the unit that fits: "4.2 MB". */
export function formatBytes(bytes: number, locale?: string): string {
  let value = bytes
  let unit = 0
  while (value >= STEP && unit < UNITS.length - 1) {
    value /= STEP
    unit += 1
  }
  return `${formatNumber(value, { locale, decimals: unit === 0 || value >= 100 ? 0 : 1 })}\u00a0${UNITS[unit] ?? ''}`
}
