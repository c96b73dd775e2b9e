import { firstDay, lastDay, parseMonth } from '@mainstay/domain/kernel'
import { useMemo } from 'react'
import { BridgeChart } from '../kit/charts/waterfall-chart.tsx'
import { Explain } from '../kit/figures/explain.tsx'
import { MoneyText } from '../kit/figures/money-text.tsx'
import { reasonText } from '../kit/figures/reasons.ts'
import { formatDate } from '../kit/format/date.ts'
import { useLocale } from '../kit/format/locale.tsx'
import { formatNumber } from '../kit/format/number.ts'
import { Panel } from '../kit/layout/panel.tsx'
import { paths } from '../paths.ts'
import type { GrowthBridge, Period } from './api/economics-queries.ts'
import type { BridgeStepKey } from './bridge-step-words.ts'
import classes from './economics.module.css'
import { questionQuery } from './question.ts'
import { bridgeSteps, movementWord } from './steps.ts'
import { text } from './text.ts'

const words = text.accountBridge

/** Invoice lines of both periods together: the rows that every step is made of. */
function rowsHref(accountId: string, period: Period): string {
  const first = parseMonth(period.beforeFrom)
  const last = parseMonth(period.to)
  const days = first === null || last === null ? {} : { lineFrom: firstDay(first), lineTo: lastDay(last) }
  return `${paths.account(accountId)}?${questionQuery(period, { tab: 'lines', ...days })}`
}

function BridgeExplain({ accountId, bridge }: { accountId: string; bridge: GrowthBridge }) {
  const locale = useLocale()
  const { period, steps } = bridge
  const span = (from: string, to: string) => `${formatDate(from, locale)} – ${formatDate(to, locale)}`
  const sentence = words.explain(span(period.beforeFrom, period.beforeTo), span(period.from, period.to))
  return (
    <Explain
      label={words.title}
      sentence={`${sentence} ${period.rates === 'constant' ? words.atConstantRates : words.atDayRates}`}
      inputs={steps.map(({ key, amount, products, reasons }) => ({
        name: movementWord(key),
        value: <MoneyText amount={amount} form="full" />,
        source: (
          <span className={classes.formula}>
            {words.products(formatNumber(products, { locale }))}: {words.formulas[key]}
            {reasons.length > 0 ? ` ${reasonText(reasons)}` : null}
          </span>
        ),
      }))}
      rowsHref={rowsHref(accountId, period)}
    />
  )
}

export interface BridgeChartCardProps {
  readonly accountId: string
  readonly bridge: GrowthBridge
  /** A step was opened: show the products behind it. */
  readonly onOpen: (step: BridgeStepKey) => void
  readonly height?: number
}

/** Why net revenue changed since the period before: every step adds up to the cent. */
export function BridgeChartCard({ accountId, bridge, onOpen, height = 260 }: BridgeChartCardProps) {
  const steps = useMemo(() => bridgeSteps(bridge.steps), [bridge.steps])
  const { currency, comparison } = bridge.period
  const subtitle = `${text.question[comparison]}, ${currency}`
  if (bridge.reasons.length > 0) {
    return (
      <Panel title={words.title}>
        <p className={classes.muted}>{`${words.unknown} ${reasonText(bridge.reasons)}`}</p>
      </Panel>
    )
  }
  if (bridge.products.length === 0) {
    return (
      <Panel title={words.title}>
        <p className={classes.muted}>{words.empty}</p>
      </Panel>
    )
  }
  const notSeparable = bridge.steps.find(({ key }) => key === 'not_separable')
  const isPartial = notSeparable !== undefined && Number(notSeparable.amount) !== 0
  return (
    <BridgeChart
      title={words.title}
      subtitle={isPartial ? `${subtitle} · ${words.partial}` : subtitle}
      steps={steps}
      currency={currency}
      height={height}
      onSelect={(id) => {
        const step = bridge.steps.find(({ key }) => key === id)
        if (step) onOpen(step.key)
      }}
      actions={<BridgeExplain accountId={accountId} bridge={bridge} />}
    />
  )
}
