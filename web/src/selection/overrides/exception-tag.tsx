import { Tag } from '../../kit/figures/badges.tsx'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { text } from './text.ts'
import type { ExceptionMark } from './types.ts'

/** Says that an account stands where it stands against the scores; nothing where it does not. */
export function ExceptionTag({ exception }: { readonly exception: ExceptionMark | null | undefined }) {
  const locale = useLocale()
  if (!exception) return null
  const until = exception.expiresOn === null ? null : formatDate(exception.expiresOn, locale)
  if (exception.kind === 'override') {
    return (
      <Tag tone="caution" title={text.mark.overrideHint}>
        {until === null ? text.mark.override : text.mark.overrideUntil(until)}
      </Tag>
    )
  }
  return (
    <Tag tone="caution" title={text.mark.againstHint}>
      {until === null ? text.mark.against : text.mark.againstUntil(until)}
    </Tag>
  )
}
