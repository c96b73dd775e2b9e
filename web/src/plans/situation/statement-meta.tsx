import { Tag } from '../../kit/figures/badges.tsx'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { localToday } from '../shared/local-today.ts'
import type { PlanStatement } from './api/statement-queries.ts'
import classes from './situation.module.css'
import { ageWords } from './statement-age.ts'
import { text } from './text.ts'

/** How old a statement is and how certain, who wrote it and from where. */
export function StatementMeta({ statement }: { readonly statement: PlanStatement }) {
  const locale = useLocale()
  const { asOf, source, authorName, isConfirmed } = statement
  return (
    <p className={classes.meta}>
      <FreshnessTag statement={statement} />
      {isConfirmed ? <span>{text.confirmed}</span> : <Tag title={text.assumedHint}>{text.assumed}</Tag>}
      <time dateTime={asOf} title={formatDate(asOf, locale)}>
        {ageWords(asOf, localToday(new Date()))}
      </time>
      <span>{text.said(authorName)}</span>
      {source === '' ? null : <span className={classes.source}>{text.from(source)}</span>}
    </p>
  )
}

function FreshnessTag({ statement: { freshness, doubtfulFrom } }: { readonly statement: PlanStatement }) {
  const locale = useLocale()
  if (freshness === 'fresh' || doubtfulFrom === null) return null
  const date = formatDate(doubtfulFrom, locale)
  return freshness === 'doubtful' ? (
    <Tag tone="loss" title={text.freshness.doubtfulHint}>
      {text.freshness.doubtful(date)}
    </Tag>
  ) : (
    <Tag tone="caution" title={text.freshness.ageingHint}>
      {text.freshness.ageing(date)}
    </Tag>
  )
}
