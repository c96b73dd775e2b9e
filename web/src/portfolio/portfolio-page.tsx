import { useQuery } from '@tanstack/react-query'
import { lazy, memo, Suspense, useCallback, useMemo } from 'react'
import { useAccess } from '../client/index.ts'
import {
  ledgerStateOptions,
  type Question,
  QuestionPickers,
  questionQuery,
  registerEconomicsReasons,
} from '../economics/index.ts'
import { ExportMenu } from '../kit/layout/export-menu.tsx'
import { Page, PageColumns } from '../kit/layout/page.tsx'
import { TabBar, TopBar } from '../kit/layout/top-bar.tsx'
import { useGoTo } from '../kit/routing/app-link.tsx'
import { type SetUrlState, useUrlState } from '../kit/routing/use-url-state.ts'
import { StateFailed, StateLoading } from '../kit/states/states.tsx'
import { paths } from '../paths.ts'
import { AccountTable } from './account-table.tsx'
import { portfolioFileHref, summaryOptions } from './api/portfolio-queries.ts'
import { MatrixPanel } from './matrix-panel.tsx'
import { PortfolioFigures } from './portfolio-figures.tsx'
import { listOf, NO_FILTERS, PARTS, type PortfolioState, portfolioQuery, portfolioState } from './state.ts'
import { text } from './text.ts'
import type { Summary } from './types.ts'
import { WhalePanel, type WhalePanelProps } from './whale-panel.tsx'

registerEconomicsReasons()

const EmptyPortfolio = lazy(async () => ({ default: (await import('./empty-portfolio.tsx')).EmptyPortfolio }))
const ConcentrationPart = lazy(async () => ({ default: (await import('./concentration-part.tsx')).ConcentrationPart }))
const RetentionPart = lazy(async () => ({ default: (await import('./retention-part.tsx')).RetentionPart }))
const CostToServePart = lazy(async () => ({
  default: (await import('./cost-to-serve/cost-to-serve-part.tsx')).CostToServePart,
}))
const InequalityPart = lazy(async () => ({ default: (await import('./inequality-part.tsx')).InequalityPart }))

/** Who earns what, who costs more than they bring, who should be key: the whole book on one screen. */
export function PortfolioPage() {
  const [state, setState] = useUrlState<PortfolioState>(portfolioState)
  const access = useAccess()
  const ledger = useQuery(ledgerStateOptions())
  const isEmpty = ledger.data !== undefined && ledger.data.lines === 0
  const summary = useQuery({ ...summaryOptions(state), enabled: ledger.data !== undefined && !isEmpty })
  // After an undo, figures of the ledger that was are still at hand.
  const figures = isEmpty ? undefined : summary.data
  const period = figures?.period
  const failure = ledger.data ? (isEmpty || figures ? null : summary.error) : ledger.error
  const tabs = PARTS.map((part) => ({
    id: part,
    label: text.parts[part],
    href: `${paths.portfolio()}?${portfolioQuery(state, { part })}`,
  }))
  return (
    <Page
      title={text.portfolio}
      topBar={
        <TopBar
          title={text.portfolio}
          pickers={
            isEmpty ? null : (
              <QuestionPickers question={state} setQuestion={setState} period={period} currency={access.currency} />
            )
          }
          actions={
            !isEmpty && access.may('portfolio:export') ? (
              <ExportMenu
                label={text.portfolio}
                choices={[
                  { label: text.exportCsv, href: portfolioFileHref(state, access.seesMargins, 'csv') },
                  { label: text.exportXlsx, href: portfolioFileHref(state, access.seesMargins, 'xlsx') },
                ]}
              >
                {text.export}
              </ExportMenu>
            ) : null
          }
        />
      }
      band={
        figures ? (
          <>
            <PortfolioFigures
              summary={figures}
              seesMargins={access.seesMargins}
              losesHref={`${paths.portfolio()}?${portfolioQuery(state, { ...NO_FILTERS, losesMoney: true, part: 'accounts', view: undefined })}`}
            />
            <TabBar tabs={tabs} active={state.part} />
          </>
        ) : null
      }
    >
      {failure ? (
        <StateFailed
          error={failure}
          onRetry={() => {
            void ledger.refetch()
            void summary.refetch()
          }}
        />
      ) : isEmpty ? (
        <Suspense fallback={<StateLoading />}>
          <EmptyPortfolio access={access} isComputing={ledger.data?.isComputing ?? false} />
        </Suspense>
      ) : figures ? (
        <Suspense fallback={<StateLoading shape="chart" />}>
          <Parts state={state} setState={setState} summary={figures} />
        </Suspense>
      ) : (
        <>
          <StateLoading shape="figures" lines={6} />
          <StateLoading shape="chart" />
        </>
      )}
    </Page>
  )
}

interface PartsProps {
  readonly state: PortfolioState
  readonly setState: SetUrlState<PortfolioState>
  readonly summary: Summary
}

function Parts({ state, setState, summary }: PartsProps) {
  const access = useAccess()
  const goTo = useGoTo()
  const query = questionQuery(state)
  const openAccount = useCallback(
    (id: string) => goTo(`${paths.account(id)}${query === '' ? '' : `?${query}`}`),
    [goTo, query],
  )
  const { from, to, comparison, rates, basis } = state
  const question = useMemo<Question>(
    () => ({ from, to, comparison, rates, basis }),
    [from, to, comparison, rates, basis],
  )
  const lose = (ids: readonly string[]) => setState({ part: 'concentration', lose: ids.join(',') || undefined }, 'push')
  switch (state.part) {
    case 'concentration':
      return (
        <ConcentrationPart
          question={state}
          seesMargins={access.seesMargins}
          measure={summary.margin?.measure ?? 'contribution'}
          lost={listOf(state.lose)}
          onLose={(ids) => setState({ lose: ids.join(',') || undefined })}
        />
      )
    case 'retention':
      return <RetentionPart question={state} outlooks={summary.outlooks} />
    case 'cost-to-serve':
      return <CostToServePart state={state} />
    case 'inequality':
      return <InequalityPart question={state} />
    case 'accounts':
      return (
        <>
          <Pictures
            question={question}
            seesMargins={access.seesMargins}
            isReady={access.isKnown}
            onOpenAccount={openAccount}
          />
          <AccountTable
            state={state}
            setState={setState}
            access={access}
            outlooks={summary.outlooks}
            hasContribution={summary.margin?.measure === 'contribution'}
            onLose={lose}
          />
        </>
      )
  }
}

/** Order, filters and columns of the table change nothing here: only another question does. */
const Pictures = memo(function Pictures(props: WhalePanelProps) {
  return (
    <PageColumns template="1.32fr 1fr">
      <WhalePanel {...props} />
      <MatrixPanel question={props.question} onOpenAccount={props.onOpenAccount} />
    </PageColumns>
  )
})
