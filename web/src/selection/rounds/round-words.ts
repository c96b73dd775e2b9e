import { formatNumber } from '../../kit/format/number.ts'
import { text } from './text.ts'
import type { Round } from './types.ts'

/** How much time is left, or by how much the deadline has passed; nothing once nobody scores any more. */
export function timeLeft({ status, daysLeft }: Pick<Round, 'status' | 'daysLeft'>, locale: string | undefined): string {
  if (status !== 'open') return ''
  const days = formatNumber(Math.abs(daysLeft), { locale })
  return daysLeft < 0 ? text.list.overdue(days) : text.list.daysLeft(days)
}

/** Today, and a day later, as date fields write them. */
export function dayFromNow(days: number): string {
  const date = new Date()
  date.setDate(date.getDate() + days)
  const pad = (value: number) => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`
}
