// Making a formatter takes far longer than using it, and a table writes hundreds of numbers for one paint.
const numbers = new Map<string, Intl.NumberFormat>()
const dates = new Map<string, Intl.DateTimeFormat>()

/** Writes numbers with so many decimals; a plus stands before a gain where asked for. */
export function numberFormatter(
  locale: string | undefined,
  decimals: number,
  sign: 'negative' | 'always' | undefined,
): Intl.NumberFormat {
  const key = `${locale} ${decimals} ${sign}`
  const known = numbers.get(key)
  if (known) return known
  const made = new Intl.NumberFormat(locale, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    signDisplay: sign === 'always' ? 'exceptZero' : 'negative',
  })
  numbers.set(key, made)
  return made
}

const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const
const DATE_FORMS = {
  month: { month: 'short', year: 'numeric', timeZone: 'UTC' },
  day: { ...DAY, timeZone: 'UTC' },
  dayHere: DAY,
  instant: { dateStyle: 'medium', timeStyle: 'short' },
} as const satisfies Readonly<Record<string, Intl.DateTimeFormatOptions>>

/** Writes dates in one of the forms that pages show. */
export function dateFormatter(locale: string | undefined, form: keyof typeof DATE_FORMS): Intl.DateTimeFormat {
  const key = `${locale} ${form}`
  const known = dates.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(locale, DATE_FORMS[form])
  dates.set(key, made)
  return made
}
