import { Button, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useAccess } from '../../client/index.ts'
import { Tag } from '../../kit/figures/badges.tsx'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { Panel } from '../../kit/layout/panel.tsx'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { StateEmpty } from '../../kit/states/states.tsx'
import { paths } from '../../paths.ts'
import { TierName } from '../overrides/tier-name.tsx'
import { AnswerNominationDialog } from './answer-nomination-dialog.tsx'
import { useNominations } from './api/candidate-queries.ts'
import classes from './candidates.module.css'
import { text } from './text.ts'
import type { Nomination } from './types.ts'

const words = text.nominations

function factsOf(nomination: Nomination, locale: string | undefined): string {
  const { nominatorName, nominatedAt, rank, score } = nomination
  const write = (value: number, decimals: number) => formatNumber(value, { locale, decimals })
  const by = words.by(nominatorName, formatDate(nominatedAt.slice(0, 10), locale))
  return rank === null || score === null ? by : `${by} · ${words.standing(write(rank, 0), write(score, 1))}`
}

function Answer({ answer }: { answer: NonNullable<Nomination['answer']> }) {
  const locale = useLocale()
  const who = answer.kind === 'taken_up' ? words.takenUp(answer.deciderName) : words.declined(answer.deciderName)
  return (
    <p className={classes.muted}>
      {who}, {formatDate(answer.answeredAt.slice(0, 10), locale)}: {answer.note}
    </p>
  )
}

interface CardProps {
  readonly nomination: Nomination
  /** Undefined for people who may only look. */
  readonly onAnswer: ((answer: 'take_up' | 'decline') => void) | undefined
}

function NominationCard({ nomination, onAnswer }: CardProps) {
  const locale = useLocale()
  const { account, reason, tier, answer } = nomination
  return (
    <li className={classes.card}>
      <div className={classes.cardHead}>
        <AppLink href={paths.accountTab(account.id, 'score')}>{account.name}</AppLink>
        {tier === null ? null : <TierName tier={tier} />}
        {answer ? (
          <Tag tone={answer.kind === 'taken_up' ? 'gain' : 'neutral'}>
            {answer.kind === 'taken_up' ? words.takenUpTag : words.declinedTag}
          </Tag>
        ) : null}
      </div>
      <p className={classes.reason}>{reason}</p>
      <p className={classes.muted}>{factsOf(nomination, locale)}</p>
      {answer ? <Answer answer={answer} /> : null}
      {!answer && onAnswer ? (
        <div className={classes.buttons}>
          <Button variant="filled" onClick={() => onAnswer('take_up')}>
            {words.takeUp}
          </Button>
          <Button onClick={() => onAnswer('decline')}>{words.decline}</Button>
        </div>
      ) : null}
    </li>
  )
}

type Answering = { readonly nomination: Nomination; readonly answer: 'take_up' | 'decline' }

/** Accounts that people put forward, open or answered. */
export function NominationsPanel() {
  const [state, setState] = useState<'open' | 'answered'>('open')
  const [answering, setAnswering] = useState<Answering | null>(null)
  const mayDecide = useAccess().may('selection:decide')
  const query = useNominations(state)
  const isOpen = state === 'open'
  return (
    <Panel
      title={words.title}
      subtitle={words.note}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={words.filter}
          value={state}
          onChange={(value) => setState(value === 'answered' ? 'answered' : 'open')}
          data={[
            { value: 'open', label: words.open },
            { value: 'answered', label: words.answered },
          ]}
        />
      }
    >
      <QueryGate query={query}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows)
          if (rows.length === 0) {
            return (
              <StateEmpty
                title={isOpen ? words.empty : words.emptyAnswered}
                sentence={isOpen ? words.emptySentence : words.emptyAnsweredSentence}
              />
            )
          }
          return (
            <ul className={classes.cards} aria-label={words.title}>
              {rows.map((nomination) => (
                <NominationCard
                  key={nomination.id}
                  nomination={nomination}
                  onAnswer={mayDecide ? (answer) => setAnswering({ nomination, answer }) : undefined}
                />
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
      {answering ? <AnswerNominationDialog {...answering} onClose={() => setAnswering(null)} /> : null}
    </Panel>
  )
}
