const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/
const DAY = /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
const THOUSAND = 1e3
const MILLION = 1e6
const BILLION = 1e9
/** 999,600 would round to "1000 k": the next unit begins where rounding reaches it. */
const ROUNDS_UP = 0.9995

/**
 * A day or a month as sentences and documents name it: "2013-11-29" is "29 Nov 2013", "2013-11" is "Nov 2013". A text that
 * is neither comes back as it is.
 */
export function dayInWords(value: string): string {
  const day = DAY.exec(value)
  if (day) return `${Number(day[3])} ${monthName(day[2])} ${day[1]}`
  const month = MONTH.exec(value)
  return month ? `${monthName(month[2])} ${month[1]}` : value
}

function monthName(number: string | undefined): string {
  return MONTHS[Number(number) - 1] ?? ''
}

/** A number in few digits: how much of which unit, and how many decimals of it are worth reading. */
export interface ShortNumber {
  readonly scaled: number
  readonly unit: 'one' | 'thousand' | 'million' | 'billion'
  readonly decimals: number
}

/**
 * A large number as people say it: 34,633,000 is 34.63 million, 288,100 is 288 thousand. Three to four digits are kept;
 * below ten of anything two decimals, unless it is whole. The exact value belongs where people compute with it.
 */
export function shortNumber(value: number): ShortNumber {
  const size = Math.abs(value)
  if (size >= BILLION * ROUNDS_UP) return { scaled: value / BILLION, unit: 'billion', decimals: 2 }
  if (size >= MILLION * ROUNDS_UP)
    return { scaled: value / MILLION, unit: 'million', decimals: size >= 100 * MILLION ? 1 : 2 }
  if (size >= THOUSAND * ROUNDS_UP)
    return { scaled: value / THOUSAND, unit: 'thousand', decimals: size >= 99.95 * THOUSAND ? 0 : 1 }
  return { scaled: value, unit: 'one', decimals: size !== 0 && size < 10 && !Number.isInteger(value) ? 2 : 0 }
}
