/** Built-in number formats that show a date or a time, the East Asian ones included. */
const dateFormatRanges = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
] as const

const DAY_SECONDS = 86_400
const LAST_SERIAL = 2_958_466

/** Whether a number format shows its number as a date or time. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return dateFormatRanges.some(([from, to]) => id >= from && id <= to)
  const firstPart = code.split(';')[0] ?? ''
  const isElapsed = /\[(h+|m+|s+)\]/i.test(firstPart)
  const bare = firstPart.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, '')
  if (/general/i.test(bare)) return false
  return isElapsed || /[ymdhs]/i.test(bare)
}

/**
 * A spreadsheet's day number as an ISO date, date with time, or (below one day) time; null when there is no such day.
 * The 1900 system counts a 29 February 1900 that never was: day 60 is refused, days after it are one less.
 */
export function dateOfSerial(serial: number, startsIn1904: boolean): string | null {
  if (!Number.isFinite(serial) || serial < 0 || serial >= LAST_SERIAL) return null
  const seconds = Math.round(serial * DAY_SECONDS)
  const day = Math.floor(seconds / DAY_SECONDS)
  const time = formatTime(seconds - day * DAY_SECONDS)
  if (day === 0 && !startsIn1904) return time
  if (day === 60 && !startsIn1904) return null
  const epoch = startsIn1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day < 60 ? 31 : 30)
  const date = new Date(epoch + day * DAY_SECONDS * 1_000).toISOString().slice(0, 10)
  return time === '00:00:00' ? date : `${date}T${time}`
}

function formatTime(seconds: number): string {
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60]
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}

/** Significant digits a double surely holds: shorter texts say exactly what was typed. */
const SAFE_DIGITS = 15

/**
 * A number of a sheet as plain decimal text without exponent. Workbooks store 2024.994 as 2024.9939999999999: the
 * shortest text that gives the same number is what was typed. Whole numbers stay digit for digit. Null: no number.
 */
export function exactNumber(text: string): string | null {
  const match = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?\s*$/.exec(text)
  if (!match || (match[2] === '' && !match[3])) return null
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match
  const digits = (whole + fraction).replace(/^0+/, '')
  if (digits.length > SAFE_DIGITS && fraction !== '') {
    const shortest = String(Number(text))
    if (!Number.isFinite(Number(text))) return null
    return shortest.includes('e') ? (exactShort(shortest) ?? shortest) : shortest
  }
  return placePoint({ sign, digits: whole + fraction, exponent: Number(exponent) - fraction.length })
}

function exactShort(text: string): string | null {
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text)
  if (!match) return null
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match
  return placePoint({ sign, digits: whole + fraction, exponent: Number(exponent) - fraction.length })
}

function placePoint(number: { sign: string; digits: string; exponent: number }): string | null {
  const { digits, exponent } = number
  if (Math.abs(exponent) > 400) return null
  const padded = exponent >= 0 ? digits + '0'.repeat(exponent) : digits.padStart(1 - exponent, '0')
  const point = exponent >= 0 ? padded.length : padded.length + exponent
  const whole = padded.slice(0, point).replace(/^0+(?=\d)/, '') || '0'
  const fraction = padded.slice(point).replace(/0+$/, '')
  const text = fraction === '' ? whole : `${whole}.${fraction}`
  return number.sign === '-' && /[1-9]/.test(text) ? `-${text}` : text
}

/** The column number of a cell's name: "AB12" is 28; null when the name has no letters. */
export function columnOfReference(reference: string): number | null {
  let column = 0
  for (let index = 0; index < reference.length && index < 8; index += 1) {
    const code = reference.charCodeAt(index)
    if (code >= 97 && code <= 122) column = column * 26 + code - 96
    else if (code >= 65 && code <= 90) column = column * 26 + code - 64
    else break
  }
  return column === 0 ? null : column
}
