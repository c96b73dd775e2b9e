import { ageInDays } from '../../kit/format/date.ts'
import { text } from './text.ts'

const DAYS_TOLD = 60
const MONTHS_TOLD = 24
const DAYS_OF_MONTH = 30.4375
const MONTHS_OF_YEAR = 12

/** The age of a fact in words: "12 days old", "7 months old", "3 years old". */
export function ageWords(asOf: string, today: string): string {
  const days = ageInDays(asOf, new Date(`${today}T00:00:00Z`))
  if (days === 0) return text.age.today
  if (days < DAYS_TOLD) return text.age.days(days)
  const months = Math.floor(days / DAYS_OF_MONTH)
  return months < MONTHS_TOLD ? text.age.months(months) : text.age.years(Math.floor(months / MONTHS_OF_YEAR))
}
