const DAY_MS = 86_400_000

/** The day so many days after another, before it where the number is negative. */
export function dayAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** The first day of a year, so many years after that of the date. */
export function yearStart(date: string, years: number): string {
  return `${Number(date.slice(0, 4)) + years}-01-01`
}
