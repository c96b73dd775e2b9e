import { Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { type AccountDetail, accountOptions, EditAccountDialog } from '../../accounts/index.ts'
import { useAccess } from '../../client/index.ts'
import {
  type AccountEconomics,
  accountEconomicsOptions,
  QuestionPickers,
  registerEconomicsReasons,
} from '../../economics/index.ts'
import { useHotkeyMap } from '../../kit/keys/use-hotkey-map.ts'
import { Page } from '../../kit/layout/page.tsx'
import { TabBar, TopBar } from '../../kit/layout/top-bar.tsx'
import { useGoTo } from '../../kit/routing/app-link.tsx'
import { useRouteParameter, useUrlState } from '../../kit/routing/use-url-state.ts'
import { QueryGate } from '../../kit/states/query-gate.tsx'
import { StateFailed, StateLoading } from '../../kit/states/states.tsx'
import { paths } from '../../paths.ts'
import { TierDecisionPanel } from '../../selection/index.ts'
import { tiersOptions } from '../api/portfolio-queries.ts'
import classes from './account.module.css'
import { AccountFigures } from './account-figures.tsx'
import { AccountHeader } from './account-header.tsx'
import { scoreOptions } from './account-queries.ts'
import { EconomicsTab } from './economics-tab.tsx'
import { HistoryTab } from './history-tab.tsx'
import { LinesTab } from './lines-tab.tsx'
import { OverviewTab } from './overview-tab.tsx'
import { ScoreTab } from './score-tab.tsx'
import { type AccountState, accountState, TABS, type Tab, tabHref } from './state.ts'
import type { FigureTabProps } from './tab-props.ts'
import { text } from './text.ts'
import { useLineLinks } from './use-line-links.ts'

registerEconomicsReasons()

const EDIT = 'Edit'

/** One account on one page: a look, its money, its score, its lines, its history. */
export function AccountPage() {
  return <LoadedAccount tab={undefined} />
}

/** The invoice lines of an account at an address of their own. */
export function AccountLinesPage() {
  return <LoadedAccount tab="lines" />
}

function LoadedAccount({ tab }: { tab: Tab | undefined }) {
  const accountId = useRouteParameter('accountId')
  const account = useQuery(accountOptions(accountId))
  if (account.data) return <Account key={account.data.id} account={account.data} fixedTab={tab} />
  const crumbs = [{ label: text.accounts, href: paths.accounts() }]
  return (
    <Page title={text.accounts} topBar={<TopBar title="" breadcrumbs={crumbs} />}>
      {account.error ? (
        <StateFailed error={account.error} onRetry={() => void account.refetch()} />
      ) : (
        <StateLoading shape="chart" />
      )}
    </Page>
  )
}

function Account({ account, fixedTab }: { account: AccountDetail; fixedTab: Tab | undefined }) {
  const [state, setState] = useUrlState<AccountState>(accountState)
  const [dialog, setDialog] = useState<'edit' | 'decide' | null>(null)
  const access = useAccess()
  const goTo = useGoTo()
  const economics = useQuery(accountEconomicsOptions(account.id, state))
  const score = useQuery({ ...scoreOptions(account.id), enabled: access.may('selection:read') })
  const tiers = useQuery(tiersOptions())
  const tab = fixedTab ?? state.tab
  const close = () => setDialog(null)
  useHotkeyMap(text.keys, [
    { keys: 'E', description: text.keyEdit, run: () => access.may('accounts:write') && setDialog('edit') },
    { keys: 'D', description: text.keyDecide, run: () => access.may('selection:decide') && setDialog('decide') },
    { keys: 'L', description: text.keyLines, run: () => goTo(tabHref(account.id, state, 'lines')) },
  ])
  const tier = score.data ? { key: score.data.tier, level: levelOf(score.data.tier, tiers.data?.tiers ?? []) } : null
  const withFigures = (show: (figures: FigureTabProps) => ReactNode) => (
    <QueryGate query={economics} loading="chart">
      {(answer) => show({ account, state, setState, access, economics: answer, score: score.data })}
    </QueryGate>
  )
  return (
    <Page
      title={account.name}
      height={tab === 'lines' ? 'fill' : 'scroll'}
      topBar={
        <AccountHeader
          account={account}
          tier={tier}
          exception={score.data?.exception}
          mayEdit={access.may('accounts:write')}
          mayDecide={access.may('selection:decide')}
          editLabel={EDIT}
          onEdit={() => setDialog('edit')}
          onDecide={() => setDialog('decide')}
        />
      }
      band={
        <>
          <div className={classes.tabsRow}>
            <TabBar
              active={tab}
              tabs={TABS.map((id) => ({ id, label: text.tabs[id], href: tabHref(account.id, state, id) }))}
            />
            <div className={classes.tabsPickers}>
              {tab === 'overview' || tab === 'economics' ? (
                <QuestionPickers
                  form="compact"
                  question={state}
                  setQuestion={setState}
                  period={economics.data?.period}
                  currency={access.currency}
                  picksBasis={account.companiesInGroup > 1}
                />
              ) : null}
            </div>
          </div>
          {tab === 'overview' && economics.data && !score.isLoading ? (
            <FiguresBand
              account={account}
              state={state}
              setState={setState}
              access={access}
              economics={economics.data}
              score={score.data}
            />
          ) : null}
        </>
      }
    >
      <EditAccountDialog account={account} isOpen={dialog === 'edit'} onClose={close} />
      <Modal
        opened={dialog === 'decide'}
        onClose={close}
        title={text.decide}
        closeButtonProps={{ 'aria-label': text.lines.close }}
      >
        <TierDecisionPanel frame="plain" accountIds={[account.id]} onDone={close} />
      </Modal>
      {tab === 'overview' ? withFigures((figures) => <OverviewTab {...figures} />) : null}
      {tab === 'economics' ? withFigures((figures) => <EconomicsTab {...figures} />) : null}
      {tab === 'score' ? <ScoreTab account={account} state={state} setState={setState} access={access} /> : null}
      {tab === 'lines' ? (
        <LinesTab account={account} state={state} setState={setState} access={access} economics={economics.data} />
      ) : null}
      {tab === 'history' ? <HistoryTab account={account} state={state} setState={setState} access={access} /> : null}
    </Page>
  )
}

/** 0 for the highest tier. */
function levelOf(tier: string | null, tiers: readonly { readonly key: string }[]): number {
  return Math.max(
    0,
    tiers.findIndex(({ key }) => key === tier),
  )
}

function FiguresBand(props: FigureTabProps & { readonly economics: AccountEconomics }) {
  const { account, state, economics, score, access } = props
  const links = useLineLinks(account.id, state, economics)
  return (
    <AccountFigures economics={economics} score={score} seesMargins={access.seesMargins} linesHref={links.ofPeriod} />
  )
}
