import { shortNumber } from '@mainstay/domain/kernel'

const NO_BREAK_SPACE = '\u00a0'
const EXACT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 10 })
const READABLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 })
/** From here on nobody reads more than two digits behind the point. */
const LARGE = 10
const UNITS = { one: '', thousand: 'k', million: 'M', billion: 'bn' } as const

/** An amount as the screen shows it: "3.75 M", "68.1 k". The exact one stands in the workbook. */
export function money(amount: string | number): string {
  const { scaled, unit, decimals } = shortNumber(Number(amount))
  const digits = scaled.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
  const plain = digits.replace(/^-(?=[0.,]*$)/, '')
  return unit === 'one' ? plain : `${plain}${NO_BREAK_SPACE}${UNITS[unit]}`
}

/** The same with its sign before it, for what leads up or down. */
export function signedMoney(amount: number): string {
  const text = money(amount)
  return amount > 0 && text !== '0' ? `+${text}` : text
}

/** A number without the zeros behind its last digit; a large one with two digits behind the point. */
export function grouped(decimal: string): string {
  return (Math.abs(Number(decimal)) < LARGE ? EXACT : READABLE).format(decimal as Intl.StringNumericLiteral)
}

export function percent(share: number): string {
  return `${(share * 100).toLocaleString('en-US', { maximumFractionDigits: 1 })}${NO_BREAK_SPACE}%`
}

/** "1 action", "2 actions". */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`
}
