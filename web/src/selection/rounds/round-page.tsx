import { Tag } from '../../kit/figures/badges.tsx'
import { formatDate } from '../../kit/format/date.ts'
import { useLocale } from '../../kit/format/locale.tsx'
import { Page } from '../../kit/layout/page.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import { TopBar } from '../../kit/layout/top-bar.tsx'
import { useRouteParameter } from '../../kit/routing/use-url-state.ts'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { StateEmpty } from '../../kit/states/states.tsx'
import { paths } from '../../paths.ts'
import { useRound } from './api/round-queries.ts'
import { ProgressPanel } from './progress-panel.tsx'
import { ResultsView } from './results/results-view.tsx'
import { timeLeft } from './round-words.ts'
import { SetupView } from './setup/setup-view.tsx'
import { ScoreSheet } from './sheet/score-sheet.tsx'
import { text } from './text.ts'
import type { RoundDetail } from './types.ts'

/** One scoring round: set-up, scoring or results, by its state and by what the reader may do. */
export function RoundPage() {
  const id = useRouteParameter('roundId')
  const round = useRound(id)
  const locale = useLocale()
  const detail = round.data
  const note = detail
    ? [formatDate(detail.deadline, locale), timeLeft(detail, locale)].filter((part) => part !== '').join(' · ')
    : undefined
  return (
    <Page
      title={detail?.name ?? text.title}
      topBar={
        <TopBar
          title={detail?.name ?? text.title}
          breadcrumbs={[{ label: text.title, href: paths.rounds() }]}
          badge={
            detail ? (
              <Tag tone={detail.status === 'open' ? 'accent' : 'neutral'}>{text.status[detail.status]}</Tag>
            ) : undefined
          }
          note={note ? `${text.list.deadline} ${note}` : undefined}
        />
      }
    >
      <QueryGate query={round}>{(read) => <RoundBody round={read} />}</QueryGate>
    </Page>
  )
}

function RoundBody({ round }: { round: RoundDetail }) {
  switch (round.status) {
    case 'planned':
      return <SetupView key={round.id} round={round} />
    case 'open':
      return (
        <>
          {round.own ? <ScoreSheet roundId={round.id} /> : null}
          {round.mayLead ? <ProgressPanel round={round} /> : null}
        </>
      )
    case 'closed':
    case 'reconciled':
      return <ResultsView round={round} />
    case 'cancelled':
      return (
        <Panel>
          <StateEmpty
            title={text.cancelled.title}
            sentence={round.cancelReason ? text.cancelled.reason(round.cancelReason) : undefined}
          />
        </Panel>
      )
  }
}
