import { Button } from '@mantine/core'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { Panel } from '../../kit/layout/panel.tsx'
import { useGoTo } from '../../kit/routing/app-link.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { StateEmpty } from '../../kit/states/states.tsx'
import { paths } from '../../paths.ts'
import type { Deed } from './answer-dialog.tsx'
import { useOverrides } from './api/override-queries.ts'
import { OverrideCard } from './override-card.tsx'
import classes from './overrides.module.css'
import { text } from './text.ts'
import type { OverrideGroup, TierOverride } from './types.ts'

const WORDS: Readonly<Record<OverrideGroup, { title: string; note: string; empty: string; sentence: string }>> = {
  asked: {
    title: text.list.asked,
    note: text.list.askedNote,
    empty: text.list.noAsked,
    sentence: text.list.noAskedSentence,
  },
  running: {
    title: text.list.running,
    note: text.list.runningNote,
    empty: text.list.noRunning,
    sentence: text.list.noRunningSentence,
  },
  over: {
    title: text.list.over,
    note: text.list.overNote,
    empty: text.list.noOver,
    sentence: text.list.noOverSentence,
  },
}

export interface OverrideListProps {
  readonly group: OverrideGroup
  readonly onDeed: (override: TierOverride, deed: Deed) => void
}

/** Overrides of one kind, newest first. */
export function OverrideList({ group, onDeed }: OverrideListProps) {
  const locale = useLocale()
  const goTo = useGoTo()
  const query = useOverrides(group)
  const words = WORDS[group]
  const total = query.data?.pages[0]?.total
  return (
    <Panel title={total ? `${words.title} (${formatNumber(total, { locale })})` : words.title} subtitle={words.note}>
      <QueryGate query={query}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows)
          if (rows.length === 0) {
            const open = <Button onClick={() => goTo(paths.selection())}>{text.list.openRanking}</Button>
            return (
              <StateEmpty title={words.empty} sentence={words.sentence} action={group === 'asked' ? open : undefined} />
            )
          }
          return (
            <ul className={classes.cards} aria-label={words.title}>
              {rows.map((override) => (
                <OverrideCard key={override.id} override={override} onDeed={onDeed} />
              ))}
            </ul>
          )
        }}
      </QueryGate>
      {query.hasNextPage ? (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {text.list.more}
        </Button>
      ) : null}
    </Panel>
  )
}
