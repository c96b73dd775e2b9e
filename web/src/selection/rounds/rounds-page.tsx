import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAccess } from '../../client/index.ts'
import { Tag } from '../../kit/figures/badges.tsx'
import { DateText } from '../../kit/figures/date-text.tsx'
import { useLocale } from '../../kit/format/locale.tsx'
import { formatNumber } from '../../kit/format/number.ts'
import { Page } from '../../kit/layout/page.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { reachable } from '../../kit/layout/roles.ts'
import { TopBar } from '../../kit/layout/top-bar.tsx'
import { AppLink } from '../../kit/routing/app-link.tsx'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { StateEmpty } from '../../kit/states/states.tsx'
import { paths } from '../../paths.ts'
import { useRounds } from './api/round-queries.ts'
import { PlanDialog } from './plan-dialog.tsx'
import { timeLeft } from './round-words.ts'
import classes from './rounds.module.css'
import { text } from './text.ts'
import type { Round } from './types.ts'

/** Scoring rounds: what waits for the reader's own scores, and all rounds they lead or score in. */
export function RoundsPage() {
  const rounds = useRounds()
  const mayLead = useAccess().may('selection:decide')
  const [isPlanning, setPlanning] = useState(false)
  const plan = (
    <Button variant="filled" onClick={() => setPlanning(true)}>
      {text.list.plan}
    </Button>
  )
  return (
    <Page
      title={text.title}
      topBar={<TopBar title={text.title} note={text.note} actions={mayLead ? plan : undefined} />}
    >
      <QueryGate query={rounds}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows)
          if (rows.length === 0) {
            return (
              <Panel>
                <StateEmpty
                  title={text.list.emptyTitle}
                  sentence={mayLead ? text.list.emptyLead : text.list.emptyRater}
                  action={mayLead ? plan : undefined}
                />
              </Panel>
            )
          }
          return (
            <>
              <Waiting rounds={rows.filter(isWaiting)} />
              <Panel title={mayLead ? text.list.all : text.list.ofMine}>
                <RoundTable rounds={rows} mayLead={mayLead} />
                {rounds.hasNextPage ? (
                  <Button loading={rounds.isFetchingNextPage} onClick={() => void rounds.fetchNextPage()}>
                    {text.list.more}
                  </Button>
                ) : null}
              </Panel>
            </>
          )
        }}
      </QueryGate>
      {isPlanning ? <PlanDialog onClose={() => setPlanning(false)} /> : null}
    </Page>
  )
}

function isWaiting({ status, own, daysLeft }: Round): boolean {
  return status === 'open' && own !== null && own.done < own.due && daysLeft >= 0
}

/** What the reader is asked to do now. */
function Waiting({ rounds }: { rounds: readonly Round[] }) {
  const locale = useLocale()
  if (rounds.length === 0) return null
  return (
    <Panel title={text.list.mine}>
      <ul className={classes.waiting}>
        {rounds.map((round) => (
          <li key={round.id}>
            <span>
              <b>{round.name}</b>{' '}
              <span className={classes.muted}>
                {text.list.open(formatNumber((round.own?.due ?? 0) - (round.own?.done ?? 0), { locale }))} ·{' '}
                {timeLeft(round, locale)}
              </span>
            </span>
            <AppLink href={paths.round(round.id)}>{text.list.score}</AppLink>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function RoundTable({ rounds, mayLead }: { rounds: readonly Round[]; mayLead: boolean }) {
  const locale = useLocale()
  const write = (value: number) => formatNumber(value, { locale })
  return (
    <div className={classes.scroll} {...reachable}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{text.list.name}</th>
            <th scope="col">{text.list.status}</th>
            <th scope="col">{text.list.deadline}</th>
            <th scope="col" data-align="end">
              {text.list.progress}
            </th>
            <th scope="col" data-align="end">
              {text.list.candidates}
            </th>
            {mayLead ? (
              <th scope="col" data-align="end">
                {text.list.raters}
              </th>
            ) : null}
            <th scope="col">{text.list.lead}</th>
          </tr>
        </thead>
        <tbody>
          {rounds.map((round) => (
            <tr key={round.id}>
              <th scope="row">
                <AppLink href={paths.round(round.id)}>{round.name}</AppLink>
              </th>
              <td>
                <Tag tone={round.status === 'open' ? 'accent' : 'neutral'}>{text.status[round.status]}</Tag>
              </td>
              <td>
                <DateText value={round.deadline} /> <span className={classes.muted}>{timeLeft(round, locale)}</span>
              </td>
              <td data-align="end">{text.list.of(write(round.done), write(round.due))}</td>
              <td data-align="end">{write(round.candidates)}</td>
              {mayLead ? <td data-align="end">{write(round.raters)}</td> : null}
              <td>{round.leadName}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
