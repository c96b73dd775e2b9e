import { Button } from '@mantine/core'
import { Tag } from '../../kit/figures/badges.tsx'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { Panel } from '../../kit/layout/panel.tsx'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { paths } from '../../paths.ts'
import { VERDICT_TONE } from './answer-facts.tsx'
import { useBackTests } from './api/back-tests.ts'
import classes from './back-test.module.css'
import { text } from './text.ts'
import type { BackTestListItem } from './types.ts'

const words = text.earlier

function EarlierItem({ item, isCurrent }: { item: BackTestListItem; isCurrent: boolean }) {
  const locale = useLocale()
  const { run, asOf, months, places, sets } = item
  return (
    <li className={classes.item} data-current={isCurrent}>
      <AppLink href={`${paths.backTest()}?run=${run.id}`} aria-current={isCurrent ? 'page' : undefined}>
        {formatDate(asOf, locale)}
      </AppLink>
      <span className={classes.muted}>{words.asked(months, formatNumber(places, { locale }))}</span>
      {sets.map((set) => (
        <span key={set.id} className={classes.itemSet}>
          {text.answer.setNumber(set)}{' '}
          {set.verdict === null ? (
            <Tag>{run.status === 'done' ? words.hidden : words.status[run.status]}</Tag>
          ) : (
            <Tag
              tone={VERDICT_TONE[set.verdict]}
              title={set.verdictAgainst ? words.against(set.verdictAgainst) : undefined}
            >
              {text.verdicts[set.verdict]}
            </Tag>
          )}
        </span>
      ))}
      <span className={classes.muted}>
        {run.personName}, {formatDate(run.createdAt.slice(0, 10), locale)}
      </span>
    </li>
  )
}

/** What was asked before, by anybody: each is another look at the same past. */
export function EarlierPanel({ current }: { readonly current: string }) {
  const locale = useLocale()
  const query = useBackTests()
  const total = query.data?.pages[0]?.total
  const shown = query.data?.pages.reduce((sum, { rows }) => sum + rows.length, 0) ?? 0
  const write = (value: number) => formatNumber(value, { locale })
  return (
    <Panel title={words.title} subtitle={total ? words.count(write(shown), write(total)) : undefined}>
      <QueryGate query={query}>
        {({ pages }) => {
          const items = pages.flatMap(({ rows }) => rows)
          if (items.length === 0) return <p className={classes.note}>{words.none}</p>
          return (
            <ul className={classes.items}>
              {items.map((item) => (
                <EarlierItem key={item.run.id} item={item} isCurrent={item.run.id === current} />
              ))}
            </ul>
          )
        }}
      </QueryGate>
      {query.hasNextPage ? (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {words.more}
        </Button>
      ) : null}
    </Panel>
  )
}
