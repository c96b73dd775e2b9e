import { formatDate, formatInstant } from '../format/date.ts'
import { useLocale } from '../format/locale.tsx'
import { UnknownValue } from './unknown-value.tsx'

export interface DateTextProps {
  /** "2013-11", "2013-11-29" or an instant. */
  readonly value: string | null | undefined
  /** Also show the time of day of an instant. */
  readonly form?: 'day' | 'instant'
}

/** A date in the reader's language. */
export function DateText({ value, form = 'day' }: DateTextProps) {
  const locale = useLocale()
  if (value === null || value === undefined) return <UnknownValue />
  return (
    <time dateTime={value} title={value.length > 10 ? formatInstant(value, locale) : undefined}>
      {form === 'instant' ? formatInstant(value, locale) : formatDate(value, locale)}
    </time>
  )
}
