import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import { BarList } from '../charts/bar-list.tsx'
import { LorenzChart } from '../charts/lorenz-chart.tsx'
import { TrendChart } from '../charts/trend-chart.tsx'
import { BridgeChart, WaterfallChart } from '../charts/waterfall-chart.tsx'
import { ConfirmDialog } from '../feedback/confirm-dialog.tsx'
import { showUndo } from '../feedback/undo-toast.tsx'
import { OutlookBadge, Tag, TierBadge } from '../figures/badges.tsx'
import { ConfidenceText } from '../figures/confidence-text.tsx'
import { DateText } from '../figures/date-text.tsx'
import { Explain } from '../figures/explain.tsx'
import { MoneyText } from '../figures/money-text.tsx'
import { PercentText } from '../figures/percent-text.tsx'
import { ScoreBar } from '../figures/score-bar.tsx'
import { Sparkline } from '../figures/sparkline.tsx'
import { UnknownValue } from '../figures/unknown-value.tsx'
import { KeyHint } from '../keys/key-hint.tsx'
import { Page, PageColumns, PageStack } from '../layout/page.tsx'
import { Panel } from '../layout/panel.tsx'
import { TabBar, TopBar } from '../layout/top-bar.tsx'
import { sampleAccount, sampleBridge, sampleTrend, sampleWaterfall } from './sample.ts'
import classes from './showcase.module.css'

function SmallParts() {
  const account = sampleAccount(3)
  const [isAsking, setAsking] = useState(false)
  return (
    <Panel title="Small parts" subtitle="one value each">
      <div className={classes.row}>
        <TierBadge tier="A" level={0} />
        <TierBadge tier="B" level={1} />
        <TierBadge tier="C" level={2} />
        <TierBadge tier={null} />
        <Tag tone="accent">up from B</Tag>
        <Tag tone="caution">override, ends Mar</Tag>
        <OutlookBadge outlook="growing" change={1.22} />
        <OutlookBadge outlook="declining" change={-0.13} />
        <OutlookBadge outlook="too_little_history" />
        <ScoreBar score={account.score} parts={account.parts} width={120} />
        <ConfidenceText fraction={0.97} />
        <Sparkline values={[3, 4, -2, 5, null, 6, 4, -1]} />
        <MoneyText amount="-35300.25" currency="USD" form="full" />
        <MoneyText
          amount={{ value: '404000', status: 'degraded', reasons: ['economics/partial-cost'] }}
          currency="USD"
        />
        <PercentText fraction={0.36} sign="always" tone="change" />
        <DateText value="2013-11-29" />
        <UnknownValue reasons={['economics/no-wallet-estimate']} />
        <KeyHint keys="mod+K" />
        <Explain
          label="Score"
          sentence="Points of each criterion times its weight, over the weight for which there is evidence."
          inputs={account.parts.map((part) => ({
            name: part.name,
            value: '4 of 5',
            weight: '16',
            contribution: part.points.toFixed(1),
            source: 'ledger',
            judge: 'measured',
            date: '29 Nov 2013',
          }))}
        >
          <b>58</b>
        </Explain>
        <Button onClick={() => setAsking(true)}>Ask first</Button>
        <Button onClick={() => showUndo({ message: 'Harbour Foods moved to tier B.', undo: () => undefined })}>
          Do with undo
        </Button>
      </div>
      <ConfirmDialog
        isOpen={isAsking}
        title="Publish draft 3?"
        confirmLabel="Publish"
        tone="danger"
        onConfirm={() => setAsking(false)}
        onCancel={() => setAsking(false)}
      >
        Forty candidates are ranked anew. Earlier decisions stay as they are.
      </ConfirmDialog>
    </Panel>
  )
}

export function PartsPage() {
  const trend = useMemo(sampleTrend, [])
  const lorenz = useMemo(
    () => Array.from({ length: 19 }, (_, index) => ({ accounts: (index + 1) / 20, amount: ((index + 1) / 20) ** 3 })),
    [],
  )
  return (
    <Page
      title="Bulk Discount Store"
      topBar={
        <TopBar
          title="Bulk Discount Store"
          breadcrumbs={[{ label: 'Accounts', href: '/showcase/table' }]}
          badge={<TierBadge tier="B" level={1} />}
          note="London, GB · Value Added Reseller · group of 3 companies"
        />
      }
      band={
        <TabBar
          active="economics"
          tabs={['overview', 'economics', 'score', 'history'].map((id) => ({
            id,
            label: `${id[0]?.toUpperCase()}${id.slice(1)}`,
            href: `/showcase/parts?tab=${id}`,
          }))}
        />
      }
    >
      <SmallParts />
      <PageColumns template="1fr 1fr">
        <WaterfallChart
          title="From list value to contribution"
          subtitle="12 months, USD, every bar opens its lines"
          steps={sampleWaterfall}
          currency="USD"
          onSelect={() => {}}
        />
        <BridgeChart title="From last year to this" subtitle="net revenue, USD" steps={sampleBridge} currency="USD" />
      </PageColumns>
      <PageColumns template="1.2fr 1fr 1fr">
        <TrendChart
          title="Net revenue by month"
          subtitle="turned in mid 2014"
          points={trend}
          currency="USD"
          turn={{ month: '2014-06', direction: 'down' }}
        />
        <LorenzChart title="How revenue is spread" points={lorenz} gini={0.62} />
        <PageStack>
          <BarList
            title="Product lines"
            subtitle="net revenue and margin"
            currency="USD"
            shareLabel="Margin"
            items={[
              { id: 'bikes', name: 'Bikes', amount: 370_000, share: -0.061 },
              { id: 'components', name: 'Components', amount: 22_200, share: 0.02 },
              { id: 'clothing', name: 'Clothing', amount: 7_100, share: -0.005 },
              { id: 'returns', name: 'Returns', amount: -4_900, share: null },
            ]}
          />
        </PageStack>
      </PageColumns>
    </Page>
  )
}
