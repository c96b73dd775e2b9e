import type { sizeGuard } from '@mainstay/contract/selection-firmness'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { toProblem } from '../../kit/api/api-error.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber, formatPercent } from '../../kit/format/number.ts'
import { useSizeGuard } from './api/use-size-guard.ts'
import classes from './size-guard.module.css'
import { text } from './text.ts'

type Guard = z.infer<typeof sizeGuard>
type Standing = Guard['asked'][number]['standing']

const SHOWN_NAMES = 5
const NO_CRITERIA = 'selection/no-criteria-set'
const CONCERNED: readonly Standing[] = ['in_by_size', 'in_by_spend']

/** The field's finding with its source and why to doubt it; never as truth. */
function Quote({ benchmark }: Pick<Guard, 'benchmark'>) {
  return (
    <blockquote className={classes.quote} aria-label={text.quoteLabel}>
      <p>{benchmark.claim}</p>
      <p>{text.source(benchmark.source)}</p>
      <p>{text.caution(benchmark.caution)}</p>
    </blockquote>
  )
}

function Frame({ title, isCaution, children }: { title: string; isCaution: boolean; children: ReactNode }) {
  return (
    <section className={classes.guard} data-tone={isCaution ? 'caution' : 'plain'} aria-label={title}>
      <b>{title}</b>
      {children}
    </section>
  )
}

/** What stands where the answer is not there: on its way, refused, or failed. */
function Waiting({ title, query }: { title: string; query: ReturnType<typeof useSizeGuard> }) {
  if (!query.error) {
    return (
      <Frame title={title} isCaution={false}>
        <span role="status">{text.looking}</span>
      </Frame>
    )
  }
  const isRefused = toProblem(query.error).status === 403
  return (
    <Frame title={title} isCaution={false}>
      <span>{isRefused ? text.refused : text.failed}</span>
      {isRefused ? null : (
        <div>
          <Button onClick={() => void query.refetch()}>{text.again}</Button>
        </div>
      )}
    </Frame>
  )
}

function namesOf(list: Guard['inBySize'], locale: string | undefined): string {
  const shown = list.accounts.slice(0, SHOWN_NAMES).map(({ name }) => name)
  const rest = list.total - shown.length - list.hidden
  const write = (count: number) => formatNumber(count, { locale })
  const parts = [
    ...shown,
    ...(list.hidden > 0 ? [text.hidden(write(list.hidden))] : []),
    ...(rest > 0 ? [text.more(write(rest))] : []),
  ]
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(parts)
}

/** The three measures of a criteria set in sentences. */
function measuresOf(guard: Guard, locale: string | undefined): readonly string[] {
  const write = (count: number) => formatNumber(count, { locale })
  const inside = write(guard.inside)
  const { inBySize, inBySpend, rankCorrelation, correlationLimit } = guard
  const follows =
    rankCorrelation === null
      ? text.unknown
      : text.follows(
          formatNumber(rankCorrelation, { locale, decimals: 2 }),
          formatNumber(correlationLimit, { locale, decimals: 1 }),
        )
  const percent = (share: number) => formatPercent(share, { locale, decimals: 0 })
  const places =
    guard.inside === 0
      ? [text.noPlaces]
      : [
          ...(inBySize.total > 0 ? [text.bySize(write(inBySize.total), inside, namesOf(inBySize, locale))] : []),
          ...(inBySpend.total > 0 ? [text.bySpend(write(inBySpend.total), inside, namesOf(inBySpend, locale))] : []),
          ...(inBySize.total + inBySpend.total === 0 ? [text.nobody(inside)] : []),
        ]
  return [follows, text.weight(percent(guard.sizeWeightShare), percent(guard.sizeWeightLimit)), ...places]
}

/** Before a criteria set is published: whether size would decide under it. */
export function SetSizeGuard({ criteriaSetId }: { criteriaSetId: string }) {
  const locale = useLocale()
  const query = useSizeGuard({ criteriaSetId })
  const guard = query.data
  if (!guard) return <Waiting title={text.setTitle} query={query} />
  return (
    <Frame title={text.setTitle} isCaution={guard.warnings.length > 0}>
      <ul className={classes.sentences}>
        {measuresOf(guard, locale).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <Quote benchmark={guard.benchmark} />
    </Frame>
  )
}

const STANDINGS: readonly Standing[] = ['in_by_size', 'in_by_spend', 'not_in', 'qualifies_anyway']

function standingSentences(asked: Guard['asked'], locale: string | undefined): readonly string[] {
  const [only] = asked
  if (asked.length === 1 && only) return [text.one[only.standing]]
  return STANDINGS.flatMap((standing) => {
    const accounts = asked.filter((one) => one.standing === standing).map(({ account }) => account)
    if (accounts.length === 0) return []
    const names = namesOf({ accounts, hidden: 0, total: accounts.length }, locale)
    return [text.many[standing](formatNumber(accounts.length, { locale }), names)]
  })
}

/** At a decision: whether these accounts would qualify with their spend hidden. */
export function AccountSizeGuard({ accountIds }: { accountIds: readonly string[] }) {
  const locale = useLocale()
  const query = useSizeGuard({ accountIds })
  const guard = query.data
  const title = accountIds.length === 1 ? text.accountTitle : text.accountsTitle
  // Without criteria there is no score that size could decide.
  if (query.error && toProblem(query.error).code === NO_CRITERIA) return null
  if (!guard) return <Waiting title={title} query={query} />
  const isConcerned = guard.asked.some(({ standing }) => CONCERNED.includes(standing))
  return (
    <Frame title={title} isCaution={isConcerned}>
      <ul className={classes.sentences}>
        {standingSentences(guard.asked, locale).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <Quote benchmark={guard.benchmark} />
    </Frame>
  )
}
